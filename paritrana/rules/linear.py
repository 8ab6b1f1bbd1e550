"""`linear`: points by goalposts, 0 at one value and 100 at another, capped between them."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from paritrana.rules.base import BaseRule, Inputs, Outcome, goalposts, number_of
from paritrana.rules.scalars import Formula, Number, apart


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
        apart(self.zero_at, self.full_at)
        return self

    def score(self, inputs: Inputs) -> Outcome:
        found = number_of(self.value, inputs)
        if not isinstance(found.value, Fraction):
            return found
        return Outcome(goalposts(found.value, self.zero_at, self.full_at), found.value)
