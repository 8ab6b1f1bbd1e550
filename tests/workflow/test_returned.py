"""As a clerk: a form filled in wrongly comes back, is mended from the returned form alone, and is accepted."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from returned_kit import RIGHT, answered, changed, filled, form, named_cell, opened, paritrana, put, sent, workspace

from paritrana.workflow.returned import Occasion


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path)


SLIPS: dict[str, tuple[object, str, object]] = {
    "isian.pekerja": ("enam ratus ribu", "A003", 607000),
    "isian.indeks": ("1.234", "A005", 1.234),
    "isian.ucj24": (0.38456, "A006", 38.46),
    "isian.iuran": ("2,8 juta", "A021", 2800000),
    "isian.perda": ("mungkin", "A011", "Tidak"),
    "isian.tingkat": ("Tingi, dengan sanksi", "A033", "Tinggi, dengan sanksi"),
    "isian.tanggal": ("31/02/2025", "A012", datetime(2025, 2, 28, tzinfo=UTC).replace(tzinfo=None)),
    "isian.wilayah": (33.1, "A022", "33.10"),
    "isian.luas": ("1.234", "A004", 1234.5),
    "isian.kantor": ("=6*2", "A014", 12),
}
"""A clerk's ten slips: what was typed, the code it gets, and what was meant."""


def formula(book: openpyxl.Workbook) -> None:
    """A formula that no program has calculated yet."""
    cell = named_cell(book, "isian.kantor")
    cell.value, cell.data_type = "=6*2", "f"


