"""The ranking sheet as a value: every word and figure in the language of the paper, ready to print.

Renderers lay out what stands here; they neither round nor add.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from paritrana.criteria.model import Status as Standing
from paritrana.documents.figures import Figure
from paritrana.documents.notes import Hash, Note
from paritrana.scoring import Status
from paritrana.text import formats, label

NONE = "–"
"""What stands where there is no figure: a weight that is none, points of what does not apply."""

CARDS: Final = 60
"""Winners that are shown one by one above a table; where titles go by condition, everybody may have one."""


@dataclass(frozen=True, slots=True)
class Column:
    """An aspect or indicator: title, weight among its siblings and of the whole, its rule, and what a blank costs.

    There is a weight only below a node that takes weights, and a `share` of the whole only where all nodes above are
    weighted means; elsewhere there stands a dash. `depth` is 0 for the aspects at the top; `places` are the decimals of
    its figures. Where weights are points, `of` says in words of how many the figures are; else it is empty.
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
    of: str = ""

    @property
    def head(self) -> str:
        """What stands beside the title over its figures."""
        return self.of or self.share

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
class KeyFigure:
    """A field or computed value declared public, as a column; `unit` is empty without one."""

    id: str
    title: str
    unit: str
    numeric: bool

    @property
    def head(self) -> str:
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim that was replaced: what was asked, both answers in words, who replaced it and why."""

    title: str
    before: str
    after: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the plenary meeting: about whom, what, where the candidate stood before and stands now, and why."""

    number: str
    at: str
    code: str
    name: str
    what: str
    before: str
    after: str
    article: str
    reason: str
    vote: str
    objection: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a candidate has in one column: points, what they add to the total, and what they were given for.

    There are no points where the weight is redistributed, and no contribution below what is no weighted mean. `share`
    is the candidate's own effective weight, and `of` in words the points that come to (where weights are points). A
    sheet that is not `detailed` has points only.
    """

    points: Figure | None
    contribution: Figure | None = None
    basis: str = ""
    blank: bool = False
    share: str = NONE
    of: str = ""

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
    a candidate has no rank. `key_values` stand in the order of the sheet's key figures, empty without scores.
    `computed` is the rank that the score gives, where the plenary meeting may have decided another.
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
    key_values: tuple[Figure | str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    computed: int | None = None

    @property
    def key_texts(self) -> tuple[str, ...]:
        """The key figures as printed."""
        return tuple(value if isinstance(value, str) else value.text for value in self.key_values)

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

    `marks` go across every page; `code` is the Kode Hasil of a sealed result. `standing` is the id of the criteria's
    status and `standing_words` its sentence. A `detailed` sheet says what each point was given for. `scored` is false
    where there are titles only; `scale` names the scale of the score, `score_title` the column of it; `derived` are
    the computed values with their formulas. `key_figures` are what may be made public beside ranks. `gives_awards` is
    false where the category declares none; `no_winner` are its words where nobody wins. `award_head` stands over them,
    where it is not the usual word; `state` says of the sheet of a stage whether the stage is closed. `decisions` are
    those of the plenary meeting: a sheet that has some shows computed ranks beside the decided ones.
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
    key_figures: tuple[KeyFigure, ...] = ()
    gives_awards: bool = True
    no_winner: str = ""
    award_head: str = ""
    state: str = ""
    decisions: tuple[Decided, ...] = ()

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
    def corrected(self) -> tuple[tuple[Row, Correction], ...]:
        """Every correction with its candidate."""
        return tuple((row, item) for row in self.rows for item in row.corrections)

    @property
    def has_groups(self) -> bool:
        return any(group.title for group in self.groups)

    @property
    def made(self) -> str:
        """By which code it goes, in words; of a stage, whether it is closed."""
        if self.state:
            return self.state
        return label("papers.code", self.lang, code=self.code) if self.code else label("papers.no_code", self.lang)


def foremost(rows: Iterable[Row], lang: str) -> tuple[tuple[Row, ...], str]:
    """The first of those with an award, and in words how many more there are."""
    winners = tuple(row for row in rows if row.award)
    more = len(winners) - CARDS
    return winners[:CARDS], label("ranking.more_winners", lang, count=formats.number(more, 0, lang)) if more > 0 else ""
