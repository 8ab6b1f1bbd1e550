"""What is asked and of whom: candidates, groups, fields, derived values, gates and checks."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator
from pydantic import Field as Setting

from paritrana.answers import AnswerSpec, Kind
from paritrana.rules.scalars import (
    Flag,
    Formula,
    Id,
    KebabId,
    Model,
    Number,
    Text,
    Whole,
    Words,
    lacking,
    refusal,
    upside_down,
)

DEFAULT_DECIMALS = {Kind.NUMBER: 2, Kind.PERCENT: 2, Kind.RUPIAH: 0, Kind.COUNT: 0}


class Role(StrEnum):
    """Who fills a field in. A value from any other role is a problem."""

    CANDIDATE = "candidate"
    ORGANISER = "organiser"
    VERIFIER = "verifier"
    PANEL = "panel"


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error:
        raise refusal("regex", pattern) from None
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression that a whole code or text must match; empty where anything goes."""

Level = Literal["provinsi", "kabupaten", "kota", "kelurahan", "desa", "desa_adat"]


class Candidates(Model):
    """Who may take part: regions of certain levels, or businesses whose code follows a pattern."""

    kind: Literal["region", "business"]
    levels: tuple[Level, ...] = ()
    pattern: Pattern = ""
    example: str = ""
    list: Literal["derived", "required"] = "required"

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "region" and not self.levels:
            raise lacking("levels")
        if self.kind == "business" and not self.pattern:
            raise lacking("pattern")
        return self


class Group(Model):
    """Peers ranked among themselves. `kinds` or `regions` (code prefixes) assign regions to it by themselves."""

    id: KebabId
    title: Words
    kinds: tuple[Level, ...] = ()
    regions: tuple[str, ...] = ()


class Option(Model):
    """One choice: the code kept as the answer, and the label people see."""

    code: Id
    label: Words


class Range(Model):
    """An inclusive range; either end may be open."""

    min: Number | None = None
    max: Number | None = None

    @model_validator(mode="after")
    def _upright(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise upside_down(self.min, self.max)
        return self


class Field(Model):
    """One thing asked for: kind, unit, bounds, decimals, who fills it in, whether it may be published.

    `like` names an organiser's field of about the same size: an answer a thousand times smaller has lost its zeros.
    """

    id: Id
    ask: Words
    hint: Words | None = None
    section: Words | None = None
    kind: Kind
    unit: Words | None = None
    decimals: Whole | None = Setting(None, le=9)
    min: Number | None = None
    max: Number | None = None
    plausible: Range = Range()
    like: Id | None = None
    options: tuple[Option, ...] = ()
    pattern: Pattern = ""
    max_length: Whole = Setting(2000, ge=1, le=32000)
    filled_by: Role = Role.CANDIDATE
    required: Flag = True
    applies_when: Formula | None = None
    evidence: Words | None = None
    public: Flag = False
    info_only: Flag = False
    source: str = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind is Kind.CHOICE and not self.options:
            raise lacking("options")
        if self.kind is not Kind.CHOICE and self.options:
            raise refusal("options_only_for_choice", f"kind: {self.kind}")
        low, high = self.lowest, self.highest
        if low is not None and high is not None and low >= high:
            raise upside_down(low, high)
        return self

    @property
    def lowest(self) -> Decimal | None:
        """The inclusive minimum: as declared, else 0 for counts, percents and rupiah."""
        if self.min is None and self.kind in (Kind.COUNT, Kind.PERCENT, Kind.RUPIAH):
            return Decimal(0)
        return self.min

    @property
    def highest(self) -> Decimal | None:
        """The inclusive maximum: as declared, else 100 for percents."""
        if self.max is None and self.kind is Kind.PERCENT:
            return Decimal(100)
        return self.max

    @property
    def places(self) -> int:
        """Digits allowed behind the comma."""
        return self.decimals if self.decimals is not None else DEFAULT_DECIMALS.get(self.kind, 0)

    @property
    def choices(self) -> str:
        """The labels of the options, for messages; empty where there are none."""
        return ", ".join(option.label.id for option in self.options)

    def spec(self, reference: Decimal | None = None) -> AnswerSpec:
        """What an answer to this field may be; `reference` is a figure known from elsewhere."""
        return AnswerSpec(
            kind=self.kind,
            decimals=self.places,
            minimum=self.lowest,
            maximum=self.highest,
            plausible=(self.plausible.min, self.plausible.max),
            reference=reference,
            options={o.code: tuple(filter(None, (o.label.id, o.label.en))) for o in self.options},
            max_length=self.max_length,
            pattern=self.pattern,
        )


class Derived(Model):
    """A value computed from fields and other derived values; never rounded, `decimals` is for showing it."""

    id: Id
    title: Words
    formula: Formula
    unit: Words | None = None
    decimals: Whole = Setting(2, le=9)
    public: Flag = False
    source: str = ""


class Gate(Model):
    """A condition that must hold, or the candidate is out, with the article that says so."""

    id: Id
    condition: Formula
    message: Words
    article: Text


class Check(Model):
    """A condition across answers; where it is false the form is returned (error) or questioned (warning)."""

    id: Id
    condition: Formula
    level: Literal["error", "warning"]
    message: Words
