"""From raw answers to statements: every answer of one file judged in one pass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from paritrana.answers import AnswerSpec, Finding, RawAnswer, Source, Value, read
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.fingerprint import Same
from paritrana.criteria.model import Category
from paritrana.criteria.order import fields_behind
from paritrana.entry.asked import not_asked, undecided
from paritrana.entry.fold import as_input
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.problems import Problem, Where
from paritrana.text import spoken

KIND_OF = {
    Role.CANDIDATE: StatementKind.CLAIMED,
    Role.ORGANISER: StatementKind.ORGANISER,
    Role.VERIFIER: StatementKind.VERIFIED,
    Role.PANEL: StatementKind.MARK,
}


@dataclass(frozen=True, slots=True)
class Given:
    """One cell for one field: what stands in it, who gave it, and what stands beside it."""

    field: str
    raw: RawAnswer
    by: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file says about one candidate, and what is wrong with it.

    `spoiled` are fields that hold something unreadable: they are neither missing nor given.
    """

    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()
    spoiled: frozenset[str] = frozenset()


def check(
    given: tuple[Given, ...],
    category: Category,
    candidate: Candidate,
    role: Role,
    references: Mapping[str, Decimal] | None = None,
) -> Checked:
    """Statements and problems of one candidate's answers from one file.

    A blank in a field that is not required (or is another role's) says nothing and is no problem. `references`
    are figures known from elsewhere, by field, for the three lost zeros.
    """
    asked = {field.id: field for field in category.fields}
    statements: list[Statement] = []
    problems: list[Problem] = []
    spoiled: set[str] = set()
    for item in given:
        field = asked[item.field]
        if not may_fill(field, role):
            problems.extend(_intrusion(item, field, candidate, role))
            continue
        figure = references.get(field.id) if references else None
        spec = _usual_spec(Same(field)) if figure is None else field.spec(figure)
        reading = read(item.raw, spec)
        found = [_problem(finding, item.raw.source, field, candidate) for finding in reading.findings]
        problems.extend(found)
        if any(problem.is_error for problem in found):
            spoiled.add(field.id)
        elif reading.value is not None:
            statements.append(_statement(item, reading.value, candidate, role))
    return Checked(tuple(statements), tuple(problems), frozenset(spoiled))


@lru_cache(maxsize=2048)
def _usual_spec(same: Same[Field]) -> AnswerSpec:
    return same.it.spec()


def may_fill(field: Field, role: Role) -> bool:
    """Whether a role may say something about a field: its own, and a verifier about a candidate's claim."""
    return field.filled_by == role or (role is Role.VERIFIER and field.filled_by is Role.CANDIDATE)


def required_missing(
    given: tuple[Given, ...], checked: Checked, category: Category, candidate: Candidate
) -> Iterator[Problem]:
    """A001 for every required field of a candidate's own form that holds nothing, though it concerns the candidate.

    Where the committee's figures, or an answer that cannot be read, decide whom it concerns, nothing is said yet.
    """
    said = {statement.field for statement in checked.statements} | checked.spoiled
    empty = [field for field in category.filled_by(Role.CANDIDATE) if field.required and field.id not in said]
    if not empty:
        return
    cells = {item.field: item.raw.source for item in given}
    excused = _excused(checked, category)
    for field in empty:
        if field.id not in excused:
            details = expectation(field)
            source = cells.get(field.id, Source("", ""))
            yield _problem(Finding("A001", details), source, field, candidate)


def _excused(checked: Checked, category: Category) -> frozenset[str]:
    """The fields that do not concern the candidate, or of which its form alone cannot tell."""
    own = {said.field: as_input(said.value) for said in checked.statements}
    unclear = set(checked.spoiled)
    for field in category.fields:
        if field.applies_when is not None and fields_behind(field.applies_when.names, category) & unclear:
            unclear.add(field.id)
    return not_asked(own, category) | undecided(own, category) | unclear


def expectation(field: Field) -> dict[str, str]:
    """The detail `expected`: what a field wants, in a few words of every language."""
    return spoken("expected", f"answers.{field.kind}", options=field.choices)


def _intrusion(item: Given, field: Field, candidate: Candidate, role: Role) -> Iterator[Problem]:
    if not item.raw.blank:
        details = {**spoken("read", f"roles.{role}"), **spoken("expected", f"roles.{field.filled_by}")}
        yield _problem(Finding("A023", details), item.raw.source, field, candidate)


def _problem(finding: Finding, source: Source, field: Field, candidate: Candidate) -> Problem:
    return Problem(
        finding.code,
        Where(source.file, source.sheet, source.cell),
        finding.details,
        candidate=candidate.code,
        category=candidate.category,
        field=field.id,
    )


def _statement(item: Given, value: Value, candidate: Candidate, role: Role) -> Statement:
    return Statement(
        candidate=candidate.code,
        field=item.field,
        value=value,
        kind=KIND_OF[role],
        source=item.raw.source,
        by=item.by,
        evidence=item.evidence,
        note=item.note,
    )
