"""What `receive` prints: a row for each file, what was done, what waits for a decision, where the receipts are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paritrana.cli.options import Common
from paritrana.cli.show import say, table
from paritrana.cli.terminal import envelope
from paritrana.store.receipts import Receipt, number
from paritrana.text import formats
from paritrana.workflow.verdicts import reason, verdict, verdict_words
from paritrana.workflow.whence import whence

if TYPE_CHECKING:
    from datetime import datetime

    from paritrana.workflow.receive import Received

COLUMNS = ("receipt", "file", "code", "arrived", "due", "state", "to_mend", "answers")


def show_received(received: Received, options: Common) -> int:
    """Tell of one call of `receive`, and return its exit code."""
    if options.as_json:
        _envelope(received)
        return received.exit_code
    told = _Told(received, options)
    told.rows()
    told.deeds()
    if received.backwards:
        say("received_backwards", options, last=formats.moment(received.backwards, options.lang))
    for name in received.sealed:
        say("received_sealed", options, category=name)
    if received.waiting:
        say("received_waiting", options, numbers=_numbers(received.waiting))
    if received.too_late:
        say("received_late", options, numbers=_numbers(received.too_late))
    if received.known:
        say("receipts", options, path=str(received.folder))
    return received.exit_code


class _Told:
    """One call in words."""

    def __init__(self, received: Received, options: Common) -> None:
        self._received, self._options, self._lang = received, options, options.lang
        self._senders = whence(received.season)
        self._late = {one.no for one in received.too_late}

    def rows(self) -> None:
        """The files the call was about, one row each; the deadline where there is any."""
        if not self._received.fresh:
            return
        rows = [self._row(one) for one in self._received.fresh]
        used = [key for key in COLUMNS if key != "due" or any(row["due"] for row in rows)]
        table(used, ([row[key] for key in used] for row in rows), self._options, right=("to_mend", "answers"))

    def _row(self, one: Receipt) -> dict[str, str]:
        who = ", ".join(one.covers[:3]) + (" …" if len(one.covers) > 3 else "")
        return {
            "receipt": one.number,
            "file": one.name,
            "code": who or one.sender,
            "arrived": self._moment(self._senders.arrival(one)),
            "due": self._moment(self._senders.deadline(one)),
            "state": " ".join(filter(None, (self._verdict(one), self._reason(one)))),
            "to_mend": str(one.errors),
            "answers": str(one.answers),
        }

    def _moment(self, at: datetime | None) -> str:
        return formats.moment(at.isoformat(), self._lang) if at else ""

    def _verdict(self, one: Receipt) -> str:
        return verdict_words(one, self._lang, frozen=one.no in self._late)

    def _reason(self, one: Receipt) -> str:
        return reason(one, self._lang, frozen=one.no in self._late)

    def deeds(self) -> None:
        """What the call did, in sentences."""
        received, options = self._received, self._options
        for name, one in received.again:
            say("received_again", options, file=name, number=one.number, state=self._verdict(one))
        total, deed = str(len(received.known)), received.deed.value
        if deed == "received":
            say("received", options, count=str(len(received.fresh)), total=total)
        elif deed != "tidied":
            for one in received.fresh:
                self._decision(one, deed)
        elif not received.restored and not received.written:
            say("nothing_to_do", options, total=total)
        if received.restored:
            say("restored", options, count=str(received.restored))
        if deed == "tidied" and received.written:
            say("finished", options, count=str(len(received.written)))

    def _decision(self, one: Receipt, deed: str) -> None:
        replaced = [other.number for other in self._received.known.values() if other.replaced_by == one.no]
        if one.no not in self._received.changed:
            say(f"{deed}_before", self._options, number=one.number)
        elif deed == "chosen" and replaced:
            say("chosen_instead", self._options, number=one.number, replaced=", ".join(replaced))
        else:
            say(deed, self._options, number=one.number)


def _envelope(received: Received) -> None:
    late = {one.no for one in received.too_late}
    envelope(
        "receive",
        exit_code=received.exit_code,
        deed=received.deed.value,
        receipts=[_facts(one, frozen=one.no in late) for one in received.fresh],
        again=[{"file": name, "receipt": one.number} for name, one in received.again],
        waiting=[one.number for one in received.waiting],
        too_late=[one.number for one in received.too_late],
        restored=received.restored,
        written=[number(no) for no in received.written],
        folder=received.folder.as_posix(),
    )


def _numbers(receipts: tuple[Receipt, ...]) -> str:
    return ", ".join(one.number for one in receipts)


def _facts(one: Receipt, *, frozen: bool) -> dict[str, Any]:
    return {
        "receipt": one.number,
        "file": one.name,
        "sha256": one.sha256,
        "at": one.at,
        "state": one.state.value,
        "verdict": verdict(one, frozen=frozen).value,
        "why": one.why,
        "edition": one.named,
        "category": one.category,
        "role": one.role,
        "candidates": list(one.covers),
        "answers": one.answers,
        "errors": one.errors,
        "warnings": one.warnings,
        "replaces": [number(no) for no in one.replaces],
    }
