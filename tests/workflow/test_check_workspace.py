"""`check` in a workspace: the candidate list counts too, and where nothing has been sent it says so."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from season_kit import CODES, committee, fill_table, inbox, out, paritrana, play


def listed_twice(root: Path, code: str) -> None:
    """A candidate list in which a code stands twice."""
    assert paritrana(root, "candidates", "kota", "--template") == 0
    path = root / "submissions" / "uji-2025" / "candidates.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(cells for cells in sheet.iter_rows() if any(cell.value == "Kode" for cell in cells))
    columns = {cell.value: cell.column for cell in head}
    last = sheet.max_row + 1
    for title, value in (("Kode", code), ("Kategori", "kota"), ("Nama resmi", "Kabupaten")):
        sheet.cell(last, columns[title], value)
    book.save(path)


def codes(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    paritrana(root, "check", *arguments, "--json")
    return [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]]


def test_what_is_wrong_with_the_candidate_list_is_told_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    assert paritrana(root, "check") == 0
    listed_twice(root, "34.01")
    capsys.readouterr()
    assert paritrana(root, "check") == 1
    said = capsys.readouterr()
    assert "candidates.xlsx" in said.out
    assert "B051" in said.out
    assert "1 wajib diperbaiki" in said.err
    assert "B051" in codes(root, capsys)
    assert "B051" in codes(root, capsys, str(inbox(root) / "kiriman-0.xlsx"))


def test_an_empty_inbox_is_told_of_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    shutil.rmtree(inbox(root))
    for verb in ("check", "score"):
        capsys.readouterr()
        paritrana(root, verb)
        assert f"Belum ada formulir yang dikirim. Simpan formulir yang masuk di folder {inbox(root)}" in (
            capsys.readouterr().err
        )
    shutil.rmtree(committee(root))
    assert paritrana(root, "check") == 0
    said = capsys.readouterr().err
    assert "Belum ada formulir yang dikirim." in said
    assert "Tidak ada berkas" not in said


def test_an_inbox_with_forms_is_not_called_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    assert [paritrana(root, verb) for verb in ("check", "score")] == [0, 0]
    assert "Belum ada formulir" not in capsys.readouterr().err


def test_lock_files_are_told_of_once_and_are_no_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    shutil.rmtree(inbox(root))
    inbox(root).mkdir()
    for name in ("~$a.xlsx", "~$b.xlsx"):
        (inbox(root) / name).write_bytes(b"\x05abc")
    capsys.readouterr()
    assert paritrana(root, "check") == 0
    said = capsys.readouterr()
    assert said.out.count("~$") == 1
    assert "Belum ada formulir yang dikirim." in said.err


def test_a_fault_of_many_rows_is_one_remark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    tables = root / "forms"
    fill_table(
        tables / "tabel_penyelenggara_kota.xlsx",
        committee(root) / "penyelenggara.xlsx",
        {CODES[0]: {"catatan_panitia": 40}},
    )
    capsys.readouterr()
    assert paritrana(root, "check") == 0
    said = capsys.readouterr().out
    assert said.count("B044") == 1
    assert "Baris kandidat 34.02, 34.03, 34.04 dan 1 lainnya belum diisi sama sekali." in said
    rows = {code: {"catatan_panitia": "n/a"} for code in CODES}
    fill_table(tables / "tabel_penyelenggara_kota.xlsx", committee(root) / "penyelenggara.xlsx", rows)
    capsys.readouterr()
    assert paritrana(root, "check") == 1
    said = capsys.readouterr().out
    assert said.count('"n/a"') == 1
    assert "Target (5 baris: " in said
    assert paritrana(root, "score") == 1
    told = json.loads((out(root) / "problems.json").read_text(encoding="utf-8"))["problems"]
    assert {one["candidate"] for one in told if one["read"] == "n/a"} == set(CODES)
