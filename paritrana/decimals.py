"""Exact decimal arithmetic: the one place where a number is rounded or a binary float becomes exact."""

from decimal import Decimal
from fractions import Fraction

EXCEL_DIGITS = 15
"""Significant digits a spreadsheet keeps; a float's digits beyond them are noise, not data."""


def from_float(value: float) -> Decimal:
    """The decimal a person typed, given the binary float a spreadsheet stored (finite floats only)."""
    return Decimal(format(value, f".{EXCEL_DIGITS}g"))


def round_units(value: Fraction, places: int) -> int:
    """`value` in units of 10**-places, rounded half up (away from zero), as `ROUND_HALF_UP` does."""
    above, below = value.as_integer_ratio()
    units: int = (2 * 10**places * abs(above) + below) // (2 * below)
    return units if above >= 0 else -units


def rounded(value: Fraction, places: int) -> Fraction:
    """`value` rounded half up (away from zero) to `places` decimals, exactly."""
    return Fraction(round_units(value, places), 10**places)


def rounded_even(value: Fraction, places: int) -> Fraction:
    """`value` to `places` decimals, halves to the even digit: for cutting off digits no one will ever see."""
    return Fraction(round(value * 10**places), 10**places)


def fixed(value: Fraction, places: int) -> str:
    """`value` with exactly `places` decimals and a decimal point, rounded half up: `-0.50`, `82.16`."""
    units = round_units(value, places)
    digits = str(abs(units)).rjust(places + 1, "0")
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def plain(value: Fraction | Decimal, limit: int = 12) -> str:
    """`value` with a decimal point and no trailing zeros; an endless fraction is cut off at `limit` decimals."""
    text = fixed(Fraction(value), limit)
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_text(value: Fraction) -> str:
    """All digits of a number whose decimals end (`82.155`), else the fraction (`1/3`); never an exponent."""
    rest, twos = _without(value.denominator, 2)
    rest, fives = _without(rest, 5)
    return fixed(value, max(twos, fives)) if rest == 1 else f"{value.numerator}/{value.denominator}"


def _without(number: int, prime: int) -> tuple[int, int]:
    """`number` without its factors `prime`, and how many there were."""
    count = 0
    while number % prime == 0:
        number, count = number // prime, count + 1
    return number, count
