"""What a verifier found, held against the claim as it stands now: which of it counts, and what is told of the rest."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from paritrana.answers import Value, show
from paritrana.answers.texts import cleaned, single_line
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.problems import Problem, Where

MARK_LENGTH = 8
YES, NO = "Ya", "Tidak"
OTHER_REASON = "lainnya"
REASONS = (
    "bukti tidak ada",
    "tidak terbaca",
    "di luar periode",
    "berbeda dengan data BPJS",
    "masih rancangan",
    "sudah dicabut",
    OTHER_REASON,
)
"""Why a claim was changed: the words of the list, which papers repeat."""

UNEXPLAINED, OTHER_UNSAID, NO_VALUE, CONTRADICTION = "J010", "J011", "J012", "J013"
CONFIRMS_OLD, CORRECTS_OLD = "J014", "J015"


class Verdict(StrEnum):
    """What a verifier found about the evidence of one question."""

    AGREES = "sesuai"
    DIFFERS = "tidak_sesuai"
    UNREADABLE = "tidak_terbaca"
    LOCKED = "tautan_terkunci"


VERDICT_WORDS = {
    Verdict.AGREES: "Sesuai",
    Verdict.DIFFERS: "Tidak sesuai",
    Verdict.UNREADABLE: "Tidak terbaca",
    Verdict.LOCKED: "Tautan terkunci",
}


@dataclass(frozen=True, slots=True)
class Verified(Statement):
    """A verifier's word: `typed` where a value was given, else the value is the claim that the verifier saw.

    `seen` is the mark of that claim (see `claim_mark`), empty where the candidate had said nothing.
    """

    seen: str = ""
    typed: bool = False


def claim_mark(value: Value | None) -> str:
    """A short mark of a claimed value by which a later one is told apart; empty where nothing was claimed."""
    if value is None:
        return ""
    return hashlib.sha256(_canonical(value).encode()).hexdigest()[:MARK_LENGTH]


def _canonical(value: Value) -> str:
    match value:
        case bool():
            return f"bool:{value}"
        case Decimal():
            return f"number:{show.canonical_text(value)}"
        case datetime.date():
            return f"date:{value.isoformat()[:10]}"
        case _:
            return f"text:{value}"


def person_name(name: str) -> str:
    """A person's name on one line, without invisible letters."""
    return single_line(cleaned(name)[0])


def person_key(name: str) -> str:
    """A person's name without what does not tell two people apart."""
    return person_name(name).casefold()


def may_verify(candidate: Candidate, person: str) -> bool:
    """Whether a candidate is this person's to verify: the list names this person, or nobody."""
    return not candidate.verifier or person_key(candidate.verifier) == person_key(person)


def claims_of(said: Iterable[Statement]) -> dict[str, Statement]:
    """What a candidate claims, by field."""
    return {one.field: one for one in said if one.kind is StatementKind.CLAIMED}


def judged(said: Sequence[Statement]) -> frozenset[str]:
    """The fields that verifiers have judged as they are claimed now, by words that count."""
    claims = claims_of(said)
    return frozenset(one.field for one in said if isinstance(one, Verified) and _is_judged(one, claims.get(one.field)))


def _is_judged(one: Verified, claim: Statement | None) -> bool:
    if claim is None:
        return one.typed or not one.seen
    return _objection(one, claim) in ("", CORRECTS_OLD)


def weighed(said: Sequence[Statement], category: Category) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements about one candidate that count, and what is told of verifiers' words.

    What does not count harms nobody: the claim stands, and only a warning is told.
    """
    claims = claims_of(said)
    own = {field.id for field in category.filled_by(Role.VERIFIER)}
    kept: list[Statement] = []
    told: list[Problem] = []
    for one in said:
        code = _objection(one, claims.get(one.field)) if isinstance(one, Verified) and one.field not in own else ""
        if isinstance(one, Verified) and code:
            told.append(_problem(code, one, claims.get(one.field), category))
        if not code or code == CORRECTS_OLD:
            kept.append(one)
    return tuple(kept), tuple(told)


def _objection(one: Verified, claim: Statement | None) -> str:
    """The code of what is wrong with a verifier's word about a claim; empty where nothing is."""
    now, given = claim_mark(claim.value if claim else None), claim_mark(one.value)
    if not one.typed:
        if one.verdict != Verdict.AGREES:
            return NO_VALUE
        return CONFIRMS_OLD if one.seen != now else ""
    if given == now:
        return ""
    if given == one.seen:
        return CONFIRMS_OLD
    if one.verdict == Verdict.AGREES:
        return CONTRADICTION
    if not one.reason:
        return UNEXPLAINED
    if one.reason == OTHER_REASON and not one.note:
        return OTHER_UNSAID
    return CORRECTS_OLD if one.seen != now else ""


def _problem(code: str, one: Verified, claim: Statement | None, category: Category) -> Problem:
    field = category.field(one.field)
    details = {"question": field.ask.id, "question_en": field.ask("en"), "read": _read(code, one, field)}
    details["expected"] = ", ".join(REASONS) if code == UNEXPLAINED else shown(claim.value, field) if claim else "-"
    place = Where(one.source.file, one.source.sheet, one.source.cell)
    return Problem(code, place, details, candidate=one.candidate, category=category.category, field=one.field)


def _read(code: str, one: Verified, field: Field) -> str:
    if code == NO_VALUE:
        return VERDICT_WORDS[Verdict(one.verdict)] if one.verdict else one.reason
    return shown(one.value, field)


def shown(value: Value, field: Field) -> str:
    """A value as a message names it: choices by their labels, long texts cut."""
    if isinstance(value, bool):
        return YES if value else NO
    labels = {option.code: option.label.id for option in field.options}
    return show.cell(labels.get(value, value) if isinstance(value, str) else value)
