"""What the lint finds, and the walks through a category it finds it on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paritrana.criteria.fields import Derived
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Path
from paritrana.criteria.tree import Aspect, Indicator, Node
from paritrana.expressions import Expression


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of the lint: code, place in the tree, words of the message."""

    code: str
    path: Path
    details: Mapping[str, str]


def places(category: Category) -> Iterator[tuple[Path, Node]]:
    """Every aspect and indicator with its path in the file."""
    for index, aspect in enumerate(category.aspects):
        yield from _places(("aspects", index), aspect)


def _places(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
    yield path, node
    if isinstance(node, Aspect):
        for index, inner in enumerate(node.aspects):
            yield from _places((*path, "aspects", index), inner)
        for index, leaf in enumerate(node.indicators):
            yield from _places((*path, "indicators", index), leaf)


def applying(category: Category) -> Iterator[tuple[Path, Expression | None]]:
    """The condition of every field and node that may have one."""
    for index, field in enumerate(category.fields):
        yield ("fields", index), field.applies_when
    for path, node in places(category):
        yield path, node.applies_when


def value_ids(category: Category) -> tuple[str, ...]:
    """Ids that may stand in a formula: fields, parameters and derived values."""
    fields, parameters = (field.id for field in category.fields), (item.id for item in category.parameters)
    return (*fields, *parameters, *(item.id for item in category.derived))


def titles_by_condition(category: Category) -> Iterator[tuple[Path, Expression]]:
    """The conditions of predicates and special awards; they may also name scored nodes and `score`."""
    for key in ("predicates", "special"):
        for index, item in enumerate(getattr(category.awards, key)):
            yield ("awards", key, index, "when"), item.when


def formulas(category: Category) -> Iterator[tuple[Path, Expression]]:
    """Every formula of the file with its path."""
    for key in ("derived", "gates", "checks"):
        for index, item in enumerate(getattr(category, key)):
            part = "formula" if isinstance(item, Derived) else "condition"
            yield (key, index, part), getattr(item, part)
    for index, adjustment in enumerate(category.adjustments):
        yield ("adjustments", index, "points"), adjustment.points
    for path, item in applying(category):
        if item is not None:
            yield (*path, "applies_when"), item
    for path, node in places(category):
        if isinstance(node, Indicator):
            for key, formula in node.rule.formulas:
                yield (*path, "rule", key), formula
