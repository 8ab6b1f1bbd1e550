"""The answers of a form as they are typed back into a fresh one: as they were read, or in the office's own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from paritrana.answers import Kind, RawAnswer, Value, read, show
from paritrana.answers.formats import shows_percent
from paritrana.answers.texts import cleaned
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field, Role
from paritrana.decimals import from_float
from paritrana.entry.check import Given, check, required_missing
from paritrana.entry.model import Candidate
from paritrana.form.carry import carry
from paritrana.form.cells import Book, UnreadableBook, open_book
from paritrana.form.found import text_of
from paritrana.form.layout import OWN_CODE_NAME, FormLayout, plan_form
from paritrana.form.meta import Meta, check_meta
from paritrana.form.reader import FormAnswers, read_form, read_meta, read_own_code
from paritrana.form.signature import read_signature
from paritrana.form.writer import Filled
from paritrana.intake.guard import judge
from paritrana.problems import Problem, Where, has_errors
from paritrana.regions import normalise_code
from paritrana.workflow.reading import Candidates, FileRead


@dataclass(frozen=True, slots=True)
class Located:
    """A form with the answers found for it; `problems` are those that reading it the usual way did not tell.

    `signed` is what stands on the lines of whoever answers for the form, by the keys of `form.signature`.
    """

    layout: FormLayout
    answers: FormAnswers
    own_code: RawAnswer | None
    problems: tuple[Problem, ...] = ()
    signed: Mapping[str, str] = field(default_factory=dict)


def located_in(data: bytes, file: FileRead, edition: Edition, candidates: Candidates) -> Located | None:
    """The form in these bytes with today's layout; None where it is none of a candidate of this edition."""
    if file.dangerous or file.role is not Role.CANDIDATE or has_errors(judge(data, file.name)):
        return None
    try:
        book = open_book(data, file.name)
    except UnreadableBook:
        return None
    meta, _ = read_meta(book)
    if meta is None or meta.kind != "form" or meta.category not in edition.categories:
        return None
    mismatch = {problem.code for problem in check_meta(meta, edition)}
    if mismatch - {"B023"}:
        return None
    own_code = read_own_code(book)
    whose = _candidate(meta, own_code, file, candidates)
    layout = plan_form(edition, edition.categories[meta.category], whose)
    found = _carried(book, layout, own_code) if mismatch else _as_sent(book, layout, own_code, file)
    return replace(found, signed=read_signature(book))


def _candidate(meta: Meta, own_code: RawAnswer | None, file: FileRead, candidates: Candidates) -> Candidate | None:
    """Whose form it is. A form made for somebody keeps that name; a blank form has one where its code is known."""
    known = candidates.get(meta.category, {})
    written = text_of(own_code)
    codes = (meta.candidate_code, *file.checked, written, normalise_code(written) or "")
    found = next((known[code] for code in codes if code in known), None)
    if found is None and meta.candidate_code:
        return Candidate(meta.candidate_code, meta.category, meta.candidate_name)
    return found


def _as_sent(book: Book, layout: FormLayout, own_code: RawAnswer | None, file: FileRead) -> Located:
    answers, lost = read_form(book, layout)
    if file.checked:
        return Located(layout, answers, own_code)
    return Located(layout, answers, own_code, (*lost, *_judged(answers, layout, lost, book.file)))


def _carried(book: Book, layout: FormLayout, own_code: RawAnswer | None) -> Located:
    carried = carry(book, layout)
    found = (*carried.problems, *_judged(carried.answers, layout, carried.problems, book.file))
    return Located(layout, carried.answers, own_code, found)


def _judged(answers: FormAnswers, layout: FormLayout, lost: Sequence[Problem], file: str) -> tuple[Problem, ...]:
    """What is wrong with answers that were not checked yet, and which required ones are missing.

    A question that the file does not have yet has no cell in it.
    """
    candidate = layout.candidate or Candidate("", layout.category.category, "")
    given = tuple(
        Given(key, raw, evidence=answers.evidence.get(key, ""), note=answers.notes.get(key, ""))
        for key, raw in answers.answers.items()
    )
    checked = check(given, layout.category, candidate, Role.CANDIDATE)
    gone = {problem.field for problem in lost if problem.is_error}
    missing = (one for one in required_missing(given, checked, layout.category, candidate) if one.field not in gone)
    placed = (one if one.where.file else replace(one, where=Where(file)) for one in missing)
    return (*checked.problems, *placed)


def filled_in(found: Located, problems: Iterable[Problem]) -> dict[str, Filled]:
    """Every answer as it is typed back: as it was read, or in the office's own words where it could not be.

    One that is refused for how it stands on the sheet (struck through, merged) is left out: typed plainly, it would
    be accepted without anybody having mended it.
    """
    answers, refused = found.answers, {problem.field for problem in problems if problem.is_error}
    filled = {
        slot.id: Filled(
            _typed_back(answers.answers.get(slot.id), slot.field, slot.id in refused),
            answers.evidence.get(slot.id, ""),
            answers.notes.get(slot.id, ""),
        )
        for slot in found.layout.slots
    }
    filled |= {key: Filled(text) for key, text in found.signed.items()}
    code = text_of(found.own_code)
    return {**filled, OWN_CODE_NAME: Filled(code)} if code else filled


def _typed_back(raw: RawAnswer | None, one: Field, refused: bool) -> Value | None:
    if raw is None:
        return None
    value = read(raw, one.spec()).value
    if value is not None:
        return None if refused else value
    words = own_words(raw, one)
    stored = RawAnswer(float(words) if isinstance(words, Decimal) else words, raw.source)
    return None if read(stored, one.spec()).value is not None else words


def own_words(raw: RawAnswer, one: Field) -> Value | None:
    """An answer that could not be read, as the office wrote it; None where it is blank.

    A number stays a number where numbers are asked for, and as a code: as text it might be taken for a right one.
    """
    match raw.value:
        case None:
            return raw.error or None
        case bool():
            return show.cell(raw.value)
        case float() | int():
            exact = from_float(float(raw.value))
            if shows_percent(raw.number_format):
                scaled = exact.scaleb(2)
                return scaled if one.kind is Kind.PERCENT else f"{show.shown(scaled)}%"
            return exact if one.kind.is_numeric or one.kind is Kind.CODE else show.plain(exact)
        case str():
            return cleaned(raw.value)[0] or None
        case _:
            return show.cell(raw.value)
