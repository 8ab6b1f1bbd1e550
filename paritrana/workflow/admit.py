"""Whether a file that was received counts: the calendar, what came before it, and how whole it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from paritrana.catalogue import Level
from paritrana.criteria.fields import Role
from paritrana.criteria.schedule import Schedule, Timing
from paritrana.store.receipts import Receipt, State
from paritrana.workflow.reading import FileRead
from paritrana.workflow.remarks import arranged

_OTHER_EDITION = "B022"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file at the door: its number, its name, when it came, from which region, and what was read in it."""

    no: int
    name: str
    at: datetime
    region: str
    read: FileRead


def receipt_of(arrival: Arrival) -> Receipt:
    """The receipt of a file by itself, as if it were the first."""
    read, office = arrival.read, arrival.read.role is Role.CANDIDATE
    said = [(code, one) for code, checked in sorted(read.checked.items()) for one in checked.statements]
    parts = {""} if office else {f"{one.field}/{one.by}" for _, one in said}
    other = next((one.details["read"] for one in read.problems if one.code == _OTHER_EDITION), "")
    told = arranged(read.problems)
    covers = tuple(sorted(read.checked)) if office else tuple(sorted({code for code, _ in said}))
    return Receipt(
        no=arrival.no,
        at=arrival.at.isoformat(),
        name=arrival.name,
        sha256=read.sha256,
        state=State.COUNTS if covers and not read.dangerous else State.REFUSED,
        why="" if covers else "edition" if other else "empty" if _is_empty(read) else "",
        named=other,
        category=read.category,
        role=read.role.value if read.role else "",
        covers=covers,
        parts=tuple(sorted(parts)),
        sender=read.sender,
        answers=len(said),
        beside=sum(bool(one.evidence) + bool(one.note) for _, one in said) if office else 0,
        errors=sum(problem.is_error for problem in told),
        warnings=sum(problem.level is Level.WARNING for problem in told),
    )


def _is_empty(read: FileRead) -> bool:
    """A table of this edition in which nobody has written anything."""
    return read.role is not None and not any(problem.is_error for problem in read.problems)


def decided(arrival: Arrival, schedule: Schedule | None, known: Iterable[Receipt]) -> Receipt:
    """The receipt of a file after those before it: it counts, replaces others, or is held for a person to choose.

    It replaces what it takes in whole, in time, when it came later, is not emptier and does not bring mistakes where
    there were none. Nothing that counts is ever replaced by what is refused.
    """
    one = receipt_of(arrival)
    if one.state is State.REFUSED:
        return one
    before = [other for other in known if other.state is State.COUNTS and other.overlaps(one)]
    why = _untimely(arrival, schedule, one, before) or _unfit(one, before)
    if why:
        return replace(one, state=State.HELD, why=why)
    return replace(one, replaces=tuple(other.no for other in before))


def _untimely(arrival: Arrival, schedule: Schedule | None, one: Receipt, before: list[Receipt]) -> str:
    """Why the calendar holds a file: `frozen` or `late`. The committee's own tables have no deadline."""
    if schedule is None or one.role not in ("", Role.CANDIDATE.value):
        return ""
    timing = schedule.timing(arrival.at, arrival.region)
    if timing is Timing.FROZEN:
        return "frozen"
    corrects = timing is Timing.CORRECTION and bool(before)
    return "" if timing in (Timing.EARLY, Timing.OPEN) or corrects else "late"


def _unfit(one: Receipt, before: list[Receipt]) -> str:
    """Why a file does not replace those before it: `together`, `partly`, `emptier` or `worse`.

    Of files that came in one call nobody knows which is the later, and a former file is never the later one.
    """
    if any(datetime.fromisoformat(other.at) >= datetime.fromisoformat(one.at) for other in before):
        return "together"
    if not all(one.takes_in(other) for other in before):
        return "partly"
    if one.answers < sum(other.answers for other in before) or one.beside < sum(other.beside for other in before):
        return "emptier"
    return "worse" if one.errors and before and not any(other.errors for other in before) else ""
