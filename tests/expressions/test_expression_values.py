"""What expressions are worth: exact numbers, missing answers, faults."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction as F
from typing import Any

import pytest

from paritrana.expressions import Fault, Result, Value, evaluate, parse, truth
from paritrana.expressions.values import MOST_BITS

VALUES: dict[str, Value] = {
    "two": F(2),
    "three": F(3),
    "zero": F(0),
    "yes": True,
    "no": False,
    "code": "besar",
    "start": date(2026, 1, 31),
    "end": date(2026, 12, 1),
    "gone": None,
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 2 * 3", F(7)),
        ("(1 + 2) * 3", F(9)),
        ("10 - 2 - 3", F(5)),
        ("10 - (2 - 3)", F(11)),
        ("100 / 3", F(100, 3)),
        ("2 / 3 / 4", F(1, 6)),
        ("2 ÷ 3 × 3 − 1", F(1)),
        ("0.1 + 0.2", F(3, 10)),
        ("0.1 + 0.2 = 0.3", True),
        ("-two * three", F(-6)),
        ("two - -three", F(5)),
        ("yes + yes + no", F(2)),
        ("-yes", F(-1)),
        ("yes = 1", True),
        ("yes = true", True),
        ("two < three", True),
        ("two >= three", False),
        ("two != three", True),
        ("code = 'besar'", True),
        ("code != 'besar'", False),
        ("code = 'Besar'", False),
        ("code in ('kecil', 'besar')", True),
        ("code not in ('kecil', 'besar')", False),
        ("two in (1, 3)", False),
        ("start < end", True),
        ("start = start", True),
        ("start >= '2026-01-31'", True),
        ("'2026-01-31' > end", False),
        ("end in ('2026-12-01')", True),
        ("yes and no", False),
        ("yes or no", True),
        ("not no", True),
        ("yes or no and no", True),
        ("not yes or yes", True),
        ("min(three, two, 5)", F(2)),
        ("max(three, yes)", F(3)),
        ("sum(two)", F(2)),
        ("sum(two, three, yes)", F(6)),
        ("mean(two, three)", F(5, 2)),
        ("abs(two - three)", F(1)),
        ("if(two < three, 'ya', 'tidak')", "ya"),
        ("if(no, 1, code)", "besar"),
        ("filled(two)", True),
        ("filled(gone)", False),
        ("filled(never_heard_of)", False),
        ("filled(no) and filled(zero)", True),
        ("count(two < three, yes, no)", F(2)),
        ("count(yes, gone)", F(1)),
        ("coalesce(gone, zero, two)", F(0)),
        ("coalesce(gone, no)", False),
        ("coalesce(gone, gone)", None),
        ("pow(two, 10)", F(1024)),
        ("pow(two / 3, -2)", F(9, 4)),
        ("pow(0, 0)", F(1)),
        ("pow(-two, 3)", F(-8)),
        ("pow(4, 0.5)", F(2)),
        ("sqrt(144)", F(12)),
        ("sqrt(0)", F(0)),
        ("log10(1000)", F(3)),
        ("log10(0.001)", F(-3)),
        ("ln(1)", F(0)),
    ],
)
def test_value(source: str, value: Value) -> None:
    result = evaluate(parse(source), VALUES)
    assert result == Result(value)
    assert type(result.value) is type(value)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("round(2.5, 0)", "3"),
        ("round(-2.5, 0)", "-3"),
        ("round(2.4999, 0)", "2"),
        ("round(1.005, 2)", "1.01"),
        ("round(-1.005, 2)", "-1.01"),
        ("round(2 / 3, 4)", "0.6667"),
        ("round(1250, -2)", "1300"),
        ("round(1, 50)", "1"),
    ],
)
def test_round_halves_away_from_zero(source: str, expected: str) -> None:
    assert evaluate(parse(source), {}) == Result(F(expected))


@pytest.mark.parametrize(
    ("source", "digits"),
    [
        ("ln(2)", "0.69314718055994530941723212145817656807550013436026"),
        ("log10(2)", "0.30102999566398119521373889472449302676818988146211"),
        ("sqrt(2)", "1.4142135623730950488016887242096980785696718753769"),
        ("pow(2, 0.5)", "1.4142135623730950488016887242096980785696718753769"),
        ("pow(2, -0.5)", "0.70710678118654752440084436210484903928483593768847"),
    ],
)
def test_fifty_digits(source: str, digits: str) -> None:
    assert evaluate(parse(source), {}).value == F(digits)


@pytest.mark.parametrize(
    "source",
    [
        "gone",
        "-gone",
        "gone + 1",
        "0 * gone",
        "gone / 0",
        "gone < 1",
        "gone = gone",
        "gone != 'x'",
        "gone in ('x', 'y')",
        "code in (gone, 'kecil')",
        "min(1, gone)",
        "max(gone, 1)",
        "sum(1, gone)",
        "mean(1, gone)",
        "abs(gone)",
        "round(gone, 2)",
        "pow(gone, 0)",
        "ln(gone)",
        "if(gone, 1, 1)",
        "if(yes, gone, 1)",
        "not gone",
        "never_heard_of",
    ],
)
def test_missing_stays_missing(source: str) -> None:
    assert evaluate(parse(source), VALUES) == Result(None)


def test_a_match_beside_a_missing_choice_is_a_match() -> None:
    assert evaluate(parse("code in (gone, 'besar')"), VALUES) == Result(True)


_TRUTHS: tuple[bool | None, ...] = (True, None, False)


def kleene_and(a: bool | None, b: bool | None) -> bool | None:
    return min((a, b), key=(False, None, True).index)


@pytest.mark.parametrize("a", _TRUTHS)
@pytest.mark.parametrize("b", _TRUTHS)
def test_three_valued_logic(a: bool | None, b: bool | None) -> None:
    values: dict[str, Value] = {"a": a, "b": b}
    opposite = {True: False, False: True, None: None}
    assert truth(parse("a and b"), values) is kleene_and(a, b)
    assert truth(parse("a or b"), values) is opposite[kleene_and(opposite[a], opposite[b])]
    assert truth(parse("not a"), values) is opposite[a]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("1 + two / zero", Fault("division_by_zero", 8, "/", "0")),
        ("1 / (two - 2)", Fault("division_by_zero", 2, "/", "0")),
        ("pow(zero, -1)", Fault("division_by_zero", 0, "pow", "0")),
        ("ln(zero)", Fault("domain", 0, "ln", "0")),
        ("log10(-two)", Fault("domain", 0, "log10", "-2")),
        ("sqrt(-1 / 3)", Fault("domain", 0, "sqrt", "-1/3")),
        ("pow(-1, 0.5)", Fault("domain", 0, "pow", "-1")),
        ("round(two, 0.5)", Fault("domain", 0, "round", "1/2")),
        ("round(two, 51)", Fault("limit", 0, "round", "51")),
        ("pow(two, 65)", Fault("limit", 0, "pow", "65")),
        ("pow(two, -65)", Fault("limit", 0, "pow", "-65")),
        ("code + 1", Fault("type", 5, "+", "'besar'")),
        ("1 + code + 1", Fault("type", 2, "+", "'besar'")),
        ("-code", Fault("type", 0, "-", "'besar'")),
        ("end - start", Fault("type", 4, "-", "2026-12-01")),
        ("not two", Fault("type", 0, "not", "2")),
        ("two and yes", Fault("type", 0, "and", "2")),
        ("no or code", Fault("type", 6, "or", "'besar'")),
        ("if(two, 1, 0)", Fault("type", 3, "if", "2")),
        ("code < 'x'", Fault("type", 5, "<", "'besar'")),
        ("code = 1", Fault("type", 5, "=", "'besar'")),
        ("two > start", Fault("type", 4, ">", "2026-01-31")),
        ("start > '2026-02-30'", Fault("type", 6, ">", "'2026-02-30'")),
        ("start > '20260201'", Fault("type", 6, ">", "'20260201'")),
        ("min(1, code)", Fault("type", 0, "min", "'besar'")),
    ],
)
def test_fault_leaves_the_value_missing(source: str, fault: Fault) -> None:
    assert evaluate(parse(source), VALUES) == Result(None, (fault,))


def test_faults_of_several_places_are_all_reported() -> None:
    result = evaluate(parse("coalesce(1 / 0, ln(0), 7) + count(1, yes)"), VALUES)
    assert result.value == 8
    assert [(fault.kind, fault.position) for fault in result.faults] == [
        ("division_by_zero", 11),
        ("domain", 16),
        ("type", 34),
    ]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("if(zero = 0, 0, two / zero)", F(0)),
        ("zero != 0 and two / zero > 1", False),
        ("zero = 0 or two / zero > 1", True),
        ("coalesce(two, two / zero)", F(2)),
        ("two in (2, two / zero)", True),
    ],
)
def test_a_settled_question_is_not_asked_further(source: str, value: Value) -> None:
    assert evaluate(parse(source), VALUES) == Result(value)


@pytest.mark.parametrize(
    "stranger", [0.1, Decimal("0.1"), [], object(), datetime(2026, 1, 1, tzinfo=UTC), 1j, float("nan")]
)
def test_a_value_of_no_known_kind_is_a_fault(stranger: Any) -> None:
    result = evaluate(parse("x + 1"), {"x": stranger})
    assert result == Result(None, (Fault("type", 0, "x", type(stranger).__name__),))
    assert evaluate(parse("filled(x)"), {"x": stranger}).value is False


def test_plain_integers_are_welcome() -> None:
    assert evaluate(parse("x / 3"), {"x": 1}) == Result(F(1, 3))
    assert [fault.kind for fault in evaluate(parse("x"), {"x": 1 << MOST_BITS}).faults] == ["limit"]


def test_the_marks_of_a_panel_are_missing_to_a_formula() -> None:
    marks = {"x": (("A", F(80)), ("B", F(90)))}
    assert evaluate(parse("x + 1"), marks) == Result(None)
    assert evaluate(parse("filled(x)"), marks) == Result(False)


@pytest.mark.parametrize(
    "source",
    ["x", "x * 1", "pow(y, 64)", "y * y * y", "1 / pow(y, 3)", "sum(y * y, z * z)", "mean(y * y, z * z)"],
)
def test_numbers_do_not_grow_without_bound(source: str) -> None:
    values: dict[str, Value] = {"x": F(1 << MOST_BITS), "y": F(1, 1 << 9000), "z": F(1, 3**5600)}
    result = evaluate(parse(source), values)
    assert result.value is None
    assert [(fault.kind, fault.found) for fault in result.faults] == [("limit", "a very long number")]


def test_functions_of_fifty_digits_bear_long_numbers() -> None:
    values: dict[str, Value] = {"x": F((1 << MOST_BITS) - 1), "y": F(1, (1 << MOST_BITS) - 1)}
    for source in ("ln(x)", "ln(y)", "log10(x)", "sqrt(y)", "pow(x, 0.5)", "pow(y, 0.5)"):
        assert evaluate(parse(source), values).faults == ()
    for source in ("pow(x, 63.5)", "pow(y, 63.5)", "pow(x, -63.5)", "pow(y, -63.5)"):
        assert [fault.kind for fault in evaluate(parse(source), values).faults] == ["limit"]


@pytest.mark.parametrize(("source", "held"), [("two > 1", True), ("two < 1", False), ("gone > 1", None), ("two", None)])
def test_truth(source: str, held: bool | None) -> None:
    assert truth(parse(source), VALUES) is held
