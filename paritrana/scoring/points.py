"""From an entry to points: what it satisfies, and every indicator's points, rounded once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator
from paritrana.decimals import rounded
from paritrana.entry.asked import NOBODY, lacks_only, not_asked
from paritrana.entry.model import Entry
from paritrana.problems import Problem, has_errors, unique
from paritrana.rules import GroupRule, Input, Inputs, Outcome
from paritrana.scoring.applies import TREATED, not_applying
from paritrana.scoring.findings import obstacle
from paritrana.scoring.formulas import adjust, derived
from paritrana.scoring.gates import broken_checks, needless, owed_by_committee, shut_gates
from paritrana.scoring.peers import Plan, compare, compares

__all__ = ["IndicatorPoints", "Points", "owed_by_committee", "own_problems", "score_entries"]

ZERO, FULL = Fraction(0), Fraction(100)


@dataclass(frozen=True, slots=True)
class IndicatorPoints:
    """Points of one indicator: as the rule gave them, and as published (rounded once, added exactly).

    `missing` is true where a blank was settled by the declared policy (0 points); `applies` is false where the
    indicator, or an aspect above it, does not concern the candidate.
    """

    indicator: str
    raw: Fraction
    points: Fraction
    outcome: Outcome
    missing: bool = False
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Points:
    """All points of one entry, with the inputs they came from and what stood in the way.

    `fixed` are the values of nodes that do not apply (None: weight redistributed); `adjustments` what bonuses add and
    penalties take, signed, on the scale of the total; `gates` are ids of gates that do not hold; `ignored` the fields
    that do not concern the candidate (they are no inputs); `problems` with an error leave it without a rank.
    """

    entry: Entry
    inputs: Inputs
    indicators: Mapping[str, IndicatorPoints]
    gates: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    fixed: Mapping[str, Fraction | None] = field(default_factory=dict)
    adjustments: Mapping[str, Fraction] = field(default_factory=dict)
    ignored: frozenset[str] = NOBODY


def score_entries(entries: Iterable[Entry], plan: Plan, peers: frozenset[str] | None = None) -> tuple[Points, ...]:
    """The points of entries under the criteria of their category, in the order given.

    Rules that compare peers see, group by group, every active candidate whom no gate and no error keeps out; or those
    with the codes `peers`, where somebody else has settled who is in the running.
    """
    drafts = [_draft(entry, plan) for entry in entries]
    if compares(plan):
        among = _running(drafts, plan) if peers is None else peers
        compared = compare(plan, [draft for draft in drafts if draft.entry.candidate.code in among])
    else:
        compared = {}
    return tuple(_finish(draft, plan, compared.get(draft.entry.candidate.code, {})) for draft in drafts)


def peers_of(entries: Iterable[Entry], plan: Plan) -> frozenset[str]:
    """The codes of the candidates in the running, as far as their own answers tell."""
    return _running([_draft(entry, plan) for entry in entries], plan)


def _running(drafts: "Iterable[_Draft]", plan: Plan) -> frozenset[str]:
    return frozenset(draft.entry.candidate.code for draft in drafts if _is_peer(draft, plan))


@dataclass(slots=True)
class _Draft:
    """An entry on its way to points: inputs and everything that does not depend on others."""

    entry: Entry
    inputs: dict[str, Input]
    problems: list[Problem]
    gates: tuple[str, ...]
    fixed: dict[str, Fraction | None]
    ignored: frozenset[str]


def _draft(entry: Entry, plan: Plan) -> _Draft:
    category, ignored = plan.category, not_asked(entry.values, plan.category)
    inputs, problems = derived(entry, plan, ignored)
    gates, unknown = shut_gates(entry, category, inputs, ignored)
    problems.extend((*unknown, *broken_checks(entry, category, inputs), *needless(entry, category, ignored)))
    fixed = not_applying(category, inputs)
    for indicator in plan.indicators if ignored else ():
        if indicator.id not in fixed and _not_concerned(indicator, inputs, ignored, category):
            fixed[indicator.id] = TREATED[indicator.otherwise or "zero"]
    return _Draft(entry, inputs, problems, gates, fixed, ignored)


def _not_concerned(indicator: Indicator, inputs: Inputs, ignored: frozenset[str], category: Category) -> bool:
    """Whether an indicator has no points for nothing else than fields that do not concern the candidate."""
    found = _alone(indicator, inputs)
    known = found.points if found.points is not None else found.value
    return known is None and not found.fault and lacks_only(indicator.rule.names, inputs, ignored, category)


def _is_peer(draft: _Draft, plan: Plan) -> bool:
    """Whether a candidate is in the running, as far as its own answers tell."""
    if draft.gates or has_errors(draft.problems) or draft.entry.candidate.status != "aktif":
        return False
    asked = (indicator for indicator in plan.indicators if indicator.id not in draft.fixed)
    stopped = any(_stops(indicator, draft, plan.category) for indicator in asked)
    return not stopped and not has_errors(adjust(draft.entry, plan.category, draft.inputs)[1])


def _stops(indicator: Indicator, draft: _Draft, category: Category) -> bool:
    """Whether an answer that is missing or at fault keeps a candidate out, whatever others may have."""
    found = _alone(indicator, draft.inputs)
    if isinstance(indicator.rule, GroupRule) and found.value is not None and not found.fault:
        return False
    return found.points is None and obstacle(indicator, found, draft.entry, category) is not None


def _finish(draft: _Draft, plan: Plan, compared: Mapping[str, Outcome]) -> Points:
    entry, category = draft.entry, plan.category
    indicators: dict[str, IndicatorPoints] = {}
    problems: list[Problem] = []
    for indicator in plan.indicators:
        if indicator.id in draft.fixed:
            settled = draft.fixed[indicator.id] or ZERO
            indicators[indicator.id] = IndicatorPoints(indicator.id, settled, settled, Outcome(None), applies=False)
            continue
        outcome = compared.get(indicator.id) or _alone(indicator, draft.inputs)
        if outcome.points is None and (found := obstacle(indicator, outcome, entry, category)):
            problems.append(found)
        indicators[indicator.id] = _settled(indicator, outcome, category)
    adjustments, faulty = adjust(entry, category, draft.inputs)
    every = unique([*problems, *draft.problems, *faulty])
    return Points(entry, draft.inputs, indicators, draft.gates, every, draft.fixed, adjustments, draft.ignored)


def _alone(indicator: Indicator, inputs: Inputs) -> Outcome:
    """What a rule finds by itself; one that compares peers, but has none to compare, finds what its value lacks."""
    rule = indicator.rule
    return rule.own(inputs) if isinstance(rule, GroupRule) else rule.score(inputs)


def own_problems(entry: Entry, category: Category) -> tuple[Problem, ...]:
    """What the answers given so far break, whatever else may come: formulas they make impossible, and checks."""
    ignored = not_asked(entry.values, category)
    inputs, problems = derived(entry, Plan.of(category), ignored)
    return unique([*problems, *broken_checks(entry, category, inputs), *needless(entry, category, ignored)])


def _settled(indicator: Indicator, outcome: Outcome, category: Category) -> IndicatorPoints:
    if outcome.points is None:
        return IndicatorPoints(indicator.id, ZERO, ZERO, outcome, missing=True)
    return IndicatorPoints(indicator.id, outcome.points, _rounded(outcome.points, indicator, category), outcome)


def _rounded(raw: Fraction, indicator: Indicator, category: Category) -> Fraction:
    """Points as published: rounded on 0 to 100, or where weights are points, as what they bring of the weight.

    Full points bring the whole weight, also one with more decimals.
    """
    places = category.precision.points
    if places == "exact":
        return raw
    if category.weights == "percent" or not indicator.weight:
        return raw if 10**places % raw.denominator == 0 else rounded(raw, places)
    return raw if raw == FULL else min(FULL, rounded(raw * indicator.weight / 100, places) * 100 / indicator.weight)
