"""The result of a category: every candidate placed, with points, awards and problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Entry
from paritrana.problems import Problem, has_errors
from paritrana.scoring.aggregate import Scores, aggregate
from paritrana.scoring.awards import Award, give_awards
from paritrana.scoring.points import Points, score_points
from paritrana.scoring.ranking import Placed, Status, rank


@dataclass(frozen=True, slots=True)
class Result:
    """A category scored: `placed` in the order of ranking.csv, awards by code, problems of scoring."""

    category: Category
    placed: tuple[Placed, ...]
    awards: Mapping[str, Award]
    problems: tuple[Problem, ...]

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
) -> Result:
    """Points, scores, ranks and awards of a category's entries.

    `absent` sent nothing; `returned` sent something that cannot count. Neither is scored.
    """
    scored = [score_points(entry, category) for entry in sorted(entries, key=lambda entry: entry.candidate.code)]
    problems = [problem for points in scored for problem in points.problems]
    fair = [points for points in scored if not has_errors(points.problems)]
    ranked = rank([aggregate(points, category) for points in fair if _runs(points)], category, seed)
    others = [_out(points, category) for points in scored if not _runs(points) or has_errors(points.problems)]
    others += [Placed(candidate, Status.RETURNED) for candidate in returned]
    others += [Placed(candidate, Status.ABSENT) for candidate in absent]
    prizes = give_awards(ranked, category)
    placed = _in_order((*ranked, *others), category)
    return Result(category, placed, prizes.awards, (*problems, *prizes.problems))


def _runs(points: Points) -> bool:
    return not points.gates and points.entry.candidate.status == "aktif"


def _out(points: Points, category: Category) -> Placed:
    candidate = points.entry.candidate
    if candidate.status != "aktif":
        return Placed(candidate, Status.DISQUALIFIED, _scores(points, category))
    if has_errors(points.problems):
        return Placed(candidate, Status.RETURNED)
    return Placed(candidate, Status.GATED, _scores(points, category))


def _scores(points: Points, category: Category) -> Scores | None:
    return None if has_errors(points.problems) else aggregate(points, category)


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
