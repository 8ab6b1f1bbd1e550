"""`choice`: points by the level a candidate has reached."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from paritrana.answers import Kind
from paritrana.rules.base import MISSING, BaseRule, Complaint, Facts, Inputs, Outcome, exact, kind_complaint
from paritrana.rules.scalars import Id, Number


class Choice(BaseRule):
    """Points by option; every option of the field has its level, and every level its option (C020)."""

    kind: Literal["choice"]
    field: Id
    levels: Mapping[str, Annotated[Number, Field(ge=0, le=100)]] = Field(min_length=1)

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    @property
    def top(self) -> Fraction:
        return Fraction(max(self.levels.values()))

    def score(self, inputs: Inputs) -> Outcome:
        found = inputs.get(self.field)
        if found is None:
            return MISSING
        if not isinstance(found, str) or found not in self.levels:
            return Outcome(None, found, fault="type")
        return Outcome(exact(self.levels[found]), found, found)

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:
        wrong = kind_complaint(self.kind, indicator, self.field, facts, (Kind.CHOICE,))
        known = facts.get(self.field)
        if wrong or known is None or set(known.options) == set(self.levels):
            return wrong
        odd = ", ".join(sorted(set(known.options) ^ set(self.levels)))
        details = {"id": indicator, "field": self.field, "read": odd, "expected": ", ".join(known.options)}
        return (Complaint("C020", details),)
