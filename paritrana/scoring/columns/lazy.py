"""Columns that are planned once and computed block by block: a small graph of array operations."""

import operator
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import numpy as np

from paritrana.scoring.columns.arrays import Select


class Block:
    """The rows at hand, and the columns already computed for them that several others use."""

    __slots__ = ("known", "select")

    def __init__(self, select: Select) -> None:
        self.select = select
        self.known: dict[int, Any] = {}


class Lazy:
    """An array operation and its operands (columns or constants); nothing is computed before `of` asks for it."""

    __slots__ = ("function", "operands")

    def __init__(self, function: Callable[..., Any], *operands: Any) -> None:
        self.function, self.operands = function, operands

    def of(self, block: Block) -> Any:
        """The column for a block of rows."""
        return self.function(*[each.of(block) if isinstance(each, Lazy) else each for each in self.operands])

    def __add__(self, other: "Lazy | int") -> "Lazy":
        return Lazy(operator.add, self, other)

    __radd__ = __add__

    def __sub__(self, other: "Lazy | int") -> "Lazy":
        return Lazy(operator.sub, self, other)

    def __mul__(self, other: "Lazy | int") -> "Lazy":
        return Lazy(operator.mul, self, other)

    __rmul__ = __mul__

    def __floordiv__(self, other: "Lazy | int") -> "Lazy":
        return Lazy(operator.floordiv, self, other)

    def __neg__(self) -> "Lazy":
        return Lazy(operator.neg, self)

    def __and__(self, other: "Lazy") -> "Lazy":
        return Lazy(operator.and_, self, other)

    def __or__(self, other: "Lazy") -> "Lazy":
        return Lazy(operator.or_, self, other)

    def __invert__(self) -> "Lazy":
        return Lazy(operator.invert, self)


class Kept(Lazy):
    """A column that several others use: computed once per block."""

    __slots__ = ()

    def of(self, block: Block) -> Any:
        found = block.known.get(id(self))
        if found is None:
            found = block.known[id(self)] = super().of(block)
        return found


class Read(Lazy):
    """A column read from the table by the rows at hand."""

    __slots__ = ()

    def of(self, block: Block) -> Any:
        found = block.known.get(id(self))
        if found is None:
            found = block.known[id(self)] = self.function(block.select)
        return found


NARROW = 2**31
"""Columns that stay below this are computed in 32 bits, which takes a third of the time."""


def widened(column: Any, *reaches: int) -> Any:
    """The column in 64 bits where one of these magnitudes needs more than 32; constants stay as they are."""
    if not isinstance(column, Lazy) or max(map(abs, reaches)) < NARROW:
        return column
    return Lazy(np.asarray, column, np.int64)


def combined(operation: Callable[[Any, Any], Any], needed: Iterable[int], one: Any, other: Any) -> Any:
    """The operation on two columns or constants, in 64 bits where one of the magnitudes needs more than 32.

    `needed` are the magnitudes of both operands and of the result. Two constants give a constant.
    """
    if not isinstance(one, Lazy) and not isinstance(other, Lazy):
        return operation(one, other)
    return Lazy(operation, widened(one, *needed), widened(other, *needed))


def fitting(reach: int) -> type[np.int32] | type[np.int64]:
    """The integers that hold numbers up to this magnitude."""
    return np.int64 if abs(reach) >= NARROW else np.int32


def weighed(flags: Lazy, worth: int, reach: int) -> Lazy:
    """`worth` where the flags hold, else 0, to be added up to at most `reach`."""
    return Lazy(np.multiply, flags, fitting(reach)(worth))


LazyMask: TypeAlias = Lazy | None
"""Where something holds; None means nowhere."""


def kept(column: Any) -> Any:
    """A column (or constant, or None) that will be used more than once."""
    return Kept(column.function, *column.operands) if type(column) is Lazy else column


def constant_mask(flag: bool) -> Lazy:
    """The same for all rows."""
    return Lazy(np.asarray, flag)


def union(one: LazyMask, other: LazyMask) -> LazyMask:
    """Where either holds."""
    if one is None or other is None:
        return other if one is None else one
    return one if one is other else one | other


def beyond(one: LazyMask, other: LazyMask) -> LazyMask:
    """Where the first holds and the second does not."""
    return one if one is None or other is None else one & ~other


def picked(where: Lazy, left: LazyMask, right: LazyMask) -> LazyMask:
    """The first mask where `where` holds, else the second."""
    if left is None and right is None:
        return None
    return Lazy(np.where, where, left if left is not None else False, right if right is not None else False)
