"""What stands around the remarks of a reply: the mark of an example, words for one file, none for the committee."""

import shutil
from pathlib import Path

import pytest
from returned_kit import RIGHT, answered, filled, opened, paritrana, sent, workspace

from paritrana.__main__ import main

MARK = "CONTOH – BUKAN DOKUMEN RESMI"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path)


def test_all_of_a_reply_says_that_it_is_an_example(root: Path) -> None:
    found = answered(root, sent(root, {**RIGHT, "isian.ucj24": "abc"}))
    assert found.message.startswith(f"*{MARK}*\n\nYth. ")
    assert MARK in found.files["33.21_hasil-periksa.html"].decode()
    assert opened(found.files[found.form])["Hasil Periksa"]["A1"].value.startswith(MARK)


def test_a_reply_in_earnest_says_nothing_of_examples(root: Path) -> None:
    path = root / "criteria" / "uji-2025" / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: contoh", "status: rancangan"), encoding="utf-8")
    found = answered(root, sent(root, RIGHT))
    assert found.message.startswith("Yth. ")
    assert "CONTOH" not in found.files["33.21_hasil-periksa.html"].decode()
    assert "CONTOH" not in opened(found.files[found.form])["Hasil Periksa"]["A1"].value


def test_the_remarks_of_an_edition_carry_its_mark(root: Path) -> None:
    assert paritrana(root, "score") in (0, 1)
    page = (root / "out" / "uji-2025" / "internal" / "problems.html").read_text(encoding="utf-8")
    assert MARK in page


def test_one_file_is_not_told_of_as_many(root: Path) -> None:
    page = answered(root, sent(root, RIGHT)).files["33.21_hasil-periksa.html"].decode()
    assert "Berkas ini dapat dipakai." in page
    assert "Semua berkas" not in page


def test_a_table_of_the_committee_gets_no_letter(root: Path) -> None:
    table = root / "tabel.xlsx"
    assert paritrana(root, "form", "kabupaten-kota", "--for", "organiser", "-o", str(table)) == 0
    assert paritrana(root, "check", str(table), "-o", str(root / "balasan")) == 0
    assert [path.name for path in (root / "balasan").iterdir()] == ["tabel_hasil-periksa.html"]


def test_a_table_that_cannot_be_opened_gets_no_letter_either(root: Path) -> None:
    committee = root / "submissions" / "uji-2025" / "committee"
    committee.mkdir(parents=True)
    (committee / "panel.xlsx").write_bytes(b"%PDF-1.7")
    assert paritrana(root, "check", "-o", str(root / "balasan")) == 3
    assert [path.name for path in (root / "balasan").iterdir()] == ["panel_hasil-periksa.html"]


def test_a_form_in_the_wrong_folder_is_no_matter_of_its_office(root: Path) -> None:
    committee = root / "submissions" / "uji-2025" / "committee"
    committee.mkdir(parents=True)
    shutil.move(sent(root, RIGHT), committee / "a.xlsx")
    assert paritrana(root, "check", "-o", str(root / "balasan")) == 1
    assert not (root / "balasan").exists()


def test_an_office_is_not_told_of_the_committees_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "w"
    assert main(["init", str(home), "--province", "33"]) == 0
    blank = tmp_path / "blanko.xlsx"
    assert main(["form", "kabupaten-kota", "-w", str(home), "-e", "2025-provinsi", "-o", str(blank)]) == 0
    desk = tmp_path / "meja"
    desk.mkdir()
    (desk / "b.xlsx").write_bytes(filled(blank.read_bytes(), {"kandidat.kode": "33.21"}))
    monkeypatch.chdir(desk)
    capsys.readouterr()
    assert main(["check", "b.xlsx", "-o", "balasan"]) == 1
    assert "B047" in capsys.readouterr().out
    assert "folder kerja" not in (desk / "balasan" / "33.21_hasil-periksa.html").read_text(encoding="utf-8")
