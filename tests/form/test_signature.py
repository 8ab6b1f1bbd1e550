"""Who answers for a form: lines that an office fills in, that no reader judges, and that go back as they came."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from form_samples import DEMAK, changed, codes, edition, governments, moved, opened

from paritrana.form.layout import FormLayout, plan_form
from paritrana.form.marker import Report, write_returned
from paritrana.form.reader import read_form
from paritrana.form.signature import LINES, read_signature
from paritrana.form.skeleton import skeleton_of
from paritrana.form.writer import Filled, write_form

SIGNED = {
    "pengisi.nama": '=HYPERLINK("http://x.id")',
    "pengisi.jabatan": "Kepala Bagian",
    "pengisi.telepon": "081234567890",
    "pengisi.tanda_tangan": "Demak, 17 Agustus 2025",
}
FIRST = 20
"""The row of the first line in the form of the samples."""


def form() -> FormLayout:
    return plan_form(edition(), governments(), DEMAK)


def filled() -> dict[str, Filled]:
    return {key: Filled(text) for key, text in SIGNED.items()}


def rows(book: openpyxl.Workbook) -> dict[str, object]:
    page = book["Formulir"]
    return {page.cell(row, 2).value: page.cell(row, 3) for row in range(FIRST, FIRST + len(LINES))}


def test_the_lines_are_open_and_take_every_text_as_it_is_typed() -> None:
    found = rows(openpyxl.load_workbook(io.BytesIO(write_form(form()))))
    assert list(found) == list(LINES.values())
    assert {(cell.protection.locked, cell.number_format) for cell in found.values()} == {(False, "@")}  # type: ignore[attr-defined]


def test_what_is_written_there_is_read_as_it_was_written() -> None:
    assert read_signature(opened(write_form(form(), filled()))) == SIGNED
    assert read_signature(opened(write_form(form()))) == {}


def test_it_is_no_answer_and_changes_no_verdict() -> None:
    signed, blank = (opened(write_form(form(), answers)) for answers in (filled(), {}))
    (answers, problems), (others, _) = read_form(signed, form()), read_form(blank, form())
    assert codes(problems) == []
    assert {key: raw.value for key, raw in answers.answers.items()} == {
        key: raw.value for key, raw in others.answers.items()
    }
    assert signed.reader == blank.reader == "scan"


def test_it_does_not_change_the_skeleton() -> None:
    def bones(answers: dict[str, Filled]) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(write_form(form(), answers))) as archive:
            return skeleton_of({name: archive.read(name) for name in archive.namelist()})

    assert bones(filled()) == bones({key: Filled("x") for key in SIGNED}) == bones({})


def test_it_goes_back_with_the_returned_form() -> None:
    report = Report("Hasil", "Belum diterima.", (), (), "Tidak ada catatan.")
    assert read_signature(opened(write_returned(form(), filled(), report))) == SIGNED


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (datetime.date(2025, 8, 17), "17 Agustus 2025"),
        (81234567890, "81234567890"),
        (" Budi\nSantoso\u200b ", "Budi Santoso"),
        ("x" * 3000, "x" * 200),
    ],
)
def test_other_programs_store_it_otherwise(value: object, read: str) -> None:
    def write(book: openpyxl.Workbook) -> None:
        rows(book)["Nama"].value = value  # type: ignore[attr-defined]

    assert read_signature(opened(changed(write_form(form()), write))) == {"pengisi.nama": read}


def test_it_is_found_wherever_it_moved_and_only_there() -> None:
    def move(book: openpyxl.Workbook) -> None:
        book["Formulir"]["B13"].value = "Nama"
        book["Formulir"]["C13"].value = "Ya"
        moved(book, "Formulir", rows=2, columns=1, start=1)
        book["Formulir"].title = "Isian"

    assert read_signature(opened(changed(write_form(form(), filled()), move))) == SIGNED


def test_a_line_of_several_cells_is_one_text() -> None:
    def split(book: openpyxl.Workbook) -> None:
        page = book["Formulir"]
        for area in [str(area) for area in page.merged_cells.ranges if area.min_row == FIRST]:
            page.unmerge_cells(area)
        page.cell(FIRST, 3).value, page.cell(FIRST, 5).value = "Budi", "S.Sos."

    assert read_signature(opened(changed(write_form(form()), split))) == {"pengisi.nama": "Budi S.Sos."}
