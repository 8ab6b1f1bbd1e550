"""From points to scores: added up exactly along the tree, adjusted, rounded once at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana.decimals import rounded
from paritrana.problems import Problem, Where
from paritrana.scoring.peers import Plan
from paritrana.scoring.points import Points
from paritrana.scoring.tree import NotPositive, Values, add_up, parts_of_total
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
    weighted = {name: part * (values[name] or ZERO) for name, part in _parts(plan, values, points)}
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


def _parts(plan: Plan, values: Values, points: Points) -> Iterable[tuple[str, Fraction]]:
    """The parts of the total worked out once, unless something does not apply."""
    if not points.fixed:
        return plan.parts
    return parts_of_total(plan.tree, Fraction(plan.category.scale) / 100, values, points.fixed.keys())


def _known(name: str, values: Values, points: Points) -> Fraction | None:
    """An aspect's value; below a node that does not apply it is what that node came to."""
    return values[name] if name in values else points.fixed[name]
