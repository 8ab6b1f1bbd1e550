"""What every scoring rule is: inputs in, unrounded points between 0 and 100 out."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TypeGuard

from paritrana.answers import Kind
from paritrana.decimals import plain
from paritrana.expressions import Expression, evaluate
from paritrana.rules.scalars import Formula, Model

Marks = tuple[tuple[str, Fraction], ...]
"""A panel's marks on one field: juror and mark, ordered by juror."""

Input = Fraction | bool | str | datetime.date | Marks | None
Inputs = Mapping[str, Input]
"""Effective values by field and derived id; None (or no key) means missing."""

ZERO, FULL = Fraction(0), Fraction(100)

_LONG = 1000
"""Bits of a denominator from which fractions add up quicker by themselves: they look for small common factors only."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found: points (0 to 100, unrounded) or None where an input is missing.

    `value` is the input as the rule saw it, `matched` the band, level or items that decided (for explaining);
    `fault` is an id (`division_by_zero`, `outside_bands`, `quorum`, …) where the points cannot be computed.
    """

    points: Fraction | None
    value: Input = None
    matched: str = ""
    fault: str = ""


MISSING = Outcome(None)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the lint finds in a rule: a catalogue code and the words of its message."""

    code: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What a rule may know of a field: its kind, its options, its declared bounds, its decimals (None: unlimited)."""

    kind: Kind
    options: tuple[str, ...] = ()
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    by_panel: bool = False
    places: int | None = None


Facts = Mapping[str, FieldFacts]


def clamp(value: Fraction, low: Fraction = ZERO, high: Fraction = FULL) -> Fraction:
    """`value`, or the bound it exceeds."""
    return max(low, min(high, value))


@lru_cache(4096)
def exact(number: Decimal) -> Fraction:
    """A number of the criteria as a fraction, made once."""
    return Fraction(number)


def goalposts(value: Fraction, zero_at: Decimal, full_at: Decimal) -> Fraction:
    """Points of a value between the one that earns 0 and the one that earns 100, capped to them."""
    above, below = value.as_integer_ratio()
    if below.bit_length() > _LONG:
        return clamp(FULL * (value - exact(zero_at)) / (exact(full_at) - exact(zero_at)))
    slope, start, unit = _line(zero_at, full_at)
    reached, whole = slope * above + start * below, unit * below
    if reached <= 0:
        return ZERO
    return FULL if reached >= whole * 100 else Fraction(reached, whole)


@lru_cache(4096)
def _line(zero_at: Decimal, full_at: Decimal) -> tuple[int, int, int]:
    """Points as (slope × value + start) ÷ unit in whole numbers, unit above zero."""
    slope = 100 / (exact(full_at) - exact(zero_at))
    start = -slope * exact(zero_at)
    unit = lcm(slope.denominator, start.denominator)
    return int(slope * unit), int(start * unit), unit


def number_of(formula: Expression, inputs: Inputs) -> Outcome:
    """The numeric value of a formula as an outcome without points, or the fault that prevents it."""
    result = evaluate(formula, inputs)
    if result.faults:
        return Outcome(None, fault=str(result.faults[0].kind))
    if result.value is None:
        return MISSING
    if isinstance(result.value, bool) or not isinstance(result.value, Fraction):
        return Outcome(None, fault="type")
    return Outcome(None, value=result.value)


def numbers_of(inputs: Inputs, *formulas: Expression) -> tuple[Fraction, ...] | Outcome:
    """The numeric values of several formulas, or the outcome of the first that has none."""
    values = []
    for formula in formulas:
        found = number_of(formula, inputs)
        if not isinstance(found.value, Fraction):
            return found
        values.append(found.value)
    return tuple(values)


class BaseRule(Model):
    """Common ground of the rules. Subclasses declare `kind` and implement `score`, `top`, and what else differs."""

    @property
    def formulas(self) -> tuple[tuple[str, Expression], ...]:
        """The formulas of this rule, each with the key it stands under in the file."""
        found = ((info.alias or key, getattr(self, key)) for key, info in type(self).model_fields.items())
        return tuple((key, value) for key, value in found if isinstance(value, Expression))

    @property
    def names(self) -> frozenset[str]:
        """Ids of the fields and derived values this rule reads."""
        return frozenset(name for _, formula in self.formulas for name in formula.names)

    @property
    def top(self) -> Fraction:
        """The most points this rule can give."""
        return FULL

    def score(self, inputs: Inputs) -> Outcome:
        """Points for one candidate."""
        raise NotImplementedError

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:  # noqa: ARG002
        """What is wrong with the rule itself, given the fields it reads."""
        return ()


class GroupRule(BaseRule):
    """A rule whose points depend on the values of all candidates of a group."""

    value: Formula

    def own(self, inputs: Inputs) -> Outcome:
        """A candidate's own value as an outcome without points; without a value where it is missing or at fault."""
        return number_of(self.value, inputs)

    def settle(self, values: Mapping[str, Fraction]) -> Mapping[str, Outcome]:
        """The outcome of every candidate of a group that has a value, by code; `values` are those that `own` gave.

        `matched` tells what decided as `key=number` pairs, such as `rank=2 n=7`.
        """
        raise NotImplementedError

    def score(self, inputs: Inputs) -> Outcome:  # noqa: ARG002
        return Outcome(None, fault="needs_group")

    def complaints(self, indicator: str, facts: Facts) -> tuple[Complaint, ...]:  # noqa: ARG002
        return (Complaint("C040", {"id": indicator}),)


def is_group_rule(rule: BaseRule) -> TypeGuard[GroupRule]:
    """Whether a rule has to be settled for a whole group instead of scored one by one."""
    return isinstance(rule, GroupRule)


def on_common_ground(values: Collection[Fraction]) -> tuple[list[int], int]:
    """Values as whole numbers of one unit, 1 ÷ the second: thousands of ratios add up quickly only so."""
    unit = lcm(*(value.denominator for value in values))
    return [value.numerator * (unit // value.denominator) for value in values], unit


def told(**facts: Fraction | int) -> str:
    """What decided, as `key=number` pairs."""
    return " ".join(f"{key}={number if isinstance(number, int) else plain(number)}" for key, number in facts.items())


def kind_complaint(
    rule: str, indicator: str, name: str, facts: Facts, allowed: tuple[Kind, ...]
) -> tuple[Complaint, ...]:
    """C018 where a field the rule reads is not of an allowed kind (unknown names are reported elsewhere)."""
    found = facts.get(name)
    if found is None or found.kind in allowed:
        return ()
    details = {
        "rule": rule,
        "id": indicator,
        "field": name,
        "read": found.kind.value,
        "expected": "/".join(kind.value for kind in allowed),
    }
    return (Complaint("C018", details),)
