"""What bulk scoring refuses, what it leaves to the row-wise engine, and numbers at the edge of 64 bits."""

from fractions import Fraction

import numpy as np
import pytest
from oracle.contest import category
from test_columns import check_equal, entries_of, units

from paritrana.criteria.model import Category
from paritrana.scoring import score_category
from paritrana.scoring.columns import Choices, Marks, Numbers, Plain, YesNo, score_columns


def one_rule(rule, *, weight="100", **changes):
    """A contest of a single indicator."""
    indicator = {"id": "skor", "title": "Skor", "weight": "100", "rule": rule}
    return category(aspects=[{"id": "isi", "title": "Isi", "weight": weight, "indicators": [indicator]}], **changes)


def linear(value="a", full="100"):
    return {"kind": "linear", "value": value, "zero_at": "0", "full_at": full}


def both(contest, values):
    """The bulk result, once it has proved equal to that of the row-wise engine."""
    rows = len(next(iter(values.values())))
    codes = [f"K{row}" for row in range(rows)]
    entries = entries_of(values, [""] * rows, ["aktif"] * rows, "contoh")
    found = score_columns(contest, {name: units(column, 2) for name, column in values.items()})
    check_equal(found, score_category(contest, entries), contest, codes)
    return found


EDGE = [
    Fraction(value, 100) for value in (2**62 - 1, 2**62, 2**61, 2**31, 2**31 - 1, 2**53 + 1, 1, 0, -(2**31), -(2**62))
]


@pytest.mark.parametrize("full", ["100", "0.03", "92233720368547758.07", "-21474836.48"])
@pytest.mark.parametrize("value", ["a", "a + b", "a - b", "a * b", "a / b", "a * a / b", "3 * a / (b + 1)"])
@pytest.mark.parametrize("count", range(1, len(EDGE) + 1))
def test_numbers_at_the_edge_are_exact_whichever_way_they_take(value, full, count):
    values = {"a": EDGE[-count:], "b": [Fraction(3), *EDGE][:count]}
    both(one_rule(linear(value, full)), values)


@pytest.mark.parametrize(
    ("value", "fallbacks"),
    [
        ("a", ()),
        ("a * a", ()),
        ("a * a * a", ("skor",)),
        ("ln(b)", ("skor",)),
        ("max(a, b)", ()),
        ("round(a, 1)", ("skor",)),
    ],
)
def test_a_formula_beyond_64_bits_or_without_a_kernel_is_named_as_a_fall_back(value, fallbacks):
    values = {"a": [Fraction(10**7), Fraction(5)], "b": [Fraction(2), Fraction(3)]}
    assert both(one_rule(linear(value)), values).fallbacks == fallbacks


def test_weights_that_need_more_than_64_bits_are_added_as_python_integers():
    parts = ("0.000000000000000000001", "99.999999999999999999999")
    aspects = [
        {
            "id": f"aspek_{place}",
            "title": "Isi",
            "weight": weight,
            "indicators": [{"id": f"skor_{place}", "title": "S", "weight": "100", "rule": linear()}],
        }
        for place, weight in enumerate(parts)
    ]
    found = both(
        category(aspects=aspects), {"a": [Fraction(1, 3).limit_denominator(100), Fraction(50)], "b": [None, None]}
    )
    assert found.fallbacks == ("total",)
    assert found.totals.dtype == object


def test_marks_beyond_their_scale_are_left_to_the_row_wise_rule():
    rule = {"kind": "panel", "field": "m", "quorum": "1", "scale": ["0", "10"]}
    fields = [{"id": "m", "ask": "m", "kind": "number", "decimals": "0", "filled_by": "panel"}]
    contest = one_rule(rule, fields=fields)
    found = score_columns(contest, {"m": Marks(np.array([[5, 20], [3, 4]]))})
    assert found.fallbacks == ("skor",)
    assert found.points[:, 0].tolist() == [12_500, 3_500]


@pytest.mark.parametrize("places", range(10))
def test_points_are_given_in_64_bits_at_every_precision(places):
    contest = one_rule(linear(), precision={"points": str(places), "score": "2"})
    found = both(contest, {"a": [Fraction(100), Fraction(33, 100), Fraction(1, 100)], "b": [None] * 3})
    assert found.points.dtype == np.int64
    assert found.points.shape == (3, 1)


