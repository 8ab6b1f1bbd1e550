"""Columns of exact rationals, planned: a constant scale, 64-bit numerators and denominators, and what they can reach.

Every operation works out beforehand, in Python integers, the largest magnitude its result can have, and refuses
(NoKernel) what could reach 2^62; so nothing ever wraps around.
"""

import operator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd
from typing import Any

import numpy as np

from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.lazy import Lazy, LazyMask, beyond, combined, kept, picked, union, widened

LIMIT = 2**62
ONE = Fraction(1)


class NoKernel(Exception):
    """This cannot be computed on columns; the row-wise engine has to."""


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """The values scale × num ÷ den, with scale > 0, num within low and high, den within 1 and top.

    `num` is a plain integer for a constant; `den` None means 1. `missing` holds where there is no value, `fault` where
    something could not be computed on the way (there may still be a value); None means nowhere.
    """

    num: Lazy | int
    low: int
    high: int
    scale: Fraction = ONE
    den: Lazy | None = None
    top: int = 1
    missing: LazyMask = None
    fault: LazyMask = None

    def __post_init__(self) -> None:
        require(self.low, self.high, self.top)

    @property
    def reach(self) -> int:
        """The largest magnitude of a numerator."""
        return max(abs(self.low), abs(self.high))

    @property
    def is_constant(self) -> bool:
        return isinstance(self.num, int) and self.den is None


def require(*magnitudes: int) -> None:
    """Raises NoKernel where an integer could leave the bounds."""
    if any(abs(each) >= LIMIT for each in magnitudes):
        raise NoKernel


def constant(value: Fraction) -> Ratio:
    """One number for all rows."""
    if value == 0:
        return Ratio(0, 0, 0)
    sign = 1 if value > 0 else -1
    return Ratio(sign, sign, sign, abs(value))


def scaled(value: Ratio, factor: Fraction) -> Ratio:
    """The values times a constant."""
    if factor == 0:
        return replace(value, num=value.num * 0, low=0, high=0, scale=ONE, den=None, top=1)
    if factor < 0:
        return scaled(negative(value), -factor)
    return replace(value, scale=value.scale * factor)


def negative(value: Ratio) -> Ratio:
    """The opposite values."""
    return replace(value, num=-value.num, low=-value.high, high=-value.low)


def aligned(left: Ratio, right: Ratio) -> tuple[Ratio, Ratio]:
    """Both with one scale and one denominator, so that their numerators can be added and compared."""
    unit = _common(left.scale, right.scale)
    one, other = int(left.scale / unit), int(right.scale / unit)
    if left.den is right.den:
        return _times(left, one, None, 1, unit), _times(right, other, None, 1, unit)
    den, top = _product(left, right)
    first = _times(left, one, right.den, right.top, unit)
    second = _times(right, other, left.den, left.top, unit)
    return replace(first, den=den, top=top), replace(second, den=den, top=top)


def add(left: Ratio, right: Ratio) -> Ratio:
    """The sums."""
    one, other = aligned(left, right)
    low, high = one.low + other.low, one.high + other.high
    require(low, high)
    num = combined(operator.add, (one.reach, other.reach, low, high), one.num, other.num)
    return _joined(one, other, num, low, high)


def multiply(left: Ratio, right: Ratio) -> Ratio:
    """The products."""
    if right.is_constant:
        left, right = right, left
    if left.is_constant and isinstance(left.num, int):
        return _masked(scaled(right, left.scale * left.num), left)
    low, high = _reach(left, right)
    den, top = _product(left, right)
    require(low, high, top)
    num = combined(operator.mul, (left.reach, right.reach, low, high), left.num, right.num)
    return Ratio(num, low, high, left.scale * right.scale, den, top, *_masks(left, right))


def divide(left: Ratio, right: Ratio) -> Ratio:
    """The quotients; where the divisor is zero there is none, which is a fault."""
    if right.is_constant and isinstance(right.num, int):
        if right.num == 0:
            raise NoKernel
        return _masked(scaled(left, 1 / (right.scale * right.num)), right)
    below, zero = _nonzero(right)
    above = _signed(left, below)
    raised = _times(above, 1, right.den, right.top, left.scale / right.scale)
    top = left.top * below.reach
    require(top)
    size = Lazy(np.abs, below.num) if below.low < 0 or isinstance(below.num, int) else below.num
    den = kept(size if left.den is None else combined(operator.mul, (top,), left.den, size))
    missing, fault = _masks(left, right)
    fault = union(fault, beyond(zero, missing))
    return replace(raised, den=den, top=top, missing=union(missing, fault), fault=fault)


