"""Ranks of many rows: ties of every depth, truncated keys, blocks, lots, and the order of exact fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.contest import category
from test_columns import check_equal, entries_of

from paritrana.scoring import score_category
from paritrana.scoring.columns import Numbers, bulk, order, score_columns
from paritrana.scoring.columns.ladder import digits
from paritrana.scoring.columns.lazy import Block, Lazy
from paritrana.scoring.columns.ratio import Ratio

FIELDS = [
    {"id": "a", "ask": "a", "kind": "number", "decimals": "0"},
    {"id": "b", "ask": "b", "kind": "number", "decimals": "0"},
    {"id": "c", "ask": "c", "kind": "number", "decimals": "0"},
]


def contest(rungs, **ranking):
    """Points are the answer to `a` and `b`; `x` is an endless fraction."""
    indicators = [
        {"id": f"skor_{name}", "title": name, "weight": weight, "rule": {**LINEAR, "value": name}}
        for name, weight in (("a", "33.33"), ("b", "66.67"))
    ]
    return category(
        fields=FIELDS,
        derived=[{"id": "x", "title": "x", "formula": "a / c"}, {"id": "l", "title": "l", "formula": "pow(a, 2)"}],
        aspects=[{"id": "isi", "title": "Isi", "weight": "100", "indicators": indicators}],
        ranking={"style": "1-2-2-4", "ties": rungs, "still_tied": "share", **ranking},
    )


LINEAR = {"kind": "linear", "zero_at": "0", "full_at": "3"}
RUNGS = st.lists(
    st.builds(
        lambda name, end: {"by": name, "order": end},
        st.sampled_from(("isi", "skor_a", "skor_b", "a", "c", "x", "l")),
        st.sampled_from(("desc", "asc")),
    ),
    max_size=4,
    unique_by=lambda rung: rung["by"],
)
FEW = st.none() | st.integers(-1, 4).map(Fraction)
ROWS = st.lists(
    st.tuples(FEW, FEW, FEW.filter(lambda value: value != 0), st.sampled_from("pq")), min_size=1, max_size=40
)


def numbers(values):
    return Numbers(np.array([int(v or 0) for v in values]), np.array([value is None for value in values]))


@settings(max_examples=150)
@given(
    RUNGS, ROWS, st.sampled_from(("share", "lot")), st.sampled_from(("published", "exact")), st.sampled_from((12, 63))
)
def test_ties_are_settled_as_the_row_wise_engine_settles_them(rungs, rows, last, total, bits):
    declared = contest(rungs, still_tied=last, rank_on=total)
    values = {name: [row[place] for row in rows] for place, name in enumerate("abc")}
    groups = [row[3] for row in rows]
    codes = [f"K{row}" for row in range(len(rows))]
    entries = entries_of(values, groups, ["aktif"] * len(rows), "contoh")
    result = score_category(declared, entries, seed="x")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "BITS", bits)
        patch.setattr(bulk, "BLOCK", 7)
        found = score_columns(
            declared, {name: numbers(column) for name, column in values.items()}, groups, codes=codes, seed="x"
        )
    check_equal(found, result, declared, codes)


WIDE = st.integers(-(2**61), 2**61)
DEN = st.integers(1, 9) | st.integers(2**40 - 3, 2**40 + 3) | st.integers(2**60 - 5, 2**60)


@settings(max_examples=200)
@given(st.lists(st.tuples(WIDE | st.integers(-3, 3), DEN), min_size=2, max_size=8))
def test_digits_order_fractions_exactly(pairs):
    nums, dens = (np.array(part, np.int64) for part in zip(*pairs, strict=True))
    low, high = int(nums.min()), int(nums.max())
    value = Ratio(Lazy(np.asarray, nums), low, high, den=Lazy(np.asarray, dens), top=int(dens.max()))
    keys = list(zip(*(key.tolist() for key in digits(value, Block(slice(None)))), strict=True))
    for (above, below), key in zip(pairs, keys, strict=True):
        for (other, under), second in zip(pairs, keys, strict=True):
            assert (key < second) == (Fraction(above, below) < Fraction(other, under))
            assert (key == second) == (Fraction(above, below) == Fraction(other, under))


def test_thousands_of_rows_are_ranked_as_by_the_row_wise_engine():
    dice = np.random.default_rng(5)
    drawn = {name: dice.integers(0, 5, 3000) for name in "abc"}
    values = {name: [Fraction(int(value)) for value in column] for name, column in drawn.items()}
    values["c"] = [value + 1 for value in values["c"]]
    groups = [f"g{number}" for number in dice.integers(0, 3, 3000)]
    codes = [f"K{row}" for row in range(3000)]
    declared = contest([{"by": "x", "order": "desc"}, {"by": "b", "order": "asc"}])
    result = score_category(declared, entries_of(values, groups, ["aktif"] * 3000, "contoh"))
    found = score_columns(declared, {name: numbers(column) for name, column in values.items()}, groups)
    check_equal(found, result, declared, codes)
    assert found.fallbacks == ("l",)


def test_the_order_of_rows_changes_no_rank():
    dice = np.random.default_rng(3)
    given_columns = {name: Numbers(dice.integers(1, 4, 500)) for name in "abc"}
    declared = contest([{"by": "x", "order": "desc"}])
    shuffled = dice.permutation(500)
    one = score_columns(declared, given_columns)
    other = score_columns(declared, {name: Numbers(column.units[shuffled]) for name, column in given_columns.items()})
    assert (one.ranks[shuffled] == other.ranks).all()
