"""What formulas make of an entry: derived values, and what bonuses add and penalties take."""

from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.decimals import rounded
from paritrana.entry.model import Entry
from paritrana.expressions import evaluate
from paritrana.problems import Problem
from paritrana.rules import Input, Inputs
from paritrana.scoring.findings import impossible
from paritrana.scoring.peers import Plan

ZERO = Fraction(0)


def derived(entry: Entry, plan: Plan, ignored: frozenset[str]) -> tuple[dict[str, Input], list[Problem]]:
    """Fields that concern the candidate, parameters and derived values, by id.

    A formula that cannot be computed is a problem and stays missing.
    """
    category = plan.category
    inputs: dict[str, Input] = {item.id: Fraction(item.values[-1].value) for item in category.parameters}
    inputs.update({key: value for key, value in entry.values.items() if key not in ignored})
    problems: list[Problem] = []
    for item in plan.formulas:
        result = evaluate(item.formula, inputs)
        if result.faults:
            fault = str(result.faults[0].kind)
            problems.append(impossible(item.title.id, fault, item.formula.names, entry, category, item.id))
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
        result = evaluate(item.points, inputs)
        if result.faults:
            fault = str(result.faults[0].kind)
            problems.append(impossible(item.title.id, fault, item.points.names, entry, category, item.id))
        value = result.value if isinstance(result.value, Fraction) else ZERO
        amount = min(rounded(max(ZERO, value), category.precision.score), Fraction(item.most))
        amount = min(amount, left.get(item.kind, amount))
        if item.kind in left:
            left[item.kind] -= amount
        found[item.id] = amount if item.kind == "bonus" else -amount
    return found, problems
