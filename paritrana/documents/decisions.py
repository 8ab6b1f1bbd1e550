"""What the plenary meeting decided, in words: each decision with what it changed."""

from collections.abc import Sequence
from datetime import date

from paritrana.criteria.model import Category
from paritrana.documents.basis import shown
from paritrana.documents.ranking_model import NONE, Decided
from paritrana.entry.fold import as_input
from paritrana.entry.plenary import Decision, DecisionKind
from paritrana.scoring import Award, Placed, Result, Status
from paritrana.text import formats, label


def decision_lines(result: Result, before: Result | None, lang: str) -> tuple[Decided, ...]:
    """The decisions that a result rests on, in the order of their list; `before` is the result without them."""
    now, then = _places(result), _places(before) if before else {}
    return tuple(
        Decided(
            number=one.number,
            at=formats.date(date.fromisoformat(one.at), lang),
            code=one.candidate,
            name=now[one.candidate].candidate.name,
            what=what_words(one, result.category, lang),
            before=standing_words(then.get(one.candidate), before, lang),
            after=standing_words(now[one.candidate], result, lang),
            article=one.article,
            reason=one.reason,
            vote=vote_words(one, lang),
            objection=one.objection,
        )
        for one in result.decisions
    )


def _places(result: Result) -> dict[str, Placed]:
    return {place.candidate.code: place for place in result.placed}


def what_words(one: Decision, category: Category, lang: str) -> str:
    """What was decided: `Peringkat 2`, `Jumlah pekerja menjadi 1.250 orang`."""
    if one.kind is DecisionKind.VALUE and one.value is not None:
        value = shown(as_input(one.value), one.field, category, lang)
        return label("plenary.what.value", lang, question=category.field(one.field).ask(lang), value=value)
    details = {DecisionKind.RANK: {"rank": str(one.rank)}, DecisionKind.AWARD: {"award": one.award}}
    return label(f"plenary.what.{one.kind.name.lower()}", lang, **details.get(one.kind, {}))


def standing_words(place: Placed | None, result: Result | None, lang: str) -> str:
    """Where a candidate stands in a result: rank and award, else what became of it."""
    if place is None or result is None:
        return NONE
    if place.rank is None or place.status is not Status.RANKED:
        return label(f"status.{place.status}", lang)
    rank = label("ladder.rank", lang, rank=str(place.rank))
    award = result.awards.get(place.candidate.code)
    return f"{rank}, {_award(award, lang)}" if award else rank


def _award(award: Award, lang: str) -> str:
    title = award.title_en if lang == "en" and award.title_en else award.title
    return label("ranking.plenary_for", lang, award=title) if award.plenary else title


def vote_words(one: Decision, lang: str = "id") -> str:
    """The vote in words."""
    vote = one.vote
    counts = {"for_it": vote.for_it, "against": vote.against, "abstained": vote.abstained}
    return label("plenary.vote", lang, **{key: str(count) for key, count in counts.items()})


def columns(lines: Sequence[Decided]) -> tuple[str, ...]:
    """The columns of the list of decisions, by the names of their values; objections only where there are any."""
    usual = ("number", "at", "code", "name", "what", "before", "after", "article", "reason", "vote")
    return (*usual, "objection") if any(one.objection for one in lines) else usual
