"""One submitted file: guarded, recognised by its metadata, read, and every answer checked."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from paritrana.answers import show
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.check import Checked, Given, check, required_missing
from paritrana.entry.model import Candidate
from paritrana.entry.panel import JUROR
from paritrana.form.cells import Book, UnreadableBook, open_form
from paritrana.form.layout import TableLayout, plan_form, plan_table
from paritrana.form.meta import Meta, check_meta
from paritrana.form.reader import read_form, read_meta, read_own_code, read_table
from paritrana.form.table_reader import jurors_in
from paritrana.form.trespass import trespasses
from paritrana.intake.guard import inspect
from paritrana.manifest import sha256
from paritrana.problems import Problem, Where, has_errors
from paritrana.regions import normalise_code
from paritrana.text import spoken
from paritrana.workflow.season import unopened
from paritrana.workflow.verified import read_verified

Folder = Literal["inbox", "committee", "any"]
Candidates = Mapping[str, Mapping[str, Candidate]]
"""Known candidates by category and code."""
References = Mapping[str, Mapping[str, Mapping[str, Decimal]]]
"""Figures of the organiser by category, candidate and the field they are like."""


Figures = Mapping[str, Mapping[str, Decimal]]
_Told = tuple[dict[str, Checked], tuple[Problem, ...], tuple[Problem, ...]]
"""What a file says by candidate, its problems, and its doubts."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file says: by candidate code, with every problem found in it.

    `category` and `role` are empty (None) where the file could not be recognised; `dangerous` where it was not opened.
    `sender` is the candidate a form names, even where it cannot count. `doubts` become problems only where the panel's
    list says so.
    """

    name: str
    sha256: str
    category: str = ""
    role: Role | None = None
    checked: Mapping[str, Checked] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    dangerous: bool = False
    sender: str = ""
    doubts: tuple[Problem, ...] = ()


def read_file(
    path: Path,
    name: str,
    edition: Edition,
    candidates: Candidates,
    folder: Folder,
    references: References | None = None,
    *,
    cross_check: bool = False,
) -> FileRead:
    """A file of the inbox or the committee folder; `name` is how it is called in messages.

    With `cross_check` two libraries read it, and must agree on every answer.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = Problem("B012", Where(name), unopened(error))
        return FileRead(name, "", problems=(problem,), dangerous=True)
    digest = sha256(data)
    hazards, parts = inspect(data, name)
    if hazards:
        return FileRead(name, digest, problems=hazards, dangerous=has_errors(hazards))
    try:
        book = open_form(data, name, parts, cross_check=cross_check, digest=digest)
    except UnreadableBook as error:
        problem = Problem("B012", Where(name), {"reason": str(error)})
        return FileRead(name, digest, problems=(problem,), dangerous=True)
    return _recognised(book, name, digest, edition, candidates, folder, references or {})


def stopped_file(path: Path, name: str) -> FileRead:
    """B013 for a file whose reading used up its time or memory."""
    return FileRead(name, sha256(path.read_bytes()), problems=(Problem("B013", Where(name)),), dangerous=True)


def _recognised(
    book: Book,
    name: str,
    digest: str,
    edition: Edition,
    candidates: Candidates,
    folder: Folder,
    references: References,
) -> FileRead:
    meta, problems = read_meta(book)
    if meta is None:
        return FileRead(name, digest, problems=problems)
    found = (*problems, *(check_meta(meta, edition, name) or _superseded(meta, name) or _misplaced(meta, name, folder)))
    if has_errors(found):
        known = meta.category if meta.category in edition.categories else ""
        return FileRead(name, digest, known, meta.role, problems=found, sender=meta.candidate_code)
    figures = references.get(meta.category, {})
    checked, found, doubts = _answers(book, meta, edition, candidates.get(meta.category, {}), found, figures)
    if meta.kind != "verification":
        category, table = edition.categories[meta.category], meta.kind == "table"
        found = (*found, *trespasses(book, category, meta.role, table=table))
    return FileRead(name, digest, meta.category, meta.role, checked, found, doubts=doubts)


def _superseded(meta: Meta, name: str) -> tuple[Problem, ...]:
    """B023 for a verifier's table of former days: its columns of corrections are not read any more."""
    if meta.kind != "table" or meta.role is not Role.VERIFIER:
        return ()
    details = {**spoken("read", "verification.former_table"), **spoken("expected", "verification.workbook")}
    return (Problem("B023", Where(name), details, category=meta.category),)


def _misplaced(meta: Meta, name: str, folder: Folder) -> tuple[Problem, ...]:
    by_committee = meta.role is not Role.CANDIDATE
    if folder == "any" or by_committee == (folder == "committee"):
        return ()
    code = "B029" if by_committee else "B033"
    details = {"read": meta.role.value} if by_committee else {}
    return (Problem(code, Where(name), details, category=meta.category),)


