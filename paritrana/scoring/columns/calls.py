"""The functions of formulas that have a kernel; min, max and sum are folded pair by pair."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import Final

from paritrana.scoring.columns.lazy import beyond, constant_mask, union
from paritrana.scoring.columns.ratio import NoKernel, Ratio, add, chosen, largest, least, scaled, size
from paritrana.scoring.columns.words import (
    Truth,
    Value,
    Word,
    as_number,
    chosen_truth,
    chosen_word,
    condition,
    numeric,
    present,
)

Arguments = Sequence[Value]


def without_fault(value: Value) -> Value:
    """The value as others see it: missing where it met a fault."""
    return replace(value, missing=union(value.missing, value.fault), fault=None)


def called(function: str, arguments: Arguments) -> Value:
    """The value of a call. Raises NoKernel for functions without a kernel."""
    if function in _FOLDED:
        return reduce(_FOLDED[function], map(numeric, arguments))
    if function in _CALLED:
        return _CALLED[function](arguments)
    raise NoKernel


def _mean(arguments: Arguments) -> Value:
    return scaled(reduce(add, map(numeric, arguments)), Fraction(1, len(arguments)))


def _abs(arguments: Arguments) -> Value:
    return size(numeric(arguments[0]))


def _filled(arguments: Arguments) -> Value:
    missing = arguments[0].missing
    return Truth(constant_mask(True) if missing is None else ~missing)


def _count(arguments: Arguments) -> Value:
    """How many hold; one that is missing does not."""
    met = [condition(each) for each in arguments]
    return reduce(add, (as_number(Truth(present(each), None, each.fault)) for each in met))


def _if(arguments: Arguments) -> Value:
    """The branch the condition chooses; faults of the other one do not count."""
    asked = condition(arguments[0])
    value = _either(asked, arguments[1], arguments[2])
    missing = union(value.missing, asked.missing)
    return replace(value, missing=missing, fault=union(asked.fault, beyond(value.fault, asked.missing)))


def _coalesce(arguments: Arguments) -> Value:
    """The first that is there; faults of those tried before it count."""
    return reduce(_or_else, arguments)


def _or_else(first: Value, second: Value) -> Value:
    if first.missing is None:
        return first
    value = _either(Truth(~first.missing), first, second)
    tried = None if second.fault is None else second.fault & first.missing
    missing = None if second.missing is None else second.missing & first.missing
    return replace(value, missing=missing, fault=union(first.fault, tried))


def _either(asked: Truth, first: Value, second: Value) -> Value:
    match first, second:
        case Ratio(), Ratio():
            return chosen(asked.holds, first, second)
        case Word(), Word():
            return chosen_word(asked.holds, first, second)
        case Truth(), Truth():
            return chosen_truth(asked.holds, first, second)
    raise NoKernel


_FOLDED: Final[Mapping[str, Callable[[Ratio, Ratio], Ratio]]] = MappingProxyType(
    {"min": least, "max": largest, "sum": add}
)
_CALLED: Final[Mapping[str, Callable[[Arguments], Value]]] = MappingProxyType(
    {"mean": _mean, "abs": _abs, "filled": _filled, "count": _count, "if": _if, "coalesce": _coalesce}
)
