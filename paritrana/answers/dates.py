"""Dates: a date cell, a spreadsheet's serial number, or text with day, month, year in that order."""

import datetime
import re
from decimal import Decimal

from paritrana.answers import show
from paritrana.answers.formats import shows_date
from paritrana.answers.model import Finding, Reading

EPOCH = datetime.date(1899, 12, 30)
"""Day 0 of a workbook's 1900 epoch, counted so that serials from March 1900 on are right."""

SERIALS = range(32874, 73416)
"""Serials taken as dates where the cell has no date format: 1990 to 2100."""

DATED_SERIALS = range(61, 109576)
"""Serials taken as dates where it has one: March 1900 to 2199."""

YEARS = range(1800, 2200)
_PIVOT = 69

_OTHER_NAMES = (
    *("january", "february pebruari", "march", "", "may", "june", "july"),
    *("august agt ags", "", "october", "nopember", "december"),
)
"""English and older Indonesian names of the months, and abbreviations that are not beginnings."""

_MONTHS = {
    name[:length]: number
    for number, (name_here, others) in enumerate(zip(show.MONTHS, _OTHER_NAMES, strict=True), start=1)
    for name in (name_here.lower(), *others.split())
    for length in range(3, len(name) + 1)
}
_TIME = r"(?:[ t][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?)?"
_WEEKDAY = r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad),? )?"
_BY_NUMBER = re.compile(rf"([0-9]{{1,2}}) ?([/.-]) ?([0-9]{{1,2}}) ?\2 ?([0-9]{{4}}|[0-9]{{2}}){_TIME}", re.IGNORECASE)
_BY_NAME = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})([ /.-]| - )([a-z]{{3,}})[.,]?\2([0-9]{{4}}|[0-9]{{2}}){_TIME}", re.IGNORECASE
)
_ISO = re.compile(rf"([0-9]{{4}})([/.-])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}", re.IGNORECASE)


def read_date(value: object, number_format: str) -> Reading:
    """The day of a date field. Hours are dropped; a date that had to be worked out is noted."""
    match value:
        case datetime.datetime():
            return _checked(value.date(), value)
        case datetime.date():
            return _checked(value, value)
        case Decimal():
            return _from_serial(value, number_format)
        case _:
            return _from_text(value)


def _checked(date: datetime.date, value: object) -> Reading:
    return Reading(date) if date.year in YEARS else _refused(value)


def _from_serial(value: Decimal, number_format: str) -> Reading:
    dated = shows_date(number_format)
    if not value.is_finite() or int(value) not in (DATED_SERIALS if dated else SERIALS):
        return _refused(value)
    date = EPOCH + datetime.timedelta(days=int(value))
    return Reading(date) if dated else _noted(date, show.plain(value))


def _from_text(value: object) -> Reading:
    date = _day_in(value) if isinstance(value, str) else None
    return _refused(value) if date is None else _noted(date, show.cell(value))


def _day_in(text: str) -> datetime.date | None:
    """The one day that `text` names, in the declared order; None where the calendar has no such day."""
    if iso := _ISO.fullmatch(text):
        return _existing(int(iso[1]), int(iso[3]), int(iso[4]))
    if numbers := _BY_NUMBER.fullmatch(text):
        return _existing(_year(numbers[4]), int(numbers[3]), int(numbers[1]))
    if named := _BY_NAME.fullmatch(text):
        return _existing(_year(named[4]), _MONTHS.get(named[3].lower(), 0), int(named[1]))
    return None


def _year(digits: str) -> int:
    """The full year: two digits up to 69 belong to this century."""
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= _PIVOT else 1900)


def _existing(year: int, month: int, day: int) -> datetime.date | None:
    if year not in YEARS:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _noted(date: datetime.date, read: str) -> Reading:
    return Reading(date, (Finding("A005", {"read": read, "value": show.day(date)}),))


def _refused(value: object) -> Reading:
    read = show.plain(value) if isinstance(value, Decimal) else show.cell(value)
    return Reading(None, (Finding("A012", {"read": read}),))
