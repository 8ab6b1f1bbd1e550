"""From the folders of a season to the entries of its categories: who said what, who is out and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.fold import clashes, fold, missing_from_committee
from paritrana.entry.model import Candidate, Entry, Statement, StatementKind
from paritrana.problems import Problem, Where, unique
from paritrana.runner import run
from paritrana.store.receipts import Receipt
from paritrana.workflow.heard import heard
from paritrana.workflow.read_cache import FEW, ReadCache
from paritrana.workflow.reading import Candidates, FileRead, Folder, References, read_file, stopped_file
from paritrana.workflow.remarks import rows_together
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.standing import Laid, ensure_laid_out, laid

Job = tuple[Path, str, Folder]
"""A file to read: where it is, how it is called in messages, the folder it was put into."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The files of a season that count, and the receipts by number: looked up once, for whoever reads them.

    `digests` are the SHA-256 of files that were just hashed.
    """

    committee: tuple[Job, ...]
    inbox: tuple[Job, ...]
    received: Mapping[int, Receipt]
    digests: Mapping[Path, str]

    @property
    def places(self) -> dict[str, Path]:
        """Where the files lie, by the names that messages give them."""
        return {name: path for path, name, _ in (*self.committee, *self.inbox)}


After = Callable[[FileRead, Edition], FileRead]
"""What is added to a file that was read, by the criteria alone."""


def as_read(file: FileRead, _edition: Edition) -> FileRead:
    """A file with nothing added."""
    return file


@dataclass(frozen=True, slots=True)
class Way:
    """How files are read: by two libraries, from what was read before, with something added."""

    cross_check: bool = False
    cached: bool = False
    after: After = as_read


@dataclass(frozen=True, slots=True)
class Collected:
    """A category's entries and everybody without one. `inputs` are SHA-256 of the files used, by relative path."""

    entries: tuple[Entry, ...]
    absent: tuple[Candidate, ...]
    returned: tuple[Candidate, ...]
    problems: tuple[Problem, ...]
    inputs: Mapping[str, str]


def read_folders(
    season: Season,
    tick: Tick = silent,
    *,
    sent: Sent | None = None,
    cross_check: bool = False,
    cached: bool = True,
    after: After = as_read,
) -> tuple[FileRead, ...]:
    """Every workbook of inbox and committee, in the order of their names, each as `after` leaves it.

    `sent` are those files, where they have been looked up already. With `cross_check` two libraries read each and must
    agree. Without `cached` (for sealing and publishing), and with `cross_check`, every file is read anew, also where it
    has not changed since it was read last.
    """
    way = Way(cross_check, cached and not cross_check, after)
    sent = sent or sent_files(season)
    reads: list[FileRead] = []
    references: References = {}
    for jobs in (sent.committee, sent.inbox):
        for found in _found(season, jobs, references, way, sent.digests):
            reads.append(found)
            tick(len(reads), len(sent.committee) + len(sent.inbox))
        if jobs is sent.committee:
            references = _references(season, reads)
    return tuple(sorted(reads, key=lambda found: found.name))


def committee_figures(season: Season) -> References:
    """The organiser's figures in the committee folder; nothing is read where no answer is compared with any."""
    if not any(field.like for category in season.edition.categories.values() for field in category.fields):
        return {}
    return _references(season, tuple(_fresh(season, _committee_jobs(season, laid(season)), {}, Way())))


def _found(
    season: Season, jobs: Sequence[Job], references: References, way: Way, digests: Mapping[Path, str]
) -> Iterator[FileRead]:
    """What was read in every file: now, or before where the file is the same still."""
    if not way.cached or len(jobs) < FEW:
        yield from _fresh(season, jobs, references, way)
        return
    cache = ReadCache(season, f"{jobs[0][2]}-{way.after.__name__}", references)
    before = list(cache.known([(path, name) for path, name, _ in jobs], digests))
    fresh = _fresh(season, [job for job, known in zip(jobs, before, strict=True) if known is None], references, way)
    reads: list[FileRead] = []
    for known in before:
        reads.append(known or next(fresh))
        yield reads[-1]
    cache.keep(reads)


def _fresh(season: Season, jobs: Sequence[Job], references: References, way: Way) -> Iterator[FileRead]:
    facts: dict[str, Any] = {"edition": season.edition, "candidates": season.known(), "references": references}
    return run(partial(_read_job, **facts, way=way), jobs, stopped=_stopped)


def _stopped(job: Job) -> FileRead:
    return stopped_file(job[0], job[1])


