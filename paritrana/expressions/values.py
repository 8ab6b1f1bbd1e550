"""The values an expression works with."""

from datetime import date
from fractions import Fraction
from typing import Final, Literal, TypeAlias

Value: TypeAlias = Fraction | bool | str | date | None
"""None is missing: no answer was given, or an operation had none."""

Kind: TypeAlias = Literal["number", "boolean", "text", "date"]

MOST_BITS: Final = 20_000
"""Largest numerator or denominator, in bits; about 6 000 digits."""

_READABLE_BITS: Final = 400


def shown(value: object) -> str:
    """A value as short text for a fault."""
    if isinstance(value, Fraction) and bits(value) > _READABLE_BITS:
        return "a very long number"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, str) else str(value)


def bits(number: Fraction) -> int:
    """The length of the longer of numerator and denominator."""
    return max(map(int.bit_length, number.as_integer_ratio()))
