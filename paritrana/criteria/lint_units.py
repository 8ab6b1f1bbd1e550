"""What the lint has to say about units: values added or compared that are not counted in the same thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paritrana.answers import Kind
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Path
from paritrana.criteria.order import ordered_formulas
from paritrana.criteria.remarks import Remark, formulas, places, titles_by_condition
from paritrana.criteria.tree import Indicator
from paritrana.expressions import Expression, to_text
from paritrana.expressions.nodes import Call, Chain, Comparison, Name, Negative, Node, walk
from paritrana.rules.scalars import WordPair
from paritrana.text import label, spoken

RATIO = "ratio"
"""The unit of a quotient of two values of one unit: a share of 1, which is no percentage yet."""

ALIKE = {"%": "persen", "percent": "persen", "rp": "rupiah", "rp.": "rupiah", "people": "orang", "rasio": RATIO}
PERCENT = "persen"
BY_KIND = {Kind.PERCENT: PERCENT, Kind.RUPIAH: "rupiah"}
TOGETHER = ("min", "max", "sum", "mean", "coalesce")
"""Functions whose arguments stand for the same thing."""

PAIRS = (("value", "target"), ("value", "before"))
"""Formulas of a rule that are held against each other."""

Units = Mapping[str, str]
"""Units by id of a field, parameter or derived value; an id without one has no key."""


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two parts of a formula that do not go together, each with its unit."""

    left: str
    left_unit: str
    right: str
    right_unit: str


def units(category: Category) -> Iterator[Remark]:
    """C028 for everything that adds, compares or declares values of unlike units."""
    known = _declared(category)
    for path, formula in _judged(category):
        clash = next(_clashes(formula.node, known), None) or _against_own(path, formula, category, known)
        if clash is not None:
            yield _remark(path, clash)
    yield from _pairs(category, known)


def _judged(category: Category) -> Iterator[tuple[Path, Expression]]:
    yield from formulas(category)
    yield from titles_by_condition(category)


def _pairs(category: Category, known: Units) -> Iterator[Remark]:
    for path, node in places(category):
        parts = dict(node.rule.formulas) if isinstance(node, Indicator) else {}
        for pair in PAIRS:
            nodes = tuple(parts[key].node for key in pair if key in parts)
            clash = _unlike(nodes, known) if len(nodes) == len(pair) else None
            if clash is not None:
                yield _remark((*path, "rule", pair[1]), clash)


def _against_own(path: Path, formula: Expression, category: Category, known: Units) -> _Clash | None:
    """A derived value whose formula gives another unit than the one it declares."""
    if path[0] != "derived" or not isinstance(path[1], int):
        return None
    item = category.derived[path[1]]
    own, found = _word(item.unit), _unit_of(formula.node, known)
    return _Clash(formula.source, found, item.id, own) if _differ(own, found) else None


def _declared(category: Category) -> Units:
    """The units as declared, else as the kind of a field or the formula of a derived value has them."""
    found: dict[str, str] = {}
    for field in category.fields:
        if field.kind.is_numeric:
            found[field.id] = _word(field.unit) or BY_KIND.get(field.kind, "")
    for parameter in category.parameters:
        found[parameter.id] = _word(parameter.unit)
    for item in ordered_formulas(category).formulas:
        found[item.id] = _word(item.unit) or _unit_of(item.formula.node, found)
    return {name: unit for name, unit in found.items() if unit}


def _word(unit: WordPair | None) -> str:
    read = " ".join(unit.id.split()).casefold() if unit else ""
    return ALIKE.get(read, read)


def _unit_of(node: Node, known: Units) -> str:
    """The unit of a part, or nothing where it cannot be told: a number by itself may stand for anything."""
    match node:
        case Name(name):
            return known.get(name, "")
        case Negative(operand):
            return _unit_of(operand, known)
        case Chain(first, links) if links[0].operator in "+-":
            return _common((first, *(link.operand for link in links)), known)
        case Chain(first, links) if [link.operator for link in links] == ["/"]:
            above, below = _unit_of(first, known), _unit_of(links[0].operand, known)
            return RATIO if above and above == below else ""
        case Call(function, arguments):
            return _common(_alternatives(function, arguments), known)
        case _:
            return ""


def _common(parts: tuple[Node, ...], known: Units) -> str:
    found = {unit for part in parts if (unit := _unit_of(part, known))}
    return found.pop() if len(found) == 1 else ""


def _alternatives(function: str, arguments: tuple[Node, ...]) -> tuple[Node, ...]:
    """The arguments of a function that have the unit of its result."""
    if function in TOGETHER:
        return arguments
    return {"if": arguments[1:], "abs": arguments, "round": arguments[:1]}.get(function, ())


def _clashes(root: Node, known: Units) -> Iterator[_Clash]:
    for node, _ in walk(root):
        clash = _unlike(_together(node), known)
        if clash is not None:
            yield clash


def _together(node: Node) -> tuple[Node, ...]:
    """The parts of a node that should have one unit."""
    match node:
        case Comparison(_, left, right):
            return (left, right)
        case Chain(first, links) if links[0].operator in "+-":
            return (first, *(link.operand for link in links))
        case Call(function, arguments):
            return _alternatives(function, arguments)
        case _:
            return ()


def _unlike(parts: tuple[Node, ...], known: Units) -> _Clash | None:
    told = [(part, unit) for part in parts if (unit := _unit_of(part, known))]
    for part, unit in told[1:]:
        (first, expected) = told[0]
        if _differ(unit, expected):
            return _Clash(to_text(first), expected, to_text(part), unit)
    return None


def _differ(one: str, two: str) -> bool:
    """Whether two units are known and unlike. A share of 1 may be called anything but percent."""
    if RATIO in (one, two):
        return PERCENT in (one, two)
    return bool(one and two) and one != two


def _remark(path: Path, clash: _Clash) -> Remark:
    told = {"left": clash.left, "right": clash.right}
    for side, unit in (("left_unit", clash.left_unit), ("right_unit", clash.right_unit)):
        told |= {side: label("units.ratio") if unit == RATIO else unit}
        told |= {f"{side}_en": label("units.ratio", "en") if unit == RATIO else unit}
    hint = "units.as_percent" if RATIO in (clash.left_unit, clash.right_unit) else "units.mend"
    return Remark("C028", path, {**told, **spoken("hint", hint)})
