"""The instructions tell each role what concerns it, and nothing of what is asked of others."""

import io

import openpyxl
import pytest
from form_samples import DEMAK, THREE, edition, governments

from paritrana.criteria.fields import Role
from paritrana.form.layout import plan_form, plan_table
from paritrana.form.writer import write_form, write_table


def table(role: Role) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_table(plan_table(edition(), governments(), role, THREE))))


def told(book: openpyxl.Workbook, *sheets: str) -> str:
    cells = (cell for sheet in sheets or book.sheetnames[:-1] for row in book[sheet] for cell in row)
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def test_a_juror_reads_of_scale_and_blanks_and_of_nothing_else() -> None:
    book = table(Role.PANEL)
    assert book.sheetnames == ["Petunjuk", "Tabel", "_meta"]
    words = told(book)
    assert "Nilai wawancara: Tulis angka seperti 13 tanpa koma. Antara 0 dan 100." in words
    assert words.count("Antara 0 dan 100.") == 2
    assert "Penilai yang tidak ikut menilai seorang kandidat mengosongkan selnya. Kosong tidak dihitung nol." in words
    foreign = ("Periode", "Bukti", "Rupiah", "titik ribuan", "Data belum ada", "pilihan", "Jumlah orang", "Koreksi")
    assert [word for word in foreign if word in words] == []


@pytest.mark.parametrize(
    ("role", "there", "foreign"),
    [
        (
            Role.ORGANISER,
            ("Jumlah orang", "Kosong tetapi nol", "titik ribuan", "Jawaban ya atau tidak", "Data belum ada", "Periode"),
            ("Bukti", "Rupiah", "Persen", "17/08/2025", "Penilai", "Koreksi"),
        ),
    ],
)
def test_a_table_tells_what_its_role_does(role: Role, there: tuple[str, ...], foreign: tuple[str, ...]) -> None:
    words = told(table(role))
    assert [word for word in there if word not in words] == []
    assert [word for word in foreign if word in words] == []


def test_a_form_tells_of_evidence_and_of_every_kind_it_asks_for() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(plan_form(edition(), governments(), DEMAK))))
    words = told(book, "Petunjuk", "Daftar Pilihan")
    there = ("Bukti dukung", "Rupiah", "Persen", "17/08/2025", "Kuning", "Tempel Khusus", "titik ribuan", "Periode")
    assert [word for word in there if word not in words] == []


def test_a_form_without_lists_has_no_sheet_of_them() -> None:
    category = edition().categories["desa-kelurahan"]
    book = openpyxl.load_workbook(io.BytesIO(write_form(plan_form(edition(), category))))
    assert book.sheetnames == ["Petunjuk", "Formulir", "_meta"]
