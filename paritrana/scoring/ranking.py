"""From scores to ranks: published precision, a declared ladder for ties, ranks 1-2-2-4 within each group."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Any

from paritrana.criteria.model import Category, Rung
from paritrana.entry.asked import lacks_only
from paritrana.entry.model import Candidate
from paritrana.scoring.aggregate import Scores
from paritrana.scoring.points import Points


class Status(StrEnum):
    """Where a candidate stands after scoring."""

    RANKED = "ranked"
    ELIMINATED = "eliminated"
    GATED = "gated"
    DISQUALIFIED = "disqualified"
    RETURNED = "returned"
    ABSENT = "absent"


SHARED = "shared"
LOT = "lot"
PLENARY = "plenary"


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate's place: rank (None without one), status, and how a tie was decided.

    `tie` names the rung that separated the candidate from somebody with the same score, `lot`, `shared`, `plenary`, or
    is empty. `computed` is the rank that the score gives, where the plenary meeting decided ranks in the group.
    `points` hold the inputs also where there is no score; None where nothing was scored. `stage` is the stage that a
    candidate did not get past, empty for those who reached the last one.
    """

    candidate: Candidate
    status: Status
    scores: Scores | None = None
    rank: int | None = None
    tie: str = ""
    points: Points | None = None
    stage: str = ""
    computed: int | None = None


def rank(scores: Iterable[Scores], category: Category, seed: str = "") -> tuple[Placed, ...]:
    """The ranked candidates, group by group in declared order, best first. `seed` decides lots."""
    by_group: dict[str, list[Scores]] = {}
    for item in scores:
        by_group.setdefault(item.points.entry.candidate.group, []).append(item)
    order = {group: index for index, group in enumerate(category.group_ids())}
    groups = sorted(by_group, key=lambda group: (order.get(group, len(order)), group))
    return tuple(place for group in groups for place in _rank_group(by_group[group], category, seed))


def total_of(place: Placed, category: Category) -> Fraction:
    """What a ranked candidate is ranked by: the published score, or the exact one where the criteria say so."""
    if place.scores is None:
        return Fraction(0)
    return place.scores.published if category.ranking.rank_on == "published" else place.scores.exact


def _rank_group(scores: Sequence[Scores], category: Category, seed: str) -> list[Placed]:
    total = _by_published if category.ranking.rank_on == "published" else _by_exact
    ordered = sorted(scores, key=lambda item: (-total(item), _code(item)))
    placed: list[Placed] = []
    for _, tied in groupby(ordered, key=total):
        placed.extend(_settle(list(tied), category, len(placed) + 1, category.ranking.ties, seed, ""))
    return placed


def _settle(
    tied: list[Scores], category: Category, first: int, rungs: Sequence[Rung], seed: str, decided: str
) -> list[Placed]:
    """Ranks from `first` on for candidates that no earlier rung told apart.

    A rung that does not concern all of them is passed over for all of them, so that nobody gains or loses by it.
    """
    if len(tied) == 1:
        return [_placed(tied[0], first, decided)]
    if not rungs:
        return _last_rung(tied, category, first, seed)
    rung, rest = rungs[0], rungs[1:]
    if not all(concerned(item, rung.by, category) for item in tied):
        return _settle(tied, category, first, rest, seed, decided)
    ordered = sorted(tied, key=lambda item: (_height(item, rung), _code(item)))
    placed: list[Placed] = []
    levels = [list(level) for _, level in groupby(ordered, key=lambda item: _height(item, rung))]
    for level in levels:
        placed.extend(_settle(level, category, first + len(placed), rest, seed, rung.by))
    return placed


def _last_rung(tied: list[Scores], category: Category, first: int, seed: str) -> list[Placed]:
    if category.ranking.still_tied == LOT:
        drawn = sorted(tied, key=lambda item: lot(item.points.entry.candidate, seed))
        return [_placed(item, first + offset, LOT) for offset, item in enumerate(drawn)]
    return [_placed(item, first, SHARED) for item in sorted(tied, key=_code)]


def lot(candidate: Candidate, seed: str) -> str:
    """A candidate's lot: SHA-256 of seed, category and code; the smallest is drawn first, for anyone to redo."""
    return hashlib.sha256(f"{seed}\n{candidate.category}\n{candidate.code}".encode()).hexdigest()


def _height(item: Scores, rung: Rung) -> tuple[bool, Fraction]:
    """The sorting key of a rung, best first; a missing value comes last whichever end wins."""
    value = rung_value(item, rung.by)
    if value is None:
        return (True, Fraction(0))
    return (False, -value if rung.order == "desc" else value)


def rung_value(item: Scores, name: str) -> Fraction | None:
    """What a rung compares: an aspect's exact score, an indicator's points, or a numeric input; None where it lacks."""
    if name in item.points.fixed:
        return None
    if name in item.aspects:
        return item.aspects[name]
    if name in item.points.indicators:
        return item.points.indicators[name].points
    value: Any = item.points.inputs.get(name)
    if hasattr(value, "toordinal"):
        return Fraction(value.toordinal())
    return Fraction(value) if isinstance(value, Fraction | bool) else None


def concerned(item: Scores, name: str, category: Category) -> bool:
    """Whether a node, field or derived value concerns the candidate; what it merely left blank does."""
    if rung_value(item, name) is not None:
        return True
    points = item.points
    if name in points.fixed or any(aspect.id == name for aspect, _ in category.all_aspects()):
        return False
    return not lacks_only((name,), points.inputs, points.ignored, category)


def _by_published(item: Scores) -> Fraction:
    return item.published


def _by_exact(item: Scores) -> Fraction:
    return item.exact


def _code(item: Scores) -> str:
    return item.points.entry.candidate.code


def _placed(item: Scores, place: int, tie: str) -> Placed:
    return Placed(item.points.entry.candidate, Status.RANKED, item, place, tie, item.points)
