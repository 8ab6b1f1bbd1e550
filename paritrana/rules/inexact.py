"""Logarithms and roots behind points: quotients computed to 130 digits and rounded, half even, to 50 decimals.

So a quotient that ends within 50 decimals comes out exact, although its parts are irrational: for x = √(a·b),
(ln x − ln a) ÷ (ln b − ln a) is exactly 1/2. The decimal context is stated here and independent of the process's own.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor, log10
from typing import Final

DIGITS: Final = 130
"""Enough for 50 right decimals although goalposts of 30 + 30 digits may differ in the last one only."""

_LONG: Final = 2000
"""Bits of a numerator or denominator from which only the leading digits are made decimal."""

_UNIT: Final = Decimal(1).scaleb(-50)


def log_share(x: Fraction, zero: Fraction, full: Fraction) -> Fraction:
    """(ln x − ln zero) ÷ (ln full − ln zero) of positive numbers, for x between the two others."""
    return _rounded(_ln(x / zero), _ln(full / zero))


def in_roots(x: Fraction, square: Fraction) -> Fraction:
    """x ÷ √square, for a positive square."""
    return _rounded(_decimal(x), root(square))


@lru_cache(maxsize=1024)
def root(square: Fraction) -> Decimal:
    """√square."""
    return _context().sqrt(_decimal(square))


@lru_cache(maxsize=1024)
def _ln(x: Fraction) -> Decimal:
    return _context().ln(_decimal(x))


def _rounded(above: Decimal, below: Decimal) -> Fraction:
    context = _context()
    return Fraction(context.quantize(context.divide(above, below), _UNIT))


def _decimal(x: Fraction) -> Decimal:
    above, below = x.as_integer_ratio()
    if max(above.bit_length(), below.bit_length()) > _LONG:
        return _shortened(above, below)
    return _context().divide(Decimal(above), Decimal(below))


def _shortened(above: int, below: int) -> Decimal:
    """The same quotient, without making decimals of all the digits of long numbers.

    A digit more than is kept stands for the remainder, so that rounding sees that there is one.
    """
    places = DIGITS + 5 - floor((above.bit_length() - below.bit_length()) * log10(2))
    scale = 10 ** abs(places)
    whole, rest = divmod(abs(above) * scale, below) if places > 0 else divmod(abs(above), below * scale)
    digits = Decimal(whole * 10 + (rest > 0)).scaleb(-places - 1, _context())
    return digits if above >= 0 else digits.copy_negate()


def _context() -> Context:
    return Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999, capitals=1, clamp=0, traps=[])
