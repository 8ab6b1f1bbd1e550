"""Cells of a plain workbook, read from the bytes of its sheets and shared texts; every doubt is left to openpyxl."""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from paritrana.answers.model import RawAnswer, Source
from paritrana.form.numberformats import Shows, day, shows, without_midnight
from paritrana.form.origin import Origin, Place, SheetCells
from paritrana.form.sheetrows import ScannedCell
from paritrana.form.sheetscan import NotPlain, covered, hidden, plain_sheet, scan
from paritrana.form.strings import Strings, item_text, plain_text
from paritrana.form.xmlscan import OddXml

_BLANK = (None, "")


def plain_content(parts: Mapping[str, bytes], origins: Sequence[Origin]) -> Mapping[str, SheetCells] | None:
    """The cells of these sheets, None where the workbook is not plain. Raises CellTwice."""
    try:
        texts = Strings(parts[origins[0].book.strings] if origins and origins[0].book.strings else None)
        return {origin.sheet: _plain_cells(parts[origin.book.parts[origin.sheet]], texts, origin) for origin in origins}
    except (NotPlain, OddXml, ValueError, OverflowError, IndexError):
        return None


def _plain_cells(xml: bytes, texts: Strings, origin: Origin) -> SheetCells:
    plain = plain_sheet(xml) if origin.book.usual else None
    if plain is None:
        raise NotPlain("worksheet")
    style, text = (max(found, default=-1) for found in ([r.style for r in plain.rows], [r.text for r in plain.rows]))
    if style >= max(1, len(origin.book.styles.codes)) or text >= len(texts):
        raise NotPlain("style or text")
    beneath = covered(plain.frame)
    return SheetCells(_Answers(scan(plain), texts, origin, beneath), beneath, *hidden(plain))


class _Answers(Mapping[Place, RawAnswer]):
    """The cells of one sheet, each made when it is asked for: of most forms few are."""

    def __init__(
        self, scanned: dict[Place, ScannedCell], texts: Strings, origin: Origin, beneath: Collection[Place]
    ) -> None:
        self._scanned, self._made = scanned, dict[Place, RawAnswer]()
        self._texts, self._origin, self._looks = texts, origin, _Looks(origin)
        for place in beneath if len(beneath) < len(scanned) else [place for place in scanned if place in beneath]:
            scanned.pop(place, None)

    def __getitem__(self, place: Place) -> RawAnswer:
        """The cell at a row and column. Raises KeyError where it holds nothing."""
        made = self._made.get(place)
        if made is None:
            made = _answer(self._scanned[place], self._texts, self._origin, self._looks)
            if made.value in _BLANK and not made.formula and not made.error:
                del self._scanned[place]
                raise KeyError(place)
            self._made[place] = made
        return made

    def __iter__(self) -> Iterator[Place]:
        return iter([place for place in list(self._scanned) if place in self._made or place in self])

    def __len__(self) -> int:
        return sum(1 for _ in self)


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


def _answer(cell: ScannedCell, texts: Strings, origin: Origin, looks: _Looks) -> RawAnswer:
    at, style, kind, formula, value_tag, text, inline = cell
    address = at.decode()
    code, struck = looks[style]
    source = Source(origin.file, origin.sha256, origin.sheet, address)
    if kind == b"s":
        said = texts[int(text)]
        return RawAnswer(said.text, source, code, bool(formula), True, "", struck or said.struck, said.raised)
    stored = text.decode() if value_tag else None
    if kind == b"e":
        return RawAnswer(None, source, code, bool(formula), True, stored or "#N/A")
    if kind == b"inlineStr":
        said = item_text(inline)
        return RawAnswer(said.text, source, code, bool(formula), True, "", struck or said.struck, said.raised)
    if kind not in _READ:
        raise NotPlain("type")
    value = _READ[kind](stored, code, origin.book.since_1904)
    return RawAnswer(value, source, code, bool(formula), value is not None or not formula, "", struck)


def _number(stored: str | None, code: str, since_1904: bool) -> object:
    if not stored:
        return None
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
