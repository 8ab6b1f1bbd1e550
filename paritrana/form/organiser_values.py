"""The figures of an organiser's table, by candidate and question: read by the one parser, added up over rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from paritrana.answers import Kind, RawAnswer, Source, Value, read, show
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.check import Given, check
from paritrana.entry.model import Candidate
from paritrana.form.cells import Book
from paritrana.form.column_guess import unit_said
from paritrana.form.found import Place, is_blank, is_hidden, raw_at, text_of
from paritrana.form.layout import address
from paritrana.form.mapping_check import Decided
from paritrana.form.merged import Merged
from paritrana.form.organiser_table import SourceTable, as_read
from paritrana.form.same_candidate import Roll
from paritrana.problems import Problem, Where
from paritrana.text import spoken

SUMMED = (Kind.COUNT, Kind.RUPIAH)
"""Kinds whose figures may be added over the rows of one candidate."""

FEW = 5
"""Candidates without a row that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: where it stands in the source, what was read there, and the value; None where it is refused.

    `told` is the source's own words, which the table repeats where there is no value.
    """

    code: str
    field: str
    value: Value | None
    cells: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of a table in the order of candidates and questions, with what is wrong with them."""

    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]

    def by_code(self) -> dict[str, dict[str, Figure]]:
        found: dict[str, dict[str, Figure]] = {}
        for one in self.figures:
            found.setdefault(one.code, {})[one.field] = one
        return found


def read_figures(book: Book, table: SourceTable, decided: Decided, category: Category, roll: Roll) -> Figures:
    """The figures of all candidates, with what is wrong with them.

    B068 for one without a row, B071 for a required figure that is blank, B075 for a required question without a
    column; B038 for a hidden column and B074 for one whose header names another unit.
    """
    rows: dict[str, list[int]] = {}
    for number, code in sorted(decided.rows.items()):
        rows.setdefault(code, []).append(number)
    reading = _Reading(book, table, category, decided)
    reading.absent([one for code, one in roll.codes.items() if code not in rows])
    reading.columns()
    for code, candidate in roll.codes.items():
        for column, field_id in decided.fields.items():
            reading.read(candidate, category.field(field_id), column, rows.get(code, ()))
    return Figures(tuple(reading.figures), tuple(reading.problems))


