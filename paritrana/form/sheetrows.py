"""One row of a worksheet's XML, read where it is written in the one way that leaves no doubt.

The forms of a season share most of their rows, so what was read from the bytes of one is remembered.
"""

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from paritrana.form.strings import exact_text
from paritrana.form.xmlscan import is_text

_SPACE = rb"[ \t\r\n]*+"
_LOOKS = (
    rb'(?: s="([0-9]{1,6})")?(?: t="([a-zA-Z]+)")?(?: cm="[0-9]{1,6}")?(?: vm="[0-9]{1,6}")?(?: ph="[01]")?' + _SPACE
)
_FLAG, _SIZE = rb'"(?:0|1|true|false)"', rb'"[0-9]{1,5}(?:\.[0-9]{1,20})?"'
_START = re.compile(
    rb'r="([1-9][0-9]{0,6})"(?: spans="[0-9: ]{1,40}"| s="[0-9]{1,6}"| (?:ht|(\w+):dyDescent)='
    + _SIZE
    + rb'| outlineLevel="[0-7]"'
    rb"| (?:customFormat|customHeight|hidden|collapsed|thickTop|thickBot|ph)=" + _FLAG + rb")*+" + _SPACE + rb"/?>"
)
_TEXT = rb"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
_FORMULA = rb'<f(?: [a-zA-Z0-9]+="[^"<>&]*+"| xml:space="preserve")*+' + _SPACE + rb"(?:/>|>(" + _TEXT + rb")</f>)"
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"'
    + _LOOKS
    + rb"(?:/>|>("
    + _FORMULA
    + rb")?(?:(<v(?: xml:space=\"preserve\")?)(?:/>|>("
    + _TEXT
    + rb")</v>)|<is>(.*?)</is>)?</c>)"
    + _SPACE,
    re.DOTALL,
)
_NAME = re.compile(rb" ([\w:]+)=")
_STYLE = re.compile(rb' s="([0-9]{1,6})"')
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_NUMBER = re.compile(rb"[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?")
_MOMENT = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z?)?")
_REMEMBERED, _REMEMBERED_SIZE = 4096, 1 << 11

ScannedCell = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""One cell that holds something: its address, style, type, its `<f>`, the start tag of its `<v>`, the text
of that, the text kept in the cell with its tags (all but `<is>`); each empty where there is none."""


class Row(NamedTuple):
    """A row: its number, the cells that hold something by row and column, the addresses of all that are written.

    `prefix` is the one namespace its tag needs; `style` the highest of any cell; `text` the highest number of a shared
    text, -1 without; `formulas` the texts of its formulas, `written` the cells that have one, without their values,
    `twice` whether a cell is written twice;
    `looks` those of the runs of texts kept in its cells. `sound` tells that every value is one of its type.
    """

    number: int
    cells: Mapping[tuple[int, int], ScannedCell]
    addresses: tuple[bytes, ...]
    columns: int
    hidden: bool
    prefix: bytes
    style: int
    text: int
    formulas: tuple[bytes, ...]
    written: bytes
    twice: bool
    looks: tuple[bytes, ...]
    sound: bool


def row_of(xml: bytes) -> Row | None:
    """The row from behind its `<row ` to the next one's; None where it is written in any other way."""
    return _row(xml) if len(xml) <= _REMEMBERED_SIZE else _row.__wrapped__(xml)


@lru_cache(maxsize=_REMEMBERED)
def _row(xml: bytes) -> Row | None:
    start = _START.match(xml)
    if start is None or not is_text(xml) or _named_twice(start.group()):
        return None
    found = _cells(xml, start)
    if found is None or not all(cell.group(2) == start.group(1) for cell in found):
        return None
    return _read(start, found)


def _cells(xml: bytes, start: re.Match[bytes]) -> list[re.Match[bytes]] | None:
    """The cells up to the end of the row, None where anything else stands between."""
    if start.group().endswith(b"/>"):
        return None if xml[start.end() :].strip(b" \t\r\n") else []
    at, found = start.end(), []
    at += len(xml) - at - len(xml[at:].lstrip(b" \t\r\n"))
    while cell := _CELL.match(xml, at):
        found.append(cell)
        at = cell.end()
    return found if xml[at:].rstrip(b" \t\r\n") == b"</row>" else None


def _read(start: re.Match[bytes], found: list[re.Match[bytes]]) -> Row | None:
    letters = [cell.group(1) for cell in found]
    cells = tuple(_scanned(cell) for cell in found if cell.group()[-6:].rstrip().endswith(b"</c>"))
    cells = tuple(cell for cell in cells if any(cell[3:]))
    inline = [exact_text(cell[6]) for cell in cells if cell[6]]
    formulas = [cell for cell in found if cell.group(5)]
    if None in inline or any(_named_twice(cell.group(5).partition(b">")[0]) for cell in formulas):
        return None
    styles = [int(style) for style in _STYLE.findall(start.group())]
    styles += [int(cell.group(3)) for cell in found if cell.group(3)]
    texts = [int(cell[5]) for cell in cells if cell[2] == b"s" and cell[5].isdigit()]
    return Row(
        int(start.group(1)),
        MappingProxyType({place_of(cell[0])[0]: cell for cell in cells}),
        tuple(cell.group(1) + cell.group(2) for cell in found),
        max(map(column_number, letters), default=0),
        bool(_HIDDEN.search(start.group())),
        start.group(2) or b"",
        max(styles, default=0),
        max(texts, default=-1),
        tuple(cell.group(6) for cell in formulas if cell.group(6)),
        b"".join(map(_without_value, formulas)),
        len({*letters}) != len(letters),
        tuple(sorted({look for one in inline if one for look in one.looks})),
        all(map(_sound, cells)),
    )


def _scanned(cell: re.Match[bytes]) -> ScannedCell:
    letters, row, style, kind, formula, _, value, text, inline = (piece or b"" for piece in cell.groups())
    return letters + row, style, kind, formula, value, text, inline


def _without_value(cell: re.Match[bytes]) -> bytes:
    style = b' s="%s"' % cell.group(3) if cell.group(3) else b""
    return b'<c r="%s%s"%s>%s</c>' % (cell.group(1), cell.group(2), style, cell.group(5))


def _sound(cell: ScannedCell) -> bool:
    """Whether every reader takes the value for one of its type; a shared text is held against their number later."""
    kind, text, inline = cell[2], cell[5], cell[6]
    if inline or kind == b"inlineStr":
        return kind == b"inlineStr" and not cell[4]
    if not cell[4]:
        return kind in (b"", b"n", b"s", b"b", b"str", b"e")
    match kind:
        case b"" | b"n":
            return not text or bool(_NUMBER.fullmatch(text))
        case b"s":
            return text.isdigit() and len(text) <= 7
        case b"b":
            return text in (b"0", b"1")
        case b"d":
            return bool(_MOMENT.fullmatch(text)) and _is_moment(text.decode())
        case _:
            return kind in (b"str", b"e")


def _is_moment(text: str) -> bool:
    try:
        return bool(datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def _named_twice(tag: bytes) -> bool:
    names: list[bytes] = _NAME.findall(tag)
    return len(set(names)) != len(names)


@lru_cache(maxsize=20_000)
def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


@lru_cache(maxsize=20_000)
def place_of(address: bytes) -> tuple[tuple[int, int], str]:
    """The (row, column) of an address, and the address as text."""
    letters = address.rstrip(b"0123456789")
    return (int(address[len(letters) :]), column_number(letters)), address.decode()
