"""The criteria of one category: fields, tree of weighted indicators, gates, ranking and awards."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, model_validator
from pydantic import Field as Setting

from paritrana.answers import Kind
from paritrana.criteria.fields import Candidates, Check, Derived, Field, Gate, Group, Role
from paritrana.criteria.shorthand import plainly
from paritrana.criteria.stages import Stage
from paritrana.criteria.tree import Aggregate, Aspect, Indicator, Missing, Node, counted, shares, walk
from paritrana.rules.scalars import (
    Day,
    Formula,
    Id,
    KebabId,
    Model,
    Number,
    Text,
    Whole,
    WordPair,
    Words,
    lacking,
    upside_down,
    whole_or_exact,
)

Status = Literal["contoh", "rancangan", "ditetapkan"]


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
    prize: Words | None = None

    @model_validator(mode="after")
    def _upright(self) -> Self:
        if self.to is not None and self.to < self.rank:
            raise upside_down(self.rank, self.to)
        return self

    @property
    def ranks(self) -> range:
        return range(self.rank, (self.to or self.rank) + 1)


class Least(Model):
    """A cut-off: the least value of an aspect, indicator, field or derived value that still wins a place."""

    by: Id
    at_least: Number


class Best(Model):
    """A prize for the best of a group on one aspect, indicator or value; a tie goes to the plenary."""

    by: Id
    order: Literal["desc", "asc"] = "desc"
    title: Words
    at_least: Number | None = None


class Predicate(Model):
    """A title for everybody for whom a condition holds.

    It may name fields, derived values, parameters, and the scored nodes as `score` or by their ids.
    """

    title: Words
    when: Formula
    article: str = ""


class Quota(Model):
    """At most so many places of a group for candidates that share a proposer, a regency, or a field's value."""

    by: Id
    most: Whole = Setting(ge=1)


class Awards(Model):
    """The prizes of each group.

    `places` go by rank, from `minimum_score` and the cut-offs up and within the quota; `predicates` are a ladder of
    which the first that holds is given; `special` are given to everybody for whom they hold; `best` to the best on
    one aspect. `none` are the words where nobody wins.
    """

    places: tuple[Place, ...] = ()
    minimum_score: Number | None = None
    cutoffs: tuple[Least, ...] = ()
    quota: Quota | None = None
    predicates: tuple[Predicate, ...] = ()
    special: tuple[Predicate, ...] = ()
    best: tuple[Best, ...] = ()
    none: Words = Setting(default=WordPair(id="tidak ada pemenang", en="no winner"))
    citation: Words | None = None


class Adjustment(Model):
    """Points added (bonus) or taken away (penalty) after weighing, at most `most`, with the article that says so.

    On the scale of the total, rounded once to the precision of the score. A formula that cannot be judged for want
    of an answer adds and takes nothing.
    """

    id: Id
    title: Words
    kind: Literal["bonus", "penalty"]
    points: Formula
    most: Number = Setting(gt=0)
    article: Text
    source: str = ""


class Caps(Model):
    """The most that all bonuses, and all penalties, come to together."""

    bonus: Number | None = Setting(None, ge=0)
    penalty: Number | None = Setting(None, ge=0)


class Step(Model):
    """A class of published scores; both bounds belong to it.

    In the file it may be written with `above` and `below`, or with one bound left out at an end of the scale: the
    category turns that into bounds that belong to it.
    """

    model_config = ConfigDict(json_schema_extra={"required": ["title"]})

    low: Number = Setting(alias="from")
    high: Number = Setting(alias="to")
    above: Number | None = None
    below: Number | None = None
    title: Words

    @model_validator(mode="after")
    def _upright(self) -> Self:
        if self.high < self.low:
            raise upside_down(self.low, self.high)
        if self.above is not None and self.low <= self.above:
            raise upside_down(self.above, self.low)
        if self.below is not None and self.high >= self.below:
            raise upside_down(self.high, self.below)
        return self


class Dated(Model):
    """The value of a parameter from a day on, with its source."""

    start: Day = Setting(alias="from")
    value: Number
    source: str = ""


class Parameter(Model):
    """A number the rules use that changes with time: a target, a threshold. Values stand in order of their days."""

    id: Id
    title: Words
    unit: Words | None = None
    values: tuple[Dated, ...] = Setting(min_length=1)
    source: str = ""


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
    parameters: tuple[Parameter, ...] = ()
    derived: tuple[Derived, ...] = ()
    missing: Missing | None = None
    precision: Precision = Precision()
    panel: TimPenilai = TimPenilai()
    scale: Number = Setting(default=Decimal(100), gt=0)
    weights: Literal["percent", "points"] = "percent"
    aggregate: Aggregate = "mean"
    best: Whole | None = Setting(None, ge=1)
    aspects: tuple[Aspect, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    caps: Caps = Caps()
    classes: tuple[Step, ...] = ()
    unclassified: Words | None = None
    gates: tuple[Gate, ...] = ()
    checks: tuple[Check, ...] = ()
    stages: tuple[Stage, ...] = ()
    ranking: Ranking
    awards: Awards = Awards()

    @model_validator(mode="before")
    @classmethod
    def _plainly(cls, given: Any) -> Any:
        return plainly(given) if isinstance(given, dict) else given

    def nodes(self) -> Iterator[tuple[Node, Fraction]]:
        """Every aspect and indicator in reading order, with its effective weight (a share of 1)."""
        points = self.weights == "points"
        for aspect, share in zip(self.aspects, shares(self.aspects, self.whole), strict=True):
            yield from walk(aspect, share, points)

    @property
    def whole(self) -> Fraction:
        """What the weights of the topmost aspects sum to: 100 percent, or the points of the scale."""
        return Fraction(self.scale) if self.weights == "points" else Fraction(100)

    @property
    def scored(self) -> bool:
        """Whether there is a score at all; a category of predicates alone has none."""
        return bool(self.aspects)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        counted(self.aggregate, self.best)
        if not self.aspects and not self.awards.predicates:
            raise lacking("aspects")
        return self

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


__all__ = [
    "Adjustment",
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
