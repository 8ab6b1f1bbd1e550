"""The ladder as a paper: what every indicator earned at each step, and whose words moved it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator
from paritrana.documents.basis import shown
from paritrana.documents.columns import EXACT_PLACES, effective_weights
from paritrana.documents.figures import Figure, figure
from paritrana.entry.fold import as_input
from paritrana.entry.model import Entry, Statement, StatementKind
from paritrana.problems import Where
from paritrana.scoring import Placed, Result
from paritrana.scoring.ladder import Height, Step, ladder, reached, steps_of
from paritrana.text import formats, label

MANY = 2_000
"""Candidates beyond which not everybody's ladder is written."""


@dataclass(frozen=True, slots=True)
class Word:
    """One statement in words: which question (`field` is its id), who said what, when and why, and where it stands."""

    field: str
    question: str
    kind: str
    value: str
    by: str
    at: str
    reason: str
    place: str
    sha256: str
    correcting: bool


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One indicator, or the sum: its figure at every step (None where it is not known yet), and whether it moved.

    `weight` is the share of the whole; empty for the sum, and where there is no such share. `indicator` is the id,
    empty for the sum.
    """

    title: str
    cells: tuple[Figure | None, ...]
    weight: str = ""
    moved: bool = False
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class LadderCandidate:
    """A candidate's ladder. `standing` is its rank or what became of it; `words` are all statements behind it."""

    code: str
    name: str
    standing: str
    rows: tuple[LadderRow, ...]
    total: LadderRow
    words: tuple[Word, ...]

    @property
    def corrections(self) -> tuple[Word, ...]:
        """The statements on questions about which a verifier or the plenary meeting spoke."""
        asked = {word.field for word in self.words if word.correcting}
        return tuple(word for word in self.words if word.field in asked)


@dataclass(frozen=True, slots=True)
class LadderSheet:
    """The ladder of a category: titles of the steps at which anything was said, and every candidate that has one."""

    steps: tuple[str, ...]
    candidates: tuple[LadderCandidate, ...]


def ladder_sheet(result: Result, stages: Mapping[str, Result], lang: str) -> LadderSheet:
    """The ladder of a result; `stages` are the results of earlier stages by id, for those who stopped there.

    Nobody is on it where nothing but claims was heard. Of very many candidates only those are whose answers a verifier
    or the plenary meeting spoke about.
    """
    steps = steps_of((place.points.entry for place in result.placed if place.points), result.category)
    titles = tuple(label(f"ladder.steps.{step}", lang) for step in steps)
    if len(steps) < 2:
        return LadderSheet(titles, ())
    every = {**stages, "": result}
    heights: dict[str, Mapping[str, Mapping[Step, Height]]] = {
        name: ladder(_entries(found), found.category) for name, found in every.items()
    }
    candidates = []
    for place in result.placed:
        own = _known(heights.get(place.stage, {}).get(place.candidate.code, {}), place.stage, result.category)
        if place.points and own and (len(result.placed) <= MANY or _spoken_of(place.points.entry)):
            candidates.append(_candidate(place, place.points.entry, own, every[place.stage].category, steps, lang))
    return LadderSheet(titles, tuple(candidates))


def _known(heights: Mapping[Step, Height], stage: str, category: Category) -> Mapping[Step, Height]:
    """The heights up to the stage that a candidate did not get past; all of them without one."""
    order = tuple(Step)
    last = order.index(reached(category, stage)) if stage else len(order)
    return {step: height for step, height in heights.items() if order.index(step) <= last}


def _spoken_of(entry: Entry) -> bool:
    kinds = {said.kind for every in entry.statements.values() for said in every}
    return not kinds.isdisjoint((StatementKind.VERIFIED, StatementKind.DECISION))


def _entries(result: Result) -> list[Entry]:
    """Those who were scored at this stage, and not before it."""
    return [place.points.entry for place in result.placed if place.points and not place.stage]


def _candidate(
    place: Placed, entry: Entry, heights: Mapping[Step, Height], category: Category, steps: Sequence[Step], lang: str
) -> LadderCandidate:
    nodes = [node for node, _ in category.nodes() if isinstance(node, Indicator)]
    places = EXACT_PLACES if category.precision.points == "exact" else category.precision.points
    shares = {name: formats.percent(share, lang) for name, share in effective_weights(category).items()}
    rows = tuple(
        replace(
            _row(node.title(lang), [_of(heights, step, node.id) for step in steps], places, lang),
            weight=shares.get(node.id, ""),
            indicator=node.id,
        )
        for node in nodes
    )
    totals = [heights[step].total if step in heights else None for step in steps]
    total = _row(label("ladder.total", lang), totals, category.precision.score, lang)
    return LadderCandidate(
        place.candidate.code,
        place.candidate.name,
        _standing(place, lang),
        rows,
        total,
        tuple(_words(entry, category, lang)),
    )


def _of(heights: Mapping[Step, Height], step: Step, indicator: str) -> Fraction | None:
    return heights[step].points.get(indicator) if step in heights else None


def _row(title: str, values: Iterable[Fraction | None], places: int, lang: str) -> LadderRow:
    cells = tuple(None if value is None else figure(value, places, lang) for value in values)
    return LadderRow(title, cells, moved=len({cell.value for cell in cells if cell}) > 1)


def _standing(place: Placed, lang: str) -> str:
    if place.rank is not None and not place.stage:
        return label("ladder.rank", lang, rank=str(place.rank))
    return label(f"status.{place.status}", lang)


def _words(entry: Entry, category: Category, lang: str) -> Iterator[Word]:
    for field in category.fields:
        said = entry.statements.get(field.id, ())
        for one in said:
            yield Word(
                field.id,
                field.ask(lang),
                label(f"ladder.kinds.{one.kind}", lang),
                shown(as_input(one.value), field.id, category, lang),
                said_by(one, entry, lang),
                said_at(one, lang),
                said_why(one, lang),
                str(Where(one.source.file, one.source.sheet, one.source.cell)),
                one.source.sha256,
                one.kind in (StatementKind.VERIFIED, StatementKind.DECISION),
            )


def said_by(said: Statement, entry: Entry, lang: str) -> str:
    """Who said it: the name given, else the candidate's verifier, else the role."""
    own = entry.candidate.verifier if said.kind is StatementKind.VERIFIED else ""
    return said.by or own or label(f"ladder.by.{said.kind}", lang)


def said_at(said: Statement, lang: str) -> str:
    """When it was said, in words; empty where nobody wrote it down."""
    return formats.moment(said.at, lang) if said.at else ""


def said_why(said: Statement, lang: str) -> str:
    """Verdict, reason and note, one after the other."""
    verdict = label(f"verification.verdicts.{said.verdict}", lang) if said.verdict else ""
    return "; ".join(filter(None, (verdict, said.reason, said.note)))
