"""The Indonesian way to write numbers, money, dates and periods, with an English twin for each.

Numbers come in exact (int, Decimal, Fraction) and are rounded half up once, by `decimals`; no float is accepted.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from paritrana.decimals import fixed, plain

Exact = int | Decimal | Fraction

ENDLESS = 4
"""Digits behind the comma that are shown of a number whose decimals never end."""

MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
"""The three time zones of Indonesia, by hours east of Greenwich."""

_MARKS = {"id": (".", ","), "en": (",", ".")}
_POINT = {"id": "koma", "en": "point"}
_MINUS = {"id": "min", "en": "minus"}
_AND = {"id": "dan", "en": "and"}


def number(value: Exact, places: int | None = None, lang: str = "id") -> str:
    """`value` with thousands grouped: `1.234,5`. Without `places`, no trailing zeros and at most 12 decimals."""
    exact = _exact(value)
    text = plain(exact) if places is None else fixed(exact, places)
    group, comma = _MARKS[lang]
    whole, _, behind = text.lstrip("-").partition(".")
    sign = "-" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}".replace(",", group) + (comma + behind if behind else "")


def percent(share: Exact, lang: str = "id") -> str:
    """A share of 1 as a percentage: `14%`, `12,5%`; with `≈` before it where its decimals do not end in time."""
    hundredfold = _exact(share) * 100
    shown = Fraction(fixed(hundredfold, ENDLESS))
    return ("" if shown == hundredfold else "≈") + number(shown, None, lang) + "%"


def rupiah(value: Exact, lang: str = "id") -> str:
    """An amount of money: `Rp5.000.000`, with sen only where there are any: `Rp5.000,50`."""
    exact = _exact(value)
    sign = "-" if exact < 0 else ""
    return f"{sign}Rp{number(abs(exact), None if exact.denominator == 1 else 2, lang)}"


def date(day: datetime.date, lang: str = "id") -> str:
    """A date with the name of its month: `20 November 2026`."""
    return f"{day.day} {month(day, lang)} {day.year}"


def month(day: datetime.date, lang: str = "id") -> str:
    """The name of a date's month."""
    return MONTHS[lang][day.month - 1]


def weekday(day: datetime.date, lang: str = "id") -> str:
    """The name of a date's day of the week."""
    return DAYS[lang][day.weekday()]


def period(start: datetime.date, end: datetime.date, lang: str = "id") -> str:
    """First and last day, saying month and year once where they are the same: `1 Januari–31 Desember 2025`."""
    if start == end:
        return date(start, lang)
    if start.year != end.year:
        return f"{date(start, lang)}–{date(end, lang)}"
    first = str(start.day) if start.month == end.month else f"{start.day} {month(start, lang)}"
    return f"{first}–{date(end, lang)}"


def moment(iso: str, lang: str = "id") -> str:
    """An ISO date or time in words: `20 November 2026`, `20 November 2026 09.05 WIB`. Raises ValueError."""
    at = datetime.datetime.fromisoformat(iso)
    if len(iso) <= len("2026-11-20"):
        return date(at, lang)
    clock = f"{at:%H.%M}" if lang == "id" else f"{at:%H:%M}"
    return " ".join(filter(None, (date(at, lang), clock, _zone(at))))


def _zone(at: datetime.datetime) -> str:
    offset = at.utcoffset()
    if offset is None:
        return ""
    hours = Fraction(int(offset.total_seconds()), 3600)
    return ZONES.get(int(hours), "") if hours.denominator == 1 and hours in ZONES else at.tzname() or ""


def terbilang(value: Exact, places: int | None = None, lang: str = "id") -> str:
    """A number in words, digit by digit behind the comma: `delapan puluh dua koma satu enam`."""
    exact = _exact(value)
    text = plain(exact) if places is None else fixed(exact, places)
    whole, _, behind = text.lstrip("-").partition(".")
    words = [_MINUS[lang]] if text.startswith("-") else []
    words.append(_spelled(int(whole), lang))
    if behind:
        words += [_POINT[lang], *(_spelled(int(digit), lang) for digit in behind)]
    return " ".join(words)


def _spelled(whole: int, lang: str) -> str:
    from num2words import num2words

    return str(num2words(whole, lang=lang))


def listing(words: Sequence[str], lang: str = "id") -> str:
    """Words in a row with a word before the last: `a, b, dan c`."""
    if len(words) <= 2:
        return f" {_AND[lang]} ".join(words)
    return f"{', '.join(words[:-1])}, {_AND[lang]} {words[-1]}"


def _exact(value: Exact) -> Fraction:
    if isinstance(value, float):
        raise TypeError("a number to show is exact: int, Decimal or Fraction")
    return Fraction(value)
