"""The ranking sheet as it is read: every word and figure in the language of the paper, ready to print.

Renderers lay out what stands here; they neither round nor add.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Adjustment, Category
from paritrana.criteria.model import Status as Standing
from paritrana.criteria.tree import Aspect, Indicator, Node, shares, whole_of
from paritrana.documents.basis import basis, not_applying
from paritrana.documents.figures import Figure, figure, signed
from paritrana.documents.guide_words import Reader
from paritrana.documents.notes import Hash, Note, criteria_hashes, missing_policy, notes, prize_of, title_of
from paritrana.documents.rule_lines import derived_lines, rule_lines
from paritrana.problems import Problem
from paritrana.regions import ATTRIBUTION
from paritrana.scoring import Award, IndicatorPoints, Placed, Result, Scores, Status
from paritrana.scoring.ranking import LOT, SHARED
from paritrana.text import formats, label, says

EXACT_PLACES = 4
"""Digits printed behind the comma of what is kept as a fraction."""

DETAILED = 1_000
"""Candidates beyond which a sheet leaves out what each point was given for."""

USUAL = 100
"""The scale that needs no mention beside a score."""

REASONS = 5
"""Remarks of a returned form that the ranking sheet repeats; the rest are counted."""


ZERO = Fraction(0)

NONE = "–"
"""What stands where there is no figure: a weight that is none, points of what does not apply."""


@dataclass(frozen=True, slots=True)
class Column:
    """An aspect or indicator: title, weight among its siblings and of the whole, its rule, and what a blank costs.

    There is a weight only below a node that takes weights, and a `share` of the whole only where all nodes above are
    weighted means; elsewhere there stands a dash. `depth` is 0 for the aspects at the top; `places` are the decimals of
    its figures.
    """

    id: str
    kind: Literal["aspect", "indicator"]
    depth: int
    title: str
    weight: str
    share: str
    rule: tuple[str, ...]
    if_blank: str
    source: str
    places: int

    @property
    def is_aspect(self) -> bool:
        return self.kind == "aspect"


@dataclass(frozen=True, slots=True)
class Change:
    """A bonus or penalty as a column: its title, and in words the most it comes to."""

    id: str
    title: str
    most: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a candidate has in one column: points, what they add to the total, and what they were given for.

    There are no points where the weight is redistributed, and no contribution below what is no weighted mean. `share`
    is the candidate's own effective weight. A sheet that is not `detailed` has points only.
    """

    points: Figure | None
    contribution: Figure | None = None
    basis: str = ""
    blank: bool = False
    share: str = NONE

    @property
    def text(self) -> str:
        return NONE if self.points is None else self.points.text

    @property
    def added(self) -> str:
        return NONE if self.contribution is None else self.contribution.text


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate. `cells` and `changes` stand in the order of the columns, empty for a candidate without scores.

    A category without a score has neither ranks nor scores. `class_title` is the class of the score and `prize` what
    goes with the award. `status` is the id and `standing` its words; `award` is the title, or in words that the plenary
    decides (`plenary`, and `undecided` names the awards); `tie` says how an equal score was settled; `reasons` say why
    a candidate has no rank.
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
    changes: tuple[Figure, ...] = ()
    class_title: str = ""
    prize: str = ""

    @property
    def runs(self) -> bool:
        """Whether the candidate was ranked or, in a category without a score, judged."""
        return self.status == Status.RANKED.value

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
        return tuple(row for row in self.rows if row.runs)

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
    says what each point was given for. `scored` is false where there are titles only; `scale` names the scale of the
    score, `score_title` the column of it; `derived` are the computed values with their formulas.
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
    scored: bool = True
    scale: str = ""
    score_title: str = ""
    changes: tuple[Change, ...] = ()
    has_classes: bool = False
    has_prizes: bool = False
    derived: tuple[str, ...] = ()

    @property
    def paper(self) -> str:
        """The key of the paper's title."""
        return "papers.ranking" if self.scored else "papers.predicates"

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everybody, in the order of ranking.csv."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def unranked(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.runs)

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
        scored=category.scored,
        scale=_scale(category, lang) if category.scored else "",
        score_title=_score_title(category, lang),
        changes=tuple(_change(item, category, lang) for item in category.adjustments),
        has_classes=bool(category.classes),
        has_prizes=any(place.prize for place in category.awards.places),
        derived=derived_lines(Reader(category, lang)),
    )


