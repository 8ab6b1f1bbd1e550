"""What the columns do not score: categories that the row-wise engine alone understands."""

from collections.abc import Iterator

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Aspect, Indicator
from paritrana.rules import GroupRule
from paritrana.rules.bands import Bands
from paritrana.rules.panel import Panel


def beyond_columns(category: Category) -> tuple[str, ...]:
    """Parts of a category that need the row-wise engine, in words for developers; none where columns will do."""
    return tuple(dict.fromkeys(_found(category)))


def _found(category: Category) -> Iterator[str]:
    if not category.scored:
        yield "no aspects"
    if category.aggregate != "mean" or category.weights != "percent" or category.scale != 100:
        yield "a total that is not a weighted mean in percent"
    if category.adjustments or category.parameters:
        yield "adjustments or parameters"
    if any(field.applies_when is not None for field in category.fields):
        yield "fields that do not concern everybody"
    for node, _ in category.nodes():
        if node.weight is None or (isinstance(node, Aspect) and node.aggregate != "mean"):
            yield "aspects that are not weighted means"
        if node.applies_when is not None:
            yield "nodes that do not apply to everybody"
        if isinstance(node, Indicator) and isinstance(node.rule, GroupRule):
            yield "rules that compare peers"
        if isinstance(node, Indicator) and isinstance(node.rule, Panel) and node.rule.severity:
            yield "marks adjusted by their jurors' levels"
        if isinstance(node, Indicator) and isinstance(node.rule, Bands) and node.rule.closed is None:
            yield "bands whose edges are declared one by one"
