"""A season's verification: a workbook for every verifier, whose words count for their own candidates only."""

import csv
import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
import season_kit as kit

from paritrana.entry.model import Statement
from paritrana.form.candidate_list import write_candidates
from paritrana.form.cells import open_book
from paritrana.form.reader import read_meta
from paritrana.workflow import verification
from paritrana.workflow.collect import Collected, collect, read_folders
from paritrana.workflow.season import open_season

ANI, BUDI = "Ani Lestari", "Budi Santoso, S.H."
VERIFIERS = {"34.01": ANI, "34.02": ANI, "34.03": BUDI, "34.04": BUDI}
"""34.71 has no verifier."""

Rows = Mapping[str, Mapping[str, object]]


def _list(root: Path, verifiers: Mapping[str, str]) -> None:
    season = open_season(root, None)
    rows = [replace(one, verifier=verifiers.get(one.code, "")) for one in season.candidates(season.categories()[0])]
    path = season.workspace.candidates(season.edition.id)
    path.write_bytes(write_candidates(rows, season.edition))


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """Five regencies have sent; two verifiers share four of them, nobody is named for the fifth."""
    root = kit.play(tmp_path)
    _list(root, VERIFIERS)
    return root


def _form(root: Path, *options: str) -> list[Path]:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()):
        assert kit.paritrana(root, "form", "kota", "--for", "verifier", *options, "--json") == 0
    return [Path(name) for name in json.loads(out.getvalue())["files"]]


def _book(root: Path, name: str = "") -> Path:
    (path,) = _form(root, *(["--verifier", name] if name else []), "-o", str(root / "lembar"))[-1:]
    return path


def _hand_in(root: Path, name: str, rows: Rows, target: str = "") -> None:
    books = _form(root, "-o", str(root / "lembar"))
    path = next(one for one in books if name.split()[0] in one.name) if name else books[0]
    kit.verify(path, kit.committee(root) / (target or path.name), rows)


def _collected(root: Path) -> Collected:
    opened = open_season(root, None)
    return collect(opened, opened.categories()[0], read_folders(opened))


def _codes(found: Collected) -> list[tuple[str, str]]:
    return sorted((one.code, one.candidate) for one in found.problems if one.code[0] in "JR" or one.is_error)


def _said(found: Collected, code: str, field: str) -> tuple[Statement, ...]:
    return next(one.statements.get(field, ()) for one in found.entries if one.candidate.code == code)


def _ranked(root: Path) -> dict[str, str]:
    kit.paritrana(root, "score")
    with (kit.out(root) / "ranking.csv").open(encoding="utf-8-sig") as file:
        return {row["code"]: row["rank"] for row in csv.DictReader(file)}


LOWER = {"verdict": "Tidak sesuai", "value": 60, "reason": "berbeda dengan data BPJS", "note": "Data BPJS: 60"}


def test_every_verifier_has_a_workbook_and_the_rest_one_of_nobody(season: Path) -> None:
    books = _form(season)
    assert [path.name for path in books] == [
        "verifikasi_kota.xlsx",
        "verifikasi_Ani-Lestari_kota.xlsx",
        "verifikasi_Budi-Santoso-S.H_kota.xlsx",
    ]
    assert [_rows(path) for path in books] == [{"34.71"}, {"34.01", "34.02"}, {"34.03", "34.04"}]
    (own,) = _form(season, "--verifier", "ani  LESTARI")
    assert own == books[1]
    assert _rows(_form(season, "--candidate", "34.04")[0]) == {"34.04"}


def _rows(path: Path) -> set[str]:
    sheet = openpyxl.load_workbook(path)["Verifikasi"]
    return {str(row[0].value) for row in sheet.iter_rows(min_row=9, max_col=1) if row[0].value}


def test_who_is_not_named_has_no_workbook(season: Path) -> None:
    assert kit.paritrana(season, "form", "kota", "--for", "verifier", "--verifier", "Ani Lestar") == 2
    assert kit.paritrana(season, "form", "kota", "--for", "panel", "--verifier", ANI) == 2


