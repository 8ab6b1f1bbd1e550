"""Checking files without scoring them: a folder's, or a lone file's outside any workspace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.load import load_edition
from paritrana.entry.fold import fold
from paritrana.entry.model import Candidate
from paritrana.form.cells import Book, UnreadableBook, open_book
from paritrana.form.meta import Meta
from paritrana.form.reader import read_meta
from paritrana.intake.guard import judge
from paritrana.problems import Problem, UsageError, has_errors, unique
from paritrana.scoring.points import own_problems
from paritrana.workflow.collect import (
    committee_figures,
    nothing_sent,
    read_folders,
    senders,
    sent_files,
    sent_twice,
    without_group,
    workbooks,
)
from paritrana.workflow.held import held_problems, undecided
from paritrana.workflow.reading import Candidates, FileRead, References, read_file
from paritrana.workflow.remarks import arranged, dressed, located
from paritrana.workflow.season import Season, Tick, open_season, silent
from paritrana.workflow.vouched import unlisted, vouched
from paritrana.workspace import Workspace, find_workspace, shipped, shown

DANGEROUS, PROBLEMS, FINE = 3, 1, 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file lies, and what it was checked against; `committee` where it lies in the committee's own folder."""

    path: Path
    edition: Edition
    candidates: Candidates
    committee: bool = False


@dataclass(frozen=True, slots=True)
class FilesChecked:
    """Every file looked at, with what was found in it and, in the same order, where it comes from.

    `workspace` is the one it was checked in, None outside of any; `listed` is what is wrong with the committee's own
    lists; `empty_inbox` is the inbox where nothing has been sent, None where something has or paths were given; `held`
    tells of received files that nobody has decided about.
    """

    files: tuple[FileRead, ...]
    origins: tuple[Origin, ...] = ()
    workspace: Workspace | None = None
    listed: tuple[Problem, ...] = ()
    empty_inbox: Path | None = None
    held: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those of the committee's lists, then those of the files, then those of files that are held."""
        return (*self.listed, *(problem for file in self.files for problem in file.problems), *self.held)

    @property
    def exit_code(self) -> int:
        if any(file.dangerous for file in self.files):
            return DANGEROUS
        return PROBLEMS if has_errors(self.problems) else FINE


def check_files(
    paths: Sequence[Path],
    root: Path | None,
    edition: str | None,
    tick: Tick = silent,
    *,
    cross_check: bool = False,
    at: datetime | None = None,
) -> FilesChecked:
    """Check files and folders; without any, inbox and committee of the workspace. Raises UsageError.

    With `cross_check` two libraries read every file, and must agree on every answer. `at` is when it is asked whether
    held files can still be chosen.
    """
    if not paths:
        season = open_season(root, edition)
        sent = sent_files(season)
        reads = read_folders(season, tick, sent=sent, cross_check=cross_check, after=with_checks)
        known, places = season.known(), sent.places
        own = season.workspace.committee(season.edition.id)
        where = (places[read.name] for read in reads)
        origins = tuple(Origin(path, season.edition, known, own in path.parents) for path in where)
        files = _told(reads, origins)
        empty = nothing_sent(season, season.edition.categories.values())
        held = held_problems(season, undecided(season, sent.received, at))
        return FilesChecked(files, origins, season.workspace, _listed(season), empty, held)
    named = _by_path(paths)
    desk = _Desk(_nearest(root, named), edition, cross_check=cross_check)
    done: list[tuple[FileRead, Origin]] = []
    for path, name in named.items():
        done.append(desk.read(path, name))
        tick(len(done), len(named))
    origins = tuple(origin for _, origin in done)
    listed = unique(problem for season in desk.seasons for problem in _listed(season))
    return FilesChecked(_told([read for read, _ in done], origins), origins, desk.workspace, listed)


def _by_path(paths: Iterable[Path]) -> dict[Path, str]:
    """The files to read, each once, and how they are called in messages: those of a folder by where they lie in it."""
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        if not path.exists():
            raise UsageError("errors.no_file", path=str(path))
        for file in workbooks(path) if path.is_dir() else [path]:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            found.setdefault(file.resolve(), (file, shown(name)))
    return dict(found.values())


def _listed(season: Season) -> tuple[Problem, ...]:
    """What is wrong with the lists that the committee of an edition keeps: candidates, panel, decisions, objections."""
    loose = (problem for one in season.edition.categories.values() for problem in without_group(season, one))
    return arranged((*season.listed[1], *loose, *season.panel[1], *season.plenary[1], *season.objections[1]))


