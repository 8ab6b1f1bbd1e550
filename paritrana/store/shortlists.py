"""What the journal tells of stages that were closed: who passed on, settled at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CLOSED, REOPENED = "stage closed", "stage reopened"


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed stage: the codes that passed on, in the order of their ranks, and when that was settled (ISO)."""

    stage: str
    passed: tuple[str, ...]
    at: str


def closed_stages(events: Iterable[Mapping[str, Any]], edition: str, category: str) -> dict[str, Closed]:
    """The stages of a category that are closed, by id, after all events."""
    found: dict[str, Closed] = {}
    for event in events:
        if (event.get("edition"), event.get("category")) != (edition, category):
            continue
        if event.get("event") == CLOSED:
            found[event["stage"]] = Closed(event["stage"], tuple(event["passed"]), event["at"])
        elif event.get("event") == REOPENED:
            found.pop(event["stage"], None)
    return found


def closing(edition: str, category: str, closed: Closed) -> dict[str, Any]:
    """The event of a stage that is closed."""
    facts = {"stage": closed.stage, "passed": list(closed.passed), "at": closed.at}
    return {"event": CLOSED, "edition": edition, "category": category, **facts}


def reopening(edition: str, category: str, stage: str, at: str, reason: str) -> dict[str, Any]:
    """The event of a stage that is open again, and why."""
    return {
        "event": REOPENED,
        "edition": edition,
        "category": category,
        "stage": stage,
        "at": at,
        "reason": reason,
    }
