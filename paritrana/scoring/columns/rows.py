"""The fall-back: rows as the row-wise engine sees them, one by one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from paritrana.criteria.fields import Derived
from paritrana.expressions import Value, evaluate
from paritrana.rules import Input
from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.inputs import Choices, Marks, Numbers, Plain, YesNo
from paritrana.scoring.columns.table import Ready, Table

CHUNK = 4096
"""How many rows are turned into Python values at a time."""


@dataclass(frozen=True, slots=True)
class Row:
    """What rules and formulas see of one row, derived values included, and whether one of those met a fault."""

    inputs: dict[str, Input]
    is_broken: bool


def rows_of(table: Table, names: Iterable[str], select: IntArray | None = None) -> Iterator[Row]:
    """All rows (or those selected) as far as these names and what they rest on need."""
    fields, formulas = _needed(table, names)
    numbers = np.arange(table.rows) if select is None else select
    for low in range(0, len(numbers), CHUNK):
        chunk = numbers[low : low + CHUNK]
        columns = {name: values_of(table.columns[name], chunk) for name in fields}
        for row in range(len(chunk)):
            given: dict[str, Input] = {
                name: value for name, column in columns.items() if (value := column[row]) is not None
            }
            yield _row(given, formulas)


def _row(inputs: dict[str, Input], formulas: Iterable[Derived]) -> Row:
    """A derived value that meets a fault stays missing."""
    broken = False
    for item in formulas:
        result = evaluate(item.formula, plain(inputs))
        broken = broken or bool(result.faults)
        if not result.faults and result.value is not None:
            inputs[item.id] = result.value
    return Row(inputs, broken)


def plain(inputs: Mapping[str, Input]) -> dict[str, Value]:
    """What formulas may read: everything but marks."""
    return {name: value for name, value in inputs.items() if not isinstance(value, tuple)}


def _needed(table: Table, names: Iterable[str]) -> tuple[list[str], list[Derived]]:
    """The fields and derived values behind names, the latter in the order of computation."""
    wanted = set(names)
    for item in reversed(table.derived.values()):
        if item.id in wanted:
            wanted |= item.formula.names
    formulas = [item for item in table.derived.values() if item.id in wanted]
    return [name for name in table.columns if name in wanted], formulas


def values_of(ready: Ready, rows: IntArray) -> list[Input]:
    """A column's answers as the row-wise engine knows them."""
    match ready.column:
        case Numbers(units, missing):
            found: list[Input] = [Fraction(unit) * ready.scale for unit in units[rows].tolist()]
            return _blanked(found, missing, rows)
        case YesNo(values, missing):
            return _blanked([bool(value) for value in values[rows].tolist()], missing, rows)
        case Choices(codes, options):
            return [options[code] if code >= 0 else None for code in codes[rows].tolist()]
        case Marks(units, missing):
            gaps = np.zeros(units.shape, np.bool_) if missing is None else missing
            pairs = zip(units[rows].tolist(), gaps[rows].tolist(), strict=True)
            return [_marks(marks, absent, ready.scale) for marks, absent in pairs]
        case Plain(answers):
            return [answers[row] for row in rows.tolist()]


def _marks(units: list[int], absent: list[bool], scale: Fraction) -> Input:
    given = enumerate(zip(units, absent, strict=True))
    return tuple((f"{juror:03}", Fraction(unit) * scale) for juror, (unit, gone) in given if not gone) or None


def _blanked(values: list[Input], missing: Mask | None, rows: IntArray) -> list[Input]:
    if missing is None:
        return values
    return [None if gone else value for value, gone in zip(values, missing[rows].tolist(), strict=True)]
