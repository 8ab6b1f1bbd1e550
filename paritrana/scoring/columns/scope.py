"""The value of a formula, planned for the columns of a table."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
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
from paritrana.scoring.columns.arrays import Mask, Select
from paritrana.scoring.columns.calls import called, without_fault
from paritrana.scoring.columns.compare import compared
from paritrana.scoring.columns.inputs import Choices, Flags, Integers, Numbers, YesNo
from paritrana.scoring.columns.lazy import LazyMask, Read, constant_mask, fitting, kept
from paritrana.scoring.columns.ratio import NoKernel, Ratio, add, constant, divide, multiply, negative
from paritrana.scoring.columns.table import Table, integers
from paritrana.scoring.columns.words import Truth, Value, Word, condition, denied, literal, numeric, settled


class Scope:
    """What formulas see of a table; every field and derived value is planned once. Raises NoKernel."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.known: dict[str, Value] = {}

    def named(self, name: str) -> Value:
        """A field or derived value; a derived value that met a fault is only missing to those who use it."""
        if name in self.table.derived:
            return without_fault(self.derived(name))
        if name not in self.known:
            self.known[name] = self._field(name)
        return self.known[name]

    def derived(self, name: str) -> Value:
        """A derived value with its faults."""
        if name not in self.known:
            self.known[name] = _kept(self.value(self.table.derived[name].formula))
        return self.known[name]

    def missing(self, name: str) -> LazyMask:
        """Where a field has no answer; None where it always has one."""
        ready = self.table.columns[name]
        return Read(partial(self.table.missing, name)) if ready.has_gaps else None

    def _field(self, name: str) -> Value:
        ready = self.table.columns.get(name)
        match ready.column if ready else None:
            case Numbers(units) if ready:
                read = Read(partial(integers, units, fitting(max(-ready.low, ready.high))))
                return Ratio(read, ready.low, ready.high, ready.scale, missing=self.missing(name))
            case YesNo(values):
                return Truth(Read(partial(_flags, values)), self.missing(name))
            case Choices(codes, options):
                return Word(Read(codes.__getitem__), options, self.missing(name))
        raise NoKernel

    def value(self, formula: Expression) -> Value:
        """The value of a formula."""
        return self.of(formula.node)

    def number(self, formula: Expression) -> Ratio:
        """The value of a formula that must give a number."""
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
                return Truth(constant_mask(flag))
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


def _flags(values: Flags | Integers, select: Select) -> Mask:
    return np.asarray(values[select], dtype=np.bool_)


def _kept(value: Value) -> Value:
    """A value that several others may use."""
    masks = {"missing": kept(value.missing), "fault": kept(value.fault)}
    match value:
        case Ratio():
            return replace(value, num=kept(value.num), den=kept(value.den), **masks)
        case Truth():
            return replace(value, holds=kept(value.holds), **masks)
        case Word():
            return replace(value, codes=kept(value.codes), **masks)


STEPS: Final[Mapping[str, Callable[[Ratio, Ratio], Ratio]]] = MappingProxyType(
    {"+": add, "-": lambda left, right: add(left, negative(right)), "*": multiply, "/": divide}
)
