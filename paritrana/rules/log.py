"""`log`: points by goalposts on a logarithmic scale, so that equal factors earn equal points."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from paritrana.rules.base import FULL, BaseRule, Inputs, Outcome, number_of
from paritrana.rules.inexact import log_share
from paritrana.rules.scalars import Formula, Positive, apart


class Log(BaseRule):
    """Points = 100 × (ln value − ln zero_at) ÷ (ln full_at − ln zero_at), within 0 and 100.

    `value` and the goalposts have one unit, and the goalposts lie above zero; where `full_at` is the smaller one, less
    is better. A value of zero or less has no logarithm: fault `domain`. The quotient has 50 exact decimals. Source:
    UNDP, Human Development Report, technical notes (income index).
    """

    kind: Literal["log"]
    value: Formula
    zero_at: Positive
    full_at: Positive

    @model_validator(mode="after")
    def _apart(self) -> Self:
        apart(self.zero_at, self.full_at)
        return self

    def score(self, inputs: Inputs) -> Outcome:
        found = number_of(self.value, inputs)
        if not isinstance(found.value, Fraction):
            return found
        if found.value <= 0:
            return Outcome(None, found.value, fault="domain")
        return Outcome(FULL * self._share(found.value), found.value)

    def _share(self, value: Fraction) -> Fraction:
        """The way from `zero_at` to `full_at` that has been covered, of 1."""
        zero, full = Fraction(self.zero_at), Fraction(self.full_at)
        if min(zero, full) < value < max(zero, full):
            return log_share(value, zero, full)
        reached = value >= full if full > zero else value <= full
        return Fraction(1 if reached else 0)
