"""The tree of a parsed expression.

A position is the offset, counted from 0, of the character to point at: the operator of a comparison, `in` or
a link, else where the node begins. It takes no part in equality.
Sums, products and `and`/`or` are flat, so a long sum is a wide tree and never a deep one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number, never negative."""

    value: Fraction
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A literal text, without its quotes."""

    value: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Boolean:
    """`true` or `false`."""

    value: bool
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """The id of a field."""

    name: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """`-operand`."""

    operand: "Node"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not operand`."""

    operand: "Node"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: an arithmetic operator and what stands to its right."""

    operator: str
    operand: "Node"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """`first ± …` or `first ×÷ …`, taken from left to right; all links bind equally."""

    first: "Node"
    links: tuple[Link, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """Conditions joined by one operator, `and` or `or`."""

    operator: str
    operands: tuple["Node", ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left operator right`, operator one of `< <= > >= = !=`."""

    operator: str
    left: "Node"
    right: "Node"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Membership:
    """`subject in (choices)`."""

    subject: "Node"
    choices: tuple["Node", ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """`function(arguments)`."""

    function: str
    arguments: tuple["Node", ...]
    position: int = field(default=0, compare=False)


Node: TypeAlias = Number | Text | Boolean | Name | Negative | Not | Chain | Logic | Comparison | Membership | Call


def children(node: Node) -> tuple[Node, ...]:
    """The operands of a node, from left to right."""
    match node:
        case Number() | Text() | Boolean() | Name():
            return ()
        case Negative(operand) | Not(operand):
            return (operand,)
        case Chain(first, links):
            return (first, *(link.operand for link in links))
        case Logic(_, operands) | Call(_, operands):
            return operands
        case Comparison(_, left, right):
            return (left, right)
        case Membership(subject, choices):
            return (subject, *choices)


def walk(root: Node) -> Iterator[tuple[Node, int]]:
    """Every node with its depth, the root (depth 1) first, then from left to right."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in reversed(children(node)))
