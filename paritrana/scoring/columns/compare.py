"""Comparisons of columns, by cross-multiplication."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from paritrana.scoring.columns.lazy import Lazy, constant_mask, union
from paritrana.scoring.columns.ratio import NoKernel, Ratio, aligned
from paritrana.scoring.columns.words import Truth, Value, Word, numeric, same_word

SIGNS: Final[Mapping[str, Callable[[Any, Any], Any]]] = MappingProxyType(
    {
        "<": np.less,
        "<=": np.less_equal,
        ">": np.greater,
        ">=": np.greater_equal,
        "=": np.equal,
        "!=": np.not_equal,
    }
)


def compared(sign: str, left: Value, right: Value) -> Truth:
    """Where `left sign right` holds; missing where one of them is."""
    missing, fault = union(left.missing, right.missing), union(left.fault, right.fault)
    if isinstance(left, Word) or isinstance(right, Word):
        return _compared_words(sign, left, right, Truth(constant_mask(False), missing, fault))
    one, other = aligned(numeric(left), numeric(right))
    return Truth(Lazy(SIGNS[sign], one.num, other.num), missing, fault)


def holds(sign: str, left: Ratio, right: Ratio) -> Lazy:
    """The comparison of two numbers without a look at what is missing."""
    one, other = aligned(left, right)
    return Lazy(SIGNS[sign], one.num, other.num)


def _compared_words(sign: str, left: Value, right: Value, masks: Truth) -> Truth:
    if not isinstance(left, Word) or not isinstance(right, Word) or sign not in ("=", "!="):
        raise NoKernel
    same = same_word(left, right)
    return Truth(same if sign == "=" else ~same, masks.missing, masks.fault)
