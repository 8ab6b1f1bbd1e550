"""The result of a category: every candidate placed, with points, awards, classes and problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from paritrana.criteria.model import Category, Step
from paritrana.entry.model import Candidate, Entry
from paritrana.entry.plenary import Decision, Orders
from paritrana.problems import Problem, has_errors
from paritrana.rules.scalars import WordPair
from paritrana.scoring.aggregate import Scores, aggregate, undefined_mean, with_problem
from paritrana.scoring.awards import Award, give_awards
from paritrana.scoring.peers import Plan
from paritrana.scoring.plenary import seat
from paritrana.scoring.points import Points, score_entries
from paritrana.scoring.ranking import Placed, Status, rank


@dataclass(frozen=True, slots=True)
class Result:
    """A category scored: `placed` in the order of ranking.csv, awards and classes by code, problems of scoring.

    `stopped` are the places that candidates had at the stage they did not get past, by code. `decisions` are those of
    the plenary meeting that it rests on; `unseated` those whose rank or award could not stand, by code, with the number
    of candidates ranked in the group (None: the candidate is not ranked).
    """

    category: Category
    placed: tuple[Placed, ...]
    awards: Mapping[str, Award]
    problems: tuple[Problem, ...]
    classes: Mapping[str, WordPair] = field(default_factory=dict)
    stopped: Mapping[str, Placed] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    unseated: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def ranked(self) -> tuple[Placed, ...]:
        return tuple(place for place in self.placed if place.status is Status.RANKED)


def score_category(
    category: Category,
    entries: Sequence[Entry],
    *,
    absent: Iterable[Candidate] = (),
    returned: Iterable[Candidate] = (),
    seed: str = "",
    orders: Orders | None = None,
) -> Result:
    """Points, scores, ranks and awards of a category's entries.

    `absent` sent nothing; `returned` sent something that cannot count. Neither is scored. `orders` are the ranks and
    titles that the plenary meeting decided; who it disqualified is no longer active in its entry.
    """
    plan = Plan.of(category)
    ordered = sorted(entries, key=lambda entry: entry.candidate.code)
    scored = [with_problem(one, undefined_mean(one, plan)) for one in score_entries(ordered, plan)]
    active = [points for points in scored if points.entry.candidate.status == "aktif"]
    problems = [problem for points in active for problem in points.problems]
    fair = [points for points in scored if _runs(points) and not has_errors(points.problems)]
    orders = orders or Orders()
    seated = seat(_ranked(fair, plan, seed), orders.ranks)
    ranked = seated.placed
    others = [_out(points, plan) for points in scored if not _runs(points) or has_errors(points.problems)]
    others += [Placed(candidate, Status.RETURNED) for candidate in returned]
    others += [Placed(candidate, Status.ABSENT) for candidate in absent]
    by_code = {points.entry.candidate.code: points for points in fair}
    prizes = give_awards(ranked, by_code, category, orders.awards, orders.ranks)
    placed = _in_order((*ranked, *others), category)
    lost = {code: None for code in orders.awards if code not in {place.candidate.code for place in ranked}}
    return Result(
        category,
        placed,
        prizes.awards,
        (*problems, *prizes.problems),
        _classes(ranked, category),
        unseated={**lost, **seated.refused},
    )


def with_stopped(result: Result, stopped: Iterable[Placed]) -> Result:
    """The result of the last stage with the candidates who stopped before it; their scores are those of their stage."""
    every = tuple(stopped)
    known = {place.candidate.code: place for place in every if place.status is Status.ELIMINATED}
    bare = (replace(place, scores=None, rank=None, tie="") for place in every)
    return replace(result, placed=_in_order((*result.placed, *bare), result.category), stopped=known)


def _ranked(fair: Sequence[Points], plan: Plan, seed: str) -> tuple[Placed, ...]:
    """The candidates in the running by rank; in a category without a score they have none."""
    if not plan.category.scored:
        return tuple(Placed(points.entry.candidate, Status.RANKED, points=points) for points in fair)
    return rank([aggregate(points, plan) for points in fair], plan.category, seed)


def _classes(ranked: Iterable[Placed], category: Category) -> dict[str, WordPair]:
    found = {place.candidate.code: class_of(place.scores, category) for place in ranked if place.scores}
    return {code: words for code, words in found.items() if words is not None}


def class_of(scores: Scores, category: Category) -> WordPair | None:
    """The class of a published score, the words for none of them, or None where classes are not declared."""
    if not category.classes:
        return None
    step = next((step for step in category.classes if _within(scores.published, step)), None)
    return category.unclassified if step is None else step.title


def _within(published: Fraction, step: Step) -> bool:
    return Fraction(step.low) <= published <= Fraction(step.high)


def _runs(points: Points) -> bool:
    return not points.gates and points.entry.candidate.status == "aktif"


def _out(points: Points, plan: Plan) -> Placed:
    candidate = points.entry.candidate
    if candidate.status != "aktif":
        return Placed(candidate, Status.DISQUALIFIED, _scores(points, plan), points=points)
    if has_errors(points.problems):
        return Placed(candidate, Status.RETURNED)
    return Placed(candidate, Status.GATED, _scores(points, plan), points=points)


def _scores(points: Points, plan: Plan) -> Scores | None:
    return None if has_errors(points.problems) or not plan.category.scored else aggregate(points, plan)


def _in_order(placed: Iterable[Placed], category: Category) -> tuple[Placed, ...]:
    """Group by group in declared order; by rank, then the unranked by status and code."""
    groups = {group: index for index, group in enumerate(category.group_ids())}
    statuses = {status: index for index, status in enumerate(Status)}
    return tuple(
        sorted(
            placed,
            key=lambda place: (
                groups.get(place.candidate.group, len(groups)),
                place.candidate.group,
                statuses[place.status],
                place.rank or 0,
                place.candidate.code,
            ),
        )
    )
