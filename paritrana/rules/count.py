"""`count`: points for every piece, up to a ceiling."""

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from paritrana.rules.base import BaseRule, Inputs, Outcome, numbers_of, told
from paritrana.rules.scalars import Formula, Number, Positive, lacking


class Count(BaseRule):
    """Points = each × value, at most `most`; with `per`, each × value ÷ max(least, per), at most `most`.

    `value` is a number of pieces (it need not be whole), `each` the points of one piece. `per` puts large and small
    candidates on a level, and `least` keeps the very small from gaining by it. Any of them missing: missing. A
    `value` below zero: fault `negative`. Source of `per` and `least`: Indeks Inovasi Daerah, which
    divides by at least 10.
    """

    kind: Literal["count"]
    value: Formula
    each: Number = Field(ge=0)
    most: Annotated[Positive, Field(le=100)]
    per: Formula | None = None
    least: Positive | None = None

    @model_validator(mode="after")
    def _paired(self) -> Self:
        if self.per is not None and self.least is None:
            raise lacking("least")
        if self.least is not None and self.per is None:
            raise lacking("per")
        return self

    @property
    def top(self) -> Fraction:
        return Fraction(self.most if self.each else 0)

    def score(self, inputs: Inputs) -> Outcome:
        found = numbers_of(inputs, self.value, *(formula for formula in (self.per,) if formula is not None))
        if isinstance(found, Outcome):
            return found
        value, *per = found
        if value < 0:
            return Outcome(None, value, fault="negative")
        divisor = max(Fraction(self.least or 1), *per) if per else Fraction(1)
        matched = told(per=divisor) if per else ""
        return Outcome(min(Fraction(self.most), Fraction(self.each) * value / divisor), value, matched)