def test_before_any_form_came_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = kit.workspace(tmp_path)
    assert kit.paritrana(root, "form", "kota", "--for", "verifier") == 0
    assert "Belum ada formulir kandidat yang dapat dibaca" in capsys.readouterr().err


def test_a_correction_with_a_reason_counts_and_the_claim_stays(season: Path) -> None:
    _hand_in(season, ANI, {"34.01|peserta": LOWER, "34.01|pekerja": {"verdict": "Sesuai"}})
    found = _collected(season)
    assert _codes(found) == []
    claimed, verified = _said(found, "34.01", "peserta")
    assert (claimed.value, verified.value) == (100, 60)
    assert (verified.by, verified.reason, verified.note, verified.verdict) == (
        ANI,
        "berbeda dengan data BPJS",
        "Data BPJS: 60",
        "tidak_sesuai",
    )
    assert verified.source.cell[0] == "I"
    assert [one.value for one in _said(found, "34.01", "pekerja")] == [1000, 1000]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"value": 60}, "J010"),
        ({"value": 60, "reason": "lainnya"}, "J011"),
        ({"verdict": "Tidak terbaca"}, "J012"),
        ({"value": 60, "reason": "tidak terbaca", "verdict": "Sesuai"}, "J013"),
        ({"verdict": "Seswai"}, "J017"),
    ],
)
def test_what_does_not_count_lowers_nobody(season: Path, said: dict[str, object], code: str) -> None:
    before = _ranked(season)
    _hand_in(season, ANI, {"34.01|peserta": said})
    found = _collected(season)
    assert _codes(found) == [(code, "34.01")]
    assert len(_said(found, "34.01", "peserta")) == 1
    assert _ranked(season) == before


def test_no_verifier_speaks_of_anothers_candidate(season: Path) -> None:
    """The row of 34.03 is Budi's; Ani's own workbook is given one, with a value that could not even be read."""
    for value in (60, "banyak"):
        _hand_in(season, BUDI, {"34.03|peserta": LOWER | {"value": value}, "34.03|perda": {"verdict": "Sesuai"}})
        _list(season, VERIFIERS | {"34.03": ANI})
        found = _collected(season)
        assert _codes(found) == [("J016", "34.03")]
        (told,) = (one for one in found.problems if one.code == "J016")
        assert (told.details["by"], told.details["expected"], told.details["count"]) == (BUDI, ANI, "2")
        assert len(_said(found, "34.03", "peserta")) == 1
        _list(season, VERIFIERS)


def test_the_workbook_of_nobody_speaks_of_no_verifiers_candidate(season: Path) -> None:
    _hand_in(season, "", {"34.71|peserta": LOWER})
    assert len(_said(_collected(season), "34.71", "peserta")) == 2
    _list(season, VERIFIERS | {"34.71": BUDI})
    assert _codes(_collected(season)) == [("J016", "34.71")]


def test_several_verifiers_merge_and_clashes_name_both_cells(season: Path) -> None:
    _hand_in(season, "", {"34.71|peserta": LOWER}, "satu.xlsx")
    _hand_in(season, "", {"34.71|peserta": LOWER, "34.71|perda": {"verdict": "Sesuai"}}, "dua.xlsx")
    assert _codes(_collected(season)) == []
    _hand_in(season, "", {"34.71|peserta": LOWER | {"value": 70}}, "dua.xlsx")
    (clash,) = (one for one in _collected(season).problems if one.code == "R008")
    assert clash.candidate == "34.71"
    told = clash.details["read"] + clash.details["other"]
    assert "dua.xlsx › Verifikasi!I" in told and "satu.xlsx › Verifikasi!I" in told


