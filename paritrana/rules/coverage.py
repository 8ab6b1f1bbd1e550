"""Whether the rows of a decision table meet every combination once: all combinations are looked through."""

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from paritrana.decimals import plain
from paritrana.rules.base import Input
from paritrana.rules.columns import Column


@dataclass(slots=True)
class Coverage:
    """Row numbers (from 1) and example combinations in words.

    `overlaps` tells of a row the first earlier one it shares a combination with; `idle` rows meet no combination;
    `hole` is a combination without a row, empty where there is none.
    """

    overlaps: dict[int, tuple[int, str]] = field(default_factory=dict)
    idle: tuple[int, ...] = ()
    hole: str = ""


def coverage(columns: tuple[Column, ...], samples: list[tuple[Input, ...]], rows: int) -> Coverage:
    """What the rows make of every combination of the samples, one value of each piece of each column."""
    found, reached = Coverage(), 0
    masks = [{value: _mask(column, value) for value in values} for column, values in zip(columns, samples, strict=True)]
    for combination in product(*samples):
        mask = (1 << rows) - 1
        for seen, value in zip(masks, combination, strict=True):
            mask &= seen[value]
        reached |= mask
        if not mask:
            found.hole = found.hole or _example(columns, combination)
        elif mask & (mask - 1):
            first, *later = (row + 1 for row in range(rows) if mask >> row & 1)
            for row in later:
                found.overlaps.setdefault(row, (first, _example(columns, combination)))
    found.idle = tuple(row + 1 for row in range(rows) if not reached >> row & 1)
    return found


def _mask(column: Column, value: Input) -> int:
    """The rows whose cell holds the value, as bits."""
    return sum(1 << row for row in range(len(column.cells)) if column.holds(row, value))


def _example(columns: tuple[Column, ...], combination: tuple[Input, ...]) -> str:
    return ", ".join(f"{column.name} = {_shown(value)}" for column, value in zip(columns, combination, strict=True))


def _shown(value: Input) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, Fraction) else str(value)
