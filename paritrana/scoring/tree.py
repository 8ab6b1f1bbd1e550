"""Adding up the tree: what a node makes of its children, exactly where it can be, to 100 decimals where roots occur."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import lcm

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator, Node, shares, whole_of
from paritrana.decimals import rounded_even

ZERO = Fraction(0)

ROOT_DIGITS = 130
ROOT_PLACES = 100
"""A geometric mean is computed to 130 digits and kept to 100 decimals, so that one that ends comes out exact."""


class NotPositive(Exception):
    """A geometric or harmonic mean of something that is not above zero; `node` is the node that takes it."""

    def __init__(self, node: str) -> None:
        super().__init__(node)
        self.node = node


@dataclass(frozen=True, slots=True)
class Branch:
    """A node ready for adding up: its children with their shares of it (of 1); an indicator has none.

    `parts` are the shares as whole numbers, of `whole` each: sums of fractions are quicker on common ground.
    """

    id: str
    aggregate: str = ""
    best: int | None = None
    children: tuple["Branch", ...] = ()
    shares: tuple[Fraction, ...] = ()
    parts: tuple[int, ...] = ()
    whole: int = 1

    @property
    def has_roots(self) -> bool:
        """Whether anything in it needs values above zero."""
        return self.aggregate in ("geometric", "harmonic") or any(child.has_roots for child in self.children)


def plan_tree(category: Category) -> Branch:
    """The whole tree of a category, for all its candidates; the root bears no id."""
    points = category.weights == "points"
    return _branch("", category.aggregate, category.best, category.aspects, category.whole, points)


def _branch(
    name: str, aggregate: str, best: int | None, children: Sequence[Node], whole: Fraction, points: bool
) -> Branch:
    own = shares(tuple(children), whole)
    common = lcm(*(share.denominator for share in own))
    parts = tuple(share.numerator * (common // share.denominator) for share in own)
    below = tuple(_planned(child, points) for child in children)
    return Branch(name, aggregate, best, below, own, parts, common)


def _planned(node: Node, points: bool) -> Branch:
    if isinstance(node, Indicator):
        return Branch(node.id)
    return _branch(node.id, node.aggregate, node.best, node.children, whole_of(node, points), points)


Parts = Iterator[tuple[str, Fraction]]


def parts_of_total(node: Branch, of: Fraction, values: Mapping[str, Fraction | None], fixed: Set[str]) -> Parts:
    """What part of the total each node below has, from the top down as long as nodes are weighted means.

    The weight of nodes whose value is None is left to the others; a name that `values` does not have has one. What
    stands below a fixed node has no part.
    """
    if node.aggregate != "mean" or node.id in fixed:
        return
    counts = [values.get(child.id, ZERO) is not None for child in node.children]
    if not all(counts):
        weight = sum((share for share, counted in zip(node.shares, counts, strict=True) if counted), ZERO)
        if not weight:
            return
        of /= weight
    for child, share, counted in zip(node.children, node.shares, counts, strict=True):
        if counted:
            yield child.id, of * share
            yield from parts_of_total(child, of * share, values, fixed)


Values = dict[str, Fraction | None]
"""Scores of nodes by id, each on its own scale of 100; None where a node does not apply."""


def add_up(root: Branch, points: Mapping[str, Fraction], fixed: Mapping[str, Fraction | None]) -> Values:
    """The value of every node; that of the root, under the empty id, is the total before adjustments.

    `fixed` holds 100 or 0 for a node whose weight is earned in full or lost, None where it is redistributed; what
    stands below a fixed node has no value. Raises NotPositive.
    """
    values: Values = {}
    _value(root, points, fixed, values)
    return values


def _value(
    node: Branch, points: Mapping[str, Fraction], fixed: Mapping[str, Fraction | None], values: Values
) -> Fraction | None:
    found: Fraction | None
    if node.id in fixed:
        found = fixed[node.id]
    elif not node.aggregate:
        found = points[node.id]
    else:
        found = _added(node, [_value(child, points, fixed, values) for child in node.children])
    values[node.id] = found
    return found


def _added(node: Branch, values: Sequence[Fraction | None]) -> Fraction | None:
    pairs = [(share, value) for share, value in zip(node.shares, values, strict=True) if value is not None]
    if not pairs:
        return None
    match node.aggregate:
        case "minimum":
            return min(value for _, value in pairs)
        case "best":
            chosen = sorted((value for _, value in pairs), reverse=True)[: node.best]
            return sum(chosen, Fraction(0)) / len(chosen)
        case "geometric":
            return _geometric(_weighty(pairs), node.id)
        case "harmonic":
            return _harmonic(_weighty(pairs), node.id)
    return _mean(node, values)


Pairs = Sequence[tuple[Fraction, Fraction]]


def _mean(node: Branch, values: Sequence[Fraction | None]) -> Fraction:
    """Weighted arithmetic mean. Only where something does not apply is the weight that fell away left to the others."""
    pairs = [(part, value) for part, value in zip(node.parts, values, strict=True) if value is not None]
    common = lcm(*(value.denominator for _, value in pairs))
    total = sum(part * value.numerator * (common // value.denominator) for part, value in pairs)
    weight = node.whole if len(pairs) == len(values) else sum(part for part, _ in pairs)
    return Fraction(total, weight * common) if weight else Fraction(0)


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
