"""A byte scan of a worksheet's XML: for every cell its style, type, formula and stored value, where it is plain."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from paritrana.form.sheetrows import Row, ScannedCell, column_number, row_of
from paritrana.form.strings import shared_texts
from paritrana.form.xmlscan import MAIN, STRICT, well_formed

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>\s*)?"
    rb'<worksheet\s(?:[^<>]*?\s)?xmlns="(?:' + f"{MAIN}|{STRICT}".encode() + rb')"[^<>]*>'
)
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?"')
_COLUMNS = re.compile(rb"<col\s[^<>]*>")
_SPAN = re.compile(rb'\s(min|max)="([0-9]{1,5})"')
_REMEMBERED, _REMEMBERED_SIZE, _FEW = 64, 1 << 16, 2000


class NotPlain(Exception):
    """The part is written in a way this scan does not read with certainty."""


class CellTwice(Exception):
    """One cell is written twice, so that each reader may take another; the message is its address."""


class Hidden(NamedTuple):
    """The rows and columns that nobody sees."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


class Plain(NamedTuple):
    """A plain worksheet in two pieces: its rows, and what stands around `sheetData`."""

    rows: tuple[Row, ...]
    frame: bytes


@lru_cache(maxsize=16)
def plain_sheet(xml: bytes) -> Plain | None:
    """The pieces of a well-formed worksheet of rows of cells and nothing else; None for any other part."""
    head, opened, rest = xml.partition(b"<sheetData>")
    body, closed, tail = rest.partition(b"</sheetData>")
    if not opened and b"<sheetData/>" in xml:
        head, _, tail = xml.partition(b"<sheetData/>")
    elif not closed:
        return None
    frame, root = head + b"<sheetData/>" + tail, _ROOT.match(head)
    odd = frame.count(b"<sheetData") > 1 or b"<row " in frame or b"<!" in frame
    rows = None if odd or root is None or not well_formed(frame) else _rows(body)
    if rows is None or root is None:
        return None
    named = all(b" xmlns:%s=" % prefix in root.group() for prefix in {row.prefix for row in rows} - {b""})
    return Plain(rows, frame) if named else None


def _rows(body: bytes) -> tuple[Row, ...] | None:
    before, *pieces = body.split(b"<row ")
    rows = tuple(row for row in map(row_of, pieces) if row is not None)
    return None if before.strip(b" \t\r\n") or len(rows) != len(pieces) else rows


def whole(xml: bytes) -> bool:
    """Whether a part is well-formed XML; plain cells and texts are not parsed for that."""
    if b"<sheetData" in xml:
        return plain_sheet(xml) is not None or well_formed(xml)
    return (b"<sst" in xml and shared_texts(xml) is not None) or well_formed(xml)


def scan(plain: Plain) -> dict[tuple[int, int], ScannedCell]:
    """The cells of a worksheet that hold something, in the order of the file. Raises NotPlain or CellTwice."""
    numbers = {row.number for row in plain.rows}
    if len(numbers) != len(plain.rows) or True in [row.twice for row in plain.rows]:
        addresses = Counter(address for row in plain.rows for address in row.addresses)
        if addresses and max(addresses.values()) > 1:
            raise CellTwice(addresses.most_common(1)[0][0].decode())
    if False in [row.sound for row in plain.rows]:
        raise NotPlain("value")
    found: dict[tuple[int, int], ScannedCell] = {}
    for row in plain.rows:
        found.update(row.cells)
    return found


def written(plain: Plain) -> tuple[int, int, int]:
    """How many cells a plain worksheet writes, filled or not, their last row and their last column."""
    return (
        sum(len(row.addresses) for row in plain.rows),
        max([row.number for row in plain.rows], default=0),
        max([row.columns for row in plain.rows], default=0),
    )


def covered(frame: bytes) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Every (row, column) beneath a merged area but its top left cell, and that cell. Raises NotPlain."""
    if not (merges := merged(frame)):
        return {}
    few = len(merges) <= _REMEMBERED_SIZE and len(_areas(merges)) <= _FEW and sum(map(_spread, _areas(merges))) <= _FEW
    return (_covered if few else _covered.__wrapped__)(merges)


def merged(frame: bytes) -> bytes:
    """What stands around the cells of a sheet, from its first `mergeCell` to the end of the tag of its last.

    Forms of one season have it in common, when something else around their cells differs.
    """
    start = frame.find(b"mergeCell")
    if start < 0:
        return b""
    end = frame.find(b">", frame.rfind(b"mergeCell"))
    return frame[max(0, frame.rfind(b"<", 0, start)) : end + 1 if end >= 0 else len(frame)]


@lru_cache(maxsize=_REMEMBERED)
def _covered(merges: bytes) -> Mapping[tuple[int, int], tuple[int, int]]:
    beneath = {
        (row, column): (top, left)
        for left, top, right, bottom in _areas(merges)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return MappingProxyType(beneath)


@lru_cache(maxsize=8)
def _areas(frame: bytes) -> tuple[tuple[int, int, int, int], ...]:
    found = _MERGE.findall(frame)
    if len(found) != frame.count(b"<mergeCell "):
        raise NotPlain("merged areas")
    return tuple(
        (column_number(left), int(top), column_number(right or left), int(bottom or top))
        for left, top, right, bottom in found
    )


def _spread(area: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = area
    return (right - left + 1) * (bottom - top + 1)


def hidden(plain: Plain) -> Hidden:
    """The hidden rows and columns of a worksheet."""
    rows = frozenset(row.number for row in plain.rows if row.hidden)
    return Hidden(rows, _hidden_columns(plain.frame) if b"hidden=" in plain.frame else frozenset())


def _hidden_columns(frame: bytes) -> frozenset[int]:
    spans = [dict(_SPAN.findall(tag)) for tag in _COLUMNS.findall(frame) if re.search(rb'\shidden="(?:1|true)"', tag)]
    columns = (range(int(span.get(b"min", 1)), int(span.get(b"max", 0)) + 1) for span in spans)
    return frozenset(column for found in columns for column in found)
