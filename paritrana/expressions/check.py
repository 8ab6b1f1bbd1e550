"""Kinds without values: does the expression make sense for fields of these kinds?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from paritrana.expressions.comparison import ORDERINGS, iso_date
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
    children,
)
from paritrana.expressions.spelling import to_text
from paritrana.expressions.values import Kind

ComplaintKey: TypeAlias = Literal["unknown_name", "wrong_kind", "kinds_differ", "text_has_no_order", "text_is_no_date"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One place that makes no sense: what stands there, of which kind, and what is expected."""

    message_key: ComplaintKey
    position: int
    found: str
    expected: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class StaticKind:
    """The kind an expression gives (None when it cannot be told) and what is wrong with it."""

    kind: Kind | None
    complaints: tuple[Complaint, ...] = ()


def static_kind(expression: Expression, kinds: Mapping[str, Kind]) -> StaticKind:
    """The kind of the expression for fields of these kinds; all complaints at once, in reading order."""
    checker = _Checker(kinds)
    kind = checker.kind(expression.node)
    return StaticKind(kind, tuple(sorted(checker.complaints, key=lambda complaint: complaint.position)))


_NUMERIC: Final[tuple[Kind, ...]] = ("number", "boolean")
_CONDITION: Final[tuple[Kind, ...]] = ("boolean",)


@dataclass(slots=True)
class _Checker:
    """Walks the tree once; None stands for a kind that cannot be told and is not complained about again."""

    kinds: Mapping[str, Kind]
    complaints: list[Complaint] = field(default_factory=list)

    def kind(self, node: Node) -> Kind | None:
        match node:
            case Number():
                return "number"
            case Text():
                return "text"
            case Boolean():
                return "boolean"
            case Name():
                return self.named(node)
            case Call():
                return _CALLS.get(node.function, _Checker.arithmetic)(self, node)
            case Negative() | Chain():
                return self.arithmetic(node)
            case Not() | Logic():
                return self.conditions(node)
            case Comparison():
                return self.comparison(node)
            case Membership():
                return self.membership(node)

    def named(self, node: Name) -> Kind | None:
        if node.name not in self.kinds:
            nearest = get_close_matches(node.name, self.kinds, 1)
            self.complaints.append(Complaint("unknown_name", node.position, node.name, "", "".join(nearest)))
        return self.kinds.get(node.name)

    def arithmetic(self, node: Node) -> Kind:
        for operand in children(node):
            self.require(operand, _NUMERIC)
        return "number"

    def conditions(self, node: Node) -> Kind:
        for operand in children(node):
            self.require(operand, _CONDITION)
        return "boolean"

    def comparison(self, node: Comparison) -> Kind:
        left, right = self.kind(node.left), self.kind(node.right)
        if left == right == "text" and node.operator in ORDERINGS:
            self.complaints.append(Complaint("text_has_no_order", node.position, node.operator, "= or !="))
        self.require_alike((node.left, left), (node.right, right))
        return "boolean"

    def membership(self, node: Membership) -> Kind:
        subject = self.kind(node.subject)
        for choice in node.choices:
            self.require_alike((node.subject, subject), (choice, self.kind(choice)))
        return "boolean"

    def choice(self, node: Call) -> Kind | None:
        asked, *branches = node.arguments
        self.require(asked, _CONDITION)
        return self.common(branches)

    def coalesce(self, node: Call) -> Kind | None:
        return self.common(list(node.arguments))

    def count(self, node: Call) -> Kind:
        self.conditions(node)
        return "number"

    def filled(self, node: Call) -> Kind:
        self.kind(node.arguments[0])
        return "boolean"

    def common(self, nodes: list[Node]) -> Kind | None:
        """The one kind of several alternatives; conditions among numbers count as numbers."""
        found = [self.kind(node) for node in nodes]
        first = next((kind for kind in found if kind is not None), None)
        for node, kind in zip(nodes, found, strict=True):
            self.require_same(node, kind, first)
        return "number" if first == "boolean" and "number" in found else first

    def require(self, node: Node, allowed: tuple[Kind, ...]) -> None:
        kind = self.kind(node)
        if kind is not None and kind not in allowed:
            self.complaints.append(
                Complaint("wrong_kind", node.position, f"{to_text(node)} ({kind})", " or ".join(allowed))
            )

    def require_alike(self, left: tuple[Node, Kind | None], right: tuple[Node, Kind | None]) -> None:
        """Comparable: of one kind, or a date beside its ISO text."""
        if {left[1], right[1]} == {"date", "text"}:
            self.require_date(left[0] if left[1] == "text" else right[0])
        else:
            self.require_same(right[0], right[1], left[1])

    def require_date(self, node: Node) -> None:
        if not isinstance(node, Text) or iso_date(node.value) is None:
            self.complaints.append(Complaint("text_is_no_date", node.position, to_text(node), "'2026-11-20'"))

    def require_same(self, node: Node, kind: Kind | None, other: Kind | None) -> None:
        known = kind is not None and other is not None
        if known and kind != other and {kind, other} != set(_NUMERIC):
            self.complaints.append(Complaint("kinds_differ", node.position, f"{to_text(node)} ({kind})", str(other)))


_CALLS: Final[Mapping[str, Callable[[_Checker, Call], Kind | None]]] = MappingProxyType(
    {
        "if": _Checker.choice,
        "coalesce": _Checker.coalesce,
        "count": _Checker.count,
        "filled": _Checker.filled,
    }
)
