"""A verifier's workbook: one row for each question of each candidate, with the claim as it counts now."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from paritrana.answers import Value
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.asked import not_asked
from paritrana.entry.fold import fold
from paritrana.entry.model import Candidate, Statement
from paritrana.entry.verification import claim_mark, claims_of, person_key, person_name
from paritrana.form import words
from paritrana.form.layout import CODE_NAME, plain, plan_form
from paritrana.form.meta import Meta, meta_of

CODE, NAME, NO, QUESTION, UNIT, CLAIM, EVIDENCE, VERDICT, VALUE, REASON, NOTE, MARKER = range(1, 13)
"""Columns of the sheet."""

TITLE_ROW, SCOPE_ROW, STATUS_ROW, PERSON_ROW, DATE_ROW, TOLD_ROW, HEADER_ROW, ID_ROW, FIRST_ROW = range(1, 10)
"""Rows of the sheet above the questions, and the first of those."""

ENTRY_COLUMN = UNIT
"""The column of the cells for the verifier's name and the date."""

NAMES = {
    CODE: CODE_NAME,
    NO: "kolom.nomor",
    CLAIM: "kolom.isian_mandiri",
    VERDICT: "kolom.status_bukti",
    VALUE: "kolom.hasil_verifikasi",
    REASON: "kolom.alasan",
    NOTE: "kolom.catatan",
    MARKER: "kolom.baris",
}
"""Defined names of the columns that are read, also written beneath their titles."""

PERSON_NAME, DATE_NAME = "verifikasi.nama", "verifikasi.tanggal"
SEPARATOR = "|"
MOST_ROWS = 6_000
"""Rows of one workbook, so that what is handed in stays within the bounds of the intake."""

_MAX_STEM = 40
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class VerificationRow:
    """One question of a candidate, or one of the verifier's own about it (number 0, nothing claimed)."""

    candidate: Candidate
    field: Field
    number: int
    row: int
    claim: Statement | None = None

    @property
    def claimed(self) -> Value | None:
        return self.claim.value if self.claim else None

    @property
    def key(self) -> tuple[str, str]:
        """The candidate's code and the field's id."""
        return self.candidate.code, self.field.id

    @property
    def marker(self) -> str:
        """Code, field and the mark of the claim: whose row it is wherever it is sorted to, and what was shown."""
        return SEPARATOR.join((*self.key, claim_mark(self.claimed)))


@dataclass(frozen=True, slots=True)
class VerificationLayout:
    """One verifier's workbook. `silent` are the candidates of whom nothing readable has come yet."""

    edition: Edition
    category: Category
    meta: Meta
    rows: tuple[VerificationRow, ...]
    silent: tuple[Candidate, ...] = ()
    sheet: str = words.VERIFICATION_SHEET

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field once, in the order of the criteria."""
        return verified_fields(self.category)

    @property
    def last_row(self) -> int:
        return max((row.row for row in self.rows), default=FIRST_ROW)


def verified_fields(category: Category) -> tuple[Field, ...]:
    """What verifiers judge: the candidates' questions and the verifiers' own, in the order of the criteria."""
    return tuple(field for field in category.fields if field.filled_by in (Role.CANDIDATE, Role.VERIFIER))


def plan_verification(
    edition: Edition,
    category: Category,
    person: str,
    candidates: Sequence[Candidate],
    said: Mapping[str, Sequence[Statement]],
) -> VerificationLayout:
    """The workbook of a verifier (empty: of nobody in particular) for these candidates.

    `said` are all statements by code; a candidate without a claim in them has no rows, nor a question that does not
    concern its candidate.
    """
    numbers = {slot.id: slot.number for slot in plan_form(edition, category).slots}
    rows: list[VerificationRow] = []
    silent: list[Candidate] = []
    for one in candidates:
        own = said.get(one.code, ())
        claims = claims_of(own)
        if not claims and numbers:
            silent.append(one)
            continue
        for field in asked_of(one, own, category):
            place = FIRST_ROW + len(rows)
            rows.append(VerificationRow(one, field, numbers.get(field.id, 0), place, claims.get(field.id)))
    meta = meta_of(edition, category, Role.VERIFIER, "verification", person=person_name(person))
    return VerificationLayout(edition, category, meta, tuple(rows), tuple(silent))


def asked_of(candidate: Candidate, said: Sequence[Statement], category: Category) -> Iterator[Field]:
    """The fields to verify that concern a candidate, by everything that was said about it."""
    skipped = not_asked(fold(candidate, said).values, category)
    return (field for field in verified_fields(category) if field.id not in skipped)


def verification_file_names(category: Category, people: Sequence[str]) -> dict[str, str]:
    """A short, safe file name for every verifier's workbook (empty: of nobody in particular), no two alike."""
    stems = {one: _stem(one) for one in people}
    taken = [stem.casefold() for stem in stems.values()]
    return {one: f"{_distinct(one, stem, taken)}_{category.category}.xlsx" for one, stem in stems.items()}


def _stem(person: str) -> str:
    name = plain(person)[:_MAX_STEM].strip(".-")
    return f"verifikasi_{name}" if name else "verifikasi"


def _distinct(person: str, stem: str, taken: Sequence[str]) -> str:
    """The stem, with a mark of the name where another one has the same, or where no letter of it is left."""
    if not person or (taken.count(stem.casefold()) == 1 and stem != "verifikasi"):
        return stem
    return f"{stem}-{hashlib.sha256(person_key(person).encode()).hexdigest()[:_DIGEST]}"
