"""Where a received file comes from: its candidate, the time there, and whether it may still be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.schedule import Timing
from paritrana.regions.zones import zone_of
from paritrana.store.receipts import Receipt
from paritrana.text import label
from paritrana.workflow.reading import Candidates
from paritrana.workflow.season import Season


@dataclass(frozen=True, slots=True)
class Whence:
    """The senders of an edition's files, by its criteria and its candidate list."""

    edition: Edition
    known: Candidates

    def region(self, category: str, codes: Sequence[str]) -> str:
        """The kode wilayah of the one candidate a file speaks of, else the province of the edition."""
        one = self.known.get(category, {}).get(codes[0]) if len(codes) == 1 else None
        return (one.region or one.code) if one else self.edition.facts.province

    def region_of(self, one: Receipt) -> str:
        """The kode wilayah a received file comes from."""
        return self.region(one.category, one.covers or (one.sender,))

    def local(self, at: datetime, one: Receipt) -> datetime:
        """A moment in the time of the sender."""
        return at.astimezone(zone_of(self.region_of(one)))

    def arrival(self, one: Receipt) -> datetime:
        """When a file came, in the time of its sender."""
        return self.local(datetime.fromisoformat(one.at), one)

    def deadline(self, one: Receipt) -> datetime | None:
        """The deadline of a file, in the time of its sender; None for the committee's own tables, or without one."""
        schedule = self.edition.facts.schedule
        due = schedule.due(self.region_of(one)) if schedule and by_office(one) else None
        return None if due is None else self.local(due, one)

    def freeze(self, one: Receipt) -> datetime | None:
        """Until when a file may be chosen, in the time of its sender; None where nothing is ever frozen."""
        schedule, region = self.edition.facts.schedule, self.region_of(one)
        if schedule is None or schedule.freeze is None:
            return None
        return self.local(schedule.freeze.replace(tzinfo=schedule.local(region)), one)

    def is_frozen(self, one: Receipt, at: datetime) -> bool:
        """Whether the data are frozen for a file: it can no longer be chosen."""
        schedule = self.edition.facts.schedule
        return schedule is not None and schedule.timing(at, self.region_of(one)) is Timing.FROZEN

    def name(self, one: Receipt, lang: str) -> str:
        """Whom a file is from, in words; empty where nobody knows."""
        if not by_office(one):
            return label("receipt.table", lang, role=label(f"roles.{one.role}", lang), count=str(len(one.covers)))
        if len(one.covers) > 1:
            return label("receipt.many", lang, count=str(len(one.covers)))
        code = one.covers[0] if one.covers else one.sender
        found = self.known.get(one.category, {}).get(code)
        return f"{found.name} ({code})" if found else code


def by_office(one: Receipt) -> bool:
    """Whether a file is a candidate's (or nobody's), and no table of the committee."""
    return one.role in ("", Role.CANDIDATE.value)


def whence(season: Season) -> Whence:
    """The senders of a season's files."""
    return Whence(season.edition, season.known())
