"""Problems as people are told of them: in reading order, once, and without those that follow from others."""

import json
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from returned_kit import RIGHT, answered, paritrana, sent, workspace

from paritrana.problems import Problem, Where
from paritrana.workflow.remarks import MANY, arranged


def at(code: str, cell: str = "", field: str = "", file: str = "a.xlsx", **details: str) -> Problem:
    return Problem(code, Where(file, "Formulir" if cell else "", cell), details, field=field)


def cells(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.code} {problem.where.cell}".strip() for problem in problems]


def test_errors_come_first_then_rows_as_numbers_and_the_whole_file_before_its_cells() -> None:
    found = [at("A020", "C2"), at("A003", "C10"), at("A003", "C9"), at("A005", "C1"), at("B023"), at("A003", "AA9")]
    assert cells(arranged(found)) == ["B023", "A003 C9", "A003 AA9", "A003 C10", "A020 C2", "A005 C1"]


def test_nothing_is_told_twice() -> None:
    assert len(arranged([at("A003", "C9", read="x")] * 3)) == 1


def test_a_refused_number_is_not_doubted_as_well() -> None:
    assert cells(arranged([at("A006", "C9", "ucj"), at("A032", "C9", "ucj"), at("A032", "C8", "lain")])) == [
        "A006 C9",
        "A032 C8",
    ]


def test_answers_on_a_lost_sheet_are_not_called_missing() -> None:
    assert cells(arranged([at("B026"), at("A001", "", "x"), at("A001", "", "y", file="")])) == ["B026"]


def test_a_mishap_to_many_cells_is_told_once() -> None:
    many = [at("B032", f"C{row}", f"f{row}", question=f"Tanya {row}") for row in range(8, 8 + MANY)]
    (one,) = arranged(many)
    assert one.details["question"] == f"Tanya 8 dan {MANY - 1} pertanyaan lain"
    assert one.details["question_en"] == f"Tanya 8 and {MANY - 1} other questions"
    assert len(arranged(many[1:])) == MANY - 1


def test_a_check_between_answers_is_told_at_the_first_of_them_and_marks_both(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    found = answered(root, sent(root, {**RIGHT, "isian.pekerja": 5, "isian.kantor": 9}))
    (one,) = found.problems
    assert (one.code, one.where.cell, one.stake) == ("A024", "C8", Fraction(20))
    assert "1. Kantor lebih banyak daripada pekerja." in found.message


def test_a_terminal_gets_a_table_and_a_pipe_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace(tmp_path)
    path = sent(root, {**RIGHT, "isian.ucj24": "abc"})
    capsys.readouterr()
    assert paritrana(root, "check", str(path)) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith('Wajib diperbaiki: DOC-20260312-WA0007.xlsx › Formulir!C10: "abc" bukan angka.')
    assert line.endswith("[A003] · Persentase terlindungi · dapat mengubah nilai akhir paling banyak 80,00")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "160")
    assert paritrana(root, "check", str(path)) == 1
    told = capsys.readouterr().out
    assert "DOC-20260312-WA0007.xlsx\n" in told
    (row,) = [line for line in told.splitlines() if "A003" in line]
    assert {"Formulir!C10", "80,00"} <= set(row.split())


def test_what_score_writes_names_question_and_stake_too(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    inbox = root / "submissions" / "uji-2025" / "inbox"
    inbox.mkdir(parents=True)
    sent(root, {**RIGHT, "isian.ucj24": "abc"}).rename(inbox / "a.xlsx")
    assert paritrana(root, "score", "kabupaten-kota") == 1
    folder = root / "out" / "uji-2025" / "internal" / "kabupaten-kota"
    told = json.loads((folder / "problems.json").read_text(encoding="utf-8"))["problems"]
    (one,) = [problem for problem in told if problem["code"] == "A003"]
    assert (one["question"], one["stake"], one["read"]) == ("Persentase terlindungi", "80", "abc")
    assert one["expected"] == "angka persen seperti 38,45"
    assert "Dapat mengubah nilai akhir paling banyak 80,00" in (folder / "problems.html").read_text(encoding="utf-8")
