"""Who takes part, who said what, and what counts: candidates, statements, entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from paritrana.answers import Source, Value
from paritrana.rules import Input

Activity = Literal["aktif", "diskualifikasi", "mundur"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One government, village or business of a category. `code` is opaque text, unique in its category."""

    code: str
    category: str
    name: str
    group: str = ""
    certificate_name: str = ""
    detail: str = ""
    certificate_number: str = ""
    region: str = ""
    sebutan: str = ""
    nib: str = ""
    npp: str = ""
    proposer: str = ""
    contact: str = ""
    verifier: str = ""
    status: Activity = "aktif"
    reason: str = ""


class StatementKind(StrEnum):
    """Whose word it is, in the order in which one word replaces the other (marks stand beside)."""

    CLAIMED = "claimed"
    ORGANISER = "organiser"
    VERIFIED = "verified"
    MARK = "mark"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Statement:
    """One value, said by someone about one field of one candidate, from one cell.

    `by` is the juror, verifier or office; `at` an ISO time where known; `evidence` and `note` what stands beside.
    `verdict` is what a verifier found about the evidence, by its code; empty where nothing was said.
    """

    candidate: str
    field: str
    value: Value
    kind: StatementKind
    source: Source
    by: str = ""
    at: str = ""
    reason: str = ""
    evidence: str = ""
    note: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate's effective values: what scoring sees.

    `values` holds fields only, marks as (juror, mark) pairs; a missing value has no key.
    `statements` are all statements behind them, by field, in the order in which they were folded.
    """

    candidate: Candidate
    values: Mapping[str, Input] = field(default_factory=dict)
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
