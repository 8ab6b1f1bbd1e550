"""A category's columns made ready: what each can reach, where each is missing, and the rows at hand."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paritrana.criteria.fields import Derived
from paritrana.criteria.model import Category
from paritrana.criteria.order import ordered_formulas
from paritrana.scoring.columns.arrays import IntArray, Mask, Select
from paritrana.scoring.columns.inputs import (
    Choices,
    Column,
    Columns,
    Integers,
    Marks,
    Numbers,
    Plain,
    YesNo,
    count_rows,
)

HUGE = 2**45
"""A magnitude that makes it worth looking whether it only stands where nothing was answered."""


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A column with the least and largest of its units (0 and 0 where it has none) and its scale."""

    column: Column
    low: int = 0
    high: int = 0
    scale: Fraction = Fraction(1)

    @property
    def has_gaps(self) -> bool:
        """Whether an answer may be missing."""
        match self.column:
            case Numbers(_, missing) | YesNo(_, missing) | Marks(_, missing):
                return missing is not None
            case Choices():
                return self.low < 0
            case Plain():
                return True


class Table:
    """The columns of a category by field id, and its derived values in the order of their computation."""

    def __init__(self, category: Category, columns: Columns) -> None:
        self.category = category
        self.rows = count_rows(columns)
        self.derived: dict[str, Derived] = {item.id: item for item in ordered_formulas(category).formulas}
        _require_known(category, columns)
        self.columns = {name: _ready(column, category.field(name).places) for name, column in columns.items()}

    def missing(self, name: str, select: Select) -> Mask:
        """Where a field has no answer."""
        ready = self.columns[name]
        match ready.column:
            case Numbers(_, missing) | YesNo(_, missing) if missing is not None:
                return missing[select]
            case Marks(_, missing) if missing is not None:
                return np.asarray(missing[select].all(axis=1))
            case Choices(codes):
                return np.asarray(codes[select] < 0)
            case Plain(values):
                return np.array([value is None for value in values], np.bool_)[select]
        return np.zeros(self.rows, np.bool_)[select]


def integers(values: Integers, kind: type[np.int32] | type[np.int64], select: Select) -> IntArray:
    """The chosen rows as integers that hold them; no copy where they are that already."""
    return np.asarray(values[select], dtype=kind)


def _require_known(category: Category, columns: Columns) -> None:
    fields = {field.id for field in category.fields}
    if odd := sorted(columns.keys() - fields):
        raise ValueError(f"columns of no field: {', '.join(odd)}")
    formulas = [item.formula for item in category.derived]
    formulas += [gate.condition for gate in category.gates] + [check.condition for check in category.checks]
    needed = {name for formula in formulas for name in formula.names}
    needed |= {name for indicator, _ in category.indicators() for name in indicator.rule.names}
    needed |= {rung.by for rung in category.ranking.ties}
    if lost := sorted((needed & fields) - columns.keys()):
        raise ValueError(f"columns missing: {', '.join(lost)}")


def _ready(column: Column, places: int) -> Ready:
    scale = Fraction(1, 10**places)
    match column:
        case Numbers(units, missing):
            gaps = missing if missing is not None and missing.any() else None
            low, high = _reach(units)
            if gaps is not None and max(-low, high) > HUGE:
                units = np.where(gaps, 0, units)
                low, high = _reach(units)
            return Ready(Numbers(units, gaps), low, high, scale)
        case Marks(units, missing):
            gaps = missing if missing is not None and missing.any() else None
            kept = units if gaps is None else np.where(gaps, 0, units)
            low, high = _reach(units if gaps is None else units[~gaps])
            return Ready(Marks(kept, gaps), low, high, scale)
        case YesNo(values, missing):
            return Ready(YesNo(values, missing if missing is not None and missing.any() else None), 0, 1)
        case Choices(codes):
            return Ready(column, *_reach(codes))
    return Ready(column)


def _reach(units: NDArray[np.integer[Any]]) -> tuple[int, int]:
    return (int(units.min()), int(units.max())) if units.size else (0, 0)