def _scale(category: Category, lang: str) -> str:
    return label("ranking.scale", lang, scale=formats.number(category.scale, None, lang))


def _score_title(category: Category, lang: str) -> str:
    """The title of the column of scores, with the scale where it is not the usual one."""
    title = label("ranking.score", lang)
    return title if category.scale == USUAL else f"{title} ({_scale(category, lang)})"


def _change(item: Adjustment, category: Category, lang: str) -> Change:
    most = Fraction(item.most) if item.kind == "bonus" else -Fraction(item.most)
    words = label("ranking.most", lang, points=signed(most, category.precision.score, lang).text)
    return Change(item.id, item.title(lang), words)


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
    effective, reader = effective_weights(category), Reader(category, lang)
    return tuple(
        Column(
            id=node.id,
            kind="indicator" if isinstance(node, Indicator) else "aspect",
            depth=depths[node.id],
            title=node.title(lang),
            weight=_weight(node, category, lang),
            share=formats.percent(effective[node.id], lang) if node.id in effective else NONE,
            rule=rule_lines(node, reader) if isinstance(node, Indicator) else (),
            if_blank=missing_policy(node, category, lang) if isinstance(node, Indicator) else "",
            source=node.source,
            places=places(category, node),
        )
        for node, _ in category.nodes()
    )


def _weight(node: Node, category: Category, lang: str) -> str:
    if node.weight is None:
        return NONE
    if category.weights == "points":
        return label("ranking.weight_points", lang, points=formats.number(node.weight, None, lang))
    return formats.percent(node.weight / 100, lang)


def effective_weights(category: Category, out: frozenset[str] = frozenset()) -> dict[str, Fraction]:
    """Shares of the whole, by id, of the nodes above which there are only weighted means.

    The weights of those that are `out` go to their siblings.
    """
    if category.aggregate != "mean":
        return {}
    points = category.weights == "points"
    return dict(_effective(category.aspects, category.whole, Fraction(1), points, out))


def _effective(
    nodes: Sequence[Node], whole: Fraction, of: Fraction, points: bool, out: frozenset[str]
) -> Iterator[tuple[str, Fraction]]:
    own = dict(zip((node.id for node in nodes), shares(tuple(nodes), whole), strict=True))
    left = 1 - sum(own[node.id] for node in nodes if node.id in out)
    for node in nodes:
        if node.id in out or not left:
            continue
        share = of * own[node.id] / left
        yield node.id, share
        if isinstance(node, Aspect) and node.aggregate == "mean":
            yield from _effective(node.children, whole_of(node, points), share, points, out)


def node_figure(scores: Scores, node: str) -> Fraction | None:
    """The score of an aspect or the points of an indicator; None where its weight is redistributed."""
    if node in scores.aspects:
        return scores.aspects[node]
    if node not in scores.points.indicators or scores.points.fixed.get(node, ZERO) is None:
        return None
    return scores.points.indicators[node].points


def places(category: Category, node: Aspect | Indicator) -> int:
    """The decimals that a node's figures are printed with."""
    if isinstance(node, Aspect):
        return category.precision.score
    return EXACT_PLACES if category.precision.points == "exact" else category.precision.points


def _depths(node: Aspect | Indicator, depth: int) -> list[tuple[Aspect | Indicator, int]]:
    below = node.children if isinstance(node, Aspect) else ()
    return [(node, depth), *(pair for child in below for pair in _depths(child, depth + 1))]


