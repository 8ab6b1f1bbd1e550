"""The panel (Tim Penilai): who marks whom, who does not, and whose marks count."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Literal, get_args

from paritrana.answers import Source
from paritrana.entry.model import Statement, StatementKind
from paritrana.entry.verification import person_key
from paritrana.problems import Problem, Where
from paritrana.text import spoken

MemberRole = Literal["ketua", "sekretaris", "anggota"]
ROLES: tuple[MemberRole, ...] = get_args(MemberRole)

JUROR = "juror"
"""The detail of a problem in a mark's cell that names whose mark it is."""


@dataclass(frozen=True, slots=True)
class Member:
    """One juror: `element` is what the juror stands for (unsur), `region` the code of the home region where known.

    `categories` are the ids of the categories that the juror marks; empty for all.
    """

    name: str
    role: MemberRole
    element: str = ""
    affiliation: str = ""
    region: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recusal:
    """A juror who does not mark a candidate (tidak ikut menilai), and why; `source` is the row that declares it."""

    juror: str
    category: str
    candidate: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Board:
    """The members of a panel in the order of its list, and the recusals. Without a list both are empty."""

    members: tuple[Member, ...] = ()
    recusals: tuple[Recusal, ...] = ()

    def marking(self, category: str) -> tuple[Member, ...]:
        """The members who mark a category."""
        return tuple(one for one in self.members if not one.categories or category in one.categories)

    def declared(self, category: str) -> tuple[Recusal, ...]:
        """The recusals of a category, in the order of the list."""
        return tuple(one for one in self.recusals if one.category == category)

    def recused(self, category: str) -> frozenset[tuple[str, str]]:
        """Who does not mark whom in a category, as (candidate's code, juror's name as `person_key` gives it)."""
        return frozenset((one.candidate, person_key(one.juror)) for one in self.declared(category))

    def facts(self, category: str) -> dict[str, Any]:
        """What can change a category's result, for a hash: the order of the lists is no part of it."""
        return {
            "members": sorted([one.name, one.role] for one in self.marking(category)),
            "recusals": sorted([one.juror, one.candidate, one.reason] for one in self.declared(category)),
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """The statements that count, what was wrong with marks that do not, and problems in such marks' own cells.

    The latter (`unheeded`) are nobody's concern: a mark that does not count cannot be wrong either.
    """

    statements: Mapping[str, tuple[Statement, ...]]
    problems: tuple[Problem, ...] = ()
    unheeded: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, read or not, on its way through: whose, about whom, on what, where."""

    juror: str
    candidate: str
    field: str
    place: Where


def settle(
    said: Mapping[str, Sequence[Statement]],
    board: Board,
    category: str,
    faults: Iterable[Problem] = (),
    doubts: Iterable[Problem] = (),
) -> Settled:
    """Marks of members who may give them, under the names of the list; without a list everything as it was said.

    Without a list a name that is spelt in several ways is one person, under the first of its spellings by letter.

    A stranger's marks are an error of no candidate (J027), told once for each file; those of a recused juror are a
    warning (J028), told once for each file and candidate. `faults` are problems in cells, marks that could not be read
    among them (with the detail `juror`). `doubts` (with the same detail) are told where the list makes them problems.
    The order of the statements does not matter.
    """
    if not board.members:
        return Settled(_spelt_alike(said))
    desk = _Desk(board, category)
    kept = {code: tuple(one for item in every for one in desk.heard(item)) for code, every in said.items()}
    unheeded = tuple(one for one in faults if JUROR in one.details and desk.turned_away(_mark_of(one)))
    return Settled(kept, (*desk.told(), *desk.confirmed(doubts)), unheeded)


def _spelt_alike(said: Mapping[str, Sequence[Statement]]) -> dict[str, tuple[Statement, ...]]:
    """The statements with each juror under one name, so that a quorum counts people."""
    names: dict[str, str] = {}
    for by in sorted({one.by for every in said.values() for one in every if one.kind is StatementKind.MARK}):
        names.setdefault(person_key(by), by)
    return {
        code: tuple(
            replace(one, by=names[person_key(one.by)]) if one.kind is StatementKind.MARK else one for one in every
        )
        for code, every in said.items()
    }


def _mark_of(fault: Problem) -> _Mark:
    return _Mark(fault.details[JUROR], fault.candidate, fault.field, fault.where)


@dataclass
class _Desk:
    """Lets marks through or not, and remembers those that were turned away."""

    board: Board
    category: str
    strangers: list[_Mark] = field(default_factory=list)
    recused: list[_Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.members = {person_key(one.name): one.name for one in self.board.marking(self.category)}
        self.others = {person_key(one.name): one.name for one in self.board.members}
        self.barred = self.board.recused(self.category)

    def heard(self, said: Statement) -> Iterator[Statement]:
        """The statement, a mark under its juror's name as the list has it; nothing where it does not count."""
        if said.kind is not StatementKind.MARK:
            yield said
            return
        source = said.source
        mark = _Mark(said.by, said.candidate, said.field, Where(source.file, source.sheet, source.cell))
        if not self.turned_away(mark):
            yield replace(said, by=self.members[person_key(said.by)])

    def turned_away(self, mark: _Mark) -> bool:
        """Whether a mark does not count, because of whose it is."""
        name = person_key(mark.juror)
        if name not in self.members:
            self.strangers.append(mark)
        elif (mark.candidate, name) in self.barred:
            self.recused.append(mark)
        else:
            return False
        return True

    def told(self) -> Iterator[Problem]:
        """What was tried, each file's attempt placed at its first cell."""
        for marks in _gathered(self.strangers, lambda one: (person_key(one.juror), one.place.file)):
            details = {"read": marks[0].juror, "count": str(len(marks)), **self._advice(marks[0].juror)}
            yield Problem("J027", marks[0].place, details, category=self.category)
        reasons = {(one.candidate, person_key(one.juror)): one.reason for one in self.board.declared(self.category)}
        for marks in _gathered(self.recused, lambda one: (person_key(one.juror), one.place.file, one.candidate)):
            first = marks[0]
            name = person_key(first.juror)
            details = {"read": self.members[name], "reason": reasons[first.candidate, name]}
            about = (first.candidate, self.category, first.field)
            yield Problem("J028", first.place, details, *about)

    def confirmed(self, doubts: Iterable[Problem]) -> Iterator[Problem]:
        """The doubts about members who may mark, once for each juror, file and candidate, at its first cell."""
        seen: set[tuple[str, str, str, str]] = set()
        for one in sorted(doubts, key=lambda one: (one.where.order, one.code)):
            name = person_key(one.details[JUROR])
            key = (one.code, name, one.where.file, one.candidate)
            if name in self.members and (one.candidate, name) not in self.barred and key not in seen:
                seen.add(key)
                yield one

    def _advice(self, juror: str) -> dict[str, str]:
        """Who may be meant; for a member of other categories, where that is written."""
        if own := self.others.get(person_key(juror)):
            return spoken("hint", "panel.other_categories", name=own)
        near = get_close_matches(person_key(juror), self.members, n=3, cutoff=0.6)
        names = ", ".join(self.members[one] for one in near)
        return spoken("hint", "panel.maybe", names=names) if near else spoken("hint", "panel.no_member")


def _gathered(marks: Iterable[_Mark], key: Callable[[_Mark], Hashable]) -> Iterator[list[_Mark]]:
    """The marks that `key` calls alike together, in reading order."""
    found: dict[Hashable, list[_Mark]] = {}
    for one in sorted(marks, key=lambda one: (one.place.order, one.candidate, one.field)):
        found.setdefault(key(one), []).append(one)
    yield from found.values()
