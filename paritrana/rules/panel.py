"""`panel`: the marks of several jurors on one field, reduced to points."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from paritrana.answers import Kind
from paritrana.decimals import plain
from paritrana.rules.base import (
    FULL,
    MISSING,
    BaseRule,
    Complaint,
    Facts,
    Inputs,
    Marks,
    Outcome,
    clamp,
    kind_complaint,
    told,
)
from paritrana.rules.scalars import Id, Number, Whole, lacking, refusal, upside_down
from paritrana.text import spoken


class Panel(BaseRule):
    """Mean, median or trimmed mean of the marks, put on 0–100 by `scale`.

    Fewer marks than `quorum` is a fault, none is missing. `trimmed` leaves out the `trim` lowest and `trim` highest
    marks where at least `trim_from` were given, and is the plain mean elsewhere. With `severity: additive` each
    juror's level, found over all candidates in the running, is taken out of the marks first.
    """

    kind: Literal["panel"]
    field: Id
    reduce: Literal["mean", "median", "trimmed"] = "mean"
    trim: Annotated[Whole, Field(ge=1)] | None = None
    trim_from: Whole | None = None
    quorum: Whole = Field(ge=1)
    scale: tuple[Number, Number] = (Decimal(0), Decimal(100))
    severity: Literal["additive"] | None = None

    @model_validator(mode="after")
    def _upright(self) -> Self:
        low, high = self.scale
        if low >= high:
            raise upside_down(low, high)
        return self

    @model_validator(mode="after")
    def _trimmable(self) -> Self:
        for key in ("trim", "trim_from"):
            given = getattr(self, key) is not None
            if given and self.reduce != "trimmed":
                raise refusal("trimmed_only", f"reduce: {self.reduce}", name=key)
            if not given and self.reduce == "trimmed":
                raise lacking(key)
        if self.trim and self.trim_from is not None and self.trim_from <= 2 * self.trim:
            raise refusal("trim_from", self.trim_from, least=str(2 * self.trim + 1), trim=str(self.trim))
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
        return Outcome(self._points(self.reduced([mark for _, mark in marks])), marks)

    def adjusted(self, marks: Marks, levels: Mapping[str, Fraction]) -> Outcome:
        """Points once each juror's level is taken out; points, not marks, are kept within 0 and 100.

        `matched` tells what the marks reduce to as they were given and after it: `raw=81.25 adjusted=80.9`.
        """
        raw = self.reduced([mark for _, mark in marks])
        adjusted = self.reduced([mark - levels[juror] for juror, mark in marks])
        return Outcome(clamp(self._points(adjusted)), marks, told(raw=raw, adjusted=adjusted))

    def reduced(self, marks: Sequence[Fraction]) -> Fraction:
        """The one number that marks (at least one) are reduced to, on the scale of the marks."""
        if self.reduce == "median":
            return Fraction(median(marks))
        ends = self.cut(len(marks))
        kept = sorted(marks)[ends : len(marks) - ends] if ends else marks
        return sum(kept, Fraction(0)) / len(kept)

    def cut(self, count: int) -> int:
        """How many of so many marks are left out at each end."""
        return self.trim if self.trim and self.trim_from and count >= self.trim_from else 0

    def _points(self, level: Fraction) -> Fraction:
        low, high = (Fraction(bound) for bound in self.scale)
        return FULL * (level - low) / (high - low)

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


def adjusted_level(outcome: Outcome) -> Fraction | None:
    """What marks were reduced to once the jurors' levels were taken out, to 12 decimals; None where none was."""
    told_of = dict(pair.split("=", 1) for pair in outcome.matched.split() if "=" in pair)
    return Fraction(told_of["adjusted"]) if "adjusted" in told_of else None
