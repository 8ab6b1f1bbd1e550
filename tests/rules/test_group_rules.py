"""Rules over a whole group: against the statistics module, and what holds for every group."""

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from paritrana.rules import Rule, is_group_rule
from paritrana.rules.base import Outcome

NUMBERS = st.integers(-1000, 1000) | st.fractions(-50, 50, max_denominator=100)
GROUPS = st.lists(NUMBERS.map(Fraction), min_size=1, max_size=12).map(
    lambda values: {f"K{number}": value for number, value in enumerate(values)}
)
METHODS = ("rank", "percentile", "minmax", "zscore")


def made(method, better="higher", **changes):
    plain = {"kind": "relative", "method": method, "value": "x", "better": better, "all_equal": "50"}
    ends = {"ddof": "0", "zero_at": "-40", "full_at": "40"} if method == "zscore" else {}
    return TypeAdapter(Rule).validate_python({**plain, **ends, **changes})


def points(rule, values):
    return {code: outcome.points for code, outcome in rule.settle(values).items()}


@pytest.mark.parametrize("ddof", ["0", "1"])
@given(values=GROUPS.filter(lambda values: len(set(values.values())) > 1))
def test_the_standard_score_is_that_of_the_statistics_module(values, ddof):
    found = points(made("zscore", ddof=ddof), values)
    numbers = list(values.values())
    spread = (statistics.pstdev if ddof == "0" else statistics.stdev)(numbers)
    for code, value in values.items():
        z = float(value - statistics.mean(numbers)) / float(spread)
        assert math.isclose(float(found[code]), 50 + z * 100 / 80, abs_tol=1e-9)


@given(GROUPS.filter(lambda values: len(set(values.values())) > 1))
def test_rank_percentile_and_minmax_count_as_they_say(values):
    numbers, n = list(values.values()), len(values)
    ranks, shares, ranges = (points(made(method), values) for method in METHODS[:3])
    for code, value in values.items():
        above, below = (sum(other > value for other in numbers), sum(other < value for other in numbers))
        assert ranks[code] == Fraction(100 * (n - 1 - above), n - 1)
        assert shares[code] == Fraction(100 * (2 * below + numbers.count(value)), 2 * n)
        assert ranges[code] == 100 * (value - min(numbers)) / (max(numbers) - min(numbers))
    assert sum(shares.values()) == 50 * n


@pytest.mark.parametrize("method", METHODS)
@given(values=GROUPS)
def test_lower_is_the_mirror_of_higher(values, method):
    mirrored = {code: -value for code, value in values.items()}
    assert points(made(method, "lower"), values) == points(made(method, "higher"), mirrored)


@pytest.mark.parametrize("method", METHODS)
@given(values=GROUPS)
def test_a_better_value_never_earns_less_and_order_does_not_matter(values, method):
    found = points(made(method), values)
    assert found == points(made(method), dict(reversed(values.items())))
    for code, value in values.items():
        assert all(found[code] >= found[other] for other in values if value >= values[other])
    if len(set(values.values())) == 1:
        assert set(found.values()) == {Fraction(50)}


@given(GROUPS, st.integers(0, 100))
def test_a_candidate_that_improves_alone_never_loses_rank_or_percentile(values, more):
    improved = {**values, "K0": values["K0"] + more}
    if min(len(set(group.values())) for group in (values, improved)) > 1:
        for method in ("rank", "percentile", "minmax"):
            assert points(made(method), improved)["K0"] >= points(made(method), values)["K0"]


@pytest.mark.parametrize("method", METHODS)
def test_an_empty_group_has_no_outcomes(method):
    assert made(method).settle({}) == {}


def test_what_decided_is_told():
    values = {"A": Fraction(10), "B": Fraction(30)}
    told = {method: made(method).settle(values)["B"].matched for method in METHODS}
    assert told == {
        "rank": "rank=1 n=2",
        "percentile": "worse=1 equal=1 n=2",
        "minmax": "worst=10 best=30 n=2",
        "zscore": "mean=20 sd=10 n=2",
    }
    lower = {method: made(method, "lower").settle(values)["B"].matched for method in ("minmax", "zscore")}
    assert lower == {"minmax": "worst=30 best=10 n=2", "zscore": "mean=20 sd=10 n=2"}


def test_the_shares_of_a_group_sum_to_100():
    rule = TypeAdapter(Rule).validate_python({"kind": "share", "value": "x", "zero_at": "0", "full_at": "100"})
    values = {code: Fraction(number) for code, number in zip("ABCDEFG", (1, 2, 3, 5, 7, 11, 0), strict=True)}
    assert sum(points(rule, values).values()) == 100
    assert rule.settle(values)["F"] == Outcome(Fraction(1100, 29), Fraction(11), "share=37.931034482759 total=29 n=7")


def test_a_group_rule_cannot_score_a_candidate_alone():
    assert is_group_rule(made("rank"))
    assert made("rank").score({"x": Fraction(1)}) == Outcome(None, fault="needs_group")
    alone = TypeAdapter(Rule).validate_python({"kind": "yesno", "field": "x", "yes": "100", "no": "0"})
    assert not is_group_rule(alone)


@pytest.mark.parametrize(
    ("method", "changes"),
    [
        ("rank", {"ddof": "0"}),
        ("minmax", {"zero_at": "0"}),
        ("zscore", {"ddof": None}),
        ("zscore", {"ddof": "2"}),
        ("zscore", {"full_at": None}),
        ("zscore", {"zero_at": "40"}),
        ("rank", {"all_equal": "101"}),
        ("median", {}),
        ("rank", {"better": "more"}),
    ],
)
def test_keys_that_do_not_suit_the_method_are_refused(method, changes):
    with pytest.raises(ValidationError):
        made(method, **changes)
