"""Checking files by their paths: alone on a desk, or in a workspace as scoring would see them."""

import json
from pathlib import Path

import pytest
from season_kit import CATEGORY, CODES, committee, fill, fill_table, inbox, out, paritrana, play

from paritrana.__main__ import main


def codes(capsys: pytest.CaptureFixture[str], *paths: Path, root: Path | None = None) -> set[str]:
    where = [] if root is None else ["-w", str(root)]
    capsys.readouterr()
    main(["check", *map(str, paths), "--json", *where])
    return {one["code"] for one in json.loads(capsys.readouterr().out)["problems"]}


def test_a_lone_table_is_taken_at_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "w"
    assert main(["init", str(root), "--province", "34"]) == 0
    place = ["-w", str(root), "-e", "2025-provinsi", "-o", str(tmp_path / "t")]
    assert main(["form", "kabupaten-kota", "--for", "organiser", "--candidate", "34.04", *place]) == 0
    assert main(["form", "kabupaten-kota", *place]) == 0
    desk = tmp_path / "meja"
    desk.mkdir()
    monkeypatch.chdir(desk)
    (table,) = (tmp_path / "t").glob("tabel_*.xlsx")
    fill_table(table, desk / "tabel.xlsx", {"34.04": {"pekerja": 550_000}})
    assert codes(capsys, Path("tabel.xlsx")) == {"B047"}
    assert main(["check", "tabel.xlsx"]) == 0
    blank = next((tmp_path / "t").glob("formulir_*.xlsx"))
    fill(blank, desk / "blanko.xlsx", {}, code="34.04")
    assert codes(capsys, Path("blanko.xlsx")) == {"A001", "B047"}
    fill(blank, desk / "blanko.xlsx", {}, code="99.99")
    assert codes(capsys, Path("blanko.xlsx")) == {"B025"}


def test_check_of_a_path_compares_with_the_organisers_figures_as_score_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    path = root / "criteria" / "uji-2025" / "kota.yaml"
    extra = "  - {id: peserta_bpjs, ask: Peserta menurut BPJS, kind: count, filled_by: organiser, info_only: true}"
    text = CATEGORY.replace("derived:", f"{extra}\nderived:")
    path.write_text(
        text.replace("Jumlah peserta, kind: count,", "Jumlah peserta, kind: count, like: peserta_bpjs,"),
        encoding="utf-8",
    )
    assert paritrana(root, "form", "kota", "--table", "--for", "organiser", "-o", str(root / "forms")) == 0
    figures = {code: {"catatan_panitia": 40, "peserta_bpjs": 607_000} for code in CODES}
    fill_table(root / "forms" / "tabel_penyelenggara_kota.xlsx", committee(root) / "penyelenggara.xlsx", figures)
    sent = inbox(root) / "kiriman-0.xlsx"
    form = next((root / "forms").glob("34.01_*.xlsx"))
    fill(form, sent, {"perda": "Ya", "pekerja": 900_000, "peserta": 607})
    assert paritrana(root, "score") == 0
    told = json.loads((out(root) / "problems.json").read_text(encoding="utf-8"))["problems"]
    scored = {one["code"] for one in told if one["file"].endswith("kiriman-0.xlsx")}
    assert "A019" in scored
    assert codes(capsys, sent, root=root) == scored


def test_a_file_that_may_not_be_read_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, read = play(tmp_path), Path.read_bytes
    closed = inbox(root) / "kiriman-0.xlsx"

    def refuse(path: Path) -> bytes:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert codes(capsys, closed, root=root) == {"B012"}
    assert paritrana(root, "check", str(closed)) == 3
    assert "tidak dapat dibuka" in capsys.readouterr().out


def test_two_files_of_one_candidate_are_told_once_whatever_the_number_of_categories(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    other = CATEGORY.replace("category: kota", "category: lain", 1)
    (root / "criteria" / "uji-2025" / "lain.yaml").write_text(other, encoding="utf-8")
    (inbox(root) / "kedua.xlsx").write_bytes((inbox(root) / "kiriman-0.xlsx").read_bytes())
    capsys.readouterr()
    assert paritrana(root, "check", "--json") == 1
    told = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["code"] for problem in told].count("B028") == 1
