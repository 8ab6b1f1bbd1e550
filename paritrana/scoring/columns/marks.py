"""A panel's marks as one column: their mean or median, where there are enough of them."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from paritrana.rules.panel import Panel
from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.inputs import Marks
from paritrana.scoring.columns.ratio import NoKernel, Ratio
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.table import Ready, int64


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """What a panel's marks come to, missing without any, a fault below the quorum; and the bounds of the marks."""

    value: Ratio
    lowest: Fraction
    highest: Fraction


def level(rule: Panel, scope: Scope) -> Level:
    """The mean or median of every row's marks. Raises NoKernel where the field is not marked by a panel."""
    ready = scope.table.columns.get(rule.field)
    if ready is None or not isinstance(ready.column, Marks):
        raise NoKernel
    units = int64(ready.column.units, scope.select)
    given = None if ready.column.missing is None else ~ready.column.missing[scope.select]
    counts = np.full(len(units), units.shape[1]) if given is None else given.sum(axis=1, dtype=np.int64)
    value = _mean(units, counts, ready) if rule.reduce == "mean" else _median(units, given, counts, ready)
    missing = counts == 0
    scored = Ratio(*value, missing=missing, fault=(counts < rule.quorum) & ~missing)
    return Level(scored, ready.low * ready.scale, ready.high * ready.scale)


Reduced = tuple[IntArray, int, int, Fraction, IntArray | None, int]
"""Numerators with their bounds, scale, denominators and the largest of these."""


def _mean(units: IntArray, counts: IntArray, ready: Ready) -> Reduced:
    """Absent marks stand as zeros, so the sum is that of the marks given."""
    jurors = units.shape[1]
    low, high = jurors * min(ready.low, 0), jurors * max(ready.high, 0)
    return units.sum(axis=1), low, high, ready.scale, np.maximum(counts, 1), max(jurors, 1)


def _median(units: IntArray, given: Mask | None, counts: IntArray, ready: Ready) -> Reduced:
    """Half the sum of the two middle marks, absent marks sorted behind all others."""
    if not units.shape[1]:
        return np.zeros(len(units), np.int64), 0, 0, ready.scale, None, 1
    ordered = np.sort(units if given is None else np.where(given, units, ready.high), axis=1)
    first, second = np.maximum(counts - 1, 0) // 2, np.minimum(counts // 2, units.shape[1] - 1)
    rows = np.arange(len(units))
    low, high = 2 * min(ready.low, 0), 2 * max(ready.high, 0)
    return ordered[rows, first] + ordered[rows, second], low, high, ready.scale / 2, None, 1