def least(left: Ratio, right: Ratio) -> Ratio:
    """The smaller of each two."""
    one, other = aligned(left, right)
    low, high = min(one.low, other.low), min(one.high, other.high)
    return _joined(one, other, Lazy(np.minimum, *_wide_enough(one, other)), low, high)


def largest(left: Ratio, right: Ratio) -> Ratio:
    """The larger of each two."""
    return negative(least(negative(left), negative(right)))


def size(value: Ratio) -> Ratio:
    """The values without their signs."""
    return replace(value, num=Lazy(np.abs, value.num), low=0, high=value.reach)


def chosen(where: Lazy, left: Ratio, right: Ratio) -> Ratio:
    """The first where the mask holds, else the second; so their masks."""
    one, other = aligned(left, right)
    num = Lazy(np.where, where, *_wide_enough(one, other))
    missing, fault = (picked(where, *pair) for pair in ((left.missing, right.missing), (left.fault, right.fault)))
    low, high = min(one.low, other.low), max(one.high, other.high)
    return replace(one, num=num, low=low, high=high, missing=missing, fault=fault)


def _masks(left: Ratio, right: Ratio) -> tuple[LazyMask, LazyMask]:
    return union(left.missing, right.missing), union(left.fault, right.fault)


def _masked(value: Ratio, other: Ratio) -> Ratio:
    missing, fault = _masks(value, other)
    return replace(value, missing=missing, fault=fault)


def _joined(one: Ratio, other: Ratio, num: Lazy | int, low: int, high: int) -> Ratio:
    missing, fault = _masks(one, other)
    return replace(one, num=num, low=low, high=high, missing=missing, fault=fault)


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The largest fraction of which both are whole multiples."""
    above = gcd(one.numerator * other.denominator, other.numerator * one.denominator)
    return Fraction(above, one.denominator * other.denominator)


def _times(value: Ratio, factor: int, den: Lazy | None, top: int, scale: Fraction) -> Ratio:
    """The numerators times a positive factor and a column within 1 and top."""
    low, high = factor * min(value.low, value.low * top), factor * max(value.high, value.high * top)
    require(low, high, factor)
    num, needed = value.num, (low, high, factor, top)
    if factor != 1:
        num = combined(operator.mul, needed, num, factor)
    if den is not None:
        num = combined(operator.mul, needed, num, den)
    return replace(value, num=num, low=low, high=high, scale=scale)


def _product(left: Ratio, right: Ratio) -> tuple[Lazy | None, int]:
    top = left.top * right.top
    require(top)
    if left.den is None or right.den is None:
        return left.den if right.den is None else right.den, top
    return combined(operator.mul, (top,), left.den, right.den), top


def _wide_enough(left: Ratio, right: Ratio) -> tuple[Any, Any]:
    """Both numerators, in 64 bits where one of them needs more than 32."""
    needed = (left.reach, right.reach)
    return widened(left.num, *needed), widened(right.num, *needed)


def _reach(left: Ratio, right: Ratio) -> tuple[int, int]:
    corners = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    return min(corners), max(corners)


def _nonzero(value: Ratio) -> tuple[Ratio, LazyMask]:
    """The divisor with 1 for every zero, and where it was zero."""
    if value.low > 0 or value.high < 0:
        return value, None
    low, high = value.low or 1, max(value.high, 1)
    zero = kept(Lazy(np.equal, value.num, 0))
    return replace(value, num=kept(Lazy(_filled_up, value.num, zero)), low=low, high=high), zero


def _filled_up(num: IntArray, zero: Mask) -> IntArray:
    return np.where(zero, 1, num) if zero.any() else num


def _signed(value: Ratio, divisor: Ratio) -> Ratio:
    """The dividend with the sign of its divisor."""
    if divisor.low >= 0:
        return value
    num = Lazy(_with_sign, value.num, divisor.num)
    return replace(value, num=num, low=-value.reach, high=value.reach)


def _with_sign(num: IntArray | int, divisor: IntArray) -> IntArray:
    return np.where(divisor < 0, np.negative(num), num)
