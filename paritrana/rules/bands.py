"""`bands`: points by the interval a value falls into."""

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from paritrana.decimals import plain
from paritrana.rules.base import FULL, BaseRule, Complaint, Facts, FieldFacts, Inputs, Outcome, number_of
from paritrana.rules.scalars import Formula, Model, Number, lacking, refusal
from paritrana.text import spoken


class Band(Model):
    """One interval; without a lower end it is open downwards, without an upper one upwards.

    `above` and `below` stand for `from` and `to` where the end itself does not belong to it; `start` and `end` are the
    ends, however they are written.
    """

    start: Number | None = Field(None, alias="from")
    end: Number | None = Field(None, alias="to")
    above: Number | None = None
    below: Number | None = None
    points: Number = Field(ge=0, le=100)

    @model_validator(mode="before")
    @classmethod
    def _with_ends(cls, given: Any) -> Any:
        return with_ends(given) if isinstance(given, dict) else given

    def __str__(self) -> str:
        low = "…" if self.start is None else plain(self.start)
        high = "…" if self.end is None else plain(self.end)
        return f"{'>' if self.above is not None else ''}{low}–{'<' if self.below is not None else ''}{high}"


def with_ends(given: dict[str, Any]) -> dict[str, Any]:
    """A band with `from` and `to` also where it is written with `above` and `below`. Raises where both are given."""
    ends = dict(given)
    for key, strict in (("from", "above"), ("to", "below")):
        if ends.get(strict) is None:
            continue
        if ends.get(key) not in (None, ends[strict]):
            raise refusal("one_end", f"{key}: {ends[key]}, {strict}: {ends[strict]}", first=key, second=strict)
        ends[key] = ends[strict]
    return ends


class Bands(BaseRule):
    """Points by interval. `closed: lower` puts an edge into the band it begins, `upper` into the one it ends.

    The outer ends of the whole scale then always belong to it, and neighbours must meet exactly (C009). Without
    `closed` every band says for itself: `from` and `to` belong to it, `above` and `below` do not; neighbours meet in
    an edge that belongs to one of them, or lie one unit of the field's decimals apart.
    """

    kind: Literal["bands"]
    value: Formula
    closed: Literal["lower", "upper"] | None = None
    bands: tuple[Band, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _meets(self) -> Self:
        strict = any(band.above is not None or band.below is not None for band in self.bands)
        if self.closed and strict:
            raise _hole("closed")
        if not self.closed and not strict and any(low.end == high.start for low, high in pairwise(self.bands)):
            raise lacking("closed")
        for low, high in pairwise(self.bands):
            if found := self._fault(low, high):
                raise _hole(found, low=str(low), high=str(high))
        for band in self.bands:
            if band.start is not None and band.end is not None and not self._has_room(band, band.start, band.end):
                raise _hole("empty", band=str(band))
        return self

    def _fault(self, low: Band, high: Band) -> str:
        """What is wrong between two neighbours, whatever their values may be; empty where nothing is."""
        if low.end is None or high.start is None or (self.closed and low.end != high.start):
            return "gap"
        both = (low.below is None) + (high.above is None)
        if self.closed or (low.end == high.start and both == 1):
            return ""
        if low.end == high.start:
            return "both" if both else "neither"
        return "overlap" if low.end > high.start else "" if both == 2 else "gap"

    def _has_room(self, band: Band, start: Decimal, end: Decimal) -> bool:
        return start < end or (start == end and not self.closed and band.above is None and band.below is None)

    @property
    def top(self) -> Fraction:
        return Fraction(max(band.points for band in self.bands))

    def includes(self, band: Band) -> tuple[bool, bool]:
        """Whether the lower and the upper end belong to a band."""
        if self.closed is None:
            return band.above is None, band.below is None
        return (
            self.closed == "lower" or band is self.bands[0],
            self.closed == "upper" or band is self.bands[-1],
        )

    def score(self, inputs: Inputs) -> Outcome:
        found = number_of(self.value, inputs)
        if not isinstance(found.value, Fraction):
            return found
        value = found.value
        for points, words, start, low_in, end, high_in in self._intervals:
            above = start is None or value > start or (low_in and value == start)
            if above and (end is None or value < end or (high_in and value == end)):
                return Outcome(points, value, words)
        return Outcome(None, value, fault="outside_bands")

    @cached_property
    def _intervals(self) -> tuple[tuple[Fraction, str, Fraction | None, bool, Fraction | None, bool], ...]:
        """Of each band its points and words, its lower end and whether that belongs to it, and the same above."""
        found = []
        for band in self.bands:
            low_in, high_in = self.includes(band)
            start, end = (None if bound is None else Fraction(bound) for bound in (band.start, band.end))
            found.append((Fraction(band.points), str(band), start, low_in, end, high_in))
        return tuple(found)

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:
        only = facts.get(self.value.source.strip())
        apart = [
            spoken("reason", "bands.gap", low=str(low), high=str(high))
            for low, high in pairwise(self.bands)
            if low.end != high.start and not _adjacent(low.end, high.start, only)
        ]
        beyond = self._beyond(only)
        return tuple(Complaint("C009", {"id": indicator, **reason}) for reason in (*apart, *beyond)[:1])

    def _beyond(self, only: FieldFacts | None) -> list[dict[str, str]]:
        """Values of the field below the first band or above the last."""
        first, last = self.bands[0].start, self.bands[-1].end
        low, high = (only.minimum, only.maximum) if only else (None, None)
        low_in, high_in = self.includes(self.bands[0])[0], self.includes(self.bands[-1])[1]
        found = []
        if first is not None and (low is None or low < Fraction(first) or (low == Fraction(first) and not low_in)):
            found.append(spoken("reason", "bands.below", edge=plain(first)))
        if last is not None and (high is None or high > Fraction(last) or (high == Fraction(last) and not high_in)):
            found.append(spoken("reason", "bands.above", edge=plain(last)))
        return found


def _adjacent(end: Decimal | None, start: Decimal | None, only: FieldFacts | None) -> bool:
    """Whether no value of the field lies between two ends: they are neighbours among its decimals."""
    if end is None or start is None or only is None or only.places is None:
        return False
    low, high = Fraction(end) * 10**only.places, Fraction(start) * 10**only.places
    return bool(low.denominator == 1 and high - low == 1)


def _hole(key: str, **details: str) -> PydanticCustomError:
    return PydanticCustomError("bands", "bands", {**spoken("reason", f"bands.{key}", **details)})


__all__ = ["FULL", "Band", "Bands"]
