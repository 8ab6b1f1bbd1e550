"""The append-only journal: one event a line, each with the hash of the line before it."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paritrana.problems import ConflictError
from paritrana.store.disk import settle, write_durably

START = "0" * 64
TORN = "journal.torn"
"""Beside the journal: last lines that a sudden end left unfinished."""


def read_journal(journal: Path) -> tuple[Mapping[str, Any], ...]:
    """The events in their order; an unfinished last line is none. Changes nothing.

    Raises ConflictError naming the line at which the chain breaks.
    """
    return _read(journal)[0]


def append_journal(journal: Path, event: Mapping[str, Any]) -> None:
    """Add an event, durable when this returns. The caller holds the workspace. Raises as Pen does."""
    Pen(journal).write(event)


class Pen:
    """A journal read once and written on: for whoever holds the workspace and adds many events.

    An unfinished last line goes to journal.torn first. Raises ConflictError as read_journal does.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        events, self._before, whole, torn = _read(journal)
        self.events: list[Mapping[str, Any]] = list(events)
        if torn:
            _set_aside(journal, whole, torn)

    def write(self, event: Mapping[str, Any]) -> None:
        """Add an event, durable when this returns."""
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        kept = {**event, "before": self._before}
        line = json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()
        with self._journal.open("ab") as file:
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        settle(self._journal.parent)
        self._before = hashlib.sha256(line).hexdigest()
        self.events.append(kept)


def _read(journal: Path) -> tuple[tuple[Mapping[str, Any], ...], str, int, bytes]:
    """Events, hash of the last line, length of all whole lines, and what stands behind them."""
    written = journal.read_bytes() if journal.is_file() else b""
    *lines, torn = written.split(b"\n")
    before, events = START, []
    for number, line in enumerate(lines, 1):
        event = _event(line)
        if event is None or event.get("before") != before:
            raise ConflictError("errors.damaged_journal", path=journal.name, line=str(number))
        events.append(event)
        before = hashlib.sha256(line).hexdigest()
    return tuple(events), before, len(written) - len(torn), torn


def _event(line: bytes) -> dict[str, Any] | None:
    try:
        found: Any = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _set_aside(journal: Path, whole: int, torn: bytes) -> None:
    """Kept elsewhere before it is cut off; killed in between, it is kept twice."""
    aside = journal.with_name(TORN)
    former = aside.read_bytes() if aside.is_file() else b""
    write_durably(aside, former + torn + b"\n")
    with journal.open("r+b") as file:
        file.truncate(whole)
        os.fsync(file.fileno())
