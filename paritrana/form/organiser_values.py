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
from paritrana.form.found import is_blank, raw_at, text_of
from paritrana.form.layout import address
from paritrana.form.mapping_check import Decided
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
    """The figures of all candidates; B068 for one without a row, B071 for a required figure that is blank."""
    rows: dict[str, list[int]] = {}
    for number, code in sorted(decided.rows.items()):
        rows.setdefault(code, []).append(number)
    reading = _Reading(book, table.sheet, category)
    hidden = {row.number for row in table.rows if row.hidden}
    reading.absent([one for code, one in roll.codes.items() if code not in rows])
    for code, candidate in roll.codes.items():
        for column, field_id in decided.fields.items():
            reading.read(candidate, category.field(field_id), column, rows.get(code, ()), hidden)
    return Figures(tuple(reading.figures), tuple(reading.problems))


class _Reading:
    """One pass over the figures of a table."""

    def __init__(self, book: Book, sheet: str, category: Category) -> None:
        self.book, self.sheet, self.category = book, sheet, category
        self.figures: list[Figure] = []
        self.problems: list[Problem] = []

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

    def read(self, one: Candidate, field: Field, column: int, rows: Sequence[int], hidden: Iterable[int]) -> None:
        """What one candidate's rows say in one column."""
        cells = [raw_at(self.book, (self.sheet, row, column)) for row in rows]
        given = [raw for raw in cells if not is_blank(raw)]
        if not given:
            if field.required and rows:
                self.report("B071", one, field.id, address(rows[0], column), name=one.name)
            return
        for raw in given:
            if int(raw.source.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) in hidden:
                self.report("B038", one, field.id, raw.source.cell)
        value = self._value(one, field, given)
        places = tuple(raw.source.cell for raw in given)
        told = " + ".join(as_read(raw) for raw in given)
        if value is None:
            told = _refused(given, told, field)
        self.figures.append(Figure(one.code, field.id, value, places, told))

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
        """The sum over several rows where it may be formed; the one value where all say the same; else B065."""
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
        self.report("B069", one, field.id, place, **told, value=show.shown(total))
        return total

    def report(self, code: str, one: Candidate, field: str = "", cell: str = "", /, **details: str) -> None:
        asked = {"question": self.category.field(field).ask()} if field else {}
        asked |= {"question_en": self.category.field(field).ask("en")} if field else {}
        place = Where(self.book.file, self.sheet, cell)
        category = self.category.category
        self.problems.append(
            Problem(code, place, {**asked, **details}, candidate=one.code, category=category, field=field)
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
