"""Cells of a plain workbook: text by python-calamine, everything else by the byte scan, both in agreement."""

import datetime
import io
from collections.abc import Callable, Mapping, Sequence
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from paritrana.answers.model import RawAnswer
from paritrana.form.numberformats import LAST_SERIAL, Shows, dated, day, shows, without_midnight
from paritrana.form.origin import Cells, Origin, Place
from paritrana.form.sheetscan import NotPlain, ScannedCell, column_number, covered, scan
from paritrana.form.unformatted import without_formats


def plain_content(archive: ZipFile, data: bytes, origins: Sequence[Origin]) -> Mapping[str, Cells] | None:
    """The cells by scan and calamine, None where the workbook is not plain or the two disagree."""
    try:
        parts = [archive.read(origin.book.parts[origin.sheet]) for origin in origins]
        scanned = [scan(part) for part in parts]
        wild = any(_is_wild(cell, origin) for cells, origin in zip(scanned, origins, strict=True) for cell in cells)
        book = CalamineWorkbook.from_filelike(io.BytesIO(without_formats(archive) if wild else data))
        return {
            origin.sheet: _plain_cells(part, cells, _grid(book, origin.sheet), origin)
            for part, cells, origin in zip(parts, scanned, origins, strict=True)
        }
    except (NotPlain, CalamineError, ValueError, OverflowError, UnicodeDecodeError):
        return None


def _is_wild(cell: ScannedCell, origin: Origin) -> bool:
    """Whether calamine would panic: a number formatted as a date that no calendar holds."""
    _, _, style, kind, _, _, text, _ = cell
    number = kind in (b"", b"n") and bool(text) and dated(origin.code(int(style or b"0")))
    return number and not 0 <= float(text) < LAST_SERIAL


def _grid(book: CalamineWorkbook, sheet: str) -> Sequence[Sequence[object]]:
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def _plain_cells(xml: bytes, cells: Sequence[ScannedCell], grid: Sequence[Sequence[object]], origin: Origin) -> Cells:
    answers = dict(_answer(cell, grid, origin) for cell in cells)
    if _filled(answers) != sum(len(row) - row.count("") for row in grid):
        raise NotPlain("filled cells")
    if b"<mergeCell" in xml:
        for place in covered(xml):
            answers.pop(place, None)
    return {place: answer for place, answer in answers.items() if not answer.blank}


def _filled(answers: Mapping[Place, RawAnswer]) -> int:
    return sum(answer.value not in (None, "") for answer in answers.values())


def _answer(cell: ScannedCell, grid: Sequence[Sequence[object]], origin: Origin) -> tuple[Place, RawAnswer]:
    letters, digits, style, kind, formula, value_tag, text, _ = cell
    place = row, column = int(digits), column_number(letters)
    seen = grid[row - 1][column - 1] if row <= len(grid) and column <= len(grid[0]) else ""
    code = origin.code(int(style or b"0"))
    source = origin.source((letters + digits).decode())
    stored = text.decode() if value_tag else None
    if kind == b"e":
        return place, RawAnswer(None, source, code, bool(formula), True, stored or "#N/A")
    if kind not in _READ:
        raise NotPlain("type")
    value = _READ[kind](stored, seen, code, origin.book.since_1904)
    return place, RawAnswer(value, source, code, bool(formula), value is not None or not formula)


def _number(stored: str | None, seen: object, code: str, since_1904: bool) -> object:
    if not stored:
        return _agreed(None, seen == "")
    number = float(stored)
    _agreed(number, not isinstance(seen, str) and (not isinstance(seen, float) or seen == number))
    moment = day(number, since_1904) if shows(code) is Shows.DATE else None
    return number if moment is None else moment


def _boolean(stored: str | None, seen: object, _code: str, _since_1904: bool) -> object:
    return _agreed(seen, isinstance(seen, bool) and stored in ("0", "1"))


def _shared_text(stored: str | None, seen: object, _code: str, _since_1904: bool) -> object:
    return _agreed(seen, (stored or "").isdecimal() and isinstance(seen, str))


def _inline_text(_stored: str | None, seen: object, _code: str, _since_1904: bool) -> object:
    return _agreed(seen, isinstance(seen, str))


def _formula_text(stored: str | None, seen: object, _code: str, _since_1904: bool) -> object:
    if stored is None:
        return _agreed(None, seen == "")
    return _agreed(seen, isinstance(seen, str))


def _iso_date(stored: str | None, seen: object, _code: str, _since_1904: bool) -> object:
    moment = datetime.datetime.fromisoformat(stored or "").replace(tzinfo=None)
    return _agreed(without_midnight(moment), not isinstance(seen, str))


def _agreed(value: object, agree: bool) -> object:
    if not agree:
        raise NotPlain("value")
    return value


_READ: Mapping[bytes, Callable[[str | None, object, str, bool], object]] = {
    b"": _number,
    b"n": _number,
    b"b": _boolean,
    b"s": _shared_text,
    b"str": _formula_text,
    b"inlineStr": _inline_text,
    b"d": _iso_date,
}
