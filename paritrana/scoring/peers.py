"""What is worked out once for a category, and the rules that compare the candidates of a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, Self

from paritrana.criteria.fields import Derived
from paritrana.criteria.model import Category
from paritrana.criteria.order import ordered_formulas
from paritrana.criteria.tree import Indicator
from paritrana.entry.model import Entry
from paritrana.rules import GroupRule, Inputs, Marks, Outcome
from paritrana.rules.panel import Panel
from paritrana.scoring.severity import juror_levels
from paritrana.scoring.tree import Branch, parts_of_total, plan_tree


@dataclass(frozen=True, slots=True)
class Plan:
    """A category with its indicators and aspects in reading order, its derived values in theirs, its tree for sums.

    `parts` are the parts of the total that nodes have where everything applies.
    """

    category: Category
    indicators: tuple[Indicator, ...]
    aspects: tuple[str, ...]
    formulas: tuple[Derived, ...]
    tree: Branch
    parts: tuple[tuple[str, Fraction], ...]

    @classmethod
    def of(cls, category: Category) -> Self:
        indicators = tuple(indicator for indicator, _ in category.indicators())
        aspects = tuple(aspect.id for aspect, _ in category.all_aspects())
        tree = plan_tree(category)
        parts = tuple(parts_of_total(tree, Fraction(category.scale) / 100, {}, frozenset()))
        return cls(category, indicators, aspects, ordered_formulas(category).formulas, tree, parts)


class Peer(Protocol):
    """An entry with its inputs."""

    @property
    def entry(self) -> Entry: ...

    @property
    def inputs(self) -> Inputs: ...

    @property
    def fixed(self) -> Mapping[str, Fraction | None]: ...


def compares(plan: Plan) -> bool:
    """Whether the points of any candidate depend on those of others."""
    rules = (indicator.rule for indicator in plan.indicators)
    return any(isinstance(rule, GroupRule) or (isinstance(rule, Panel) and rule.severity) for rule in rules)


def compare(plan: Plan, peers: Sequence[Peer]) -> dict[str, dict[str, Outcome]]:
    """Outcomes of the rules that compare peers, by candidate code and indicator; others have none."""
    found: dict[str, dict[str, Outcome]] = {peer.entry.candidate.code: {} for peer in peers}
    groups: dict[str, list[Peer]] = {}
    for peer in peers:
        groups.setdefault(peer.entry.candidate.group, []).append(peer)
    for indicator in plan.indicators:
        if isinstance(indicator.rule, GroupRule):
            for group in groups.values():
                for code, outcome in _settled(indicator, indicator.rule, group).items():
                    found[code][indicator.id] = outcome
        elif isinstance(indicator.rule, Panel) and indicator.rule.severity:
            for code, outcome in _levelled(indicator, indicator.rule, peers).items():
                found[code][indicator.id] = outcome
    return found


def _levelled(indicator: Indicator, rule: Panel, peers: Sequence[Peer]) -> Mapping[str, Outcome]:
    """Those with marks enough, the jurors' levels taken out. Jurors are the same for all groups, and so their levels.

    Marks too few to count say nothing about their jurors either.
    """
    marks: dict[str, Marks] = {}
    for peer in peers:
        own = rule.score(peer.inputs)
        if indicator.id not in peer.fixed and own.points is not None and isinstance(own.value, tuple):
            marks[peer.entry.candidate.code] = own.value
    levels = juror_levels(tuple(marks.values()))
    return {code: rule.adjusted(given, levels) for code, given in marks.items()}


def _settled(indicator: Indicator, rule: GroupRule, group: Sequence[Peer]) -> Mapping[str, Outcome]:
    """Those of a group whom an indicator concerns and who have a value, compared with one another."""
    values: dict[str, Fraction] = {}
    for peer in group:
        own = rule.own(peer.inputs)
        if indicator.id not in peer.fixed and isinstance(own.value, Fraction):
            values[peer.entry.candidate.code] = own.value
    return rule.settle(values) if values else {}
