"""Small tables of people's own: the header is found by its titles, the rows keep their true addresses."""

from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from form_samples import codes, opened, saved

from paritrana.form.cells import Book
from paritrana.form.tables import read_rows
from paritrana.text import line

COLUMNS = {"code": ("Kode", "Kode kandidat"), "name": ("Nama resmi",), "note": ("Catatan",)}


def sheet(rows: Sequence[Sequence[Any]], title: str = "Data", others: Sequence[str] = ()) -> Book:
    """A workbook of one sheet with these rows, and further sheets with the same."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    for other in others:
        book.copy_worksheet(page).title = other
    return opened(saved(book))


def test_the_header_is_found_below_titles_and_in_any_order() -> None:
    rows = [["Daftar"], [], [None, "NAMA  RESMI", "kode "], [None, "Demak", "33.21"], [], [None, "Kudus", "33.19"]]
    found, problems = read_rows(sheet(rows), "Data", COLUMNS, ("code", "name"))
    assert problems == ()
    assert [(row.number, row.text("code"), row.text("name")) for row in found] == [
        (4, "33.21", "Demak"),
        (6, "33.19", "Kudus"),
    ]
    assert found[1].cells["code"].source.cell == "C6"
    assert found[0].text("note") == ""


def test_a_blank_cell_of_a_row_has_its_address() -> None:
    found, _ = read_rows(sheet([["Kode", "Nama resmi"], ["33.21", None]]), "Data", COLUMNS, ("code",))
    assert found[0].cells["name"].blank
    assert found[0].cells["name"].source.cell == "B2"


def test_rows_of_blanks_are_no_rows() -> None:
    rows = [["Kode", "Nama resmi"], ["\u00a0", " "], [None, None, "di luar"], ["33.21", "Demak"]]
    found, _ = read_rows(sheet(rows), "Data", COLUMNS, ("code",))
    assert [row.number for row in found] == [4]


def test_a_required_column_that_is_not_there() -> None:
    found, problems = read_rows(sheet([["Kode", "Catatan"], ["33.21", "x"]]), "Data", COLUMNS, ("code", "name"))
    assert found == ()
    assert [(one.code, one.details["expected"]) for one in problems] == [("B043", "Nama resmi")]


def test_a_renamed_sheet_is_found_when_it_is_the_only_one() -> None:
    rows = [["Kode", "Nama resmi"], ["33.21", "Demak"]]
    found, problems = read_rows(sheet(rows, "Sheet1"), "Data", COLUMNS, ("code",))
    assert (len(found), problems) == (1, ())


@pytest.mark.parametrize("others", [("Sheet2",), ()])
def test_a_sheet_that_cannot_be_told_is_missing(others: tuple[str, ...]) -> None:
    rows = [["Kode", "Nama resmi"], ["33.21", "Demak"]] if others else [["halo"]]
    found, problems = read_rows(sheet(rows, "Sheet1", others), "Data", COLUMNS, ("code",))
    assert found == ()
    assert codes(problems) == ["B026"]
    assert "Data" in line(problems[0])


def test_a_header_too_far_down_is_not_looked_for() -> None:
    rows: list[list[Any]] = [[f"baris {n}"] for n in range(40)]
    found, problems = read_rows(sheet([*rows, ["Kode", "Nama resmi"], ["1", "x"]]), "Data", COLUMNS, ("code",))
    assert (found, codes(problems)) == ((), ["B026"])
