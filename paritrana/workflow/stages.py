"""A category stage by stage: the same walk with other indicators, for those who passed on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from paritrana.criteria.model import Category
from paritrana.criteria.stages import Stage
from paritrana.entry.plenary import Decision
from paritrana.manifest import canonical, sha256
from paritrana.problems import Problem, Where
from paritrana.scoring import Placed, Status
from paritrana.scoring.result import with_stopped
from paritrana.scoring.stages import at_stage, by_claims, later_fields, shortlist
from paritrana.store.journal import read_journal
from paritrana.store.shortlists import closed_stages
from paritrana.workflow.collect import WHOLE, Part, collect
from paritrana.workflow.objections import objection_problems
from paritrana.workflow.plenary import decided, harm, harming, orders, plenary_hash, plenary_problems, weigh, words_of
from paritrana.workflow.reading import FileRead
from paritrana.workflow.result import Scored, StageScored, score_collected
from paritrana.workflow.season import Season


def judge(season: Season, category: Category, reads: Sequence[FileRead], seed: str) -> Scored:
    """The result of a category. With stages, its last stage, in which those who stopped before stand without a rank.

    What the plenary meeting decided counts; the result without any of it is kept beside it.
    """
    decisions = decided(season, category)
    found = _judged(season, category, reads, seed, decisions)
    before = _judged(season, category, reads, seed, ()) if decisions else found
    harmful = harming(decisions, before.result, found.result)
    if harmful:
        decisions = tuple(one for one in decisions if one not in harmful)
        found = _judged(season, category, reads, seed, decisions)
        found = found.with_problems(tuple(map(harm, harmful)))
    problems = (*plenary_problems(season, category), *objection_problems(season, category))
    if not decisions:
        return found.with_problems(problems)
    active = frozenset(one.code for one in season.candidates(category) if one.status == "aktif")
    result, idle = weigh(decisions, found.result, active)
    inputs = {**found.inputs, **plenary_hash(decisions)}
    whole = replace(found, result=result, inputs=inputs, before=before)
    return whole.with_problems((*problems, *idle))


def _judged(
    season: Season, category: Category, reads: Sequence[FileRead], seed: str, decisions: Sequence[Decision]
) -> Scored:
    if not category.stages:
        return _scored(season, category, reads, seed, WHOLE, decisions, last=True)
    closed = closed_stages(read_journal(season.workspace.journal), season.edition.id, category.category)
    only: frozenset[str] | None = None
    stopped: list[Placed] = []
    done: list[StageScored] = []
    *earlier, last = category.stages
    for stage in earlier:
        found = _stage(season, category, stage, reads, seed, only, decisions)
        done.append(StageScored(stage, found, shortlist(found.result, stage), closed.get(stage.id)))
        only = frozenset(done[-1].passed)
        stopped.extend(_stop(place, stage) for place in found.result.placed if place.candidate.code not in only)
    final = _stage(season, category, last, reads, seed, only, decisions)
    problems = (problem for one in done for problem in (*_of(one.scored, stopped), *_moved(one)))
    settled_by = {f"stage/{one.stage.id}": sha256(canonical(sorted(one.closed.passed))) for one in done if one.closed}
    result, inputs = with_stopped(final.result, stopped), {**final.inputs, **settled_by}
    whole = replace(final, category=category, result=result, inputs=inputs, stages=tuple(done))
    return whole.with_problems(tuple(problems))


def _stage(
    season: Season,
    category: Category,
    stage: Stage,
    reads: Sequence[FileRead],
    seed: str,
    only: frozenset[str] | None,
    decisions: Sequence[Decision],
) -> Scored:
    part = Part(only, by_claims(category, stage), later_fields(category, stage))
    last = stage is category.stages[-1]
    return _scored(season, at_stage(category, stage), reads, seed, part, decisions, last=last)


def _scored(
    season: Season,
    category: Category,
    reads: Sequence[FileRead],
    seed: str,
    part: Part,
    decisions: Sequence[Decision],
    *,
    last: bool,
) -> Scored:
    """A category at one stage. The plenary meeting decides at the last one: who passed on, did."""
    wanted = orders(decisions) if last and decisions else None
    whole = replace(part, decided=words_of(decisions) if last else {}, out=wanted.out if wanted else {})
    return score_collected(season, category, collect(season, category, reads, whole), seed, wanted)


def _stop(place: Placed, stage: Stage) -> Placed:
    status = Status.ELIMINATED if place.status is Status.RANKED else place.status
    return replace(place, status=status, stage=stage.id)


def _of(scored: Scored, stopped: Iterable[Placed]) -> Iterable[Problem]:
    """The problems of those who stopped: the last stage tells of the others."""
    codes = {place.candidate.code for place in stopped}
    return (problem for problem in scored.problems if problem.candidate in codes)


def _moved(one: StageScored) -> Iterable[Problem]:
    """J001 where a settled stage would let others pass by what is known now."""
    if one.closed is None:
        return
    passed, now = set(one.closed.passed), set(one.shortlist.passed)
    if passed != now:
        told = {"read": ", ".join(sorted(now - passed)) or "-", "other": ", ".join(sorted(passed - now)) or "-"}
        yield Problem("J001", Where(), {"stage": one.stage.title.id, **told}, category=one.scored.category.category)
