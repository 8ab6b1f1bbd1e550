"""The panel's papers from a season: mark sheets for those who are interviewed, and the marks printed back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from paritrana.answers import Kind
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.documents.guide_rules import rule_words
from paritrana.documents.guide_words import Reader
from paritrana.documents.interview_sheets import (
    Attendance,
    Graded,
    Interview,
    Interviewed,
    Juror,
    Question,
    render_recap,
    render_sheets,
)
from paritrana.documents.typst_pdf import Typesetter
from paritrana.documents.view import marks as page_marks
from paritrana.entry.model import Statement
from paritrana.entry.verification import person_key
from paritrana.problems import Problem, UsageError
from paritrana.rules.panel import Panel, adjusted_level
from paritrana.scoring import Result
from paritrana.text import label
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders
from paritrana.workflow.marks import settled_marks
from paritrana.workflow.reading import FileRead
from paritrana.workflow.result import Scored
from paritrana.workflow.score import score_only
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.stage_desk import own_fields
from paritrana.workspace import write_file

FOLDER = "interview"
"""Beside the categories' folders, which every scoring replaces whole."""

SHEETS, RECAP = "lembar-nilai-wawancara.pdf", "rekap-nilai-wawancara.pdf"
MOST = 3_000
"""Sheets of one category; nobody interviews more."""

Given = Mapping[str, Mapping[tuple[str, str], tuple[Fraction, ...]]]
"""Every mark that counts, by field, then by candidate and juror."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The papers written, how many sheets they hold, and what is wrong with the panel's list or the marks."""

    files: tuple[Path, ...]
    pages: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Inside:
    """Who is marked on a question, and the result in which it counts; None where nothing had to be scored."""

    codes: frozenset[str]
    result: Result | None


@alone
def write_sheets(
    season: Season,
    names: Iterable[str] = (),
    output: Path | None = None,
    *,
    blank: int = 0,
    seed: str = "",
    at: datetime | None = None,
    lang: str = "id",
    tick: Tick = silent,
) -> Sheets:
    """Write sheets and marks of categories that jurors mark (all by default), a folder for each.

    Raises UsageError for a category that is asked for by name and is marked by nobody, for more sheets than anybody
    interviews, and where a lot decides who passes on and no seed is given.
    """
    asked = tuple(names)
    chosen = [one for one in season.categories(asked) if one.filled_by(Role.PANEL)]
    if len(chosen) < len(asked) or not chosen:
        raise UsageError("errors.no_marks", category=", ".join(asked) or season.edition.id)
    folder = output or season.workspace.internal(season.edition.id) / FOLDER
    reads = read_folders(season, tick)
    made: dict[Path, bytes] = {}
    pages, problems = 0, list(season.panel[1])
    with Typesetter(season.workspace.template_dirs) as typesetter:
        for category in chosen:
            it, grids, told = _interview(season, category, reads, blank, seed, lang)
            when, home = season.clock(at), folder / category.category
            made[home / SHEETS] = render_sheets(it, typesetter, when)
            made[home / RECAP] = render_recap(it, grids, typesetter, when)
            pages += it.pages
            problems.extend(told)
    for path, data in made.items():
        write_file(path, data)
    return Sheets(tuple(made), pages, tuple(problems))


def _interview(
    season: Season, category: Category, reads: Sequence[FileRead], blank: int, seed: str, lang: str
) -> tuple[Interview, list[Graded], tuple[Problem, ...]]:
    """What the papers of a category say, and what is wrong with the marks."""
    board, facts = season.panel[0], season.edition.facts
    fields = category.filled_by(Role.PANEL)
    inside = _inside(season, category, fields, reads, seed)
    settled = settled_marks(season, category, reads)
    marks = [one for every in settled.statements.values() for one in every]
    jurors = _jurors(season, category, marks, lang)
    recused = board.recused(category.category)
    it = Interview(
        award=facts.title(lang),
        category=category.title(lang),
        place=facts.place,
        questions=tuple(_question(one, lang) for one in fields),
        jurors=jurors,
        candidates=tuple(_candidates(season, category, inside, lang)),
        recused=frozenset((code, one.name) for one in jurors for code, key in recused if key == person_key(one.name)),
        attendance=_attendance(category, fields, lang),
        blank=blank,
        marks=page_marks(season.edition.status(category), code=""),
        lang=lang,
    )
    if it.pages > MOST:
        raise UsageError("errors.too_many_sheets", category=category.category, count=str(it.pages), limit=str(MOST))
    given = _given(marks)
    grids = [_graded(category, one, given.get(one.id, {}), inside[one.id], lang) for one in it.questions]
    return it, grids, settled.problems


