"""Rounding half up, away from zero, in integers."""

from fractions import Fraction
from typing import Any

import numpy as np

from paritrana.decimals import round_units
from paritrana.scoring.columns.arrays import IntArray
from paritrana.scoring.columns.ratio import Ratio, require


def rounded_units(value: Ratio, places: int) -> IntArray:
    """The values in units of 10**-places, halves away from zero."""
    if value.low >= 0:
        return _half_up(value, places)
    reach = max(-value.low, value.high)
    size = Ratio(np.abs(value.num), 0, reach, value.scale, value.den, value.top)
    units = _half_up(size, places)
    return np.where(np.less(value.num, 0), -units, units)


def capped_units(value: Ratio, places: int) -> IntArray:
    """The values, or 0 or 100 where they lie beyond, in units of 10**-places, halves up.

    Rounding keeps the order, so the bounds are applied afterwards.
    """
    units = _half_up(value, places)
    top = 100 * 10**places
    if value.low < 0:
        np.maximum(units, 0, out=units)
    if value.den is not None or value.high * value.scale > 100:
        np.minimum(units, top, out=units)
    return units


def _half_up(value: Ratio, places: int) -> IntArray:
    """floor(x + ½): halves away from zero for what is not negative."""
    step = value.scale * 10**places
    above, below = step.numerator, step.denominator
    if below % 2:
        above, below = 2 * above, 2 * below
    if value.den is None and step.denominator == 1:
        require(value.low * step.numerator, value.high * step.numerator)
        return np.asarray(np.multiply(value.num, step.numerator))
    half = below // 2
    low, high = above * value.low, above * value.high + half * value.top
    require(low, high, below * value.top, above)
    raised = np.asarray(value.num if above == 1 else np.multiply(value.num, above))
    if value.den is None:
        return (raised + half) // below
    return _quotient(raised + value.den * half, value.den * below, unsigned=value.low >= 0)


def _quotient(above: IntArray, below: IntArray, *, unsigned: bool) -> IntArray:
    """The quotients rounded down; without a sign the division is faster."""
    if not unsigned:
        return above // below
    quotients: IntArray = (above.view(np.uint64) // below.view(np.uint64)).view(np.int64)
    return quotients


def rounded_scores(totals: Any, base: int, places: int) -> IntArray:
    """Numerators over `base` in units of 10**-places; Python integers or fractions where they are objects."""
    if totals.dtype == object:
        return np.array([round_units(Fraction(total) / base, places) for total in totals], np.int64)
    low, high = (int(totals.min()), int(totals.max())) if totals.size else (0, 0)
    return rounded_units(Ratio(totals, low, high, Fraction(1, base)), places)
