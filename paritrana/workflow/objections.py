"""Objections of a season: what is wrong with them, which decisions they led to, and the letters that answer them."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from paritrana.criteria.model import Category
from paritrana.documents.ladder_model import LadderSheet
from paritrana.documents.objection_letter import Letter, render_letter
from paritrana.documents.ranking_model import RankingSheet
from paritrana.documents.typst_pdf import Typesetter
from paritrana.entry.plenary import Decision, Objection
from paritrana.problems import Problem, Where
from paritrana.workflow.certificates import safe_name
from paritrana.workflow.plenary import decided
from paritrana.workflow.result import Scored
from paritrana.workflow.season import Season

FOLDER = "sanggahan"


def objected(season: Season, category: Category) -> tuple[Objection, ...]:
    """The objections about a category that can be dealt with, in their order."""
    return tuple(one for one in season.objections[0] if one.category == category.category)


def led_to(season: Season, one: Objection) -> tuple[Decision, ...]:
    """The decisions that carry the number of an objection."""
    return tuple(
        item for item in season.plenary[0] if item.category == one.category and _same(item.objection, one.number)
    )


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def objection_problems(season: Season, category: Category) -> tuple[Problem, ...]:
    """What is wrong with objections of a category: with their rows, and with what they say beside the decisions."""
    own = (one for one in season.objections[1] if one.category == category.category)
    return (*own, *_doubts(season, category), *_unknown(season, category))


def _doubts(season: Season, category: Category) -> Iterator[Problem]:
    for one in objected(season, category):
        found, details = led_to(season, one), {"read": one.number, "sender": one.sender}
        place = Where(one.source.file, one.source.sheet, one.source.cell)
        numbers = ", ".join(item.number for item in found)
        if not one.answer:
            yield Problem("J046", place, details, category=category.category)
        elif one.changes and not found:
            yield Problem("J044", place, details, category=category.category)
        elif found and not one.changes:
            yield Problem("J045", place, {**details, "other": numbers}, category=category.category)


def _unknown(season: Season, category: Category) -> Iterator[Problem]:
    """J047 for decisions that name an objection nobody knows."""
    numbers = {one.number.casefold() for one in objected(season, category)}
    for one in decided(season, category):
        if one.objection and one.objection.casefold() not in numbers:
            place = Where(one.source.file, one.source.sheet, one.source.cell)
            yield Problem("J047", place, {"read": one.number, "other": one.objection}, category=category.category)


def letter_names(season: Season, category: Category) -> dict[str, str]:
    """The files of the letters, by the number of the objection: those that are answered."""
    answered = [one.number for one in objected(season, category) if one.answer]
    return {number: f"{FOLDER}/jawaban-{safe_name(number.upper())}.pdf" for number in answered}


def letters(scored: Scored, sheet: RankingSheet, ladder: LadderSheet, at: datetime, lang: str) -> Mapping[str, bytes]:
    """The answers as letters, by file name relative to the category's folder. Raises TemplateError."""
    season, names = scored.season, letter_names(scored.season, scored.category)
    if not names:
        return {}
    known = season.known()[scored.category.category]
    climbs = {one.code: one for one in ladder.candidates}
    files: dict[str, bytes] = {}
    stopped = {one.candidate.code: one.stage for one in scored.result.placed if one.stage}
    stages = {one.stage.id: one for one in scored.stages}
    with Typesetter(season.workspace.template_dirs) as typesetter:
        for one in objected(season, scored.category):
            if one.number in names:
                stage = stages.get(stopped.get(one.candidate, ""))
                letter = Letter(
                    edition=season.edition,
                    category=stage.scored.result.category if stage else scored.category,
                    stage=stage.stage.title(lang) if stage else "",
                    objection=one,
                    candidate=known[one.candidate],
                    decisions=led_to(season, one),
                    result=scored.result,
                    before=scored.before.result if scored.before else None,
                    marks=sheet.marks,
                    made=sheet.made,
                    steps=ladder.steps,
                    ladder=climbs.get(one.candidate),
                    lang=lang,
                )
                files[names[one.number]] = render_letter(letter, typesetter, at)
    return files
