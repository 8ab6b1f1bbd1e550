"""Exact arithmetic on fractions."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from operator import add, mul, sub
from types import MappingProxyType
from typing import Final

from paritrana.expressions import inexact
from paritrana.expressions.admission import bounded
from paritrana.expressions.faults import Failure
from paritrana.expressions.values import shown

LARGEST_EXPONENT: Final = 64
MOST_PLACES: Final = 50

_HALF: Final = Fraction(1, 2)


def divide(dividend: Fraction, divisor: Fraction) -> Fraction:
    """The exact quotient."""
    if divisor == 0:
        raise Failure("division_by_zero", shown(divisor))
    return dividend / divisor


def least(*numbers: Fraction) -> Fraction:
    """The smallest of one or more."""
    return min(numbers)


def largest(*numbers: Fraction) -> Fraction:
    """The largest of one or more."""
    return max(numbers)


def total(*numbers: Fraction) -> Fraction:
    """The sum, kept within bounds at every step."""
    result = Fraction(0)
    for each in numbers:
        result = bounded(result + each)
    return result


def mean(*numbers: Fraction) -> Fraction:
    """The arithmetic mean."""
    return total(*numbers) / len(numbers)


def rounded(value: Fraction, places: Fraction) -> Fraction:
    """The value at a whole number of decimal places (tens where negative), halves away from zero."""
    if places.denominator != 1:
        raise Failure("domain", shown(places))
    if abs(places) > MOST_PLACES:
        raise Failure("limit", shown(places))
    scale = Fraction(10) ** int(places)
    size = floor(abs(value) * scale + _HALF) / scale
    return size if value >= 0 else -size


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """The base to an exponent of at most 64; exact when the exponent is a whole number."""
    if abs(exponent) > LARGEST_EXPONENT:
        raise Failure("limit", shown(exponent))
    if base == 0 and exponent < 0:
        raise Failure("division_by_zero", shown(base))
    if exponent.denominator == 1:
        return base ** int(exponent)
    return inexact.power(base, exponent)


ARITHMETIC: Final[Mapping[str, Callable[[Fraction, Fraction], Fraction]]] = MappingProxyType(
    {"+": add, "-": sub, "*": mul, "/": divide}
)
