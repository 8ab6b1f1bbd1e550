"""Checking files without scoring them: a folder's, or a lone file's outside any workspace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
from paritrana.problems import Problem, UsageError, has_errors
from paritrana.scoring.points import own_problems
from paritrana.workflow.collect import committee_figures, places_by_name, read_folders, sent_twice, workbooks
from paritrana.workflow.reading import Candidates, FileRead, References, read_file
from paritrana.workflow.remarks import arranged, dressed, located
from paritrana.workflow.season import Tick, open_season, silent
from paritrana.workflow.vouched import unlisted, vouched
from paritrana.workspace import Workspace, find_workspace, shipped, shown

DANGEROUS, PROBLEMS, FINE = 3, 1, 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file lies, and what it was checked against."""

    path: Path
    edition: Edition
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class FilesChecked:
    """Every file looked at, with what was found in it and, in the same order, where it comes from.

    `workspace` is the one it was checked in, None outside of any.
    """

    files: tuple[FileRead, ...]
    origins: tuple[Origin, ...] = ()
    workspace: Workspace | None = None

    @property
    def exit_code(self) -> int:
        if any(file.dangerous for file in self.files):
            return DANGEROUS
        return PROBLEMS if any(has_errors(file.problems) for file in self.files) else FINE


def check_files(
    paths: Sequence[Path],
    root: Path | None,
    edition: str | None,
    tick: Tick = silent,
    *,
    cross_check: bool = False,
) -> FilesChecked:
    """Check files and folders; without any, inbox and committee of the workspace. Raises UsageError.

    With `cross_check` two libraries read every file, and must agree on every answer.
    """
    if not paths:
        season = open_season(root, edition)
        reads = read_folders(season, tick, cross_check=cross_check)
        twice = [problem for one in season.edition.categories.values() for problem in sent_twice(reads, one)]
        known, places = season.known(), places_by_name(season)
        return FilesChecked(
            tuple(_told(with_checks(read, season.edition), season.edition, twice) for read in reads),
            tuple(Origin(places[read.name], season.edition, known) for read in reads),
            season.workspace,
        )
    for path in paths:
        if not path.exists():
            raise UsageError("errors.no_file", path=str(path))
    files = [found for path in paths for found in (workbooks(path) if path.is_dir() else [path])]
    desk = _Desk(_nearest(root, files), edition, cross_check=cross_check)
    done: list[tuple[FileRead, Origin]] = []
    for file in files:
        done.append(desk.read(file))
        tick(len(done), len(files))
    return FilesChecked(tuple(read for read, _ in done), tuple(origin for _, origin in done), desk.workspace)


def _told(file: FileRead, edition: Edition, twice: Sequence[Problem] = ()) -> FileRead:
    """A file with its problems as people are told of them, those of a second file of the same candidate too."""
    own = tuple(problem for problem in twice if problem.where.file == file.name)
    problems, category = (*file.problems, *own), edition.categories.get(file.category)
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

    def read(self, path: Path) -> tuple[FileRead, Origin]:
        book, meta = _book_of(path)
        named = meta.edition if meta and meta.edition in self._ids() else ""
        criteria = self._criteria(self.wanted or named)
        if criteria is None and self.wanted is None:
            criteria = self._criteria_anywhere()
        if criteria is None:
            raise UsageError("errors.no_edition", read=self.wanted or named, expected=", ".join(self._ids()) or "-")
        edition, known = criteria
        name, figures = shown(path.name), self.figures.get(edition.id, {})
        at_their_word = vouched(book, meta, edition) if book and meta and not known else {}
        candidates = known or at_their_word
        found = read_file(path, name, edition, candidates, "any", figures, cross_check=self.cross_check)
        read = with_checks(found, edition)
        if at_their_word and meta and not meta.candidate_code:
            read = replace(read, problems=(*read.problems, unlisted(meta, name)))
        return _told(read, edition), Origin(path, edition, candidates)

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
