"""From ranks to prizes: places per group within cut-offs and quota, titles by condition, ties left to the plenary."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from paritrana.criteria.model import Best, Category, Least, Place, Predicate
from paritrana.expressions import Value, truth
from paritrana.problems import Problem, Where
from paritrana.rules.scalars import WordPair
from paritrana.scoring.aggregate import Scores
from paritrana.scoring.points import Points, owed_by_committee
from paritrana.scoring.ranking import Placed, Status, concerned, rung_value
from paritrana.text import spoken


@dataclass(frozen=True, slots=True)
class Award:
    """What a candidate receives, several titles joined by a semicolon.

    `plenary` means: tied at a prize place, no certificate until decided. `place` is the place behind it, where it is
    one (and not only a title by condition).
    """

    title: str
    title_en: str = ""
    plenary: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Prizes:
    """Awards by candidate code, and what a person has to know or decide about them."""

    awards: dict[str, Award]
    problems: tuple[Problem, ...]


def give_awards(
    placed: Sequence[Placed],
    points: Mapping[str, Points],
    category: Category,
    decided: Mapping[str, Sequence[str]] | None = None,
    ranks: Iterable[str] = (),
) -> Prizes:
    """The awards of every group of a category (a category without groups is one group).

    `points` by candidate code are what the conditions of predicates and special awards look at; `decided` are titles
    that the plenary meeting gave, which settle a tie about the same title; `ranks` are the codes whose rank it decided.
    """
    decided, seated = decided or {}, frozenset(ranks)
    found: dict[str, list[Award]] = {}
    problems: list[Problem] = []
    ranked = [place for place in placed if place.status is Status.RANKED]
    for group in category.group_ids() or ("",):
        peers = [place for place in ranked if place.candidate.group == group]
        steps = tuple(_steps(peers, points, category))
        for code, award in _places(steps, category, problems):
            found.setdefault(code, []).append(award)
        problems.extend(_uncounted(steps, points, category))
        problems.extend(_without_winner(peers, steps, category, group))
        problems.extend(_too_low((place for place in peers if place.candidate.code in seated), category))
        for best in category.awards.best:
            for code, award in _best(best, peers, category, problems, decided):
                found.setdefault(code, []).append(award)
    for place in ranked:
        for award in _by_condition(place, points[place.candidate.code], category, problems):
            found.setdefault(place.candidate.code, []).append(award)
        own = found.setdefault(place.candidate.code, []) if place.candidate.code in decided else []
        own.extend(Award(one, one) for one in decided.get(place.candidate.code, ()) if one not in _given(own))
    return Prizes({code: _joined_award(awards) for code, awards in found.items()}, tuple(problems))


def _given(awards: Iterable[Award]) -> frozenset[str]:
    return frozenset(award.title for award in awards)


def _joined_award(awards: Sequence[Award]) -> Award:
    """Several awards as one; one that waits for the plenary keeps the others waiting with it."""
    title = "; ".join(award.title for award in awards)
    english = "; ".join(award.title_en or award.title for award in awards)
    place = next((award.place for award in awards if award.place is not None), None)
    return Award(title, english, any(award.plenary for award in awards), place)


@dataclass(frozen=True, slots=True)
class _Step:
    """Candidates that share a rank, the places they fill (None: no prize), and whether they are over the quota."""

    tied: Sequence[Placed]
    titles: Sequence[Place | None]
    crowded: bool


def _steps(peers: Sequence[Placed], points: Mapping[str, Points], category: Category) -> Iterator[_Step]:
    """The ranks of a group. Who is below a cut-off or over the quota is passed over, and the next one moves up."""
    eligible = [place for place in peers if _reaches(place, category)]
    key, taken, given = _quota_key(category, points), Counter[str](), 0
    most = category.awards.quota.most if category.awards.quota else len(peers)
    for _, block in groupby(eligible, key=lambda place: place.rank or 0):
        tied = [place for place in block if taken[key(place)] < most]
        titles = _titles(category, range(given + 1, given + 1 + len(tied)))
        given += len(tied)
        if any(titles):
            taken.update(key(place) for place in tied)
        yield _Step(tied, titles, any(taken[key(place)] > most for place in tied))


def _places(steps: Iterable[_Step], category: Category, problems: list[Problem]) -> Iterator[tuple[str, Award]]:
    """The places of a group; a tie that no single place or the quota cannot hold waits for the plenary."""
    for step in steps:
        if not any(step.titles):
            continue
        award = _award(step)
        yield from ((place.candidate.code, award) for place in step.tied)
        if award.plenary:
            problems.append(_tie(step.tied, award.title, category))


def _quota_key(category: Category, points: Mapping[str, Points]) -> Callable[[Placed], str]:
    """What candidates share for the quota: proposer, regency (by code), or a field's value.

    Nothing without a quota; and who leaves it blank (R010) shares it with nobody.
    """
    return lambda place: _shared(place, points, category) or place.candidate.code


def _shared(place: Placed, points: Mapping[str, Points], category: Category) -> str:
    quota, candidate = category.awards.quota, place.candidate
    if quota is None:
        return ""
    if quota.by == "proposer":
        return candidate.proposer
    if quota.by == "regency":
        return (candidate.region or candidate.code)[:5]
    value = points[candidate.code].inputs.get(quota.by)
    return "" if value is None else str(value)


def _uncounted(steps: Iterable[_Step], points: Mapping[str, Points], category: Category) -> Iterator[Problem]:
    """R010 for everybody with a place whom the quota cannot count, because what it counts by is blank."""
    quota = category.awards.quota
    for step in steps:
        for place in step.tied if quota and any(step.titles) else ():
            if quota and not _shared(place, points, category):
                who = place.candidate
                details = {"name": who.name, "award": _award(step).title, **_counted_by(quota.by, category)}
                yield Problem("R010", Where(), details, candidate=who.code, category=category.category)


def _counted_by(name: str, category: Category) -> dict[str, str]:
    if name in ("proposer", "regency"):
        return spoken("field", f"notes.awards_quota_{name}")
    return {"field": next((field.ask.id for field in category.fields if field.id == name), name)}


def _titles(category: Category, ranks: range) -> list[Place | None]:
    return [next((place for place in category.awards.places if rank in place.ranks), None) for rank in ranks]


def _award(step: _Step) -> Award:
    given = [place for place in step.titles if place is not None]
    if len(set(step.titles)) == 1 and not step.crowded:
        return _titled(given[0].title, given[0])
    return Award(_joined(step.titles), _joined(step.titles, "en"), plenary=True)


def _titled(title: WordPair, place: Place | None = None) -> Award:
    return Award(title.id, title.en or title.id, place=place)


def _joined(titles: Sequence[Place | None], lang: str = "id") -> str:
    return " / ".join(dict.fromkeys(place.title(lang) for place in titles if place is not None))


def _reaches(place: Placed, category: Category) -> bool:
    least = category.awards.minimum_score
    if place.scores is None or (least is not None and place.scores.published < Fraction(least)):
        return False
    scores = place.scores
    return all(_passes(scores, cut, category) for cut in category.awards.cutoffs)


def _passes(scores: Scores, cut: Least, category: Category) -> bool:
    """Whether a cut-off is reached; one on something that does not concern the candidate keeps it from nothing."""
    height = rung_value(scores, cut.by)
    return not concerned(scores, cut.by, category) if height is None else height >= Fraction(cut.at_least)


def _tie(tied: Sequence[Placed], award: str, category: Category) -> Problem:
    names = ", ".join(f"{place.candidate.name} ({place.candidate.code})" for place in tied)
    return Problem("R003", Where(), {"names": names, "award": award}, category=category.category)


def _without_winner(
    peers: Sequence[Placed], steps: Iterable[_Step], category: Category, group: str
) -> Iterator[Problem]:
    """R007 for every place of a group that nobody receives: for want of candidates, of points, or of the quota."""
    filled = sum(len(step.tied) for step in steps)
    low = sum(not _reaches(place, category) for place in peers)
    for place in category.awards.places:
        if place.rank > filled:
            reason = spoken("reason", "faults.below_minimum" if place.rank <= filled + low else "faults.too_few")
            award = f"{place.title.id} {_group_title(category, group)}".strip()
            yield Problem("R007", Where(), {"award": award, **reason}, category=category.category)


def _too_low(seated: Iterable[Placed], category: Category) -> Iterator[Problem]:
    """J049 for every decided rank that would be a place, but is below a cut-off."""
    for place in seated:
        prize = next((one for one in category.awards.places if place.rank in one.ranks), None)
        if prize is not None and not _reaches(place, category):
            who = place.candidate
            details = {"rank": str(place.rank), "name": who.name, "award": prize.title.id}
            yield Problem("J049", Where(), details, candidate=who.code, category=category.category)


def _group_title(category: Category, group: str) -> str:
    return next((item.title.id for item in category.groups if item.id == group), "")


def _best(
    best: Best,
    peers: Sequence[Placed],
    category: Category,
    problems: list[Problem],
    decided: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, Award]]:
    """The best of a group on one thing; where several share it, the plenary decides and nobody is given the title."""
    heights = [(place, value) for place in peers if (value := _height(place, best.by)) is not None]
    if best.at_least is not None:
        heights = [(place, value) for place, value in heights if value >= Fraction(best.at_least)]
    if not heights:
        return
    ends = [value for _, value in heights]
    top = max(ends) if best.order == "desc" else min(ends)
    winners = [place for place, value in heights if value == top]
    if len(winners) > 1:
        if not any(best.title.id in decided.get(place.candidate.code, ()) for place in winners):
            problems.append(_tie(winners, best.title.id, category))
        return
    yield winners[0].candidate.code, _titled(best.title)


def _height(place: Placed, name: str) -> Fraction | None:
    return None if place.scores is None else rung_value(place.scores, name)


def _by_condition(place: Placed, points: Points, category: Category, problems: list[Problem]) -> Iterator[Award]:
    """The first predicate that holds, and every special award that holds.

    A predicate that cannot be decided for want of the committee's data keeps those below it from being given.
    """
    values = _known(place, points)
    for item in category.awards.predicates:
        holds = _decided(item, values, points, category, problems)
        if holds:
            yield _titled(item.title)
        if holds is not False:
            break
    for item in category.awards.special:
        if _decided(item, values, points, category, problems):
            yield _titled(item.title)


def _decided(
    item: Predicate, values: Mapping[str, Value], points: Points, category: Category, problems: list[Problem]
) -> bool | None:
    """Whether a condition holds; None, and R009, where the committee owes what decides. Otherwise missing means no."""
    holds = truth(item.when, values)
    owed = owed_by_committee(item.when.names, category, points.inputs, points.ignored) if holds is None else []
    if not owed:
        return holds is True
    candidate = points.entry.candidate
    fields = ", ".join(f'"{field.ask.id}"' for field in owed)
    details = {"award": item.title.id, "name": candidate.name, "fields": fields}
    problems.append(Problem("R009", Where(), details, candidate=candidate.code, category=category.category))
    return None


def _known(place: Placed, points: Points) -> dict[str, Value]:
    """What a condition may name: inputs, and the scored nodes by id, with the published total as `score`."""
    values: dict[str, Value] = {key: value for key, value in points.inputs.items() if not isinstance(value, tuple)}
    if place.scores is not None:
        values.update(place.scores.aspects)
        values.update({key: item.points for key, item in points.indicators.items()})
        values = {key: value for key, value in values.items() if key not in points.fixed}
        values["score"] = place.scores.published
    return values
