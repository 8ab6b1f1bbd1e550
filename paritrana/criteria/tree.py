"""The tree of weighted indicators: nodes, how a node adds up its children, what applies to whom."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field as Setting
from pydantic import model_validator

from paritrana.rules import Rule
from paritrana.rules.scalars import Formula, Id, Model, Weight, Whole, Words, lacking, refusal

Missing = Literal["zero", "return"]
Aggregate = Literal["mean", "geometric", "harmonic", "minimum", "best"]
Otherwise = Literal["redistribute", "full", "zero"]

WEIGHTED: frozenset[str] = frozenset({"mean", "geometric", "harmonic"})
"""Ways of adding up in which children carry weights; in the others they carry none."""


class _Node(Model):
    """What aspects and indicators have in common.

    `weight` is the share of the parent, None where the parent's way of adding up takes no weights. Where
    `applies_when` is false, `otherwise` says what happens to the weight: redistributed among the siblings that
    apply, earned in full, or lost. A condition that cannot be judged for want of an answer applies.
    """

    id: Id
    title: Words
    weight: Weight | None = None
    applies_when: Formula | None = None
    otherwise: Otherwise | None = None
    source: str = ""

    @model_validator(mode="after")
    def _settled(self) -> Self:
        if self.applies_when is not None and self.otherwise is None:
            raise lacking("otherwise")
        return self


class Indicator(_Node):
    """The smallest thing that earns points: a weight among its siblings and one rule.

    It may have `otherwise` alone where its rule reads a field with `applies_when`: for the candidates whom the field
    does not concern.
    """

    rule: Rule
    missing: Missing | None = None
    note: Words | None = None


class Aspect(_Node):
    """A group of indicators (or of further aspects). `best` is the k of `aggregate: best`."""

    aggregate: Aggregate = "mean"
    best: Whole | None = Setting(None, ge=1)
    indicators: tuple[Indicator, ...] = ()
    aspects: tuple["Aspect", ...] = ()

    @model_validator(mode="after")
    def _counted(self) -> Self:
        counted(self.aggregate, self.best)
        if self.applies_when is None and self.otherwise is not None:
            raise lacking("applies_when")
        return self

    @property
    def children(self) -> tuple["Aspect | Indicator", ...]:
        return (*self.aspects, *self.indicators)


Node = Aspect | Indicator


def counted(aggregate: Aggregate, best: int | None) -> None:
    """Refuse `best` without `aggregate: best`, and the other way round."""
    if aggregate == "best" and best is None:
        raise lacking("best")
    if aggregate != "best" and best is not None:
        raise refusal("no_best", best)


def shares(children: tuple[Node, ...], whole: Fraction) -> tuple[Fraction, ...]:
    """Each child's share of its parent (of 1): its weight of the whole, or an equal part where there are no weights."""
    equal = Fraction(1, len(children)) if children else Fraction(0)
    return tuple(equal if child.weight is None else Fraction(child.weight) / whole for child in children)


def walk(node: Node, share: Fraction, points: bool) -> Iterator[tuple[Node, Fraction]]:
    """A node and all below it in reading order, with their effective weights. `points`: weights are points."""
    yield node, share
    if isinstance(node, Aspect):
        for child, own in zip(node.children, shares(node.children, whole_of(node, points)), strict=True):
            yield from walk(child, share * own, points)


def whole_of(node: Aspect, points: bool) -> Fraction:
    """What the weights of a node's children sum to: 100 percent, or the node's own points."""
    return Fraction(node.weight) if points and node.weight else Fraction(100)
