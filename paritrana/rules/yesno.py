"""`yesno`: points for a yes, and for a no."""

from fractions import Fraction
from typing import Literal

from pydantic import Field

from paritrana.answers import Kind
from paritrana.rules.base import MISSING, BaseRule, Complaint, Facts, Inputs, Outcome, exact, kind_complaint
from paritrana.rules.scalars import Id, Number


class YesNo(BaseRule):
    """`yes` points for Ya, `no` points for Tidak."""

    kind: Literal["yesno"]
    field: Id
    yes: Number = Field(ge=0, le=100)
    no: Number = Field(ge=0, le=100)

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    @property
    def top(self) -> Fraction:
        return Fraction(max(self.yes, self.no))

    def score(self, inputs: Inputs) -> Outcome:
        found = inputs.get(self.field)
        if found is None:
            return MISSING
        if not isinstance(found, bool):
            return Outcome(None, found, fault="type")
        return Outcome(exact(self.yes if found else self.no), found, "yes" if found else "no")

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:
        return kind_complaint(self.kind, indicator, self.field, facts, (Kind.YESNO,))
