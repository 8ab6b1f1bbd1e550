"""The values an answer can have, the cell it came from, and what a field allows."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

Value = Decimal | bool | str | datetime.date
"""An answer after reading: never a binary float, never a marker for "missing" (that is None)."""


class Kind(StrEnum):
    """What an answer is."""

    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    RUPIAH = "rupiah"
    YESNO = "yesno"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"
    CODE = "code"

    @property
    def is_numeric(self) -> bool:
        return self in (Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.RUPIAH)


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """What one field allows.

    `decimals` is the number of digits allowed behind the comma (0 for counts); `minimum`, `maximum` are
    inclusive; `plausible` is an inclusive range outside which a value is asked about, never refused;
    `reference` is a figure known from elsewhere (the organiser's, last year's) for the three lost zeros;
    `options` maps the codes of a choice to the labels shown in the form, in any language.
    """

    kind: Kind
    decimals: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    plausible: tuple[Decimal | None, Decimal | None] = (None, None)
    reference: Decimal | None = None
    options: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    max_length: int = 2000
    pattern: str = ""


class Source(NamedTuple):
    """Where a value was read: the file (name and SHA-256 of its bytes), the sheet and the cell (`C17`)."""

    file: str
    sha256: str
    sheet: str = ""
    cell: str = ""


class RawAnswer(NamedTuple):
    """One cell as it stands in the file, before anyone judged it.

    `value` is what the spreadsheet stores: None (blank), text, float, bool, date or datetime.
    `number_format` is the cell's format code ("General", "0.00%"); `error` is an error value such as
    "#DIV/0!"; `formula` is true for a formula, `cached` false for a formula without a stored value; `struck` tells
    that some of it is struck out, `raised` that some of it stands above or below the line like a footnote mark.
    """

    value: object
    source: Source
    number_format: str = "General"
    formula: bool = False
    cached: bool = True
    error: str = ""
    struck: bool = False
    raised: bool = False

    @property
    def blank(self) -> bool:
        return self.value in (None, "") and not self.error and not self.formula


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark on one answer: a catalogue code (`A…`) and the words its message needs."""

    code: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The value an answer has, or None where it is blank or has no acceptable reading, with all remarks."""

    value: Value | None
    findings: tuple[Finding, ...] = ()
