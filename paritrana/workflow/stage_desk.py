"""Where a category stands in its stages: who is in, what is missing from whom; closing a stage and opening it again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.criteria.stages import Stage
from paritrana.criteria.tree import Indicator, walk
from paritrana.entry.model import Candidate
from paritrana.problems import ConflictError, UsageError, unknown
from paritrana.scoring import Status
from paritrana.store.journal import append_journal
from paritrana.store.shortlists import Closed, closing, reopening
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders, sent_files
from paritrana.workflow.held import undecided
from paritrana.workflow.marks import marks_of
from paritrana.workflow.reading import FileRead
from paritrana.workflow.result import Scored, StageScored
from paritrana.workflow.score import score_only
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.verification import unverified


@dataclass(frozen=True, slots=True)
class Lack:
    """What somebody owes a stage: a role, the name where one is known, and the candidates' codes."""

    role: Role
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageBoard:
    """A stage of a category: who is in it, who passes on (None at the last one), what is missing from whom.

    `returned` are those inside whose answers, or the committee's about them, hold mistakes: they pass only once mended.
    `held` are those inside of whom a received file still waits for a decision.
    """

    category: Category
    stage: Stage
    inside: tuple[str, ...]
    passed: tuple[str, ...] | None
    tied: tuple[str, ...]
    closed: Closed | None
    lacks: tuple[Lack, ...]
    returned: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def stage_status(
    season: Season, names: Iterable[str] = (), seed: str = "", tick: Tick = silent, *, cached: bool = True
) -> list[StageBoard]:
    """The boards of every stage of the categories asked for (all that have stages by default), in their order.

    Without `cached` every file is read anew. Raises UsageError for a category that is asked for by name and has none.
    """
    asked = tuple(names)
    chosen = [one for one in season.categories(asked) if one.stages]
    if len(chosen) < len(asked) or not chosen:
        raise UsageError("errors.no_stages", category=", ".join(asked) or season.edition.id)
    sent = sent_files(season)
    reads = read_folders(season, tick, sent=sent, cached=cached)
    held = undecided(season, sent.received)
    return [board for one in score_only(season, chosen, reads, seed, held) for board in _boards(one, reads)]


def _boards(scored: Scored, reads: Sequence[FileRead]) -> Iterator[StageBoard]:
    category, known = scored.category, {one.code: one for one in scored.season.candidates(scored.category)}
    only: frozenset[str] | None = None
    for one in scored.stages:
        yield _board(one.stage, one.scored, one, only, reads, known)
        only = frozenset(one.passed)
    yield _board(category.stages[-1], scored, None, only, reads, known)


def _board(
    stage: Stage,
    scored: Scored,
    settled: StageScored | None,
    only: frozenset[str] | None,
    reads: Sequence[FileRead],
    known: Mapping[str, Candidate],
) -> StageBoard:
    inside = tuple(code for code, one in known.items() if one.status == "aktif" and (only is None or code in only))
    passed = settled.passed if settled else None
    tied, closed = (settled.shortlist.tied, settled.closed) if settled else ((), None)
    lacks = tuple(_lacks(stage, scored, inside, reads, known))
    faulty = {one.candidate.code for one in scored.result.placed if one.status is Status.RETURNED}
    waiting = {code for one in scored.held if not one.frozen for code in one.receipt.covers}
    returned, held = (tuple(code for code in inside if code in some) for some in (faulty, waiting))
    return StageBoard(scored.category, stage, inside, passed, tied, closed, lacks, returned, held)


def _lacks(
    stage: Stage, scored: Scored, inside: Sequence[str], reads: Sequence[FileRead], known: Mapping[str, Candidate]
) -> Iterator[Lack]:
    absent = {one.candidate.code for one in scored.result.placed if one.status is Status.ABSENT}
    if silent_ones := tuple(code for code in inside if code in absent):
        yield Lack(Role.CANDIDATE, "", silent_ones)
    own = [read for read in reads if read.category == scored.category.category]
    if stage.kind == "verification":
        yield from _unverified(inside, own, scored.category, known)
    roles = {field.id: field.filled_by for field in scored.category.fields}
    owed: dict[Role, set[str]] = {}
    for one in scored.problems:
        if one.code == "R001" and one.candidate in inside:
            owed.setdefault(roles[one.field], set()).add(one.candidate)
    for role, codes in sorted(owed.items()):
        if role is not Role.PANEL:
            yield Lack(role, "", tuple(code for code in inside if code in codes))
    yield from _unmarked(scored.season, stage, scored.category, inside, own)


