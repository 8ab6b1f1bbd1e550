"""From a verifier's workbook to statements: whose candidates they are, and every value checked."""

from collections.abc import Mapping
from decimal import Decimal

from paritrana.answers import Source, Value, show
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.check import Checked, Given, check
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.entry.verification import VERDICT_WORDS, Verdict, Verified, may_verify
from paritrana.form.cells import Book
from paritrana.form.found import is_blank
from paritrana.form.meta import Meta
from paritrana.form.verification_reader import Finding, read_verification
from paritrana.problems import Problem, Where

NO_VALUE, NOT_OWN = "J012", "J016"

Figures = Mapping[str, Mapping[str, Decimal]]


def read_verified(
    book: Book, meta: Meta, category: Category, known: Mapping[str, Candidate], figures: Figures
) -> tuple[dict[str, Checked], tuple[Problem, ...]]:
    """What a verifier says, by candidate, and all problems; of a candidate that is another's nothing is read."""
    found, told = read_verification(book, category, known)
    person = meta.person or found.person
    by_code: dict[str, list[Finding]] = {}
    for one in found.rows:
        by_code.setdefault(one.candidate, []).append(one)
    strangers = {code for code in by_code if not may_verify(known[code], person)}
    problems = [one for one in told if one.candidate not in strangers]
    problems += [_not_own(by_code[code], known[code], person, category) for code in sorted(strangers)]
    checked: dict[str, Checked] = {}
    for code, rows in by_code.items():
        if code not in strangers:
            checked[code] = _checked(rows, category, known[code], (person, found.date), figures.get(code))
            problems += checked[code].problems
    return checked, tuple(problems)


def _not_own(rows: list[Finding], candidate: Candidate, person: str, category: Category) -> Problem:
    at = rows[0].at
    details = {"by": show.quoted(person) or "-", "expected": show.quoted(candidate.verifier), "count": str(len(rows))}
    place = Where(at.file, at.sheet, at.cell)
    return Problem(NOT_OWN, place, details, candidate=candidate.code, category=category.category)


def _checked(
    rows: list[Finding],
    category: Category,
    candidate: Candidate,
    who: tuple[str, str],
    figures: Mapping[str, Decimal] | None,
) -> Checked:
    statements: list[Statement] = []
    problems: list[Problem] = []
    spoiled: set[str] = set()
    for row in rows:
        if is_blank(row.value):
            statements += _seen(row, candidate, who)
            problems += _unsaid(row, candidate)
            continue
        one = check((Given(row.field.id, row.value, by=who[0]),), category, candidate, Role.VERIFIER, figures)
        statements += [_verified(row, candidate, who, said.value, said.source) for said in one.statements]
        problems += one.problems
        spoiled |= one.spoiled
    return Checked(tuple(statements), tuple(problems), frozenset(spoiled))


def _verified(row: Finding, candidate: Candidate, who: tuple[str, str], value: Value, source: Source) -> Verified:
    """What a row says; `source` is its cell of the value, or of the verdict where no value was typed."""
    return Verified(
        candidate=candidate.code,
        field=row.field.id,
        value=value,
        kind=StatementKind.VERIFIED,
        source=source,
        by=who[0],
        at=who[1],
        reason=row.reason,
        note=row.note,
        verdict=row.verdict,
        seen=row.seen,
        typed=not is_blank(row.value),
    )


def _seen(row: Finding, candidate: Candidate, who: tuple[str, str]) -> list[Statement]:
    """A verdict (or reason) without a value is about the claim that the verifier saw, where its copy is untouched."""
    if row.claimed is None or row.altered or not (row.verdict or row.reason):
        return []
    return [_verified(row, candidate, who, row.claimed, row.at)]


def _unsaid(row: Finding, candidate: Candidate) -> list[Problem]:
    """J012 where a row finds fault with a blank answer and says no value: there is no claim that could stand."""
    if row.claimed is not None or row.altered or row.verdict == Verdict.AGREES or not (row.verdict or row.reason):
        return []
    read = VERDICT_WORDS[Verdict(row.verdict)] if row.verdict else row.reason
    details = {"question": row.field.ask.id, "question_en": row.field.ask("en"), "read": read, "expected": "-"}
    place = Where(row.at.file, row.at.sheet, row.at.cell)
    return [Problem(NO_VALUE, place, details, candidate.code, candidate.category, row.field.id)]
