"""The ladder of a result: the same candidates scored by claims, after verification, after the interview, as decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.criteria.order import fields_behind
from paritrana.criteria.tree import Indicator, walk
from paritrana.entry.fold import fold
from paritrana.entry.model import Entry, StatementKind
from paritrana.scoring.aggregate import Scores, aggregate, undefined_mean
from paritrana.scoring.peers import Plan
from paritrana.scoring.points import Points, peers_of, score_entries


class Step(StrEnum):
    """The steps of the ladder, in their order: each hears the words of those before it, and its own."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    MARKED = "marked"
    DECIDED = "decided"


OWN: Mapping[Step, frozenset[StatementKind]] = {
    Step.CLAIMED: frozenset({StatementKind.CLAIMED, StatementKind.ORGANISER}),
    Step.VERIFIED: frozenset({StatementKind.VERIFIED}),
    Step.MARKED: frozenset({StatementKind.MARK}),
    Step.DECIDED: frozenset({StatementKind.DECISION}),
}
"""Whose words a step adds."""

_LATE = ("interview", "visit", "presentation")
"""Kinds of stages whose indicators are known only after the interview."""


@dataclass(frozen=True, slots=True)
class Height:
    """A candidate at one step: points of the indicators that are known by then, what each brings, and their sum.

    `points` are 0 to 100 by indicator; `weighted` and `total` on the scale of the category, None where sums are no
    weighted means. An indicator that does not concern the candidate has no key.
    """

    points: Mapping[str, Fraction]
    weighted: Mapping[str, Fraction]
    total: Fraction | None


Ladder = Mapping[str, Mapping[Step, Height]]
"""Heights by the candidate's code and step."""


def steps_of(entries: Iterable[Entry], category: Category) -> tuple[Step, ...]:
    """The steps at which anything was said: claims always, the others where somebody spoke."""
    kinds = {one.kind for entry in entries for said in entry.statements.values() for one in said}
    asked = {field.filled_by for field in category.fields}
    heard = {Step.CLAIMED} | {step for step, own in OWN.items() if own & kinds}
    return tuple(step for step in Step if step in heard or (step is Step.MARKED and Role.PANEL in asked))


def reached(category: Category, stage: str) -> Step:
    """The last step that is known at a stage (by its id): what was said later moved nobody there."""
    ids, kinds = [one.id for one in category.stages], [one.kind for one in category.stages]
    passed = kinds[: ids.index(stage) + 1]
    if not set(_LATE).isdisjoint(passed):
        return Step.MARKED
    return Step.VERIFIED if "verification" in passed or "verification" not in kinds else Step.CLAIMED


def first_steps(category: Category) -> dict[str, Step]:
    """The step at which each indicator is known: the latest of those of the fields it rests on, and of its stage."""
    late = {name for stage in category.stages if stage.kind in _LATE for name in stage.aspects}
    found: dict[str, Step] = {}
    for aspect in category.aspects:
        for node, _ in walk(aspect, Fraction(1), points=False):
            if isinstance(node, Indicator):
                found[node.id] = Step.MARKED if aspect.id in late else _known_at(node, category)
    return found


def _known_at(indicator: Indicator, category: Category) -> Step:
    roles = {category.field(name).filled_by for name in fields_behind(indicator.rule.names, category)}
    if Role.PANEL in roles:
        return Step.MARKED
    return Step.VERIFIED if Role.VERIFIER in roles else Step.CLAIMED


def ladder(entries: Sequence[Entry], category: Category) -> Ladder:
    """Every candidate's heights. Candidates are compared with the others of `entries` at each step, as in the result.

    The last step is the result itself. A candidate whose score is undefined at a step has no height there.
    """
    plan, steps = Plan.of(category), steps_of(entries, category)
    known = {name: step if step in steps else steps[-1] for name, step in first_steps(category).items()}
    found: dict[str, dict[Step, Height]] = {entry.candidate.code: {} for entry in entries}
    peers = peers_of(entries, plan)
    for step in steps:
        for points in score_entries([heard_until(entry, step) for entry in entries], plan, peers):
            if undefined_mean(points, plan) is None:
                found[points.entry.candidate.code][step] = _height(points, aggregate(points, plan), plan, known, step)
    return found


def heard_until(entry: Entry, step: Step) -> Entry:
    """The entry as it would be if nobody had spoken after a step."""
    order = tuple(Step)
    kinds = frozenset[StatementKind]().union(*(OWN[one] for one in order[: order.index(step) + 1]))
    said = [one for every in entry.statements.values() for one in every if one.kind in kinds]
    return fold(entry.candidate, said)


def _height(points: Points, scores: Scores, plan: Plan, known: Mapping[str, Step], step: Step) -> Height:
    order = tuple(Step)
    there = [
        one.id
        for one in plan.indicators
        if order.index(known[one.id]) <= order.index(step) and points.indicators[one.id].applies
    ]
    whole = len(there) == sum(item.applies for item in points.indicators.values())
    weighted = {name: scores.weighted[name] for name in there if name in scores.weighted}
    summable = len(weighted) == len(there) and not points.adjustments
    total = scores.published if whole else sum(weighted.values(), Fraction(0)) if summable else None
    return Height({name: points.indicators[name].points for name in there}, weighted, total)
