"""The answer to an objection as a letter: what was said from claim to decision, the rule in words, the points."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import PurePosixPath

from paritrana.criteria.edition import Edition, EditionFile
from paritrana.criteria.fields import Field
from paritrana.criteria.model import Category
from paritrana.criteria.order import fields_behind
from paritrana.criteria.tree import Indicator
from paritrana.documents.basis import basis, shown
from paritrana.documents.certificate import Signatory
from paritrana.documents.columns import EXACT_PLACES, effective_weights, places
from paritrana.documents.decisions import standing_words, vote_words, what_words
from paritrana.documents.figures import figure
from paritrana.documents.guide_words import Reader
from paritrana.documents.ladder_model import LadderCandidate, said_at, said_by, said_why
from paritrana.documents.ranking_model import NONE
from paritrana.documents.rule_lines import derived_lines, rule_lines
from paritrana.documents.typst_pdf import Typesetter
from paritrana.documents.view import standing_words as criteria_words
from paritrana.entry.fold import as_input
from paritrana.entry.model import Candidate, Entry, Statement, StatementKind
from paritrana.entry.plenary import Decision, Objection
from paritrana.problems import Where
from paritrana.rules.panel import Panel
from paritrana.scoring import Placed, Result, Scores
from paritrana.text import formats, label, visible

TEMPLATE = "objection.typ.j2"
BLANK_DATE = "…" * 12
Pairs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a letter is about: the objection with the decisions it led to, the result now and before them.

    `before` is None where the plenary meeting decided nothing in the category. `steps` are the titles of the steps of
    the ladder, `ladder` what the candidate had at each; None where it has none. `stage` is the title of the stage that
    the candidate did not get past, and `category` then as it stood there.
    """

    edition: Edition
    category: Category
    objection: Objection
    candidate: Candidate
    decisions: tuple[Decision, ...]
    result: Result
    before: Result | None
    marks: tuple[str, ...]
    made: str
    steps: tuple[str, ...] = ()
    ladder: LadderCandidate | None = None
    stage: str = ""
    lang: str = "id"

    @property
    def both(self) -> tuple[Result, ...]:
        """The result, and before it the one that it replaces."""
        return (self.result,) if self.before is None else (self.before, self.result)


def render_letter(it: Letter, typesetter: Typesetter, at: datetime) -> bytes:
    """The letter as PDF, dated `at`; letters that no font has are written out. Raises TemplateError."""
    return typesetter.spelt_pdf(TEMPLATE, values(it), at=at)


def values(it: Letter) -> dict[str, object]:
    """What the template may name; no letter in it is invisible or turns others. Number and date are left to the pen."""
    lang, facts, one = it.lang, it.edition.facts, it.objection

    def word(key: str, **details: str) -> str:
        return label(f"objection.{key}", lang, **details)

    about = {
        "name": visible(it.candidate.name),
        "code": visible(it.candidate.code),
        "category": it.category.title(lang),
    }
    changes = "changes" if one.changes else "stays"
    signatory = _signatory(facts)
    return {
        "lang": lang,
        "title": word("title"),
        "organiser": facts.organiser(lang),
        "award": facts.title(lang),
        "level": facts.level(lang),
        "facts": (
            (word("number"), ""),
            (word("about"), word("subject", number=visible(one.number))),
        ),
        "dated": f"{visible(facts.place)}, {BLANK_DATE}".lstrip(", "),
        "to": (word("to"), visible(one.sender)),
        "opening": word("opening", number=visible(one.number), at=_day(one.at, lang), **about),
        "text_title": word("text_title"),
        "text": _paragraphs(one.text),
        "answer_title": word("answer_title"),
        "answer": _paragraphs(one.answer),
        "outcome": word(changes),
        "decisions": tuple(_decided(decision, it) for decision in it.decisions),
        "decisions_title": word("decisions_title"),
        "decision_heads": tuple(
            label(f"plenary.head.{key}", lang) for key in ("at", "what", "article", "reason", "vote")
        ),
        "indicators": tuple(_explained(node, it) for node in _indicators(it)),
        "point_heads": tuple(
            word(f"head.{key}") for key in ("what", *(("before", "after") if it.before else ("only",)))
        ),
        "climb_heads": (word("head.what"), *it.steps),
        "said_heads": tuple(word(f"head.{key}") for key in ("question", "kind", "value", "by", "reason", "place")),
        "words": {
            key: word(key)
            for key in ("rule_title", "said_title", "climb_title", "points_title", "nothing_said", "sum_title")
        },
        "sums": _sums(it),
        "closing": word("closing"),
        "office": signatory.office,
        "signer": signatory.name or "…" * 14,
        "signer_details": signatory.details,
        "standing": criteria_words(it.edition, it.edition.status(it.category), lang),
        "foot": word("foot", number=visible(one.number), made=it.made),
        "marks": it.marks,
    }