def test_a_claim_that_changed_is_not_confirmed_by_older_words(season: Path) -> None:
    _hand_in(season, ANI, {"34.01|peserta": {"verdict": "Sesuai"}, "34.01|pekerja": LOWER | {"value": 900}})
    form = next((season / "forms").glob("34.01_*.xlsx"))
    kit.fill(form, kit.inbox(season) / "kiriman-0.xlsx", {"perda": "Tidak", "pekerja": 1100, "peserta": 300})
    found = _collected(season)
    assert _codes(found) == [("J014", "34.01"), ("J015", "34.01")]
    assert [one.value for one in _said(found, "34.01", "peserta")] == [300]
    assert [one.value for one in _said(found, "34.01", "pekerja")] == [1100, 900]


def test_an_altered_copy_of_a_claim_changes_nothing(season: Path) -> None:
    _hand_in(season, ANI, {"34.01|peserta": {"verdict": "Sesuai"}})
    path = next(kit.committee(season).glob("verifikasi_Ani*"))
    book = openpyxl.load_workbook(path)
    sheet = book["Verifikasi"]
    (row,) = (cell.row for cell in sheet["L"] if str(cell.value).startswith("34.01|peserta|"))
    sheet.cell(row, 6, 1)
    book.save(path)
    found = _collected(season)
    assert _codes(found) == [("J018", "34.01")]
    assert [one.value for one in _said(found, "34.01", "peserta")] == [100]


def test_a_workbook_in_the_inbox_is_refused(season: Path) -> None:
    kit.verify(_book(season, ANI), kit.inbox(season) / "lembar.xlsx", {"34.01|peserta": LOWER})
    found = _collected(season)
    assert _codes(found) == [("B029", "")]
    assert len(_said(found, "34.01", "peserta")) == 1


def test_a_table_of_former_days_is_refused_not_ignored(season: Path) -> None:
    path = _book(season, ANI)
    meta, _ = read_meta(open_book(path.read_bytes(), path.name))
    assert meta is not None
    book = openpyxl.load_workbook(path)
    for number, (key, value) in enumerate(replace(meta, kind="table", person="").rows(), 1):
        book["_meta"].cell(number, 1, key)
        book["_meta"].cell(number, 2, value)
    book["_meta"].delete_rows(number + 1, 1)
    kit.committee(season).mkdir(exist_ok=True)
    book.save(kit.committee(season) / "lama.xlsx")
    (told,) = (one for one in _collected(season).problems if one.is_error)
    assert (told.code, told.candidate) == ("B023", "")
    assert "lembar verifikasi" in told.details["expected"]


def test_the_order_of_files_and_who_they_are_decide_nothing(season: Path) -> None:
    rows = {"34.71|peserta": LOWER}
    _hand_in(season, ANI, {"34.01|peserta": LOWER}, "a.xlsx")
    _hand_in(season, "", rows, "b.xlsx")
    before = _ranked(season)
    for old, new in (("a", "z"), ("b", "a")):
        (kit.committee(season) / f"{old}.xlsx").rename(kit.committee(season) / f"{new}.xlsx")
    assert _ranked(season) == before


def test_who_verifies_whom_is_an_input_once_verifiers_have_spoken(season: Path) -> None:
    assert "verifiers" not in _collected(season).inputs
    _hand_in(season, ANI, {"34.01|peserta": LOWER})
    one = _collected(season).inputs["verifiers"]
    _list(season, VERIFIERS | {"34.71": ANI})
    assert _collected(season).inputs["verifiers"] != one


def test_no_workbook_has_more_rows_than_are_read_back(season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _list(season, {})
    monkeypatch.setattr(verification, "MOST_ROWS", 7)
    books = _form(season)
    assert [path.name for path in books] == [f"verifikasi_kota_{number}.xlsx" for number in (1, 2, 3)]
    assert [_rows(path) for path in books] == [{"34.01", "34.02"}, {"34.03", "34.04"}, {"34.71"}]


def test_checking_a_workbook_alone_tells_what_scoring_would_of_it(season: Path) -> None:
    _hand_in(season, ANI, {"34.01|peserta": {"verdict": "Sesuai"}})
    with redirect_stdout(StringIO()) as out:
        code = kit.paritrana(season, "check", str(next(kit.committee(season).glob("verifikasi_*"))), "--json")
    assert (code, json.loads(out.getvalue())["problems"]) == (0, [])
