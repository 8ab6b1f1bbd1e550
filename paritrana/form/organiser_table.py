"""The table in a workbook made for reading: titles above, merged headers, totals and signatures left apart.

Nothing is judged here: which row is which candidate, and which column which question, is decided elsewhere.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from paritrana.answers import RawAnswer, show
from paritrana.answers.texts import single_line
from paritrana.form import words
from paritrana.form.cells import Book
from paritrana.form.found import Place, cells_of, folded, is_blank, rows_of, text_of
from paritrana.form.layout import column_letters

HEADER_ROWS = 4
SAMPLES = 3
LONGEST_HEADER = 160
BETWEEN = " › "
"""Between the parts of a header that stand one below the other."""

LONGEST_NUMBER = 60
"""Letters beyond which a text is no figure; the pattern would take long over such a text."""

ABOVE = 10
"""Rows above the first full one that may hold a candidate with few figures."""


_NUMBER = re.compile(r"[(+\-−–]?\s*(?:rp\.?\s*)?\d[\d.,\s]*(?:%|persen)?\s*\)?", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?(?:\s*[=:][\s\d()+\-−–*x×/:%]*)?")
_TOTAL = re.compile(rf"(?:{'|'.join(map(re.escape, words.TOTALS))})\b")
_YEARS = range(1990, 2101)
_POSITION = re.compile(r"\b(?:posisi|per|keadaan|s\.?/?d\.?)\b.*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column: its number from 1, its header from top to bottom, and the first texts beneath it."""

    number: int
    header: str
    samples: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        return column_letters(self.number)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row by its true number. `bare` has no figure, `total` says (in column `total_at`) that it adds up others."""

    number: int
    cells: Mapping[int, RawAnswer]
    bare: bool = False
    total: bool = False
    hidden: bool = False
    total_at: int = 0

    def text(self, column: int) -> str:
        """What stands in a column, on one line; empty where it is blank or an error."""
        return single_line(text_of(self.cells.get(column)))


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table with its columns and every row beneath its header; `dated` are lines above it that name a position."""

    sheet: str
    columns: tuple[SourceColumn, ...]
    rows: tuple[SourceRow, ...]
    dated: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[SourceRow, ...]:
        """The rows that hold figures and are no totals."""
        return tuple(row for row in self.rows if not row.bare and not row.total)


def tables_in(book: Book, named: Callable[[str], object] = lambda _: False) -> tuple[SourceTable, ...]:
    """The table of every visible sheet that has one, in the order of the sheets.

    `named` tells whether a text names a candidate: no header reaches down to a row of one.
    """
    visible = (one.name for one in book.sheets if one.state == "visible")
    return tuple(found for name in visible if (found := _SheetTable(book, name, named).table()))


