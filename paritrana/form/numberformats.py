"""Number formats: the code behind a cell's style, what kind of value it shows, and dates out of serial numbers."""

import datetime
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from paritrana.form.xmlscan import tags

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


class CellStyles(NamedTuple):
    """What the styles of cells (`s` of a cell) say: their format codes, and those that strike out what they show."""

    codes: tuple[str, ...] = ()
    struck: frozenset[int] = frozenset()


@lru_cache(maxsize=64)
def cell_styles(xml: bytes) -> CellStyles:
    """The styles of the cells, from the styles part. Raises OddXml. Forms of one season share this part."""
    own: dict[str, str] = {}
    used: list[tuple[str, str]] = []
    fonts: list[bool] = []
    inside = ""
    for tag in tags(xml):
        if tag.name in _STYLE_LISTS:
            inside = tag.name
        elif tag.name == "numFmt" and inside == "numFmts":
            own[tag.attributes.get("numFmtId", "")] = tag.attributes.get("formatCode", GENERAL)
        elif tag.name == "font" and inside == "fonts":
            fonts.append(False)
        elif tag.name == "strike" and inside == "fonts" and fonts:
            fonts[-1] = tag.attributes.get("val", "1") not in ("0", "false")
        elif tag.name == "xf" and inside == "cellXfs":
            used.append((tag.attributes.get("numFmtId", "0"), tag.attributes.get("fontId", "0")))
    crossed = {str(number) for number, struck in enumerate(fonts) if struck}
    struck = frozenset(number for number, (_, font) in enumerate(used) if font in crossed)
    return CellStyles(tuple(_code(number, own) for number, _ in used), struck)


_STYLE_LISTS = frozenset(
    ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "extLst")
)


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
