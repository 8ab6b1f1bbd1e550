"""Where a juror's institution or home region touches a candidate: hints for people, which never act by themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from paritrana.criteria.model import Category
from paritrana.documents.jury_list import PanelList
from paritrana.entry.model import Candidate
from paritrana.entry.panel import Member
from paritrana.form.same_candidate import plain
from paritrana.regions import region
from paritrana.workflow.season import Season

SHORTEST = 3
"""Letters below which a name is too short to be looked for in another."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A juror who may have an interest in a candidate: by home region or by institution."""

    juror: str
    code: str
    by: Literal["region", "affiliation"]


def hints(members: Iterable[Member], candidates: Iterable[Candidate]) -> tuple[Hint, ...]:
    """Every hint, by member in the order of the list, then by candidate."""
    everybody = tuple(candidates)
    return tuple(hint for member in members for one in everybody for hint in _of(member, one))


def panel_list(season: Season, category: Category) -> PanelList:
    """A category's panel as papers show it."""
    board, name = season.panel[0], category.category
    everybody = season.candidates(category)
    members = board.marking(name)
    found = tuple((one.juror, one.code, one.by) for one in hints(members, everybody))
    return PanelList(members, board.declared(name), found, {one.code: one.name for one in everybody})


def _of(member: Member, candidate: Candidate) -> Iterator[Hint]:
    home = member.region
    if home and _touches(home, candidate.region or candidate.code):
        yield Hint(member.name, candidate.code, "region")
    if member.affiliation and _named_in(member.affiliation, candidate):
        yield Hint(member.name, candidate.code, "affiliation")


def _touches(home: str, place: str) -> bool:
    """Whether a home region is a candidate's, lies in it, or (but for a whole province) holds it."""
    return f"{home}.".startswith(f"{place}.") or ("." in home and place.startswith(f"{home}."))


def _named_in(affiliation: str, candidate: Candidate) -> bool:
    """Whether one name stands in the other as whole words, capitals and legal forms aside."""
    home, written = region(candidate.code), plain(affiliation)
    name = plain(home.name if home is not None else candidate.name)
    return _within(name, written) or _within(written, name)


def _within(name: str, text: str) -> bool:
    return len(name) >= SHORTEST and f" {name} " in f" {text} "
