"""`panel`: the marks of several jurors on one field, reduced to points."""

from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Literal, Self

from pydantic import Field, model_validator

from paritrana.answers import Kind
from paritrana.decimals import plain
from paritrana.rules.base import FULL, MISSING, BaseRule, Complaint, Facts, Inputs, Outcome, kind_complaint
from paritrana.rules.scalars import Id, Number, Whole, upside_down
from paritrana.text import spoken


class Panel(BaseRule):
    """Mean or median of the marks, put on 0–100 by `scale`. Fewer marks than `quorum` is a fault, none is missing."""

    kind: Literal["panel"]
    field: Id
    reduce: Literal["mean", "median"] = "mean"
    quorum: Whole = Field(ge=1)
    scale: tuple[Number, Number] = (Decimal(0), Decimal(100))

    @model_validator(mode="after")
    def _upright(self) -> Self:
        low, high = self.scale
        if low >= high:
            raise upside_down(low, high)
        return self

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.field})

    def score(self, inputs: Inputs) -> Outcome:
        marks = inputs.get(self.field)
        if not marks:
            return MISSING
        if not isinstance(marks, tuple):
            return Outcome(None, marks, fault="type")
        if len(marks) < self.quorum:
            return Outcome(None, marks, matched=str(len(marks)), fault="quorum")
        level = self._reduced([mark for _, mark in marks])
        low, high = (Fraction(bound) for bound in self.scale)
        return Outcome(FULL * (level - low) / (high - low), marks)

    def _reduced(self, marks: list[Fraction]) -> Fraction:
        return sum(marks, Fraction(0)) / len(marks) if self.reduce == "mean" else median(marks)

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:
        known = facts.get(self.field)
        wrong = kind_complaint(self.kind, indicator, self.field, facts, (Kind.NUMBER, Kind.COUNT))
        if wrong or known is None:
            return wrong
        if not known.by_panel:
            details = {"rule": self.kind, "id": indicator, "field": self.field}
            odd = spoken("read", "expected.not_panel")
            return (Complaint("C018", {**details, **odd, "expected": "filled_by: panel"}),)
        if (known.minimum, known.maximum) != tuple(Fraction(bound) for bound in self.scale):
            details = {"key": f"{indicator} › scale", "read": ", ".join(map(str, self.scale))}
            bounds = [plain(bound) if bound is not None else "?" for bound in (known.minimum, known.maximum)]
            expected = spoken("expected", "expected.scale", field=self.field, low=bounds[0], high=bounds[1])
            return (Complaint("C004", {**details, **expected}),)
        return ()
