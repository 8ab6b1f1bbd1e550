"""From an entry to points: derived values, gates, checks, and every indicator's points, rounded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category, Indicator
from paritrana.criteria.order import ordered_formulas
from paritrana.decimals import rounded
from paritrana.entry.model import Entry
from paritrana.expressions import Value, evaluate, truth
from paritrana.problems import Problem, Where
from paritrana.rules import Input, Inputs, Outcome
from paritrana.text import spoken

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class IndicatorPoints:
    """Points of one indicator: as the rule gave them, and as published (rounded once, added exactly).

    `missing` is true where a blank was settled by the declared policy (0 points).
    """

    indicator: str
    raw: Fraction
    points: Fraction
    outcome: Outcome
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """All points of one entry, with the inputs they came from and what stood in the way.

    `gates` are ids of gates that do not hold; `problems` with an error leave the candidate without a rank.
    """

    entry: Entry
    inputs: Inputs
    indicators: Mapping[str, IndicatorPoints]
    gates: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def score_points(entry: Entry, category: Category) -> Points:
    """The points of one entry under the criteria of its category."""
    inputs, problems = derive(entry, category)
    indicators: dict[str, IndicatorPoints] = {}
    for indicator, _ in category.indicators():
        outcome = indicator.rule.score(inputs)
        if outcome.points is None and (found := _obstacle(indicator, outcome, entry, category)):
            problems.append(found)
        indicators[indicator.id] = _settled(indicator, outcome, category)
    gates, unknown = _gates(entry, category, inputs)
    problems.extend((*unknown, *_checks(entry, category, inputs)))
    return Points(entry, inputs, indicators, gates, _without_echo(problems))


def derive(entry: Entry, category: Category) -> tuple[dict[str, Input], list[Problem]]:
    """Fields and derived values by id; a formula that cannot be computed is a problem and stays missing."""
    inputs: dict[str, Input] = dict(entry.values)
    problems: list[Problem] = []
    for item in ordered_formulas(category).formulas:
        result = evaluate(item.formula, _plain(inputs))
        if result.faults:
            fault = str(result.faults[0].kind)
            problems.append(_impossible(item.title.id, fault, item.formula.names, entry, category, item.id))
        elif result.value is not None:
            inputs[item.id] = result.value
    return inputs, problems


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
        holds = truth(gate.condition, _plain(inputs))
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
        if truth(check.condition, _plain(inputs)) is False:
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