class _SheetTable:
    """One sheet on its way to a table."""

    def __init__(self, book: Book, sheet: str, named: Callable[[str], object]) -> None:
        self.sheet, self.cells, self.named = sheet, cells_of(book, sheet), named
        look = book.content.get(sheet)
        self.beneath: Mapping[Place, Place] = look.beneath if look else {}
        self.hidden = look.rows if look else frozenset()
        self.lines = dict(rows_of(self.cells))
        self.figures = {
            number: [column for column, raw in line.items() if _is_figure(raw)] for number, line in self.lines.items()
        }
        columns = [column for _, column in self.cells] or [1]
        self.span = range(min(columns), max(columns) + 1)

    def table(self) -> SourceTable | None:
        """The table; None where no row holds a name beside figures."""
        first = self._above(self._first_row())
        if not first:
            return None
        header = self._header_rows(first)
        top = header[0] if header else first
        rows = tuple(self._rows(first))
        columns = tuple(self._columns(header, rows))
        dated = [
            text for number in self.lines if number < top for text in self._texts(number) if _POSITION.search(text)
        ]
        return SourceTable(self.sheet, columns, rows, tuple(dated[:SAMPLES]))

    def _first_row(self) -> int:
        """The first row of figures: a name, and numbers in at least half of the columns that usually have some."""
        likely = [number for number in self.lines if self._is_data(number)]
        counts: dict[int, int] = {}
        for number in likely:
            for column in self._numbers(number):
                counts[column] = counts.get(column, 0) + 1
        usual = {column for column, count in counts.items() if count * 2 >= max(counts.values())}
        full = (number for number in likely if 2 * len(usual & set(self._numbers(number))) >= len(usual))
        return next(full, 0)

    def _above(self, first: int) -> int:
        """The first row of figures, or one shortly above with few figures, or just above with none, of a candidate."""
        higher = first
        while higher:
            first = higher
            near = range(max(1, first - ABOVE), first)
            likely = (row for row in near if self._numbers(row) or row == first - 1)
            higher = next((row for row in likely if self._is_candidate(row, first)), 0)
        return first

    def _is_candidate(self, number: int, first: int) -> bool:
        """Whether a candidate stands in a row where the first row of figures has words too."""
        columns = (column for column in self.span if _is_words(self._seen(first, column)))
        seen = (self._seen(number, column) for column in columns)
        return any(_is_words(raw) and self.named(single_line(text_of(raw))) for raw in seen)

    def _is_data(self, number: int) -> bool:
        own = self.lines[number]
        figures = [own[column] for column in self._numbers(number)]
        if not figures or not any(_is_words(self._seen(number, column)) for column in self.span):
            return False
        after = self.lines.get(number + 1, {})
        return not _all_years(figures) or _all_years([raw for raw in after.values() if _is_figure(raw)])

    def _numbers(self, number: int) -> list[int]:
        return self.figures.get(number, [])

    def _seen(self, row: int, column: int) -> RawAnswer | None:
        """A cell as people see it: a name merged over rows stands in each of them."""
        raw = self.cells.get((row, column))
        corner = self.beneath.get((row, column))
        if is_blank(raw) and corner and corner[1] == column:
            above = self.cells.get(corner)
            return above if _is_words(above) else raw
        return raw

    # header

    def _header_rows(self, first: int) -> list[int]:
        """The rows of the header from top to bottom: those above the figures that say more than one thing."""
        found: list[int] = []
        for number in range(first - 1, 0, -1):
            if number not in self.lines and not found and number == first - 1:
                continue
            if self._numbers_columns(number):
                continue
            if len(self._things(number)) < 2 or len(found) == HEADER_ROWS:
                break
            found.insert(0, number)
        return found

    def _numbers_columns(self, number: int) -> bool:
        """Whether a row numbers the columns: (1) (2) (3), or 1, 2, 3=1+2."""
        texts = [text_of(raw) for raw in self.lines.get(number, {}).values() if not is_blank(raw)]
        found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
        numbers = [int(match[1]) for match in found if match]
        return len(numbers) > 1 and len(numbers) == len(texts) and numbers == sorted(set(numbers)) and numbers[0] <= 1

    def _things(self, number: int) -> set[Place]:
        """The cells whose text a row shows, those merged down from above too."""
        places = ((number, column) for column in self.span)
        corners = {self.beneath.get(place, place) for place in places}
        return {place for place in corners if not is_blank(self.cells.get(place))}

    def _columns(self, header: list[int], rows: Iterable[SourceRow]) -> Iterator[SourceColumn]:
        rows = tuple(rows)
        for column in self.span:
            title = self._title(header, column)
            figures = (row.cells.get(column) for row in rows if not row.bare and not row.total)
            filled = [as_read(raw) for raw in figures if raw is not None]
            if title or filled:
                yield SourceColumn(column, title, tuple(filled[:SAMPLES]))

    def _title(self, header: list[int], column: int) -> str:
        parts: list[str] = []
        for row in header:
            text = self._part(row, column) or self._from_left(header, row, column)
            if text and text not in parts:
                parts.append(text)
        return BETWEEN.join(parts)[:LONGEST_HEADER]

    def _part(self, row: int, column: int) -> str:
        place = self.beneath.get((row, column), (row, column))
        return single_line(text_of(self.cells.get(place)))

    def _from_left(self, header: list[int], row: int, column: int) -> str:
        """The heading of a group that was written over its first column only, and not merged over the others."""
        below = [one for one in header if one > row]
        while column > 1 and any(self._part(one, column) for one in below):
            column -= 1
            if text := self._part(row, column):
                return text if any(self._part(one, column) not in ("", text) for one in below) else ""
        return ""

    # rows

    def _rows(self, first: int) -> Iterator[SourceRow]:
        for number in sorted(self.lines):
            if number < first or self._numbers_columns(number):
                continue
            seen = ((column, self._seen(number, column)) for column in self.span)
            cells = {column: raw for column, raw in seen if raw is not None and not is_blank(raw)}
            if not any(map(_is_words, cells.values())) and not self._numbers(number):
                continue
            total_at = self._total_at(number)
            bare = not self._numbers(number)
            yield SourceRow(number, cells, bare, total_at > 0, number in self.hidden, total_at)

    def _total_at(self, number: int) -> int:
        """The column of the word for a total left of the figures, a running number aside; 0 where there is none."""
        own, figures, found = self.lines[number], set(self._numbers(number)), False
        for column in sorted(own):
            if column in figures and found:
                break
            if _is_words(own[column]):
                found = True
                if _TOTAL.match(folded(text_of(own[column]))):
                    return column
        return 0

    def _texts(self, number: int) -> list[str]:
        return [single_line(text_of(raw))[:LONGEST_HEADER] for raw in self.lines[number].values() if not is_blank(raw)]


def as_read(raw: RawAnswer) -> str:
    """A cell as a person reads it in the source, cut to a readable length."""
    if isinstance(raw.value, (int, float)) and not isinstance(raw.value, bool):
        return show.cell(Decimal(repr(raw.value)))
    if isinstance(raw.value, datetime.date):
        return show.day(raw.value)
    return raw.error or show.quoted(text_of(raw)) or "?"


def _is_figure(raw: RawAnswer | None) -> bool:
    """Whether a cell holds a number, as such or as text, an error, or a formula without a value."""
    if raw is None or is_blank(raw):
        return False
    if raw.error or (raw.formula and not isinstance(raw.value, str)):
        return True
    if isinstance(raw.value, str):
        text = text_of(raw)
        return len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None
    return isinstance(raw.value, (int, float)) and not isinstance(raw.value, bool)


def _is_words(raw: RawAnswer | None) -> bool:
    if raw is None or not isinstance(raw.value, str):
        return False
    return sum(letter.isalpha() for letter in text_of(raw)) > 1 and not _is_figure(raw)


def _all_years(figures: list[RawAnswer]) -> bool:
    """Whether all figures are years, as in a header of 2024 and 2025."""
    years = [text_of(raw) for raw in figures]
    return bool(years) and all(text.isdecimal() and int(text) in _YEARS for text in years)
