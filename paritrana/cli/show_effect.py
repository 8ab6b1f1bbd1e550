"""What `effect` prints: a line for each correction, then everybody whom all of them together move."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from paritrana.cli.options import Common
from paritrana.cli.show import say, table
from paritrana.cli.terminal import complain, envelope, tell
from paritrana.decimals import exact_text
from paritrana.documents.basis import shown
from paritrana.documents.tables import problem_facts
from paritrana.text import formats, label, line

if TYPE_CHECKING:
    from paritrana.criteria.model import Category
    from paritrana.rules import Input
    from paritrana.workflow.effect import Effect, Effects, Moved, Previewed, Standing

ALL = ("effect_candidate", "effect_score", "effect_rank")
ONE = ("effect_candidate", "effect_question", "effect_value", "effect_points", *ALL[1:])
PLAIN_PLACES = 2


def show_effects(found: Previewed, options: Common) -> int:
    """Tell of the effects; returns the exit code."""
    problems = (*found.stray, *(one for each in found.found for one in each.problems))
    if options.as_json:
        told = [problem_facts(one, options.lang) for one in problems]
        envelope("effect", categories=[_facts(one) for one in found.found], problems=told)
        return found.exit_code
    for each in found.found:
        _talk_of(each, options)
    for problem in problems:
        complain(line(problem, options.lang))
    return found.exit_code


def _talk_of(each: Effects, options: Common) -> None:
    tell(each.category.title(options.lang))
    if each.effects:
        table(ONE, (_row(one, each.category, options.lang) for one in each.effects), options, right=ONE[2:])
    say("effect_counts", options, changes=str(len(each.effects) + each.untried), confirmed=str(each.confirmed))
    if each.untried:
        say("effect_untried", options, count=str(each.untried))
    if each.together:
        tell(label("show.effect_together", options.lang))
        table(ALL, (_moved(one, options.lang) for one in each.together), options, right=ALL[1:])
    say("effect_nothing_written", options)


def _row(one: Effect, category: Category, lang: str) -> list[str]:
    points = [_pair(*pair, lang) for pair in one.points.values()]
    both = (_words(value, one.field.id, category, lang) for value in (one.before, one.after))
    name, score, rank = _moved(one.moved, lang)
    return [name, one.field.ask(lang), " → ".join(both), "; ".join(points) or "–", score, rank]


def _words(value: Input, field: str, category: Category, lang: str) -> str:
    return shown(value, field, category, lang) or label("ranking.blank", lang)


def _moved(one: Moved, lang: str) -> list[str]:
    name = f"{one.candidate.name} ({one.candidate.code})"
    before, after = (each.score if each else None for each in (one.before, one.after))
    return [name, _pair(before, after, lang), f"{_rank(one.before, lang)} → {_rank(one.after, lang)}"]


def _pair(before: Fraction | None, after: Fraction | None, lang: str) -> str:
    return f"{_number(before, lang)} → {_number(after, lang)}"


def _number(value: Fraction | None, lang: str) -> str:
    return "–" if value is None else formats.number(value, PLAIN_PLACES, lang)


def _rank(one: Standing | None, lang: str) -> str:
    if one is None:
        return "–"
    if one.rank is None or one.stage:
        return label(f"status.{one.status}", lang) + (f" ({one.rank})" if one.rank else "")
    return str(one.rank)


def _facts(each: Effects) -> dict[str, Any]:
    return {
        "category": each.category.category,
        "confirmed": each.confirmed,
        "untried": each.untried,
        "corrections": [
            {
                "candidate": one.said.candidate,
                "field": one.field.id,
                "before": _plain(one.before),
                "after": _plain(one.after),
                "by": one.said.by,
                "reason": one.said.reason,
                "file": one.said.source.file,
                "sheet": one.said.source.sheet,
                "cell": one.said.source.cell,
                "points": {name: [_text(value) for value in pair] for name, pair in one.points.items()},
                **_move(one.moved),
            }
            for one in each.effects
        ],
        "together": [{"candidate": one.candidate.code, **_move(one)} for one in each.together],
    }


def _move(one: Moved) -> dict[str, Any]:
    pair = (one.before, one.after)
    return {
        "score": [_text(each.score) if each else None for each in pair],
        "rank": [each.rank if each else None for each in pair],
        "status": [each.status.value if each else None for each in pair],
    }


def _plain(value: Input) -> Any:
    if isinstance(value, Fraction):
        return exact_text(value)
    return value if isinstance(value, str | bool | None) else str(value)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
