"""From points to scores: weights multiplied down the tree, added exactly, rounded once at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from paritrana.criteria.model import Category, Indicator, Node
from paritrana.decimals import rounded
from paritrana.scoring.points import Points


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one entry, 0 to 100. `aspects` are exact scores of each aspect on its own scale of 100;
    `weighted` is what each aspect and indicator adds to the total; `published` is `exact` at score precision.
    """

    points: Points
    aspects: Mapping[str, Fraction]
    weighted: Mapping[str, Fraction]
    exact: Fraction
    published: Fraction


def aggregate(points: Points, category: Category) -> Scores:
    """The total from indicator points and effective weights; aspect scores are shown, never added up."""
    earned = {key: item.points for key, item in points.indicators.items()}
    weighted = {node.id: share * _own(node, earned) for node, share in category.nodes()}
    exact = sum((weighted[item.id] for item, _ in category.indicators()), Fraction(0))
    aspects = {aspect.id: _own(aspect, earned) for aspect, _ in category.all_aspects()}
    return Scores(points, aspects, weighted, exact, rounded(exact, category.precision.score))


def _own(node: Node, earned: Mapping[str, Fraction]) -> Fraction:
    """A node's score on its own scale of 100."""
    if isinstance(node, Indicator):
        return earned[node.id]
    return sum((Fraction(child.weight) / 100 * _own(child, earned) for child in node.children), Fraction(0))
