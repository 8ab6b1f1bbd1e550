"""Scoring and ranking many candidates: pandas in floats, numpy by hand, bulk scoring, row by row.

python -m benchmarks.scoring [ROWS]
"""

import sys
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from benchmarks import contest, numpy_way, pandas_way
from benchmarks.measure import Row, cpu, medians, peak, table
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Entry
from paritrana.scoring import Result, score_category
from paritrana.scoring.columns import BulkResult, Choices, Columns, Numbers, score_columns

ROWS = 100_000
SAMPLE = 2_000
MANY = 500_000
"""From here on three rounds are enough, and none row by row."""
PANDAS, LADDER, HAND, BULK, BY_ROW = (
    "pandas, floats, total and rank only",
    "pandas, floats, the same job",
    "numpy integers by hand",
    "score_columns",
    "score_category, projected",
)


def main(rows: int = ROWS) -> str:
    """The table of one run; fails where bulk and row-wise scoring differ."""
    declared = contest.category()
    columns, groups = contest.columns(rows)
    frame = pandas_way.frame_of(columns, groups)
    bulk = score_columns(declared, columns, groups)
    seconds = medians(
        {
            PANDAS: lambda: pandas_way.score(frame),
            LADDER: lambda: pandas_way.score_with_ladder(frame),
            HAND: lambda: numpy_way.score(columns, groups),
            BULK: lambda: score_columns(declared, columns, groups),
        },
        runs=3 if rows >= MANY else 5,
    )
    if rows < MANY:
        seconds[BY_ROW] = _by_row(declared, columns, groups) * rows / min(SAMPLE, rows)
    notes = _memory(rows)
    notes[LADDER] += f"; {_differences(bulk, frame, columns, groups)}"
    title = f"Scoring {rows} candidates × 30 indicators, {contest.bytes_of(columns) / 1e6:.0f} MB of columns: "
    title += f"{seconds[LADDER] / seconds[BULK]:.1f}× pandas at the same job, "
    title += f"{seconds[BULK] / seconds[HAND]:.2f} times what numpy by hand needs"
    return table(title, [Row(name, spent, notes.get(name, "")) for name, spent in seconds.items()], LADDER)


def _by_row(declared: Category, columns: Columns, groups: Any) -> float:
    """CPU seconds of the row-wise engine for the sample, in which bulk scoring must agree with it."""
    entries = _entries(columns, groups)
    found: list[Result] = []
    spent = cpu(lambda: found.append(score_category(declared, entries)))
    _require_equal(declared, columns, groups, found[0])
    return spent


def _memory(rows: int) -> dict[str, str]:
    """Peaks above the data, each in a process of its own."""
    declared = contest.category()
    data = contest.bytes_of(contest.columns(rows)[0]) / 1e6
    found = {
        LADDER: peak(lambda: pandas_way.frame_of(*contest.columns(rows)), pandas_way.score_with_ladder),
        HAND: peak(lambda: contest.columns(rows), lambda given: numpy_way.score(*given)),
        BULK: peak(lambda: contest.columns(rows), lambda given: score_columns(declared, *given)),
    }
    return {
        name: f"peak {megabytes:.0f} MB above the data, {megabytes / data:.1f}× it" for name, megabytes in found.items()
    }


def _differences(bulk: BulkResult, frame: Any, columns: Columns, groups: Any) -> str:
    """How many published scores and ranks of the other ways are not those of bulk scoring."""
    floats, (totals, ranks) = pandas_way.score_with_ladder(frame), numpy_way.score(columns, groups)
    wrong = int((np.rint(floats["nilai"] * 100) != bulk.published).sum())
    moved = int((floats["peringkat"].fillna(0) != bulk.ranks).sum())
    if (totals != bulk.published).any() or (ranks != bulk.ranks).any():
        raise AssertionError("numpy by hand and score_columns differ")
    return f"{wrong} scores off by 0.01, {moved} other ranks"


def _entries(columns: Columns, groups: Any) -> list[Entry]:
    """The first rows as the row-wise engine takes them."""
    count = min(SAMPLE, len(groups))
    fields = {field.id: field for field in contest.category().fields}
    values = {name: _values(column, 10 ** fields[name].places, count) for name, column in columns.items()}
    return [_entry(row, str(groups[row]), {name: found[row] for name, found in values.items()}) for row in range(count)]


def _entry(row: int, group: str, values: Mapping[str, Any]) -> Entry:
    candidate = Candidate(code=f"{row:07}", category="besar", name="", group=group)
    return Entry(candidate, {name: value for name, value in values.items() if value is not None})


def _values(column: Any, base: int, count: int) -> list[Any]:
    if isinstance(column, Choices):
        return [column.options[code] if code >= 0 else None for code in column.codes[:count].tolist()]
    gaps = [False] * count if column.missing is None else column.missing[:count].tolist()
    if isinstance(column, Numbers):
        found: list[Any] = [Fraction(unit, base) for unit in column.units[:count].tolist()]
    else:
        found = column.values[:count].tolist()
    return [None if gap else value for gap, value in zip(gaps, found, strict=True)]


def _require_equal(declared: Category, columns: Columns, groups: Any, expected: Result) -> None:
    """Bulk scoring of the sample has the points, scores and ranks of the row-wise engine."""
    count = min(SAMPLE, len(groups))
    found = score_columns(declared, {name: _first(column, count) for name, column in columns.items()}, groups[:count])
    points = found.points
    for place in expected.placed:
        row = int(place.candidate.code)
        assert (place.rank or 0) == found.ranks[row]
        assert place.scores is not None
        assert place.scores.published == Fraction(int(found.published[row]), found.score_base)
        assert place.scores.exact == Fraction(int(found.totals[row]), found.total_base)
        earned = [item.points * found.points_base for item in place.scores.points.indicators.values()]
        assert earned == points[row].tolist()


def _first(column: Any, count: int) -> Any:
    if isinstance(column, Choices):
        return Choices(column.codes[:count], column.options)
    values = column.units if isinstance(column, Numbers) else column.values
    return type(column)(values[:count], None if column.missing is None else column.missing[:count])


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
