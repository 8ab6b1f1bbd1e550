"""What an entry must satisfy: gates, checks, and no answer to a question that does not concern the candidate."""

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.criteria.order import fields_behind
from paritrana.entry.asked import lacks_only
from paritrana.entry.model import Entry
from paritrana.expressions import evaluate
from paritrana.problems import Problem
from paritrana.rules import Inputs
from paritrana.scoring.findings import asks, impossible, owed, problem


def shut_gates(
    entry: Entry, category: Category, inputs: Inputs, ignored: frozenset[str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Gates that do not hold, and R001 where one cannot be judged because the organiser's data are missing.

    A gate that cannot be judged because the candidate left something blank does not hold; one that rests on fields
    that do not concern the candidate keeps nobody out.
    """
    shut: list[str] = []
    unknown: list[Problem] = []
    for gate in category.gates:
        judged = evaluate(gate.condition, inputs)
        holds = judged.value
        names = gate.condition.names
        if judged.faults:
            fault = str(judged.faults[0].kind)
            unknown.append(impossible(gate.message.id, fault, names, entry, category, gate.id))
            continue
        blank = owed_by_committee(names, category, inputs, ignored) if holds is None else []
        if blank:
            unknown.extend(owed(field, entry, category) for field in blank)
        elif holds is not True and not (holds is None and lacks_only(names, inputs, ignored, category)):
            shut.append(gate.id)
    return tuple(shut), unknown


def owed_by_committee(
    names: frozenset[str], category: Category, inputs: Inputs, ignored: frozenset[str]
) -> list[Field]:
    """The fields behind names, through derived values, that others than the candidate have left blank."""
    wanted = fields_behind(names, category) - inputs.keys() - ignored
    return [field for field in category.fields if field.id in wanted and field.filled_by is not Role.CANDIDATE]


def broken_checks(entry: Entry, category: Category, inputs: Inputs) -> list[Problem]:
    """A024 or A025 for every check that does not hold, A030 for one that cannot be computed; a missing one is none."""
    found = []
    for check in category.checks:
        judged = evaluate(check.condition, inputs)
        if judged.faults and check.level == "error":
            fault = str(judged.faults[0].kind)
            found.append(impossible(check.message.id, fault, check.condition.names, entry, category, check.id))
        elif judged.value is False:
            code = "A024" if check.level == "error" else "A025"
            details = {"message": check.message.id, "fields": asks(check.condition.names, category)}
            found.append(problem(code, details, entry, category, check.id))
    return found


def needless(entry: Entry, category: Category, ignored: frozenset[str]) -> list[Problem]:
    """A035 for every answer to a question that does not concern the candidate."""
    return [
        problem("A035", {"question": field.ask.id}, entry, category, field.id)
        for field in category.fields
        if field.id in ignored and field.id in entry.values
    ]
