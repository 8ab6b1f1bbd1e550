"""What every scoring rule is: inputs in, unrounded points between 0 and 100 out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from paritrana.answers import Kind
from paritrana.expressions import Expression, evaluate
from paritrana.rules.scalars import Model

Marks = tuple[tuple[str, Fraction], ...]
"""A panel's marks on one field: juror and mark, ordered by juror."""

Input = Fraction | bool | str | datetime.date | Marks | None
Inputs = Mapping[str, Input]
"""Effective values by field and derived id; None (or no key) means missing."""

FULL = Fraction(100)


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
    """What a rule may know of a field: its kind, its options, and its declared bounds."""

    kind: Kind
    options: tuple[str, ...] = ()
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    by_panel: bool = False


Facts = Mapping[str, FieldFacts]


def clamp(value: Fraction, low: Fraction = Fraction(0), high: Fraction = FULL) -> Fraction:
    """`value`, or the bound it exceeds."""
    return max(low, min(high, value))


def number_of(formula: Expression, inputs: Inputs) -> Outcome:
    """The numeric value of a formula as an outcome without points, or the fault that prevents it."""
    plain = {name: value for name, value in inputs.items() if not isinstance(value, tuple)}
    result = evaluate(formula, plain)
    if result.faults:
        return Outcome(None, fault=str(result.faults[0].kind))
    if result.value is None:
        return MISSING
    if isinstance(result.value, bool) or not isinstance(result.value, Fraction):
        return Outcome(None, fault="type")
    return Outcome(None, value=result.value)


class BaseRule(Model):
    """Common ground of the rules. Subclasses declare `kind` and implement `names`, `score` and `top`."""

    @property
    def names(self) -> frozenset[str]:
        """Ids of the fields and derived values this rule reads."""
        raise NotImplementedError

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
