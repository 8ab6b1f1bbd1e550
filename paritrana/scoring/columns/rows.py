"""The fall-back: rows as the row-wise engine sees them, one by one."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import numpy as np

from paritrana.criteria.fields import Derived
from paritrana.expressions import Value, evaluate
from paritrana.rules import Input
from paritrana.scoring.columns.inputs import Choices, Marks, Numbers, Plain, YesNo
from paritrana.scoring.columns.table import Ready, Table

CHUNK = 4096
"""How many rows are turned into Python values at a time."""


def inputs_of(table: Table, names: Iterable[str], start: int = 0, stop: int | None = None) -> Iterator[dict[str, Input]]:
    """What rules and formulas that read these names see of every row, derived values included."""
    fields, formulas = _needed(table, names)
    stop = table.rows if stop is None else stop
    for low in range(start, stop, CHUNK):
        block = slice(low, min(low + CHUNK, stop))
        columns = {name: values_of(table.columns[name], block) for name in fields}
        for row in range(block.stop - block.start):
            given = {name: value for name, column in columns.items() if (value := column[row]) is not None}
            yield with_derived(given, formulas)


def with_derived(inputs: dict[str, Input], formulas: Iterable[Derived]) -> dict[str, Input]:
    """The inputs with derived values added; one that meets a fault stays missing."""
    for item in formulas:
        result = evaluate(item.formula, plain(inputs))
        if not result.faults and result.value is not None:
            inputs[item.id] = result.value
    return inputs


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


def values_of(ready: Ready, rows: slice) -> list[Input]:
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
            return list(answers[rows])


def _marks(units: list[int], absent: list[bool], scale: Fraction) -> Input:
    given = enumerate(zip(units, absent, strict=True))
    return tuple((f"{juror:03}", Fraction(unit) * scale) for juror, (unit, gone) in given if not gone) or None


def _blanked(values: list[Input], missing: np.ndarray | None, rows: slice) -> list[Input]:
    if missing is None:
        return values
    return [None if gone else value for value, gone in zip(values, missing[rows].tolist(), strict=True)]
