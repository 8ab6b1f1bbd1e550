"""`growth`: points for the change against an earlier value."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from paritrana.rules.base import FULL, BaseRule, Complaint, Facts, Inputs, Outcome, goalposts, numbers_of, told
from paritrana.rules.scalars import Formula, Number, apart


class Growth(BaseRule):
    """Growth = 100 × (value − before) ÷ before, in percent; goalposts on it as in `linear`, within 0 and 100.

    `value` and `before` have one unit, `zero_at` and `full_at` are percents of growth and may be negative; where
    `full_at` is the smaller one, less is better. Either value missing: missing. `before` of zero or less: fault
    `division_by_zero`.
    """

    kind: Literal["growth"]
    value: Formula
    before: Formula
    zero_at: Number
    full_at: Number

    @model_validator(mode="after")
    def _apart(self) -> Self:
        apart(self.zero_at, self.full_at)
        return self

    def score(self, inputs: Inputs) -> Outcome:
        found = numbers_of(inputs, self.value, self.before)
        if isinstance(found, Outcome):
            return found
        value, before = found
        if before <= 0:
            return Outcome(None, value, fault="division_by_zero")
        growth = FULL * (value - before) / before
        return Outcome(goalposts(growth, self.zero_at, self.full_at), value, told(growth=growth))

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:  # noqa: ARG002
        name = self.before.source.strip()
        known = facts.get(name)
        if known is None or (known.minimum is not None and known.minimum > Fraction(0)):
            return ()
        return (Complaint("C016", {"read": name}),)
