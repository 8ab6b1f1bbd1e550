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
    ranks, ties = np.zeros(count, np.int64), np.zeros(count, np.int64)
    if not len(rows):
        return ranks, ties
    codes = None if groups is None else group_codes(groups, count)[rows]
    order, levels = _sorted(rows, codes, ladder)
    chosen = rows[order]
    ranks[chosen] = _ranks(levels, ladder.depth, None if codes is None else codes[order])
    ties[chosen] = np.minimum(_nearest(levels), len(ladder.rungs) + 1)
    return ranks, ties


def group_codes(groups: Sequence[str] | NDArray[Any], count: int) -> IntArray:
    """A small number for every group."""
    if len(groups) != count:
        raise ValueError(f"groups: {count} expected, not {len(groups)}")
    if isinstance(groups, np.ndarray) and groups.dtype.kind in "iu" and count:
        low, high = int(groups.min()), int(groups.max())
        if high - low < FEW_GROUPS:
            return np.asarray(groups - low, dtype=np.int64)
    places: dict[Any, int] = {}
    listed = groups.tolist() if isinstance(groups, np.ndarray) else groups
    return np.array([places.setdefault(group, len(places)) for group in listed], np.int64)


class _Packing:
    """Keys one behind the other in 63 bits, of which the lowest hold the place of the row."""

    def __init__(self, count: int) -> None:
        self.place_bits = max((count - 1).bit_length(), 1)
        self.free = BITS - self.place_bits
        self.packed = np.zeros(count, np.int64)

    def push(self, key: IntArray) -> tuple[int, bool]:
        """Append as many leading bits of a key as there is room for; how many, and whether that was all of it."""
        low = int(key.min())
        need = (int(key.max()) - low).bit_length()
        kept = min(need, self.free)
        self.packed <<= kept
        self.packed |= (key - low) >> (need - kept)
        self.free -= kept
        return kept, kept == need

    def sort(self) -> tuple[IntArray, IntArray]:
        """The places of the rows in the order of their keys, and the keys."""
        self.packed <<= self.place_bits
        self.packed |= np.arange(len(self.packed))
        self.packed.sort()
        order = self.packed & ((1 << self.place_bits) - 1)
        self.packed >>= self.place_bits
        return order, self.packed


def _sorted(rows: IntArray, codes: IntArray | None, ladder: Ladder) -> tuple[IntArray, IntArray]:
    """The order of the rows, best first, and how far down the ladder each one agrees with the next.

    A level counts the equal steps: 0 another score, 1 the same score but parted by the first rung, and so on.
    """
    packing, lead = _Packing(len(rows)), 0
    if codes is not None:
        packing.push(codes)
    _, whole = packing.push(next(ladder.score(rows)))
    if whole and ladder.rungs:
        lead, _ = packing.push(next(ladder.rungs[0](rows)))
    order, keys = packing.sort()
    same = keys[1:] == keys[:-1]
    heads = keys >> lead
    levels = np.where(heads[1:] == heads[:-1], 1, 0) if whole else np.zeros(len(rows) - 1, np.int64)
    if whole and len(ladder.steps) == 1:
        return order, levels
    _settle(_Runs(rows, order, same), levels, ladder, 1 if whole else 0)
    return order, levels


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """The sorted rows with what is not told apart yet: where each place has the same key as the next."""

    rows: IntArray
    order: IntArray
    same: Mask


def _settle(runs: _Runs, levels: IntArray, ladder: Ladder, first: int) -> None:
    """Order every run of equal keys by the exact steps from `first` on, and enter how far its members agree."""
    places = _members(runs.same)
    if not len(places):
        return
    run = np.cumsum(np.concatenate(([True], ~runs.same[places[1:] - 1])))
    tied = runs.order[places]
    keys = [(level, key) for level, step in enumerate(ladder.steps[first:], first) for key in step(runs.rows[tied])]
    settled = np.lexsort((*(key for _, key in reversed(keys)), run))
    runs.order[places] = tied[settled]
    found = np.full(len(places) - 1, ladder.depth)
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


def _ranks(levels: IntArray, depth: int, codes: IntArray | None) -> IntArray:
    """1-2-2-4 from the order: everyone who differs from the one before begins a new rank."""
    places = np.arange(len(levels) + 1)
    new = np.concatenate(([True], levels < depth))
    first = np.maximum.accumulate(np.where(new, places, 0))
    if codes is None:
        return first + 1
    other = np.concatenate(([True], codes[1:] != codes[:-1]))
    return first - np.maximum.accumulate(np.where(other, places, 0)) + 1


def _nearest(levels: IntArray) -> IntArray:
    """How far each row agrees with the neighbour it agrees with longest."""
    found = np.zeros(len(levels) + 1, np.int64)
    found[1:] = levels
    found[:-1] = np.maximum(found[:-1], levels)
    return found
