"""Which values an operation accepts."""

from datetime import date, datetime
from fractions import Fraction

from paritrana.expressions.faults import Failure
from paritrana.expressions.values import MOST_BITS, Value, bits, shown


def admitted(value: object) -> Value:
    """A value given from outside, a plain integer as a Fraction; several at once (a panel's marks) are missing.

    Floats and moments of time are refused.
    """
    match value:
        case Fraction() | None | bool() | str():
            return value
        case int():
            return Fraction(value)
        case tuple():
            return None
        case date() if not isinstance(value, datetime):
            return value
    raise Failure("type", type(value).__name__)


def bounded(number: Fraction) -> Fraction:
    """The number itself, unless it has grown too long to work with."""
    if bits(number) > MOST_BITS:
        raise Failure("limit", shown(number))
    return number


def number(value: Value) -> Fraction:
    """A number, or a condition counted as 1 or 0."""
    match value:
        case bool():
            return Fraction(int(value))
        case Fraction():
            return value
    raise Failure("type", shown(value))


def condition(value: Value) -> bool:
    """A condition; numbers are not conditions."""
    if isinstance(value, bool):
        return value
    raise Failure("type", shown(value))
