"""The sheets that every workbook of ours has, and the workbook itself."""

import datetime
import io
import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.form import words
from paritrana.form.layout import FIRST_OPTION_ROW, OptionList
from paritrana.form.meta import Meta
from paritrana.form.styles import Styles
from paritrana.text.formats import date, period

CREATED = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""The creation date of every workbook, so that the same layout gives the same bytes."""

A4 = 9
LETTERS_PER_WIDTH = {8: 1.42, 9: 1.26, 10: 1.14, 11: 1.0, 12: 0.9}
"""Letters on a line per unit of column width, by letter size, on the safe side."""

LINE_HEIGHT = 1.3
"""Points from line to line per point of letter size."""

PROTECTION = {
    "format_cells": False,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def workbook(fill: Callable[[Any, Styles], None]) -> bytes:
    """The bytes of a workbook that `fill` writes; the same content gives the same bytes."""
    buffer = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **literal})
    book.set_properties({"created": CREATED})
    fill(book, Styles(book))
    book.close()
    return buffer.getvalue()


def height(texts: Iterable[tuple[str, int]], width: float, least: float = 18.0) -> float:
    """The height in points of a row whose cell of this width holds texts of these letter sizes."""
    total = sum(lines(text, width, size) * size * LINE_HEIGHT for text, size in texts if text)
    return max(least, round(total + 5, 1))


def lines(text: str, width: float, size: int) -> int:
    """The lines that a text takes in a cell of this width."""
    room = max(4, int(width * LETTERS_PER_WIDTH.get(size, 0.9)))
    return sum(len(textwrap.wrap(part, room)) or 1 for part in text.split("\n"))


def write_meta(book: Any, meta: Meta) -> None:
    """The very hidden sheet of keys and values, all text."""
    sheet = book.add_worksheet(words.META_SHEET)
    text = book.add_format({"num_format": "@"})
    for row, (key, value) in enumerate(meta.rows()):
        sheet.write_string(row, 0, key, text)
        sheet.write_string(row, 1, value, text)
    sheet.protect()
    sheet.very_hidden()


def write_options(book: Any, styles: Styles, lists: Sequence[OptionList], meta: Meta) -> None:
    """The options sheet: what may be chosen, list by list; no sheet where nothing is chosen from a list."""
    if not lists:
        return
    sheet = book.add_worksheet(words.OPTIONS_SHEET)
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 40)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, words.OPTIONS_SHEET, styles.title)
    sheet.write_string(FIRST_OPTION_ROW - 2, 0, words.QUESTION, styles.header)
    sheet.write_string(FIRST_OPTION_ROW - 2, 1, "Pilihan", styles.header)
    for one in lists:
        sheet.write_string(one.row - 1, 0, one.title, styles.question)
        for offset, label in enumerate(one.labels):
            sheet.write_string(one.row - 1 + offset, 1, label, styles.fixed_text)
            sheet.set_row(one.row - 1 + offset, height([(label, 10)], 40))
        needed = height([(one.title, 10)], 52)
        sheet.set_row(one.row - 1, max(needed, height([(one.labels[0], 10)], 40)))
    sheet.protect("", PROTECTION)
    print_setup(sheet, identity(meta), landscape=False)


def print_setup(sheet: Any, footer: str, *, landscape: bool) -> None:
    """A4, one page wide, with the form's identity and page numbers at the foot."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    safe = footer.replace("&", "&&")[:180]
    sheet.set_footer(f"&L&8 {safe}&R&8 Halaman &P dari &N")


def banner(edition: Edition, category: Category) -> str:
    """The status of the criteria as every sheet shows it."""
    status = edition.status(category)
    decree = edition.facts.decree
    if status == "ditetapkan" and decree is not None:
        return f"{words.BANNERS[status]}: {decree.number}, {date(decree.date)}"
    return words.BANNERS[status]


def scope(edition: Edition, category: Category, role: Role = Role.CANDIDATE) -> str:
    """Category, level and period in one line; a juror's mark belongs to no period."""
    facts = edition.facts
    if role is Role.PANEL:
        return f"{category.title()} · {facts.level()}"
    assessed = period(facts.period.start, facts.period.end)
    return f"{category.title()} · {facts.level()} · Periode penilaian {assessed}"


def identity(meta: Meta) -> str:
    """Form id and version in one line."""
    return f"{meta.form_id} · versi {meta.version}"


def number_line(meta: Meta) -> str:
    """The same as the instructions tell it."""
    return f"Nomor formulir {identity(meta)}"


def candidate_line(meta: Meta) -> str:
    """Whose form it is, in one line."""
    return f"{meta.candidate_code} · {meta.candidate_name}"
