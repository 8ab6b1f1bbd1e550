"""What stands in a committee table: rows by code, columns by defined name or by the id beneath their title."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from paritrana.answers import RawAnswer, show
from paritrana.answers.texts import single_line
from paritrana.criteria.fields import Role
from paritrana.entry.panel import JUROR
from paritrana.entry.verification import person_key
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
    named,
    raw_at,
    rows_of,
    text_of,
    where,
)
from paritrana.form.layout import CODE_NAME, JUROR_NAME, TableColumn, TableLayout, address
from paritrana.form.layout import place as place_of
from paritrana.problems import Problem, Where
from paritrana.text import spoken

LONGEST_CODE = 20
COLUMN_NAME = "kolom."
_ABOUT_ROWS = ("A022", "B040", "B042")
"""What is wrong with a row as such. In a table of marks it is nobody's: a juror's slip puts no candidate out."""
_NUMBERED = re.compile(r"kolom\.[a-z][a-z0-9_]{0,99}\.([1-9][0-9]?)", re.ASCII)
Row = tuple[int, dict[int, RawAnswer]]


@dataclass(frozen=True, slots=True)
class TableAnswers:
    """What the committee wrote: code → field id → juror ('' where nobody marks) → cell; filled cells only.

    `doubts` are problems of a panel's table that only the panel's list can tell from what was meant, each with the
    detail `juror`: names above marks in a column that nobody knows, and words that a juror does not mark a candidate.
    """

    answers: Mapping[str, Mapping[str, Mapping[str, RawAnswer]]]
    doubts: tuple[Problem, ...] = ()


def read_table(book: Book, layout: TableLayout) -> tuple[TableAnswers, tuple[Problem, ...]]:
    """The answers of a table; rows that cannot be given to one listed candidate are left out with a problem."""
    sheet = _home(book, layout)
    if sheet is None:
        details = {"expected": layout.sheet}
        problem = Problem("B026", where(book), details, category=layout.category.category)
        return TableAnswers({}), (problem,)
    reading = _TableReading(book, layout, sheet)
    reading.read()
    return TableAnswers(reading.answers, tuple(reading.doubts)), tuple(reading.problems)


def _home(book: Book, layout: TableLayout) -> str | None:
    spot = named(book, CODE_NAME)
    if spot is not None:
        return spot[0]
    if has_sheet(book, layout.sheet):
        return layout.sheet
    marked = [one.name for one in book.sheets if spot_of(cells_of(book, one.name), CODE_NAME)]
    return marked[0] if len(marked) == 1 else None


def spot_of(cells: Cells, name: str) -> tuple[int, int] | None:
    """The one cell whose text is this name; None where there is none or more than one."""
    found = [place for place, raw in cells.items() if raw.value == name]
    return found[0] if len(found) == 1 else None


def jurors_in(book: Book) -> int:
    """For how many jurors a panel's table has columns, by the highest number of one; at most 99."""
    texts = (raw.value for sheet in book.sheets for raw in cells_of(book, sheet.name).values())
    names = (*book.names, *(text for text in texts if isinstance(text, str) and text.startswith(COLUMN_NAME)))
    return max((int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name))), default=0)


