"""The marks that have come and count, and those that are still owed, juror by juror."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from paritrana.criteria.model import Category
from paritrana.entry.model import Statement, StatementKind
from paritrana.entry.panel import Member, Settled, settle
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
    board, settled = season.panel[0], settled_marks(season, category, reads)
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


def settled_marks(season: Season, category: Category, reads: Iterable[FileRead]) -> Settled:
    """The marks of a category's tables by candidate, those that count, with what is told of the others."""
    own = [read for read in reads if read.category == category.category]
    said: dict[str, list[Statement]] = {}
    for code, checked in (pair for read in own for pair in read.checked.items()):
        said.setdefault(code, []).extend(one for one in checked.statements if one.kind is StatementKind.MARK)
    doubts = [one for read in own for one in read.doubts]
    return settle(said, season.panel[0], category.category, doubts=doubts)
