"""Damaged forms: bytes flipped, cut and doubled, XML edited inside the parts, headers of the zip rewritten.

Each is refused with a reason, or read exactly as openpyxl reads the same bytes.
"""

import datetime
import io
import random
import re
import time
import warnings
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from paritrana.form.cells import Book, UnreadableBook, open_form
from paritrana.form.numberformats import without_midnight
from paritrana.form.strings import unescaped
from paritrana.intake.guard import inspect

SLOWEST = 2.0
"""Seconds that one file may take."""

_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'"[^"<>]*"|>[^<>]+<')


def mutant(data: bytes, seed: int) -> bytes:
    """The damaged form with this number."""
    chance = random.Random(seed)  # noqa: S311
    return chance.choice(WAYS)(data, chance)


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 40) :]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, stop = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:stop] + data[start : min(stop, start + 400)] + data[stop:]


def surgery(data: bytes, chance: random.Random) -> bytes:
    """One field of a local header, of the directory or of its end rewritten."""
    changed = bytearray(data)
    sign = chance.choice((b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))
    places = [at.start() for at in re.finditer(re.escape(sign), data)]
    at = chance.choice(places) + 4 + 2 * chance.randrange(21)
    for byte in range(at, min(at + chance.choice((1, 2, 4)), len(changed))):
        changed[byte] = chance.choice((0, 1, 8, 255, chance.randrange(256)))
    return bytes(changed)


def edited(data: bytes, chance: random.Random) -> bytes:
    """One part of the workbook changed as by a faulty program, in a whole zip."""
    parts = parts_of(data)
    name = chance.choice(sorted(parts) + [one for one in sorted(parts) if "sheet" in one or "Strings" in one] * 3)
    parts[name] = chance.choice(EDITS)(parts[name], chance)
    return packed(parts)


def _letter(xml: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(xml))
    return xml[:at] + chance.choice(b'<>"/=&;:! a1.-E#_\x00\xff'.decode("latin-1")).encode("latin-1") + xml[at + 1 :]


def _tag(xml: bytes, chance: random.Random) -> bytes:
    """A tag lost, doubled, or changed for another one."""
    tags = [found.span() for found in _TAG.finditer(xml)]
    (start, stop), (other, end) = chance.choice(tags), chance.choice(tags)
    put = chance.choice((b"", xml[start:stop] * 2, xml[other:end]))
    return xml[:start] + put + xml[stop:]


def _value(xml: bytes, chance: random.Random) -> bytes:
    """An attribute or text changed for another one of the part, or for something odd."""
    values = [found.span() for found in _VALUE.finditer(xml)]
    if not values:
        return xml
    (start, stop), (other, end) = chance.choice(values), chance.choice(values)
    odd = (b"0", b"1", b"-1", b"s", b"str", b"b", b"n", b"d", b"e", b"C8", b"XFD1", b"1e3", b"1_0", b" 7 ", b"nan")
    inner = chance.choice((xml[other + 1 : end - 1], *odd, b"", b"&#49;", b"_x0041_", b"true", b"2025-08-17", b"inf"))
    return xml[: start + 1] + inner + xml[stop - 1 :]


def _digit(xml: bytes, chance: random.Random) -> bytes:
    digits = [found.start() for found in re.finditer(rb"[0-9]", xml)]
    at = chance.choice(digits) if digits else 0
    return xml[:at] + str(chance.randrange(10)).encode() + xml[at + 1 :]


def _name(xml: bytes, chance: random.Random) -> bytes:
    """The name of an element or attribute misspelt, everywhere or once."""
    names = sorted(set(re.findall(rb"[<\s/]([A-Za-z]{1,12})", xml)))
    old = chance.choice(names)
    return xml.replace(old, old[:-1] + b"q", chance.choice((1, 2, -1)))


EDITS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_letter, _tag, _value, _value, _digit, _name)
WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, doubled, surgery, *[edited] * 6)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def verdict(data: bytes) -> str:
    """What became of a file: `refused`, `read`, or what is wrong with how it was read."""
    started = time.process_time()
    problems, parts = inspect(data, "kiriman.xlsx")
    if problems:
        return "refused" if time.process_time() - started < SLOWEST else "slow"
    try:
        book = open_form(data, "kiriman.xlsx", parts)
    except UnreadableBook as error:
        return "refused" if error.reason else "no reason"
    if time.process_time() - started >= SLOWEST:
        return "slow"
    return _compared(book, data)


def _compared(book: Book, data: bytes) -> str:
    try:
        other = _by_openpyxl(data)
    except Exception as error:  # noqa: BLE001 (whatever it is, openpyxl does not read the file)
        return f"unread by openpyxl: {type(error).__name__}"
    for sheet, cells in book.content.items():
        if sheet not in other:
            return f"openpyxl knows no sheet {sheet}"
        told = {place: raw for place, raw in cells.cells.items() if not raw.error or place in other[sheet]}
        mine = {place: _plain(raw.error or raw.value) for place, raw in told.items()}
        theirs = {cell: value for cell, value in other[sheet].items() if cell not in cells.beneath}
        mine = {place: value for place, value in mine.items() if value not in (None, "")}
        # openpyxl makes a date of any number in a date's format; days before the calendar stay numbers here
        for place, value in mine.items():
            if (
                isinstance(value, float)
                and value < 61
                and isinstance(theirs.get(place), (datetime.date, datetime.time))
            ):
                theirs[place] = value
        if mine != theirs:
            return f"{sheet}: {sorted(mine.items() ^ theirs.items(), key=str)[:4]}"
    return "read"


def _by_openpyxl(data: bytes) -> dict[str, dict[tuple[int, int], object]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {sheet.title: _filled(sheet) for sheet in book.worksheets}


def _filled(sheet: Any) -> dict[tuple[int, int], object]:
    found = {place: _plain(cell.value) for place, cell in sheet._cells.items()}
    return {place: value for place, value in found.items() if value not in (None, "")}


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return without_midnight(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return value
    return unescaped(value) if isinstance(value, str) else float(value)
