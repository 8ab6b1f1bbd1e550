"""The marks that have come and count, and those that are still owed, juror by juror."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from paritrana.criteria.model import Category
from paritrana.entry.model import Statement, StatementKind
from paritrana.entry.panel import Member, settle
from paritrana.entry.verification import person_key
from paritrana.problems import Problem
from paritrana.workflow.reading import FileRead
from paritrana.workflow.season import Season


@dataclass(frozen=True, slots=True)
class Marks:
    """Who marked whom on which field: by juror's key the code and field of every mark that counts.

    `names` are the jurors by key: the members in the order of the panel's list, without a list those who have marked.
    `members` are those who mark the category, empty without a list; `barred` is who does not mark whom (code and key);
    `problems` tell of marks that do not count.
    """

    given: Mapping[str, frozenset[tuple[str, str]]]
    names: Mapping[str, str]
    members: tuple[Member, ...]
    barred: frozenset[tuple[str, str]]
    problems: tuple[Problem, ...]

    def count(self, code: str, field: str) -> int:
        """How many jurors have marked a candidate on a field."""
        return sum((code, field) in done for done in self.given.values())

    def owed(self, juror: str, inside: Iterable[str], fields: Sequence[str]) -> tuple[str, ...]:
        """The candidates of whom a juror still owes a mark on any of the fields; never those it does not mark."""
        done = self.given.get(juror, frozenset())
        asked = (code for code in inside if (code, juror) not in self.barred)
        return tuple(code for code in asked if any((code, field) not in done for field in fields))


def marks_of(season: Season, category: Category, reads: Iterable[FileRead]) -> Marks:
    """The marks of a category in the files that were read, as far as they count."""
    board, reads = season.panel[0], tuple(reads)
    said: dict[str, list[Statement]] = {}
    for one in _marks_in(reads, category.category):
        said.setdefault(one.candidate, []).append(one)
    doubts = [one for read in reads if read.category == category.category for one in read.doubts]
    settled = settle(said, board, category.category, doubts=doubts)
    counted = [one for every in settled.statements.values() for one in every]
    given: dict[str, set[tuple[str, str]]] = {}
    for one in counted:
        given.setdefault(person_key(one.by), set()).add((one.candidate, one.field))
    members = board.marking(category.category)
    names = [one.name for one in members] or sorted({one.by for one in counted})
    return Marks(
        {key: frozenset(done) for key, done in given.items()},
        {person_key(name): name for name in names},
        members,
        board.recused(category.category),
        settled.problems,
    )


def _marks_in(reads: Iterable[FileRead], category: str) -> Iterator[Statement]:
    every = (one for read in reads if read.category == category for one in read.checked.values())
    return (said for checked in every for said in checked.statements if said.kind is StatementKind.MARK)
