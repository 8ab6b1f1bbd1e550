"""Who verifies whom, and what each verifier's workbook shows: the claims as they are known now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Statement
from paritrana.entry.verification import claims_of, judged, person_key, weighed
from paritrana.form.verification import (
    MOST_ROWS,
    VerificationLayout,
    asked_of,
    plan_verification,
    verification_file_names,
    verified_fields,
)
from paritrana.problems import unknown
from paritrana.store.journal import read_journal
from paritrana.store.shortlists import closed_stages
from paritrana.workflow.collect import read_folders
from paritrana.workflow.reading import FileRead
from paritrana.workflow.season import Season

Said = Mapping[str, Sequence[Statement]]
"""Statements by the candidate's code."""


@dataclass(frozen=True, slots=True)
class Verifying:
    """One workbook to write: the verifier (empty: nobody in particular), whose candidates, what was said of them."""

    person: str
    candidates: tuple[Candidate, ...]
    said: Said
    name: str

    @property
    def has_claims(self) -> bool:
        return any(claims_of(said) for said in self.said.values())

    def layout(self, edition: Edition, category: Category) -> VerificationLayout:
        """What stands in it."""
        return plan_verification(edition, category, self.person, self.candidates, self.said)


def verifying(
    season: Season, category: Category, verifier: str | None = None, only: Candidate | None = None
) -> list[Verifying]:
    """A workbook for every verifier that the list names and one for the candidates of nobody, or for one verifier.

    `only` asks for one candidate, in its verifier's workbook. The season's files are read for the claims. Raises
    UsageError for a verifier whom the list does not name.
    """
    active = _inside(season, category)
    people = _people(active)
    everybody = list(people) if only is None else [person_key(only.verifier)]
    wanted = everybody if verifier is None else [_named(verifier, people)]
    names = verification_file_names(category, [people[key] for key in people])
    said = said_in(read_folders(season), category)
    found: list[Verifying] = []
    for key in wanted:
        own = [one for one in active if person_key(one.verifier) == key and only in (None, one)]
        found.extend(_parts(people[key], own, said, category, names[people[key]]))
    return found


def _inside(season: Season, category: Category) -> list[Candidate]:
    """Whom verifiers judge: everybody in the running, or those who passed a closed stage before the verification."""
    active = [one for one in season.candidates(category) if one.status == "aktif"]
    closed = closed_stages(read_journal(season.workspace.journal), season.edition.id, category.category)
    for stage, following in pairwise(category.stages):
        if following.kind == "verification" and stage.id in closed:
            return [one for one in active if one.code in closed[stage.id].passed]
    return active


def said_in(reads: Sequence[FileRead], category: Category) -> dict[str, tuple[Statement, ...]]:
    """Everything that a category's files say, by candidate."""
    found: dict[str, tuple[Statement, ...]] = {}
    for read in reads:
        for code, checked in read.checked.items() if read.category == category.category else ():
            found[code] = (*found.get(code, ()), *checked.statements)
    return found


def unverified(codes: Sequence[str], reads: Sequence[FileRead], category: Category) -> tuple[str, ...]:
    """The candidates, of those given, with a claim that no verifier has judged as it stands now."""
    said = said_in(reads, category)
    return tuple(code for code in codes if _is_open(code, said.get(code, ()), category))


def _is_open(code: str, said: Sequence[Statement], category: Category) -> bool:
    counted, _ = weighed(said, category)
    asked = {field.id for field in asked_of(Candidate(code, category.category, code), counted, category)}
    own = {field.id for field in category.filled_by(Role.VERIFIER) if field.required}
    waiting = (claims_of(said).keys() | (own if claims_of(said) else set())) & asked
    return bool(waiting - judged(said))


def _people(candidates: Sequence[Candidate]) -> dict[str, str]:
    """The verifiers as they are first named, by what tells people apart; the nameless one where a row has none."""
    found: dict[str, str] = {}
    for one in candidates:
        found.setdefault(person_key(one.verifier), one.verifier)
    return dict(sorted(found.items())) or {"": ""}


def _named(wanted: str, people: Mapping[str, str]) -> str:
    key = person_key(wanted)
    known = {name: name for one, name in people.items() if one}
    if not key or key not in people:
        raise unknown("errors.no_verifier", wanted, known, expected=", ".join(known) or "-")
    return key


def _parts(
    person: str, candidates: Sequence[Candidate], said: Said, category: Category, name: str
) -> Iterator[Verifying]:
    """One workbook, or several where it would have more rows than is read back."""
    most = max(1, MOST_ROWS // max(1, len(verified_fields(category))))
    parts = [tuple(candidates[start : start + most]) for start in range(0, len(candidates), most)] or [()]
    for number, part in enumerate(parts, 1):
        own = {one.code: weighed(said[one.code], category)[0] for one in part if one.code in said}
        yield Verifying(person, part, own, name if len(parts) == 1 else _numbered(name, number))


def _numbered(name: str, number: int) -> str:
    return name.removesuffix(".xlsx") + f"_{number}.xlsx"