def _inside(
    season: Season, category: Category, fields: Sequence[Field], reads: Sequence[FileRead], seed: str
) -> dict[str, _Inside]:
    """By field who is in the stage that marks it: those who passed the stage before; all active ones without stages."""
    active = frozenset(one.code for one in season.candidates(category) if one.status == "aktif")
    adjusts = any(isinstance(node.rule, Panel) and node.rule.severity for node, _ in category.indicators())
    if not category.stages and not adjusts:
        return {field.id: _Inside(active, None) for field in fields}
    scored = score_only(season, [category], tuple(reads), seed)[0]
    return {field.id: _at_stage(scored, field, active) for field in fields}


def _at_stage(scored: Scored, field: Field, active: frozenset[str]) -> _Inside:
    stages = scored.category.stages
    at = next((at for at, one in enumerate(stages) if field.id in own_fields(scored.category, one)), 0)
    passed = active & frozenset(scored.stages[at - 1].passed) if at else active
    return _Inside(passed, scored.stages[at].scored.result if at < len(scored.stages) else scored.result)


def _given(marks: Iterable[Statement]) -> Given:
    found: dict[str, dict[tuple[str, str], tuple[Fraction, ...]]] = {}
    for one in marks:
        if isinstance(one.value, Decimal):
            pairs, key = found.setdefault(one.field, {}), (one.candidate, one.by)
            pairs[key] = (*pairs.get(key, ()), Fraction(one.value))
    return found


def _jurors(season: Season, category: Category, marks: Iterable[Statement], lang: str) -> tuple[Juror, ...]:
    """The members who mark; without a list the names above the marks, and before any mark so many as there may be."""
    members = season.panel[0].marking(category.category)
    if members:
        roles = {one.role: label(f"panel.roles.{one.role}", lang) for one in members}
        return tuple(Juror(one.name, roles[one.role], one.role == "sekretaris") for one in members)
    typed = sorted({one.by for one in marks})
    numbers = range(1, category.panel.size + 1)
    return tuple(map(Juror, typed or (label("interview.juror_number", lang, number=str(at)) for at in numbers)))


def _candidates(season: Season, category: Category, inside: Mapping[str, _Inside], lang: str) -> Iterable[Interviewed]:
    groups = {one.id: one.title(lang) for one in category.groups}
    for one in season.candidates(category):
        asked = frozenset(field for field, who in inside.items() if one.code in who.codes)
        if asked:
            yield Interviewed(one.code, one.name, groups.get(one.group, ""), asked)


def _question(field: Field, lang: str) -> Question:
    low, high = (None if end is None else Fraction(end) for end in (field.lowest, field.highest))
    hint = field.hint(lang) if field.hint else ""
    return Question(field.id, field.ask(lang), hint, low, high, field.places)


def _attendance(category: Category, fields: Sequence[Field], lang: str) -> Attendance | None:
    """Who came: the organiser's choice that stands in the same section of the criteria as what jurors mark."""
    sections = {one.section.id for one in fields if one.section}
    for one in category.filled_by(Role.ORGANISER):
        if one.kind is Kind.CHOICE and one.section and one.section.id in sections:
            return Attendance(one.ask(lang), tuple(option.label(lang) for option in one.options))
    return None


def _graded(
    category: Category,
    question: Question,
    given: Mapping[tuple[str, str], tuple[Fraction, ...]],
    inside: _Inside,
    lang: str,
) -> Graded:
    """The grid of a question; a mark that was typed twice and differs is no mark yet."""
    nodes = [(node.id, node.rule) for node, _ in category.indicators() if isinstance(node.rule, Panel)]
    name, rule = next(((name, rule) for name, rule in nodes if rule.field == question.id), ("", None))
    if rule is None:
        return Graded(question, given, {}, label("interview.mean", lang))
    reduced: dict[str, Fraction] = {}
    for code in inside.codes:
        own = [frozenset(marks) for (candidate, _), marks in given.items() if candidate == code]
        if len(own) >= rule.quorum and all(len(marks) == 1 for marks in own):
            reduced[code] = rule.reduced([mark for marks in own for mark in marks])
    rules = (*rule_words(rule, Reader(category, lang)).lines, label("interview.below_quorum", lang))
    way = label(f"interview.{rule.reduce}", lang)
    return Graded(question, given, reduced, way, _adjusted(name, inside.result), bool(rule.severity), rules)


def _adjusted(indicator: str, result: Result | None) -> dict[str, Fraction]:
    """By candidate what was scored once the jurors' levels were taken out."""
    found: dict[str, Fraction] = {}
    for place in result.placed if result else ():
        points = place.scores.points if place.scores else None
        item = points.indicators.get(indicator) if points else None
        level = adjusted_level(item.outcome) if item else None
        if level is not None:
            found[place.candidate.code] = level
    return found
