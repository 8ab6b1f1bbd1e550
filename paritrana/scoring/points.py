"""From an entry to points: derived values, gates, checks, and every indicator's points, rounded once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.criteria.order import ordered_formulas
from paritrana.criteria.tree import Indicator
from paritrana.decimals import rounded
from paritrana.entry.model import Entry
from paritrana.expressions import Value, evaluate
from paritrana.problems import Problem, Where, has_errors
from paritrana.rules import GroupRule, Input, Inputs, Outcome
from paritrana.scoring.applies import not_applying
from paritrana.scoring.peers import Plan, compare
from paritrana.text import spoken

ZERO = Fraction(0)


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
    penalties take, signed, on the scale of the total; `gates` are ids of gates that do not hold; `problems` with an
    error leave the candidate without a rank.
    """

    entry: Entry
    inputs: Inputs
    indicators: Mapping[str, IndicatorPoints]
    gates: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    fixed: Mapping[str, Fraction | None] = field(default_factory=dict)
    adjustments: Mapping[str, Fraction] = field(default_factory=dict)


def score_points(entry: Entry, category: Category) -> Points:
    """The points of one entry by itself; rules that compare peers see nobody else."""
    return score_entries((entry,), category)[0]


def score_entries(entries: Iterable[Entry], category: Category) -> tuple[Points, ...]:
    """The points of entries under the criteria of their category, in the order given.

    Rules that compare peers see, group by group, every active candidate whom no gate and no error keeps out.
    """
    plan = Plan.of(category)
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


def _draft(entry: Entry, plan: Plan) -> _Draft:
    inputs, problems = derive(entry, plan.category)
    gates, unknown = _gates(entry, plan.category, inputs)
    problems.extend((*unknown, *_checks(entry, plan.category, inputs)))
    return _Draft(entry, inputs, problems, gates, not_applying(plan.category, _plain(inputs)))


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
    adjustments, faulty = adjust(entry, category, draft.inputs)
    every = _without_echo([*problems, *draft.problems, *faulty])
    return Points(entry, draft.inputs, indicators, draft.gates, every, draft.fixed, adjustments)


def _alone(indicator: Indicator, inputs: Inputs) -> Outcome:
    """What a rule finds by itself; one that compares peers, but has none to compare, finds what its value lacks."""
    rule = indicator.rule
    return rule.own(inputs) if isinstance(rule, GroupRule) else rule.score(inputs)


def derive(entry: Entry, category: Category) -> tuple[dict[str, Input], list[Problem]]:
    """Fields, parameters and derived values by id; a formula that cannot be computed is a problem and stays missing."""
    inputs: dict[str, Input] = {item.id: Fraction(item.values[-1].value) for item in category.parameters}
    inputs.update(entry.values)
    problems: list[Problem] = []
    for item in ordered_formulas(category).formulas:
        result = evaluate(item.formula, _plain(inputs))
        if result.faults:
            fault = str(result.faults[0].kind)
            problems.append(_impossible(item.title.id, fault, item.formula.names, entry, category, item.id))
        elif result.value is not None:
            inputs[item.id] = result.value
    return inputs, problems


def adjust(entry: Entry, category: Category, inputs: Inputs) -> tuple[dict[str, Fraction], list[Problem]]:
    """What bonuses add and penalties take, by id and signed: each within its own most, together within the caps."""
    found: dict[str, Fraction] = {}
    problems: list[Problem] = []
    caps = {"bonus": category.caps.bonus, "penalty": category.caps.penalty}
    left = {kind: Fraction(cap) for kind, cap in caps.items() if cap is not None}
    for item in category.adjustments:
        result = evaluate(item.points, _plain(inputs))
        if result.faults:
            fault = str(result.faults[0].kind)
            problems.append(_impossible(item.title.id, fault, item.points.names, entry, category, item.id))
        value = result.value if isinstance(result.value, Fraction) else ZERO
        amount = rounded(max(ZERO, min(value, Fraction(item.most))), category.precision.score)
        amount = min(amount, left.get(item.kind, amount))
        if item.kind in left:
            left[item.kind] -= amount
        found[item.id] = amount if item.kind == "bonus" else -amount
    return found, problems


def own_problems(entry: Entry, category: Category) -> tuple[Problem, ...]:
    """What the answers given so far break, whatever else may come: formulas they make impossible, and checks."""
    inputs, problems = derive(entry, category)
    return _without_echo([*problems, *_checks(entry, category, inputs)])


def _plain(inputs: Inputs) -> dict[str, Value]:
    return {key: value for key, value in inputs.items() if not isinstance(value, tuple)}


def _settled(indicator: Indicator, outcome: Outcome, category: Category) -> IndicatorPoints:
    if outcome.points is None:
        return IndicatorPoints(indicator.id, ZERO, ZERO, outcome, missing=True)
    places = category.precision.points
    points = outcome.points if places == "exact" else rounded(outcome.points, places)
    return IndicatorPoints(indicator.id, outcome.points, points, outcome)


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


def _gates(entry: Entry, category: Category, inputs: Inputs) -> tuple[tuple[str, ...], list[Problem]]:
    """Gates that do not hold, and R001 where one cannot be judged because the organiser's data are missing.

    A gate that cannot be judged because the candidate left something blank does not hold.
    """
    shut: list[str] = []
    unknown: list[Problem] = []
    for gate in category.gates:
        judged = evaluate(gate.condition, _plain(inputs))
        holds = judged.value
        if judged.faults:
            fault = str(judged.faults[0].kind)
            unknown.append(_impossible(gate.message.id, fault, gate.condition.names, entry, category, gate.id))
            continue
        owed = _owed_by_committee(gate.condition.names, category, inputs) if holds is None else []
        if owed:
            unknown.extend(_owed(field, entry, category) for field in owed)
        elif holds is not True:
            shut.append(gate.id)
    return tuple(shut), unknown


def _owed_by_committee(names: frozenset[str], category: Category, inputs: Inputs) -> list[Field]:
    """The fields behind names, through derived values, that others than the candidate have left blank."""
    wanted = set(names)
    for item in reversed(ordered_formulas(category).formulas):
        if item.id in wanted:
            wanted |= item.formula.names
    return [
        field
        for field in category.fields
        if field.id in wanted and field.filled_by is not Role.CANDIDATE and field.id not in inputs
    ]


def _owed(field: Field, entry: Entry, category: Category) -> Problem:
    details = {"question": field.ask.id, **spoken("role", f"roles.{field.filled_by}")}
    return _problem("R001", details, entry, category, field.id)


def _checks(entry: Entry, category: Category, inputs: Inputs) -> list[Problem]:
    found = []
    for check in category.checks:
        judged = evaluate(check.condition, _plain(inputs))
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


def _without_echo(problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems without those that only repeat one about the same thing."""
    seen: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.field, str(problem.where)), problem)
    return tuple(seen.values())