def _answers(
    book: Book,
    meta: Meta,
    edition: Edition,
    known: Mapping[str, Candidate],
    problems: tuple[Problem, ...],
    figures: Figures,
) -> _Told:
    category = edition.categories[meta.category]
    if meta.kind == "verification":
        verified, found = read_verified(book, meta, category, known, figures)
        return verified, (*problems, *found), ()
    if meta.kind == "table":
        room = max(category.panel.size, jurors_in(book)) if meta.role is Role.PANEL else 0
        everybody = tuple(known.values())
        table = plan_table(edition, category, meta.role, everybody, jurors=room, person=meta.person)
        return _table(book, table, problems, figures)
    candidate = known.get(_code_of(book, meta, known))
    if candidate is None:
        return {}, (*problems, _unfit_code(book, meta) or _unknown(book, meta, known)), ()
    answers, found = read_form(book, plan_form(edition, category, candidate))
    given = tuple(
        Given(key, raw, evidence=answers.evidence.get(key, ""), note=answers.notes.get(key, ""))
        for key, raw in answers.answers.items()
    )
    lost = frozenset(problem.field for problem in found if problem.is_error)
    own = check(given, category, candidate, meta.role, figures.get(candidate.code))
    checked = _complete(own, given, category, candidate, lost)
    return {candidate.code: checked}, (*problems, *found, *checked.problems), ()


def _code_of(book: Book, meta: Meta, known: Mapping[str, Candidate]) -> str:
    """The candidate's code: from the metadata, else what the office wrote on a blank form."""
    if meta.candidate_code:
        return meta.candidate_code
    cell = read_own_code(book)
    if cell is None or not isinstance(cell.value, str):
        return ""
    written = cell.value.strip()
    return written if written in known else normalise_code(written) or written


def _complete(
    checked: Checked, given: tuple[Given, ...], category: Category, candidate: Candidate, lost: frozenset[str]
) -> Checked:
    """What was checked, with the required answers that are missing; a lost cell is not reported twice."""
    known = replace(checked, spoiled=checked.spoiled | lost)
    missing = tuple(required_missing(given, known, category, candidate))
    return replace(known, problems=(*checked.problems, *missing))


def _table(book: Book, layout: TableLayout, problems: tuple[Problem, ...], figures: Figures) -> _Told:
    answers, found = read_table(book, layout)
    all_checked: dict[str, Checked] = {}
    everything = [*problems, *found]
    for row in layout.rows:
        by_field = answers.answers.get(row.candidate.code, {})
        given = tuple(
            Given(key, raw, by=juror) for key, by_juror in by_field.items() for juror, raw in by_juror.items()
        )
        if given:
            checked = check(given, layout.category, row.candidate, layout.role, figures.get(row.candidate.code))
            if layout.role is Role.CANDIDATE:
                checked = _complete(checked, given, layout.category, row.candidate, frozenset())
            all_checked[row.candidate.code] = checked
            everything.extend(_by_juror(checked.problems, given) if layout.jurors else checked.problems)
    return all_checked, tuple(everything), answers.doubts


def _by_juror(problems: Iterable[Problem], given: Iterable[Given]) -> Iterator[Problem]:
    """The problems of marks, each saying whose mark it is: one that does not count anyway is nobody's problem."""
    jurors = {item.raw.source.cell: item.by for item in given}
    for one in problems:
        by = jurors.get(one.where.cell, "")
        yield replace(one, details={**one.details, JUROR: by}) if by else one


def _unfit_code(book: Book, meta: Meta) -> Problem | None:
    """On a blank form: B048 where no code was written, A022 where it was typed as a number."""
    cell = None if meta.candidate_code else read_own_code(book)
    if cell is None or (isinstance(cell.value, str) and cell.value.strip()):
        return None
    place = Where(book.file, cell.source.sheet, cell.source.cell)
    if cell.value is None or isinstance(cell.value, str):
        return Problem("B048", place, category=meta.category)
    read = show.plain(Decimal(str(cell.value))) if isinstance(cell.value, float) else show.cell(cell.value)
    return Problem("A022", place, {"read": read}, category=meta.category)


def _unknown(book: Book, meta: Meta, known: Mapping[str, Candidate]) -> Problem:
    """B025 for a form whose candidate is not (or no longer) on the list."""
    code = _code_of(book, meta, known)
    near = difflib.get_close_matches(code, known, n=3, cutoff=0.6)
    hint = spoken("hint", "form.maybe", guesses=", ".join(near)) if near else spoken("hint", "form.check_list")
    cell = None if meta.candidate_code else read_own_code(book)
    place = Where(book.file, cell.source.sheet, cell.source.cell) if cell else Where(book.file)
    return Problem("B025", place, {"read": code, **hint}, candidate=code, category=meta.category)
