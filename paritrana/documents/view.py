"""The ranking sheet as it is read: every word and figure in the language of the paper, ready to print.

Renderers lay out what stands here; they neither round nor add.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Literal

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Aspect, Category, Indicator
from paritrana.criteria.model import Status as Standing
from paritrana.decimals import rounded
from paritrana.documents.basis import basis
from paritrana.documents.notes import Hash, Note, criteria_hashes, missing_policy, notes, title_of
from paritrana.problems import Problem
from paritrana.regions import ATTRIBUTION
from paritrana.scoring import Award, IndicatorPoints, Placed, Result, Scores, Status
from paritrana.scoring.ranking import LOT, SHARED
from paritrana.text import formats, label, says

EXACT_PLACES = 4
"""Digits printed behind the comma of what is kept as a fraction."""

DETAILED = 1_000
"""Candidates beyond which a sheet leaves out what each point was given for."""

REASONS = 5
"""Remarks of a returned form that the ranking sheet repeats; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed: its text, its exact value at that precision, and the digits behind the comma."""

    text: str
    value: Fraction
    places: int


@dataclass(frozen=True, slots=True)
class Column:
    """An aspect or indicator: title, weight among its siblings and of the whole, and what a blank costs.

    `depth` is 0 for the aspects at the top; `places` are the decimals of its figures.
    """

    id: str
    kind: Literal["aspect", "indicator"]
    depth: int
    title: str
    weight: str
    share: str
    if_blank: str
    source: str
    places: int

    @property
    def is_aspect(self) -> bool:
        return self.kind == "aspect"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a candidate has in one column: points, what they add to the total, and what they were given for.

    Of a sheet that is not `detailed` the last two are left out.
    """

    points: Figure
    contribution: Figure | None = None
    basis: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate. `cells` stand in the order of the columns and are empty for a candidate without scores.

    `status` is the id and `standing` its words; `award` is the title, or in words that the plenary decides
    (`plenary`, and `undecided` names the awards); `tie` says how an equal score was settled; `reasons` say why a
    candidate has no rank.
    """

    rank: int | None
    code: str
    name: str
    printed_name: str
    group: str
    score: Figure | None
    award: str
    plenary: bool
    undecided: str
    status: str
    standing: str
    tie: str
    cells: tuple[Cell, ...]
    reasons: tuple[str, ...]

    @property
    def wins(self) -> bool:
        """Whether an award is certain."""
        return bool(self.award) and not self.plenary


@dataclass(frozen=True, slots=True)
class Peers:
    """The candidates of one group, best first, those without a rank last. A category without groups has one."""

    id: str
    title: str
    rows: tuple[Row, ...]

    @property
    def ranked(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.rank is not None)

    @property
    def winners(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.wins)

    @property
    def pending(self) -> tuple[Row, ...]:
        """Those tied at a prize place, about whom the plenary decides."""
        return tuple(row for row in self.rows if row.plenary)


@dataclass(frozen=True, slots=True)
class RankingSheet:
    """The Rekapitulasi Nilai dan Peringkat of one category.

    `marks` go across every page; `at` is the ISO time given by the caller, `code` the Kode Hasil of a sealed
    result. `standing` is the id of the criteria's status and `standing_words` its sentence. A `detailed` sheet
    says what each point was given for.
    """

    lang: str
    edition: str
    category: str
    award_title: str
    category_title: str
    level: str
    organiser: str
    period: str
    period_end: datetime.date
    standing: Standing
    standing_words: str
    marks: tuple[str, ...]
    code: str | None
    at: str | None
    columns: tuple[Column, ...]
    groups: tuple[Peers, ...]
    notes: tuple[Note, ...]
    hashes: tuple[Hash, ...]
    attribution: str
    public_scores: bool
    detailed: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everybody, in the order of ranking.csv."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def unranked(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.rank is None)

    @property
    def has_groups(self) -> bool:
        return any(group.title for group in self.groups)

    @property
    def made(self) -> str:
        """When it was made and by which code it goes, in words."""
        code = label("papers.code", self.lang, code=self.code) if self.code else label("papers.no_code", self.lang)
        if self.at is None:
            return code
        return f"{code} · {label('papers.made', self.lang, moment=formats.moment(self.at, self.lang))}"


def ranking_sheet(
    edition: Edition,
    result: Result,
    *,
    at: str | None,
    code: str | None,
    lang: str = "id",
    meta: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    seed: str = "",
) -> RankingSheet:
    """The ranking sheet of a result.

    `meta` are further hashes to print, by their names; `problems` are those found before scoring (they say why
    a form was returned); `seed` is printed where lots may decide.
    """
    category, facts = result.category, edition.facts
    standing = edition.status(category)
    builder = _Rows(result, (*problems, *result.problems), lang)
    return RankingSheet(
        lang=lang,
        edition=edition.id,
        category=category.category,
        award_title=facts.title(lang),
        category_title=category.title(lang),
        level=facts.level(lang),
        organiser=facts.organiser(lang),
        period=formats.period(facts.period.start, facts.period.end, lang),
        period_end=facts.period.end,
        standing=standing,
        standing_words=standing_words(edition, standing, lang),
        marks=marks(standing, code),
        code=code,
        at=at,
        columns=columns(category, lang),
        groups=builder.groups(),
        notes=notes(edition, category, lang, seed),
        hashes=criteria_hashes(edition, category, meta or {}, lang),
        attribution=ATTRIBUTION if category.candidates.kind == "region" else "",
        public_scores=facts.public_scores,
        detailed=builder.detailed,
    )


def marks(standing: Standing, code: str | None) -> tuple[str, ...]:
    """The words across every page: of an example, of an unsealed result, of both, or none."""
    wanted = (("papers.example", standing == "contoh"), ("papers.draft", code is None))
    return tuple(label(key) for key, shown in wanted if shown)


def standing_words(edition: Edition, standing: Standing, lang: str) -> str:
    """What the criteria are worth, in a sentence: example, draft, or decided by which decree."""
    decree = edition.facts.decree
    if standing != "ditetapkan":
        return label(f"papers.{standing}", lang)
    if decree is None:
        return label("papers.ditetapkan_bare", lang)
    return label("papers.ditetapkan", lang, number=decree.number, date=formats.date(decree.date, lang))


def columns(category: Category, lang: str) -> tuple[Column, ...]:
    """Aspects and indicators in reading order, each aspect before what it holds."""
    depths = {node.id: depth for aspect in category.aspects for node, depth in _depths(aspect, 0)}
    return tuple(
        Column(
            id=node.id,
            kind="indicator" if isinstance(node, Indicator) else "aspect",
            depth=depths[node.id],
            title=node.title(lang),
            weight=formats.percent(node.weight / 100, lang),
            share=formats.percent(share, lang),
            if_blank=missing_policy(node, category, lang) if isinstance(node, Indicator) else "",
            source=node.source,
            places=places(category, node),
        )
        for node, share in category.nodes()
    )


def places(category: Category, node: Aspect | Indicator) -> int:
    """The decimals that a node's figures are printed with."""
    if isinstance(node, Aspect):
        return category.precision.score
    return EXACT_PLACES if category.precision.points == "exact" else category.precision.points


