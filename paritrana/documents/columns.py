"""The columns of a ranking sheet: aspects and indicators with weights, rules, and the figures under them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Aspect, Indicator, Node, shares, whole_of
from paritrana.documents.guide_words import Reader
from paritrana.documents.notes import missing_policy
from paritrana.documents.ranking_model import NONE, Column
from paritrana.documents.rule_lines import rule_lines
from paritrana.scoring import Scores
from paritrana.text import formats, label

EXACT_PLACES = 4
"""Digits printed behind the comma of what is kept as a fraction."""

ZERO = Fraction(0)


def columns(category: Category, lang: str) -> tuple[Column, ...]:
    """Aspects and indicators in reading order, each aspect before what it holds."""
    depths = {node.id: depth for aspect in category.aspects for node, depth in _depths(aspect, 0)}
    effective, reader = effective_weights(category), Reader(category, lang)
    return tuple(
        Column(
            id=node.id,
            kind="indicator" if isinstance(node, Indicator) else "aspect",
            depth=depths[node.id],
            title=node.title(lang),
            weight=_weight(node, category, lang),
            share=formats.percent(effective[node.id], lang) if node.id in effective else NONE,
            rule=rule_lines(node, reader) if isinstance(node, Indicator) else (),
            if_blank=missing_policy(node, category, lang) if isinstance(node, Indicator) else "",
            source=node.source,
            places=places(category, node),
            of=_of(node, category, lang),
        )
        for node, _ in category.nodes()
    )


def _weight(node: Node, category: Category, lang: str) -> str:
    if node.weight is None:
        return NONE
    if category.weights == "points":
        return label("ranking.weight_points", lang, points=formats.number(node.weight, None, lang))
    return formats.percent(node.weight / 100, lang)


def _of(node: Node, category: Category, lang: str) -> str:
    """Of how many points a node's figure is, where weights are points."""
    if category.weights != "points" or node.weight is None:
        return ""
    return label("ranking.of", lang, points=formats.number(node.weight, None, lang))


def effective_weights(category: Category, out: frozenset[str] = frozenset()) -> dict[str, Fraction]:
    """Shares of the whole, by id, of the nodes above which there are only weighted means.

    The weights of those that are `out` go to their siblings.
    """
    if category.aggregate != "mean":
        return {}
    points = category.weights == "points"
    return dict(_effective(category.aspects, category.whole, Fraction(1), points, out))


def _effective(
    nodes: Sequence[Node], whole: Fraction, of: Fraction, points: bool, out: frozenset[str]
) -> Iterator[tuple[str, Fraction]]:
    own = dict(zip((node.id for node in nodes), shares(tuple(nodes), whole), strict=True))
    left = 1 - sum(own[node.id] for node in nodes if node.id in out)
    for node in nodes:
        if node.id in out or not left:
            continue
        share = of * own[node.id] / left
        yield node.id, share
        if isinstance(node, Aspect) and node.aggregate == "mean":
            yield from _effective(node.children, whole_of(node, points), share, points, out)


def node_figure(scores: Scores, node: str) -> Fraction | None:
    """The score of an aspect or the points of an indicator, 0 to 100; None where its weight is redistributed."""
    if node in scores.aspects:
        return scores.aspects[node]
    if node not in scores.points.indicators or scores.points.fixed.get(node, ZERO) is None:
        return None
    return scores.points.indicators[node].points


def printed_figure(scores: Scores, node: Node, category: Category) -> Fraction | None:
    """What is printed for a node: where weights are points, those that it brings of the budget; else its figure."""
    earned = node_figure(scores, node.id)
    if earned is None or category.weights != "points" or node.weight is None:
        return earned
    return scores.weighted.get(node.id, earned * Fraction(node.weight) / 100)


def places(category: Category, node: Aspect | Indicator) -> int:
    """The decimals that a node's figures are printed with."""
    if isinstance(node, Aspect):
        return category.precision.score
    return EXACT_PLACES if category.precision.points == "exact" else category.precision.points


def _depths(node: Aspect | Indicator, depth: int) -> list[tuple[Aspect | Indicator, int]]:
    below = node.children if isinstance(node, Aspect) else ()
    return [(node, depth), *(pair for child in below for pair in _depths(child, depth + 1))]
