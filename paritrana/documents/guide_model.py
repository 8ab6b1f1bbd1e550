"""The technical guide (petunjuk teknis) of a category as it is read: words and figures ready to print.

Renderers lay out what stands here; they neither round, nor add, nor choose words.
"""

from dataclasses import dataclass

from paritrana.criteria.model import Status
from paritrana.decimals import fixed
from paritrana.documents.figures import Figure
from paritrana.documents.notes import Hash

TONES = 6
"""Colours of the topmost aspects in the picture of the weights; with more aspects they begin again."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its title, its share of the width (`auto`: as wide as needed), and whether of numbers."""

    title: str
    width: str = "1"
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A cell may hold several lines."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(head.title for head in self.heads)

    @property
    def widths(self) -> tuple[str, ...]:
        return tuple(head.width for head in self.heads)

    @property
    def numeric(self) -> tuple[bool, ...]:
        return tuple(head.numeric for head in self.heads)


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs, then numbered steps, a table, and paragraphs below it; any of them may be absent."""

    title: str
    lines: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    grid: Grid | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeightRow:
    """An aspect or indicator of the tree: its number, its weight among its siblings and of the whole.

    `weight` is None where the parent takes no weights, `share` where some ancestor is no weighted mean.
    """

    id: str
    number: str
    title: str
    depth: int
    is_aspect: bool
    weight: Figure | None
    share: Figure | None
    note: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Number, title, both weights as printed, and how the parts are added up."""
        return (self.number, self.title, _shown(self.weight), _shown(self.share), self.note)


@dataclass(frozen=True, slots=True)
class Bar:
    """An indicator in the picture of the effective weights; `length` is its part of the longest bar in percent."""

    title: str
    share: Figure
    length: Figure
    tone: int

    @property
    def extent(self) -> str:
        """The length with a decimal point, as drawings want it."""
        return fixed(self.length.value, 2)

    @property
    def tone_mark(self) -> str:
        return str(self.tone)


@dataclass(frozen=True, slots=True)
class Legend:
    """A topmost aspect by its colour in the picture."""

    title: str
    tone: int

    @property
    def tone_mark(self) -> str:
        return str(self.tone)


@dataclass(frozen=True, slots=True)
class IndicatorGuide:
    """How one indicator is scored.

    `facts` are pairs of a heading and its words; `lines` and `grid` are the rule; `data` are the fields behind it.
    """

    id: str
    number: str
    title: str
    weights: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    grid: Grid | None
    data: Grid | None


@dataclass(frozen=True, slots=True)
class AspectGuide:
    """An aspect with the indicators that stand right below it."""

    id: str
    number: str
    title: str
    weights: str
    lines: tuple[str, ...]
    indicators: tuple[IndicatorGuide, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: paragraphs and tables, or the tree with its picture, or the indicators aspect by aspect.

    `total` closes the tree: its title, the sum of the topmost weights, and that of the effective ones.
    """

    mark: str
    title: str
    sections: tuple[Section, ...] = ()
    weights: tuple[WeightRow, ...] = ()
    total: tuple[str, str, str] | None = None
    bars: tuple[Bar, ...] = ()
    legend: tuple[Legend, ...] = ()
    aspects: tuple[AspectGuide, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.mark}. {self.title}"

    @property
    def filled(self) -> bool:
        return bool(self.sections or self.weights or self.aspects)

    @property
    def remarked(self) -> bool:
        """Whether anything in the tree needs a remark."""
        return any(row.note for row in self.weights)

    @property
    def tree_cells(self) -> tuple[tuple[str | bool, ...], ...]:
        """The rows of the tree: number, title, depth, whether an aspect, weight, share, remark."""
        return tuple((*row.cells[:2], str(row.depth), row.is_aspect, *row.cells[2:]) for row in self.weights)

    @property
    def total_cells(self) -> tuple[str, ...]:
        """The last row of the tree, as many cells as the others; empty where nothing can be summed."""
        if self.total is None:
            return ()
        return ("", *self.total, "") if self.remarked else ("", *self.total)

    @property
    def bar_cells(self) -> tuple[tuple[str, ...], ...]:
        """The bars: title, length in percent of the longest, colour, figure."""
        return tuple((bar.title, bar.extent, bar.tone_mark, bar.share.text) for bar in self.bars)

    @property
    def legend_cells(self) -> tuple[tuple[str, ...], ...]:
        """The colours: title, colour."""
        return tuple((item.title, item.tone_mark) for item in self.legend)


@dataclass(frozen=True, slots=True)
class Signature:
    """Where the guide is signed: place and date, office, name, and what stands under the name."""

    place: str
    office: tuple[str, ...]
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The technical guide of one category.

    `marks` go across every page; `standing` is the id of the criteria's status, `standing_words` its sentence and
    `banner` the words of it that stand on top; `made` says when it was made, where that was told.
    """

    lang: str
    edition: str
    category: str
    award_title: str
    category_title: str
    level: str
    organiser: str
    period: str
    standing: Status
    standing_words: str
    banner: str
    marks: tuple[str, ...]
    made: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    hashes: tuple[Hash, ...]
    signature: Signature

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The picture of the effective weights."""
        return tuple(bar for chapter in self.chapters for bar in chapter.bars)

    @property
    def indicators(self) -> tuple[IndicatorGuide, ...]:
        """Every indicator in reading order."""
        found = (aspect.indicators for chapter in self.chapters for aspect in chapter.aspects)
        return tuple(indicator for indicators in found for indicator in indicators)


def _shown(figure: Figure | None) -> str:
    return "–" if figure is None else figure.text
