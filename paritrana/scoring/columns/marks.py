"""A panel's marks as one column: what they are reduced to, where there are enough of them."""

from dataclasses import replace
from functools import partial

import numpy as np

from paritrana.rules.panel import Panel
from paritrana.scoring.columns.arrays import IntArray, Mask, Select
from paritrana.scoring.columns.inputs import Marks
from paritrana.scoring.columns.lazy import Lazy, Read, kept
from paritrana.scoring.columns.ratio import NoKernel, Ratio
from paritrana.scoring.columns.table import Ready, Table, integers


def level(rule: Panel, table: Table) -> Ratio:
    """The mean, median or trimmed mean of every row's marks; missing without any, a fault below the quorum.

    Raises NoKernel where the field is not marked by a panel, and where marks lie beyond the scale, as no form allows.
    """
    ready = table.columns.get(rule.field)
    if ready is None or not isinstance(ready.column, Marks) or not ready.column.units.shape[1]:
        raise NoKernel
    if ready.low * ready.scale < rule.scale[0] or ready.high * ready.scale > rule.scale[1]:
        raise NoKernel
    units, counts = Read(partial(integers, ready.column.units, np.int64)), Read(partial(_counted, ready.column))
    jurors = ready.column.units.shape[1]
    if rule.reduce == "mean":
        value = _mean(units, counts, ready, jurors)
    elif rule.reduce == "trimmed":
        value = _trimmed(rule, units, Read(partial(_given, ready.column)), counts, ready)
    else:
        middle = Lazy(_middle, units, Read(partial(_given, ready.column)), counts, ready.high)
        value = Ratio(middle, 2 * min(ready.low, 0), 2 * max(ready.high, 0), ready.scale / 2)
    return replace(value, missing=Lazy(np.equal, counts, 0), fault=Lazy(_too_few, counts, rule.quorum))


def _mean(units: Lazy, counts: Lazy, ready: Ready, jurors: int) -> Ratio:
    """Absent marks stand as zeros, so the sum is that of the marks given."""
    low, high = jurors * min(ready.low, 0), jurors * max(ready.high, 0)
    return Ratio(Lazy(_summed, units), low, high, ready.scale, Lazy(np.maximum, counts, 1), jurors)


def _trimmed(rule: Panel, units: Lazy, given: Lazy, counts: Lazy, ready: Ready) -> Ratio:
    """The mean of the marks between those left out at both ends."""
    jurors = ready.column.units.shape[1] if isinstance(ready.column, Marks) else 0
    low, high = jurors * min(ready.low, 0), jurors * max(ready.high, 0)
    cut = kept(Lazy(np.multiply, Lazy(np.greater_equal, counts, rule.trim_from or 0), rule.trim or 0))
    between = Lazy(_between, units, given, counts, cut, ready.high)
    left = Lazy(np.maximum, counts - cut * 2, 1)
    return Ratio(between, low, high, ready.scale, left, jurors)


def _between(units: IntArray, given: Mask, counts: IntArray, cut: IntArray, highest: int) -> IntArray:
    """The sum of the marks that are left, absent marks sorted behind all others."""
    ordered = np.sort(np.where(given, units, highest), axis=1)
    places = np.arange(units.shape[1])
    inside = (places >= cut[:, None]) & (places < (counts - cut)[:, None])
    return np.asarray(np.where(inside, ordered, 0).sum(axis=1))


def _summed(units: IntArray) -> IntArray:
    return np.asarray(units.sum(axis=1))


def _given(column: Marks, select: Select) -> Mask:
    return np.ones(column.units[select].shape, np.bool_) if column.missing is None else ~column.missing[select]


def _counted(column: Marks, select: Select) -> IntArray:
    return np.asarray(_given(column, select).sum(axis=1, dtype=np.int64))


def _too_few(counts: IntArray, quorum: int) -> Mask:
    return (counts < quorum) & (counts > 0)


def _middle(units: IntArray, given: Mask, counts: IntArray, highest: int) -> IntArray:
    """The sum of the two middle marks, absent marks sorted behind all others."""
    ordered = np.sort(np.where(given, units, highest), axis=1)
    first, second = np.maximum(counts - 1, 0) // 2, np.minimum(counts // 2, units.shape[1] - 1)
    rows = np.arange(len(units))
    middle: IntArray = np.add(ordered[rows, first], ordered[rows, second])
    return middle
