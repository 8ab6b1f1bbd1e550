"""Books of decisions and objections as they are written: a table with drop-downs, and a sheet that explains it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paritrana.criteria.edition import Edition
from paritrana.form import words
from paritrana.form.layout import address, column_letters
from paritrana.form.ledger import Titles
from paritrana.form.sheets import PROTECTION, height, print_setup, workbook
from paritrana.form.styles import DATE_FORMAT, TEXT_FORMAT, Styles
from paritrana.form.validations import drop_down

Cells = Mapping[str, str | int | datetime.date]
"""One row by the keys of its columns; what is not there is blank."""

HEADER, SPARE_ROWS = 4, 100
"""The row of the titles, and the blank rows beneath what is written."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A book: its sheet, its columns with their widths, and what each column is for.

    `lists` are the drop-downs by key; `dates` and `numbers` the columns that hold no text.
    """

    sheet: str
    titles: Titles
    widths: Sequence[float]
    lists: Mapping[str, Sequence[str]]
    dates: frozenset[str]
    numbers: frozenset[str]
    explained: Sequence[tuple[str, str]]


def write_ledger(it: Ledger, edition: Edition, rows: Sequence[Cells] = ()) -> bytes:
    """The book's bytes with these rows in it and room for more; equal input, equal bytes."""

    def fill(book: Any, styles: Styles) -> None:
        _write_rows(book, styles, it, edition, rows)
        _write_help(book, styles, it, edition)

    return workbook(fill)


def _write_rows(book: Any, styles: Styles, it: Ledger, edition: Edition, rows: Sequence[Cells]) -> None:
    sheet = book.add_worksheet(it.sheet)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{edition.facts.title()} – {it.sheet}", styles.title)
    sheet.write_string(1, 0, f"{edition.facts.level()} · {edition.id}", styles.subtitle)
    for column, (titles, width) in enumerate(zip(it.titles.values(), it.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER - 1, column, titles[0], styles.header)
    heads = zip((titles[0] for titles in it.titles.values()), it.widths, strict=True)
    sheet.set_row(HEADER - 1, max(height([(title, 10)], width, 22) for title, width in heads))
    for number, row in enumerate([*rows, *({} for _ in range(SPARE_ROWS))], start=HEADER):
        _write_row(sheet, styles, it, number, row)
    last = HEADER + len(rows) + SPARE_ROWS
    _choices(sheet, it, last)
    sheet.freeze_panes(HEADER, 1)
    sheet.autofilter(HEADER - 1, 0, last - 1, len(it.titles) - 1)
    sheet.repeat_rows(HEADER - 1)
    sheet.print_area(0, 0, max(HEADER + len(rows), HEADER + 12), len(it.titles) - 1)
    print_setup(sheet, f"{it.sheet} {edition.id}", landscape=True)


def _write_row(sheet: Any, styles: Styles, it: Ledger, number: int, row: Cells) -> None:
    needed = [20.0]
    for column, (key, width) in enumerate(zip(it.titles, it.widths, strict=True)):
        align = "center" if key in it.dates or key in it.numbers else "left"
        value, form = row.get(key, ""), styles.boxed(num_format=_format(it, key), align=align)
        if isinstance(value, datetime.date):
            sheet.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), form)
        elif isinstance(value, int):
            sheet.write_number(number, column, value, form)
        else:
            sheet.write_string(number, column, value, form)
            needed.append(height([(value, 10)], width))
    sheet.set_row(number, max(needed))


def _format(it: Ledger, key: str) -> str:
    return DATE_FORMAT if key in it.dates else "0" if key in it.numbers else TEXT_FORMAT


def _choices(sheet: Any, it: Ledger, last: int) -> None:
    """Drop-downs; where a list is too long for Excel, the cells stay free."""
    for key, values in it.lists.items():
        column = list(it.titles).index(key) + 1
        area = f"{address(HEADER + 1, column)}:{column_letters(column)}{last}"
        drop_down(sheet, it.titles[key][0], area, values)


def _write_help(book: Any, styles: Styles, it: Ledger, edition: Edition) -> None:
    sheet = book.add_worksheet(words.HELP_SHEET)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 78)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{words.HELP_SHEET} {it.sheet}", styles.title)
    named = [(one.category, one.title()) for one in edition.categories.values()]
    row = 2
    for heading, lines in (("Kolom", it.explained), ("Kategori", named)):
        for column in range(2):
            sheet.write_string(row, column, "" if column else heading, styles.heading)
        for label, text in lines:
            row += 1
            sheet.write_string(row, 0, label, styles.body)
            sheet.write_string(row, 1, text, styles.body)
            sheet.set_row(row, height([(text, 10)], 78, 15))
        row += 2
    sheet.protect("", PROTECTION)
    print_setup(sheet, f"{it.sheet} {edition.id}", landscape=False)
