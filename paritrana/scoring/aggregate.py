"""From points to scores: added up exactly along the tree, adjusted, rounded once at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana.decimals import rounded
from paritrana.problems import Problem, Where
from paritrana.scoring.peers import Plan
from paritrana.scoring.points import Points
from paritrana.scoring.tree import Branch, NotPositive, Values, add_up
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


def aggregate(points: Points, plan: Plan) -> Scores:
    """The total from indicator points, never from rounded aspect scores. Raises NotPositive."""
    category = plan.category
    values = _added_up(points, plan)
    scale = Fraction(category.scale)
    total = (values[""] or ZERO) * scale / 100 + sum(points.adjustments.values(), ZERO)
    exact = max(ZERO, min(total, scale)) if points.adjustments else total
    aspects = {name: value for name in plan.aspects if (value := _known(name, values, points)) is not None}
    weighted = dict(_contributions(plan.tree, scale / 100, values, points))
    return Scores(points, aspects, weighted, exact, rounded(exact, category.precision.score))


def undefined_mean(points: Points, plan: Plan) -> Problem | None:
    """A030 where a geometric or harmonic mean would be taken of something that is not above zero."""
    if not plan.tree.has_roots:
        return None
    try:
        _added_up(points, plan)
    except NotPositive as error:
        category, candidate = plan.category, points.entry.candidate
        titles = {node.id: node.title.id for node, _ in category.nodes()}
        name = titles.get(error.node, category.title.id)
        details = {"name": name, "fields": f'"{name}"', **spoken("reason", "faults.not_positive")}
        return Problem("A030", Where(), details, candidate=candidate.code, category=category.category, field=error.node)
    return None


def with_problem(points: Points, problem: Problem | None) -> Points:
    """The same points with one more problem, where there is one."""
    return points if problem is None else replace(points, problems=(*points.problems, problem))


def _added_up(points: Points, plan: Plan) -> Values:
    return add_up(plan.tree, {key: item.points for key, item in points.indicators.items()}, points.fixed)


def _known(name: str, values: Values, points: Points) -> Fraction | None:
    """An aspect's value; below a node that does not apply it is what that node came to."""
    return values[name] if name in values else points.fixed[name]


def _contributions(node: Branch, of: Fraction, values: Values, points: Points) -> Iterator[tuple[str, Fraction]]:
    """What nodes add to the total, from the top down as long as nodes are weighted means."""
    if node.aggregate != "mean" or node.id in points.fixed:
        return
    own = [values[child.id] for child in node.children]
    if None in own:
        weight = sum((share for share, value in zip(node.shares, own, strict=True) if value is not None), ZERO)
        if not weight:
            return
        of /= weight
    for child, share, value in zip(node.children, node.shares, own, strict=True):
        if value is not None:
            part = of * share
            yield child.id, part * value
            yield from _contributions(child, part, values, points)
