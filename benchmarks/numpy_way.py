"""The same contest written out by hand in numpy integers for this one table: what the arithmetic itself costs.

Exact, with the whole ladder, but with every scale, bound and weight worked out on paper. It checks nothing.
"""

from typing import Any

import numpy as np

from benchmarks import contest
from paritrana.scoring.columns import Columns

BLOCK = 16_384


def score(columns: Columns, groups: Any) -> tuple[Any, Any]:
    """Published scores in hundredths and ranks."""
    count = len(groups)
    points = np.empty((30, count), np.int64)
    totals, first = np.empty(count, np.int64), np.empty(count, np.int64)
    weights = contest.whole_weights()
    for low in range(0, count, BLOCK):
        block = slice(low, min(low + BLOCK, count))
        _points(columns, block, points[:, block])
        total = np.zeros(block.stop - block.start, np.int64)
        for row, weight in enumerate(weights):
            total += points[row, block] * weight
        totals[block] = (total + 500_000) // 1_000_000
        first[block] = sum(points[6 + row, block] * int(100 * float(share)) for row, share in enumerate(contest.SHARES))
    return totals, _ranks(columns, groups, points, totals, first)


def _points(columns: Any, block: slice, out: Any) -> None:
    row = 0
    for i in range(contest.LINEAR):
        column = columns[f"persen{i}"]
        _put(out[row], np.minimum((column.units[block] * 5 + 2) // 4, 10_000), column, block)
        row += 1
    workers = columns["pekerja"].units[block]
    for i in range(contest.RATIO):
        column = columns[f"orang{i}"]
        _put(out[row], np.minimum((column.units[block] * 40_000 + workers) // (2 * workers), 10_000), column, block)
        row += 1
    for i in range(contest.BANDS):
        column = columns[f"tingkat{i}"]
        value = column.units[block]
        found = 2_000 + 3_000 * (value >= 2_000) + 2_500 * (value >= 3_500) + 2_500 * (value >= 5_000)
        _put(out[row], found, column, block)
        row += 1
    for i in range(contest.TARGET):
        column, aim = columns[f"capaian{i}"], columns[f"sasaran{i}"]
        below = aim.units[block]
        _put(out[row], np.minimum((column.units[block] * 20_000 + below) // (2 * below), 10_000), column, block)
        np.copyto(out[row], 0, where=aim.missing[block])
        row += 1
    table = np.array([*(100 * int(points) for points in contest.LEVELS.values()), 0])
    for i in range(contest.CHOICE):
        out[row] = table[columns[f"pilihan{i}"].codes[block]]
        row += 1
    for i in range(contest.YESNO):
        column = columns[f"ada{i}"]
        _put(out[row], column.values[block] * 10_000, column, block)
        row += 1
    out[row] = 0
    for name, worth in contest.ITEMS:
        column = columns[name]
        out[row] += (column.values[block] & ~column.missing[block]) * (100 * worth)


def _put(out: Any, found: Any, column: Any, block: slice) -> None:
    out[:] = found
    np.copyto(out, 0, where=column.missing[block])


def _ranks(columns: Any, groups: Any, points: Any, totals: Any, first: Any) -> Any:
    """One packed sort of group, score, leading bits of the first rung and row; lexsort where those are equal."""
    rows = np.flatnonzero(columns["pekerja"].units >= 2_000)
    bits = len(totals).bit_length()
    free = 63 - bits - 6 - 14
    drop = max(int(first.max()).bit_length() - free, 0)
    lead = int(first.max()) >> drop
    key = (groups[rows] << 14) | (10_000 - totals[rows])
    key = (key << (63 - bits - 20)) | (lead - (first[rows] >> drop))
    packed = np.sort((key << bits) | np.arange(len(rows)))
    order, key = packed & ((1 << bits) - 1), packed >> bits
    same = key[1:] == key[:-1]
    member = np.zeros(len(rows), bool)
    member[1:] = same
    member[:-1] |= same
    places = np.flatnonzero(member)
    equal = np.zeros(len(rows) - 1, bool)
    if len(places):
        _settle(columns, rows, order, same, equal, places, points, first)
    return _numbered(groups, rows, order, equal, len(totals))


def _settle(columns: Any, rows: Any, order: Any, same: Any, equal: Any, places: Any, points: Any, first: Any) -> None:
    run = np.cumsum(np.concatenate(([True], ~same[places[1:] - 1])))
    tied = rows[order[places]]
    percent = columns["persen0"]
    third = np.where(percent.missing[tied], -1, percent.units[tied])
    ladder = (-first[tied], -points[8][tied], -third)
    settled = np.lexsort((*ladder[::-1], run))
    order[places] = order[places][settled]
    inside = run[1:] == run[:-1]
    alike = [key[settled][1:] == key[settled][:-1] for key in ladder]
    equal[places[:-1][inside]] = (alike[0] & alike[1] & alike[2])[inside]


def _numbered(groups: Any, rows: Any, order: Any, equal: Any, count: int) -> Any:
    spots = np.arange(len(rows))
    start = np.maximum.accumulate(np.where(np.concatenate(([True], ~equal)), spots, 0))
    group = groups[rows[order]]
    begin = np.maximum.accumulate(np.where(np.concatenate(([True], group[1:] != group[:-1])), spots, 0))
    ranks = np.zeros(count, np.int64)
    ranks[rows[order]] = start - begin + 1
    return ranks
