"""Ranks 1-2-2-4 within groups: one sort of packed 64-bit keys, exact comparison inside what is still tied."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.ladder import Ladder

BITS = 63
FEW_GROUPS = 2**16


def ranked(
    rows: IntArray, count: int, groups: Sequence[str] | NDArray[Any] | None, ladder: Ladder
) -> tuple[IntArray, IntArray]:
    """Ranks and ties of `count` rows; 0 and 0 for those that `rows` does not list."""
    ranks, ties = np.zeros(count, np.int64), np.zeros(count, np.int8)
    if len(rows):
        codes = None if groups is None else group_codes(groups, count)[rows]
        found = _sorted(rows, count, codes, ladder)
        ranks[found.order] = _ranks(found.levels, ladder.depth, found.first)
        ties[found.order] = np.minimum(_nearest(found.levels), len(ladder.rungs) + 1)
    return ranks, ties


def group_codes(groups: Sequence[str] | NDArray[Any], count: int) -> IntArray:
    """A small number for every group."""
    if len(groups) != count:
        raise ValueError(f"groups: {count} expected, not {len(groups)}")
    if isinstance(groups, np.ndarray) and groups.dtype.kind in "iu" and count:
        low, high = int(groups.min()), int(groups.max())
        if high - low < FEW_GROUPS:
            return np.asarray(groups, dtype=np.int64) - low
    places: dict[Any, int] = {}
    listed = groups.tolist() if isinstance(groups, np.ndarray) else groups
    return np.array([places.setdefault(group, len(places)) for group in listed], np.int64)


class _Packing:
    """Keys one behind the other in 63 bits, of which the lowest hold the number of the row."""

    def __init__(self, rows: IntArray, count: int) -> None:
        self.rows = rows
        self.row_bits = max((count - 1).bit_length(), 1)
        self.free = BITS - self.row_bits
        self.packed: IntArray = np.zeros(len(rows), np.int64)

    def push(self, key: IntArray) -> tuple[int, bool]:
        """Append as many leading bits of a key as there is room for; how many, and whether that was all of it."""
        low = int(key.min())
        need = (int(key.max()) - low).bit_length()
        kept = min(need, self.free)
        lead = key - low
        if kept < need:
            lead >>= need - kept
        self.packed <<= kept
        self.packed |= lead
        self.free -= kept
        return kept, kept == need

    def sort(self) -> tuple[IntArray, IntArray]:
        """The numbers of the rows in the order of their keys, and the keys."""
        self.packed <<= self.row_bits
        self.packed |= self.rows
        self.packed.sort()
        order = self.packed & ((1 << self.row_bits) - 1)
        self.packed >>= self.row_bits
        return order, self.packed


@dataclass(frozen=True, slots=True, eq=False)
class _Sorted:
    """The numbers of the rows, best first; how far down the ladder each agrees with the next; where groups begin.

    A level counts the equal steps: 0 another score (or group), 1 the same score but parted by the first rung, …
    """

    order: IntArray
    levels: IntArray
    first: IntArray


def _sorted(rows: IntArray, count: int, codes: IntArray | None, ladder: Ladder) -> _Sorted:
    packing, lead, score = _Packing(rows, count), 0, 0
    if codes is not None:
        packing.push(codes)
    score, whole = packing.push(next(ladder.score(rows)))
    if whole and ladder.rungs:
        lead, _ = packing.push(next(ladder.rungs[0](rows)))
    order, keys = packing.sort()
    same = keys[1:] == keys[:-1]
    first = _beginnings(keys >> (lead + score)) if codes is not None else np.zeros(1, np.int64)
    if not whole:
        levels = np.zeros(len(rows) - 1, np.int8)
    elif lead:
        keys >>= lead
        levels = (keys[1:] == keys[:-1]).view(np.int8)
    else:
        levels = same.astype(np.int8)
    if not whole or len(ladder.steps) > 1:
        _settle(order, same, levels, ladder, 1 if whole else 0)
    return _Sorted(order, levels, first)


def _beginnings(keys: IntArray) -> IntArray:
    """The places where a sorted column takes a new value."""
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))


def _settle(order: IntArray, same: Mask, levels: IntArray, ladder: Ladder, start: int) -> None:
    """Order every run of equal keys by the exact steps from `start` on, and enter how far its members agree.

    `same` tells where each place of the order has the same key as the next.
    """
    places = _members(same)
    if not len(places):
        return
    run = np.cumsum(np.concatenate(([True], ~same[places[1:] - 1])))
    tied = order[places]
    keys = [(level, key) for level, step in enumerate(ladder.steps[start:], start) for key in step(tied)]
    settled = np.lexsort((*(key for _, key in reversed(keys)), run))
    order[places] = tied[settled]
    found = np.full(len(places) - 1, ladder.depth, np.int8)
    for level, key in reversed(keys):
        ordered = key[settled]
        found[ordered[1:] != ordered[:-1]] = level
    inside = run[1:] == run[:-1]
    levels[places[:-1][inside]] = found[inside]


def _members(same: Mask) -> IntArray:
    """The places that have the same key as a neighbour."""
    member = np.zeros(len(same) + 1, np.bool_)
    member[1:] = same
    member[:-1] |= same
    return np.flatnonzero(member)


def _ranks(levels: IntArray, depth: int, groups: IntArray) -> IntArray:
    """1-2-2-4 from the order: everyone who differs from the one before begins a new rank."""
    count = len(levels) + 1
    starts = np.flatnonzero(np.concatenate(([True], levels < depth)))
    ranks = np.arange(1, count + 1) if len(starts) == count else _spread(starts, count) + 1
    return ranks - _spread(groups, count) if len(groups) > 1 else ranks


def _spread(starts: IntArray, count: int) -> IntArray:
    """For every place the last start at or before it."""
    return np.repeat(starts, np.diff(np.append(starts, count)))


def _nearest(levels: IntArray) -> IntArray:
    """How far each row agrees with the neighbour it agrees with longest."""
    found = np.zeros(len(levels) + 1, np.int8)
    found[1:] = levels
    found[:-1] = np.maximum(found[:-1], levels)
    return found
