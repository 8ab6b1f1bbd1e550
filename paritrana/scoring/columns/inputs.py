"""What bulk scoring is given: one column per field, all of the same number of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from paritrana.rules import Input

Integers: TypeAlias = NDArray[np.signedinteger[Any]]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A count, number, percent or rupiah: `units` (n) is the value × 10^places of the field.

    `missing` (n) is true where there is no answer; what stands in `units` there does not matter.
    """

    units: Integers
    missing: Flags | None = None


@dataclass(frozen=True, slots=True, eq=False)
class YesNo:
    """A yes/no answer: `values` (n) is true or 1 for Ya; `missing` (n) is true where there is no answer."""

    values: Flags | Integers
    missing: Flags | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """A choice: `codes` (n) are places in `options`, the option codes of the field; −1 where there is no answer."""

    codes: Integers
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """A panel's marks: `units` (n × jurors) is the mark × 10^places; `missing` (n × jurors) where none was given."""

    units: Integers
    missing: Flags | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Plain:
    """Any other answer (text, code, date) as the row-wise engine knows it; None where there is none."""

    values: Sequence[Input]


Column: TypeAlias = Numbers | YesNo | Choices | Marks | Plain
Columns: TypeAlias = Mapping[str, Column]
"""Columns by field id."""


def count_rows(columns: Columns) -> int:
    """How many rows the columns have. Raises ValueError where they do not fit together or hold what they may not."""
    counts = {name: _checked(name, column) for name, column in columns.items()}
    if len(set(counts.values())) > 1:
        raise ValueError(f"columns of different lengths: {counts}")
    return next(iter(counts.values()), 0)


def _checked(name: str, column: Column) -> int:
    match column:
        case Numbers(values, missing) | YesNo(values, missing):
            _require_shape(name, values, missing, 1)
        case Marks(values, missing):
            _require_shape(name, values, missing, 2)
        case Choices(values, options):
            _require_shape(name, values, None, 1)
            _require_options(name, values, options)
        case Plain(answers):
            return len(answers)
    _require_kind(name, values, "iub" if isinstance(column, YesNo) else "iu")
    return len(values)


def _require_shape(name: str, values: Integers | Flags, missing: Flags | None, dimensions: int) -> None:
    if values.ndim != dimensions:
        raise ValueError(f"{name}: {dimensions} dimension(s) expected, not {values.ndim}")
    if missing is not None and (missing.shape != values.shape or missing.dtype != np.bool_):
        raise ValueError(f"{name}: the mask must be boolean and of shape {values.shape}")


def _require_kind(name: str, values: Integers | Flags, kinds: str) -> None:
    if values.dtype.kind not in kinds or values.dtype == np.uint64:
        raise ValueError(f"{name}: integers are expected, not {values.dtype}")


def _require_options(name: str, codes: Integers, options: tuple[str, ...]) -> None:
    if len(set(options)) != len(options):
        raise ValueError(f"{name}: an option occurs twice")
    if codes.size and not -1 <= int(codes.min()) <= int(codes.max()) < len(options):
        raise ValueError(f"{name}: codes must lie between -1 and {len(options) - 1}")
