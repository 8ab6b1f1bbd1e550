"""The panel's table with members' names, recused cells, and jurors' own workbooks: written, filled in, read."""

import io

import openpyxl
import pytest
from form_samples import edition, governments

from paritrana.answers import Source
from paritrana.criteria.fields import Role
from paritrana.entry.model import Candidate
from paritrana.entry.panel import JUROR, Board, Member, Recusal
from paritrana.form.cells import open_book
from paritrana.form.layout import (
    CODE_COLUMN,
    FIRST_COLUMN,
    FIRST_ROW,
    ID_ROW,
    JUROR_ROW,
    address,
    form_file_name,
    plan_table,
)
from paritrana.form.panel_grid import plan_grid
from paritrana.form.reader import read_meta
from paritrana.form.table_reader import jurors_in, read_table
from paritrana.form.writer import write_table

CATEGORY = governments().category
THREE = tuple(Candidate(code, CATEGORY, f"Kota {code}") for code in ("33.01", "33.02", "33.03"))
NAMES = tuple(f"Penilai Nomor {number}, M.Si." for number in range(1, 13))
BOARD = Board(
    tuple(Member(name, "anggota") for name in NAMES),
    (Recusal(NAMES[1], CATEGORY, "33.02", "karangan", Source("", "")),),
)


def filled(person="", **cells) -> bytes:
    """A grid of the board's, or one juror's own workbook, with these cells typed in."""
    table = plan_grid(edition(), governments(), THREE, BOARD, person)
    book = openpyxl.load_workbook(io.BytesIO(write_table(table)))
    for cell, value in cells.items():
        book["Tabel"][cell] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_whole(data: bytes):
    book = open_book(data, "x.xlsx")
    meta, _ = read_meta(book)
    room = max(governments().panel.size, jurors_in(book))
    table = plan_table(edition(), governments(), Role.PANEL, THREE, jurors=room, person=meta.person)
    return read_table(book, table)


def read(data: bytes):
    answers, problems = read_whole(data)
    marks = {
        code: {by: raw.value for by, raw in jurors.items()}
        for code, of in answers.answers.items()
        for jurors in of.values()
    }
    return marks, [(one.code, one.where.cell, dict(one.details)) for one in problems if one.code != "B044"]


def test_the_columns_are_the_members_and_their_names_are_locked():
    sheet = openpyxl.load_workbook(io.BytesIO(filled()))["Tabel"]
    row = [sheet.cell(JUROR_ROW, FIRST_COLUMN + at) for at in range(len(NAMES))]
    assert [cell.value for cell in row] == list(NAMES)
    assert all(cell.protection.locked for cell in row)


def test_a_recused_cell_says_so_is_locked_and_reads_as_blank():
    cell = address(FIRST_ROW + 1, FIRST_COLUMN + 1)
    sheet = openpyxl.load_workbook(io.BytesIO(filled()))["Tabel"]
    assert sheet[cell].value == "tidak ikut menilai"
    assert sheet[cell].protection.locked
    beside = sheet[address(FIRST_ROW + 1, FIRST_COLUMN + 2)]
    assert beside.value is None
    assert not beside.protection.locked
    marks, problems = read(filled(**{address(FIRST_ROW + 1, FIRST_COLUMN): 70}))
    assert marks["33.02"] == {NAMES[0]: 70}
    assert problems == []


def test_more_members_than_the_criteria_foresee_are_all_read():
    last = address(FIRST_ROW, FIRST_COLUMN + len(NAMES) - 1)
    assert len(NAMES) > governments().panel.size
    assert read(filled(**{last: 90}))[0] == {"33.01": {NAMES[-1]: 90}}


def test_a_jurors_own_workbook_has_one_column_and_speaks_for_that_juror():
    first = address(FIRST_ROW, FIRST_COLUMN)
    data = filled(NAMES[1], **{first: 77})
    assert read(data) == ({"33.01": {NAMES[1]: 77}}, [])
    assert jurors_in(open_book(data, "x.xlsx")) == 1


@pytest.mark.parametrize(
    ("name", "speaks"), [("", True), (NAMES[1].upper(), True), (NAMES[2], False), ("Orang Lain", False)]
)
def test_a_jurors_own_workbook_speaks_for_nobody_else(name, speaks):
    first, above = address(FIRST_ROW, FIRST_COLUMN), address(JUROR_ROW, FIRST_COLUMN)
    marks, problems = read(filled(NAMES[1], **{first: 77, above: name or None}))
    assert bool(marks.get("33.01")) is speaks
    if not speaks:
        assert problems == [("J029", above, {"read": name, "expected": NAMES[1], "count": "1"})]


