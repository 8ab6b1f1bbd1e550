"""How much of the final score hangs on what: for the remarks on an answer."""

from collections.abc import Mapping
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.order import ordered_formulas

HUNDRED = Fraction(100)


def stakes(category: Category) -> Mapping[str, Fraction]:
    """The most that the indicators behind an id can earn together, on the scale of the final score.

    By id of fields, derived values, checks and indicators; an id that no indicator reads has no key.
    """
    leaves, full = category.indicators(), Fraction(category.scale) / HUNDRED
    earned = {node.id: share * full * node.rule.top for node, share in leaves}
    found = dict(earned)
    reads = {node.id: behind(node.rule.names, category) for node, _ in leaves}
    for name in {name for names in reads.values() for name in names}:
        found[name] = sum((earned[node] for node, names in reads.items() if name in names), Fraction(0))
    for check in category.checks:
        asked = behind(check.condition.names, category)
        total = sum((earned[node] for node, names in reads.items() if names & asked), Fraction(0))
        found[check.id] = total
    return {name: amount for name, amount in found.items() if amount}


def behind(names: frozenset[str], category: Category) -> frozenset[str]:
    """Names with everything that the derived values among them are computed from."""
    wanted = set(names)
    for item in reversed(ordered_formulas(category).formulas):
        if item.id in wanted:
            wanted |= item.formula.names
    return frozenset(wanted)
