"""Logarithms, roots and broken powers: given to 50 significant digits, hence not exact.

Arguments are taken to 70 digits. The decimal context is stated here and independent of the process's own, so
every machine finds the same digits.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final

from paritrana.expressions.faults import Failure
from paritrana.expressions.values import shown

DIGITS: Final = 50
_SPARE_DIGITS: Final = 20


def ln(x: Fraction) -> Fraction:
    """The natural logarithm of a positive number."""
    _require(x > 0, x)
    return _fraction(_context().ln(_decimal(x)))


def log10(x: Fraction) -> Fraction:
    """The logarithm of a positive number to base ten."""
    _require(x > 0, x)
    return _fraction(_context().log10(_decimal(x)))


def sqrt(x: Fraction) -> Fraction:
    """The square root of a number that is not negative."""
    _require(x >= 0, x)
    return _fraction(_context().sqrt(_decimal(x)))


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """A base that is not negative to a broken exponent; zero needs a positive one."""
    _require(base >= 0, base)
    return _fraction(_context().power(_decimal(base), _decimal(exponent)))


def _context(digits: int = DIGITS + _SPARE_DIGITS) -> Context:
    return Context(prec=digits, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999, capitals=1, clamp=0, traps=[])


def _decimal(x: Fraction) -> Decimal:
    return _context().divide(Decimal(x.numerator), Decimal(x.denominator))


def _fraction(found: Decimal) -> Fraction:
    return Fraction(_context(DIGITS).plus(found))


def _require(holds: bool, x: Fraction) -> None:
    if not holds:
        raise Failure("domain", shown(x))