def test_ten_slips_come_back_are_mended_there_and_accepted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sent(root, {name: slip for name, (slip, _, _) in SLIPS.items() if name != "isian.kantor"})
    path.write_bytes(changed(path.read_bytes(), formula))
    capsys.readouterr()
    assert paritrana(root, "check", str(path), "-o", str(root / "balasan"), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert sorted(one["code"] for one in told["problems"]) == sorted(code for _, code, _ in SLIPS.values())
    assert all(one["question"] and one["cell"] and one["cure"] and one["read"] for one in told["problems"])
    assert [one["stake"] for one in told["problems"] if one["indicator"] == "ucj24"] == ["80"]
    names = [Path(one).name for one in told["written"]]
    assert names == ["33.21_hasil-periksa.xlsx", "33.21_hasil-periksa.html", "33.21_pesan.txt"]
    back = root / "balasan" / names[0]
    again = root / "lagi"
    assert paritrana(root, "check", str(back), "-o", str(again)) == 1
    mended = {name: right for name, (_, code, right) in SLIPS.items() if code != "A005"}
    (root / "final.xlsx").write_bytes(filled(back.read_bytes(), mended))
    capsys.readouterr()
    assert paritrana(root, "check", str(root / "final.xlsx"), "-o", str(again)) == 0
    assert "Formulir dapat diterima." in (again / "33.21_pesan.txt").read_text(encoding="utf-8")
    assert (again / "33.21_hasil-periksa.xlsx").is_file()


def test_what_is_sent_back_unmended_is_refused_for_the_same_reasons(root: Path) -> None:
    path = sent(root, {name: slip for name, (slip, _, _) in SLIPS.items() if name != "isian.kantor"})
    first = answered(root, path)
    back = root / first.form
    back.write_bytes(first.files[first.form])
    second = answered(root, back)
    errors = [{(one.code, one.field) for one in each.problems if one.is_error} for each in (first, second)]
    assert errors[0] == errors[1]
    third = answered(root, back)
    assert second.files == third.files


def test_three_lost_zeros_against_the_organiser_are_yellow_and_do_not_return_the_form(root: Path) -> None:
    assert paritrana(root, "form", "kabupaten-kota", "--for", "organiser", "-o", str(root / "tabel.xlsx")) == 0

    def figures(book: openpyxl.Workbook) -> None:
        sheet, cell = next(iter(book.defined_names["kolom.pembanding"].destinations))
        column = book[sheet][cell.replace("$", "")].column
        row = next(cells[0].row for cells in book[sheet].iter_rows(max_col=1) if cells[0].value == "33.21")
        book[sheet].cell(row, column, 610000)

    committee = root / "submissions" / "uji-2025" / "committee"
    committee.mkdir(parents=True)
    put(committee, changed((root / "tabel.xlsx").read_bytes(), figures), "tabel.xlsx")
    path = sent(root, {**RIGHT, "isian.pekerja": 607})
    found = answered(root, path)
    assert [one.code for one in found.problems] == ["A019"]
    cell = named_cell(opened(found.files[found.form]), "isian.pekerja")
    assert (cell.value, cell.fill.fgColor.rgb) == (607, "FFFFF2CC")
    assert "hilang tiga nol" in cell.comment.text
    assert "*Jumlah pekerja* (sel C8): 607 kira-kira seribu kali lebih kecil daripada 610.000" in found.message
    assert "1 jawaban perlu dicek" in found.message


def test_a_blank_form_with_an_unknown_code_comes_back_blank_with_the_code_marked(root: Path) -> None:
    found = answered(root, put(root, filled(form(root), {**RIGHT, "kandidat.kode": "99.99"}), "formulir.xlsx"))
    assert "Tulis kode kandidat Anda dengan benar" in found.message
    assert found.form == "formulir_hasil-periksa.xlsx"
    assert "99.99" in named_cell(opened(found.files[found.form]), "kandidat.kode").comment.text
    back = put(root, filled(found.files[found.form], {"kandidat.kode": "33.21"}), found.form)
    assert answered(root, back).problems == ()
    assert answered(root, back).form == "33.21_hasil-periksa.xlsx"


def test_a_form_without_its_sheet_comes_back_whole_and_says_one_thing(root: Path) -> None:
    def without(book: openpyxl.Workbook) -> None:
        del book["Formulir"]
        for name in list(book.defined_names):
            del book.defined_names[name]

    found = answered(root, put(root, changed(form(root, "--candidate", "33.21"), without), "rusak.xlsx"))
    assert [one.code for one in found.problems] == ["B026"]
    assert found.form == "33.21_hasil-periksa.xlsx"


def test_an_empty_form_is_told_in_one_point(root: Path) -> None:
    found = answered(root, sent(root, {}))
    assert "1. *5 pertanyaan wajib belum diisi*: C8, C9, C10, C13, C14. Isi jawabannya." in found.message
    assert "\n2. " not in found.message


def test_deadline_and_receipt_stand_in_the_message(root: Path) -> None:
    wita = timezone(timedelta(hours=8))
    occasion = Occasion(receipt="TT-2025-0017", deadline=datetime(2026, 11, 30, 16, 0, tzinfo=wita))
    message = answered(root, sent(root, {"isian.pekerja": "x"}), occasion).message
    assert "Yth. Pemerintah Kabupaten Demak\nKode: 33.21\n\nNomor tanda terima: *TT-2025-0017*\n" in message
    assert "Batas waktu pengiriman: *Senin, 30 November 2026 16.00 WITA*" in message


def test_an_accepted_form_is_told_of_no_deadline(root: Path) -> None:
    occasion = Occasion(deadline=datetime(2026, 11, 30, 16, 0, tzinfo=UTC))
    message = answered(root, sent(root, RIGHT), occasion).message
    assert "Formulir dapat diterima." in message
    assert "Batas waktu" not in message


def test_the_most_costly_errors_come_first_and_five_are_told(root: Path) -> None:
    values = {"isian.pekerja": "a1", "isian.indeks": "b", "isian.ucj24": "c", "isian.perda": "d", "isian.tingkat": "e"}
    found = answered(root, sent(root, {**values, "isian.tanggal": "f", "isian.luas": "g"}))
    points = [line for line in found.message.splitlines() if line[:2] in {f"{number}." for number in range(1, 10)}]
    assert len(points) == 5
    assert points[0].startswith("1. *Persentase terlindungi* (sel C10)")
    assert "dan 2 catatan lain, lihat berkas 33.21_hasil-periksa.xlsx" in found.message


def test_the_page_names_what_is_expected_and_at_stake_and_is_not_marked_internal(root: Path) -> None:
    found = answered(root, sent(root, {**RIGHT, "isian.ucj24": "abc"}))
    page = found.files["33.21_hasil-periksa.html"].decode()
    assert "Persentase terlindungi" in page
    assert "Dapat mengubah nilai akhir paling banyak 80,00" in page
    assert "INTERNAL" not in page