def _unverified(
    inside: Sequence[str], reads: Sequence[FileRead], category: Category, known: Mapping[str, Candidate]
) -> Iterator[Lack]:
    """Candidates with a question that nobody has verified yet, by the verifier that the candidate list names."""
    waiting: dict[str, list[str]] = {}
    for code in unverified(inside, reads, category):
        waiting.setdefault(known[code].verifier, []).append(code)
    yield from (Lack(Role.VERIFIER, name, tuple(codes)) for name, codes in sorted(waiting.items()))


def _unmarked(
    season: Season, stage: Stage, category: Category, inside: Sequence[str], reads: Sequence[FileRead]
) -> Iterator[Lack]:
    """What each juror has not marked yet; where no mark has come at all, the panel as a whole.

    Without a list of members a juror is who has given a mark, on any field. Whom a juror does not mark is not owed.
    """
    fields = [field.id for field in category.filled_by(Role.PANEL) if field.id in own_fields(category, stage)]
    marks = marks_of(season, category, reads)
    if fields and not marks.given and inside:
        yield Lack(Role.PANEL, "", tuple(inside))
        return
    for key, juror in marks.names.items():
        if codes := marks.owed(key, inside, fields):
            yield Lack(Role.PANEL, juror, codes)


def own_fields(category: Category, stage: Stage) -> frozenset[str]:
    """The fields that the indicators of a stage itself read."""
    own = (aspect for aspect in category.aspects if aspect.id in stage.aspects)
    nodes = (node for aspect in own for node, _ in walk(aspect, Fraction(1), points=False))
    return frozenset(name for node in nodes if isinstance(node, Indicator) for name in node.rule.names)


@alone
def close_stage(
    season: Season, name: str, stage: str, at: datetime | None, seed: str = "", *, force: bool = False
) -> StageBoard:
    """Settle who passes on from a stage, by what is known now; from then on only `reopen_stage` changes it.

    Raises UsageError for a stage that is none, ConflictError for the last one, one that is closed already, or where
    the stage before it is still open; without `force` also while somebody inside has mistakes or a held file.
    """
    category, boards = _asked(season, name, stage, seed)
    *before, board = boards
    if board.passed is None:
        raise ConflictError("errors.last_stage", stage=board.stage.title.id)
    if board.closed is not None:
        raise ConflictError("errors.stage_closed", stage=board.stage.title.id)
    if any(one.closed is None for one in before):
        raise ConflictError("errors.stage_before_open", stage=before[-1].stage.title.id)
    if (board.returned or board.held) and not force:
        codes = ", ".join(dict.fromkeys((*board.returned, *board.held)))
        raise ConflictError("errors.stage_unsettled", stage=board.stage.title.id, codes=codes)
    append_journal(
        season.workspace.journal,
        closing(season.edition.id, category.category, Closed(stage, board.passed, _told(at))),
    )
    return _asked(season, name, stage, seed)[1][-1]


@alone
def reopen_stage(season: Season, name: str, stage: str, at: datetime | None, reason: str, seed: str = "") -> StageBoard:
    """Open a closed stage again, and with it those after it.

    Raises UsageError without a reason or for a stage that is none, ConflictError for one that is not closed.
    """
    if not reason.strip():
        raise UsageError("errors.no_reason")
    category, boards = _asked(season, name, stage, seed)
    if boards[-1].closed is None:
        raise ConflictError("errors.stage_open", stage=boards[-1].stage.title.id)
    names = [one.id for one in category.stages]
    every = {one.stage.id: one for one in stage_status(season, [name], seed, cached=False)}
    for one in names[names.index(stage) :]:
        if every[one].closed is not None:
            event = reopening(season.edition.id, category.category, one, _told(at), reason)
            append_journal(season.workspace.journal, event)
    return _asked(season, name, stage, seed)[1][-1]


def _asked(season: Season, name: str, stage: str, seed: str) -> tuple[Category, list[StageBoard]]:
    """A category, and the boards of its stages up to the one asked for."""
    category = season.categories([name])[0]
    boards = stage_status(season, [name], seed, cached=False)
    known = {one.id: one.id for one in category.stages}
    if stage not in known:
        raise unknown("errors.no_stage", stage, known, expected=", ".join(known))
    return category, boards[: list(known).index(stage) + 1]


def _told(at: datetime | None) -> str:
    """The time a decision is recorded with: as given, else the wall time."""
    return (at or datetime.now(UTC)).isoformat(timespec="seconds")
