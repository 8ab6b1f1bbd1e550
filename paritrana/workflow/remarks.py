"""Problems as people are told of them: each with its question, what was read, what is expected, and its stake."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from paritrana.answers import Source
from paritrana.catalogue import Level
from paritrana.criteria.model import Category
from paritrana.criteria.stakes import behind, stakes
from paritrana.entry.check import Checked, expectation
from paritrana.problems import Problem, Where, unique
from paritrana.text import label, spoken

_NOTHING_READ = {"A001": "remarks.blank", "A014": "remarks.uncalculated"}
_ONCE = ("B027", "B032", "B034")
"""What happens to many cells at once where somebody copied or deleted a part of the sheet."""

_DOUBTS = ("A019", "A020", "A032")
"""What is asked about a number that may be right."""

MANY = 8
"""So many of them are one mishap, and are told as one."""


def dressed(problems: Iterable[Problem], category: Category) -> tuple[Problem, ...]:
    """The problems with everything people want to know; those of other categories, or of no field, as they are."""
    found = tuple(problems)
    if not any(problem.field and problem.category == category.category for problem in found):
        return found
    amounts, fields = stakes(category), {field.id: field for field in category.fields}

    def one(problem: Problem) -> Problem:
        if not problem.field or problem.category != category.category:
            return problem
        told: dict[str, str] = {}
        field = fields.get(problem.field)
        if field is not None:
            told = {"question": field.ask.id, "question_en": field.ask("en"), **expectation(field)}
        if problem.code in _NOTHING_READ:
            told.update(spoken("read", _NOTHING_READ[problem.code]))
        elif "value" in problem.details:
            told["read"] = problem.details["value"]
        stake = problem.stake if problem.stake is not None else amounts.get(problem.field)
        return replace(problem, details={**told, **problem.details}, stake=stake)

    return tuple(one(problem) for problem in found)


def located(problem: Problem, category: Category, checked: Checked) -> Problem:
    """A problem between several answers, placed at the first of them: people look for it on the sheet."""
    if problem.where.file:
        return problem
    sources = {said.field: said.source for said in checked.statements}
    first = next((sources[name] for name in involved(problem, category) if name in sources), Source("", ""))
    return replace(problem, where=Where(first.file, first.sheet, first.cell))


def involved(problem: Problem, category: Category) -> tuple[str, ...]:
    """The fields a problem is about, in reading order: its own, or all those behind a check or a calculation."""
    formulas = {item.id: item.condition.names for item in category.checks}
    formulas.update({item.id: item.condition.names for item in category.gates})
    formulas.update({item.id: item.formula.names for item in category.derived})
    formulas.update({node.id: node.rule.names for node, _ in category.indicators()})
    names = behind(formulas.get(problem.field, frozenset({problem.field})), category)
    return tuple(field.id for field in category.fields if field.id in names)


def arranged(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in reading order, the gravest level first, without those that only follow from another.

    None is told twice; where the sheet is gone, its answers are not called missing; where a number is refused, it is
    not doubted as well; a mishap to many cells is told once.
    """
    levels, found = tuple(Level), unique(problems)
    gone = {one.where.file for one in found if one.code == "B026"}
    refused = {(one.candidate, one.field) for one in found if one.is_error and one.field}
    real = (
        one
        for one in found
        if not (one.code == "A001" and gone and one.where.file in (*gone, ""))
        and not (one.code in _DOUBTS and (one.candidate, one.field) in refused)
    )
    ordered = sorted(real, key=lambda one: (levels.index(one.level), one.where.order, bool(one.field), one.code))
    return tuple(_gathered(ordered))


def _gathered(problems: list[Problem]) -> Iterator[Problem]:
    """One problem in place of many of one code in one file: it names the first question and counts the others."""
    mishaps = Counter((one.code, one.where.file) for one in problems if one.code in _ONCE)
    said: set[tuple[str, str]] = set()
    for problem in problems:
        mishap = (problem.code, problem.where.file)
        if mishaps[mishap] < MANY:
            yield problem
        elif mishap not in said:
            said.add(mishap)
            yield _of_many(problem, mishaps[mishap] - 1)


def _of_many(problem: Problem, others: int) -> Problem:
    first = problem.details.get("question", "")
    firsts = {"question": (first, "id"), "question_en": (problem.details.get("question_en", first), "en")}
    counted = {
        key: label("remarks.and_others", lang, first=name, count=str(others)) for key, (name, lang) in firsts.items()
    }
    return replace(problem, details={**problem.details, **counted}, stake=None)
