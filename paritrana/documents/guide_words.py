"""Criteria in words: what a name means, a formula as people write it, an interval with its edges."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from paritrana.answers import Kind
from paritrana.criteria.fields import Derived, Field
from paritrana.criteria.model import Category, Parameter
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
from paritrana.expressions.operators import ATOM, COMPARISON, LEVELS, MINUS, NOT, SUM
from paritrana.text import formats, label

SIGNS: Final = {"*": "×", "/": "÷", "-": "−"}
"""Operators of arithmetic that people write otherwise than the criteria do."""

COMPARED: Final = {"<": "less", "<=": "at_most", ">": "more", ">=": "at_least", "!=": "unlike"}
"""Comparisons that are written out: plain to read, and no sign that a font may lack."""

WORDED: Final = frozenset({"min", "max", "sum", "mean", "abs", "sqrt", "count", "coalesce", "filled"})
"""Functions that have words of their own around their arguments."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A category read aloud in one language."""

    category: Category
    lang: str

    def says(self, key: str, **details: str) -> str:
        """The words of the guide under a key."""
        return label(f"guide.{key}", self.lang, **details)

    def number(self, value: Decimal | Fraction | int) -> str:
        return formats.number(value, None, self.lang)

    def listing(self, words: Iterable[str]) -> str:
        return formats.listing(tuple(words), self.lang)

    def title(self, name: str) -> str:
        """The words of a field, parameter, derived value, aspect or indicator; the name itself where there are none."""
        category = self.category
        titled = (*category.parameters, *category.derived, *(node for node, _ in category.nodes()))
        titles = {"score": label("ranking.score", self.lang)}
        titles |= {item.id: item.title(self.lang) for item in titled}
        titles |= {field.id: field.ask(self.lang) for field in category.fields}
        return titles.get(name, name)

    def unit(self, name: str) -> str:
        """The unit of a field, parameter or derived value; empty where it has none."""
        category = self.category
        items: tuple[Field | Parameter | Derived, ...] = (*category.fields, *category.parameters, *category.derived)
        return next((item.unit(self.lang) for item in items if item.id == name and item.unit), "")

    def option(self, name: str, code: str) -> str:
        """The label of a choice of a field; the code itself where it has none."""
        found = (field for field in self.category.fields if field.id == name)
        return next((one.label(self.lang) for field in found for one in field.options if one.code == code), code)

    def measured(self, formula: Expression) -> str:
        """What a formula measures: the title and unit of the one name it is, else the formula itself."""
        if not isinstance(formula.node, Name):
            return self.formula(formula)
        unit = self.unit(formula.node.name)
        return self.title(formula.node.name) + (f" ({unit})" if unit else "")

    def unit_of(self, formula: Expression) -> str:
        return self.unit(formula.node.name) if isinstance(formula.node, Name) else ""

    def fields_behind(self, names: Iterable[str]) -> tuple[Field, ...]:
        """The fields that names stand on, those behind derived values among them, in the order of the form."""
        formulas = {item.id: item.formula.names for item in self.category.derived}
        waiting, seen = list(names), set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(formulas.get(name, ()))
        return tuple(field for field in self.category.fields if field.id in seen)

    def legend(self, formula: Expression) -> tuple[str, ...]:
        """What every name of a formula stands for, in reading order."""
        names = dict.fromkeys(name for name, _ in formula.name_positions)
        return tuple(f"– {name} = {self.title(name)}" for name in names)

    def interval(self, low: str, high: str, low_in: bool, high_in: bool) -> str:
        """An interval in words: `20 sampai kurang dari 35`; an empty end is open, `_in` ends belong to it."""
        if not low and not high:
            return self.says("interval.any")
        if not low:
            return self.says("interval.upto" if high_in else "interval.below", high=high)
        if not high:
            return self.says("interval.from" if low_in else "interval.above", low=low)
        return self.says(f"interval.{'in' if low_in else 'out'}_{'in' if high_in else 'out'}", low=low, high=high)

    def formula(self, formula: Expression) -> str:
        """A formula as people write it: `100 × terlindungi ÷ pekerja`, `1 bila …; selain itu 2`."""
        return self._node(formula.node)

    def condition(self, formula: Expression) -> str:
        """A condition as people write it: a bare yes-or-no field becomes `kapal = Ya`."""
        return self._truth(formula.node)

    def condition_named(self, formula: Expression) -> str:
        """A condition with what its names stand for, in one line."""
        names = dict.fromkeys(name for name, _ in formula.name_positions)
        return f"{self.condition(formula)} ({'; '.join(f'{name}: {self.title(name)}' for name in names)})"

    def _truth(self, node: Node) -> str:
        yesno = {field.id for field in self.category.fields if field.kind is Kind.YESNO}
        if isinstance(node, Name) and node.name in yesno:
            return f"{node.name} = {label('basis.yes', self.lang)}"
        return self._node(node)

    def _node(self, node: Node) -> str:
        match node:
            case Number(value):
                return self.number(value)
            case Text(value):
                return f"“{value}”"
            case Boolean(value):
                return label("basis.yes" if value else "basis.no", self.lang)
            case Name(name):
                return name
            case Negative(operand):
                return f"−{self._inside(operand, MINUS)}"
            case Not(operand):
                return self.says("formula.not", inner=self._truth(operand))
            case _:
                return self._composite(node)

    def _composite(self, node: Chain | Logic | Comparison | Membership | Call) -> str:
        match node:
            case Chain(first, links):
                tighter = _level(node) + 1
                parts = (f" {_sign(link.operator)} {self._inside(link.operand, tighter)}" for link in links)
                return self._inside(first, tighter) + "".join(parts)
            case Logic(operator, operands):
                word = f" {self.says(f'formula.{operator}')} "
                return word.join(self._joined(operand, _level(node) + 1) for operand in operands)
            case Comparison(operator, left, right):
                word = self.says(f"formula.{COMPARED[operator]}") if operator in COMPARED else operator
                return f"{self._beside(left, right)} {word} {self._beside(right, left)}"
            case Membership(subject, choices):
                listed = ", ".join(self._beside(choice, subject) for choice in choices)
                return self.says("formula.in", subject=self._inside(subject, SUM), choices=listed)
            case Call():
                return self._call(node)

    def _call(self, node: Call) -> str:
        if node.function == "if":
            return self._choice(node)
        shown = self._truth if node.function == "count" else self._node
        inner = [shown(argument) for argument in node.arguments]
        if node.function == "round":
            return self.says("formula.round", inner=inner[0], places=inner[1])
        if node.function == "pow":
            return f"({inner[0]}) ^ {inner[1]}"
        listed = "; ".join(inner)
        return self.says(f"formula.{node.function}", inner=listed) if node.function in WORDED else _as_is(node, listed)

    def _choice(self, node: Call) -> str:
        """Nested conditions one after the other: `1 bila a; 2 bila b; selain itu 3`."""
        condition, yes, no = node.arguments
        first = self.says("formula.if", value=self._inside(yes, OPEN + 1), condition=self._truth(condition))
        if isinstance(no, Call) and no.function == "if":
            return f"{first}; {self._choice(no)}"
        return f"{first}; {self.says('formula.else', value=self._inside(no, OPEN + 1))}"

    def _joined(self, node: Node, level: int) -> str:
        """A part of a condition joined by and/or."""
        return self._inside(node, level) if _level(node) < level else self._truth(node)

    def _inside(self, node: Node, level: int) -> str:
        text = self._node(node)
        return text if _level(node) >= level else f"({text})"

    def _beside(self, node: Node, other: Node) -> str:
        """A side of a comparison; the code of a choice becomes the label that people see."""
        if isinstance(node, Text) and isinstance(other, Name):
            return f"“{self.option(other.name, node.value)}”"
        return self._inside(node, SUM)


OPEN: Final = 0
"""How tightly the parts of a worded choice hold together: less than anything else."""


def _sign(operator: str) -> str:
    return SIGNS.get(operator, operator)


def _as_is(node: Call, listed: str) -> str:
    return f"{node.function}({listed})"


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
        case Call("if"):
            return OPEN
        case _:
            return ATOM


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
