"""Numbers with thousands of digits: the short ways taken with them find what the long ways find."""

from decimal import Decimal
from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from paritrana.rules import Rule, inexact
from paritrana.rules.base import clamp, goalposts, on_common_ground

_CONTEXT = inexact._context()
LONG = st.integers(0, 2**3000)
SCORE = {"method": "zscore", "better": "higher", "all_equal": "0", "ddof": "0", "zero_at": "-2", "full_at": "2"}


def _rule(**facts: Any) -> Any:
    adapter: TypeAdapter[Any] = TypeAdapter(Rule)
    return adapter.validate_python({"value": "a", **facts})


@given(LONG, LONG, st.sampled_from((1, -1)))
def test_shortening_a_quotient_changes_no_digit(above: int, below: int, sign: int) -> None:
    long = F(sign * above * 2**2500, 3 * below + 1)
    assert inexact._decimal(long) == _CONTEXT.divide(Decimal(long.numerator), Decimal(long.denominator))


@pytest.mark.parametrize("rest", [-1, 0, 1])
@pytest.mark.parametrize("last", [0, 1])
def test_a_half_is_told_from_more_than_a_half_in_the_last_place(rest: int, last: int) -> None:
    half = (10 ** (inexact.DIGITS - 1) + last) * 10 + 5
    long = half * 10**1500 + rest
    assert inexact._decimal(F(long)) == _CONTEXT.plus(Decimal(long))


@given(
    LONG,
    LONG,
    st.tuples(st.decimals(-9, 9, places=2), st.decimals(-9, 9, places=2)).filter(lambda two: len({*two}) > 1),
)
def test_goalposts_of_long_and_short_numbers(above: int, below: int, ends: tuple[Decimal, Decimal]) -> None:
    zero, full = map(F, ends)
    for value in (F(above, below + 1), F(above % 1000, below % 100 + 1), F(above % 99, 2**2000) - 1, zero, full):
        assert goalposts(value, *ends) == clamp(100 * (value - zero) / (full - zero))


@given(st.lists(st.fractions(), min_size=1, max_size=9))
def test_common_ground_keeps_every_value(values: list[F]) -> None:
    whole, unit = on_common_ground(values)
    assert [F(number, unit) for number in whole] == values


def test_standard_scores_of_unlike_ratios() -> None:
    values = {str(n): F(7 * n + 1, 1009 + 2 * n) for n in range(400)}
    mean = sum(values.values(), F(0)) / len(values)
    square = sum(((value - mean) ** 2 for value in values.values()), F(0)) / len(values)
    found = _rule(kind="relative", **SCORE).settle(values)
    for code, value in values.items():
        z = inexact.in_roots(value - mean, square)
        assert found[code].points == clamp(25 * (z + 2))


def test_an_answer_too_long_to_work_with_is_a_fault_of_the_rule() -> None:
    linear = _rule(kind="linear", zero_at="0", full_at="80")
    assert [linear.score({"a": F(number)}).fault for number in (2**20_001, F(1, 2**20_001))] == ["limit", "limit"]
