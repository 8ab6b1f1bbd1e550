"""Number formats: the code behind a cell's style, what kind of value it shows, and dates out of serial numbers."""

import datetime
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from paritrana.form.xmlscan import Tag

GENERAL = "General"

BUILTIN: Mapping[int, str] = MappingProxyType(
    {
        0: GENERAL,
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        5: '"$"#,##0_);("$"#,##0)',
        6: '"$"#,##0_);[Red]("$"#,##0)',
        7: '"$"#,##0.00_);("$"#,##0.00)',
        8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
        9: "0%",
        10: "0.00%",
        11: "0.00E+00",
        12: "# ?/?",
        13: "# ??/??",
        14: "mm-dd-yy",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM",
        20: "h:mm",
        21: "h:mm:ss",
        22: "m/d/yy h:mm",
        37: "#,##0_);(#,##0)",
        38: "#,##0_);[Red](#,##0)",
        39: "#,##0.00_);(#,##0.00)",
        40: "#,##0.00_);[Red](#,##0.00)",
        41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
        42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
        43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
        44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
        45: "mm:ss",
        46: "[h]:mm:ss",
        47: "mmss.0",
        48: "##0.0E+0",
        49: "@",
    }
)
"""The formats a workbook may use by number without writing them down (the others of 0–49 depend on the locale)."""


class Shows(StrEnum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"


_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)


@lru_cache(maxsize=2048)
def shows(code: str) -> Shows:
    """Whether a format code shows a date (a day, month or year), a time or duration, or a plain number."""
    if code == GENERAL:
        return Shows.NUMBER
    letters = _NOT_SHOWN.sub("", code).partition(";")[0].lower()
    if re.search(r"[yd]", letters):
        return Shows.DATE
    if re.search(r"[hs]|\[m", letters):
        return Shows.TIME
    return Shows.DATE if "m" in letters else Shows.NUMBER


@lru_cache(maxsize=2048)
def dated(code: str) -> bool:
    """Whether any reader could take the format for one of dates or times."""
    return code != GENERAL and bool(re.search("[ymdhs]", _NOT_SHOWN.sub("", code), re.IGNORECASE))


def format_codes(styles: Sequence[Tag]) -> tuple[str, ...]:
    """The format code of each cell style (`s` of a cell), from the tags of the styles part."""
    own = {
        tag.attributes.get("numFmtId", ""): tag.attributes.get("formatCode", GENERAL)
        for tag in styles
        if tag.name == "numFmt"
    }
    return tuple(_code(number, own) for number in _style_numbers(styles))


def _style_numbers(styles: Sequence[Tag]) -> list[str]:
    found, inside = [], False
    for tag in styles:
        if tag.name == "xf" and inside:
            found.append(tag.attributes.get("numFmtId", "0"))
        elif tag.name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = tag.name == "cellXfs"
    return found


def _code(number: str, own: Mapping[str, str]) -> str:
    if number in own:
        return own[number]
    return BUILTIN.get(int(number), GENERAL) if number.isdecimal() else GENERAL


_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet knows no time zones)
_DAYS_TO_1904 = 1462
_FAKE_DAY = 60
LAST_SERIAL = 2_958_466
"""The serial number of 1 January 10000, the first that is no date."""


def day(serial: float, since_1904: bool = False) -> datetime.date | datetime.datetime | None:
    """The date (with a time where it has one) of a serial number; None where it is no date.

    Excel counts a 29 February 1900 that never was: it has no date, and the days before it are one off.
    """
    count = serial + _DAYS_TO_1904 if since_1904 else serial
    if not 1 <= count < LAST_SERIAL or int(count) == _FAKE_DAY:
        return None
    days = count + 1 if count < _FAKE_DAY else count
    return without_midnight(_EPOCH + datetime.timedelta(milliseconds=round(days * 86_400_000)))


def without_midnight(moment: datetime.datetime) -> datetime.date | datetime.datetime:
    """A datetime as a date where its time is midnight."""
    return moment if moment.time() != datetime.time() else moment.date()
