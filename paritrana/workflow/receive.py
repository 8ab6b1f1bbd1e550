"""Receiving what offices send: every file kept, numbered and answered; the journal is the truth, all else follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from paritrana.problems import ConflictError, UsageError
from paritrana.regions.zones import zone_of
from paritrana.runner import run
from paritrana.store.journal import Pen
from paritrana.store.receipts import Receipt, State, choice, decline, receipts
from paritrana.store.received import keep, place
from paritrana.workflow.admit import Arrival, decided
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import committee_figures
from paritrana.workflow.held import undecided
from paritrana.workflow.own_folders import is_copy, refuse_own
from paritrana.workflow.parcels import Parcel, parcels
from paritrana.workflow.reading import FileRead, stopped_file
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.slips import read_kept, write_slips
from paritrana.workflow.standing import lay_out
from paritrana.workflow.verdicts import Verdict, verdict, verdict_words
from paritrana.workflow.whence import whence


class Deed(StrEnum):
    """What a call was asked for."""

    RECEIVED = "received"
    CHOSEN = "chosen"
    DECLINED = "declined"
    TIDIED = "tidied"


@dataclass(frozen=True, slots=True)
class Received:
    """What one call did, as things stand `at` its moment.

    `fresh` are the receipts it was about, `changed` the numbers among them that are new or decided anew; `again` are
    files known already, by the name they came under. `restored` counts copies that were put back, `written` are the
    numbers whose receipts were written.
    """

    season: Season
    deed: Deed
    at: datetime
    fresh: tuple[Receipt, ...]
    changed: tuple[int, ...]
    again: tuple[tuple[str, Receipt], ...]
    known: dict[int, Receipt]
    folder: Path
    restored: int = 0
    written: tuple[int, ...] = ()

    @property
    def backwards(self) -> str:
        """The last arrival known before, as ISO, where this call says it happened earlier; else empty."""
        old = [one.at for one in self.known.values() if one not in self.fresh]
        last = max(old, key=datetime.fromisoformat, default="")
        return last if last and self.deed is not Deed.TIDIED and datetime.fromisoformat(last) > self.at else ""

    @property
    def sealed(self) -> tuple[str, ...]:
        """The categories of these files whose result is sealed already."""
        names = dict.fromkeys(one.category for one in self.fresh if one.category)
        place = self.season.workspace.seal
        return tuple(name for name in names if place(self.season.edition.id, name).is_file())

    @property
    def waiting(self) -> tuple[Receipt, ...]:
        """The files that wait for a decision."""
        return self._held(frozen=False)

    @property
    def too_late(self) -> tuple[Receipt, ...]:
        """The held files that can no longer be chosen."""
        return self._held(frozen=True)

    def _held(self, *, frozen: bool) -> tuple[Receipt, ...]:
        found = undecided(self.season, self.known, self.at)
        return tuple(one.receipt for one in found if one.frozen is frozen)

    @property
    def exit_code(self) -> int:
        return 1 if any(_open(one) for one in self.fresh) else 0


def _open(one: Receipt) -> bool:
    """Whether somebody has to do something about a file."""
    settled = (Verdict.COMPLETE, Verdict.REPLACED, Verdict.DECLINED)
    return verdict(one, frozen=False) not in settled


def arrival_of(season: Season, at: datetime | None) -> datetime:
    """A time of arrival: in the province's zone where it names none, the wall clock where there is none.

    Wall time stands in the journal and on receipts, nowhere else.
    """
    zone = zone_of(season.edition.facts.province)
    if at is None:
        return datetime.now(zone).replace(microsecond=0)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def take(
    season: Season,
    paths: Sequence[Path],
    chosen: Sequence[str],
    declined: Sequence[str],
    at: datetime,
    lang: str = "id",
    tick: Tick = silent,
) -> Received:
    """Receive paths, or choose or decline receipts by number. Raises UsageError for more than one of them at once."""
    if sum(map(bool, (paths, chosen, declined))) > 1:
        raise UsageError("errors.receive_or_choose")
    if chosen:
        return choose(season, chosen, at, lang)
    return turn_down(season, declined, at, lang) if declined else receive(season, paths, at, lang, tick)


@alone
def receive(season: Season, paths: Sequence[Path], at: datetime, lang: str = "id", tick: Tick = silent) -> Received:
    """Take files, folders and zip files in, in their order, and write a receipt and a reply for each.

    Without paths nothing is taken in: what a sudden end left undone is finished, and the copies are made again.
    Raises UsageError for a path that is none or belongs to the workspace itself, ConflictError where the journal or
    kept bytes are damaged.
    """
    refuse_own(season, paths)
    book = _Book(season)
    arrived, again = _kept(season, paths, book.known)
    fresh: list[int] = []
    for name, read in _read(season, arrived, tick):
        region = book.senders.region(read.category, [*read.checked] or [read.sender])
        arrival = Arrival(max(book.known, default=0) + 1, name, at, region, read)
        one = decided(arrival, season.edition.facts.schedule, book.known.values())
        book.receive(one)
        fresh.append(one.no)
    deed = Deed.RECEIVED if paths else Deed.TIDIED
    return book.done(deed, at, fresh, fresh, lang, again)


@alone
def choose(season: Season, wanted: Sequence[str], at: datetime, lang: str = "id") -> Received:
    """Let held (replaced, declined) files count, in place of those that count now for the same candidates.

    Raises UsageError for a number that is none, ConflictError for a refused file, after the freeze, or where somebody
    else's answers would go with the file that is replaced.
    """
    book = _Book(season)
    chosen = _wanted(wanted, book.known)
    changed: list[int] = []
    for no in chosen:
        one = book.known[no]
        replaced = [other for other in book.known.values() if other.state is State.COUNTS and other.overlaps(one)]
        _refuse_frozen(book, one, at)
        if at < datetime.fromisoformat(one.at):
            raise ConflictError("errors.choose_before", number=one.number)
        _refuse_choice(one, replaced)
        if one.state is not State.COUNTS:
            book.decide(choice(season.edition.id, no, at.isoformat(), [other.no for other in replaced]))
            changed.append(no)
    return book.done(Deed.CHOSEN, at, chosen, changed, lang)


@alone
def turn_down(season: Season, wanted: Sequence[str], at: datetime, lang: str = "id") -> Received:
    """Decline held files: nobody waits for them any more. They can be chosen later all the same.

    Raises UsageError for a number that is none, ConflictError for a file that is not held, or after the freeze.
    """
    book = _Book(season)
    declined = _wanted(wanted, book.known)
    changed: list[int] = []
    for no in declined:
        one = book.known[no]
        _refuse_frozen(book, one, at)
        if one.state not in (State.HELD, State.DECLINED):
            told = verdict_words(one, lang, frozen=False).rstrip(".")
            raise ConflictError("errors.decline_not_held", number=one.number, state=told)
        if one.state is State.HELD:
            book.decide(decline(season.edition.id, no, at.isoformat()))
            changed.append(no)
    return book.done(Deed.DECLINED, at, declined, changed, lang)


class _Book:
    """The journal of an edition, read once and written on, and the receipts as they stand after it."""

    def __init__(self, season: Season) -> None:
        self._season, self._pen = season, Pen(season.workspace.journal)
        self.senders = whence(season)
        self.known = receipts(self._pen.events, season.edition.id)
        self._restored = lay_out(season, self.known)
        self._decisions: list[Mapping[str, Any]] = []

    def receive(self, one: Receipt) -> None:
        """Write down a file that came."""
        self._pen.write(one.event(self._season.edition.id))
        self.known = self._after(()) if one.replaces else {**self.known, one.no: one}

    def decide(self, event: Mapping[str, Any]) -> None:
        """Take a decision; it is written down at the end, so that where one is refused none holds."""
        self._decisions.append(event)
        self.known = self._after(self._decisions)

    def _after(self, decisions: Iterable[Mapping[str, Any]]) -> dict[int, Receipt]:
        return receipts((*self._pen.events, *decisions), self._season.edition.id)

    def done(
        self,
        deed: Deed,
        at: datetime,
        fresh: Sequence[int],
        changed: Sequence[int],
        lang: str,
        again: Iterable[tuple[str, str]] = (),
    ) -> Received:
        """Write decisions down, lay out what counts now, bring the receipts up to date, and say what was done."""
        for event in self._decisions:
            self._pen.write(event)
        season, by_hash = self._season, {one.sha256: one for one in self.known.values()}
        lay_out(season, self.known)
        slips = write_slips(season, self.known, at, lang)
        told = tuple(self.known[no] for no in fresh)
        before = tuple((name, by_hash[digest]) for name, digest in again)
        return Received(
            season, deed, at, told, tuple(changed), before, self.known, slips.folder, self._restored, slips.written
        )


def _wanted(wanted: Iterable[str], known: Mapping[int, Receipt]) -> list[int]:
    """The numbers that were asked for, each once."""
    return list(dict.fromkeys(_number(text, known) for text in wanted))


def _number(text: str, known: Mapping[int, Receipt]) -> int:
    digits = text.strip().upper().removeprefix("TT-")
    if not digits.isdecimal() or int(digits) not in known:
        raise UsageError("errors.no_receipt", read=text)
    return int(digits)


def _refuse_frozen(book: _Book, one: Receipt, at: datetime) -> None:
    if book.senders.is_frozen(one, at):
        raise ConflictError("errors.frozen", number=one.number)


def _refuse_choice(one: Receipt, replaced: Sequence[Receipt]) -> None:
    if one.state is State.REFUSED:
        raise ConflictError("errors.choose_refused", number=one.number)
    for other in replaced:
        if other.no != one.no and not one.takes_in(other):
            raise ConflictError("errors.choose_part", number=one.number, other=other.number)


def _kept(
    season: Season, paths: Sequence[Path], known: dict[int, Receipt]
) -> tuple[list[tuple[Parcel, str]], list[tuple[str, str]]]:
    """Files that are new, kept by now, and names and hashes of those that are known already."""
    seen = {one.sha256 for one in known.values() if one.sha256}
    fresh: list[tuple[Parcel, str]] = []
    again: list[tuple[str, str]] = []
    for parcel in parcels(paths, partial(is_copy, season.workspace)):
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
