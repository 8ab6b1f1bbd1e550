"""`checklist`: points for every item that is there."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from paritrana.answers import Kind
from paritrana.decimals import plain
from paritrana.rules.base import MISSING, ZERO, BaseRule, Complaint, Facts, Inputs, Outcome, exact, kind_complaint
from paritrana.rules.scalars import Id, Model, Number, refusal


class Item(Model):
    """A yes/no field and the points a Ya earns."""

    field: Id
    points: Number = Field(ge=0, le=100)


class Checklist(BaseRule):
    """The sum of the items answered Ya. A blank item earns nothing; all blank means missing."""

    kind: Literal["checklist"]
    items: tuple[Item, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.top > 100:
            raise refusal("checklist_sum", plain(self.top))
        return self

    @property
    def names(self) -> frozenset[str]:
        return frozenset(item.field for item in self.items)

    @property
    def top(self) -> Fraction:
        return Fraction(sum(item.points for item in self.items))

    def score(self, inputs: Inputs) -> Outcome:
        answers = {item.field: inputs.get(item.field) for item in self.items}
        if all(answer is None for answer in answers.values()):
            return MISSING
        ticked = [item for item in self.items if answers[item.field] is True]
        points = sum((exact(item.points) for item in ticked), ZERO)
        return Outcome(points, None, ", ".join(item.field for item in ticked))

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:
        return tuple(
            found
            for item in self.items
            for found in kind_complaint(self.kind, indicator, item.field, facts, (Kind.YESNO,))
        )