def sent_files(season: Season) -> Sent:
    """The files of inbox and committee. Raises ConflictError for a copy that is not as it was received."""
    found = ensure_laid_out(season)
    inbox = _jobs(season, "inbox", season.workspace.inbox(season.edition.id), found)
    return Sent(_committee_jobs(season, found), inbox, found.known, found.copies)


def _committee_jobs(season: Season, found: Laid) -> tuple[Job, ...]:
    return _jobs(season, "committee", season.workspace.committee(season.edition.id), found)


def _jobs(season: Season, place: Folder, folder: Path, found: Laid) -> tuple[Job, ...]:
    return tuple((path, season.workspace.relative(path), place) for path in found.in_use(workbooks(folder)))


def _read_job(job: Job, edition: Edition, candidates: Candidates, references: References, way: Way) -> FileRead:
    path, name, folder = job
    found = read_file(path, name, edition, candidates, folder, references, cross_check=way.cross_check)
    return way.after(found, edition)


def _references(season: Season, reads: Sequence[FileRead]) -> References:
    """The organiser's figures that candidates' answers are compared with, from the tables read so far."""
    found: dict[str, dict[str, dict[str, Decimal]]] = {}
    for read in reads:
        category = season.edition.categories.get(read.category)
        likes = [(field.id, field.like) for field in category.fields if field.like] if category else []
        for code, checked in read.checked.items():
            given = {said.field: said.value for said in checked.statements if isinstance(said.value, Decimal)}
            figures = {field: given[like] for field, like in likes if like in given}
            found.setdefault(read.category, {}).setdefault(code, {}).update(figures)
    return found


def workbooks(folder: Path) -> list[Path]:
    """Every file of a folder and the folders in it, by name; hidden files of the system are left out.

    So are those that Excel keeps beside open workbooks, all but the first: it tells that some are open.
    """
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    files = sorted(path for path in found if path.name.lower() not in ("thumbs.db", "desktop.ini"))
    locks = [path for path in files if _is_lock(path)]
    return [path for path in files if path not in locks[1:]]


def _is_lock(path: Path) -> bool:
    return path.name.startswith("~$")


def nothing_sent(season: Season, categories: Iterable[Category]) -> Path | None:
    """The inbox, where candidates fill in forms of these categories and none of them lies there; else None."""
    inbox = season.workspace.inbox(season.edition.id)
    asked = any(category.filled_by(Role.CANDIDATE) for category in categories)
    return inbox if asked and all(map(_is_lock, workbooks(inbox))) else None


CORRECTS = (StatementKind.VERIFIED, StatementKind.DECISION)


@dataclass(frozen=True, slots=True)
class Part:
    """What of the files counts at a stage: for whom (None: everybody), which fields stand as claimed, which come later.

    On a field that stands as claimed no verifier is heard, neither with a correction nor with a slip of the pen.
    `decided` are the words of the plenary meeting by candidate, `out` why it disqualified whom.
    """

    only: frozenset[str] | None = None
    as_claimed: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    decided: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    out: Mapping[str, str] = field(default_factory=dict)

    def concerns(self, problem: Problem) -> bool:
        return problem.field not in self.later and (self.only is None or problem.candidate in ("", *self.only))

    def minds(self, problem: Problem, role: Role | None) -> bool:
        """Whether what is wrong in a role's file matters at this stage."""
        return role is not Role.VERIFIER or problem.field not in self.as_claimed

    def hears(self, said: Statement) -> bool:
        return said.kind not in CORRECTS or said.field not in self.as_claimed

    def found(self, candidate: Candidate) -> Candidate:
        """The candidate as the plenary meeting left it in the running, or not."""
        if candidate.status != "aktif" or candidate.code not in self.out:
            return candidate
        return replace(candidate, status="diskualifikasi", reason=self.out[candidate.code])


WHOLE = Part()


def collect(season: Season, category: Category, reads: Sequence[FileRead], part: Part = WHOLE) -> Collected:
    """What the files say about one category; what belongs to none is told by `stray`."""
    own = [read for read in reads if read.category == category.category]
    listed = [one for one in season.listed[1] if one.category == category.category]
    problems = [*listed, *rows_together(_told(own, part), ("B044",))]
    problems.extend(sent_twice(own, category))
    problems.extend(without_group(season, category))
    doubts = [one for read in own for one in read.doubts]
    counted = heard(season, category, _by_candidate(own, part), problems, doubts)
    statements = counted.statements
    problems = [*(one for one in problems if one not in counted.unheeded), *counted.problems]
    problems.extend(_clashing(statements, category))
    problems = [one for one in problems if part.concerns(one)]
    guilty = {one.candidate for one in problems if one.is_error}
    entries, absent, returned = [], [], []
    candidates = season.candidates(category)
    for candidate in (part.found(one) for one in candidates if part.only is None or one.code in part.only):
        said = statements.get(candidate.code, ())
        if candidate.status != "aktif":
            entries.append(fold(candidate, said))
            continue
        if candidate.code not in guilty and _silent(candidate, category, own, said):
            absent.append(candidate)
            continue
        entry = fold(candidate, said)
        idle = {one.field for one in counted.unheeded if one.candidate == candidate.code}
        missing = missing_from_committee(entry, category, _spoiled(own, candidate) - idle)
        problems.extend(missing)
        if missing or candidate.code in guilty:
            returned.append(candidate)
        else:
            entries.append(entry)
    if not candidates:
        details = {"category": category.category, "edition": season.edition.id}
        problems.append(Problem("R002", Where(), details, category=category.category))
    inputs = {**{read.name: read.sha256 for read in own}, **counted.inputs}
    return Collected(tuple(entries), tuple(absent), tuple(returned), tuple(problems), inputs)