def _told(reads: Sequence[FileRead], origins: Sequence[Origin]) -> tuple[FileRead, ...]:
    """The files with their problems as people are told of them, those of a second file of the same candidate too."""
    editions = {origin.edition.id: origin.edition for origin in origins}
    twice: list[Problem] = []
    for name, edition in editions.items():
        own = [read for read, origin in zip(reads, origins, strict=True) if origin.edition.id == name]
        twice.extend(problem for one in edition.categories.values() for problem in sent_twice(own, one))
    return tuple(_told_one(read, origin.edition, twice) for read, origin in zip(reads, origins, strict=True))


def _told_one(file: FileRead, edition: Edition, twice: Iterable[Problem]) -> FileRead:
    codes, category = senders(file), edition.categories.get(file.category)
    own = (problem for problem in twice if problem.where.file == file.name and problem.candidate in codes)
    problems = (*file.problems, *own)
    return replace(file, problems=arranged(dressed(problems, category) if category else problems))


def with_checks(file: FileRead, edition: Edition) -> FileRead:
    """A candidate's file with what its own answers break: checks across answers, and formulas they make impossible.

    What needs data of the committee is left for scoring.
    """
    if file.role is not Role.CANDIDATE or not file.checked:
        return file
    category = edition.categories[file.category]
    found: list[Problem] = []
    for code, checked in file.checked.items():
        if not has_errors(checked.problems):
            entry = fold(Candidate(code, file.category, code), checked.statements)
            found.extend(located(one, category, checked) for one in own_problems(entry, category))
    return replace(file, problems=(*file.problems, *found))


def _nearest(root: Path | None, files: Iterable[Path]) -> Workspace | None:
    """The workspace given, else the one around the current folder or the first file, else none."""
    if root is not None:
        return find_workspace(root)
    for start in (None, *(file.parent for file in list(files)[:1])):
        try:
            return find_workspace(None, start)
        except UsageError:
            continue
    return None


class _Desk:
    """Reads files one after the other, each by the criteria its own metadata name."""

    def __init__(self, workspace: Workspace | None, edition: str | None, *, cross_check: bool) -> None:
        self.workspace, self.wanted, self.cross_check = workspace, edition, cross_check
        self.known: dict[str, tuple[Edition, Candidates] | None] = {}
        self.figures: dict[str, References] = {}
        self.seasons: list[Season] = []

    def read(self, path: Path, name: str) -> tuple[FileRead, Origin]:
        """A file, and what it was checked against; `name` is how it is called in messages."""
        book, meta = _book_of(path)
        named = meta.edition if meta and meta.edition in self._ids() else ""
        criteria = self._criteria(self.wanted or named)
        if criteria is None and self.wanted is None:
            criteria = self._criteria_anywhere()
        if criteria is None:
            raise UsageError("errors.no_edition", read=self.wanted or named, expected=", ".join(self._ids()) or "-")
        edition, known = criteria
        figures = self.figures.get(edition.id, {})
        at_their_word = vouched(book, meta, edition) if book and meta and not known else {}
        candidates = known or at_their_word
        found = read_file(path, name, edition, candidates, "any", figures, cross_check=self.cross_check)
        read = with_checks(found, edition)
        if at_their_word and meta and not meta.candidate_code:
            read = replace(read, problems=(*read.problems, unlisted(meta, name)))
        return read, Origin(path, edition, candidates)

    def _ids(self) -> tuple[str, ...]:
        own = self.workspace.editions() if self.workspace else ()
        return tuple(dict.fromkeys((*own, *Workspace(shipped("criteria").parent).editions())))

    def _criteria_anywhere(self) -> tuple[Edition, Candidates] | None:
        return next((found for name in self._ids() if (found := self._criteria(name))), None)

    def _criteria(self, name: str) -> tuple[Edition, Candidates] | None:
        if name not in self.known:
            self.known[name] = self._load(name)
        return self.known[name]

    def _load(self, name: str) -> tuple[Edition, Candidates] | None:
        if name not in self._ids():
            return None
        if self.workspace and name in self.workspace.editions():
            season = open_season(self.workspace.root, name)
            self.figures[name] = committee_figures(season)
            self.seasons.append(season)
            return season.edition, season.known()
        folder = shipped("criteria") / name
        edition = load_edition(folder)[0] if folder.is_dir() else None
        return (edition, {}) if edition else None


def _book_of(path: Path) -> tuple[Book | None, Meta | None]:
    """A workbook and what it says about itself; reading it says why where there is none."""
    try:
        data = path.read_bytes()
        book = None if judge(data, path.name) else open_book(data, path.name)
    except (OSError, UnreadableBook):
        return None, None
    return book, read_meta(book)[0] if book else None
