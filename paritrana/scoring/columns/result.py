"""What bulk scoring gives."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from paritrana.scoring.columns.arrays import IntArray, Mask, Objects

Exact: TypeAlias = IntArray | Objects
"""64-bit integers; Python integers (or, with `points: exact`, fractions) where those could overflow."""


@dataclass(frozen=True, slots=True, eq=False)
class BulkResult:
    """Points, scores and ranks of n candidates, in the order of the rows; exactly those of the row-wise engine.

    A score is its numerator divided by its base: `points[i, j] / points_base` are the points of candidate i for
    `indicators[j]`, `aspects[i, j] / aspect_bases[j]` the exact score of aspect `aspect_ids[j]` on its own scale of
    100, `totals[i] / total_base` the exact total, `published[i] / score_base` the published one.
    """

    indicators: tuple[str, ...]
    units: Exact
    """(indicators × n) the points in units of 1 / points_base, in 16 or 32 bits where enough: see `points`."""
    points_base: int
    aspect_ids: tuple[str, ...]
    aspects: Exact
    """(n × aspects) numerators over `aspect_bases`."""
    aspect_bases: tuple[int, ...]
    totals: Exact
    """(n) numerators over `total_base`."""
    total_base: int
    published: IntArray
    """(n) in units of 1 / score_base."""
    score_base: int
    ranks: IntArray
    """(n) rank 1-2-2-4 within the group; 0 without one."""
    ties: IntArray
    """(n) what settled a tie: 0 there was none, r the r-th rung, one more than there are rungs: shared, or by lot."""
    returned: Mask
    """(n) an answer is missing that may not be, something could not be computed, or a check failed: no rank."""
    gated: Mask
    """(n) not returned, but a gate does not hold: no rank."""
    fallbacks: tuple[str, ...]
    """Ids of what was computed row by row; aspects and `total` where 64 bits could be too few."""

    @property
    def points(self) -> Exact:
        """(n × indicators) points in units of 1 / points_base, in 64 bits (a copy where `units` has fewer)."""
        return self.units.T if self.units.dtype == object else self.units.T.astype(np.int64, copy=False)