class _Rows:
    """Turns the placed candidates of a result into groups of rows."""

    def __init__(self, result: Result, problems: Sequence[Problem], lang: str) -> None:
        self._result, self._category, self._lang = result, result.category, lang
        self.detailed = len(result.placed) <= DETAILED
        self._titles = {group.id: group.title(lang) for group in result.category.groups}
        self._nodes = [(node, places(self._category, node)) for node, _ in self._category.nodes()]
        self._effective: dict[frozenset[str], dict[str, str]] = {}
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
            changes=self._changes(scores) if scores else (),
            class_title=self._class(place),
            prize=self._prize(place, award),
        )

    def _changes(self, scores: Scores) -> tuple[Figure, ...]:
        found, digits = scores.points.adjustments, self._category.precision.score
        return tuple(signed(found.get(item.id, ZERO), digits, self._lang) for item in self._category.adjustments)

    def _class(self, place: Placed) -> str:
        words = self._result.classes.get(place.candidate.code)
        return "" if words is None else words(self._lang)

    def _prize(self, place: Placed, award: Award | None) -> str:
        """What goes with a settled award."""
        if award is None or award.plenary:
            return ""
        return prize_of(award.title, place.rank, self._category, self._lang)

    def _award(self, award: Award | None) -> str:
        if award is None:
            return ""
        title = self._title(award)
        return label("ranking.plenary_for", self._lang, award=title) if award.plenary else title

    def _title(self, award: Award) -> str:
        return award.title_en if self._lang == "en" and award.title_en else award.title

    def _standing(self, place: Placed) -> str:
        if place.status is Status.RANKED and not self._category.scored:
            return label("ranking.judged", self._lang)
        out = place.status is Status.DISQUALIFIED and place.candidate.status != "aktif"
        return label(f"status.{place.candidate.status if out else place.status.value}", self._lang)

    def _tie(self, tie: str) -> str:
        if tie in ("", SHARED, LOT):
            return label(f"ranking.tie_{tie}", self._lang) if tie else ""
        return label("ranking.tie_rung", self._lang, title=title_of(tie, self._category, self._lang))

    def _cells(self, scores: Scores) -> tuple[Cell, ...]:
        own = self._shares(scores) if self.detailed else {}
        return tuple(self._cell(node, digits, scores, own) for node, digits in self._nodes)

    def _shares(self, scores: Scores) -> dict[str, str]:
        """The effective weights in force for a candidate, by id."""
        fixed = scores.points.fixed
        gone = (node.id for node, _ in self._nodes if node_figure(scores, node.id) is None)
        out = frozenset(gone if fixed else ())
        if out not in self._effective:
            found = effective_weights(self._category, out)
            self._effective[out] = {key: formats.percent(share, self._lang) for key, share in found.items()}
        return self._effective[out]

    def _cell(self, node: Node, digits: int, scores: Scores, own: Mapping[str, str]) -> Cell:
        item: IndicatorPoints | None = scores.points.indicators.get(node.id)
        earned = node_figure(scores, node.id)
        points = None if earned is None else figure(earned, digits, self._lang)
        blank = item is not None and item.missing
        if not self.detailed:
            return Cell(points, blank=blank)
        weighted = scores.weighted.get(node.id)
        added = None if weighted is None else figure(weighted, EXACT_PLACES, self._lang)
        share = NONE if weighted is None else own.get(node.id, NONE)
        return Cell(points, added, self._basis(node, item, scores), blank, share)

    def _basis(self, node: Node, item: IndicatorPoints | None, scores: Scores) -> str:
        fixed = scores.points.fixed
        if node.id in fixed:
            return not_applying(fixed[node.id], self._lang)
        if item is None or not isinstance(node, Indicator):
            return ""
        return basis(node, item, self._category, self._lang, scores.points.inputs)

    def _reasons(self, place: Placed) -> tuple[str, ...]:
        if place.status is Status.GATED:
            return self._gates(place.scores.points.gates) if place.scores else self._any_gate()
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

    def _any_gate(self) -> tuple[str, ...]:
        """The gates that may have shut, where a category without a score does not tell which."""
        lines = self._gates([gate.id for gate in self._category.gates])
        return lines if len(lines) == 1 else (label("ranking.one_gate", self._lang), *lines)

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
