"""Numbers: one strict reader for what Indonesian offices type, and for what a spreadsheet stores.

A text has a reading only where the Indonesian way of writing numbers gives it one: the comma is the decimal
sign, the point groups thousands. A point is accepted as a decimal point where other than three digits
follow it, where nothing but zeros precede it, or where the field has decimals: there `1.234` has two readings.
"""

import re
from decimal import Decimal

from paritrana.answers import bounds, show
from paritrana.answers.formats import shows_moment, shows_percent
from paritrana.answers.model import AnswerSpec, Finding, Kind, Reading

LONGEST = 60
"""A longer text is not looked at as a number."""

_INTEGER = re.compile(r"-?[0-9]+")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(\. |\.| )[0-9]{3}(?:\1[0-9]{3})*(?:,[0-9]+)?")
_POINT = re.compile(r"-?([0-9]+)\.([0-9]+)")
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ONE_COMMA = re.compile(r"[^,]+,[0-9]{3}")
_ONE_TOKEN = re.compile(r"[+-]*[0-9oOlI](?:[eE][+-]|[0-9.,_eEoOlI])*")
_SCALED = re.compile(r"(-?[0-9.,]+) ?(ribu|rb|juta|jt|miliar|milyar|triliun|trilyun)", re.IGNORECASE)

_UNITS = "orang|org|jiwa|pekerja|peserta|tenaga kerja|buah|unit|kali"
"""Words behind a number that cannot change its size; any other word makes it a text (A028)."""

_DRESS = {
    Kind.COUNT: re.compile(rf"(.*?) ?(?:{_UNITS})?", re.IGNORECASE),
    Kind.NUMBER: re.compile(rf"(.*?) ?(?:{_UNITS})?", re.IGNORECASE),
    Kind.PERCENT: re.compile(r"(.*?) ?(?:%|persen|percent)?", re.IGNORECASE),
    Kind.RUPIAH: re.compile(r"(?:rp\.?|idr)? ?(.*?) ?(?:[,.]-{1,2})? ?(?:rupiah)?", re.IGNORECASE),
}
_TEN_TO = {"r": 3, "j": 6, "m": 9, "t": 12}
_LETTER_DIGITS = str.maketrans("oOlI", "0011")


def read_number(value: object, number_format: str, spec: AnswerSpec) -> Reading:
    """A number of a count, number, percent or rupiah field, from a numeric or a text cell."""
    match value:
        case Decimal():
            return _from_cell(value, number_format, spec)
        case str():
            return _from_text(value, spec)
        case _:
            return _not_a_number(show.cell(value), spec)


def readings(text: str, places: int) -> tuple[Decimal, ...]:
    """Every number that `text` can stand for in a field with so many decimals; grouping comes first."""
    found = []
    if _INTEGER.fullmatch(text) or _COMMA.fullmatch(text):
        found.append(text.replace(",", "."))
    if _GROUPED.fullmatch(text):
        found.append(text.replace(".", "").replace(" ", "").replace(",", "."))
    if (point := _POINT.fullmatch(text)) and _is_decimal_point(*point.groups(), places=places):
        found.append(text)
    return tuple(canonical(Decimal(number)) for number in found)


def canonical(value: Decimal) -> Decimal:
    """`value` without exponent, trailing zeros or minus zero, so that equal answers are stored equally."""
    return Decimal(show.canonical_text(value))


def _is_decimal_point(before: str, behind: str, *, places: int) -> bool:
    return len(behind) != 3 or places >= 1 or not before.strip("0")


def _from_cell(value: Decimal, number_format: str, spec: AnswerSpec) -> Reading:
    if not value.is_finite() or shows_moment(number_format):
        return _not_a_number(show.plain(value), spec)
    if not shows_percent(number_format):
        return _settled(value, spec)
    scaled = value.scaleb(2)
    if spec.kind is not Kind.PERCENT:
        return _not_a_number(f"{show.shown(scaled)}%", spec)
    note = Finding("A018", {"read": show.shown(value), "value": show.shown(scaled)})
    return _settled(scaled, spec, note, marked=True)


