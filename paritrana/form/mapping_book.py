"""The mapping workbook: what is proposed about an organiser's table, for a person to look at, mend and confirm."""

from collections.abc import Iterable, Sequence
from typing import Any

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field
from paritrana.criteria.model import Category
from paritrana.form import mapping_words as words
from paritrana.form.column_guess import UNUSED
from paritrana.form.mapping import ColumnChoice, Places, RowChoice, SourceMap
from paritrana.form.organiser_table import SourceTable
from paritrana.form.same_candidate import Roll, shown
from paritrana.form.sheets import PROTECTION, banner, height, print_setup, workbook
from paritrana.form.styles import BLUE, DATE_FORMAT, TEXT_FORMAT, YELLOW, Styles

COLUMN_TITLES = (words.LETTERS, words.HEADER, words.SAMPLES, words.FIELD, words.GUESS)
COLUMN_WIDTHS = (8, 38, 38, 52, 20)
ROW_TITLES = (words.ROW, words.NAME, words.CODE, words.CANDIDATE, words.HOW, words.OTHERS)
ROW_WIDTHS = (8, 36, 14, 46, 20, 48)
FIRST_LINE = 3
"""Lines of the sheets Kolom and Padanan begin here, counted from 0."""

LISTED = 30
"""Row numbers that are listed; the rest are counted."""


def write_mapping(
    source: SourceMap,
    table: SourceTable,
    at: Places,
    edition: Edition,
    category: Category,
    fields: Sequence[Field],
    roll: Roll,
    basis: str = "",
) -> bytes:
    """The workbook's bytes, with a basis that was declared before; equal input, equal bytes."""

    def fill(book: Any, styles: Styles) -> None:
        sheets = _Sheets(book, styles, edition, category)
        sheets.source(_facts(source, table, at, fields), table.dated, basis)
        sheets.columns(source.columns, fields)
        sheets.rows(source.rows, roll)
        sheets.lists(fields, roll)

    return workbook(fill)


def field_label(one: Field) -> str:
    """A question as the list offers it: `terlindungi · Jumlah pekerja terlindungi`."""
    return f"{one.id} · {one.ask()}"


def _facts(source: SourceMap, table: SourceTable, at: Places, fields: Sequence[Field]) -> Iterable[tuple[str, str]]:
    headers = {column.number: f"{column.letters} ({column.header})" for column in table.columns}
    chosen = {one.choice for one in source.columns}
    yield words.FILE, source.file
    yield words.DIGEST, source.sha256
    yield words.SHEET, source.sheet
    yield words.NAME_COLUMN, headers.get(at.name, "–")
    yield words.CODE_COLUMN, headers.get(at.code, "–")
    mapped = {one.row for one in source.rows}
    yield words.TOTALS, _numbers(row.number for row in table.rows if row.total and row.number not in mapped)
    yield words.HIDDEN, _numbers(row.number for row in table.rows if row.hidden and row.number in mapped)
    yield words.UNFOUND, "; ".join(one.ask() for one in fields if one.id not in chosen) or "–"


def _numbers(found: Iterable[int]) -> str:
    numbers = list(found)
    more = f" … (+{len(numbers) - LISTED})" if len(numbers) > LISTED else ""
    return ", ".join(map(str, numbers[:LISTED])) + more or "–"


