"""Receiving what offices send: every file kept, numbered and answered; the journal is the truth, all else follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from paritrana.criteria.schedule import Timing
from paritrana.problems import ConflictError, UsageError
from paritrana.regions.zones import zone_of
from paritrana.runner import run
from paritrana.store.journal import Pen
from paritrana.store.receipts import Receipt, State, choice, receipts
from paritrana.store.received import keep, place
from paritrana.workflow.admit import Arrival, decided
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import committee_figures
from paritrana.workflow.parcels import Parcel, parcels
from paritrana.workflow.reading import FileRead, stopped_file
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.slips import read_kept, write_slips
from paritrana.workflow.standing import lay_out


@dataclass(frozen=True, slots=True)
class Received:
    """What one call did. `again` are files known already, by the name they came under; `waiting` all that are held."""

    season: Season
    fresh: tuple[Receipt, ...]
    again: tuple[tuple[str, Receipt], ...]
    known: dict[int, Receipt]
    folder: Path

    @property
    def waiting(self) -> tuple[Receipt, ...]:
        return tuple(one for one in self.known.values() if one.state is State.HELD)

    @property
    def exit_code(self) -> int:
        return 1 if any(_open(one) for one in self.fresh) else 0


def _open(one: Receipt) -> bool:
    """Whether somebody has to do something about a file."""
    return one.state in (State.HELD, State.REFUSED) or (one.state is State.COUNTS and one.errors > 0)


def local_moment(season: Season, text: str | None) -> datetime:
    """A time as it was written, in the province's zone where it names none; the wall clock where there is none.

    Wall time stands in the journal and on receipts, nowhere else. Raises ValueError for what is no ISO time.
    """
    zone = zone_of(season.edition.facts.province)
    if text is None:
        return datetime.now(zone).replace(microsecond=0)
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def take(
    season: Season, paths: Sequence[Path], numbers: Sequence[str], at: datetime, lang: str = "id", tick: Tick = silent
) -> Received:
    """Receive paths, or choose receipts by number. Raises UsageError where both are asked for at once."""
    if numbers and paths:
        raise UsageError("errors.receive_or_choose")
    return choose(season, numbers, at, lang) if numbers else receive(season, paths, at, lang, tick)


@alone
def receive(season: Season, paths: Sequence[Path], at: datetime, lang: str = "id", tick: Tick = silent) -> Received:
    """Take files, folders and zip files in, in their order, and write a receipt and a reply for each.

    Without paths nothing is taken in: what a sudden end left undone is finished, and the copies are made again.
    Raises UsageError for a path that is none, ConflictError where the journal or kept bytes are damaged.
    """
    pen = Pen(season.workspace.journal)
    known = receipts(pen.events, season.edition.id)
    lay_out(season, known)
    arrived, again = _kept(season, paths, known)
    fresh: list[int] = []
    for name, read in _read(season, arrived, tick):
        arrival = Arrival(max(known, default=0) + 1, name, at, _region(season, read), read)
        one = decided(arrival, season.edition.facts.schedule, known.values())
        pen.write(one.event(season.edition.id))
        known = receipts(pen.events, season.edition.id) if one.replaces else {**known, one.no: one}
        fresh.append(one.no)
    by_hash = {one.sha256: one for one in known.values()}
    return _done(season, known, fresh, [(name, by_hash[digest]) for name, digest in again], lang)


@alone
def choose(season: Season, wanted: Sequence[str], at: datetime, lang: str = "id") -> Received:
    """Let held (or replaced) files count, in place of those that count now for the same candidates.

    Raises UsageError for a number that is none, ConflictError for a refused file, after the freeze, or where somebody
    else's answers would go with the file that is replaced.
    """
    pen = Pen(season.workspace.journal)
    known = receipts(pen.events, season.edition.id)
    lay_out(season, known)
    chosen = [_wanted(one, known) for one in wanted]
    for no in chosen:
        one = known[no]
        replaced = [other for other in known.values() if other.state is State.COUNTS and other.overlaps(one)]
        _refuse(season, one, replaced, at)
        if one.state is not State.COUNTS:
            pen.write(choice(season.edition.id, no, at.isoformat(), [other.no for other in replaced]))
            known = receipts(pen.events, season.edition.id)
    return _done(season, known, chosen, (), lang)


def _wanted(text: str, known: dict[int, Receipt]) -> int:
    digits = text.strip().upper().removeprefix("TT-")
    if not digits.isdecimal() or int(digits) not in known:
        raise UsageError("errors.no_receipt", read=text)
    return int(digits)


def _refuse(season: Season, one: Receipt, replaced: Sequence[Receipt], at: datetime) -> None:
    schedule = season.edition.facts.schedule
    if schedule and schedule.timing(at, season.edition.facts.province) is Timing.FROZEN:
        raise ConflictError("errors.frozen", number=one.number)
    if one.state is State.REFUSED:
        raise ConflictError("errors.choose_refused", number=one.number)
    for other in replaced:
        if other.no != one.no and not one.takes_in(other):
            raise ConflictError("errors.choose_part", number=one.number, other=other.number)


def _done(
    season: Season, known: dict[int, Receipt], fresh: Sequence[int], again: Sequence[tuple[str, Receipt]], lang: str
) -> Received:
    lay_out(season, known)
    folder = write_slips(season, known, fresh, lang)
    return Received(season, tuple(known[no] for no in fresh), tuple(again), known, folder)


def _kept(
    season: Season, paths: Sequence[Path], known: dict[int, Receipt]
) -> tuple[list[tuple[Parcel, str]], list[tuple[str, str]]]:
    """Files that are new, kept by now, and names and hashes of those that are known already."""
    seen = {one.sha256 for one in known.values() if one.sha256}
    fresh: list[tuple[Parcel, str]] = []
    again: list[tuple[str, str]] = []
    for parcel in parcels(paths):
        digest = "" if parcel.too_large else keep(season.workspace.received, parcel.data)
        if digest and digest in seen:
            again.append((parcel.name, digest))
            continue
        seen.add(digest)
        fresh.append((replace(parcel, data=b""), digest))
    return fresh, again


def _read(season: Season, arrived: Sequence[tuple[Parcel, str]], tick: Tick) -> list[tuple[str, FileRead]]:
    """What was read in each of them, in their order."""
    read = partial(read_kept, edition=season.edition, known=season.known(), figures=committee_figures(season))
    jobs = [(place(season.workspace.received, digest), parcel.name) for parcel, digest in arrived if digest]
    found = run(read, jobs, stopped=lambda job: stopped_file(*job))
    told: list[tuple[str, FileRead]] = []
    for parcel, digest in arrived:
        told.append((parcel.name, next(found) if digest else FileRead(parcel.name, "", dangerous=True)))
        tick(len(told), len(arrived))
    return told


def _region(season: Season, read: FileRead) -> str:
    """Where a file comes from: the region of its candidate, else the province of the edition."""
    codes = [*read.checked] or [read.sender]
    known = season.known().get(read.category, {})
    one = known.get(codes[0]) if len(codes) == 1 else None
    return (one.region or one.code) if one else season.edition.facts.province