def _depths(node: Aspect | Indicator, depth: int) -> list[tuple[Aspect | Indicator, int]]:
    below = node.children if isinstance(node, Aspect) else ()
    return [(node, depth), *(pair for child in below for pair in _depths(child, depth + 1))]


@lru_cache(maxsize=1 << 16)
def figure(value: Fraction, digits: int, lang: str) -> Figure:
    """`value` rounded half up to `digits` decimals, with its text."""
    return Figure(formats.number(value, digits, lang), rounded(value, digits), digits)


class _Rows:
    """Turns the placed candidates of a result into groups of rows."""

    def __init__(self, result: Result, problems: Sequence[Problem], lang: str) -> None:
        self._result, self._category, self._lang = result, result.category, lang
        self.detailed = len(result.placed) <= DETAILED
        self._titles = {group.id: group.title(lang) for group in result.category.groups}
        self._nodes = [(node, places(self._category, node)) for node, _ in self._category.nodes()]
        self._errors: dict[str, list[Problem]] = {}
        for problem in dict.fromkeys(map(_Identity, problems)):
            if problem.of.is_error and problem.of.category in ("", self._category.category):
                self._errors.setdefault(problem.of.candidate, []).append(problem.of)

    def groups(self) -> tuple[Peers, ...]:
        found = groupby(self._result.placed, key=lambda place: place.candidate.group)
        return tuple(
            Peers(group, self._titles.get(group, group), tuple(self._row(place) for place in peers))
            for group, peers in found
        )

    def _row(self, place: Placed) -> Row:
        candidate, scores = place.candidate, place.scores
        award = self._result.awards.get(candidate.code) if place.status is Status.RANKED else None
        return Row(
            rank=place.rank,
            code=candidate.code,
            name=candidate.name,
            printed_name=candidate.certificate_name or candidate.name,
            group=self._titles.get(candidate.group, candidate.group),
            score=figure(scores.published, self._category.precision.score, self._lang) if scores else None,
            award=self._award(award),
            plenary=award is not None and award.plenary,
            undecided=self._title(award) if award is not None and award.plenary else "",
            status=place.status.value,
            standing=self._standing(place),
            tie=self._tie(place.tie),
            cells=self._cells(scores) if scores else (),
            reasons=self._reasons(place),
        )

    def _award(self, award: Award | None) -> str:
        if award is None:
            return ""
        title = self._title(award)
        return label("ranking.plenary_for", self._lang, award=title) if award.plenary else title

    def _title(self, award: Award) -> str:
        return award.title_en if self._lang == "en" and award.title_en else award.title

    def _standing(self, place: Placed) -> str:
        out = place.status is Status.DISQUALIFIED and place.candidate.status != "aktif"
        return label(f"status.{place.candidate.status if out else place.status.value}", self._lang)

    def _tie(self, tie: str) -> str:
        if tie in ("", SHARED, LOT):
            return label(f"ranking.tie_{tie}", self._lang) if tie else ""
        return label("ranking.tie_rung", self._lang, title=title_of(tie, self._category, self._lang))

    def _cells(self, scores: Scores) -> tuple[Cell, ...]:
        return tuple(self._cell(node, digits, scores) for node, digits in self._nodes)

    def _cell(self, node: Aspect | Indicator, digits: int, scores: Scores) -> Cell:
        item: IndicatorPoints | None = scores.points.indicators.get(node.id)
        earned = scores.aspects[node.id] if item is None else item.points
        points, blank = figure(earned, digits, self._lang), item is not None and item.missing
        if not self.detailed:
            return Cell(points, blank=blank)
        given_for = basis(node, item, self._category, self._lang) if isinstance(node, Indicator) and item else ""
        return Cell(points, figure(scores.weighted[node.id], EXACT_PLACES, self._lang), given_for, blank)

    def _reasons(self, place: Placed) -> tuple[str, ...]:
        if place.status is Status.GATED and place.scores is not None:
            return self._gates(place.scores.points.gates)
        if place.status is Status.DISQUALIFIED:
            return (place.candidate.reason or label("ranking.no_reason", self._lang),)
        if place.status is Status.RETURNED:
            return self._remarks(self._errors.get(place.candidate.code, []))
        return (label("status.absent", self._lang),) if place.status is Status.ABSENT else ()

    def _gates(self, failed: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            label("notes.gates_line", self._lang, message=gate.message(self._lang), article=gate.article)
            for gate in self._category.gates
            if gate.id in failed
        )

    def _remarks(self, errors: Sequence[Problem]) -> tuple[str, ...]:
        shown = [_remark(problem, self._lang) for problem in errors[:REASONS]]
        if len(errors) > REASONS:
            shown.append(label("ranking.more_reasons", self._lang, count=str(len(errors) - REASONS)))
        return tuple(shown) or (label("ranking.no_reason", self._lang),)


def _remark(problem: Problem, lang: str) -> str:
    where = f"{problem.where}: " if str(problem.where) else ""
    return f"{where}{says(problem, lang)} [{problem.code}]"


class _Identity:
    """A problem as a key: two problems with the same content are one."""

    def __init__(self, of: Problem) -> None:
        self.of = of
        self._key = (of.code, of.where, tuple(sorted(of.details.items())), of.candidate, of.category, of.field)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)
