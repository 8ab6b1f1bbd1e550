"""The scoring rules on columns: one kernel per rule, chosen by its type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from paritrana.decimals import round_units
from paritrana.rules.bands import Bands
from paritrana.rules.base import BaseRule
from paritrana.rules.checklist import Checklist
from paritrana.rules.choice import Choice
from paritrana.rules.linear import Linear
from paritrana.rules.panel import Panel
from paritrana.rules.target import Target
from paritrana.rules.yesno import YesNo
from paritrana.scoring.columns.arrays import IntArray, Mask, beyond, union
from paritrana.scoring.columns.compare import holds
from paritrana.scoring.columns.marks import level
from paritrana.scoring.columns.ratio import NoKernel, Ratio, add, constant, divide, scaled
from paritrana.scoring.columns.rounding import capped_units, rounded_units
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.words import Truth, Word


@dataclass(frozen=True, slots=True, eq=False)
class Earned:
    """Points of a block in units of 10**-places; what stands where `missing` or `fault` hold does not count."""

    units: IntArray
    missing: Mask | None = None
    fault: Mask | None = None


def earned(rule: BaseRule, scope: Scope, places: int) -> Earned:
    """The points of one rule on the rows of a scope. Raises NoKernel."""
    kernel = KERNELS.get(type(rule))
    if kernel is None:
        raise NoKernel
    return kernel(rule, scope, places)


def _linear(rule: Linear, scope: Scope, places: int) -> Earned:
    zero, full = Fraction(rule.zero_at), Fraction(rule.full_at)
    value = scope.number(rule.value)
    above = add(value, constant(-zero)) if zero else value
    units = capped_units(scaled(above, 100 / (full - zero)), places)
    return Earned(units, value.missing, value.fault)


def _target(rule: Target, scope: Scope, places: int) -> Earned:
    found, aim = scope.number(rule.value), scope.figure(rule.target)
    above, below = (found, aim) if rule.better == "higher" else (aim, found)
    quotient = divide(above, below)
    units = capped_units(scaled(quotient, Fraction(100)), places)
    only_missing = beyond(found.missing, found.fault)
    return Earned(units, quotient.missing, beyond(quotient.fault, only_missing))


def _bands(rule: Bands, scope: Scope, places: int) -> Earned:
    """The first band's points and, for every edge that is passed, the step to the next one."""
    value = scope.number(rule.value)
    given = [round_units(Fraction(band.points), places) for band in rule.bands]
    passed = ">=" if rule.closed == "lower" else ">"
    units: Any = np.full(np.broadcast(value.num, value.den if value.den is not None else 0).shape, given[0])
    for band, step in zip(rule.bands, np.diff(given).tolist(), strict=False):
        if step:
            units += np.multiply(holds(passed, value, constant(Fraction(band.end or 0))), step)
    return Earned(units, value.missing, union(value.fault, beyond(_outside(rule, value), value.missing)))


def _outside(rule: Bands, value: Ratio) -> Mask | None:
    """Where a value lies beyond the ends of the whole scale."""
    first, last = rule.bands[0].start, rule.bands[-1].end
    under = None if first is None else np.asarray(holds("<", value, constant(Fraction(first))))
    over = None if last is None else np.asarray(holds(">", value, constant(Fraction(last))))
    return union(under, over)


def _choice(rule: Choice, scope: Scope, places: int) -> Earned:
    word = scope.named(rule.field)
    if not isinstance(word, Word):
        raise NoKernel
    points = [round_units(Fraction(rule.levels.get(option, 0)), places) for option in word.options]
    units = np.array([*points, 0], np.int64)[word.codes]
    odd = [option not in rule.levels for option in word.options]
    fault = np.array([*odd, False])[word.codes] if any(odd) else None
    return Earned(units, word.missing, beyond(fault, word.missing))


def _yesno(rule: YesNo, scope: Scope, places: int) -> Earned:
    answer = _truth(rule.field, scope)
    no, yes = (round_units(Fraction(points), places) for points in (rule.no, rule.yes))
    return Earned(_weighed(answer.holds, yes - no) + no, answer.missing)


def _checklist(rule: Checklist, scope: Scope, places: int) -> Earned:
    """The items' points are added exactly, over their common denominator, and rounded once."""
    answers = [_truth(item.field, scope) for item in rule.items]
    points = [Fraction(item.points) for item in rule.items]
    base = lcm(*(point.denominator for point in points))
    ticked = [_ticked(answer) for answer in answers]
    total = sum(_weighed(tick, int(point * base)) for tick, point in zip(ticked, points, strict=True))
    units = rounded_units(Ratio(total, 0, int(sum(points) * base), Fraction(1, base)), places)
    return Earned(units, _all_missing([answer.missing for answer in answers]))


def _panel(rule: Panel, scope: Scope, places: int) -> Earned:
    """Marks within the scale only; others, which the form refuses, are left to the row-wise rule."""
    marks, low, high = level(rule, scope), Fraction(rule.scale[0]), Fraction(rule.scale[1])
    if marks.lowest < low or marks.highest > high:
        raise NoKernel
    value = add(marks.value, constant(-low)) if low else marks.value
    value = replace(value, low=max(value.low, 0)) if marks.lowest >= low else value
    return Earned(rounded_units(scaled(value, 100 / (high - low)), places), value.missing, value.fault)


def _truth(field: str, scope: Scope) -> Truth:
    answer = scope.named(field)
    if not isinstance(answer, Truth):
        raise NoKernel
    return answer


def _ticked(answer: Truth) -> Mask:
    return answer.holds if answer.missing is None else answer.holds & ~answer.missing


def _weighed(holds: Mask, points: int) -> IntArray:
    return np.multiply(holds, points, dtype=np.int64)


def _all_missing(masks: list[Mask | None]) -> Mask | None:
    """Where every answer is missing; None where one is always there."""
    found: Mask | None = None
    for mask in masks:
        if mask is None:
            return None
        found = mask if found is None else found & mask
    return found


KERNELS: Final[Mapping[type, Callable[[Any, Scope, int], Earned]]] = MappingProxyType(
    {
        Bands: _bands,
        Checklist: _checklist,
        Choice: _choice,
        Linear: _linear,
        Panel: _panel,
        Target: _target,
        YesNo: _yesno,
    }
)
