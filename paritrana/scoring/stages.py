"""A stage is the same walk with fewer indicators: the category as it stands at a stage, and who passes on from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Awards, Category
from paritrana.criteria.order import fields_behind
from paritrana.criteria.stages import Pass, Stage
from paritrana.criteria.tree import Aspect, Indicator, Node, walk
from paritrana.scoring.ranking import Placed, total_of
from paritrana.scoring.result import Result

HUNDRED = Fraction(100)


def stage_aspects(category: Category, stage: Stage) -> tuple[str, ...]:
    """The topmost aspects that count at a stage, in the order of the file."""
    counted: set[str] = set()
    for one in category.stages:
        counted = set(one.aspects) if one.counts == "replaces" else counted | set(one.aspects)
        if one.id == stage.id:
            break
    return tuple(aspect.id for aspect in category.aspects if aspect.id in counted)


def by_claims(category: Category, stage: Stage) -> frozenset[str]:
    """The candidates' own fields, at a stage before the first verification: there claims count as they are.

    Later nothing is left out. What other roles say (figures, marks, a verifier's own questions) counts at any stage.
    """
    kinds = [one.kind for one in category.stages]
    if "verification" not in kinds or category.stages.index(stage) >= kinds.index("verification"):
        return frozenset()
    return frozenset(field.id for field in category.filled_by(Role.CANDIDATE))


def at_stage(category: Category, stage: Stage) -> Category:
    """The category as it stands at a stage: the aspects that count, with their weights put to the whole.

    Fields that only later stages need are not required yet; gates, checks, rungs and adjustments that rest on them, and
    all awards and classes, are left out. Of the last stage it is the category itself, unless a stage replaces others.
    """
    wanted, last = stage_aspects(category, stage), stage.id == category.stages[-1].id
    if last and len(wanted) == len(category.aspects):
        return category
    aspects = tuple(aspect for aspect in category.aspects if aspect.id in wanted)
    later = later_fields(category, stage)
    ties = tuple(rung for rung in category.ranking.ties if rung.by in _rungs(category, aspects, later))
    kept = {
        **_reweighed(aspects, category),
        "fields": tuple(_asked(field, later) for field in category.fields),
        "ranking": category.ranking.model_copy(update={"ties": ties}),
        "gates": tuple(item for item in category.gates if _is_ready(item.condition.names, category, later)),
        "checks": tuple(item for item in category.checks if _is_ready(item.condition.names, category, later)),
        "adjustments": tuple(item for item in category.adjustments if _is_ready(item.points.names, category, later)),
    }
    return category.model_copy(update=kept if last else {**kept, **_PRIZES})


_PRIZES = {"awards": Awards(), "classes": (), "unclassified": None}
"""What only the last stage gives: here, that there is none."""


def _is_ready(names: Iterable[str], category: Category, later: frozenset[str]) -> bool:
    """Whether names rest on nothing that only later stages ask for."""
    return fields_behind(names, category).isdisjoint(later)


def _rungs(category: Category, aspects: Iterable[Aspect], later: frozenset[str]) -> frozenset[str]:
    """The ids that can tell candidates apart at a stage: its nodes, and the values it knows."""
    nodes = {node.id for aspect in aspects for node, _ in walk(aspect, HUNDRED, points=False)}
    values = {field.id for field in category.fields} | {item.id for item in category.derived}
    return frozenset(nodes | {name for name in values if _is_ready({name}, category, later)})


def later_fields(category: Category, stage: Stage) -> frozenset[str]:
    """The fields that only aspects of later stages rest on; none at the last stage."""
    if stage.id == category.stages[-1].id:
        return frozenset()
    wanted = stage_aspects(category, stage)
    now: set[str] = set()
    later: set[str] = set()
    for aspect in category.aspects:
        names = {name for node, _ in walk(aspect, HUNDRED, points=False) for name in _names(node)}
        (now if aspect.id in wanted else later).update(fields_behind(names, category))
    return frozenset(later - now)


def _names(node: Node) -> frozenset[str]:
    own = node.applies_when.names if node.applies_when is not None else frozenset[str]()
    return own | node.rule.names if isinstance(node, Indicator) else own


def _asked(field: Field, later: frozenset[str]) -> Field:
    return field.model_copy(update={"required": False}) if field.id in later and field.required else field


def _reweighed(aspects: Sequence[Aspect], category: Category) -> dict[str, Any]:
    """The aspects of a stage with their weights put to 100 percent; where weights are points, these are the scale."""
    whole = sum((aspect.weight or Fraction(0) for aspect in aspects), Fraction(0))
    best = None if category.best is None else min(category.best, len(aspects))
    if not whole:
        return {"aspects": tuple(aspects), "best": best}
    if category.weights == "points":
        return {"aspects": tuple(aspects), "scale": Decimal(whole.numerator) / whole.denominator}
    return {"aspects": tuple(_weighing(aspect, HUNDRED / whole) for aspect in aspects)}


def _weighing(aspect: Aspect, factor: Fraction) -> Aspect:
    return aspect.model_copy(update={"weight": (aspect.weight or Fraction(0)) * factor})


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Who passes on from a stage, by code in the order of their ranks, and who was ranked there and does not.

    `tied` are those with the score of the cut-off of a group, where more of them stand there than places are left.
    """

    stage: str
    passed: tuple[str, ...]
    out: tuple[str, ...]
    tied: tuple[str, ...] = ()


def shortlist(result: Result, stage: Stage) -> Shortlist:
    """Who passes on from a stage; everybody ranked, where it draws no line."""
    passed: list[str] = []
    tied: list[str] = []
    groups: dict[str, list[Placed]] = {}
    for place in result.ranked:
        groups.setdefault(place.candidate.group, []).append(place)
    for peers in groups.values():
        through, level = _through(peers, stage.passing, result.category)
        passed.extend(place.candidate.code for place in through)
        tied.extend(place.candidate.code for place in level)
    through_all = frozenset(passed)
    out = (place.candidate.code for place in result.ranked if place.candidate.code not in through_all)
    return Shortlist(stage.id, tuple(passed), tuple(out), tuple(tied))


def _through(
    peers: Sequence[Placed], line: Pass | None, category: Category
) -> tuple[Sequence[Placed], Sequence[Placed]]:
    """Who of a group passes, and who stands level at the cut-off with more than the places that are left."""
    if line is None:
        return peers, ()
    able = [place for place in peers if line.at_least is None or total_of(place, category) >= Fraction(line.at_least)]
    if line.top is None or len(able) <= line.top:
        return able, ()
    cut = total_of(able[line.top - 1], category)
    above = [place for place in able if total_of(place, category) > cut]
    level = [place for place in able if total_of(place, category) == cut]
    if len(above) + len(level) <= line.top:
        return [*above, *level], ()
    if line.ties == "all":
        return [*above, *level], level
    if line.ties == "none":
        return above, level
    return [place for place in able if (place.rank or 0) <= line.top], level