class _TableReading:
    """One pass over the rows of a table."""

    def __init__(self, book: Book, layout: TableLayout, sheet: str) -> None:
        self.book, self.layout, self.sheet = book, layout, sheet
        self.cells = cells_of(book, sheet)
        self.codes = {row.candidate.code: row.candidate for row in layout.rows}
        self.answers: dict[str, dict[str, dict[str, RawAnswer]]] = {}
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []
        self.columns: dict[int, TableColumn] = {}
        self.jurors: dict[int, str] = {}
        self.foreign: dict[int, tuple[str, str]] = {}
        self.foreign_marks: list[str] = []
        self.excused: set[str] = set()
        self.code_column = self.last_header = 0
        self.seen: dict[str, str] = {}

    def read(self) -> None:
        """Columns first; without the column of codes there are no rows."""
        self._find_columns()
        self._name_jurors()
        if not self.code_column:
            return
        rows = [(row, cells) for row, cells in rows_of(self.cells) if row > self.last_header]
        coded = [row for row, cells in rows if self._code_text(cells) in self.codes]
        table_end = self._table_end(rows, coded)
        for row in rows:
            self._row(row, footer=row[0] > table_end)
        self._tell_foreign()
        self._doubt_columns(rows)
        self._idle_rows()

    # columns

    def _find_columns(self) -> None:
        code = self._spot(CODE_NAME)
        if code is None:
            self._report("B043", where(self.book, self.sheet), expected=words.CODE)
        else:
            self.code_column, self.last_header = code[2], code[1]
        for column in self.layout.columns:
            if (spot := self._spot(column.name)) is not None:
                self.columns[spot[2]] = column
                self.last_header = max(self.last_header, spot[1])
        self._missing_columns()

    def _spot(self, name: str) -> Spot | None:
        spot = named(self.book, name)
        if spot is not None and spot[0] == self.sheet:
            return spot
        found = spot_of(self.cells, name)
        return (self.sheet, *found) if found else None

    def _missing_columns(self) -> None:
        """One problem per field; a panel may drop the columns of jurors it does not have."""
        here = {column.id for column in self.columns.values()}
        for one in {column.id: column for column in self.layout.columns}.values():
            if one.id not in here:
                self._report("B043", where(self.book, self.sheet), one.id, expected=one.title)

    def _name_jurors(self) -> None:
        """A name for every juror's columns; two of one name are told, and neither is read."""
        named_so: dict[str, dict[int, str]] = {}
        for number in sorted({column.juror for column in self.columns.values() if column.juror}):
            name, cell = self._juror(number)
            named_so.setdefault(folded(name), {})[number] = cell
            places = [place for place, column in self.columns.items() if column.juror == number]
            self.jurors |= dict.fromkeys(places, name)
        for name, cells in named_so.items():
            for cell in list(cells.values())[1:]:
                other = next(iter(cells.values()))
                shown = single_line(text_of(self.cells.get(place_of(cell))))
                self._report("B045", Where(self.book.file, self.sheet, cell), read=shown or name, other=other)
            if len(cells) > 1:
                kept = {place: one for place, one in self.columns.items() if one.juror not in cells}
                self.columns = kept
        self._own_columns()

    def _own_columns(self) -> None:
        """In a juror's own workbook only that juror's columns stay; the others are remembered."""
        person = person_key(self.layout.meta.person)
        for place in [place for place, name in self.jurors.items() if person and person_key(name) != person]:
            if (column := self.columns.pop(place, None)) is not None:
                self.foreign[place] = self._juror(column.juror)

    def _tell_foreign(self) -> None:
        """J029 for every other name that a juror's own workbook gives marks to."""
        for name, cell in dict.fromkeys(self.foreign.values()):
            if count := self.foreign_marks.count(name):
                place = Where(self.book.file, self.sheet, cell)
                self._report("J029", place, read=name, expected=self.layout.meta.person, count=str(count))

    def _doubt_columns(self, rows: list[Row]) -> None:
        """B043 for every text above marks in a column that is not known: it may be the name of a juror."""
        if self.layout.role is not Role.PANEL:
            return
        known = {self.code_column, *self.jurors}
        listed = [cells for _, cells in rows if self._code_text(cells) in self.codes]
        filled = {place for cells in listed for place, raw in cells.items() if place not in known and _is_mark(raw)}
        for (number, place), raw in self.cells.items():
            if place in filled and number <= self.last_header and (name := single_line(text_of(raw))):
                self._doubt("B043", (number, place), name, expected=name)

    def _juror(self, number: int) -> tuple[str, str]:
        """The name of a juror and the cell it stands in; as numbered where the cell is blank or lost."""
        spot = named(self.book, f"{JUROR_NAME}{number}") or self._above(number)
        text = single_line(text_of(raw_at(self.book, spot))) if spot else ""
        return text or self.layout.meta.person or f"{words.JUROR} {number}", address(*spot[1:]) if spot else ""

    def _above(self, number: int) -> Spot | None:
        """The nearest filled cell above a juror's first column, where the name of the juror's cell is lost."""
        column = next(one for one in self.layout.columns if one.juror == number)
        spot = self._spot(column.name)
        if spot is None:
            return None
        above = [row for row in range(spot[1] - 1, 0, -1) if not is_blank(self.cells.get((row, spot[2])))]
        return (self.sheet, above[0], spot[2]) if above else None

    # rows

    def _code_text(self, cells: Mapping[int, RawAnswer]) -> str:
        raw = cells.get(self.code_column)
        return single_line(text_of(raw)) if raw is not None and isinstance(raw.value, str) else ""

    def _table_end(self, rows: list[Row], coded: list[int]) -> int:
        """The last row that belongs to the table: what follows the last coded row without a gap."""
        end = max(coded, default=self.last_header)
        filled = {row for row, cells in rows if any(not is_blank(raw) for raw in cells.values())}
        while end + 1 in filled:
            end += 1
        return end

    def _row(self, row: Row, *, footer: bool) -> None:
        number, cells = row
        given = {place: cells[place] for place in self.columns if not is_blank(cells.get(place))}
        given = self._without_recused(given, cells)
        self._merged(number, cells)
        code, raw = self._code_text(cells), cells.get(self.code_column)
        if code in self.codes:
            self._listed(number, code, given, cells)
        elif not given or _is_total(cells):
            return
        elif raw is not None and not is_blank(raw) and not isinstance(raw.value, str):
            self._code_as_number(row, raw)
        elif code:
            self._unlisted(number, code, footer=footer)
        elif not footer and not all(one.formula for one in given.values()):
            place = where(self.book, self.sheet, number, self.code_column)
            self._report("B040", place, candidate=self._by_name(cells))

    def _without_recused(self, given: dict[int, RawAnswer], cells: Mapping[int, RawAnswer]) -> dict[int, RawAnswer]:
        """The filled cells without those that say that their juror does not mark: they are as blank."""
        barred = {place for place, raw in given.items() if self.jurors and not _is_mark(raw)}
        if barred:
            self.excused.add(self._code_text(cells))
        return {place: raw for place, raw in given.items() if place not in barred}

    def _merged(self, number: int, cells: Mapping[int, RawAnswer]) -> None:
        """B037 for every answer cell of a listed row that lies beneath a filled one."""
        code = self._code_text(cells)
        for place, column in self.columns.items() if code in self.codes else ():
            above = beneath(self.book, (self.sheet, number, place))
            if above and not is_blank(raw_at(self.book, above)):
                at, details = where(self.book, self.sheet, number, place), {"other": address(*above[1:])}
                details |= {JUROR: self.jurors[place]} if place in self.jurors else {}
                self._report("B037", at, column.id, code, question=show.quoted(column.field.ask()), **details)

    def _listed(self, number: int, code: str, given: Mapping[int, RawAnswer], cells: Mapping[int, RawAnswer]) -> None:
        cell = address(number, self.code_column)
        if code in self.seen:
            at = Where(self.book.file, self.sheet, cell)
            self._report("B042", at, candidate=code, read=code, other=self.seen[code])
            return
        self.seen[code] = cell
        self.foreign_marks += [name for place, (name, _) in self.foreign.items() if _is_mark(cells.get(place))]
        said = self.answers.setdefault(code, {})
        for place, raw in sorted(given.items()):
            said.setdefault(self.columns[place].id, {})[self.jurors.get(place, "")] = raw
        for place in sorted({*self.columns} & {*self.jurors}):
            if not is_blank(cells.get(place)) and not _is_mark(cells.get(place)):
                about = (self.columns[place].id, code)
                self._doubt("J048", (number, place), self.jurors[place], *about, read=self.jurors[place])

    def _code_as_number(self, row: Row, raw: RawAnswer) -> None:
        number, cells = row
        candidate = self._by_name(cells)
        details = {"read": _shown(raw.value), "example": candidate or next(iter(self.codes), "33.10")}
        self._report("A022", where(self.book, self.sheet, number, self.code_column), "", candidate, **details)

    def _unlisted(self, number: int, code: str, *, footer: bool) -> None:
        """B041, unless it is a sentence beneath the table."""
        if footer and (len(code) > LONGEST_CODE or not any(letter.isdigit() for letter in code)):
            return
        near = difflib.get_close_matches(code, self.codes, n=3)
        guesses = ", ".join(f"{one} ({self.codes[one].name})" for one in near)
        hint = spoken("hint", "form.maybe", guesses=guesses) if near else spoken("hint", "form.original_codes")
        self._report("B041", where(self.book, self.sheet, number, self.code_column), read=code, **hint)

    def _by_name(self, cells: Mapping[int, RawAnswer]) -> str:
        """The code of the one candidate whose name stands in a row; empty where there is none."""
        texts = {folded(text_of(raw)) for raw in cells.values()}
        found = [one.code for one in self.codes.values() if folded(one.name) in texts]
        return found[0] if len(found) == 1 else ""

    def _idle_rows(self) -> None:
        """B044 for listed rows that hold nothing, or one B046 where no row holds anything.

        Candidates' own answers come in rows from an agency that has some of them: the others are no slip of its pen.
        """
        nameless = any(problem.code in ("B045", "J029") for problem in self.problems)
        if nameless:
            return
        idle = [code for code in self.seen if not self.answers.get(code) and code not in self.excused]
        if idle and len(idle) == len(self.seen):
            self._report("B046", where(self.book, self.sheet))
            return
        for code in idle if self.layout.role is not Role.CANDIDATE else ():
            place = Where(self.book.file, self.sheet, self.seen[code])
            self._report("B044", place, candidate=code, read=code)

    def _report(self, code: str, place: Where, field_id: str = "", candidate: str = "", /, **details: str) -> None:
        candidate = details.pop("candidate", candidate)
        if self.layout.role is Role.PANEL and code in _ABOUT_ROWS:
            candidate = ""
        category = self.layout.category.category
        problem = Problem(code, place, details, candidate=candidate, category=category, field=field_id)
        self.problems.append(problem)

    def _doubt(
        self, code: str, at: tuple[int, int], juror: str, field_id: str = "", candidate: str = "", /, **details: str
    ) -> None:
        place, category = where(self.book, self.sheet, *at), self.layout.category.category
        self.doubts.append(Problem(code, place, {**details, JUROR: juror}, candidate, category, field_id))


def _is_mark(raw: RawAnswer | None) -> bool:
    """Whether a juror's cell holds anything but the words that it is left blank."""
    return not is_blank(raw) and folded(text_of(raw)) != words.RECUSED


def _is_total(cells: Mapping[int, RawAnswer]) -> bool:
    texts = (folded(text_of(raw)) for raw in cells.values() if isinstance(raw.value, str))
    return any(text.startswith(words.TOTALS) for text in texts)


def _shown(value: object) -> str:
    text = str(value)
    return text.removesuffix(".0").replace(".", ",") if isinstance(value, float) else text
