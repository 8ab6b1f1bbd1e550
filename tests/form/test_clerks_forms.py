"""Whole forms as clerks leave them: what was meant is taken, or nothing is and the office is told why."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from form_samples import DEMAK, changed, edition, named_cell
from test_reader import answered

from paritrana.workflow.reading import FileRead, read_file

Change = Callable[[Any], object]


def _typed(field: str, value: object, number_format: str = "") -> Change:
    def type_in(book: Any) -> None:
        cell = named_cell(book, f"isian.{field}")
        cell.value = value
        cell.number_format = number_format or cell.number_format

    return type_in


def _beside(name: str, right: int) -> Change:
    """The answer typed some columns to the right of its cell."""

    def move(book: Any) -> None:
        cell = named_cell(book, name)
        cell.offset(0, right).value, cell.value = cell.value, None

    return move


def _merged(book: Any) -> None:
    book["Formulir"].merge_cells("C8:C9")


def _pasted_row(book: Any) -> None:
    """One question with all its cells copied over the next, as when a row is pasted in the wrong place."""
    sheet = book["Formulir"]
    for column in range(1, 8):
        sheet.cell(9, column).value = sheet.cell(8, column).value


def _no_answer_column(book: Any) -> None:
    """The column of answers deleted: Excel leaves names without a cell."""
    book["Formulir"].delete_cols(3)
    for name, defined in book.defined_names.items():
        if name.startswith("isian."):
            defined.attr_text = "Formulir!#REF!"


def _no_row(book: Any) -> None:
    book["Formulir"].delete_rows(8)
    for defined in book.defined_names.values():
        defined.attr_text = re.sub(r"\$(\d+)$", _one_less, str(defined.attr_text))


def _one_less(found: re.Match[str]) -> str:
    row = int(found.group(1))
    return "#REF!" if row == 8 else f"${row - (row > 8)}"


def _copied_sheet(book: Any) -> None:
    copy = book.copy_worksheet(book["Formulir"])
    copy.title = "Formulir (2)"
    copy["C8"] = 1


TAKEN: dict[str, tuple[Change, str, object]] = {
    "a number with dots": (_typed("pekerja", "607.426"), "pekerja", "607426"),
    "a number in full-width digits": (_typed("pekerja", "６０７４２６"), "pekerja", "607426"),
    "a number with its unit": (_typed("pekerja", "607.426 orang"), "pekerja", "607426"),
    "a point, where a thousand is out of bounds": (_typed("indeks", "1.234"), "indeks", "1.234"),
    "a percent with a comma": (_typed("ucj24", "38,45 %"), "ucj24", "38.45"),
    "a percent by its format": (_typed("ucj24", 0.3845, "0.00%"), "ucj24", "38.45"),
    "rupiah": (_typed("iuran", "Rp. 1.250.000.000,-"), "iuran", "1250000000"),
    "a day with an old spelling": (_typed("tanggal", "17 Pebruari 2025", "@"), "tanggal", "2025-02-17"),
    "a day with a clock": (_typed("tanggal", datetime.datetime(2025, 8, 17)), "tanggal", "2025-08-17"),  # noqa: DTZ001
    "a tick": (_typed("perda", "√"), "perda", "True"),
    "a second copy of the sheet": (_copied_sheet, "pekerja", "607426"),
}
REFUSED: dict[str, tuple[Change, str]] = {
    "a range": (_typed("pekerja", "600.000 s.d. 607.426"), "pekerja"),
    "about": (_typed("pekerja", "± 607.426"), "pekerja"),
    "a fraction": (_typed("pekerja", "1/2"), "pekerja"),
    "words": (_typed("pekerja", "enam ratus ribu"), "pekerja"),
    "millions": (_typed("iuran", "Rp. 1.250 juta"), "iuran"),
    "an abbreviated milliard": (_typed("iuran", "Rp. 1,25 M"), "iuran"),
    "English grouping": (_typed("pekerja", "607,426"), "pekerja"),
    "above a hundred": (_typed("ucj24", 3845), "ucj24"),
    "no day": (_typed("tanggal", "31/02/2025", "@"), "tanggal"),
    "the American order": (_typed("tanggal", "08/17/2025", "@"), "tanggal"),
    "a cross": (_typed("perda", "X"), "perda"),
    "both": (_typed("perda", "Ya/Tidak"), "perda"),
    "a code as a number": (_typed("wilayah", 33.1, "General"), "wilayah"),
    "a formula never computed": (_typed("pekerja", "=600000+7426"), "pekerja"),
    "in the column of units": (_beside("isian.pekerja", 1), "pekerja"),
    "in the column of notes": (_beside("isian.pekerja", 4), "pekerja"),
    "merged with the answer above": (_merged, "indeks"),
    "a row pasted over the next": (_pasted_row, "indeks"),
    "the column of answers deleted": (_no_answer_column, "pekerja"),
    "the row of a question deleted": (_no_row, "pekerja"),
}


def _read(change: Change, folder: Path) -> FileRead:
    path = folder / "33.21.xlsx"
    path.write_bytes(changed(answered(), change))
    return read_file(path, path.name, edition(), {DEMAK.category: {DEMAK.code: DEMAK}}, "inbox")


def _values(read: FileRead) -> dict[str, str]:
    return {one.field: str(one.value) for one in read.checked[DEMAK.code].statements if one.value is not None}


@pytest.mark.parametrize("slip", TAKEN)
def test_what_was_meant_is_taken(slip: str, tmp_path: Path) -> None:
    change, field, value = TAKEN[slip]
    read = _read(change, tmp_path)
    assert _values(read)[field] == value
    assert [problem for problem in read.problems if problem.is_error] == []


@pytest.mark.parametrize("slip", REFUSED)
def test_what_is_not_clear_is_not_taken_and_told(slip: str, tmp_path: Path) -> None:
    change, field = REFUSED[slip]
    read = _read(change, tmp_path)
    assert field not in _values(read)
    assert any(problem.is_error and problem.field == field for problem in read.problems), read.problems
