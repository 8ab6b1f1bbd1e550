"""Evidence: what a candidate says about it held against the files that lie there. It changes no points."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.asked import not_asked
from paritrana.entry.evidence_names import near, tied
from paritrana.entry.fold import fold
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.problems import Problem, Where
from paritrana.text import spoken

ATTACHED, LINK_DEAD, UNREADABLE, UNTIED, DANGEROUS = "B080", "B081", "B082", "B083", "B085"
FEW = 3
"""Files of one candidate that a remark names; the rest are counted."""

NOWHERE = Where()

_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}", re.IGNORECASE)


class Status(StrEnum):
    """How the evidence of one question stands."""

    PRESENT = "present"
    LINK = "link"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    NO_ADDRESS = "no_address"
    SAID_MISSING = "said_missing"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file as it lies there; nothing in it is read but what tells its kind.

    `path` is relative to the workspace and safe to show, `parts` the names beneath the candidate's folder; `size` in
    bytes; `sha256` is empty where the file was not read. `reason` says why nobody can read it, empty where one can;
    `danger` why nobody should open it.
    """

    path: str
    parts: tuple[str, ...]
    size: int = 0
    sha256: str = ""
    kind: str = "other"
    reason: str = ""
    danger: str = ""

    @property
    def usable(self) -> bool:
        return not self.reason and not self.danger


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one candidate. `refused` says why none was read (too many, too large), empty where they were."""

    path: str = ""
    files: tuple[EvidenceFile, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One question of one candidate that asks for evidence, or the files tied to no question (`field` empty).

    `said` is what the form says; `address` the link, empty where there is none; `cell` where it was said.
    """

    candidate: Candidate
    field: str
    number: int
    status: Status
    said: str = ""
    address: str = ""
    files: tuple[EvidenceFile, ...] = ()
    cell: Where = NOWHERE


def evidence_rows(
    candidate: Candidate,
    statements: Iterable[Statement],
    category: Category,
    questions: Mapping[str, int],
    folder: Folder,
) -> tuple[EvidenceRow, ...]:
    """A row for every question that asks this candidate for evidence, in the order of the form; loose files last.

    `questions` are the numbers in the form by field. A question that does not concern the candidate, or asks for no
    evidence, has a row only where a file is named after it.
    """
    said = tuple(statements)
    claims = {one.field: one for one in said if one.kind is StatementKind.CLAIMED}
    skipped = not_asked(fold(candidate, said).values, category)
    files: dict[str, list[EvidenceFile]] = {}
    for file in folder.files:
        files.setdefault(tied(file.parts, questions), []).append(file)
    rows = []
    for field in category.filled_by(Role.CANDIDATE):
        own = tuple(files.get(field.id, ()))
        if own or (field.evidence and field.id not in skipped):
            rows.append(_row(candidate, field.id, questions.get(field.id, 0), claims.get(field.id), own))
    if loose := tuple(files.get("", ())):
        rows.append(EvidenceRow(candidate, "", 0, _of_files(loose), files=loose))
    return tuple(rows)


def evidence_problems(
    rows: Iterable[EvidenceRow], category: Category, questions: Mapping[str, int], folder: Folder, *, in_use: bool
) -> tuple[Problem, ...]:
    """What is wrong with one candidate's evidence.

    `in_use` is whether the edition keeps evidence files at all: where it does not, none is called missing.
    """
    found: list[Problem] = []
    for row in rows:
        found.extend(_of_each_file(row, category))
        told = _of_row(row, category, questions, missing=in_use and not folder.refused)
        found.extend([told] if told else [])
    return tuple(found)


def _row(
    candidate: Candidate, field: str, number: int, claim: Statement | None, files: tuple[EvidenceFile, ...]
) -> EvidenceRow:
    said, note = (claim.evidence.strip(), claim.note) if claim else ("", "")
    address = next((one.group().rstrip(".,;)") for one in map(_ADDRESS.search, (note, said)) if one), "")
    cell = Where(claim.source.file, claim.source.sheet, claim.source.cell) if claim else NOWHERE
    status = _of_files(files) if files else _of_words(said, address)
    return EvidenceRow(candidate, field, number, status, said, address, files, cell)


def _of_files(files: Sequence[EvidenceFile]) -> Status:
    return Status.PRESENT if any(file.usable for file in files) else Status.UNREADABLE


def _of_words(said: str, address: str) -> Status:
    """What an office's word is worth where no file lies there; an address counts whatever was chosen, but for "Belum".

    A note of a question whose evidence cell is blank may hold any address: nothing is said then.
    """
    word = said.casefold()
    if not word:
        return Status.NOT_SAID
    if word.startswith(("belum", "tidak")):
        return Status.SAID_MISSING
    if address:
        return Status.LINK
    return Status.NO_ADDRESS if word.startswith(("tautan", "link", "http", "www")) else Status.MISSING


def _of_each_file(row: EvidenceRow, category: Category) -> Iterable[Problem]:
    for file in row.files:
        code, why = (DANGEROUS, file.danger) if file.danger else (UNREADABLE, file.reason)
        if why:
            details = spoken("reason", f"evidence.reasons.{why}")
            yield _problem(code, row, category, Where(file.path), details)


def _of_row(row: EvidenceRow, category: Category, questions: Mapping[str, int], *, missing: bool) -> Problem | None:
    if not row.field:
        return _untied(row, category, questions)
    details = {"number": str(row.number)}
    if row.status is Status.MISSING and missing:
        return _problem(ATTACHED, row, category, row.cell, {**details, "code": row.candidate.code})
    if row.status is Status.NO_ADDRESS:
        return _problem(LINK_DEAD, row, category, row.cell, details)
    return None


def _untied(row: EvidenceRow, category: Category, questions: Mapping[str, int]) -> Problem:
    """B083, once for a candidate: it names the first files, and the question that one of them may belong to."""
    names = [file.path.rpartition("/")[2] for file in row.files]
    first, others = ", ".join(names[:FEW]), len(names) - FEW
    read = spoken("read", "evidence.and_others", first=first, count=str(others)) if others > 0 else {"read": first}
    guess = next(filter(None, (near(file.parts[-1], questions) for file in row.files)), "")
    hint = spoken("hint", "evidence.near", field=guess, number=str(questions[guess])) if guess else {"hint": ""}
    return _problem(UNTIED, row, category, Where(row.files[0].path), {**read, **hint})


def _problem(code: str, row: EvidenceRow, category: Category, where: Where, details: Mapping[str, str]) -> Problem:
    asked = {}
    if row.field:
        ask = category.field(row.field).ask
        asked = {"question": ask.id, "question_en": ask("en")}
    return Problem(code, where, {**asked, **details}, row.candidate.code, category.category, row.field)
