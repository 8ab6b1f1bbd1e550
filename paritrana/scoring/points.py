"""From an entry to points: derived values, gates, checks, and every indicator's points, rounded once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.criteria.order import fields_behind
from paritrana.criteria.tree import Indicator
from paritrana.decimals import rounded
from paritrana.entry.asked import NOBODY, lacks_only, not_asked
from paritrana.entry.model import Entry
from paritrana.expressions import evaluate
from paritrana.problems import Problem, Where, has_errors, unique
from paritrana.rules import GroupRule, Input, Inputs, Outcome, plain_inputs
from paritrana.scoring.applies import TREATED, not_applying
from paritrana.scoring.peers import Plan, compare
from paritrana.text import spoken

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


def score_entries(entries: Iterable[Entry], plan: Plan) -> tuple[Points, ...]:
    """The points of entries under the criteria of their category, in the order given.

    Rules that compare peers see, group by group, every active candidate whom no gate and no error keeps out.
    """
    drafts = [_draft(entry, plan) for entry in entries]
    compared = compare(plan, [draft for draft in drafts if _is_peer(draft)])
    return tuple(_finish(draft, plan, compared.get(draft.entry.candidate.code, {})) for draft in drafts)


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
    inputs, problems = _derived(entry, plan, ignored)
    gates, unknown = _gates(entry, category, inputs, ignored)
    problems.extend((*unknown, *_checks(entry, category, inputs), *_needless(entry, category, ignored)))
    fixed = not_applying(category, plain_inputs(inputs))
    for indicator in plan.indicators if ignored else ():
        if indicator.id not in fixed and _not_concerned(indicator, inputs, ignored, category):
            fixed[indicator.id] = TREATED[indicator.otherwise or "zero"]
    return _Draft(entry, inputs, problems, gates, fixed, ignored)


def _not_concerned(indicator: Indicator, inputs: Inputs, ignored: frozenset[str], category: Category) -> bool:
    """Whether an indicator has no points for nothing else than fields that do not concern the candidate."""
    found = _alone(indicator, inputs)
    known = found.points if found.points is not None else found.value
    return known is None and not found.fault and lacks_only(indicator.rule.names, inputs, ignored, category)


def _is_peer(draft: _Draft) -> bool:
    return not draft.gates and not has_errors(draft.problems) and draft.entry.candidate.status == "aktif"


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
        if outcome.points is None and (found := _obstacle(indicator, outcome, entry, category)):
            problems.append(found)
        indicators[indicator.id] = _settled(indicator, outcome, category)
    adjustments, faulty = _adjust(entry, category, draft.inputs)
    every = unique([*problems, *draft.problems, *faulty])
    return Points(entry, draft.inputs, indicators, draft.gates, every, draft.fixed, adjustments, draft.ignored)


def _alone(indicator: Indicator, inputs: Inputs) -> Outcome:
    """What a rule finds by itself; one that compares peers, but has none to compare, finds what its value lacks."""
    rule = indicator.rule
    return rule.own(inputs) if isinstance(rule, GroupRule) else rule.score(inputs)


def _derived(entry: Entry, plan: Plan, ignored: frozenset[str]) -> tuple[dict[str, Input], list[Problem]]:
    """Fields that concern the candidate, parameters and derived values, by id.

    A formula that cannot be computed is a problem and stays missing.
    """
    category = plan.category
    inputs: dict[str, Input] = {item.id: Fraction(item.values[-1].value) for item in category.parameters}
    inputs.update({key: value for key, value in entry.values.items() if key not in ignored})
    problems: list[Problem] = []
    known = dict(plain_inputs(inputs))
    for item in plan.formulas:
        result = evaluate(item.formula, known)
        if result.faults:
            fault = str(result.faults[0].kind)
            problems.append(_impossible(item.title.id, fault, item.formula.names, entry, category, item.id))
        elif result.value is not None:
            inputs[item.id] = known[item.id] = result.value
    return inputs, problems


def _adjust(entry: Entry, category: Category, inputs: Inputs) -> tuple[dict[str, Fraction], list[Problem]]:
    """What bonuses add and penalties take, by id and signed: each within its own most, together within the caps."""
    found: dict[str, Fraction] = {}
    problems: list[Problem] = []
    caps = {"bonus": category.caps.bonus, "penalty": category.caps.penalty}
    left = {kind: Fraction(cap) for kind, cap in caps.items() if cap is not None}
    known = plain_inputs(inputs)
    for item in category.adjustments:
        result = evaluate(item.points, known)
        if result.faults:
            fault = str(result.faults[0].kind)
            problems.append(_impossible(item.title.id, fault, item.points.names, entry, category, item.id))
        value = result.value if isinstance(result.value, Fraction) else ZERO
        amount = min(rounded(max(ZERO, value), category.precision.score), Fraction(item.most))
        amount = min(amount, left.get(item.kind, amount))
        if item.kind in left:
            left[item.kind] -= amount
        found[item.id] = amount if item.kind == "bonus" else -amount
    return found, problems


def own_problems(entry: Entry, category: Category) -> tuple[Problem, ...]:
    """What the answers given so far break, whatever else may come: formulas they make impossible, and checks."""
    ignored = not_asked(entry.values, category)
    inputs, problems = _derived(entry, Plan.of(category), ignored)
    return unique([*problems, *_checks(entry, category, inputs), *_needless(entry, category, ignored)])


def _needless(entry: Entry, category: Category, ignored: frozenset[str]) -> list[Problem]:
    """A035 for every answer to a question that does not concern the candidate."""
    return [
        _problem("A035", {"question": field.ask.id}, entry, category, field.id)
        for field in category.fields
        if field.id in ignored and field.id in entry.values
    ]


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
        return rounded(raw, places)
    return raw if raw == FULL else min(FULL, rounded(raw * indicator.weight / 100, places) * 100 / indicator.weight)


def _obstacle(indicator: Indicator, outcome: Outcome, entry: Entry, category: Category) -> Problem | None:
    """Why an indicator has no points, where that is an error; None where the policy is to give zero."""
    if outcome.fault == "quorum":
        quorum = str(getattr(indicator.rule, "quorum", ""))
        details = {"question": indicator.title.id, "read": outcome.matched, "expected": quorum}
        return _problem("R005", details, entry, category, indicator.id)
    if outcome.fault:
        return _impossible(indicator.title.id, outcome.fault, indicator.rule.names, entry, category, indicator.id)
    if (indicator.missing or category.missing) == "return":
        names = _asks(indicator.rule.names, category)
        return _problem("A001", {"expected": names}, entry, category, indicator.id)
    return None


def _gates(
    entry: Entry, category: Category, inputs: Inputs, ignored: frozenset[str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Gates that do not hold, and R001 where one cannot be judged because the organiser's data are missing.

    A gate that cannot be judged because the candidate left something blank does not hold; one that rests on fields
    that do not concern the candidate keeps nobody out.
    """
    shut: list[str] = []
    unknown: list[Problem] = []
    for gate in category.gates:
        judged = evaluate(gate.condition, plain_inputs(inputs))
        holds = judged.value
        names = gate.condition.names
        if judged.faults:
            fault = str(judged.faults[0].kind)
            unknown.append(_impossible(gate.message.id, fault, names, entry, category, gate.id))
            continue
        owed = owed_by_committee(names, category, inputs, ignored) if holds is None else []
        if owed:
            unknown.extend(_owed(field, entry, category) for field in owed)
        elif holds is not True and not (holds is None and lacks_only(names, inputs, ignored, category)):
            shut.append(gate.id)
    return tuple(shut), unknown


