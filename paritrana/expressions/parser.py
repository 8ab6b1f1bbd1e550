"""From text to tree: a Pratt parser with bounded length and depth."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NoReturn

from paritrana.expressions.errors import ExpressionError
from paritrana.expressions.expression import Expression
from paritrana.expressions.functions import FUNCTIONS, Function
from paritrana.expressions.lexer import Token, tokens
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
from paritrana.expressions.operators import AND, COMPARISON, LEVELS, MINUS, NOT, OR, PRODUCT, SUM

LONGEST_SOURCE: Final = 2000
DEEPEST_NESTING: Final = 50


def parse(source: str) -> Expression:
    """The expression written in `source`; raises ExpressionError and nothing else."""
    if len(source) > LONGEST_SOURCE:
        raise ExpressionError("too_long", LONGEST_SOURCE, str(len(source)), str(LONGEST_SOURCE))
    node = _Parser(source).whole()
    for part, depth in walk(node):
        if depth > DEEPEST_NESTING:
            _refuse_depth(part.position)
    return Expression(source, node)


class _Parser:
    """Reads tokens from left to right; every method leaves `self.ahead` on the first token it did not use."""

    def __init__(self, source: str) -> None:
        self.tokens = tuple(tokens(source))
        self.index = 0
        self.depth = 0

    @property
    def ahead(self) -> Token:
        return self.tokens[self.index]

    def whole(self) -> Node:
        node = self.expression(0)
        if self.ahead.kind != "end":
            _refuse(self.ahead, "an operator or the end")
        return node

    def expression(self, floor: int) -> Node:
        """What follows, up to the first operator that binds no tighter than `floor`."""
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            _refuse_depth(self.ahead.position)
        node = self.operand(floor)
        while (level := self.level_ahead()) > floor:
            node = _INFIX[level](self, node)
        self.depth -= 1
        return node

    def operand(self, floor: int) -> Node:
        token = self.take()
        match token.kind:
            case "number":
                return Number(Fraction(token.text), token.position)
            case "text":
                return Text(token.text, token.position)
            case "name":
                return self.name_or_call(token)
        if token.text == "not" and floor >= COMPARISON:
            raise ExpressionError("not_needs_parentheses", token.position, token.text)
        read = _PREFIX.get(token.text)
        return read(self, token) if read else _refuse(token, "a value")

    def name_or_call(self, token: Token) -> Node:
        if self.is_ahead("("):
            return self.call(token)
        if known := FUNCTIONS.get(token.text):
            raise ExpressionError("function_needs_parentheses", token.position, token.text, known.signature)
        return Name(token.text, token.position)

    def call(self, token: Token) -> Node:
        function = FUNCTIONS.get(token.text) or _refuse_function(token)
        self.take()
        arguments = () if self.is_ahead(")") else self.items()
        self.expect(")")
        _require_arguments(function, arguments, token)
        return Call(token.text, arguments, token.position)

    def items(self) -> tuple[Node, ...]:
        found = [self.expression(0)]
        while self.is_ahead(","):
            self.take()
            found.append(self.expression(0))
        return tuple(found)

    def group(self, _: Token) -> Node:
        node = self.expression(0)
        self.expect(")")
        return node

    def negative(self, token: Token) -> Node:
        return Negative(self.expression(MINUS), token.position)

    def negation(self, token: Token) -> Node:
        return Not(self.expression(NOT), token.position)

    def boolean(self, token: Token) -> Node:
        return Boolean(token.text == "true", token.position)

    def chain(self, left: Node) -> Node:
        sign = self.take()
        level = LEVELS[sign.text]
        link = Link(sign.text, self.expression(level), sign.position)
        if isinstance(left, Chain) and LEVELS[left.links[0].operator] == level:
            return replace(left, links=(*left.links, link))
        return Chain(left, (link,), left.position)

    def logic(self, left: Node) -> Node:
        operator = self.take().text
        right = self.expression(LEVELS[operator])
        if isinstance(left, Logic) and left.operator == operator:
            return replace(left, operands=(*left.operands, right))
        return Logic(operator, (left, right), left.position)

    def comparison(self, left: Node) -> Node:
        token = self.take()
        match token.text:
            case "not":
                node: Node = Not(self.membership(left, self.take()), left.position)
            case "in":
                node = self.membership(left, token)
            case operator:
                node = Comparison(operator, left, self.expression(COMPARISON), token.position)
        if self.level_ahead() == COMPARISON:
            raise ExpressionError("chained_comparison", self.ahead.position, self.ahead.text, "and")
        return node

    def membership(self, subject: Node, token: Token) -> Node:
        self.expect("(")
        choices = self.items()
        self.expect(")")
        return Membership(subject, choices, token.position)

    def level_ahead(self) -> int:
        if self.ahead.kind != "symbol":
            return 0
        if self.ahead.text == "not" and self.tokens[self.index + 1].text == "in":
            return COMPARISON
        return LEVELS.get(self.ahead.text, 0)

    def is_ahead(self, symbol: str) -> bool:
        return self.ahead.kind == "symbol" and self.ahead.text == symbol

    def take(self) -> Token:
        token = self.ahead
        self.index += token.kind != "end"
        return token

    def expect(self, symbol: str) -> None:
        if not self.is_ahead(symbol):
            _refuse(self.ahead, f"'{symbol}'")
        self.take()


_PREFIX: Final[Mapping[str, Callable[[_Parser, Token], Node]]] = MappingProxyType(
    {
        "(": _Parser.group,
        "-": _Parser.negative,
        "not": _Parser.negation,
        "true": _Parser.boolean,
        "false": _Parser.boolean,
    }
)
_INFIX: Final[Mapping[int, Callable[[_Parser, Node], Node]]] = MappingProxyType(
    {
        OR: _Parser.logic,
        AND: _Parser.logic,
        COMPARISON: _Parser.comparison,
        SUM: _Parser.chain,
        PRODUCT: _Parser.chain,
    }
)


def _require_arguments(function: Function, arguments: tuple[Node, ...], token: Token) -> None:
    if not function.takes(len(arguments)):
        found = f"{token.text} has {len(arguments)} argument(s)"
        raise ExpressionError("argument_count", token.position, found, function.signature)
    if function.name == "filled" and not isinstance(arguments[0], Name):
        raise ExpressionError("filled_needs_name", arguments[0].position, token.text, function.signature)


def _refuse(token: Token, expected: str) -> NoReturn:
    if token.kind == "end":
        raise ExpressionError("unexpected_end", token.position, expected=expected)
    raise ExpressionError("unexpected", token.position, token.text, expected)


def _refuse_function(token: Token) -> NoReturn:
    nearest = get_close_matches(token.text, FUNCTIONS, 1)
    expected = ", ".join(FUNCTIONS)
    raise ExpressionError("unknown_function", token.position, token.text, expected, "".join(nearest))


def _refuse_depth(position: int) -> NoReturn:
    raise ExpressionError("too_deep", position, expected=str(DEEPEST_NESTING))
