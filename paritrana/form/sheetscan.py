"""A byte scan of a worksheet's XML: for every cell its style, type, formula and stored value, where it is plain."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from paritrana.form.xmlscan import MAIN, STRICT, well_formed

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>\s*)?"
    rb'<worksheet\s(?:[^<>]*?\s)?xmlns="(?:' + f"{MAIN}|{STRICT}".encode() + rb')"[^<>]*>'
)
_SPACE = rb"[ \t\r\n]*+"
_LOOKS = rb'(?: s="([0-9]{1,6})"| t="([a-zA-Z]+)"| (?:cm|vm|ph)="[0-9]+")*+' + _SPACE
_ATTRIBUTES = rb'(?: [\w:.\-]+="[^"<>&]*+")*+' + _SPACE
_FLAG, _SIZE = rb'"(?:0|1|true|false)"', rb'"[0-9]{1,5}(?:\.[0-9]{1,20})?"'
_ROW_ATTRIBUTES = (
    rb'(?: spans="[0-9: ]{1,40}"| s="[0-9]{1,6}"| (?:ht|[\w]+:dyDescent)=' + _SIZE + rb'| outlineLevel="[0-7]"'
    rb"| (?:customFormat|customHeight|hidden|collapsed|thickTop|thickBot|ph)=" + _FLAG + rb")*+" + _SPACE
)
_TEXT = rb"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
_FORMULA = rb"<f" + _ATTRIBUTES + rb"(?:/>|>" + _TEXT + rb"</f>)"
_VALUE = rb"<v(?: xml:space=\"preserve\")?(?:/>|>" + _TEXT + rb"</v>)"
_INLINE = rb"<is>(?:<(?!/is>)[^<>]*+>" + _TEXT + rb")*+</is>"
_ANY_LOOKS = _LOOKS.replace(b"([", b"(?:[")
_ROW = (
    rb'<row r="([1-9][0-9]{0,6})"'
    + _ROW_ATTRIBUTES
    + rb"(?:/>|>"
    + _SPACE
    + rb'(?:<c r="[A-Z]{1,3}\1"'
    + _ANY_LOOKS
    + rb"(?:/>|>(?:"
    + _FORMULA
    + rb")?(?:"
    + _VALUE
    + rb"|"
    + _INLINE
    + rb")?</c>)"
    + _SPACE
    + rb")*+</row>)"
    + _SPACE
)
_ALL_ROWS = re.compile(_SPACE + rb"(?:" + _ROW + rb")*+")
_CONTROLS = bytes(sorted({*range(32)} - {9, 10, 13}))
_FILLED = re.compile(
    rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"' + _LOOKS + rb">(?!</c>)"
    rb"(" + _FORMULA + rb")?(?:(<v(?: xml:space=\"preserve\")?)(?:/>|>([^<]*+)</v>)|<is>(.*?)</is>)?",
    re.DOTALL,
)
_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_ROW_NUMBER = re.compile(rb'<row r="([1-9][0-9]{0,6})"')
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?"')
_HIDDEN_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"[^<>]*\shidden="(?:1|true)"')
_COLUMNS = re.compile(rb"<col\s[^<>]*>")
_SPAN = re.compile(rb'\s(min|max)="([0-9]{1,5})"')


class NotPlain(Exception):
    """The part is written in a way this scan does not read with certainty."""


class CellTwice(Exception):
    """One cell is written twice, so that each reader may take another; the message is its address."""


ScannedCell = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""One cell that holds something: its address, style, type, its `<f>`, the start tag of its `<v>`, the text
of that, the text kept in the cell with its tags (all but `<is>`); each empty where there is none."""


class Hidden(NamedTuple):
    """The rows and columns that nobody sees."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


class Plain(NamedTuple):
    """A plain worksheet in two pieces: what stands between the tags of `sheetData`, and all the rest."""

    rows: bytes
    frame: bytes


@lru_cache(maxsize=16)
def plain_sheet(xml: bytes) -> Plain | None:
    """The pieces of a well-formed worksheet of rows of cells and nothing else; None for any other part."""
    head, opened, rest = xml.partition(b"<sheetData>")
    rows, closed, tail = rest.partition(b"</sheetData>")
    if not opened and b"<sheetData/>" in xml:
        head, _, tail = xml.partition(b"<sheetData/>")
    elif not closed:
        return None
    frame = head + b"<sheetData/>" + tail
    odd = frame.count(b"<sheetData") > 1 or b"<row " in frame or b"<!" in xml or not _ROOT.match(head)
    if odd or not _ALL_ROWS.fullmatch(rows) or not _is_text(rows) or not well_formed(xml if b"<is>" in rows else frame):
        return None
    return Plain(rows, frame)


def _is_text(rows: bytes) -> bool:
    """Whether all letters are such as XML may hold."""
    if b"]]>" in rows or len(rows.translate(None, _CONTROLS)) != len(rows):
        return False
    try:
        return rows.isascii() or bool(rows.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def whole(xml: bytes) -> bool:
    """Whether a part is well-formed XML; the cells of a plain worksheet are not parsed for that."""
    return (b"<sheetData" in xml and plain_sheet(xml) is not None) or well_formed(xml)


def scan(xml: bytes) -> list[ScannedCell]:
    """The cells of a worksheet that hold something, in the order of the file. Raises NotPlain or CellTwice."""
    plain = plain_sheet(xml)
    if plain is None:
        raise NotPlain("worksheet")
    cells: list[ScannedCell] = _FILLED.findall(plain.rows)
    if len({cell[0] for cell in cells}) != len(cells):
        raise CellTwice(_twice(cells))
    return cells


def _twice(cells: list[ScannedCell]) -> str:
    counted = Counter(cell[0] for cell in cells)
    return counted.most_common(1)[0][0].decode()


@lru_cache(maxsize=20_000)
def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def written(plain: Plain) -> tuple[int, int, int]:
    """How many cells a plain worksheet writes, filled or not, their last row and their last column."""
    addresses = _ADDRESS.findall(plain.rows)
    columns = {address.rstrip(b"0123456789") for address in addresses}
    rows = max(map(int, _ROW_NUMBER.findall(plain.rows)), default=0)
    return len(addresses), rows, max(map(column_number, columns), default=0)


@lru_cache(maxsize=20_000)
def place_of(address: bytes) -> tuple[tuple[int, int], str]:
    """The (row, column) of an address, and the address as text."""
    letters = address.rstrip(b"0123456789")
    return (int(address[len(letters) :]), column_number(letters)), address.decode()


def covered(xml: bytes) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Every (row, column) beneath a merged area but its top left cell, and that cell. Raises NotPlain."""
    if b"mergeCell" not in xml:
        return
    found = _MERGE.findall(xml)
    if len(found) != xml.count(b"<mergeCell "):
        raise NotPlain("merged areas")
    for left, top, right, bottom in found:
        corner = int(top), column_number(left)
        for row in range(corner[0], int(bottom or top) + 1):
            for column in range(corner[1], column_number(right or left) + 1):
                if (row, column) != corner:
                    yield (row, column), corner


def hidden(xml: bytes) -> Hidden:
    """The hidden rows and columns of a worksheet."""
    if b"hidden=" not in xml:
        return Hidden()
    rows = frozenset(int(row) for row in _HIDDEN_ROW.findall(xml))
    spans = [dict(_SPAN.findall(tag)) for tag in _COLUMNS.findall(xml) if re.search(rb'\shidden="(?:1|true)"', tag)]
    columns = (range(int(span.get(b"min", 1)), int(span.get(b"max", 0)) + 1) for span in spans)
    return Hidden(rows, frozenset(column for found in columns for column in found))
