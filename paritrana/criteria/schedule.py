"""When forms may come: opening, deadline with its grace, the window for corrections, the freeze."""

from datetime import datetime, time, timedelta, timezone
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from paritrana.regions.zones import ZONES, zone_of
from paritrana.rules.scalars import Model, Whole, refusal, upside_down

LAST = time(23, 59, 59)
"""The end of a day that is written without an hour."""


class Timing(StrEnum):
    """What the calendar says about a file."""

    EARLY = "early"
    OPEN = "open"
    CORRECTION = "correction"
    LATE = "late"
    FROZEN = "frozen"


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    for shape in ("%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            found = datetime.strptime(value, shape)  # noqa: DTZ007 - a local time; the schedule knows the zone
        except (TypeError, ValueError):
            continue
        return found if ":" in value else datetime.combine(found, LAST)
    raise refusal("moment", value)


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$"}),
]


class Schedule(Model):
    """Local times of one edition, as an announcement gives them; each may be left out.

    `opens` counts from the beginning of its day, everything else to the end of it, where no hour is written.
    `grace` are minutes after the deadline that are let pass. `zone` is WIB, WITA, WIT, or `setempat`: the time of
    the candidate's own province.
    """

    opens: Moment | None = None
    deadline: Moment | None = None
    grace: Whole = 0
    corrections: Moment | None = None
    freeze: Moment | None = None
    zone: Literal["setempat", "WIB", "WITA", "WIT"] = "setempat"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        told = [one for one in (self.opens, self.deadline, self.corrections, self.freeze) if one is not None]
        for first, second in pairwise(told):
            if first > second:
                raise upside_down(first, second)
        return self

    def local(self, region: str) -> timezone:
        """The zone that counts for a candidate of a region."""
        return zone_of(region) if self.zone == "setempat" else ZONES[self.zone]

    def due(self, region: str) -> datetime | None:
        """The deadline of a candidate of a region, without the grace; None where there is none."""
        return None if self.deadline is None else self.deadline.replace(tzinfo=self.local(region))

    def timing(self, at: datetime, region: str) -> Timing:
        """What the calendar says about a file that came `at` (with its zone) from a region."""
        zone = self.local(region)
        if self.freeze is not None and at > self.freeze.replace(tzinfo=zone):
            return Timing.FROZEN
        due = self.due(region)
        if due is None or at <= due + timedelta(minutes=self.grace):
            return Timing.EARLY if self._not_open(at, zone) else Timing.OPEN
        if self.corrections is not None and at <= self.corrections.replace(tzinfo=zone):
            return Timing.CORRECTION
        return Timing.LATE

    def _not_open(self, at: datetime, zone: timezone) -> bool:
        if self.opens is None:
            return False
        opens = self.opens.replace(tzinfo=zone)
        first = datetime.combine(opens.date(), time.min, zone) if opens.time() == LAST else opens
        return at < first


__all__ = ["Schedule", "Timing"]