def _told(reads: Iterable[FileRead], part: Part) -> Iterator[Problem]:
    return (problem for read in reads for problem in read.problems if part.minds(problem, read.role))


def stray(season: Season, reads: Iterable[FileRead]) -> tuple[Problem, ...]:
    """What belongs to the edition and to none of its categories: files not recognised, rows of no category."""
    kept = (*season.listed[1], *season.plenary[1], *season.objections[1])
    listed = (one for one in kept if not one.category)
    return unique((*listed, *(problem for read in reads if not read.category for problem in read.problems)))


def without_group(season: Season, category: Category) -> list[Problem]:
    """B052 for every candidate that belongs to none of the category's groups: it has no peers."""
    known = category.group_ids()
    names = ", ".join(known)
    place = Where(season.workspace.relative(season.workspace.candidates(season.edition.id)))
    return [
        Problem(
            "B052",
            place,
            {"read": one.group, "expected": names},
            candidate=one.code,
            category=category.category,
        )
        for one in season.candidates(category)
        if known and one.group not in known
    ]


def _by_candidate(reads: Iterable[FileRead], part: Part) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, tuple[Statement, ...]] = {}
    for read in reads:
        for code, checked in read.checked.items():
            found[code] = (*found.get(code, ()), *filter(part.hears, checked.statements))
    for code, words in part.decided.items():
        found[code] = (*found.get(code, ()), *filter(part.hears, words))
    return found


def _spoiled(reads: Iterable[FileRead], candidate: Candidate) -> frozenset[str]:
    checked = [read.checked[candidate.code] for read in reads if candidate.code in read.checked]
    return frozenset().union(*(one.spoiled for one in checked))


def _silent(candidate: Candidate, category: Category, reads: Sequence[FileRead], said: Sequence[Statement]) -> bool:
    """Whether nothing has come from a candidate: no form where forms are asked for, else no word from anybody."""
    if not category.filled_by(Role.CANDIDATE):
        return not said
    return not any(read.role is Role.CANDIDATE and candidate.code in read.checked for read in reads)


def sent_twice(reads: Sequence[FileRead], category: Category) -> list[Problem]:
    """B028 for every candidate with forms (or rows) in two files, also where one of them is refused."""
    first: dict[str, FileRead] = {}
    problems = []
    for read in reads:
        if read.role is not Role.CANDIDATE or read.category != category.category:
            continue
        for code in senders(read):
            if code in first:
                details = {"read": first[code].name, "other": read.name}
                place = Where(read.name)
                problems.append(Problem("B028", place, details, candidate=code, category=category.category))
            first.setdefault(code, read)
    return problems


def senders(read: FileRead) -> tuple[str, ...]:
    """The candidates whose answers a file holds, read or refused: refused is what leaves its sender out."""
    refused = any(one.is_error and one.candidate == read.sender for one in read.problems)
    return (*read.checked, *((read.sender,) if read.sender and refused else ()))


def _clashing(statements: Mapping[str, Sequence[Statement]], category: Category) -> list[Problem]:
    """R008 where two committee tables fill in the same field (two forms are told of by B028)."""
    problems = []
    for said in statements.values():
        for one, other in clashes(said):
            if one.kind is not StatementKind.CLAIMED and one.value != other.value:
                problems.append(_clash(one, other, category))
    return problems


def _clash(one: Statement, other: Statement, category: Category) -> Problem:
    details = {
        "question": category.field(one.field).ask.id,
        "read": _place(one),
        "other": _place(other),
    }
    place = Where(other.source.file, other.source.sheet, other.source.cell)
    return Problem("R008", place, details, candidate=one.candidate, category=category.category, field=one.field)


def _place(statement: Statement) -> str:
    return str(Where(statement.source.file, statement.source.sheet, statement.source.cell))
