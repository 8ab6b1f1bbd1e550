"""From ranks to prizes: places per group, the least score that wins, ties left to the plenary."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from paritrana.criteria.model import Category, Place
from paritrana.problems import Problem, Where
from paritrana.scoring.ranking import Placed, Status
from paritrana.text import spoken


@dataclass(frozen=True, slots=True)
class Award:
    """What a ranked candidate receives. `plenary` means: tied at a prize place, no certificate until decided."""

    title: str
    title_en: str = ""
    plenary: bool = False


@dataclass(frozen=True, slots=True)
class Prizes:
    """Awards by candidate code, and what a person has to know or decide about them."""

    awards: dict[str, Award]
    problems: tuple[Problem, ...]


def give_awards(placed: Sequence[Placed], category: Category) -> Prizes:
    """The awards of every group of a category (a category without groups is one group)."""
    awards: dict[str, Award] = {}
    problems: list[Problem] = []
    ranked = [place for place in placed if place.status is Status.RANKED]
    groups = category.group_ids() or ("",)
    for group in groups:
        peers = [place for place in ranked if place.candidate.group == group]
        awards.update(_group_awards(peers, category, problems))
        problems.extend(_without_winner(peers, category, group))
    return Prizes(awards, tuple(problems))


def _group_awards(peers: list[Placed], category: Category, problems: list[Problem]) -> dict[str, Award]:
    found: dict[str, Award] = {}
    for first, tied in groupby(peers, key=lambda place: place.rank or 0):
        winners = [place for place in tied if _reaches(place, category)]
        if not winners:
            continue
        titles = _titles(category, range(first, first + len(winners)))
        if not any(titles):
            continue
        for winner in winners:
            found[winner.candidate.code] = _award(titles)
        if len(set(titles)) > 1:
            problems.append(_tie(winners, titles, category))
    return found


def _titles(category: Category, ranks: range) -> list[Place | None]:
    return [next((place for place in category.awards.places if rank in place.ranks), None) for rank in ranks]


def _award(titles: list[Place | None]) -> Award:
    given = [place for place in titles if place is not None]
    if len(set(titles)) == 1:
        return Award(given[0].title.id, given[0].title.en or given[0].title.id)
    return Award(_joined(given), _joined(given), plenary=True)


def _joined(places: list[Place]) -> str:
    return " / ".join(dict.fromkeys(place.title.id for place in places))


def _reaches(place: Placed, category: Category) -> bool:
    least = category.awards.minimum_score
    return least is None or (place.scores is not None and place.scores.published >= Fraction(least))


def _tie(winners: list[Placed], titles: list[Place | None], category: Category) -> Problem:
    names = ", ".join(f"{place.candidate.name} ({place.candidate.code})" for place in winners)
    award = _joined([place for place in titles if place is not None])
    return Problem("R003", Where(), {"names": names, "award": award}, category=category.category)


def _without_winner(peers: list[Placed], category: Category, group: str) -> list[Problem]:
    """R007 for every place of a group that nobody receives."""
    reached = sum(_reaches(place, category) for place in peers)
    problems = []
    for place in category.awards.places:
        if place.rank > reached:
            reason = spoken("reason", "faults.below_minimum" if place.rank <= len(peers) else "faults.too_few")
            award = f"{place.title.id} {_group_title(category, group)}".strip()
            problems.append(Problem("R007", Where(), {"award": award, **reason}, category=category.category))
    return problems


def _group_title(category: Category, group: str) -> str:
    return next((item.title.id for item in category.groups if item.id == group), "")
