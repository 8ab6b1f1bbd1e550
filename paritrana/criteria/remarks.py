"""What the lint finds, and the walks through a category it finds it on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paritrana.criteria.fields import Derived
from paritrana.criteria.model import Aspect, Category, Indicator, Node
from paritrana.criteria.nodes import Path
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


def formulas(category: Category) -> Iterator[tuple[Path, Expression]]:
    """Every formula of the file with its path."""
    for key in ("derived", "gates", "checks"):
        for index, item in enumerate(getattr(category, key)):
            part = "formula" if isinstance(item, Derived) else "condition"
            yield (key, index, part), getattr(item, part)
    for path, node in places(category):
        if isinstance(node, Indicator):
            for key in ("value", "target"):
                if isinstance(found := getattr(node.rule, key, None), Expression):
                    yield (*path, "rule", key), found
