"""What the journal tells of proposals that were imported: which one counts for a province and category."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

IMPORTED = "proposal imported"


@dataclass(frozen=True, slots=True)
class Standing:
    """The proposal that counts for a province and category: its file, when it came, whom it proposes.

    `added` are the codes whose rows in the candidate list it brought.
    """

    province: str
    category: str
    sha256: str
    name: str
    at: str
    codes: tuple[str, ...]
    added: tuple[str, ...]


def standing_proposals(events: Iterable[Mapping[str, Any]], edition: str) -> dict[tuple[str, str], Standing]:
    """The proposals of an edition that count, by province and category, after all events."""
    found: dict[tuple[str, str], Standing] = {}
    for event in events:
        if event.get("event") != IMPORTED or event.get("edition") != edition:
            continue
        for part in event["categories"]:
            one = Standing(
                event["province"],
                part["category"],
                event["sha256"],
                event["name"],
                event["at"],
                tuple(part["codes"]),
                tuple(part["added"]),
            )
            found[one.province, one.category] = one
    return found


def imported(edition: str, parts: Iterable[Standing]) -> dict[str, Any]:
    """The event of one file of which some categories (at least one) count from now on."""
    every = list(parts)
    first = every[0]
    categories = [{"category": one.category, "codes": list(one.codes), "added": list(one.added)} for one in every]
    facts = {"at": first.at, "province": first.province, "sha256": first.sha256, "name": first.name}
    return {"event": IMPORTED, "edition": edition, **facts, "categories": categories}
