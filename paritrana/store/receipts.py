"""What the journal tells of received files: which count, which wait for a decision, and what became of the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

RECEIVED, CHOSEN, DECLINED = "received", "chosen", "declined"


class State(StrEnum):
    """What became of a received file."""

    COUNTS = "counts"
    HELD = "held"
    REPLACED = "replaced"
    REFUSED = "refused"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One received file. `covers` are the codes it speaks of, `parts` what it says of each (a committee's table).

    `at` is ISO with its zone; `why` tells why it is held or refused (empty: nothing to tell), `named` what that names;
    `answers`, `beside` (what is said of evidence and in
    notes), `errors` and `warnings` are counts; `replaces` are numbers of receipts, `replaced_by` the one that took
    its place (0: none).
    """

    no: int
    at: str
    name: str
    sha256: str
    state: State
    category: str = ""
    role: str = ""
    covers: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    sender: str = ""
    answers: int = 0
    beside: int = 0
    errors: int = 0
    warnings: int = 0
    why: str = ""
    replaces: tuple[int, ...] = ()
    replaced_by: int = 0
    named: str = ""

    @property
    def number(self) -> str:
        """How people call it: `TT-0007`."""
        return number(self.no)

    def overlaps(self, other: "Receipt") -> bool:
        """Whether both speak of the same thing about the same candidate."""
        if (self.category, self.role) != (other.category, other.role):
            return False
        return not set(self.covers).isdisjoint(other.covers) and not set(self.parts).isdisjoint(other.parts)

    def takes_in(self, other: "Receipt") -> bool:
        """Whether it speaks of everything that the other speaks of."""
        return set(self.covers) >= set(other.covers) and set(self.parts) >= set(other.parts)

    def event(self, edition: str) -> dict[str, Any]:
        """The receipt as the journal keeps it; what becomes of it later is told by later events."""
        kept = {name: getattr(self, name) for name in Receipt.__slots__ if name != "replaced_by"}
        lists = {name: list(kept[name]) for name in ("covers", "parts", "replaces")}
        return {"event": RECEIVED, "edition": edition, **kept, **lists, "state": self.state.value}


def number(no: int) -> str:
    """The number of a receipt as it is printed."""
    return f"TT-{no:04d}"


def choice(edition: str, no: int, at: str, replaces: Iterable[int]) -> dict[str, Any]:
    """The event of a held (or formerly replaced) file that was chosen to count, in place of others."""
    return {"event": CHOSEN, "edition": edition, "no": no, "at": at, "replaces": list(replaces)}


def decline(edition: str, no: int, at: str) -> dict[str, Any]:
    """The event of a held file that the committee does not want; it can be chosen later all the same."""
    return {"event": DECLINED, "edition": edition, "no": no, "at": at}


def receipts(events: Iterable[Mapping[str, Any]], edition: str) -> dict[int, Receipt]:
    """The receipts of an edition by number, as they stand after all events."""
    found: dict[int, Receipt] = {}
    for event in events:
        if event.get("edition") != edition or event.get("event") not in (RECEIVED, CHOSEN, DECLINED):
            continue
        one = _after(event, found)
        found[one.no] = one
        for no in event.get("replaces", ()):
            found[no] = replace(found[no], state=State.REPLACED, replaced_by=one.no)
    return found


def _after(event: Mapping[str, Any], found: Mapping[int, Receipt]) -> Receipt:
    """The receipt that an event tells of, as it stands after it."""
    if event["event"] == RECEIVED:
        return _receipt(event)
    one = found[event["no"]]
    if event["event"] == DECLINED:
        return replace(one, state=State.DECLINED)
    return replace(one, state=State.COUNTS, why="", replaced_by=0, replaces=tuple(event["replaces"]) or one.replaces)


def _receipt(event: Mapping[str, Any]) -> Receipt:
    plain = {name: event[name] for name in Receipt.__slots__ if name in event}
    lists = {name: tuple(event[name]) for name in ("covers", "parts", "replaces")}
    return Receipt(**{**plain, **lists, "state": State(event["state"])})
