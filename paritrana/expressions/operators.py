"""The operators: how tightly each binds, how else it may be written, what it means."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

OR: Final = 1
AND: Final = 2
NOT: Final = 3
COMPARISON: Final = 4
SUM: Final = 5
PRODUCT: Final = 6
MINUS: Final = 7
ATOM: Final = 8

LEVELS: Final[Mapping[str, int]] = MappingProxyType(
    {"or": OR, "and": AND, "in": COMPARISON}
    | dict.fromkeys(("<", "<=", ">", ">=", "=", "!="), COMPARISON)
    | dict.fromkeys("+-", SUM)
    | dict.fromkeys("*/", PRODUCT)
)
"""Binding strength of each operator that stands between two operands; the larger binds first."""

KEYWORDS: Final = frozenset({"and", "or", "not", "in", "true", "false"})

SYNONYMS: Final[Mapping[str, str]] = MappingProxyType(
    {"−": "-", "×": "*", "÷": "/", "==": "=", "≤": "<=", "≥": ">=", "≠": "!="}
)
"""Other spellings of an operator, and the one used in canonical text."""

OPERATORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a + b": "sum; true counts 1, false 0",
        "a - b": "difference; also a − b",
        "-a": "opposite; also −a",
        "a * b": "product; also a × b",
        "a / b": "exact quotient; also a ÷ b; missing and a fault when b is zero",
        "a < b": "a is less than b (numbers, dates)",
        "a <= b": "a is at most b; also a ≤ b",
        "a > b": "a is more than b",
        "a >= b": "a is at least b; also a ≥ b",
        "a = b": "a and b are equal (numbers, texts, dates); also a == b",
        "a != b": "a and b differ; also a ≠ b",
        "a in ('x', 'y')": "a equals one of the listed values; also `a not in (…)`",
        "a and b": "both hold; false when either is false, even if the other is missing",
        "a or b": "at least one holds; true when either is true, even if the other is missing",
        "not a": "a does not hold",
    }
)
"""Each operator with its meaning in one line."""