def owed_by_committee(
    names: frozenset[str], category: Category, inputs: Inputs, ignored: frozenset[str]
) -> list[Field]:
    """The fields behind names, through derived values, that others than the candidate have left blank."""
    wanted = fields_behind(names, category) - inputs.keys() - ignored
    return [field for field in category.fields if field.id in wanted and field.filled_by is not Role.CANDIDATE]


def _owed(field: Field, entry: Entry, category: Category) -> Problem:
    details = {"question": field.ask.id, **spoken("role", f"roles.{field.filled_by}")}
    return _problem("R001", details, entry, category, field.id)


def _checks(entry: Entry, category: Category, inputs: Inputs) -> list[Problem]:
    found = []
    for check in category.checks:
        judged = evaluate(check.condition, plain_inputs(inputs))
        if judged.faults and check.level == "error":
            fault = str(judged.faults[0].kind)
            found.append(_impossible(check.message.id, fault, check.condition.names, entry, category, check.id))
        elif judged.value is False:
            code = "A024" if check.level == "error" else "A025"
            details = {"message": check.message.id, "fields": _asks(check.condition.names, category)}
            found.append(_problem(code, details, entry, category, check.id))
    return found


def _impossible(name: str, fault: str, names: frozenset[str], entry: Entry, category: Category, where: str) -> Problem:
    details = {"name": name, "fields": _asks(names, category), **spoken("reason", f"faults.{fault}")}
    return _problem("A030", details, entry, category, where)


def _asks(names: frozenset[str], category: Category) -> str:
    """The questions (or titles) behind ids, in the order of the file."""
    words = [field.ask.id for field in category.fields if field.id in names]
    words += [item.title.id for item in category.derived if item.id in names]
    return "; ".join(f'"{word}"' for word in words)


def _problem(code: str, details: Mapping[str, str], entry: Entry, category: Category, field: str) -> Problem:
    where = _where(entry, field)
    return Problem(code, where, details, candidate=entry.candidate.code, category=category.category, field=field)


def _where(entry: Entry, field: str) -> Where:
    said = entry.statements.get(field)
    source = said[-1].source if said else None
    return Where(source.file, source.sheet, source.cell) if source else Where()
