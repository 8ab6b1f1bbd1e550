"""Reading a criteria workbook: every cell as text, what is odd about it as a problem, then the tree."""

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from paritrana.answers import RawAnswer
from paritrana.decimals import exact_text, from_float
from paritrana.form.cells import Book
from paritrana.form.criteria_book_columns import LINE_COLUMNS, REST_COLUMNS, cell_columns, titles
from paritrana.form.criteria_book_layout import (
    CATEGORY,
    CATEGORY_KEYS,
    EDITION,
    LINE_ENGLISH,
    LINE_KEY,
    LINE_VALUE,
    ORDER,
    REST,
    Column,
    Form,
    ListSheet,
)
from paritrana.form.criteria_book_tree import BookTree, Line, build
from paritrana.form.found import has_sheet, is_blank, where
from paritrana.form.tables import Row, read_rows
from paritrana.problems import Problem, Where

_CODES = (Form.CODE, Form.LIST)
_PLAIN = Column("", "")


@dataclass(frozen=True, slots=True)
class CriteriaBook:
    """What a workbook says: the tree with the cell of every place, problems of its cells, the edition's facts."""

    tree: BookTree
    problems: tuple[Problem, ...]
    edition: tuple[Line, ...]


def read_criteria_book(book: Book) -> CriteriaBook:
    """The tree of a criteria workbook. Its own problems are not typed and linted yet."""
    problems: list[Problem] = []
    rows = {sheet.name: _list_lines(book, sheet, problems) for sheet in ORDER}
    rows[CATEGORY] = _key_lines(book, CATEGORY, problems)
    rows[REST] = _lines(book, REST, REST_COLUMNS, {}, problems) if has_sheet(book, REST) else []
    edition = _key_lines(book, EDITION, problems) if has_sheet(book, EDITION) else []
    return CriteriaBook(build(book.file, rows), tuple(problems), tuple(edition))


def _list_lines(book: Book, sheet: ListSheet, problems: list[Problem]) -> list[Line]:
    columns = cell_columns(sheet)
    return _lines(book, sheet.name, titles(columns), {one.key: one.column for one in columns}, problems)


def _key_lines(book: Book, sheet: str, problems: list[Problem]) -> list[Line]:
    """The rows of a sheet of keys and values; what a value may be depends on its key."""
    found, complaints = _rows(book, sheet, LINE_COLUMNS)
    problems.extend(complaints)
    lines = []
    for row in found:
        value = CATEGORY_KEYS.get(row.text(LINE_KEY), _PLAIN) if sheet == CATEGORY else _PLAIN
        lines.append(_line(row, {LINE_VALUE: value}, problems))
    return [line for line in lines if line.text(LINE_VALUE) or line.text(LINE_ENGLISH) or line.text(LINE_KEY)]


def _lines(
    book: Book,
    sheet: str,
    named: Mapping[str, tuple[str, ...]],
    columns: Mapping[str, Column],
    problems: list[Problem],
) -> list[Line]:
    found, complaints = _rows(book, sheet, named)
    problems.extend(complaints)
    return [_line(row, columns, problems) for row in found]


def _rows(book: Book, sheet: str, named: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The filled rows of a sheet; a sheet or column that is gone could have held something (B026, B043)."""
    if not has_sheet(book, sheet):
        return (), (Problem("B026", where(book), {"expected": sheet}),)
    shown = {key: (one[-1], *one) for key, one in named.items()}
    return read_rows(book, sheet, shown, tuple(named))


def _line(row: Row, columns: Mapping[str, Column], problems: list[Problem]) -> Line:
    texts, places = {}, {}
    for key, raw in row.cells.items():
        places[key] = Where(raw.source.file, raw.source.sheet, raw.source.cell)
        texts[key] = _text(raw, columns.get(key, _PLAIN), places[key], problems)
    return Line(texts, places)


def _text(raw: RawAnswer, column: Column, place: Where, problems: list[Problem]) -> str:
    """What a cell says; empty, and a problem, where it says nothing that can be relied on."""

    def complain(code: str, **details: str) -> str:
        problems.append(Problem(code, place, details))
        return ""

    if raw.error:
        return complain("A013", read=raw.error)
    if raw.formula and not raw.cached:
        return complain("A014")
    if is_blank(raw):
        return ""
    text = _plain(raw.value)
    if isinstance(raw.value, datetime.date) and (
        column.form is not Form.DAY or isinstance(raw.value, datetime.datetime)
    ):
        return complain("C054", read=text)
    if isinstance(raw.value, float | int) and not isinstance(raw.value, bool):
        if column.form in _CODES:
            return complain("A022", read=text)
        if "%" in raw.number_format and math.isfinite(raw.value):
            shown = exact_text(Fraction(from_float(float(raw.value))) * 100)
            complain("A018", read=text, value=shown)
            text = shown
    if raw.formula:
        complain("A015", read=text)
    return text


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        number = float(value)
        return exact_text(Fraction(from_float(number))) if math.isfinite(number) else str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


__all__ = ["CriteriaBook", "read_criteria_book"]
