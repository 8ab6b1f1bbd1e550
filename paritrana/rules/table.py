"""`table`: a decision table over several fields."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, model_validator

from paritrana.rules.base import MISSING, BaseRule, Complaint, Facts, Input, Inputs, Outcome
from paritrana.rules.cells import Cell, Closed, Span
from paritrana.rules.columns import Column, column
from paritrana.rules.coverage import coverage
from paritrana.rules.scalars import Id, Model, Number, lacking
from paritrana.text import spoken

MOST_COMBINATIONS = 20_000
"""Combinations of the pieces of all fields that are looked through for holes and overlaps."""

OTHERWISE = "otherwise"

Points = Annotated[Number, Field(ge=0, le=100)]
Conditions = Annotated[
    Mapping[Id, Cell],
    Field(min_length=1),
    PlainSerializer(lambda found: [[name, _dumped(found[name])] for name in sorted(found)], return_type=list),
]
"""What a row asks of fields; dumped as pairs, because a field may be called like a key."""


def _dumped(cell: Span | tuple[str, ...]) -> object:
    return cell.model_dump(mode="json", by_alias=True) if isinstance(cell, Span) else list(cell)


class Row(Model):
    """Points for those who satisfy every cell; a field that stands in no cell may be anything."""

    conditions: Conditions = Field(alias="if")
    points: Points


class Table(BaseRule):
    """The points of the row whose cells all hold; those of `otherwise` where none does.

    A cell is a code or a list of codes (choices), true or false (yes/no), or an interval (numbers). `closed: lower`
    puts an edge into the interval it begins, `upper` into the one it ends; the outer ends of a field's whole scale
    always belong to it. Any field of the table missing: missing. No row and no `otherwise`: fault `outside_table`.

    The lint refuses (C041) rows that overlap, rows nobody can satisfy and, without `otherwise`, combinations without a
    row. It looks through all combinations of the pieces into which the cells cut the fields, so the answer is certain.
    """

    kind: Literal["table"]
    closed: Closed | None = None
    rows: tuple[Row, ...] = Field(min_length=1)
    otherwise: Points | None = None

    @model_validator(mode="after")
    def _closed(self) -> Self:
        if self.closed is None and any(isinstance(cell, Span) for row in self.rows for cell in row.conditions.values()):
            raise lacking("closed")
        return self

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for row in self.rows for name in row.conditions)

    @property
    def top(self) -> Fraction:
        return Fraction(max(self.otherwise or 0, *(row.points for row in self.rows)))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The fields of the table in the order of their first mention."""
        names = dict.fromkeys(name for row in self.rows for name in row.conditions)
        cells = {name: tuple(row.conditions.get(name) for row in self.rows) for name in names}
        return tuple(column(name, cells[name], self.closed) for name in names)

    def score(self, inputs: Inputs) -> Outcome:
        values = [inputs.get(column.name) for column in self.columns]
        if any(value is None for value in values):
            return MISSING
        pairs = list(zip(self.columns, values, strict=True))
        if not all(column.reads(value) for column, value in pairs):
            return Outcome(None, fault="type")
        for number, row in enumerate(self.rows):
            if all(column.holds(number, value) for column, value in pairs):
                return Outcome(Fraction(row.points), None, str(number + 1))
        if self.otherwise is None:
            return Outcome(None, fault="outside_table")
        return Outcome(Fraction(self.otherwise), None, OTHERWISE)

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:
        known = [(column, facts[column.name]) for column in self.columns if column.name in facts]
        wrong = tuple(found for column, fact in known for found in column.complaints(self.kind, indicator, fact))
        if wrong or len(known) < len(self.columns):
            return wrong
        return tuple(
            Complaint("C041", {"id": indicator, **reason})
            for reason in self._reasons([column.samples(fact) for column, fact in known])
        )

    def _reasons(self, samples: list[tuple[Input, ...]]) -> list[dict[str, str]]:
        """What is wrong with the rows, given one value of every piece of every column."""
        size = prod(map(len, samples))
        if size > MOST_COMBINATIONS:
            return [spoken("reason", "table.large", read=str(size), expected=str(MOST_COMBINATIONS))]
        found = coverage(self.columns, samples, len(self.rows))
        reasons = [
            spoken("reason", "table.overlap", first=str(first), second=str(second), example=example)
            for second, (first, example) in sorted(found.overlaps.items())
        ]
        reasons += [spoken("reason", "table.idle", row=str(row)) for row in found.idle]
        if found.hole and self.otherwise is None:
            reasons.append(spoken("reason", "table.hole", example=found.hole))
        return reasons
