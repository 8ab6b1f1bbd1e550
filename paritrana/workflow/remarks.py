"""Problems as people are told of them: each with its question, what was read, what is expected, and its stake."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase

from paritrana.answers import Source
from paritrana.catalogue import CATALOGUE, Level
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

_EVIDENCE = "B08"
"""Remarks on evidence, not on the answer beside it: they expect no kind of answer and stake no points."""

MANY = 8
"""So many of them are one mishap, and are told as one."""

FEW = 3
"""Rows of a table that are listed one by one."""

_IDLE = "B044"
"""What is wrong with a whole row: its code is what was read."""


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
            told = {"question": field.ask.id, "question_en": field.ask("en")}
        if problem.code.startswith(_EVIDENCE):
            return replace(problem, details={**told, **problem.details})
        if field is not None:
            told |= expectation(field)
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
    return tuple(_gathered(rows_together(ordered)))


def rows_together(problems: Iterable[Problem], only: Container[str] = CATALOGUE) -> tuple[Problem, ...]:
    """One problem of no candidate in place of the same in many rows of a table's column: it lists the first rows.

    Of the codes in `only`; the others stay as they are.
    """
    found = tuple(problems)
    alike: dict[object, list[Problem]] = {}
    for problem in found:
        if problem.where.cell and problem.code in only:
            alike.setdefault(_fault(problem), []).append(problem)
    many = [same for same in alike.values() if len(same) > FEW]
    firsts = {id(same[0]): _of_rows(same) for same in many}
    others = {id(problem) for same in many for problem in same[1:]}
    return tuple(firsts.get(id(problem), problem) for problem in found if id(problem) not in others)


def _fault(problem: Problem) -> tuple[object, ...]:
    """What the same fault in two rows has in common; the name of the row is no difference."""
    where, details = problem.where, {**problem.details, **({"read": ""} if problem.code == _IDLE else {})}
    column = where.cell.rstrip("0123456789")
    return (problem.code, where.file, where.sheet, column, problem.field, tuple(sorted(details.items())))


def _of_rows(same: Sequence[Problem]) -> Problem:
    first, idle = same[0], same[0].code == _IDLE
    rows = [one.details["read"] if idle else one.where.cell.lstrip(ascii_uppercase) for one in same]
    told = {"first": ", ".join(rows[:FEW]), "count": str(len(rows) - FEW)}
    if idle:
        details = spoken("read", "remarks.rows_others", **told)
    else:
        question = first.details.get("question", "")
        asked = {"question": (question, "id"), "question_en": (first.details.get("question_en", question), "en")}
        details = {key: _with_rows(text, told, len(rows), lang) for key, (text, lang) in asked.items()}
    return replace(first, details={**first.details, **details}, candidate="")


def _with_rows(question: str, told: Mapping[str, str], count: int, lang: str) -> str:
    rows = label("remarks.rows_others", lang, **told)
    return label("remarks.rows", lang, question=question, count=str(count), rows=rows).strip()


def _gathered(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One problem in place of many of one code in one file: it names the first question and counts the others."""
    found = tuple(problems)
    mishaps = Counter((one.code, one.where.file) for one in found if one.code in _ONCE)
    said: set[tuple[str, str]] = set()
    for problem in found:
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
