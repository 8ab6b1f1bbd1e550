"""`linear`: points by goalposts, 0 at one value and 100 at another, capped between them."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from paritrana.rules.base import FULL, BaseRule, Inputs, Outcome, clamp, number_of
from paritrana.rules.scalars import Formula, Number, upside_down


class Linear(BaseRule):
    """Points = 100 × (value − zero_at) ÷ (full_at − zero_at), within 0 and 100.

    Where `full_at` is the smaller one, less is better.
    """

    kind: Literal["linear"]
    value: Formula
    zero_at: Number
    full_at: Number

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if self.zero_at == self.full_at:
            raise upside_down(self.zero_at, self.full_at)
        return self

    @property
    def names(self) -> frozenset[str]:
        return self.value.names

    def score(self, inputs: Inputs) -> Outcome:
        found = number_of(self.value, inputs)
        if not isinstance(found.value, Fraction):
            return found
        zero, full = Fraction(self.zero_at), Fraction(self.full_at)
        return Outcome(clamp(FULL * (found.value - zero) / (full - zero)), found.value)
