"""What all rows of a decision table say of one field, and the values that stand for all values it can have."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from paritrana.answers import Kind
from paritrana.rules.base import Complaint, FieldFacts, Input, kind_complaint
from paritrana.rules.cells import YES_OR_NO, Closed, Span
from paritrana.text import spoken

_NUMERIC = tuple(kind for kind in Kind if kind.is_numeric)


@dataclass(frozen=True, slots=True)
class Column:
    """One field's cells by row; None where a row does not ask for it.

    `low` and `high` are the outer ends of the whole scale, which always belong to it; None where it is open.
    """

    name: str
    cells: tuple[Span | tuple[str, ...] | None, ...]
    closed: Closed | None
    low: Fraction | None
    high: Fraction | None

    def reads(self, value: Input) -> bool:
        """Whether the value is of the kind that every cell asks for."""
        return all(
            isinstance(value, Fraction if isinstance(cell, Span) else str | bool)
            for cell in self.cells
            if cell is not None
        )

    def holds(self, row: int, value: Input) -> bool:
        """Whether the value satisfies the cell of a row."""
        cell = self.cells[row]
        if cell is None:
            return True
        if isinstance(cell, Span):
            return isinstance(value, Fraction) and self._within(cell, value)
        return (str(value).lower() if isinstance(value, bool) else value) in cell

    def _within(self, span: Span, value: Fraction) -> bool:
        start, end = (None if bound is None else Fraction(bound) for bound in (span.start, span.end))
        on_start = value == start and (self.closed == "lower" or value == self.low)
        on_end = value == end and (self.closed == "upper" or value == self.high)
        return (start is None or value > start or on_start) and (end is None or value < end or on_end)

    def samples(self, facts: FieldFacts) -> tuple[Input, ...]:
        """One value of every piece of the field that all cells treat alike."""
        if facts.kind is Kind.YESNO:
            return True, False
        if facts.kind is Kind.CHOICE:
            return facts.options
        low, high = facts.minimum, facts.maximum
        inside = {bound for span in self.cells if isinstance(span, Span) for bound in bounds(span)}
        inside = {bound for bound in inside if (low is None or bound > low) and (high is None or bound < high)}
        edges = sorted(inside | {bound for bound in (low, high) if bound is not None})
        whole = facts.kind is Kind.COUNT
        return tuple(sample for sample in _between(edges, low, high, whole) if not whole or sample.denominator == 1)

    def complaints(self, rule: str, indicator: str, facts: FieldFacts) -> tuple[Complaint, ...]:
        """Cells that do not suit the kind of the field, and codes that are none of its options."""
        if facts.by_panel:
            odd = {**spoken("read", "expected.panel_field"), **spoken("expected", "expected.no_panel")}
            return (Complaint("C018", {"rule": rule, "id": indicator, "field": self.name, **odd}),)
        for cell in self.cells:
            if cell is not None and (wrong := self._unsuited(cell, rule, indicator, facts)):
                return wrong
        return ()

    def _unsuited(
        self, cell: Span | tuple[str, ...], rule: str, indicator: str, facts: FieldFacts
    ) -> tuple[Complaint, ...]:
        if isinstance(cell, Span):
            return kind_complaint(rule, indicator, self.name, {self.name: facts}, _NUMERIC)
        allowed = (Kind.YESNO, Kind.CHOICE) if set(cell) <= set(YES_OR_NO) else (Kind.CHOICE,)
        wrong = kind_complaint(rule, indicator, self.name, {self.name: facts}, allowed)
        odd = [code for code in cell if code not in facts.options]
        if wrong or facts.kind is Kind.YESNO or not odd:
            return wrong
        details = {"id": indicator, "field": self.name, "read": ", ".join(odd), "expected": ", ".join(facts.options)}
        return (Complaint("C020", details),)


def column(name: str, cells: tuple[Span | tuple[str, ...] | None, ...], closed: Closed | None) -> Column:
    """The column of a field with the ends of its scale."""
    spans = [cell for cell in cells if isinstance(cell, Span)]
    starts = [Fraction(span.start) for span in spans if span.start is not None]
    ends = [Fraction(span.end) for span in spans if span.end is not None]
    low = min(starts) if spans and len(starts) == len(spans) else None
    high = max(ends) if spans and len(ends) == len(spans) else None
    return Column(name, cells, closed, low, high)


def bounds(span: Span) -> tuple[Fraction, ...]:
    """The ends of an interval that are not open."""
    return tuple(Fraction(bound) for bound in (span.start, span.end) if bound is not None)


def _between(edges: list[Fraction], low: Fraction | None, high: Fraction | None, whole: bool) -> Iterator[Fraction]:
    """The edges, a value between each two of them, and one beyond each open end; `whole`: whole ones if possible."""
    if low is None:
        yield Fraction(ceil(edges[0]) - 1)
    yield from edges
    for below, above in pairwise(edges):
        next_whole = Fraction(floor(below) + 1)
        yield next_whole if whole and next_whole < above else (below + above) / 2
    if high is None:
        yield Fraction(floor(edges[-1]) + 1)
