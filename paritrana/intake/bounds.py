"""How far the cells of a worksheet reach, counted in its XML without a parser.

The count may be higher than the truth (a comment that looks like a cell), never lower: a cell whose address
cannot be read with certainty makes the part odd.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from paritrana.form.sheetrows import column_number
from paritrana.form.sheetscan import Plain, merged, plain_sheet, written

_ROW_OR_CELL_OPENS = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:row|c)(?=[\s/>])")
_ROW_OR_CELL = re.compile(
    rb"<(?:[^\s<>/:!?]+:)?(row|c)"
    rb"""((?:\s+[^\s<>=/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>"""
)
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_CELL_ADDRESS = re.compile(rb"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(
    rb"<(?:[^\s<>/:!?]+:)?(?:mergeCell|hyperlink)\b[^<>]*?\sref\s*=\s*"
    rb"""["']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})["']"""
)
_PLAIN_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_AREA_OPENS = re.compile(rb"<(?:[^\s<>/:!?]+:)?mergeCell(?=[\s/>])")
_STRING_OPENS = re.compile(rb"<(?:[^\s<>/:!?]+:)?si(?=[\s/>])")
_INDEX = re.compile(rb"<(?:[^\s<>/:!?]+:)?v[^<>]*>\s*([0-9]{1,9})\s*<")


_REMEMBERED_SIZE = 1 << 16
_USUAL_COLUMNS = 64
"""Up to so many nobody asks which of them are only formatted."""


class OddCells(Exception):
    """A cell or row whose address cannot be read with certainty."""


class Place(NamedTuple):
    """A cell by number, `blank` where it is only formatted."""

    row: int
    column: int
    blank: bool


class Extent(NamedTuple):
    """How many cells a sheet writes, its last row and column, the last column that may hold something."""

    cells: int
    rows: int
    columns: int
    filled_columns: int

    @property
    def area(self) -> int:
        """The rectangle from A1 that a reader may build."""
        return self.rows * self.columns


def column_letters(number: int) -> str:
    """A for 1, AA for 27, XFD for 16384."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def extent(xml: bytes) -> Extent:
    """The extent of a worksheet part. Raises OddCells."""
    if plain := plain_sheet(xml):
        cells, rows, columns = written(plain)
        return Extent(cells, rows, columns, columns if columns <= _USUAL_COLUMNS else _filled(plain))
    return _extent_of(_walk(xml))


def _filled(plain: Plain) -> int:
    return max((column for row in plain.rows for _, column in row.cells), default=0)


def _extent_of(places: Iterable[Place]) -> Extent:
    count = rows = columns = filled = 0
    for place in places:
        count += 1
        rows, columns = max(rows, place.row), max(columns, place.column)
        filled = filled if place.blank else max(filled, place.column)
    return Extent(count, rows, columns, filled)


def _walk(xml: bytes) -> Iterable[Place]:
    found = _ROW_OR_CELL.findall(xml)
    if len(found) != len(_ROW_OR_CELL_OPENS.findall(xml)):
        raise OddCells
    row = column = 0
    for name, attributes, closed in found:
        address = _ADDRESS.search(attributes)
        if name == b"row":
            row, column = _row_number(address, row), 0
            continue
        row, column = _cell_numbers(address, row, column)
        yield Place(row, column, bool(closed))


def _row_number(address: re.Match[bytes] | None, last: int) -> int:
    if address is None:
        return last + 1
    if not re.fullmatch(rb"[1-9][0-9]{0,6}", address.group(1)):
        raise OddCells
    return int(address.group(1))


def _cell_numbers(address: re.Match[bytes] | None, row: int, column: int) -> tuple[int, int]:
    if address is None:
        return max(row, 1), column + 1
    parts = _CELL_ADDRESS.fullmatch(address.group(1))
    if parts is None:
        raise OddCells
    return int(parts.group(2)), column_number(parts.group(1))


def spread(xml: bytes) -> int:
    """How many cells the merged areas and areas with a link cover. Raises OddCells."""
    plain = plain_sheet(xml)
    if plain is None:
        return _spread(xml)
    return _spread(plain.frame if b"hyperlink" in plain.frame else merged(plain.frame))


def _spread(xml: bytes) -> int:
    return _spread_of(xml) if len(xml) <= _REMEMBERED_SIZE else _spread_of.__wrapped__(xml)


@lru_cache(maxsize=64)
def _spread_of(xml: bytes) -> int:
    if b"mergeCell" not in xml and b"hyperlink" not in xml:
        return 0
    found = _PLAIN_MERGE.findall(xml)
    if len(found) == xml.count(b"mergeCell ") and b"hyperlink" not in xml:
        areas, merges = found, len(found)
    else:
        areas, merges = _AREA.findall(xml), len(_AREA_OPENS.findall(xml))
    turned = any(
        int(bottom) < int(top) or column_number(right) < column_number(left) for left, top, right, bottom in areas
    )
    if merges > len(areas) or turned:
        raise OddCells
    return sum(
        (abs(int(bottom) - int(top)) + 1) * (abs(column_number(right) - column_number(left)) + 1)
        for left, top, right, bottom in areas
    )


def text_volume(strings: bytes, sheets: Iterable[bytes]) -> int:
    """How many bytes of text the cells hold together, each use of a shared string counted."""
    sizes = [len(piece) for piece in _STRING_OPENS.split(strings)[1:]]
    uses = Counter(int(index) for xml in sheets for index in _INDEX.findall(xml))
    return sum(sizes[index] * times for index, times in uses.items() if index < len(sizes))