def test_a_gate_that_cannot_be_judged_returns_who_is_owed_a_figure():
    gate = {"id": "syarat", "condition": "b >= 1", "message": "-", "article": "-"}
    asked = {"a": [Fraction(1)] * 3, "b": [Fraction(1), Fraction(0), None]}
    for role, gated, returned in (("organiser", [0, 1, 0], [0, 0, 1]), ("candidate", [0, 1, 1], [0, 0, 0])):
        fields = [{"id": name, "ask": name, "kind": "number", "filled_by": role} for name in asked]
        found = both(one_rule(linear(), fields=fields, gates=[gate]), asked)
        assert (found.gated.tolist(), found.returned.tolist()) == (gated, returned)


def test_no_rows_and_nobody_ranked():
    empty = {"a": Numbers(np.zeros(0, np.int64)), "b": Numbers(np.zeros(0, np.int64))}
    assert score_columns(one_rule(linear()), empty).ranks.shape == (0,)
    one = {"a": Numbers(np.array([5])), "b": Numbers(np.array([5]))}
    assert score_columns(one_rule(linear()), one, active=np.array([False])).ranks.tolist() == [0]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "columns missing: a"),
        ({"a": Numbers(np.zeros(2, np.int64)), "b": Numbers(np.zeros(3, np.int64))}, "different lengths"),
        ({"a": Numbers(np.zeros(2))}, "integers"),
        ({"a": Numbers(np.zeros((2, 2), np.int64))}, "dimension"),
        ({"a": Numbers(np.zeros(2, np.int64), np.zeros(3, np.bool_))}, "mask"),
        ({"a": YesNo(np.zeros(2))}, "integers"),
        ({"a": Choices(np.array([0, 2]), ("x", "y"))}, "codes"),
        ({"a": Choices(np.array([0]), ("x", "x"))}, "twice"),
        ({"a": Numbers(np.zeros(1, np.int64)), "z": Plain([None])}, "of no field: z"),
    ],
)
def test_columns_that_do_not_fit_are_refused(columns, said):
    with pytest.raises(ValueError, match=said):
        score_columns(one_rule(linear()), columns)


def test_groups_must_fit_and_a_lot_needs_codes():
    given = {"a": Numbers(np.array([5])), "b": Numbers(np.array([5]))}
    with pytest.raises(ValueError, match="groups"):
        score_columns(one_rule(linear()), given, ["x", "y"])
    lots = one_rule(linear(), ranking={"style": "1-2-2-4", "still_tied": "lot"})
    with pytest.raises(ValueError, match="codes"):
        score_columns(lots, given)


def test_what_stands_behind_a_mask_does_not_matter():
    contest = one_rule(linear("a / b"))
    for garbage in (0, 1, -5, 2**31, 2**44, 2**63 - 1, -(2**63)):
        given = {name: units([Fraction(1), None, Fraction(3)], 2, garbage) for name in "ab"}
        found = score_columns(contest, given)
        assert found.points[:, 0].tolist() == [100, 0, 100]
        assert found.fallbacks == ()


def test_int8_columns_are_computed_as_wide_as_needed():
    contest = one_rule(linear("1000000 * a", "100000000"))
    given = {"a": Numbers(np.array([100, 50], np.int8)), "b": Numbers(np.array([0, 0], np.int8))}
    assert isinstance(contest, Category)
    assert score_columns(contest, given).points[:, 0].tolist() == [100, 50]


@pytest.mark.parametrize("full", ["0.01", "1", "7", "100", "2500000", "-3"])
@pytest.mark.parametrize(
    "value", ["50 / a", "7000 / a / a", "100 * 3 / (a * b)", "if(b > 2, 90000, 1) / a", "1000003 - 7 / a"]
)
def test_constants_above_a_narrow_column_are_computed_as_wide_as_needed(value, full):
    values = {"a": [Fraction(9_000), Fraction(1, 100), Fraction(70)], "b": [Fraction(3), Fraction(2), Fraction(1)]}
    assert both(one_rule(linear(value, full)), values).fallbacks == ()


GATE = {"id": "syarat", "message": "-", "article": "-"}
CHECK = {"id": "periksa", "level": "error", "message": "-"}


@pytest.mark.parametrize("far", ["", " + 0 * ln(a)"])
@pytest.mark.parametrize("part", [{"gates": [GATE]}, {"checks": [CHECK]}])
def test_a_gate_or_check_that_cannot_be_computed_returns_the_candidate_on_columns_and_row_by_row(part, far):
    declared = {kind: [{**each, "condition": f"a / b{far} >= 1"} for each in found] for kind, found in part.items()}
    values = {"a": [Fraction(4), Fraction(4), Fraction(1)], "b": [Fraction(2), Fraction(0), Fraction(2)]}
    found = both(one_rule(linear(), **declared), values)
    shuts = "gates" in part
    assert found.returned.tolist() == [False, True, not shuts]
    assert found.gated.tolist() == [False, False, shuts]
    assert bool(found.fallbacks) == bool(far)
