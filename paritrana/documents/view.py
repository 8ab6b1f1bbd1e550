"""A result as a ranking sheet: the rows of its candidates in the language of the paper."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Adjustment, Category
from paritrana.criteria.model import Status as Standing
from paritrana.criteria.tree import Indicator, Node
from paritrana.documents.basis import basis, not_applying
from paritrana.documents.columns import (
    EXACT_PLACES,
    ZERO,
    columns,
    effective_weights,
    node_figure,
    places,
    printed_figure,
)
from paritrana.documents.corrections import corrections
from paritrana.documents.decisions import decision_lines
from paritrana.documents.figures import Figure, figure, signed, trimmed
from paritrana.documents.guide_words import Reader
from paritrana.documents.key_figures import key_figures, key_values
from paritrana.documents.notes import criteria_hashes, notes, title_of
from paritrana.documents.ranking_model import NONE, Cell, Change, Peers, RankingSheet, Row
from paritrana.documents.rule_lines import derived_lines
from paritrana.documents.waiting import Standings, awaits_committee
from paritrana.problems import Problem, unique
from paritrana.regions import ATTRIBUTION
from paritrana.scoring import Award, IndicatorPoints, Placed, Result, Scores, Status
from paritrana.scoring.ranking import LOT, PLENARY, SHARED
from paritrana.text import formats, label, says

DETAILED = 1_000
"""Candidates beyond which a sheet leaves out what each point was given for."""

USUAL = 100
"""The scale that needs no mention beside a score."""

REASONS = 5
"""Remarks of a returned form that the ranking sheet repeats; the rest are counted."""


def ranking_sheet(
    edition: Edition,
    result: Result,
    *,
    code: str | None,
    lang: str = "id",
    problems: Sequence[Problem] = (),
    seed: str = "",
    held: Standings | None = None,
    before: Result | None = None,
) -> RankingSheet:
    """The ranking sheet of a result.

    `code` is the Kode Hasil of a sealed result; `problems` are those found before scoring (they say why a form was
    returned); `seed` is printed where lots may decide. `held` tells of candidates from whom something has come, and
    nothing counts. `before` is the result without the decisions of the plenary meeting.
    """
    category, facts = result.category, edition.facts
    standing = edition.status(category)
    builder = _Rows(result, (*problems, *result.problems), lang, held or {})
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
        columns=columns(category, lang),
        groups=builder.groups(),
        notes=notes(edition, category, lang, seed),
        hashes=criteria_hashes(edition, category, lang),
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
        key_figures=key_figures(category, lang),
        gives_awards=_gives_awards(category),
        no_winner=_sentence(category.awards.none(lang)),
        decisions=decision_lines(result, before, lang),
    )


def _gives_awards(category: Category) -> bool:
    awards = category.awards
    return bool(awards.places or awards.predicates or awards.special or awards.best)


def _sentence(words: str) -> str:
    """Words of a criteria file as a sentence of their own."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


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


