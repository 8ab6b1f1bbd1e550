"""A parsed expression and the questions that can be asked about it without values."""

from dataclasses import dataclass
from fractions import Fraction

from paritrana.expressions.nodes import Call, Chain, Name, Negative, Node, Number, walk


@dataclass(frozen=True, slots=True)
class Expression:
    """A source text and its tree; a part of an expression keeps the whole source, so positions stay right."""

    source: str
    node: Node

    @property
    def names(self) -> frozenset[str]:
        """The names that occur."""
        return frozenset(name for name, _ in self.name_positions)

    @property
    def name_positions(self) -> tuple[tuple[str, int], ...]:
        """Every occurrence of a name with its offset in the source, in reading order."""
        return tuple((node.name, node.position) for node, _ in walk(self.node) if isinstance(node, Name))


def denominators(expression: Expression) -> tuple[Expression, ...]:
    """The parts something is divided by, literals among them, in reading order."""
    divisors = (part for node, _ in walk(expression.node) for part in _divisors(node))
    return tuple(Expression(expression.source, part) for part in divisors)


def _divisors(node: Node) -> tuple[Node, ...]:
    match node:
        case Chain(_, links):
            return tuple(link.operand for link in links if link.operator == "/")
        case Call("pow", (base, Negative(Number(value)))) if value > Fraction(0):
            return (base,)
        case _:
            return ()
