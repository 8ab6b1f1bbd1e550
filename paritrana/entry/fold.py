"""From statements to an entry: whose word counts, in a declared order."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from paritrana.answers import Value
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.asked import not_asked, undecided
from paritrana.entry.model import Candidate, Entry, Statement, StatementKind
from paritrana.problems import Problem, Where
from paritrana.rules import Input, Marks
from paritrana.text import spoken

ORDER = tuple(StatementKind)


def fold(candidate: Candidate, statements: Iterable[Statement]) -> Entry:
    """The effective values of a candidate: claimed < organiser < verified < decision; marks side by side.

    The order in which statements arrive does not matter.
    """
    by_field: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=_rank):
        by_field.setdefault(statement.field, []).append(statement)
    values = {field: _effective(said) for field, said in by_field.items()}
    return Entry(candidate, values, {field: tuple(said) for field, said in by_field.items()})


def clashes(statements: Iterable[Statement]) -> tuple[tuple[Statement, Statement], ...]:
    """Pairs of statements of one kind that say something about one field of one candidate twice.

    Marks of different jurors stand beside each other; two words of any other kind clash, whoever says them.
    """
    seen: dict[tuple[str, str, StatementKind, str], Statement] = {}
    found: list[tuple[Statement, Statement]] = []
    for statement in sorted(statements, key=_rank):
        juror = statement.by if statement.kind is StatementKind.MARK else ""
        key = (statement.candidate, statement.field, statement.kind, juror)
        if key in seen:
            found.append((seen[key], statement))
        seen.setdefault(key, statement)
    return tuple(found)


def missing_from_committee(
    entry: Entry, category: Category, spoiled: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """R001 for every required field of organiser, verifier or panel that nobody filled in, where it is asked.

    Also A001 for the candidate's fields of which only the committee's figures could tell that they are asked.
    """
    skipped = not_asked(entry.values, category)
    lacking = [
        field
        for field in category.fields
        if field.required and field.id not in entry.values and field.id not in spoiled and field.id not in skipped
    ]
    late = _asked_late(entry, category) if any(one.filled_by is Role.CANDIDATE for one in lacking) else frozenset()
    return tuple(
        _missing(field, entry.candidate)
        for field in lacking
        if field.filled_by is not Role.CANDIDATE or field.id in late
    )


def _asked_late(entry: Entry, category: Category) -> frozenset[str]:
    """The fields that the candidate's own words left open or excused it from; whatever else is blank is told before."""
    own = {
        key: as_input(said.value)
        for key, every in entry.statements.items()
        for said in every
        if said.kind is StatementKind.CLAIMED
    }
    return not_asked(own, category) | undecided(own, category)


def _missing(field: Field, candidate: Candidate) -> Problem:
    code, details = "R001", {"question": field.ask.id, **spoken("role", f"roles.{field.filled_by}")}
    if field.filled_by is Role.CANDIDATE:
        code, details = "A001", spoken("expected", f"answers.{field.kind}", options=field.choices)
    return Problem(code, Where(), details, candidate=candidate.code, category=candidate.category, field=field.id)


def _rank(statement: Statement) -> tuple[int, str, str, str, str, str, str, str]:
    source = statement.source
    return (
        ORDER.index(statement.kind),
        statement.field,
        statement.by,
        source.sha256,
        source.sheet,
        source.cell,
        statement.at,
        repr(statement.value),
    )


def _effective(said: list[Statement]) -> Input:
    marks = [item for item in said if item.kind is StatementKind.MARK]
    if marks and len(marks) == len(said):
        return _marks(marks)
    words = [item for item in said if item.kind is not StatementKind.MARK]
    return as_input(words[-1].value)


def _marks(said: list[Statement]) -> Marks:
    by_juror = {item.by: Fraction(item.value) for item in said if isinstance(item.value, Decimal)}
    return tuple(by_juror.items())


def as_input(value: Value) -> Input:
    """A value as rules and formulas see it: numbers as exact fractions."""
    return Fraction(value) if isinstance(value, Decimal) else value