class _Rows:
    """Turns the placed candidates of a result into groups of rows."""

    def __init__(self, result: Result, problems: Sequence[Problem], lang: str, held: Standings) -> None:
        self._held = held
        self._result, self._category, self._lang = result, result.category, lang
        self.detailed = len(result.placed) <= DETAILED
        self._titles = {group.id: group.title(lang) for group in result.category.groups}
        self._nodes = [(node, places(self._category, node)) for node, _ in self._category.nodes()]
        self._effective: dict[frozenset[str], dict[str, tuple[str, str]]] = {}
        self._errors: dict[str, list[Problem]] = {}
        for problem in unique(problems):
            if problem.is_error and problem.category in ("", self._category.category):
                self._errors.setdefault(problem.candidate, []).append(problem)

    def groups(self) -> tuple[Peers, ...]:
        found = groupby(self._result.placed, key=lambda place: place.candidate.group)
        return tuple(
            Peers(group, self._group(group), tuple(self._row(place) for place in peers)) for group, peers in found
        )

    def _group(self, group: str) -> str:
        """The title of a group; in a category of groups, those without one stand apart under words that say so."""
        if group.strip() or not self._titles:
            return self._titles.get(group, group)
        return label("ranking.no_group", self._lang)

    def _row(self, place: Placed) -> Row:
        candidate, scores = place.candidate, place.scores
        award = self._result.awards.get(candidate.code) if place.status is Status.RANKED else None
        return Row(
            rank=place.rank,
            code=candidate.code,
            name=candidate.name,
            printed_name=candidate.certificate_name or candidate.name,
            group=self._group(candidate.group),
            score=figure(scores.published, self._category.precision.score, self._lang) if scores else None,
            award=self._award(award),
            plenary=award is not None and award.plenary,
            undecided=self._title(award) if award is not None and award.plenary else "",
            status=self._status(place),
            standing=self._standing(place),
            tie=self._tie(place.tie),
            cells=self._cells(scores) if scores else (),
            reasons=self._reasons(place),
            changes=self._changes(scores) if scores else (),
            class_title=self._class(place),
            prize=self._prize(award),
            key_values=key_values(self._category, scores.points.inputs, self._lang) if scores else (),
            corrections=corrections(scores.points.entry, self._category, self._lang) if scores else (),
            computed=place.computed or place.rank,
        )

    def _changes(self, scores: Scores) -> tuple[Figure, ...]:
        found, digits = scores.points.adjustments, self._category.precision.score
        return tuple(signed(found.get(item.id, ZERO), digits, self._lang) for item in self._category.adjustments)

    def _class(self, place: Placed) -> str:
        words = self._result.classes.get(place.candidate.code)
        return "" if words is None else words(self._lang)

    def _prize(self, award: Award | None) -> str:
        """What goes with a settled award."""
        place = None if award is None or award.plenary else award.place
        return place.prize(self._lang) if place and place.prize else ""

    def _award(self, award: Award | None) -> str:
        if award is None:
            return ""
        title = self._title(award)
        return label("ranking.plenary_for", self._lang, award=title) if award.plenary else title

    def _title(self, award: Award) -> str:
        return award.title_en if self._lang == "en" and award.title_en else award.title

    def _status(self, place: Placed) -> str:
        own = self._held.get(place.candidate.code) if place.status is Status.ABSENT else None
        return own[0] if own else place.status.value

    def _standing(self, place: Placed) -> str:
        if place.status is Status.ABSENT and place.candidate.code in self._held:
            key, numbers = self._held[place.candidate.code]
            return label(f"status.{key}", self._lang, numbers=numbers)
        if place.status is Status.RANKED and not self._category.scored:
            return label("ranking.judged", self._lang)
        if place.status is Status.RETURNED and awaits_committee(self._errors_of(place), self._category):
            return label("status.waiting", self._lang)
        out = place.status is Status.DISQUALIFIED and place.candidate.status != "aktif"
        return label(f"status.{place.candidate.status if out else place.status.value}", self._lang)

    def _errors_of(self, place: Placed) -> Sequence[Problem]:
        return self._errors.get(place.candidate.code, ())

    def _tie(self, tie: str) -> str:
        if tie in ("", SHARED, LOT, PLENARY):
            return label(f"ranking.tie_{tie}", self._lang) if tie else ""
        return label("ranking.tie_rung", self._lang, title=title_of(tie, self._category, self._lang))

    def _cells(self, scores: Scores) -> tuple[Cell, ...]:
        own = self._shares(scores) if self.detailed else {}
        return tuple(self._cell(node, digits, scores, own) for node, digits in self._nodes)

    def _shares(self, scores: Scores) -> dict[str, tuple[str, str]]:
        """The effective weights in force for a candidate, by id, and the points that they come to."""
        fixed = scores.points.fixed
        gone = (node.id for node, _ in self._nodes if node_figure(scores, node.id) is None)
        out = frozenset(gone if fixed else ())
        if out not in self._effective:
            found = effective_weights(self._category, out)
            self._effective[out] = {
                key: (formats.percent(one, self._lang), self._of(one)) for key, one in found.items()
            }
        return self._effective[out]

    def _of(self, share: Fraction) -> str:
        if self._category.weights != "points":
            return ""
        budget = share * self._category.whole
        return label("ranking.of", self._lang, points=formats.number(budget, None, self._lang))

    def _cell(self, node: Node, digits: int, scores: Scores, own: Mapping[str, tuple[str, str]]) -> Cell:
        item: IndicatorPoints | None = scores.points.indicators.get(node.id)
        earned = printed_figure(scores, node, self._category)
        printed = trimmed if item is not None and self._category.precision.points == "exact" else figure
        points = None if earned is None else printed(earned, digits, self._lang)
        blank = item is not None and item.missing
        if not self.detailed:
            return Cell(points, blank=blank)
        weighted = scores.weighted.get(node.id)
        added = None if weighted is None else figure(weighted, EXACT_PLACES, self._lang)
        share, of = (NONE, "") if weighted is None else own.get(node.id, (NONE, ""))
        return Cell(points, added, self._basis(node, item, scores), blank, share, of)

    def _basis(self, node: Node, item: IndicatorPoints | None, scores: Scores) -> str:
        fixed = scores.points.fixed
        if node.id in fixed:
            return not_applying(fixed[node.id], self._lang)
        if item is None or not isinstance(node, Indicator):
            return ""
        points = scores.points
        return basis(node, item, self._category, self._lang, points.inputs, points.entry.statements)

    def _reasons(self, place: Placed) -> tuple[str, ...]:
        if place.status is Status.GATED:
            told = place.scores.points if place.scores else place.points if place.stage else None
            return self._gates(told.gates) if told else self._any_gate()
        if place.status is Status.ELIMINATED:
            return self._stopped(place)
        if place.status is Status.DISQUALIFIED:
            return (place.candidate.reason or label("ranking.no_reason", self._lang),)
        if place.status is Status.RETURNED:
            return self._remarks(self._errors_of(place))
        return ()

    def _stopped(self, place: Placed) -> tuple[str, ...]:
        """Where a candidate stood at the stage it did not get past."""
        stood = self._result.stopped.get(place.candidate.code)
        stage = next(one for one in self._category.stages if one.id == place.stage)
        if stood is None or stood.scores is None:
            return ()
        score = figure(stood.scores.published, self._category.precision.score, self._lang).text
        told = {"stage": stage.title(self._lang), "score": score, "rank": str(stood.rank)}
        return (label("ranking.stopped", self._lang, **told),)

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
