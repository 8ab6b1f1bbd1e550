"""`given`: points that somebody else has given, brought to 0–100."""

from fractions import Fraction
from typing import Literal

from paritrana.rules.base import FULL, BaseRule, Inputs, Outcome, exact, number_of
from paritrana.rules.scalars import Formula, Positive


class Given(BaseRule):
    """Points = 100 × value ÷ out_of, for scores and indices (of 5, of 10, of 1 000) that come from elsewhere.

    Nothing is cut off: a value below 0 or above `out_of` is the fault `outside_scale`. No value: missing.
    """

    kind: Literal["given"]
    value: Formula
    out_of: Positive

    def score(self, inputs: Inputs) -> Outcome:
        found = number_of(self.value, inputs)
        if not isinstance(found.value, Fraction):
            return found
        if not 0 <= found.value <= exact(self.out_of):
            return Outcome(None, found.value, fault="outside_scale")
        return Outcome(FULL * found.value / exact(self.out_of), found.value)
