"""The ladder as a workbook: figures by step, and every statement behind them. The same ladder gives the same bytes."""

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

import xlsxwriter

from paritrana.criteria.edition import Edition
from paritrana.documents.ladder_model import LadderSheet
from paritrana.documents.xlsx_looks import A4, HEAD, LINE, PALE, STYLES, cut, height
from paritrana.text import label, visible

HEAD_ROW: Final = 3
LEADING: Final = (("code", 14), ("name", 34), ("standing", 16), ("indicator", 40), ("weight", 10))
STATEMENTS: Final = (
    ("code", 14),
    ("name", 30),
    ("question", 44),
    ("kind", 20),
    ("value", 18),
    ("by_whom", 26),
    ("at", 20),
    ("reason", 44),
    ("place", 48),
    ("sha256", 68),
)
STEP_WIDTH: Final = 14
MOST: Final = 32_000
"""A cell holds no longer text."""
TALLEST: Final = 400
"""Points: a spreadsheet draws no row higher than 409."""


def render_ladder_xlsx(title: str, edition: Edition, sheet: LadderSheet, lang: str, marks: Sequence[str] = ()) -> bytes:
    """The workbook of a category, `marks` (CONTOH …) in its head.

    Whatever came from outside is text, never a link or a formula.
    """
    out = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **literal}) as book:
        created = datetime.datetime.combine(edition.facts.period.end, datetime.time())
        book.set_properties({"title": title, "author": "", "company": "", "created": created})
        under = " · ".join((title, "INTERNAL", *marks))
        _figures(book, under, sheet, lang)
        _statements(book, under, sheet, lang)
    return out.getvalue()


def _figures(book: Any, title: str, sheet: LadderSheet, lang: str) -> None:
    heads = [*((label(f"ladder.{key}", lang), width) for key, width in LEADING)]
    heads += [(step, STEP_WIDTH) for step in sheet.steps]
    page = _page(book, label("ladder.sheet", lang), title, heads)
    base = {"valign": "top", "bottom": 1, "bottom_color": LINE}
    text, none = book.add_format({**base, "text_wrap": True}), book.add_format({**base, "align": "right"})
    sums = book.add_format({**base, "bold": True, "bg_color": PALE})
    formats: dict[tuple[int, bool, bool], Any] = {}
    row = HEAD_ROW
    for one in sheet.candidates:
        for line in (*one.rows, one.total):
            row += 1
            is_sum = line is one.total
            for column, cell in enumerate((one.code, one.name, one.standing, line.title, line.weight)):
                page.write_string(row, column, visible(cell), sums if is_sum else text)
            for column, figure in enumerate(line.cells, len(LEADING)):
                if figure is None:
                    page.write_string(row, column, "–", none)
                    continue
                key = (figure.places, is_sum, line.moved)
                if key not in formats:
                    look = {**base, "num_format": "0." + "0" * key[0] if key[0] else "0", "align": "right"}
                    look |= {"bold": True} if is_sum or line.moved else {}
                    look |= {"bg_color": PALE} if is_sum else {}
                    formats[key] = book.add_format(look)
                page.write_number(row, column, float(figure.value), formats[key])
    _finish(page, row, len(heads), title)


def _statements(book: Any, title: str, sheet: LadderSheet, lang: str) -> None:
    heads = [(label(f"ladder.{key}", lang), width) for key, width in STATEMENTS]
    page = _page(book, label("ladder.statements", lang), title, heads)
    look = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": LINE, "num_format": "@"}
    plain, strong = book.add_format(look), book.add_format({**look, "bold": True})
    row = HEAD_ROW
    for row, (cells, correcting) in enumerate(_lines(sheet), HEAD_ROW + 1):
        texts = [visible(cell)[:MOST] for cell in cells]
        widths = (0.9 * width for _, width in STATEMENTS)
        page.set_row(row, min(TALLEST, 1.15 * height(zip(texts, widths, strict=True))))
        for column, cell in enumerate(texts):
            page.write_string(row, column, cell, strong if correcting else plain)
    _finish(page, row, len(heads) - 1, title)


def _lines(sheet: LadderSheet) -> Iterator[tuple[tuple[str, ...], bool]]:
    for one in sheet.candidates:
        for word in one.words:
            said = (word.question, word.kind, word.value, word.by, word.at, word.reason, word.place, word.sha256)
            yield (one.code, one.name, *said), word.correcting


def _page(book: Any, name: str, title: str, heads: Sequence[tuple[str, int]]) -> Any:
    page = book.add_worksheet(name)
    page.write_string(0, 0, name, book.add_format(STYLES["title"]))
    page.write_string(1, 0, title, book.add_format(STYLES["subtitle"]))
    head = book.add_format({**STYLES["head"], **HEAD})
    for column, (words, width) in enumerate(heads):
        page.set_column(column, column, width)
        page.write_string(HEAD_ROW, column, words, head)
    page.set_row(HEAD_ROW, 30)
    page.freeze_panes(HEAD_ROW + 1, 2)
    return page


def _finish(page: Any, last: int, printed: int, title: str) -> None:
    page.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), printed - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.set_footer(f"&L{cut(title)}&R&P/&N")
    page.print_area(0, 0, max(last, HEAD_ROW + 1), printed - 1)
