"""Random trees: text and tree say the same, and a naive evaluator agrees."""

import pickle
from datetime import date
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from paritrana.expressions import Expression, Kind, Value, evaluate, parse, static_kind, to_text
from paritrana.expressions.nodes import (
    Boolean,
    Call,
    Chain,
    Comparison,
    Link,
    Logic,
    Membership,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Text,
    walk,
)

NUMBERS = ("n1", "n2", "n3")
CONDITIONS = ("c1", "c2")
KINDS: dict[str, Kind] = {"n1": "number", "n2": "number", "n3": "number", "c1": "boolean", "c2": "boolean"}

literals = st.decimals(0, 10**6, places=3).map(lambda d: Number(Fraction(d)))
names = st.sampled_from(NUMBERS).map(Name)


def chains(operands: st.SearchStrategy[Node], signs: str) -> st.SearchStrategy[Node]:
    links = st.lists(st.builds(Link, st.sampled_from(signs), operands), min_size=1, max_size=3)
    return st.builds(Chain, operands, links.map(tuple))


def calls(function: str, *arguments: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.tuples(*arguments).map(lambda found: Call(function, found))


def arithmetic_over(operands: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(operands, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        chains(operands, "+-"),
        chains(operands, "*/"),
        st.builds(Negative, operands),
        st.builds(Call, st.sampled_from(["min", "max", "sum", "mean"]), several),
        calls("abs", operands),
    )


arithmetic: st.SearchStrategy[Node] = st.recursive(literals | names, arithmetic_over, max_leaves=12)

comparisons = st.builds(Comparison, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), arithmetic, arithmetic)
memberships = st.builds(Membership, arithmetic, st.lists(arithmetic, min_size=1, max_size=3).map(tuple))
plain_conditions = st.sampled_from(CONDITIONS).map(Name) | st.booleans().map(Boolean) | comparisons | memberships


def conditions_over(operands: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(operands, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, operands) | st.builds(Logic, st.sampled_from(["and", "or"]), several)


conditions: st.SearchStrategy[Node] = st.recursive(plain_conditions, conditions_over, max_leaves=6)
well_kinded = arithmetic | conditions | calls("if", conditions, arithmetic, arithmetic)


def anything_over(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        arithmetic_over(nodes),
        conditions_over(nodes),
        st.builds(Comparison, st.sampled_from(["<", "=", "!="]), nodes, nodes),
        st.builds(Membership, nodes, several),
        st.builds(Call, st.sampled_from(["count", "coalesce"]), several),
        st.builds(Call, st.sampled_from(["ln", "sqrt", "log10"]), several.map(lambda found: found[:1])),
        st.builds(Call, st.sampled_from(["pow", "round"]), st.tuples(nodes, nodes)),
        calls("if", nodes, nodes, nodes),
        calls("filled", names),
    )


texts = st.text(st.characters(exclude_categories=["C"], exclude_characters="'"), max_size=5).map(Text)
any_names = st.sampled_from(NUMBERS + CONDITIONS + ("t1", "d1", "never")).map(Name)
anything: st.SearchStrategy[Node] = st.recursive(
    literals | texts | any_names | st.booleans().map(Boolean), anything_over, max_leaves=15
)

fractions = st.fractions(-1000, 1000, max_denominator=100)
numbers_given = st.fixed_dictionaries(dict.fromkeys(NUMBERS, fractions) | dict.fromkeys(CONDITIONS, st.booleans()))
any_value = st.none() | st.booleans() | fractions | st.text(max_size=3) | st.dates()
anything_given = st.dictionaries(st.sampled_from([*KINDS, "t1", "d1"]), any_value)


@given(anything, anything_given)
def test_text_parses_back_to_the_same_value(node: Node, values: dict[str, Value]) -> None:
    assume(max(depth for _, depth in walk(node)) < 20)
    text = to_text(node)
    assume(len(text) <= 2000)
    again = parse(text)
    assert to_text(again) == to_text(parse(to_text(again)))
    assert evaluate(again, values).value == evaluate(Expression(text, node), values).value


@given(anything, anything_given)
def test_data_never_raises(node: Node, values: dict[str, Value]) -> None:
    result = evaluate(Expression("", node), values)
    assert isinstance(result.value, Fraction | bool | str | date | None)
    static_kind(Expression("", node), KINDS)


@given(arithmetic, numbers_given)
def test_arithmetic_equals_the_naive_evaluation(node: Node, values: dict[str, Value]) -> None:
    result = evaluate(Expression("", node), values)
    try:
        expected = naive(node, values)
    except ZeroDivisionError:
        assert result.value is None
        assert {fault.kind for fault in result.faults} == {"division_by_zero"}
    else:
        assert result.value == expected
        assert not result.faults


@given(well_kinded, numbers_given)
def test_what_passes_the_check_has_no_type_fault(node: Node, values: dict[str, Value]) -> None:
    checked = static_kind(Expression("", node), KINDS)
    result = evaluate(Expression("", node), values)
    assert checked.complaints == ()
    assert "type" not in {fault.kind for fault in result.faults}
    if result.value is not None:
        assert (checked.kind == "boolean") == isinstance(result.value, bool)


@given(anything, anything_given)
def test_dropping_an_answer_settles_nothing_else(node: Node, values: dict[str, Value]) -> None:
    """Without `filled`, `count` and `coalesce`, fewer answers give the same value or a missing one."""
    blind = {"filled", "count", "coalesce"}
    assume(not any(isinstance(part, Call) and part.function in blind for part, _ in walk(node)))
    full = evaluate(Expression("", node), values)
    for name in values:
        fewer = {key: value for key, value in values.items() if key != name}
        assert evaluate(Expression("", node), fewer).value in (full.value, None)


@given(anything)
def test_expressions_travel_between_processes(node: Node) -> None:
    expression = Expression("", node)
    again = pickle.loads(pickle.dumps(expression))  # noqa: S301
    assert again == expression
    assert hash(again) == hash(expression)


def naive(node: Node, values: dict[str, Value]) -> Fraction:
    """The same arithmetic, written as Python would."""
    match node:
        case Number(value):
            return value
        case Name(name):
            given_value = values[name]
            assert isinstance(given_value, Fraction)
            return given_value
        case Negative(operand):
            return -naive(operand, values)
        case Chain(first, links):
            result = naive(first, values)
            for link in links:
                result = naive_step(result, link.operator, naive(link.operand, values))
            return result
        case Call(function, arguments):
            return naive_call(function, [naive(argument, values) for argument in arguments])
    raise AssertionError(node)


def naive_step(left: Fraction, operator: str, right: Fraction) -> Fraction:
    return {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "/": lambda: left / right,
    }[operator]()


def naive_call(function: str, numbers: list[Fraction]) -> Fraction:
    return {
        "min": lambda: min(numbers),
        "max": lambda: max(numbers),
        "sum": lambda: sum(numbers, Fraction(0)),
        "mean": lambda: sum(numbers, Fraction(0)) / len(numbers),
        "abs": lambda: abs(numbers[0]),
    }[function]()
