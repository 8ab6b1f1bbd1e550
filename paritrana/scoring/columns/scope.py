"""The value of a formula on a block of rows."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from paritrana.expressions import Expression
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
from paritrana.scoring.columns.arrays import Select
from paritrana.scoring.columns.calls import called, without_fault
from paritrana.scoring.columns.compare import compared
from paritrana.scoring.columns.inputs import Choices, Numbers, YesNo
from paritrana.scoring.columns.ratio import NoKernel, Ratio, add, constant, divide, multiply, negative
from paritrana.scoring.columns.table import Table, int64
from paritrana.scoring.columns.words import Truth, Value, Word, condition, denied, literal, numeric, settled


class Scope:
    """The rows at hand of a table; every field and derived value is looked up once. Raises NoKernel."""

    def __init__(self, table: Table, select: Select) -> None:
        self.table, self.select = table, select
        self.known: dict[str, Value] = {}

    def named(self, name: str) -> Value:
        """A field or derived value; a derived value that met a fault is only missing to those who use it."""
        if name not in self.known:
            self.known[name] = self._found(name)
        return self.known[name]

    def _found(self, name: str) -> Value:
        if name in self.table.derived:
            value = self.value(self.table.derived[name].formula)
            return value if value.fault is None else without_fault(value)
        return self._field(name)

    def _field(self, name: str) -> Value:
        ready = self.table.columns.get(name)
        match ready.column if ready else None:
            case Numbers(units) if ready:
                missing = self.table.missing(name, self.select)
                return Ratio(int64(units, self.select), ready.low, ready.high, ready.scale, missing=missing)
            case YesNo(values):
                holds = np.asarray(values[self.select], dtype=np.bool_)
                return Truth(holds, self.table.missing(name, self.select))
            case Choices(codes, options):
                return Word(codes[self.select], options, self.table.missing(name, self.select))
        raise NoKernel

    def value(self, formula: Expression) -> Value:
        """The value of a formula."""
        return self.of(formula.node)

    def number(self, formula: Expression) -> Ratio:
        """The value of a formula that must give a number of its own in every row."""
        value = self.figure(formula)
        if np.ndim(value.num) == 0 and value.den is None:
            raise NoKernel
        return value

    def figure(self, formula: Expression) -> Ratio:
        """The value of a formula that must give a number, be it the same one in every row."""
        value = self.value(formula)
        if not isinstance(value, Ratio):
            raise NoKernel
        return value

    def of(self, node: Node) -> Value:
        """The value of a node."""
        match node:
            case Number(value):
                return constant(value)
            case Text(text):
                return literal(text)
            case Boolean(flag):
                return Truth(np.asarray(flag))
            case Name(name):
                return self.named(name)
            case Negative(operand):
                return negative(numeric(self.of(operand)))
            case Not(operand):
                return denied(condition(self.of(operand)))
            case Chain():
                return self._chain(node)
            case Logic(operator, operands):
                return settled([condition(self.of(each)) for each in operands], decisive=operator == "or")
            case Comparison(operator, left, right):
                return compared(operator, self.of(left), self.of(right))
            case Membership(subject, choices):
                asked = self.of(subject)
                return settled([compared("=", asked, self.of(choice)) for choice in choices], decisive=True)
            case Call(function, arguments):
                return called(function, [self.of(argument) for argument in arguments])

    def _chain(self, node: Chain) -> Ratio:
        result = numeric(self.of(node.first))
        for link in node.links:
            result = STEPS[link.operator](result, numeric(self.of(link.operand)))
        return result


STEPS: Final[Mapping[str, Callable[[Ratio, Ratio], Ratio]]] = MappingProxyType(
    {"+": add, "-": lambda left, right: add(left, negative(right)), "*": multiply, "/": divide}
)
