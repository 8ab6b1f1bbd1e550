"""What the language accepts, how it is read, and what is said about the rest."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.expressions import FUNCTIONS, RESERVED, ExpressionError, denominators, parse, to_text
from paritrana.expressions.parser import DEEPEST_NESTING, LONGEST_SOURCE


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        ("a", "a"),
        ("  a\n +\tb ", "a + b"),
        ("33.330", "33.33"),
        ("007", "7"),
        ("a−b×c÷d", "a - b * c / d"),
        ("(a - b) - c", "a - b - c"),
        ("a - (b - c)", "a - (b - c)"),
        ("(a + b) * c", "(a + b) * c"),
        ("a + (b * c)", "a + b * c"),
        ("--a", "--a"),
        ("-(a + b)", "-(a + b)"),
        ("a * -b", "a * -b"),
        ("a == b", "a = b"),
        ("a≤b", "a <= b"),
        ("a≥b", "a >= b"),
        ("a≠b", "a != b"),
        ("a < b and c < d or e", "a < b and c < d or e"),
        ("a and (b or c)", "a and (b or c)"),
        ("not a = b", "not a = b"),
        ("(not a) = b", "(not a) = b"),
        ("not not a", "not not a"),
        ("a in ('x', \"y\")", "a in ('x', 'y')"),
        ("a not in ('x')", "not a in ('x')"),
        ("a + 1 in (b, c * 2)", "a + 1 in (b, c * 2)"),
        ('"it\'s"', '"it\'s"'),
        ("if(a>b,1, 0)", "if(a > b, 1, 0)"),
        ("if(a>b, 1, 0)", "if(a > b, 1, 0)"),
        ("round( mean(a,b) , 2 )", "round(mean(a, b), 2)"),
        ("true or false", "true or false"),
        ("(a < b) = (c < d)", "(a < b) = (c < d)"),
    ],
)
def test_canonical_text(source: str, canonical: str) -> None:
    assert to_text(parse(source)) == canonical
    assert parse(canonical).node == parse(source).node


@pytest.mark.parametrize(
    ("source", "key", "position", "suggestion"),
    [
        ("", "unexpected_end", 0, ""),
        ("a +", "unexpected_end", 3, ""),
        ("(a", "unexpected_end", 2, ""),
        ("min()", "argument_count", 0, ""),
        ("a b", "unexpected", 2, ""),
        ("a)", "unexpected", 1, ""),
        ("a, b", "unexpected", 1, ""),
        ("* a", "unexpected", 0, ""),
        ("+a", "unexpected", 0, ""),
        ("a // b", "unexpected", 3, ""),
        ("a in b", "unexpected", 5, ""),
        ("a in ()", "unexpected", 6, ""),
        ("min(a,)", "unexpected", 6, ""),
        ("a not b", "unexpected", 2, ""),
        ("33,33", "decimal_comma", 0, "33.33"),
        ("a * 33,33", "decimal_comma", 4, "33.33"),
        ("max(0,5, a)", "decimal_comma", 4, "0.5"),
        ("if(a > b,1,0)", "decimal_comma", 9, "1.0"),
        ("1.234,5", "decimal_comma", 0, "1234.5"),
        ("max(33.5,2)", "decimal_comma", 4, "33.5, 2"),
        ("1_000", "underscore_in_number", 0, "1000"),
        ("1.2.3", "bad_number", 0, ""),
        ("1.", "bad_number", 0, ""),
        (".5", "bad_number", 0, "0.5"),
        ("1e5", "bad_number", 0, ""),
        ("12a", "bad_number", 0, ""),
        ("A + b", "upper_case", 0, "a"),
        ("a AND b", "upper_case", 2, "and"),
        ("_a", "bad_character", 0, ""),
        ("a.b", "bad_character", 1, ""),
        ("a[0]", "bad_character", 1, ""),
        ("a ** 2", "bad_character", 2, "pow(x, n)"),
        ("a ^ 2", "bad_character", 2, "pow(x, n)"),
        ("a && b", "bad_character", 2, "and"),
        ("a || b", "bad_character", 2, "or"),
        ("!a", "bad_character", 0, "not"),
        ("a <> b", "bad_character", 2, "!="),
        ("a => b", "bad_character", 2, ">="),
        ("10 %", "bad_character", 3, "/ 100"),
        ("a = ‘x’", "bad_character", 4, "straight quotes"),
        ("a = 'x", "unclosed_text", 4, ""),
        ("a = 'x\n'", "unclosed_text", 4, ""),
        ("a < b < c", "chained_comparison", 6, ""),
        ("a = b in (c)", "chained_comparison", 6, ""),
        ("a = not b", "not_needs_parentheses", 4, ""),
        ("-not a", "not_needs_parentheses", 1, ""),
        ("if a", "function_needs_parentheses", 0, ""),
        ("mean + 1", "function_needs_parentheses", 0, ""),
        ("avg(a)", "unknown_function", 0, ""),
        ("meen(a)", "unknown_function", 0, "mean"),
        ("rounded(a, 2)", "unknown_function", 0, "round"),
        ("a(b)", "unknown_function", 0, ""),
        ("__import__('os')", "bad_character", 0, ""),
        ("eval('1')", "unknown_function", 0, ""),
        ("round(a)", "argument_count", 0, ""),
        ("if(a, b)", "argument_count", 0, ""),
        ("abs(a, b)", "argument_count", 0, ""),
        ("filled(a + b)", "filled_needs_name", 7, ""),
    ],
)
def test_refused_with_place_and_cure(source: str, key: str, position: int, suggestion: str) -> None:
    error = refusal(source)
    assert (error.message_key, error.position, error.suggestion) == (key, position, suggestion)
    assert f"at character {position + 1}: " in str(error)


def test_decimal_comma_is_told_to_be_a_point() -> None:
    with pytest.raises(ExpressionError, match=r"use a decimal point.*did you mean 33\.33\?"):
        parse("33,33")


def test_error_survives_a_process_border() -> None:
    error = refusal("1_0")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


@pytest.mark.parametrize("opening", ["(", "-", "not ", "abs(", "1+(", "if(a, b, ", "a in ("])
def test_deep_nesting_is_refused(opening: str) -> None:
    assert refusal(opening * 150).message_key == "too_deep"


def test_nesting_up_to_the_limit() -> None:
    levels = DEEPEST_NESTING - 1
    assert to_text(parse("(" * levels + "a" + ")" * levels)) == "a"
    assert to_text(parse("-" * levels + "a")) == "-" * levels + "a"


def test_every_operator_counts_as_a_level() -> None:
    source = "a"
    for _ in range(15):
        source = f"({source} * b + c < d and e or f)"
    assert refusal(source).message_key == "too_deep"


def test_a_long_sum_is_not_deep() -> None:
    source = "+".join("a" * 1000)
    assert to_text(parse(source)).count("a") == 1000


def test_length_limit() -> None:
    parse("a" * LONGEST_SOURCE)
    assert refusal("a" * (LONGEST_SOURCE + 1)).message_key == "too_long"


def test_names_and_where_they_stand() -> None:
    expression = parse("jkk + if(filled(jkm), jkk, 0) in ('jht')")
    assert expression.names == {"jkk", "jkm"}
    assert expression.name_positions == (("jkk", 0), ("jkm", 16), ("jkk", 22))


def test_denominators_in_reading_order() -> None:
    parts = denominators(parse("a / (b - c) / 2 + pow(d, -1) + pow(e, 2) * mean(f, g ÷ h)"))
    assert [to_text(part) for part in parts] == ["b - c", "2", "d", "h"]
    assert parts[0].names == {"b", "c"}
    assert parts[0].name_positions == (("b", 5), ("c", 9))


def test_reserved_words_are_keywords_and_functions() -> None:
    assert {"and", "in", "true", "if", "round"} <= RESERVED
    for word in RESERVED:
        assert word in ("true", "false") or refusal(f"{word} + 1")


def test_every_function_has_its_signature() -> None:
    for name, function in FUNCTIONS.items():
        assert function.signature.startswith(f"{name}(")
        assert function.meaning


_PIECES = st.sampled_from(
    [
        "a",
        "b1",
        "1",
        "2.5",
        "'x'",
        "(",
        ")",
        ",",
        "+",
        "-",
        "−",
        "*",
        "/",
        "<",
        "<=",
        "=",
        "!=",
        "≠",
        "and",
        "or",
        "not",
        "in",
        "true",
        "if(",
        "round(",
        "filled(",
        "nope(",
        " ",
        ".",
        "_",
        "é",
        '"',
        "\n",
        "\ud800",
        "\x00",
    ]
)


@given(st.text(max_size=80) | st.lists(_PIECES, max_size=60).map(" ".join) | st.lists(_PIECES).map("".join))
def test_any_text_parses_or_is_refused(source: str) -> None:
    try:
        expression = parse(source)
    except ExpressionError as error:
        assert 0 <= error.position <= len(source)
        assert str(error)
    else:
        assert parse(to_text(expression)).node == expression.node


@given(st.lists(st.sampled_from(["(", "-", "not ", "abs(", "a*b+c<d and e or (", "a in (", "if("]), max_size=400))
def test_depth_never_exhausts_the_stack(openings: list[str]) -> None:
    assert refusal("".join(openings))


def refusal(source: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    return caught.value