def _signatory(facts: EditionFile) -> Signatory:
    who = facts.signatory
    return Signatory(who.position, who.name, who.prefix, who.on_behalf or None, who.rank or None, who.nip or None)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(visible(line) for line in text.split("\n") if line.strip())


def _day(iso: str, lang: str) -> str:
    return formats.date(date.fromisoformat(iso), lang)


def _decided(one: Decision, it: Letter) -> tuple[str, ...]:
    what = what_words(one, it.category, it.lang)
    return tuple(map(visible, (_day(one.at, it.lang), what, one.article, one.reason, vote_words(one, it.lang))))


def _indicators(it: Letter) -> list[Indicator]:
    """The indicator that is objected to, else those that the decisions about it touch."""
    fields = {one.field for one in it.decisions if one.field and one.candidate == it.candidate.code}
    return [
        node
        for node, _ in it.category.nodes()
        if isinstance(node, Indicator)
        and (
            node.id == it.objection.indicator
            if it.objection.indicator
            else fields & fields_behind(node.rule.names, it.category)
        )
    ]


def _explained(node: Indicator, it: Letter) -> dict[str, object]:
    """One indicator: title, rule in words, points before and after, the statements behind it."""
    lang = it.lang
    weight = effective_weights(it.category).get(node.id)
    title = node.title(lang)
    if weight is not None:
        title = label("objection.indicator", lang, title=title, weight=formats.percent(weight, lang))
    return {
        "title": visible(title),
        "rule": tuple(visible(line.replace(" → ", ": ")) for line in _rule(node, it)),
        "points": _points(node, it),
        "climb": _climb(node, it),
        "said": tuple(_said(node, it)),
    }


def _rule(node: Indicator, it: Letter) -> Iterator[str]:
    """The rule in words, the formulas that it rests on, and what was read for this candidate (but no juror's name)."""
    reader = Reader(it.category, it.lang)
    yield from rule_lines(node, reader)
    behind = node.rule.names.union(*(one.formula.names for one in it.category.derived if one.id in node.rule.names))
    yield from (line for one, line in zip(it.category.derived, derived_lines(reader), strict=True) if one.id in behind)
    scores = _scores(it.result, it.candidate.code)
    item = scores.points.indicators.get(node.id) if scores else None
    if scores and item and item.applies and not isinstance(node.rule, Panel):
        read = basis(node, item, it.category, it.lang, scores.points.inputs)
        if read:
            about = f"{label('objection.roughly', it.lang)} "
            yield label("objection.read", it.lang, read=read.replace("≈", about))


def _climb(node: Indicator, it: Letter) -> Pairs:
    """The points at every step from the claim to the decision, and what the last come to; nothing where all is one."""
    rows = it.ladder.rows if it.ladder and len(it.steps) > 1 else ()
    own = next((row for row in rows if row.indicator == node.id), None)
    if own is None:
        return ()
    last = tuple("" for _ in own.cells[1:])
    return (
        (label("objection.points", it.lang), *(cell.text if cell else NONE for cell in own.cells)),
        (label("objection.weighted", it.lang), *last, _weighted_of(node, it.result, it)),
    )


