"""The criteria of one category: fields, tree of weighted indicators, gates, ranking and awards."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Setting

from paritrana.answers import Kind
from paritrana.criteria.fields import Candidates, Check, Derived, Field, Gate, Group, Role
from paritrana.rules import Rule
from paritrana.rules.scalars import (
    Id,
    KebabId,
    Model,
    Number,
    Text,
    Weight,
    Whole,
    WordPair,
    Words,
    upside_down,
    whole_or_exact,
)

Status = Literal["contoh", "rancangan", "ditetapkan"]
Missing = Literal["zero", "return"]


class Indicator(Model):
    """The smallest thing that earns points: a weight among its siblings and one rule."""

    id: Id
    title: Words
    weight: Weight
    rule: Rule
    missing: Missing | None = None
    source: str = ""
    note: Words | None = None


class Aspect(Model):
    """A group of indicators (or of further aspects) with its weight among its siblings."""

    id: Id
    title: Words
    weight: Weight
    indicators: tuple[Indicator, ...] = ()
    aspects: tuple["Aspect", ...] = ()
    source: str = ""

    @property
    def children(self) -> tuple["Aspect | Indicator", ...]:
        return (*self.aspects, *self.indicators)


Node = Aspect | Indicator


class Rung(Model):
    """One step of the tie ladder: a field, derived value, aspect or indicator, and which end wins."""

    by: Id
    order: Literal["desc", "asc"]


class Ranking(Model):
    """How scores become ranks; every line is printed on the ranking sheet."""

    style: Literal["1-2-2-4"]
    rank_on: Literal["published", "exact"] = "published"
    ties: tuple[Rung, ...] = ()
    still_tied: Literal["share", "lot"]
    mixed_bases: Words | None = None
    basis: Id | None = None


class Place(Model):
    """A prize and the rank (or ranks, up to `to`) that receives it."""

    rank: Whole = Setting(ge=1)
    to: Whole | None = None
    title: Words

    @model_validator(mode="after")
    def _upright(self) -> Self:
        if self.to is not None and self.to < self.rank:
            raise upside_down(self.rank, self.to)
        return self

    @property
    def ranks(self) -> range:
        return range(self.rank, (self.to or self.rank) + 1)


class Awards(Model):
    """The prizes of each group: places by rank, the least score that still wins, words where nobody does."""

    places: tuple[Place, ...] = ()
    minimum_score: Number | None = None
    none: Words = Setting(default=WordPair(id="tidak ada pemenang", en="no winner"))
    citation: Words | None = None


class TimPenilai(Model):
    """The interview panel: how many jurors the panel's table has room for."""

    size: Whole = Setting(default=9, ge=1, le=30)


class Precision(Model):
    """Decimals of an indicator's points (or `exact`) and of published scores."""

    points: Annotated[int | Literal["exact"], BeforeValidator(whole_or_exact)] = 2
    score: Whole = Setting(default=2, le=9)


class Category(Model):
    """One contest. Ids are unique across fields, derived values, aspects and indicators."""

    category: KebabId
    title: Words
    status: Status | None = None
    note: Words | None = None
    candidates: Candidates
    groups: tuple[Group, ...] = ()
    fields: tuple[Field, ...] = Setting(min_length=1)
    derived: tuple[Derived, ...] = ()
    missing: Missing | None = None
    precision: Precision = Precision()
    panel: TimPenilai = TimPenilai()
    aspects: tuple[Aspect, ...] = Setting(min_length=1)
    gates: tuple[Gate, ...] = ()
    checks: tuple[Check, ...] = ()
    ranking: Ranking
    awards: Awards = Awards()

    def nodes(self) -> Iterator[tuple[Node, Fraction]]:
        """Every aspect and indicator in reading order, with its effective weight (a share of 1)."""
        for aspect in self.aspects:
            yield from _walk(aspect, Fraction(aspect.weight) / 100)

    def indicators(self) -> tuple[tuple[Indicator, Fraction], ...]:
        """The indicators in reading order, with their effective weights."""
        return tuple((node, share) for node, share in self.nodes() if isinstance(node, Indicator))

    def all_aspects(self) -> tuple[tuple[Aspect, Fraction], ...]:
        """The aspects in reading order, with their effective weights."""
        return tuple((node, share) for node, share in self.nodes() if isinstance(node, Aspect))

    def field(self, field_id: str) -> Field:
        """The field with this id. Raises KeyError."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)

    def filled_by(self, role: Role) -> tuple[Field, ...]:
        """The fields a role fills in, in reading order."""
        return tuple(field for field in self.fields if field.filled_by == role)

    def group_ids(self) -> tuple[str, ...]:
        return tuple(group.id for group in self.groups)


def _walk(node: Node, share: Fraction) -> Iterator[tuple[Node, Fraction]]:
    yield node, share
    if isinstance(node, Aspect):
        for child in node.children:
            yield from _walk(child, share * Fraction(child.weight) / 100)


__all__ = [
    "Aspect",
    "Awards",
    "Candidates",
    "Category",
    "Check",
    "Derived",
    "Field",
    "Gate",
    "Group",
    "Indicator",
    "Kind",
    "Node",
    "Place",
    "Precision",
    "Ranking",
    "Role",
    "Rung",
    "Text",
    "TimPenilai",
]
