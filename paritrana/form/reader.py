"""What stands in a returned form or table: answers as they are, and what happened to the form itself.

Answers are found by defined name, else by the marker of their row, else by number and question; never by
position. Whether an answer is acceptable is for `entry` to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from paritrana.answers import RawAnswer, show
from paritrana.form import words
from paritrana.form.cells import Book
from paritrana.form.found import (
    Cells,
    Spot,
    beneath,
    cells_of,
    folded,
    has_sheet,
    is_blank,
    is_hidden,
    named,
    raw_at,
    rows_of,
    text_of,
    where,
)
from paritrana.form.layout import OWN_CODE_NAME, FormLayout, Slot, address
from paritrana.form.meta import PRODUCT, Meta, check_meta, parse_meta
from paritrana.form.table_reader import TableAnswers, read_table
from paritrana.problems import Problem, Where

HEADER_ROWS = 30
"""How far down the header row is looked for."""

_CONTEXT = 20


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """What an office wrote, by field id. A field whose cell is lost has no key; a blank cell has one."""

    answers: Mapping[str, RawAnswer]
    evidence: Mapping[str, str]
    notes: Mapping[str, str]


def read_meta(book: Book) -> tuple[Meta | None, tuple[Problem, ...]]:
    """The identity of a workbook; None with B020 or B024 where it is not ours or no longer whole."""
    state = next((sheet.state for sheet in book.sheets if sheet.name == words.META_SHEET), None)
    cells = cells_of(book, words.META_SHEET)
    rows = {text_of(row[1]): text_of(row.get(2)) for _, row in rows_of(cells) if 1 in row}
    if state is None or rows.get("product", PRODUCT) != PRODUCT:
        return None, (Problem("B020", where(book)),)
    meta = parse_meta(rows)
    if isinstance(meta, dict):
        return None, (Problem("B024", where(book, words.META_SHEET), meta),)
    return meta, () if state == "veryHidden" else (Problem("B031", where(book, words.META_SHEET)),)


def read_own_code(book: Book) -> RawAnswer | None:
    """The cell of a blank form in which the office wrote its code; None where the form has none."""
    spot = named(book, OWN_CODE_NAME)
    return raw_at(book, spot) if spot else None


def read_form(book: Book, layout: FormLayout) -> tuple[FormAnswers, tuple[Problem, ...]]:
    """The answers of a form, with one problem for every question whose cell was lost, swapped or edited."""
    sheet = _home(book, layout)
    if sheet is None:
        problem = _problem("B026", where(book), layout, expected=layout.sheet)
        return FormAnswers({}, {}, {}), (problem,)
    reading = _Reading(book, layout, sheet)
    for slot in layout.slots:
        reading.read(slot)
    return FormAnswers(reading.answers, reading.evidence, reading.notes), tuple(reading.problems)


def _home(book: Book, layout: FormLayout) -> str | None:
    """The sheet that holds the questions: the one the names point to, else by its title, else by its markers."""
    spots = [spot for slot in layout.slots if (spot := named(book, slot.name))]
    sheets = [spot[0] for spot in spots]
    if sheets:
        return max(dict.fromkeys(sheets), key=sheets.count)
    if has_sheet(book, layout.sheet):
        return layout.sheet
    marked = [one.name for one in book.sheets if _markers(cells_of(book, one.name), layout)]
    return marked[0] if len(marked) == 1 else None


def _markers(cells: Cells, layout: FormLayout) -> bool:
    names = {slot.name for slot in layout.slots}
    return any(raw.value in names for raw in cells.values())


def _problem(code: str, place: Where, layout: FormLayout, field: str = "", **details: str) -> Problem:
    candidate, category = layout.meta.candidate_code, layout.category.category
    return Problem(code, place, details, candidate=candidate, category=category, field=field)


class _Reading:
    """One pass over the questions of a form."""

    def __init__(self, book: Book, layout: FormLayout, sheet: str) -> None:
        self.book, self.layout, self.sheet = book, layout, sheet
        self.labels = {folded(slot.label): slot for slot in layout.slots}
        self.answers: dict[str, RawAnswer] = {}
        self.evidence: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.problems: list[Problem] = []

    def read(self, slot: Slot) -> None:
        """The answer of one question with what stands beside it."""
        spot = named(self.book, slot.name)
        if spot is None:
            spot = self._by_row(slot)
            code = "B027" if spot is None else "B032"
            self._report(code, slot, spot, question=show.quoted(slot.field.ask()))
        if spot is None or self._swapped(slot, spot) or self._merged(slot, spot):
            return
        if is_hidden(self.book, spot) and not is_blank(raw_at(self.book, spot)):
            self._report("B038", slot, spot, question=show.quoted(slot.field.ask()))
        self.answers[slot.id] = raw_at(self.book, spot)
        self.evidence[slot.id] = self._beside(slot.evidence_name, words.EVIDENCE, spot)
        self.notes[slot.id] = self._beside(slot.note_name, words.NOTE, spot)

    def _report(self, code: str, slot: Slot, spot: Spot | None, **details: str) -> None:
        at = where(self.book, *spot) if spot else where(self.book, self.sheet)
        self.problems.append(_problem(code, at, self.layout, slot.id, **details))

    def _swapped(self, slot: Slot, spot: Spot) -> bool:
        """Whether the cell stands beside another question; an edited question is only reported."""
        label = self._label(spot)
        if folded(label) == folded(slot.label):
            return False
        other = self.labels.get(folded(label))
        if other is not None:
            details = {"question": show.quoted(slot.field.ask()), "read": show.quoted(other.field.ask())}
            self._report("B034", slot, spot, **details)
            return True
        read, expected = _difference(label, slot.label)
        self._report("B030", slot, spot, read=read, expected=expected)
        return False

    def _merged(self, slot: Slot, spot: Spot) -> bool:
        """Whether the cell lies beneath another one that holds something: then nobody knows what it says."""
        above = beneath(self.book, spot)
        if above is None or is_blank(raw_at(self.book, above)):
            return False
        self._report("B037", slot, spot, question=show.quoted(slot.field.ask()), other=address(*above[1:]))
        return True

    def _label(self, spot: Spot) -> str:
        """The nearest text to the left of a cell."""
        sheet, row, column = spot
        cells = cells_of(self.book, sheet)
        texts = (text_of(cells.get((row, left))) for left in range(column - 1, 0, -1))
        return next((text for text in texts if text), "")

    @cached_property
    def rows(self) -> dict[int, dict[int, RawAnswer]]:
        return dict(rows_of(cells_of(self.book, self.sheet)))

    @cached_property
    def columns(self) -> dict[str, int]:
        """The columns by their folded titles, from the first row that has question and answer."""
        for row, cells in sorted(self.rows.items()):
            titles = {folded(text_of(raw)): column for column, raw in cells.items()}
            if row <= HEADER_ROWS and {folded(words.QUESTION), folded(words.ANSWER)} <= set(titles):
                return titles
        return {}

    def _by_row(self, slot: Slot) -> Spot | None:
        """The answer cell in the one row that carries the slot's marker, else its number and question."""
        column = self.columns.get(folded(words.ANSWER))
        for rows in (self._marked(slot), self._numbered(slot)):
            if len(found := list(rows)) == 1 and column:
                return self.sheet, found[0], column
        return None

    def _marked(self, slot: Slot) -> Iterator[int]:
        for row, cells in self.rows.items():
            if any(raw.value == slot.name for raw in cells.values()):
                yield row

    def _numbered(self, slot: Slot) -> Iterator[int]:
        number, question = (self.columns.get(folded(title), 0) for title in (words.NUMBER, words.QUESTION))
        for row, cells in self.rows.items():
            same = folded(text_of(cells.get(question))) == folded(slot.label)
            if same and text_of(cells.get(number)) == str(slot.number):
                yield row

    def _beside(self, name: str, title: str, answer: Spot) -> str:
        """The text of a cell by its name, else in the answer's row under its title."""
        spot = named(self.book, name) if name else None
        if spot is None and name and answer[0] == self.sheet and (column := self.columns.get(folded(title), 0)):
            spot = (self.sheet, answer[1], column)
        return text_of(raw_at(self.book, spot)) if spot else ""


def _difference(read: str, expected: str) -> tuple[str, str]:
    """Two texts as a message shows them: from shortly before the place where they part."""
    one, two = " ".join(read.split()), " ".join(expected.split())
    pairs = zip(one, two, strict=False)
    parted = next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(two)))
    start = max(0, parted - _CONTEXT) if parted > show.QUOTED - _CONTEXT else 0
    lead = "…" if start else ""
    return show.quoted(lead + one[start:]), show.quoted(lead + two[start:])


__all__ = [
    "FormAnswers",
    "Meta",
    "TableAnswers",
    "check_meta",
    "read_form",
    "read_meta",
    "read_own_code",
    "read_table",
]
