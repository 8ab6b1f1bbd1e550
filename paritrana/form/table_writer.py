"""The committee's tables as bytes of a workbook: one row per candidate."""

from typing import Any

from paritrana.form import layout, validations, words
from paritrana.form.instructions import write_instructions
from paritrana.form.layout import TableColumn, TableLayout, address, option_ranges, plan_options
from paritrana.form.sheets import (
    PROTECTION,
    banner,
    height,
    identity,
    print_setup,
    scope,
    workbook,
    write_meta,
    write_options,
)
from paritrana.form.styles import Styles

CODE_WIDTH, NAME_WIDTH, COLUMN_WIDTH, JUROR_WIDTH = 14, 36, 19, 13
LONGEST_HEADER = 120.0


def write_table(table: TableLayout) -> bytes:
    """The table's bytes, with codes and names of the candidates in it; equal input, equal bytes."""

    def fill(book: Any, styles: Styles) -> None:
        write_instructions(book, styles, table)
        TableSheet(book, styles, table).write()
        write_options(book, styles, plan_options(table.fields, table=True), table.meta)
        write_meta(book, table.meta)

    return workbook(fill)


class TableSheet:
    """The sheet Tabel, written from top to bottom; an imported table has values in it."""

    def __init__(self, book: Any, styles: Styles, table: TableLayout) -> None:
        self.book, self.styles, self.table = book, styles, table
        self.sheet = book.add_worksheet(table.sheet)
        self.ranges = option_ranges(table.fields, table=True)

    def write(self) -> None:
        self._widths()
        self._heading()
        self._fixed_headers()
        for column in self.table.columns:
            self._header(column)
        self._questions()
        for row in self.table.rows:
            self._row(row.row - 1, row.candidate.code, row.candidate.name)
        for column in self.table.columns:
            self._checks(column)
        self._page()

    def _widths(self) -> None:
        self.sheet.set_column(0, 0, CODE_WIDTH)
        self.sheet.set_column(1, 1, NAME_WIDTH)
        for column in self.table.columns:
            self.sheet.set_column(column.column - 1, column.column - 1, self._width(column))

    def _width(self, column: TableColumn) -> int:
        return JUROR_WIDTH if column.juror else COLUMN_WIDTH

    def _heading(self) -> None:
        table, styles = self.table, self.styles
        kind = words.ROLE_TITLES[table.role]
        self.sheet.set_row(0, 24)
        self.sheet.write_string(0, 0, f"{table.edition.facts.title()} – {kind}", styles.title)
        self.sheet.write_string(1, 0, scope(table.edition, table.category, table.role), styles.subtitle)
        self.sheet.write_string(2, 0, banner(table.edition, table.category), styles.banner)
        self.sheet.write_string(3, 0, identity(table.meta), styles.decided)

    def _fixed_headers(self) -> None:
        top, bottom = layout.QUESTION_ROW - 1, layout.JUROR_ROW - 1
        for column, title in ((layout.CODE_COLUMN, words.CODE), (layout.NAME_COLUMN, words.NAME)):
            self.sheet.merge_range(top, column - 1, bottom, column - 1, "", self.styles.header)
            self.sheet.write_string(top, column - 1, title, self.styles.header)
        self._id_cell(layout.CODE_COLUMN, layout.CODE_NAME)
        self.sheet.write_blank(layout.ID_ROW - 1, layout.NAME_COLUMN - 1, None, self.styles.marker)
        if not self.table.jurors:
            self.sheet.set_row(bottom, 6)
        self.sheet.set_row(layout.ID_ROW - 1, 11)

    def _questions(self) -> None:
        """The question above its column, or above the columns of all its jurors."""
        top, bottom = layout.QUESTION_ROW - 1, layout.JUROR_ROW - 1
        tallest = 30.0
        for columns in self._blocks():
            first, last = columns[0].column - 1, columns[-1].column - 1
            end = top if self.table.jurors else bottom
            if (top, first) != (end, last):
                self.sheet.merge_range(top, first, end, last, "", self.styles.header)
            self.sheet.write_string(top, first, columns[0].title, self.styles.header)
            width = sum(self._width(column) for column in columns)
            tallest = max(tallest, height([(columns[0].title, 11)], width))
        self.sheet.set_row(top, min(tallest, LONGEST_HEADER))

    def _blocks(self) -> list[list[TableColumn]]:
        blocks: dict[str, list[TableColumn]] = {}
        for column in self.table.columns:
            blocks.setdefault(column.id, []).append(column)
        return list(blocks.values())

    def _header(self, column: TableColumn) -> None:
        self._id_cell(column.column, column.name)
        if column.juror:
            self._juror(column)

    def _juror(self, column: TableColumn) -> None:
        """The juror's name: open in the first block, repeated by formula in the further ones."""
        row, place = layout.JUROR_ROW - 1, column.column - 1
        if self.table.people:
            self._settled_juror(column)
            return
        default = f"{words.JUROR} {column.juror}"
        first = layout.FIRST_COLUMN + column.juror - 1
        self.sheet.set_row(row, 20)
        if column.column != first:
            formula = f"={address(layout.JUROR_ROW, first)}"
            self.sheet.write_formula(row, place, formula, self.styles.juror_echo, default)
            return
        self.sheet.write_string(row, place, default, self.styles.juror)
        self._define(f"{layout.JUROR_NAME}{column.juror}", layout.JUROR_ROW, first)

    def _settled_juror(self, column: TableColumn) -> None:
        """The name of a juror who is known, locked above each of its columns."""
        names = self.table.people
        self.sheet.set_row(layout.JUROR_ROW - 1, max(height([(name, 9)], JUROR_WIDTH, 20) for name in names))
        name = names[column.juror - 1]
        self.sheet.write_string(layout.JUROR_ROW - 1, column.column - 1, name, self.styles.juror_settled)
        if column.column == layout.FIRST_COLUMN + column.juror - 1:
            self._define(f"{layout.JUROR_NAME}{column.juror}", layout.JUROR_ROW, column.column)

    def _id_cell(self, column: int, name: str) -> None:
        self.sheet.write_string(layout.ID_ROW - 1, column - 1, name, self.styles.marker)
        self._define(name, layout.ID_ROW, column)

    def _define(self, name: str, row: int, column: int) -> None:
        self.book.define_name(name, f"={self.table.sheet}!${layout.column_letters(column)}${row}")

    def _row(self, row: int, code: str, name: str) -> None:
        self.sheet.write_string(row, layout.CODE_COLUMN - 1, code, self.styles.fixed_text)
        self.sheet.write_string(row, layout.NAME_COLUMN - 1, name, self.styles.fixed_text)
        for column in self.table.columns:
            self.put(row, column, code)
        self.sheet.set_row(row, height([(name, 10)], NAME_WIDTH, 20))

    def put(self, row: int, column: TableColumn, code: str, /) -> None:
        """The answer cell of a candidate in a row counted from 0."""
        if (code, column.juror) in self.table.barred:
            self.sheet.write_string(row, column.column - 1, words.RECUSED, self.styles.barred)
            return
        self.sheet.write_blank(row, column.column - 1, None, self.styles.answer(column.field))

    def _checks(self, column: TableColumn) -> None:
        """One validation and one colour for all cells of a column."""
        if not self.table.rows:
            return
        first = address(layout.FIRST_ROW, column.column)
        area = f"{first}:{address(self.table.last_row, column.column)}"
        options = self.ranges[column.id]
        self.sheet.data_validation(area, validations.rule(column.field, first, options))
        wrong = validations.out_of_range(column.field, first, options)
        if wrong:
            rule = {"type": "formula", "criteria": wrong, "format": self.styles.impossible}
            self.sheet.conditional_format(area, rule)

    def _page(self) -> None:
        sheet, last = self.sheet, self.table.last_column - 1
        sheet.hide_gridlines(2)
        sheet.freeze_panes(layout.ID_ROW, layout.NAME_COLUMN)
        sheet.repeat_rows(layout.QUESTION_ROW - 1, layout.ID_ROW - 1)
        sheet.autofilter(layout.ID_ROW - 1, 0, self.table.last_row - 1, last)
        sheet.print_area(0, 0, self.table.last_row - 1, last)
        sheet.protect("", PROTECTION)
        print_setup(sheet, f"Tabel {identity(self.table.meta)}", landscape=True)
        sheet.activate()