class _Reading:
    """One pass over the figures of a table."""

    def __init__(self, book: Book, table: SourceTable, category: Category, decided: Decided) -> None:
        self.book, self.table, self.sheet, self.category = book, table, table.sheet, category
        self.decided = decided
        self.hidden = {row.number for row in table.rows if row.hidden}
        self.merged = Merged(book, table.sheet)
        self.figures: list[Figure] = []
        self.problems: list[Problem] = []

    def columns(self) -> None:
        """What is to be known of whole columns, once."""
        headers = {column.number: column for column in self.table.columns}
        for number, field_id in self.decided.fields.items():
            header = headers[number].header
            if is_hidden(self.book, (self.sheet, 0, number)):
                self.report("B038", None, field_id, address(min(self.decided.rows, default=1), number))
            if unit := unit_said(header, self.category.field(field_id)):
                self.report("B074", None, field_id, name=header, read=unit, other=headers[number].letters)
        for field in self.category.filled_by(Role.ORGANISER):
            if field.required and field.id not in self.decided.fields.values():
                self.report("B075", None, field.id)

    def absent(self, found: Sequence[Candidate]) -> None:
        """Those without a row: each by itself where they are few, else one problem that names the first."""
        if len(found) <= FEW:
            for one in found:
                self.report("B068", one, read=one.name)
            return
        first = ", ".join(one.name for one in found[:FEW])
        told = spoken("read", "remarks.rows_others", first=first, count=str(len(found) - FEW))
        place = Where(self.book.file, self.sheet)
        self.problems.append(Problem("B068", place, told, category=self.category.category))

    def read(self, one: Candidate, field: Field, column: int, rows: Sequence[int]) -> None:
        """What one candidate's rows say in one column."""
        if shared := self._shared(rows, column):
            self._refuse(one, field, "B073", shared, [raw_at(self.book, (self.sheet, *shared[0]))])
            return
        places = [(row, column) for row in rows if self.merged.corner((row, column)) == (row, column)]
        cells = {place: raw_at(self.book, (self.sheet, *place)) for place in places}
        blank = [place for place, raw in cells.items() if is_blank(raw)]
        given = [raw for raw in cells.values() if not is_blank(raw)]
        if not given:
            if field.required and rows:
                self.report("B071", one, field.id, address(rows[0], column), name=one.name)
            return
        for place, raw in cells.items():
            if place[0] in self.hidden and not is_blank(raw):
                self.report("B038", one, field.id, raw.source.cell)
        if blank and field.kind in SUMMED:
            self._refuse(one, field, "B072", blank, given)
            return
        value = self._value(one, field, given)
        told = " + ".join(as_read(raw) for raw in given)
        if value is None:
            told = _refused(given, told, field)
        self.figures.append(Figure(one.code, field.id, value, tuple(_cells(given)), told))

    def _shared(self, rows: Sequence[int], column: int) -> Sequence[Place]:
        """The places of a merged cell that reaches another candidate's row or another mapped column.

        Empty where there is none, or where nothing stands in it.
        """
        for row in rows:
            area = self.merged.area((row, column))
            mine = all(self._is_own(place, rows, column) for place in area)
            if not mine and not is_blank(raw_at(self.book, (self.sheet, *area[0]))):
                return area
        return ()

    def _is_own(self, place: Place, rows: Sequence[int], column: int) -> bool:
        row, across = place
        foreign = row not in rows and row in self.decided.rows
        return not foreign and (across == column or across not in self.decided.fields)

    def _refuse(
        self, one: Candidate, field: Field, code: str, places: Sequence[Place], given: Sequence[RawAnswer]
    ) -> None:
        """A figure that is not taken for what is wrong with `places`."""
        told = " + ".join(map(as_read, given))
        other = ", ".join(address(*place) for place in places[:FEW]) + (" …" if len(places) > FEW else "")
        self.report(code, one, field.id, address(*places[0]), name=one.name, read=told, other=other)
        self.figures.append(Figure(one.code, field.id, None, tuple(_cells(given)), _refused(given, told, field)))

    def _value(self, one: Candidate, field: Field, given: Sequence[RawAnswer]) -> Value | None:
        values: list[Value] = []
        for raw in given:
            checked = check((Given(field.id, raw),), self.category, one, Role.ORGANISER)
            self.problems.extend(checked.problems)
            values.extend(said.value for said in checked.statements)
        if len(values) < len(given):
            return None
        return values[0] if len(values) == 1 else self._together(one, field, given, values)

    def _together(
        self, one: Candidate, field: Field, given: Sequence[RawAnswer], values: Sequence[Value]
    ) -> Value | None:
        """The sum over several rows where it may be formed, the one value where all say the same; else B065.

        B070 for a count or an amount that is the same in all rows: it may be one figure, repeated.
        """
        told = {"read": " + ".join(map(as_read, given)), "name": one.name, "other": ", ".join(_cells(given))}
        place = given[0].source.cell
        numbers = [value for value in values if isinstance(value, Decimal)]
        if field.kind not in SUMMED or len(numbers) < len(values):
            if len(set(values)) == 1:
                return values[0]
            self.report("B065", one, field.id, place, **told)
            return None
        total = sum(numbers, Decimal(0))
        if field.highest is not None and total > field.highest:
            details = {
                "read": show.shown(total),
                "expected": show.shown(field.highest),
                "maximum": show.shown(field.highest),
            }
            self.report("A008", one, field.id, place, **details)
            return None
        if total and len(set(numbers)) == 1:
            self.report("B070", one, field.id, place, **told)
            return None
        self.report("B069", one, field.id, place, **told, value=show.shown(total))
        return total

    def report(self, code: str, one: Candidate | None, field: str = "", cell: str = "", /, **details: str) -> None:
        asked = {"question": self.category.field(field).ask()} if field else {}
        asked |= {"question_en": self.category.field(field).ask("en")} if field else {}
        place = Where(self.book.file, self.sheet, cell)
        category = self.category.category
        self.problems.append(
            Problem(
                code, place, {**asked, **details}, candidate=one.code if one else "", category=category, field=field
            )
        )


def _cells(given: Iterable[RawAnswer]) -> list[str]:
    return [raw.source.cell for raw in given]


def _refused(given: Sequence[RawAnswer], told: str, field: Field) -> str:
    """The words of a refused figure as the table repeats them, so that `check` refuses them again.

    They get a mark where they alone would pass for a good figure; of a text that would, nothing is left.
    """
    words = text_of(given[0]) if field.kind is Kind.TEXT else told
    if read(RawAnswer(words, Source("", "")), field.spec()).value is None:
        return words
    return "" if field.kind is Kind.TEXT else f"{words} (?)"


def values_of(figures: Figures) -> Mapping[str, Mapping[str, Value]]:
    """What is written into the table: by code and field, the source's own words where a figure was refused."""
    found: dict[str, dict[str, Value]] = {}
    for one in figures.figures:
        if one.value is not None or one.told:
            found.setdefault(one.code, {})[one.field] = one.told if one.value is None else one.value
    return found