def _from_text(text: str, spec: AnswerSpec) -> Reading:
    bare = _undressed(text, spec)
    found = readings(bare, bounds.places(spec)) if len(text) <= LONGEST else ()
    if (refusal := _english(text, bare, spec)) is not None:
        return Reading(None, (refusal,))
    if not found:
        return Reading(None, (_unreadable(text, bare, spec),))
    possible = [value for value in found if bounds.within(value, spec)] or [found[0]]
    if len(possible) > 1:
        return Reading(None, (_two_readings(text, *possible),))
    note = Finding("A005", {"read": show.quoted(text), "value": show.shown(possible[0])})
    return _settled(possible[0], spec, note, marked=bare != text)


def _settled(value: Decimal, spec: AnswerSpec, *notes: Finding, marked: bool = False) -> Reading:
    """The number with all remarks; `read` takes it away when one of them is an error."""
    return Reading(canonical(value), (*notes, *bounds.judged(value, spec, marked=marked)))


def _undressed(text: str, spec: AnswerSpec) -> str:
    """`text` without the currency, percent sign or unit word that goes with its kind."""
    match = _DRESS[spec.kind].fullmatch(text) if len(text) <= LONGEST else None
    return match[1] if match else text


def _english(text: str, bare: str, spec: AnswerSpec) -> Finding | None:
    """The refusal of a comma that groups thousands: `1,234,567`, `1,250.00`, `607,000` in a count.

    One comma and three digits (`1,250`) may be a decimal comma: so it is read in a field with three decimals,
    or where the bounds exclude the thousands. A whole number is never written so.
    """
    if not _ENGLISH.fullmatch(bare) or len(text) > LONGEST:
        return None
    grouped = canonical(Decimal(bare.replace(",", "")))
    if not _ONE_COMMA.fullmatch(bare) or (places := bounds.places(spec)) == 0:
        return Finding("A031", {"read": show.quoted(text), "example": show.plain(grouped)})
    if places >= 3 or not bounds.within(grouped, spec):
        return None
    decimal = canonical(Decimal(bare.replace(",", ".")))
    if bounds.fits(decimal, spec):
        return _two_readings(text, decimal, grouped)
    return Finding("A031", {"read": show.quoted(text), "example": show.plain(grouped)})


def _two_readings(text: str, *values: Decimal) -> Finding:
    ways = show.either(show.shown(value) for value in values)
    example = show.either(show.plain(value) for value in values)
    return Finding("A004", {"read": show.quoted(text), "readings": ways, "example": example})


def _unreadable(text: str, bare: str, spec: AnswerSpec) -> Finding:
    """Why a text is no number: in words, more than a number, or none at all."""
    if len(text) > LONGEST or not re.search("[0-9]", text):
        return _no_number(show.quoted(text), spec)
    if (scaled := _SCALED.fullmatch(bare)) and (base := readings(scaled[1], 3)):
        full = base[0].scaleb(_TEN_TO[scaled[2][0].lower()])
        return Finding("A021", {"read": show.quoted(text), "value": show.shown(full), "example": show.plain(full)})
    if not _ONE_TOKEN.fullmatch(bare):
        example = show.plain(bounds.sample(spec))
        return Finding("A028", {"read": show.quoted(text), "example": example})
    mended = readings(bare.translate(_LETTER_DIGITS), bounds.places(spec))
    return _no_number(show.quoted(text), spec, *mended)


def _not_a_number(read: str, spec: AnswerSpec) -> Reading:
    return Reading(None, (_no_number(read, spec),))


def _no_number(read: str, spec: AnswerSpec, *mended: Decimal) -> Finding:
    example = (*mended, bounds.sample(spec))[0]
    return Finding("A003", {"read": read, "example": show.plain(example)})
