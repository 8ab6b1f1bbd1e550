"""How much of the final score hangs on what: for the remarks on an answer."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.order import ordered_formulas
from paritrana.criteria.tree import Indicator, Node
from paritrana.rules.checklist import Checklist

HUNDRED = Fraction(100)
TOTAL = "*"
"""The knot of a category whose topmost aspects are no plain mean."""


def stakes(category: Category) -> Mapping[str, Fraction]:
    """The most that the indicators behind an id can earn together, on the scale of the final score.

    By id of fields, derived values, checks and indicators; an id that no indicator reads has no key. An item of a
    checklist stakes its own points, not those of the other items; beneath a minimum, the best k, or a geometric or
    harmonic mean, everything that node weighs is at stake.
    """
    full, leaves = Fraction(category.scale) / HUNDRED, tuple(_leaves(category))
    reads = {node.id: behind(node.rule.names, category) for node, _, _ in leaves}

    def at_stake(asked: frozenset[str]) -> Fraction:
        hanging = [(share, knot, _hanging(node, reads[node.id], asked)) for node, share, knot in leaves]
        alone = sum((share * points for share, knot, points in hanging if not knot), Fraction(0))
        knots = {knot: share for share, knot, points in hanging if knot and points}
        return full * (alone + HUNDRED * sum(knots.values(), Fraction(0)))

    found = {node.id: share * full * (HUNDRED if knot else node.rule.top) for node, share, knot in leaves}
    found |= {name: at_stake(frozenset({name})) for names in reads.values() for name in names}
    found |= {check.id: at_stake(behind(check.condition.names, category)) for check in category.checks}
    return {name: amount for name, amount in found.items() if amount}


def _leaves(category: Category) -> Iterator[tuple[Indicator, Fraction, str]]:
    """Every indicator with the weight that hangs on it.

    Beneath a node that is no plain mean one answer can move the whole node: the outermost such node (its knot) and
    its weight stand in place of the indicator's own.
    """
    weights = {node.id: share for node, share in category.nodes()}

    def below(node: Node, knot: str) -> Iterator[tuple[Indicator, Fraction, str]]:
        if isinstance(node, Indicator):
            yield node, Fraction(1) if knot == TOTAL else weights[knot or node.id], knot
            return
        own = knot or (node.id if node.aggregate != "mean" else "")
        for child in node.children:
            yield from below(child, own)

    for aspect in category.aspects:
        yield from below(aspect, TOTAL if category.aggregate != "mean" else "")


def _hanging(node: Indicator, names: frozenset[str], asked: frozenset[str]) -> Fraction:
    """The points (0–100) of an indicator that hang on these ids; `names` are all it reads."""
    if isinstance(node.rule, Checklist):
        return Fraction(sum(item.points for item in node.rule.items if item.field in asked))
    return node.rule.top if names & asked else Fraction(0)


def behind(names: frozenset[str], category: Category) -> frozenset[str]:
    """Names with everything that the derived values among them are computed from."""
    wanted = set(names)
    for item in reversed(ordered_formulas(category).formulas):
        if item.id in wanted:
            wanted |= item.formula.names
    return frozenset(wanted)
