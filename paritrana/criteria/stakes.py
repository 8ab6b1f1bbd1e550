"""How much of the final score hangs on what: for the remarks on an answer."""

from collections.abc import Mapping
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.order import ordered_formulas
from paritrana.criteria.tree import Indicator
from paritrana.rules.checklist import Checklist

HUNDRED = Fraction(100)


def stakes(category: Category) -> Mapping[str, Fraction]:
    """The most that the indicators behind an id can earn together, on the scale of the final score.

    By id of fields, derived values, checks and indicators; an id that no indicator reads has no key. An item of a
    checklist stakes its own points, not those of the other items.
    """
    leaves, full = category.indicators(), Fraction(category.scale) / HUNDRED
    reads = {node.id: behind(node.rule.names, category) for node, _ in leaves}

    def at_stake(asked: frozenset[str]) -> Fraction:
        return sum((share * full * _hanging(node, reads[node.id], asked) for node, share in leaves), Fraction(0))

    found = {node.id: share * full * node.rule.top for node, share in leaves}
    found |= {name: at_stake(frozenset({name})) for names in reads.values() for name in names}
    found |= {check.id: at_stake(behind(check.condition.names, category)) for check in category.checks}
    return {name: amount for name, amount in found.items() if amount}


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
