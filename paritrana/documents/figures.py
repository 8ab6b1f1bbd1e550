"""Numbers as they are printed, rounded once."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from paritrana.decimals import rounded
from paritrana.text import formats


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed: its text, its exact value at that precision, and the digits behind the comma.

    A `signed` one shows a plus too.
    """

    text: str
    value: Fraction
    places: int
    signed: bool = False


@lru_cache(maxsize=1 << 16)
def figure(value: Fraction, digits: int, lang: str) -> Figure:
    """`value` rounded half up to `digits` decimals, with its text."""
    return Figure(formats.number(value, digits, lang), rounded(value, digits), digits)


def trimmed(value: Fraction, digits: int, lang: str) -> Figure:
    """`value` rounded half up to at most `digits` decimals, without zeros at the end."""
    shown = rounded(value, digits)
    places = next(some for some in range(digits + 1) if rounded(value, some) == shown)
    return figure(shown, places, lang)


@lru_cache(maxsize=1 << 12)
def signed(value: Fraction, digits: int, lang: str) -> Figure:
    """The same with a plus before what is above zero."""
    plain = figure(value, digits, lang)
    return Figure(f"+{plain.text}" if plain.value > 0 else plain.text, plain.value, digits, signed=True)
