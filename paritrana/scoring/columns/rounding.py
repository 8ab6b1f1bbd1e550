"""Rounding half up, away from zero, in integers."""

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from paritrana.decimals import round_units
from paritrana.scoring.columns.arrays import IntArray
from paritrana.scoring.columns.lazy import Lazy, combined, widened
from paritrana.scoring.columns.ratio import Ratio, require


def rounded_units(value: Ratio, places: int) -> Lazy | int:
    """The values in units of 10**-places, halves away from zero."""
    if value.low >= 0:
        return _half_up(value, places)
    size = Ratio(Lazy(np.abs, value.num), 0, value.reach, value.scale, value.den, value.top)
    return Lazy(_with_sign, _half_up(size, places), value.num)


def capped_units(value: Ratio, places: int) -> Lazy | int:
    """The values, or 0 or 100 where they lie beyond, in units of 10**-places, halves up.

    Rounding keeps the order, so the bounds are applied afterwards.
    """
    top = 100 * 10**places
    units = _half_up(value, places, top)
    if value.den is not None or value.high * value.scale > 100:
        units = Lazy(np.minimum, units, top)
    return Lazy(np.maximum, units, 0) if value.low < 0 else units


def _half_up(value: Ratio, places: int, room: int = 0) -> Lazy | int:
    """floor(x + ½): halves away from zero for what is not negative. `room` is a number that must fit as well."""
    step = value.scale * 10**places
    above, below = step.numerator, step.denominator
    if value.den is None and below == 1:
        return _multiplied(value.num, above, (above * value.reach, above, room))
    if below % 2:
        above, below = 2 * above, 2 * below
    half = below // 2
    needed = (above * value.reach + half * value.top, below * value.top, above, room)
    more = half if value.den is None else _multiplied(value.den, half, needed)
    raised: Lazy = combined(operator.add, needed, _multiplied(value.num, above, needed), more)
    if value.den is None:
        halved: Lazy | int = combined(operator.floordiv, needed, raised, below)
        return halved
    divided = _divided_unsigned if value.low >= 0 else np.floor_divide
    return Lazy(divided, raised, _multiplied(value.den, below, needed))


def _multiplied(column: Lazy | int, factor: int, needed: tuple[int, ...]) -> Lazy | int:
    """The column times a factor, in as many bits as these magnitudes need. Raises NoKernel beyond 64."""
    require(*needed)
    product: Lazy | int = widened(column, *needed) if factor == 1 else combined(operator.mul, needed, column, factor)
    return product


def _divided_unsigned(above: IntArray, below: IntArray) -> IntArray:
    """The quotients of what is not negative: without a sign the division is faster."""
    kind = np.int32 if above.dtype == below.dtype == np.int32 else np.int64
    unsigned = np.uint32 if kind is np.int32 else np.uint64
    parts = (np.asarray(part, dtype=kind).view(unsigned) for part in (above, below))
    quotients: IntArray = np.floor_divide(*parts).view(kind)
    return quotients


def _with_sign(units: IntArray, num: IntArray) -> IntArray:
    return np.where(num < 0, -units, units)


def score_rounding(base: int, places: int, reach: int) -> Callable[[IntArray], IntArray]:
    """How numerators over `base`, of at most this magnitude, become units of 10**-places: array in, array out."""
    step = Fraction(10**places, base)
    above, below = 2 * step.numerator, 2 * step.denominator
    if step.denominator % 2 == 0:
        above, below = step.numerator, step.denominator
    require(above * reach + below, above)
    half = below // 2

    def rounded(totals: IntArray) -> IntArray:
        least = totals.min(initial=0)
        sizes = np.abs(totals) if least < 0 else totals
        units: IntArray = ((sizes if above == 1 else sizes * above) + half) // below
        return np.where(totals < 0, -units, units) if least < 0 else units

    return rounded


def rounded_objects(totals: Any, base: int, places: int) -> IntArray:
    """The same for Python integers and fractions."""
    return np.array([round_units(Fraction(total) / base, places) for total in totals], np.int64)