class _Sheets:
    """The sheets of one mapping workbook."""

    def __init__(self, book: Any, styles: Styles, edition: Edition, category: Category) -> None:
        self.book, self.styles, self.edition, self.category = book, styles, edition, category
        self.open = styles.boxed(locked=False, num_format=TEXT_FORMAT, valign="vcenter", border_color=BLUE, indent=1)
        self.yellow = styles.boxed(
            locked=False, num_format=TEXT_FORMAT, valign="vcenter", border_color=BLUE, indent=1, bg_color=YELLOW
        )

    def source(self, facts: Iterable[tuple[str, str]], dated: Sequence[str], basis: str) -> None:
        sheet = self._sheet(words.SOURCE_SHEET, (30, 70, 60))
        row = FIRST_LINE
        for label, text in facts:
            sheet.write_string(row, 0, label, self.styles.fixed_text)
            sheet.write_string(row, 1, text, self.styles.boxed(num_format=TEXT_FORMAT, valign="vcenter", indent=1))
            sheet.set_row(row, height([(text, 10)], 70))
            row += 1
        row += 1
        sheet.write_string(row, 0, words.ASKED, self.styles.heading)
        position = " ".join((words.POSITION_HINT, *(f"{words.WRITTEN_ABOVE}{text}" for text in dated)))
        asked = (
            (words.POSITION, "", position),
            (words.BASIS, basis, words.BASIS_HINT),
            (words.BY, "", words.BY_HINT),
            (words.ON, "", words.ON_HINT),
        )
        for label, text, hint in asked:
            row += 1
            self._ask(sheet, row, label, text, hint)
        for step in ("", *words.STEPS):
            row += 1
            sheet.merge_range(row, 0, row, 2, "", self.styles.body)
            sheet.write_string(row, 0, step, self.styles.body)
        self._finish(sheet, words.SOURCE_SHEET)
        sheet.activate()

    def _ask(self, sheet: Any, row: int, label: str, text: str, hint: str) -> None:
        dated = label in (words.POSITION, words.ON)
        looks = {"locked": False, "valign": "vcenter", "border_color": BLUE, "indent": 1, "align": "left"}
        style = self.styles.boxed(num_format=DATE_FORMAT if dated else TEXT_FORMAT, bg_color=YELLOW, **looks)
        sheet.write_string(row, 0, label, self.styles.fixed_text)
        if text:
            sheet.write_string(row, 1, text, style)
        else:
            sheet.write_blank(row, 1, None, style)
        sheet.write_string(
            row, 2, hint, self.styles.boxed(border=0, font_color="#5F6B76", font_size=9, valign="vcenter")
        )
        sheet.set_row(row, height([(hint, 9)], 60, 22))

    def columns(self, choices: Sequence[ColumnChoice], fields: Sequence[Field]) -> None:
        labels = {one.id: field_label(one) for one in fields} | {UNUSED: words.UNUSED, "": ""}
        lines = [((one.letters, one.header, one.samples), labels[one.choice], (one.how,)) for one in choices]
        self._table(words.COLUMN_SHEET, COLUMN_TITLES, COLUMN_WIDTHS, lines, len(fields), 0)

    def rows(self, choices: Sequence[RowChoice], roll: Roll) -> None:
        labels = {code: shown(one) for code, one in roll.codes.items()} | {UNUSED: words.NOBODY, "": ""}
        lines = [((str(one.row), one.name, one.beside), labels[one.choice], (one.how, one.hint)) for one in choices]
        self._table(words.ROW_SHEET, ROW_TITLES, ROW_WIDTHS, lines, len(roll.codes), 1)

    def _table(
        self,
        name: str,
        titles: Sequence[str],
        widths: Sequence[int],
        lines: Sequence[tuple[Sequence[str], str, Sequence[str]]],
        choices: int,
        list_column: int,
    ) -> None:
        """A sheet of lines: what the source says, the open cell with its list, and how it was guessed."""
        sheet = self._sheet(name, widths)
        fixed = self.styles.fixed_text
        for column, title in enumerate(titles):
            sheet.write_string(FIRST_LINE - 1, column, title, self.styles.header)
        for row, (told, choice, beside) in enumerate(lines, FIRST_LINE):
            for column, text in enumerate(told):
                sheet.write_string(row, column, text, fixed)
            unsure = not choice or beside[0] in words.UNCERTAIN
            sheet.write_string(row, len(told), choice, self.yellow if unsure else self.open)
            for column, text in enumerate(beside, len(told) + 1):
                sheet.write_string(row, column, text, fixed)
            texts = (*told, choice, *beside)
            sheet.set_row(row, max(height([(text, 10)], width) for text, width in zip(texts, widths, strict=True)))
        last = FIRST_LINE + max(len(lines), 1) - 1
        letter = "AB"[list_column]
        area = f"={words.LIST_SHEET}!${letter}$4:${letter}${4 + choices}"
        message = {"input_message": "Pilih dari daftar, atau tulis kodenya saja.", "error_type": "warning"}
        sheet.data_validation(
            FIRST_LINE,
            len(lines[0][0]) if lines else 3,
            last,
            len(lines[0][0]) if lines else 3,
            {"validate": "list", "source": area, "error_message": "Tidak ada dalam daftar.", **message},
        )
        sheet.freeze_panes(FIRST_LINE, 2)
        sheet.autofilter(FIRST_LINE - 1, 0, last, len(titles) - 1)
        sheet.repeat_rows(FIRST_LINE - 1)
        self._finish(sheet, name)

    def lists(self, fields: Sequence[Field], roll: Roll) -> None:
        sheet = self._sheet(words.LIST_SHEET, (70, 60))
        lists = (
            (words.FIELDS_LIST, [words.UNUSED, *map(field_label, fields)]),
            (words.CANDIDATES_LIST, [words.NOBODY, *map(shown, roll.codes.values())]),
        )
        for column, (title, texts) in enumerate(lists):
            sheet.write_string(FIRST_LINE - 1, column, title, self.styles.header)
            for row, text in enumerate(texts, FIRST_LINE):
                sheet.write_string(row, column, text, self.styles.fixed_text)
        self._finish(sheet, words.LIST_SHEET)

    def _sheet(self, name: str, widths: Sequence[int]) -> Any:
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 24)
        title = f"{words.TITLE} – {self.category.title()}"
        sheet.write_string(0, 0, title if name == words.SOURCE_SHEET else f"{name} – {title}", self.styles.title)
        status = banner(self.edition, self.category)
        sheet.write_string(1, 0, f"{self.edition.facts.title()} · {self.edition.id} · {status}", self.styles.subtitle)
        return sheet

    def _finish(self, sheet: Any, name: str) -> None:
        sheet.protect("", PROTECTION)
        print_setup(sheet, f"{words.TITLE} · {name} · {self.edition.id}/{self.category.category}", landscape=True)
