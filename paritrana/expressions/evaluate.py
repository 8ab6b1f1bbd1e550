"""The value of an expression for given values: exact, three-valued, and never an exception."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from paritrana.expressions.admission import admitted, bounded, condition, number
from paritrana.expressions.arithmetic import ARITHMETIC
from paritrana.expressions.comparison import compare
from paritrana.expressions.expression import Expression
from paritrana.expressions.faults import Failure, Fault, Result
from paritrana.expressions.functions import FUNCTIONS
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
)
from paritrana.expressions.values import Value


def evaluate(expression: Expression, values: Mapping[str, object]) -> Result:
    """The value and the faults; a name that `values` does not have is missing.

    `and`, `or`, `if` and `coalesce` stop as soon as they are settled, so `if(n = 0, 0, a / n)` has no fault.
    """
    scope = _Scope(values)
    return Result(_value(expression.node, scope), tuple(scope.faults))


def truth(expression: Expression, values: Mapping[str, object]) -> bool | None:
    """Whether the condition holds; None when that is missing or the expression is no condition."""
    value = evaluate(expression, values).value
    return value if isinstance(value, bool) else None


@dataclass(slots=True)
class _Scope:
    """The values of one evaluation and the faults it has met."""

    values: Mapping[str, object]
    faults: list[Fault] = field(default_factory=list)

    def attempt(self, node: Node | Link, operation: str, compute: Callable[..., Value], *operands: object) -> Value:
        """The outcome; missing where an operand is missing, or where it fails, which is reported."""
        for operand in operands:
            if operand is None:
                return None
        try:
            outcome = compute(*operands)
            return bounded(outcome) if isinstance(outcome, Fraction) else outcome
        except Failure as failure:
            self.faults.append(Fault(failure.kind, node.position, operation, failure.found))
            return None


def _value(node: Node, scope: _Scope) -> Value:
    match node:
        case Number() | Text() | Boolean():
            return node.value
        case Name():
            return scope.attempt(node, node.name, admitted, scope.values.get(node.name))
        case Negative():
            return scope.attempt(node, "-", _opposite, _value(node.operand, scope))
        case Not():
            return scope.attempt(node, "not", _denied, _value(node.operand, scope))
        case Chain():
            return _chain(node, scope)
        case Logic():
            return _logic(node, scope)
        case Comparison():
            return _comparison(node, scope)
        case Membership():
            return _membership(node, scope)
        case Call():
            return _call(node, scope)


def _opposite(value: Value) -> Value:
    return -number(value)


def _denied(value: Value) -> Value:
    return not condition(value)


def _chain(node: Chain, scope: _Scope) -> Value:
    result = _value(node.first, scope)
    for link in node.links:
        result = scope.attempt(link, link.operator, _STEPS[link.operator], result, _value(link.operand, scope))
    return result


def _step(operator: str) -> Callable[[Value, Value], Value]:
    compute = ARITHMETIC[operator]
    return lambda left, right: compute(number(left), number(right))


_STEPS: Final[Mapping[str, Callable[[Value, Value], Value]]] = MappingProxyType(
    {operator: _step(operator) for operator in ARITHMETIC}
)


def _logic(node: Logic, scope: _Scope) -> Value:
    return _settled(node.operator == "or", (_condition(operand, node.operator, scope) for operand in node.operands))


def _comparison(node: Comparison, scope: _Scope) -> Value:
    left, right = _value(node.left, scope), _value(node.right, scope)
    return scope.attempt(node, node.operator, compare, node.operator, left, right)


def _membership(node: Membership, scope: _Scope) -> Value:
    subject = _value(node.subject, scope)
    values = (_value(choice, scope) for choice in node.choices)
    return _settled(True, (scope.attempt(node, "in", compare, "=", subject, value) for value in values))


def _settled(decisive: bool, conditions: Iterable[Value]) -> Value:
    """Kleene's `or` (true is decisive) and `and` (false is decisive)."""
    missing = False
    for each in conditions:
        if each is decisive:
            return decisive
        missing = missing or each is None
    return None if missing else not decisive


def _condition(node: Node, operation: str, scope: _Scope) -> Value:
    return scope.attempt(node, operation, condition, _value(node, scope))


def _call(node: Call, scope: _Scope) -> Value:
    function = FUNCTIONS[node.function]
    if function.compute is None:
        return _FORMS[node.function](node, scope)
    arguments = [_value(argument, scope) for argument in node.arguments]
    return scope.attempt(node, node.function, _numeric(function.compute), *arguments)


def _numeric(compute: Callable[..., Fraction]) -> Callable[..., Value]:
    return lambda *values: compute(*map(number, values))


def _if(node: Call, scope: _Scope) -> Value:
    asked, then, otherwise = node.arguments
    match _condition(asked, "if", scope):
        case True:
            return _value(then, scope)
        case False:
            return _value(otherwise, scope)
    return None


def _filled(node: Call, scope: _Scope) -> Value:
    return _value(node.arguments[0], scope) is not None


def _count(node: Call, scope: _Scope) -> Value:
    return Fraction(sum(_condition(argument, "count", scope) is True for argument in node.arguments))


def _coalesce(node: Call, scope: _Scope) -> Value:
    values = (_value(argument, scope) for argument in node.arguments)
    return next((value for value in values if value is not None), None)


_FORMS: Final[Mapping[str, Callable[[Call, _Scope], Value]]] = MappingProxyType(
    {"if": _if, "filled": _filled, "count": _count, "coalesce": _coalesce}
)
