"""`bands`: points by the interval a value falls into."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from paritrana.decimals import plain
from paritrana.rules.base import FULL, BaseRule, Complaint, Facts, Inputs, Outcome, number_of
from paritrana.rules.scalars import Formula, Model, Number
from paritrana.text import spoken


class Band(Model):
    """One interval; without `from` it is open downwards, without `to` upwards."""

    start: Number | None = Field(None, alias="from")
    end: Number | None = Field(None, alias="to")
    points: Number = Field(ge=0, le=100)

    def __str__(self) -> str:
        low = "…" if self.start is None else plain(self.start)
        high = "…" if self.end is None else plain(self.end)
        return f"{low}–{high}"


class Bands(BaseRule):
    """Points by interval. `closed: lower` puts an edge into the band it begins, `upper` into the one it ends.

    The outer ends of the whole scale always belong to it. Neighbours must meet exactly (C009).
    """

    kind: Literal["bands"]
    value: Formula
    closed: Literal["lower", "upper"]
    bands: tuple[Band, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _meets(self) -> Self:
        for low, high in zip(self.bands, self.bands[1:], strict=False):
            if low.end is None or high.start is None or low.end != high.start:
                raise _hole("gap", low=str(low), high=str(high))
        for band in self.bands:
            if band.start is not None and band.end is not None and band.start >= band.end:
                raise _hole("empty", band=str(band))
        return self

    @property
    def top(self) -> Fraction:
        return Fraction(max(band.points for band in self.bands))

    def score(self, inputs: Inputs) -> Outcome:
        found = number_of(self.value, inputs)
        if not isinstance(found.value, Fraction):
            return found
        band = self._band(found.value)
        if band is None:
            return Outcome(None, found.value, fault="outside_bands")
        return Outcome(Fraction(band.points), found.value, str(band))

    def _band(self, value: Fraction) -> Band | None:
        first, last = self.bands[0], self.bands[-1]
        if first.start is not None and value < first.start:
            return None
        for band in self.bands[:-1]:
            end = Fraction(band.end or 0)
            if value < end or (value == end and self.closed == "upper"):
                return band
        return last if last.end is None or value <= last.end else None

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:
        first, last = self.bands[0].start, self.bands[-1].end
        only = facts.get(self.value.source.strip())
        low = only.minimum if only else None
        high = only.maximum if only else None
        open_below = first is not None and (low is None or low < first)
        open_above = last is not None and (high is None or high > last)
        if not open_below and not open_above:
            return ()
        side, edge = ("below", first) if open_below else ("above", last)
        reason = spoken("reason", f"bands.{side}", edge=plain(edge if edge is not None else Fraction(0)))
        return (Complaint("C009", {"id": indicator, **reason}),)


def _hole(key: str, **details: str) -> PydanticCustomError:
    return PydanticCustomError("bands", "bands", {**spoken("reason", f"bands.{key}", **details)})


__all__ = ["FULL", "Band", "Bands"]