def _points(node: Indicator, it: Letter) -> Pairs:
    """Points before and after; nothing where the steps tell the same already."""
    if it.before is None and _climb(node, it):
        return ()
    rows = (
        (label("objection.points", it.lang), *(_points_of(node, one, it) for one in it.both)),
        (label("objection.weighted", it.lang), *(_weighted_of(node, one, it) for one in it.both)),
    )
    return tuple(row for row in rows if any(cell != NONE for cell in row[1:]))


def _points_of(node: Indicator, result: Result, it: Letter) -> str:
    scores = _scores(result, it.candidate.code)
    item = scores.points.indicators.get(node.id) if scores else None
    return NONE if item is None or not item.applies else figure(item.points, places(it.category, node), it.lang).text


def _weighted_of(node: Indicator, result: Result, it: Letter) -> str:
    scores = _scores(result, it.candidate.code)
    value = scores.weighted.get(node.id) if scores else None
    return NONE if value is None else figure(value, EXACT_PLACES, it.lang).text


def _place(result: Result, code: str) -> Placed | None:
    return next((place for place in result.placed if place.candidate.code == code), None)


def _scores(result: Result, code: str) -> Scores | None:
    """A candidate's scores, of those who stopped at a stage those of that stage."""
    place = _place(result, code)
    stood = result.stopped.get(code)
    return (place.scores if place else None) or (stood.scores if stood else None)


def _sums(it: Letter) -> Pairs:
    """The final score and where the candidate stands, before and after."""
    code, digits = it.candidate.code, it.category.precision.score
    totals = (_scores(one, code) for one in it.both)
    scores = tuple(NONE if one is None else figure(one.published, digits, it.lang).text for one in totals)
    stands = tuple(standing_words(_place(one, code), one, it.lang) for one in it.both)
    title = label("ranking.stage_score", it.lang) if it.stage else label("ranking.score", it.lang)
    told = f"{title} ({it.stage})" if it.stage else title
    return ((told, *scores), (label("objection.standing", it.lang), *stands))


def _said(node: Indicator, it: Letter) -> Iterator[tuple[str, ...]]:
    """The statements behind an indicator, field by field, from claim to decision."""
    place = _place(it.result, it.candidate.code)
    entry = place.points.entry if place and place.points else None
    wanted = fields_behind(node.rule.names, it.category)
    for field in it.category.fields if entry else ():
        if field.id in wanted and entry is not None:
            yield from _field_words(field, entry, it)


def _field_words(field: Field, entry: Entry, it: Letter) -> Iterator[tuple[str, ...]]:
    """What was said about one field; the marks of a panel together, and without the jurors' names."""
    said = entry.statements.get(field.id, ())
    for kind, some in groupby(said, key=lambda one: one.kind):
        every = list(some)
        if kind is StatementKind.MARK:
            yield tuple(map(visible, (field.ask(it.lang), *_marked(field, entry, it))))
            continue
        for one in every:
            yield tuple(map(visible, (field.ask(it.lang), *_one_said(one, entry, it))))


def _marked(field: Field, entry: Entry, it: Letter) -> tuple[str, ...]:
    value = shown(entry.values.get(field.id), field.id, it.category, it.lang)
    return label("ladder.kinds.mark", it.lang), value, label("roles.panel", it.lang), "", ""


def _one_said(one: Statement, entry: Entry, it: Letter) -> tuple[str, ...]:
    source = one.source
    return (
        label(f"ladder.kinds.{one.kind}", it.lang),
        shown(as_input(one.value), one.field, it.category, it.lang),
        "; ".join(filter(None, (said_by(one, entry, it.lang), said_at(one, it.lang)))),
        said_why(one, it.lang),
        str(Where(PurePosixPath(source.file).name, source.sheet, source.cell)),
    )
