"""What a form says about itself in its very hidden sheet, and whether that fits the edition at hand."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.fingerprint import form_version
from paritrana.criteria.model import Category
from paritrana.problems import Problem, Where
from paritrana.text import spoken

PRODUCT = "paritrana"
SCHEMA = "paritrana/form/1"
KEYS = (
    "product",
    "schema",
    "kind",
    "edition",
    "category",
    "role",
    "version",
    "candidate_code",
    "candidate_name",
)
PERSON = "person"
DIGEST = "digest"
DIGEST_LENGTH = 16
Kind = Literal["form", "table", "verification"]
_KINDS: Mapping[str, Kind] = {"form": "form", "table": "table", "verification": "verification"}


@dataclass(frozen=True, slots=True)
class Meta:
    """The identity of one workbook of ours. `candidate_code` is empty in tables and blank forms.

    `person` is the verifier or juror whose own workbook it is; empty, and not written down, where it is anybody's.
    """

    kind: Kind
    edition: str
    category: str
    role: Role
    version: str
    candidate_code: str = ""
    candidate_name: str = ""
    schema: str = SCHEMA
    product: str = PRODUCT
    person: str = ""

    @property
    def form_id(self) -> str:
        """The identity as people see it: `2025-provinsi/kabupaten-kota/33.21`."""
        last = self.candidate_code or ("" if self.kind == "form" else self.role.value)
        return "/".join(part for part in (self.edition, self.category, last, self.person) if part)

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Keys and values in the order in which they are written, the digest last."""
        pairs = tuple((key, str(getattr(self, key))) for key in (*KEYS, *([PERSON] if self.person else [])))
        return (*pairs, (DIGEST, _digest(dict(pairs))))


def meta_of(
    edition: Edition,
    category: Category,
    role: Role,
    kind: Kind,
    code: str = "",
    name: str = "",
    person: str = "",
) -> Meta:
    """The identity of the form or table that a role fills in; `person` where it is one verifier's or juror's own."""
    return Meta(
        kind=kind,
        edition=edition.id,
        category=category.category,
        role=role,
        version=form_version(category, role),
        candidate_code=code,
        candidate_name=name,
        person=person,
    )


def parse_meta(rows: Mapping[str, str]) -> Meta | dict[str, str]:
    """The identity that stands in keys and values, or the reason (details of B024) why they are not whole."""
    absent = [key for key in KEYS if key not in rows]
    if absent:
        return spoken("reason", "form.meta_absent", keys=", ".join(absent))
    if rows["schema"] != SCHEMA:
        return spoken("reason", "form.meta_schema", read=rows["schema"])
    if rows.get(DIGEST) != _digest(rows):
        return spoken("reason", "form.meta_digest")
    if rows["role"] not in tuple(Role):
        return spoken("reason", "form.meta_role", read=rows["role"])
    return Meta(
        _KINDS.get(rows["kind"], "table"),
        rows["edition"],
        rows["category"],
        Role(rows["role"]),
        rows["version"],
        rows["candidate_code"],
        rows["candidate_name"],
        person=rows.get(PERSON, ""),
    )


def check_meta(meta: Meta, edition: Edition, file: str = "") -> tuple[Problem, ...]:
    """B022, B021 or B023, the first that applies: another edition, category or version."""
    if meta.edition != edition.id:
        return (_mismatch("B022", meta, file, read=meta.edition, expected=edition.id),)
    category = edition.categories.get(meta.category)
    if category is None:
        expected = ", ".join(edition.categories)
        return (_mismatch("B021", meta, file, read=meta.category, expected=expected),)
    current = form_version(category, meta.role)
    if meta.version != current:
        return (_mismatch("B023", meta, file, read=meta.version, expected=current),)
    return ()


def _mismatch(code: str, meta: Meta, file: str, **details: str) -> Problem:
    return Problem(code, Where(file), details, candidate=meta.candidate_code, category=meta.category)


def _digest(rows: Mapping[str, str]) -> str:
    text = "\n".join(f"{key}={rows[key]}" for key in (*KEYS, *([PERSON] if rows.get(PERSON) else [])))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
