"""Which parts of the tree concern a candidate, and what becomes of the weight of those that do not."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Aspect, Node
from paritrana.expressions import truth

TREATED: dict[str, Fraction | None] = {"redistribute": None, "full": Fraction(100), "zero": Fraction(0)}


def not_applying(category: Category, values: Mapping[str, object]) -> dict[str, Fraction | None]:
    """Values of nodes that do not apply, by id: 100 or 0, or None where the weight is redistributed.

    A condition that cannot be judged applies. What stands below a node that does not apply is left out with it.
    """
    return dict(found for aspect in category.aspects for found in _below(aspect, values))


def _below(node: Node, values: Mapping[str, object]) -> Iterator[tuple[str, Fraction | None]]:
    if node.applies_when is not None and truth(node.applies_when, values) is False:
        yield from _all_as(node, TREATED[node.otherwise or "zero"])
    elif isinstance(node, Aspect):
        for child in node.children:
            yield from _below(child, values)


def _all_as(node: Node, value: Fraction | None) -> Iterator[tuple[str, Fraction | None]]:
    yield node.id, value
    if isinstance(node, Aspect):
        for child in node.children:
            yield from _all_as(child, value)
