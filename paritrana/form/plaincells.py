"""Cells of a plain workbook, read from the bytes of its sheets and shared texts; every doubt is left to openpyxl."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence

from paritrana.answers.model import RawAnswer, Source
from paritrana.form.numberformats import Shows, day, shows, without_midnight
from paritrana.form.origin import Origin, Place, SheetCells
from paritrana.form.sheetscan import NotPlain, ScannedCell, covered, hidden, place_of, scan
from paritrana.form.strings import Strings, item_text, plain_text
from paritrana.form.xmlscan import OddXml

_BLANK = (None, "")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)


def plain_content(parts: Mapping[str, bytes], origins: Sequence[Origin]) -> Mapping[str, SheetCells] | None:
    """The cells of these sheets, None where the workbook is not plain. Raises CellTwice."""
    try:
        texts = Strings(parts[origins[0].book.strings] if origins and origins[0].book.strings else None)
        return {origin.sheet: _plain_cells(parts[origin.book.parts[origin.sheet]], texts, origin) for origin in origins}
    except (NotPlain, OddXml, ValueError, OverflowError, IndexError):
        return None


def _plain_cells(xml: bytes, texts: Strings, origin: Origin) -> SheetCells:
    if not origin.book.usual:
        raise NotPlain("unusual places")
    answers: dict[Place, RawAnswer] = {}
    looks = _Looks(origin)
    for cell in scan(xml):
        place, answer = _answer(cell, texts, origin, looks)
        if answer.value not in _BLANK or answer.formula or answer.error:
            answers[place] = answer
    beneath = dict(covered(xml))
    for place in beneath.keys() & answers.keys():
        del answers[place]
    return SheetCells(answers, beneath, *hidden(xml))


class _Looks(dict[bytes, tuple[str, bool]]):
    """The number format of each cell style, and whether it strikes out what it shows."""

    def __init__(self, origin: Origin) -> None:
        super().__init__()
        self.origin = origin

    def __missing__(self, style: bytes) -> tuple[str, bool]:
        number = int(style or b"0")
        if number >= len(self.origin.book.styles.codes) and style:
            raise NotPlain("style")
        self[style] = found = self.origin.code(number), number in self.origin.book.styles.struck
        return found


def _answer(cell: ScannedCell, texts: Strings, origin: Origin, looks: _Looks) -> tuple[Place, RawAnswer]:
    at, style, kind, formula, value_tag, text, inline = cell
    place, address = place_of(at)
    code, struck = looks[style]
    source = Source(origin.file, origin.sha256, origin.sheet, address)
    if kind == b"s":
        said = texts[_index(text)]
        return place, RawAnswer(said.text, source, code, bool(formula), True, "", struck or said.struck, said.raised)
    stored = text.decode() if value_tag else None
    if kind == b"e":
        return place, RawAnswer(None, source, code, bool(formula), True, stored or "#N/A")
    if kind == b"inlineStr":
        said = item_text(inline)
        return place, RawAnswer(said.text, source, code, bool(formula), True, "", struck or said.struck, said.raised)
    if kind not in _READ:
        raise NotPlain("type")
    value = _READ[kind](stored, code, origin.book.since_1904)
    return place, RawAnswer(value, source, code, bool(formula), value is not None or not formula, "", struck)


def _index(text: bytes) -> int:
    if not text.isdigit():
        raise NotPlain("shared text")
    return int(text)


def _number(stored: str | None, code: str, since_1904: bool) -> object:
    if not stored:
        return None
    if not _NUMBER.fullmatch(stored):
        raise NotPlain("number")
    number = float(stored)
    moment = day(number, since_1904) if shows(code) is Shows.DATE else None
    return number if moment is None else moment


def _boolean(stored: str | None, _code: str, _since_1904: bool) -> object:
    if stored not in ("0", "1"):
        raise NotPlain("yes or no")
    return stored == "1"


def _formula_text(stored: str | None, _code: str, _since_1904: bool) -> object:
    return None if stored is None else plain_text(stored.encode())


def _iso_date(stored: str | None, _code: str, _since_1904: bool) -> object:
    return without_midnight(datetime.datetime.fromisoformat(stored or "").replace(tzinfo=None))


_READ: Mapping[bytes, Callable[[str | None, str, bool], object]] = {
    b"": _number,
    b"n": _number,
    b"b": _boolean,
    b"str": _formula_text,
    b"d": _iso_date,
}
