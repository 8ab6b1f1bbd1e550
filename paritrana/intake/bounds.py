"""How far the cells of a worksheet reach, counted in its XML without a parser.

The count may be higher than the truth (a comment that looks like a cell), never lower: a cell whose address
cannot be read with certainty makes the part odd.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_MAYBE_CELL = re.compile(rb"[<:]c[\s/>]")
_CELL_OPENS = re.compile(rb"<(?:[^\s<>/:!?]+:)?c(?=[\s/>])")
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>]*)>')
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
_AREA_OPENS = re.compile(rb"<(?:[^\s<>/:!?]+:)?mergeCell(?=[\s/>])")
_STRING_OPENS = re.compile(rb"<(?:[^\s<>/:!?]+:)?si(?=[\s/>])")
_INDEX = re.compile(rb"<(?:[^\s<>/:!?]+:)?v[^<>]*>\s*([0-9]{1,9})\s*<")


class OddCells(Exception):
    """A cell or row whose address cannot be read with certainty."""


class Place(NamedTuple):
    """A cell by number, `blank` where it is only formatted."""

    row: int
    column: int
    blank: bool


class Extent(NamedTuple):
    """How many cells a sheet writes, its last row and column, the last column that holds something."""

    cells: int
    rows: int
    columns: int
    filled_columns: int

    @property
    def area(self) -> int:
        """The rectangle from A1 that a reader may build."""
        return self.rows * self.columns


@lru_cache(maxsize=20_000)
def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA, 16384 for XFD."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27, XFD for 16384."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def extent(xml: bytes) -> Extent:
    """The extent of a worksheet part. Raises OddCells."""
    plain = _PLAIN_CELL.findall(xml)
    if len(plain) == len(_MAYBE_CELL.findall(xml)) or len(plain) == len(_CELL_OPENS.findall(xml)):
        return _plain_extent(plain)
    return _extent_of(_walk(xml))


def _plain_extent(cells: list[tuple[bytes, bytes, bytes]]) -> Extent:
    rows = max((int(row) for row in {row for _, row, _ in cells}), default=0)
    columns = max(map(column_number, {letters for letters, _, _ in cells}), default=0)
    filled = {letters for letters, _, rest in cells if not rest.endswith(b"/")}
    return Extent(len(cells), rows, columns, max(map(column_number, filled), default=0))


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
    if b"mergeCell" not in xml and b"hyperlink" not in xml:
        return 0
    areas = _AREA.findall(xml)
    merges = len(_AREA_OPENS.findall(xml))
    if merges > len(areas):
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
