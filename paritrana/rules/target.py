"""`target`: achievement of a target, the candidate's own or a fixed one."""

from fractions import Fraction
from typing import Literal

from paritrana.rules.base import FULL, BaseRule, Inputs, Outcome, clamp, number_of
from paritrana.rules.scalars import Formula


class Target(BaseRule):
    """Points = 100 × value ÷ target (`better: higher`) or 100 × target ÷ value (`better: lower`), at most 100."""

    kind: Literal["target"]
    value: Formula
    target: Formula
    better: Literal["higher", "lower"] = "higher"

    def score(self, inputs: Inputs) -> Outcome:
        found, aim = number_of(self.value, inputs), number_of(self.target, inputs)
        if not isinstance(found.value, Fraction):
            return found
        if not isinstance(aim.value, Fraction):
            return aim
        above, below = (found.value, aim.value) if self.better == "higher" else (aim.value, found.value)
        if below == 0:
            return Outcome(None, found.value, fault="division_by_zero")
        return Outcome(clamp(FULL * above / below), found.value)
