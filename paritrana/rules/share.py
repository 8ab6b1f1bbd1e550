"""`share`: points for a candidate's part of its group's total."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from paritrana.rules.base import FULL, GroupRule, Inputs, Outcome, goalposts, on_common_ground, told
from paritrana.rules.scalars import Number, apart


class Share(GroupRule):
    """Share = 100 × value ÷ sum of the group's values, in percent; goalposts on it as in `linear`, within 0 and 100.

    `zero_at` and `full_at` are percents; where `full_at` is the smaller one, less is better. A candidate without a
    value is missing and no part of the total; neither is a value below zero, which is the fault `negative`. A total
    of zero is the fault `division_by_zero` of the whole group.
    """

    kind: Literal["share"]
    zero_at: Number
    full_at: Number

    @model_validator(mode="after")
    def _apart(self) -> Self:
        apart(self.zero_at, self.full_at)
        return self

    def own(self, inputs: Inputs) -> Outcome:
        found = super().own(inputs)
        if isinstance(found.value, Fraction) and found.value < 0:
            return Outcome(None, fault="negative")
        return found

    def settle(self, values: Mapping[str, Fraction]) -> Mapping[str, Outcome]:
        whole, unit = on_common_ground(values.values())
        total = Fraction(sum(whole), unit)
        return {code: self._outcome(value, total, len(values)) for code, value in values.items()}

    def _outcome(self, value: Fraction, total: Fraction, number: int) -> Outcome:
        if total == 0:
            return Outcome(None, value, fault="division_by_zero")
        share = FULL * value / total
        return Outcome(goalposts(share, self.zero_at, self.full_at), value, told(share=share, total=total, n=number))
