"""How a finding names a value: Indonesian digits, dates by number, text cut to a readable length.

Apart from the months of a date only figures and punctuation are made here: words stand in the text files.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)

QUOTED = 60
"""Characters of an office's text that a message repeats."""

READABLE = 24
"""Digits before or behind the comma beyond which a number is shown with an exponent."""


def shown(value: Decimal) -> str:
    """`value` the Indonesian way: `1.234.567`, `38,45`, `-0,5`."""
    text = plain(value)
    if not text.lstrip("-").replace(",", "").isdecimal():
        return text
    sign = "-" if text.startswith("-") else ""
    whole, comma, behind = text.lstrip("-").partition(",")
    return f"{sign}{int(whole):,}".replace(",", ".") + comma + behind


def plain(value: Decimal) -> str:
    """`value` with a decimal comma, without grouping or trailing zeros: `1234567`, `38,45`."""
    if value.is_finite() and value and abs(value.adjusted()) > READABLE:
        return f"{value:.2E}".replace(".", ",")
    return digits(value)


def digits(value: Decimal) -> str:
    """All digits of `value` with a decimal comma, however many; NaN and the infinities by name."""
    return canonical_text(value).replace(".", ",") if value.is_finite() else str(value)


def canonical_text(value: Decimal) -> str:
    """All digits of a finite `value`, decimal point, no exponent, trailing zeros or minus zero."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if value else "0"


def span(low: Decimal | None, high: Decimal | None) -> str:
    """A range with its ends: `100–900`, `≥ 100`, `≤ 900`."""
    if low is not None and high is not None:
        return f"{shown(low)}–{shown(high)}"
    if low is not None:
        return f"≥ {shown(low)}"
    return f"≤ {shown(high)}" if high is not None else ""


def either(parts: Iterable[str]) -> str:
    """Several ways to read one text, side by side: `1.234 / 1,234`."""
    return " / ".join(parts)


def day(value: datetime.date) -> str:
    """A date with its time, unless that is midnight: `17 Agustus 2026`, `1 Mei 2026 08.30`."""
    text = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    timed = isinstance(value, datetime.datetime) and value.time() != datetime.time()
    return f"{text} {value:%H.%M}" if timed else text


def quoted(text: str) -> str:
    """`text` on one line, cut with an ellipsis when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"


def cell(value: object) -> str:
    """Any cell value as a message repeats it."""
    match value:
        case bool():
            return str(value).upper()
        case datetime.date():
            return day(value)
        case Decimal():
            return shown(value)
        case _:
            return quoted(str(value))
