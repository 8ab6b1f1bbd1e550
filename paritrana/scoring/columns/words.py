"""Columns of conditions and of options, and how they compare."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from paritrana.scoring.columns.lazy import Lazy, LazyMask, constant_mask, kept, picked, union
from paritrana.scoring.columns.ratio import NoKernel, Ratio


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Whether a condition holds; `missing` and `fault` as in Ratio."""

    holds: Lazy
    missing: LazyMask = None
    fault: LazyMask = None


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Texts as places in `options`; a literal has one option and one code. `missing` and `fault` as in Ratio."""

    codes: Lazy
    options: tuple[str, ...]
    missing: LazyMask = None
    fault: LazyMask = None


Value: TypeAlias = Ratio | Truth | Word


def literal(text: str) -> Word:
    """One text for all rows."""
    return Word(Lazy(np.asarray, 0), (text,))


def as_number(value: Truth) -> Ratio:
    """A condition counted as 1 or 0."""
    return Ratio(Lazy(np.asarray, value.holds, np.int32), 0, 1, missing=value.missing, fault=value.fault)


def numeric(value: Value) -> Ratio:
    """A number, or a condition counted as 1 or 0. Raises NoKernel for texts."""
    if isinstance(value, Word):
        raise NoKernel
    return as_number(value) if isinstance(value, Truth) else value


def condition(value: Value) -> Truth:
    """A condition; numbers are not conditions, so they have no kernel."""
    if not isinstance(value, Truth):
        raise NoKernel
    return value


def present(value: Truth) -> Lazy:
    """Where a condition is there and holds."""
    return value.holds if value.missing is None else value.holds & ~value.missing


def denied(value: Truth) -> Truth:
    """Where a condition does not hold."""
    return Truth(~value.holds, value.missing, value.fault)


def same_word(left: Word, right: Word) -> Lazy:
    """Where two texts are equal (wherever both are there)."""
    return Lazy(np.equal, left.codes, _recoded(right, left.options))


def chosen_word(where: Lazy, left: Word, right: Word) -> Word:
    """The first where the mask holds, else the second."""
    options = tuple(dict.fromkeys((*left.options, *right.options)))
    codes = Lazy(np.where, where, _recoded(left, options), _recoded(right, options))
    missing, fault = (picked(where, *pair) for pair in ((left.missing, right.missing), (left.fault, right.fault)))
    return Word(codes, options, missing, fault)


def chosen_truth(where: Lazy, left: Truth, right: Truth) -> Truth:
    """The first where the mask holds, else the second."""
    missing, fault = (picked(where, *pair) for pair in ((left.missing, right.missing), (left.fault, right.fault)))
    return Truth(Lazy(np.where, where, left.holds, right.holds), missing, fault)


def settled(conditions: list[Truth], *, decisive: bool) -> Truth:
    """Kleene's `or` (true is decisive) and `and` (false is decisive); what comes after the decision has no faults."""
    decided = constant_mask(False)
    missing: LazyMask = None
    fault: LazyMask = None
    for each in conditions:
        if each.fault is not None:
            fault = union(fault, each.fault & ~decided)
        hit = each.holds if decisive else ~each.holds
        decided = kept(decided | present(Truth(hit, each.missing)))
        missing = union(missing, each.missing)
    open_still = None if missing is None else missing & ~decided
    return Truth(decided if decisive else ~decided, open_still, fault)


def _recoded(word: Word, options: tuple[str, ...]) -> Lazy:
    """The codes of a word in another list of options; −2 for what the list does not have."""
    if word.options == options:
        return word.codes
    places = {option: place for place, option in enumerate(options)}
    table = np.array([*(places.get(option, -2) for option in word.options), -2])
    return Lazy(table.__getitem__, word.codes)
