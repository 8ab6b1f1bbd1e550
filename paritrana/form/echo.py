"""The echo beside an answer: what the spreadsheet took it for, in words that no locale can bend.

`607` and `607.000` look alike on a screen with other settings; "607 orang (di bawah seribu)" and
"607 ribu orang" do not.
"""

import datetime
from decimal import Decimal

from paritrana.answers import Kind, Value, show
from paritrana.criteria.fields import Field
from paritrana.form import words
from paritrana.text.formats import MONTHS, date

NOT_A_NUMBER = "bukan angka"
NOT_A_DATE = "bukan tanggal"
CODE_AS_NUMBER = "angka; nol bisa hilang"
BELOW_THOUSAND = " (di bawah seribu)"


def formula(field: Field, cell: str) -> str:
    """The formula of the echo of `cell`; empty for kinds that need none."""
    if field.kind.is_numeric:
        shown = f"IF(ISNUMBER({cell}),{_magnitude(field, cell)},{_text(NOT_A_NUMBER)})"
    elif field.kind is Kind.DATE:
        months = ",".join(_text(month) for month in MONTHS["id"])
        written = f'DAY({cell})&" "&CHOOSE(MONTH({cell}),{months})&" "&YEAR({cell})'
        shown = f"IF(ISNUMBER({cell}),{written},{_text(NOT_A_DATE)})"
    elif field.kind is Kind.CODE:
        shown = f'IF(ISNUMBER({cell}),{_text(CODE_AS_NUMBER)},"")'
    else:
        return ""
    return f'=IF(ISBLANK({cell}),"",{shown})'


def cached(field: Field, value: Value | None) -> str:
    """What the formula shows for `value`, stored with it so that every viewer shows the same."""
    if value is None:
        return ""
    if field.kind.is_numeric:
        return _in_words(field, value) if isinstance(value, Decimal) else NOT_A_NUMBER
    if field.kind is Kind.DATE:
        return date(value) if isinstance(value, datetime.date) else NOT_A_DATE
    return CODE_AS_NUMBER if field.kind is Kind.CODE and isinstance(value, Decimal) else ""


def _in_words(field: Field, value: Decimal) -> str:
    sign, size = ("minus " if value < 0 else ""), abs(value)
    if size < 1000:
        small = BELOW_THOUSAND if _counts(field) else ""
        return f"{sign}{show.plain(round(size, field.places))}{_unit(field)}{small}"
    parts = [f"{amount} {name} " for amount, name in _groups(size) if amount]
    rest = round(size - int(size) // 1000 * 1000, field.places)
    parts += [f"{show.plain(rest)} "] if rest else []
    return sign + "".join(parts).rstrip() + _unit(field)


def _groups(size: Decimal) -> list[tuple[int, str]]:
    top = words.MAGNITUDES[0][0]
    return [(int(size) // 10**power % (1000 if power != top else 10**15), name) for power, name in words.MAGNITUDES]


def _magnitude(field: Field, cell: str) -> str:
    small = f"ROUND(ABS({cell}),{field.places})&{_text(_unit(field) + (BELOW_THOUSAND if _counts(field) else ''))}"
    groups = "&".join(_group(cell, power, name) for power, name in words.MAGNITUDES)
    rest = f"ROUND(ABS({cell})-INT(ABS({cell})/1000)*1000,{field.places})"
    large = f'TRIM({groups}&IF({rest}>0,{rest},"")){_joined(_unit(field))}'
    return f'IF({cell}<0,"minus ","")&IF(ABS({cell})<1000,{small},{large})'


def _group(cell: str, power: int, name: str) -> str:
    """The formula of one group of three digits: `IF(n>0,n&" ribu ","")`."""
    amount = f"INT(ABS({cell})/10^{power})"
    if power != words.MAGNITUDES[0][0]:
        amount = f"({amount}-INT(ABS({cell})/10^{power + 3})*1000)"
    return f'IF({amount}>0,{amount}&" {name} ","")'


def _counts(field: Field) -> bool:
    """Whether thousands are usual, so that a small value deserves a word."""
    return field.kind in (Kind.COUNT, Kind.RUPIAH)


def _unit(field: Field) -> str:
    unit = field.unit() if field.unit else {Kind.RUPIAH: "rupiah", Kind.PERCENT: "persen"}.get(field.kind, "")
    return f" {unit}" if unit else ""


def _joined(text: str) -> str:
    return f"&{_text(text)}" if text else ""


def _text(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
