"""What a verifier's corrections would do, before they count: on points, scores and ranks, one by one and together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path, PurePosixPath

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.criteria.order import fields_behind
from paritrana.entry.check import Checked
from paritrana.entry.fold import as_input
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.entry.verification import Verdict
from paritrana.problems import Problem, UsageError, has_errors, unique
from paritrana.rules import Input
from paritrana.scoring import Placed, Result, Status
from paritrana.workflow.collect import committee_figures, read_folders
from paritrana.workflow.reading import FileRead, read_file
from paritrana.workflow.result import Scored
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.stages import judge

MANY = 300
"""Corrections of one category that are tried one by one; of more, only what they do together is told."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands: its published score and rank (None without one), and the stage it did not get past."""

    status: Status
    score: Fraction | None
    rank: int | None
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A candidate before and after; None where it was, or is, in no list."""

    candidate: Candidate
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True, slots=True)
class Effect:
    """One correction by itself: the value as it counts now (None: blank) and would count, and what that moves.

    `points` are those of the indicators that rest on the field, before and after, by id.
    """

    said: Statement
    field: Field
    before: Input
    after: Input
    points: Mapping[str, tuple[Fraction | None, Fraction | None]]
    moved: Moved


@dataclass(frozen=True, slots=True)
class Effects:
    """What files would do to a category: each correction that would count, and everybody moved by all of them together.

    `confirmed` counts values that a verifier found right; `problems` are those that come with the files.
    """

    category: Category
    effects: tuple[Effect, ...]
    together: tuple[Moved, ...]
    confirmed: int
    untried: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Previewed:
    """The effects by category, and the problems of files that belong to none."""

    season: Season
    found: tuple[Effects, ...]
    stray: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        return 1 if has_errors((*self.stray, *(one for each in self.found for one in each.problems))) else 0


def preview(season: Season, paths: Iterable[Path], seed: str = "", tick: Tick = silent) -> Previewed:
    """What verifiers' files would change; nothing is written. A file that counts already is left out of "before".

    A file takes the place of one of the same name that lies in the committee folder.

    Raises UsageError for a path that is no file.
    """
    extra = tuple(_read(season, paths))
    digests = {read.sha256 for read in extra}
    base = tuple(read for read in read_folders(season, tick) if read.sha256 not in digests)
    touched = dict.fromkeys(read.category for read in extra if read.category in season.edition.categories)
    found = tuple(_effects(season, season.edition.categories[name], base, extra, seed) for name in touched)
    stray = (problem for read in extra if not read.category for problem in read.problems)
    return Previewed(season, found, tuple(stray))


def _read(season: Season, paths: Iterable[Path]) -> Iterator[FileRead]:
    known, figures = season.known(), committee_figures(season)
    for path in paths:
        if not path.is_file():
            raise UsageError("errors.no_file", path=str(path))
        yield read_file(path, season.workspace.relative(path), season.edition, known, "committee", figures)


def _effects(
    season: Season, category: Category, base: tuple[FileRead, ...], extra: Sequence[FileRead], seed: str
) -> Effects:
    own = tuple(read for read in extra if read.category == category.category)
    names = {PurePosixPath(read.name).name for read in own}
    kept = tuple(read for read in base if read.role is Role.CANDIDATE or PurePosixPath(read.name).name not in names)
    before, after = (judge(season, category, reads, seed) for reads in (base, (*kept, *own)))
    words = [(read, said) for read in own for said in _corrections(read)]
    differing = [(read, said) for read, said in words if _value(before, said) != as_input(said.value)]
    tried = differing if len(differing) <= MANY else []
    alone = ((said, (*_without(kept, said), _only(read, said))) for read, said in tried)
    found = (_effect(before, judge(season, category, reads, seed), said) for said, reads in alone)
    effects = [one for one in found if one.after != one.before]
    return Effects(
        category,
        tuple(effects),
        tuple(_all_moved(before, after)),
        sum(said.verdict == Verdict.AGREES and _value(before, said) == as_input(said.value) for _, said in words),
        len(differing) - len(tried),
        unique(one for one in after.problems if one not in before.problems),
    )


def _corrections(read: FileRead) -> Iterator[Statement]:
    for checked in read.checked.values():
        yield from (said for said in checked.statements if said.kind is StatementKind.VERIFIED)


def _without(reads: Iterable[FileRead], said: Statement) -> Iterator[FileRead]:
    """The files without what verifiers have said about this question so far."""
    for read in reads:
        checked = read.checked.get(said.candidate)
        if read.role is not Role.VERIFIER or checked is None:
            yield read
            continue
        left = tuple(one for one in checked.statements if one.field != said.field)
        yield replace(read, checked={**read.checked, said.candidate: replace(checked, statements=left)})


def _only(read: FileRead, said: Statement) -> FileRead:
    """The file as if it held one statement."""
    return replace(read, checked={said.candidate: Checked((said,))}, problems=())


def _effect(before: Scored, after: Scored, said: Statement) -> Effect:
    field = before.category.field(said.field)
    resting = [
        one.id
        for one, _ in before.category.indicators()
        if said.field in fields_behind(one.rule.names, before.category)
    ]
    points = {name: (_points(before, said.candidate, name), _points(after, said.candidate, name)) for name in resting}
    known = {place.candidate.code: place.candidate for place in (*before.result.placed, *after.result.placed)}
    candidate = known[said.candidate]
    moved = Moved(candidate, _standing(before, said.candidate), _standing(after, said.candidate))
    return Effect(said, field, _value(before, said), _value(after, said), points, moved)


def _place(scored: Scored, code: str) -> Placed | None:
    """A candidate's place; while the last stage waits for marks or figures, its place at the stage before."""
    found = _at(scored.result, code)
    if found is None or found.points:
        return found
    earlier = (_at(one.scored.result, code) for one in reversed(scored.stages))
    return next((place for place in earlier if place and place.points), found)


def _at(result: Result, code: str) -> Placed | None:
    return next((place for place in result.placed if place.candidate.code == code), None)


def _value(scored: Scored, said: Statement) -> Input:
    place = _place(scored, said.candidate)
    return place.points.entry.values.get(said.field) if place and place.points else None


def _points(scored: Scored, code: str, indicator: str) -> Fraction | None:
    place = _place(scored, code)
    found = place.points.indicators.get(indicator) if place and place.points else None
    return found.points if found else None


def _standing(scored: Scored, code: str) -> Standing | None:
    place = _place(scored, code)
    if place is None:
        return None
    told = scored.result.stopped.get(code, place)
    return Standing(place.status, told.scores.published if told.scores else None, told.rank, place.stage)


def _all_moved(before: Scored, after: Scored) -> Iterator[Moved]:
    """Everybody whose score, rank or standing differs, in the order of the new list."""
    for place in after.result.placed:
        code = place.candidate.code
        then, now = _standing(before, code), _standing(after, code)
        if then != now:
            yield Moved(place.candidate, then, now)
