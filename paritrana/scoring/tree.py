"""Adding up the tree: what a node makes of its children, exactly where it can be, to 100 decimals where roots occur."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator, Node, shares, whole_of
from paritrana.decimals import rounded_even

FULL = Fraction(100)
ROOT_DIGITS = 130
ROOT_PLACES = 100
"""A geometric mean is computed to 130 digits and kept to 100 decimals, so that one that ends comes out exact."""


class NotPositive(Exception):
    """A geometric or harmonic mean of something that is not above zero; `node` is the node that takes it."""

    def __init__(self, node: str) -> None:
        super().__init__(node)
        self.node = node


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known before adding up: points by indicator, and the values of nodes that do not apply.

    `fixed` holds 100 or 0 for a node whose weight is earned in full or lost, None where its weight is redistributed.
    """

    points: Mapping[str, Fraction]
    fixed: Mapping[str, Fraction | None]


def root_value(category: Category, settled: Settled) -> Fraction | None:
    """The total on a scale of 100, before adjustments; None where nothing applies. Raises NotPositive."""
    own = shares(category.aspects, category.whole)
    values = [node_value(node, settled, category.weights == "points") for node in category.aspects]
    return _added(category.aggregate, category.best, own, values, category.category)


def node_value(node: Node, settled: Settled, points: bool) -> Fraction | None:
    """A node's score on its own scale of 100; None where it does not apply. Raises NotPositive."""
    if node.id in settled.fixed:
        return settled.fixed[node.id]
    if isinstance(node, Indicator):
        return settled.points[node.id]
    own = shares(node.children, whole_of(node, points))
    values = [node_value(child, settled, points) for child in node.children]
    return _added(node.aggregate, node.best, own, values, node.id)


def _added(
    aggregate: str, best: int | None, own: Sequence[Fraction], values: Sequence[Fraction | None], node: str
) -> Fraction | None:
    pairs = [(share, value) for share, value in zip(own, values, strict=True) if value is not None]
    if not pairs:
        return None
    match aggregate:
        case "minimum":
            return min(value for _, value in pairs)
        case "best":
            chosen = sorted((value for _, value in pairs), reverse=True)[:best]
            return sum(chosen, Fraction(0)) / len(chosen)
        case "geometric":
            return _geometric(_weighty(pairs), node)
        case "harmonic":
            return _harmonic(_weighty(pairs), node)
    return _mean(pairs, len(pairs) < len(values))


Pairs = Sequence[tuple[Fraction, Fraction]]


def _mean(pairs: Pairs, redistributed: bool) -> Fraction:
    """Weighted arithmetic mean. Only where something does not apply is the weight that fell away left to the others."""
    total = sum((share * value for share, value in pairs), Fraction(0))
    weight = sum((share for share, _ in pairs), Fraction(0)) if redistributed else Fraction(1)
    return total / weight if weight else Fraction(0)


def _weighty(pairs: Pairs) -> Pairs:
    """Children without weight say nothing in a mean that takes powers or reciprocals."""
    return [(share, value) for share, value in pairs if share]


def _harmonic(pairs: Pairs, node: str) -> Fraction:
    if any(value <= 0 for _, value in pairs):
        raise NotPositive(node)
    weight = sum((share for share, _ in pairs), Fraction(0))
    return weight / sum((share / value for share, value in pairs), Fraction(0))


def _geometric(pairs: Pairs, node: str) -> Fraction:
    if any(value <= 0 for _, value in pairs):
        raise NotPositive(node)
    context = Context(prec=ROOT_DIGITS, rounding=ROUND_HALF_EVEN)
    weight = sum((share for share, _ in pairs), Fraction(0))
    logarithm = Decimal(0)
    for share, value in pairs:
        power = _decimal(share / weight, context)
        logarithm = context.add(logarithm, context.multiply(power, _decimal(value, context).ln(context)))
    return rounded_even(Fraction(logarithm.exp(context)), ROOT_PLACES)


def _decimal(value: Fraction, context: Context) -> Decimal:
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))
