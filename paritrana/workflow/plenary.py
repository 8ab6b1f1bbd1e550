"""What the plenary meeting decided about a category: the words it adds, what it orders, and what could not stand."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from paritrana.criteria.model import Category
from paritrana.documents.decisions import vote_words
from paritrana.entry.model import Statement
from paritrana.entry.plenary import Decision, DecisionKind, Orders, orders_of
from paritrana.manifest import canonical, sha256
from paritrana.problems import Problem, Where
from paritrana.scoring import Placed, Result, Status
from paritrana.scoring.plenary import PARTS
from paritrana.text import formats, label, spoken
from paritrana.workflow.season import Season

INPUT = "plenary"
"""The name under which the decisions are hashed."""


def decided(season: Season, category: Category) -> tuple[Decision, ...]:
    """The decisions about a category that count, in their order."""
    return tuple(one for one in season.plenary[0] if one.category == category.category)


def plenary_problems(season: Season, category: Category) -> tuple[Problem, ...]:
    """What is wrong with the book of decisions, as far as it is known to concern a category."""
    return tuple(one for one in season.plenary[1] if one.category == category.category)


def plenary_hash(decisions: Sequence[Decision]) -> dict[str, str]:
    """SHA-256 of the decisions of a category, by name; nothing where there is none."""
    return {INPUT: sha256(canonical([one.facts() for one in decisions]))} if decisions else {}


def words_of(decisions: Iterable[Decision]) -> dict[str, tuple[Statement, ...]]:
    """The statements of the plenary meeting by the candidate's code."""
    found: dict[str, tuple[Statement, ...]] = {}
    for one in decisions:
        said = one.statement(label("plenary.meeting"), f"{one.article}; {vote_words(one)}")
        if said is not None:
            found[one.candidate] = (*found.get(one.candidate, ()), said)
    return found


def harming(decisions: Iterable[Decision], before: Result, after: Result) -> tuple[Decision, ...]:
    """The decided values with which a candidate's answers no longer fit together, so that it would be returned."""
    fine = {place.candidate.code for place in before.placed if place.status is not Status.RETURNED}
    returned = {place.candidate.code for place in after.placed if place.status is Status.RETURNED}
    return tuple(one for one in decisions if one.kind is DecisionKind.VALUE and one.candidate in fine & returned)


def harm(one: Decision) -> Problem:
    """J035 for a decided value with which a candidate's answers no longer fit together."""
    place = Where(one.source.file, one.source.sheet, one.source.cell)
    return Problem(
        "J035", place, {"read": one.number, **spoken("reason", "plenary.refused.harm")}, category=one.category
    )


def orders(decisions: Sequence[Decision]) -> Orders:
    """What decisions order, with the words for those who are disqualified."""
    found = orders_of(decisions)
    out = {one.candidate: _out_words(one) for one in decisions if one.kind is DecisionKind.OUT}
    return Orders(found.ranks, found.awards, out)


def _out_words(one: Decision) -> str:
    day = formats.date(date.fromisoformat(one.at))
    return label("plenary.out_reason", reason=one.reason, at=day, article=one.article)


def weigh(decisions: Sequence[Decision], result: Result, active: frozenset[str]) -> tuple[Result, tuple[Problem, ...]]:
    """The result with the decisions that took effect in it, and J035 for every other.

    `active` are the codes of candidates who were still in the running by the candidate list.
    """
    places = {place.candidate.code: place for place in result.placed}
    standing: list[Decision] = []
    problems: list[Problem] = []
    for one in decisions:
        reason = _hindrance(one, places.get(one.candidate), result, active)
        if reason:
            place = Where(one.source.file, one.source.sheet, one.source.cell)
            problems.append(Problem("J035", place, {"read": one.number, **reason}, category=one.category))
        else:
            standing.append(one)
    return replace(result, decisions=tuple(standing)), tuple(problems)


def _hindrance(one: Decision, place: Placed | None, result: Result, active: frozenset[str]) -> dict[str, str]:
    """Why a decision changes nothing, as the detail `reason`; empty where it took effect."""
    if place is None or place.stage or place.status is Status.ABSENT or one.candidate not in active:
        return spoken("reason", "plenary.refused.out")
    if place.status is Status.RETURNED and one.kind is not DecisionKind.OUT:
        return spoken("reason", "plenary.refused.returned")
    if one.kind in (DecisionKind.RANK, DecisionKind.AWARD) and one.candidate in result.unseated:
        ranked = result.unseated[one.candidate]
        if ranked is None:
            return spoken("reason", "plenary.refused.unranked")
        if ranked == PARTS and one.kind is DecisionKind.RANK:
            return spoken("reason", "plenary.refused.parts")
        if one.kind is DecisionKind.RANK:
            return spoken("reason", "plenary.refused.beyond", rank=str(one.rank), count=str(ranked))
    return {}
