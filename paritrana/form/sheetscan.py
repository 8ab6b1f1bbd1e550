"""A byte scan of a worksheet's XML: for every cell its style, type, formula and stored value, where it is plain."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="([a-zA-Z]+)")?(?: (?:cm|vm|ph)="[0-9]+")*\s*'
    rb"(?:/>|>(<f(?=[\s/>])[^<>]*(?:/>|>[^<]*</f>))?"
    rb"(?:(<v(?=[\s/>])[^<>]*)(?:/>|>([^<]*)</v>)|(<is>))?(?:</c>|(?=<r>|<t[\s/>]|<rPh)))"
)
_OPENS = re.compile(rb"<c[\s/>]")
_NO_ROW = re.compile(rb"(?:</row>|<row\s[^<>]*/>|<sheetData>)[^<]*<c[\s/>]")
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


class NotPlain(Exception):
    """The part is written in a way this scan does not read with certainty."""


class CellTwice(Exception):
    """One cell is written twice, so that each reader may take another; the message is its address."""


ScannedCell = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""One cell that holds something: column letters, row, style, type, its `<f>`, the start tag of its `<v>`, the text
of that, the start tag of a text kept in the cell; each empty where there is none."""


def scan(xml: bytes) -> list[ScannedCell]:
    """The cells of a worksheet that hold something, in the order of the file. Raises NotPlain or CellTwice."""
    rows = _rows(xml)
    found: list[ScannedCell] = _CELL.findall(rows)
    if len(found) != len(_OPENS.findall(rows)):
        raise NotPlain("cells")
    cells = [groups for groups in found if groups[4] or groups[5] or groups[7]]
    if len({cell[:2] for cell in cells}) != len(cells):
        raise CellTwice(_twice(cells))
    return cells


def _rows(xml: bytes) -> bytes:
    """What stands between the tags of `sheetData`; every cell in it is in a row. Raises NotPlain."""
    if xml.count(b"<sheetData") != 1 or b"<!" in xml or xml.startswith((b"\xff", b"\xfe")):
        raise NotPlain("worksheet")
    rows = xml[xml.index(b"<sheetData") :].partition(b"</sheetData>")[0]
    if _NO_ROW.search(rows):
        raise NotPlain("cell outside of any row")
    return rows


def _twice(cells: list[ScannedCell]) -> str:
    counted = Counter(cell[0] + cell[1] for cell in cells)
    return counted.most_common(1)[0][0].decode()


@lru_cache(maxsize=20_000)
def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def covered(xml: bytes) -> Iterator[tuple[int, int]]:
    """The (row, column) of every cell beneath a merged area, but its top left cell. Raises NotPlain."""
    found = _MERGE.findall(xml)
    if len(found) != xml.count(b"<mergeCell "):
        raise NotPlain("merged areas")
    for left, top, right, bottom in found:
        corner = int(top), column_number(left)
        for row in range(corner[0], int(bottom) + 1):
            for column in range(corner[1], column_number(right) + 1):
                if (row, column) != corner:
                    yield row, column
