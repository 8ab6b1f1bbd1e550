"""The scoring rules on columns: one kernel per rule, chosen by its type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from paritrana.decimals import round_units
from paritrana.rules.bands import Bands
from paritrana.rules.base import BaseRule
from paritrana.rules.checklist import Checklist
from paritrana.rules.choice import Choice
from paritrana.rules.linear import Linear
from paritrana.rules.panel import Panel
from paritrana.rules.target import Target
from paritrana.rules.yesno import YesNo
from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.compare import holds
from paritrana.scoring.columns.lazy import Lazy, LazyMask, beyond, fitting, kept, union, weighed
from paritrana.scoring.columns.marks import level
from paritrana.scoring.columns.ratio import NoKernel, Ratio, add, constant, divide, scaled
from paritrana.scoring.columns.rounding import capped_units, rounded_units
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.words import Truth, Word, present


@dataclass(frozen=True, slots=True, eq=False)
class Earned:
    """Planned points in units of 10**-places; what stands where `missing` or `fault` hold does not count."""

    units: Lazy | int
    missing: LazyMask = None
    fault: LazyMask = None


def earned(rule: BaseRule, scope: Scope, places: int) -> Earned:
    """The points of one rule. Raises NoKernel."""
    kernel = KERNELS.get(type(rule))
    if kernel is None:
        raise NoKernel
    found: Earned = kernel(rule, scope, places)
    return replace(found, missing=kept(found.missing), fault=kept(found.fault))


def _linear(rule: Linear, scope: Scope, places: int) -> Earned:
    zero, full = Fraction(rule.zero_at), Fraction(rule.full_at)
    value = scope.number(rule.value)
    above = add(value, constant(-zero)) if zero else value
    units = capped_units(scaled(above, 100 / (full - zero)), places)
    return Earned(units, value.missing, value.fault)


def _target(rule: Target, scope: Scope, places: int) -> Earned:
    found, aim = scope.number(rule.value), scope.number(rule.target)
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
    units: Lazy | int = given[0]
    for band, low, high in zip(rule.bands, given, given[1:], strict=False):
        if low != high:
            step = holds(passed, value, constant(Fraction(band.end or 0)))
            units = weighed(step, high - low, 100 * 10**places) + units
    return Earned(units, value.missing, union(value.fault, beyond(_outside(rule, value), value.missing)))


def _outside(rule: Bands, value: Ratio) -> LazyMask:
    """Where a value lies beyond the ends of the whole scale."""
    first, last = rule.bands[0].start, rule.bands[-1].end
    under = None if first is None else holds("<", value, constant(Fraction(first)))
    over = None if last is None else holds(">", value, constant(Fraction(last)))
    return union(under, over)


def _choice(rule: Choice, scope: Scope, places: int) -> Earned:
    word = scope.named(rule.field)
    if not isinstance(word, Word):
        raise NoKernel
    points = [round_units(Fraction(rule.levels.get(option, 0)), places) for option in word.options]
    odd = [option not in rule.levels for option in word.options]
    fault = Lazy(np.array([*odd, False]).__getitem__, word.codes) if any(odd) else None
    return Earned(
        Lazy(_looked_up, np.array([0, *points], fitting(max(points))), word.codes),
        word.missing,
        beyond(fault, word.missing),
    )


def _looked_up(table: IntArray, codes: NDArray[np.signedinteger[Any]]) -> IntArray:
    """The entries of a table that begins with that of code −1."""
    room = np.iinfo(codes.dtype).max > len(table)
    places = codes + codes.dtype.type(1) if room else codes.astype(np.int64) + 1
    return np.take(table, places, mode="clip")


def _yesno(rule: YesNo, scope: Scope, places: int) -> Earned:
    answer = _truth(rule.field, scope)
    points = [round_units(Fraction(found), places) for found in (rule.no, rule.yes)]
    table = np.array(points, fitting(max(points)))
    return Earned(Lazy(_answered, table, answer.holds), answer.missing)


def _answered(table: IntArray, flags: Mask) -> IntArray:
    return np.take(table, flags.view(np.int8), mode="clip")


def _checklist(rule: Checklist, scope: Scope, places: int) -> Earned:
    """The items' points are added exactly, over their common denominator, and rounded once."""
    answers = [_truth(item.field, scope) for item in rule.items]
    points = [Fraction(item.points) for item in rule.items]
    base = lcm(*(point.denominator for point in points))
    total: Lazy | int = 0
    for answer, worth in zip(answers, points, strict=True):
        total = weighed(present(answer), int(worth * base), int(sum(points) * base)) + total
    units = rounded_units(Ratio(total, 0, int(sum(points) * base), Fraction(1, base)), places)
    return Earned(units, _all_missing([answer.missing for answer in answers]))


def _panel(rule: Panel, scope: Scope, places: int) -> Earned:
    low, high = Fraction(rule.scale[0]), Fraction(rule.scale[1])
    marks = level(rule, scope.table)
    value = replace(add(marks, constant(-low)), low=0) if low else marks
    return Earned(rounded_units(scaled(value, 100 / (high - low)), places), value.missing, value.fault)


def _truth(field: str, scope: Scope) -> Truth:
    answer = scope.named(field)
    if not isinstance(answer, Truth):
        raise NoKernel
    return answer


def _all_missing(masks: list[LazyMask]) -> LazyMask:
    """Where every answer is missing; None where one is always there."""
    first, *rest = masks
    for mask in rest:
        first = None if first is None or mask is None else first & mask
    return first


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
