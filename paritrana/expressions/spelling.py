"""The canonical text of an expression: ASCII operators, single spaces, no needless parentheses."""

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import Final

from paritrana.expressions.expression import Expression
from paritrana.expressions.nodes import (
    Boolean,
    Call,
    Chain,
    Comparison,
    Logic,
    Membership,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Text,
)
from paritrana.expressions.operators import ATOM, COMPARISON, LEVELS, MINUS, NOT, SUM


def to_text(expression: Expression | Node) -> str:
    """The canonical text; parsing it gives the same tree. It may be longer than the source."""
    return _spelled(expression.node if isinstance(expression, Expression) else expression)


_LITERAL: Final = Context(prec=2100, traps=[Inexact])


def _spelled(node: Node) -> str:
    match node:
        case Number(value):
            return _decimal_text(value)
        case Text(value):
            return f'"{value}"' if "'" in value else f"'{value}'"
        case Boolean(value):
            return "true" if value else "false"
        case Name(name):
            return name
        case Negative(operand):
            return f"-{_inside(operand, MINUS)}"
        case Not(operand):
            return f"not {_inside(operand, NOT)}"
        case _:
            return _spelled_composite(node)


def _spelled_composite(node: Chain | Logic | Comparison | Membership | Call) -> str:
    match node:
        case Chain(first, links):
            tighter = _level(node) + 1
            return _inside(first, tighter) + "".join(
                f" {link.operator} {_inside(link.operand, tighter)}" for link in links
            )
        case Logic(operator, operands):
            return f" {operator} ".join(_inside(operand, _level(node) + 1) for operand in operands)
        case Comparison(operator, left, right):
            return f"{_inside(left, SUM)} {operator} {_inside(right, SUM)}"
        case Membership(subject, choices):
            return f"{_inside(subject, SUM)} in ({', '.join(map(_spelled, choices))})"
        case Call(function, arguments):
            return f"{function}({', '.join(map(_spelled, arguments))})"


def _inside(node: Node, level: int) -> str:
    text = _spelled(node)
    return text if _level(node) >= level else f"({text})"


def _level(node: Node) -> int:
    match node:
        case Chain(_, links):
            return LEVELS[links[0].operator]
        case Logic(operator):
            return LEVELS[operator]
        case Comparison() | Membership():
            return COMPARISON
        case Not():
            return NOT
        case Negative():
            return MINUS
        case _:
            return ATOM


def _decimal_text(value: Fraction) -> str:
    exact = _LITERAL.divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{exact:f}"