def test_a_further_column_in_a_jurors_own_workbook_is_told_too():
    field = governments().filled_by(Role.PANEL)[0].id
    extra = {address(JUROR_ROW, 9): "Orang Lain", address(7, 9): f"kolom.{field}.2", address(FIRST_ROW, 9): 100}
    marks, problems = read(filled(NAMES[1], **{address(FIRST_ROW, FIRST_COLUMN): 77, **extra}))
    assert marks == {"33.01": {NAMES[1]: 77}}
    assert [code for code, *_ in problems] == ["J029"]


def shape(data: bytes):
    """The problems of a table with candidate and juror, and its doubts with theirs."""
    found, problems = read_whole(data)
    told = [(one.code, one.candidate, one.details.get(JUROR, "")) for one in problems if one.code != "B044"]
    return told, [(one.code, one.where.cell, one.candidate, one.details[JUROR]) for one in found.doubts]


@pytest.mark.parametrize(("code", "typed"), [("B042", "33.01"), ("A022", 33.02), ("B040", None)])
def test_what_is_wrong_with_a_row_of_marks_is_nobodys(code, typed):
    second = {address(FIRST_ROW + at, FIRST_COLUMN): 70 for at in range(3)}
    assert shape(filled(**second, **{address(FIRST_ROW + 1, CODE_COLUMN): typed}))[0] == [(code, "", "")]


def test_a_merged_mark_says_whose_it_is():
    book = openpyxl.load_workbook(io.BytesIO(filled(**{address(FIRST_ROW, FIRST_COLUMN): 70})))
    book["Tabel"].merge_cells(f"{address(FIRST_ROW, FIRST_COLUMN)}:{address(FIRST_ROW + 1, FIRST_COLUMN)}")
    buffer = io.BytesIO()
    book.save(buffer)
    assert shape(buffer.getvalue())[0] == [("B037", "33.02", NAMES[0])]


def test_a_name_above_marks_in_a_column_without_id_is_doubted():
    column = FIRST_COLUMN + 1
    book = openpyxl.load_workbook(io.BytesIO(filled(**{address(FIRST_ROW, column): 70})))
    name = str(book["Tabel"].cell(ID_ROW, column).value)
    book["Tabel"].cell(ID_ROW, column).value = None
    del book.defined_names[name]
    buffer = io.BytesIO()
    book.save(buffer)
    assert ("B043", address(JUROR_ROW, column), "", NAMES[1]) in shape(buffer.getvalue())[1]


def test_words_that_a_juror_does_not_mark_are_doubted_in_every_cell():
    cells = {address(FIRST_ROW, FIRST_COLUMN): "Tidak ikut  menilai"}
    doubts = shape(filled(**cells))[1]
    assert doubts[0] == ("J048", address(FIRST_ROW, FIRST_COLUMN), "33.01", NAMES[0])


def test_an_own_workbook_of_recused_cells_only_is_not_called_empty():
    data = write_table(plan_grid(edition(), governments(), THREE[1:2], BOARD, NAMES[1]))
    assert read(data) == ({}, [])


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Siti Rahayu, M.Si.", f"tabel_panel_{CATEGORY}_Siti-Rahayu-M.Si.xlsx"),
        ("../../etc/passwd", None),
        ("José", None),
        ("Ж" * 300, None),
        ("CON", f"tabel_panel_{CATEGORY}_CON.xlsx"),
    ],
)
def test_the_file_of_a_juror_has_a_short_safe_name(person, name):
    found = form_file_name(plan_grid(edition(), governments(), THREE, Board(), person))
    assert name in (None, found)
    assert len(found) < 100
    assert found.isascii()
    assert "/" not in found
    assert not found.startswith(".")


def test_two_jurors_whose_letters_are_lost_have_two_files():
    files = {form_file_name(plan_grid(edition(), governments(), THREE, Board(), name)) for name in ("Ж", "Д")}
    assert len(files) == 2


def test_without_a_board_the_table_is_as_it_was():
    plain = plan_table(edition(), governments(), Role.PANEL, THREE)
    assert write_table(plan_grid(edition(), governments(), THREE, Board())) == write_table(plain)
