"""From points to scores: added up exactly along the tree, adjusted, rounded once at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Aspect, Node, shares, whole_of
from paritrana.decimals import rounded
from paritrana.problems import Problem, Where
from paritrana.scoring.points import Points
from paritrana.scoring.tree import NotPositive, Settled, node_value, root_value
from paritrana.text import spoken

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one entry.

    `aspects` are exact scores of each aspect on its own scale of 100 (no key where it does not apply); `weighted` is
    what each aspect and indicator adds to the total (no key below a node that is not a weighted mean); `exact` is the
    total on the scale of the category after adjustments, `published` the same at score precision.
    """

    points: Points
    aspects: Mapping[str, Fraction]
    weighted: Mapping[str, Fraction]
    exact: Fraction
    published: Fraction


def aggregate(points: Points, category: Category) -> Scores:
    """The total from indicator points, never from rounded aspect scores. Raises NotPositive."""
    settled = _settle(points)
    scale = Fraction(category.scale)
    total = (root_value(category, settled) or ZERO) * scale / 100 + sum(points.adjustments.values(), ZERO)
    exact = max(ZERO, min(total, scale)) if points.adjustments else total
    in_points = category.weights == "points"
    values = {node.id: node_value(node, settled, in_points) for node, _ in category.all_aspects()}
    aspects = {key: value for key, value in values.items() if value is not None}
    weighted = dict(_contributions(category, settled))
    return Scores(points, aspects, weighted, exact, rounded(exact, category.precision.score))


def undefined_mean(points: Points, category: Category) -> Problem | None:
    """A030 where a geometric or harmonic mean would be taken of something that is not above zero."""
    try:
        root_value(category, _settle(points))
    except NotPositive as error:
        candidate = points.entry.candidate
        titles = {node.id: node.title.id for node, _ in category.nodes()}
        name = titles.get(error.node, category.title.id)
        details = {"name": name, "fields": f'"{name}"', **spoken("reason", "faults.not_positive")}
        return Problem("A030", Where(), details, candidate=candidate.code, category=category.category, field=error.node)
    return None


def with_problem(points: Points, problem: Problem | None) -> Points:
    """The same points with one more problem, where there is one."""
    return points if problem is None else replace(points, problems=(*points.problems, problem))


def _settle(points: Points) -> Settled:
    return Settled({key: item.points for key, item in points.indicators.items()}, points.fixed)


def _contributions(category: Category, settled: Settled) -> Iterator[tuple[str, Fraction]]:
    """What nodes add to the total, from the top down as long as nodes are weighted means."""
    scale = Fraction(category.scale) / 100
    own = shares(category.aspects, category.whole)
    if category.aggregate == "mean":
        yield from _parts(category.aspects, own, scale, settled, category.weights == "points")


def _parts(
    nodes: tuple[Node, ...], own: tuple[Fraction, ...], of: Fraction, settled: Settled, points: bool
) -> Iterator[tuple[str, Fraction]]:
    values = [node_value(node, settled, points) for node in nodes]
    weight = Fraction(1)
    if None in values:
        weight = sum((share for share, value in zip(own, values, strict=True) if value is not None), ZERO)
    for node, share, value in zip(nodes, own, values, strict=True):
        if value is None or not weight:
            continue
        yield node.id, of * share / weight * value
        if isinstance(node, Aspect) and node.aggregate == "mean" and node.id not in settled.fixed:
            inner = shares(node.children, whole_of(node, points))
            yield from _parts(node.children, inner, of * share / weight, settled, points)
