"""`formula`: the points themselves as a formula."""

from fractions import Fraction
from typing import Literal

from paritrana.rules.base import FULL, BaseRule, Inputs, Outcome, clamp, number_of
from paritrana.rules.scalars import Flag, Formula


class PointsFormula(BaseRule):
    """Points = the value of a formula.

    Below 0 or above 100, it is cut off there with `cap: true`, and with `cap: false` it is the fault `outside_scale`.
    A formula without a value is missing; faults inside it are its own.
    """

    kind: Literal["formula"]
    points: Formula
    cap: Flag

    def score(self, inputs: Inputs) -> Outcome:
        found = number_of(self.points, inputs)
        if not isinstance(found.value, Fraction):
            return found
        if not self.cap and not 0 <= found.value <= FULL:
            return Outcome(None, found.value, fault="outside_scale")
        return Outcome(clamp(found.value), found.value)
