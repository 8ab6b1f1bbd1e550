"""What stands in a verifier's workbook: rows by their marker, wherever they were sorted to; touched rows only."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from paritrana.answers import AnswerSpec, Kind, RawAnswer, Source, Value, read, show
from paritrana.answers.texts import single_line
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.entry.verification import REASONS, VERDICT_WORDS, claim_mark
from paritrana.form import verification as plan
from paritrana.form import words
from paritrana.form.cells import Book
from paritrana.form.found import Spot, cells_of, folded, has_sheet, is_blank, named, raw_at, rows_of, text_of, where
from paritrana.form.layout import address
from paritrana.form.table_reader import spot_of
from paritrana.form.verification import DATE_NAME, NAMES, PERSON_NAME, SEPARATOR, verified_fields
from paritrana.form.verification_writer import OWN, TITLES
from paritrana.problems import Problem, Where
from paritrana.text import spoken

UNKNOWN_WORD, ALTERED, STRANGE_ROW = "J017", "J018", "J019"
LONGEST_NOTE = 2000
WITHOUT = {plan.NO, plan.NOTE, plan.CODE}
"""Columns without which every row can still be read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One touched row. `value` is the cell of the verified value; `claimed` what the row shows as claimed.

    `verdict` is a code, `reason` a word of the list; both are empty where the row says none that is known. `seen` is
    the mark of the claim as it was written, `altered` true where the copy beside it is not that any more. `at` is the
    cell of the verdict.
    """

    candidate: str
    field: Field
    value: RawAnswer
    claimed: Value | None
    verdict: str
    reason: str
    note: str
    seen: str
    altered: bool
    at: Source


@dataclass(frozen=True, slots=True)
class Findings:
    """What a verifier wrote: name (where the workbook asks for it) and ISO date, empty where not given; the rows."""

    person: str
    date: str
    rows: tuple[Finding, ...]


def read_verification(
    book: Book, category: Category, known: Mapping[str, Candidate]
) -> tuple[Findings, tuple[Problem, ...]]:
    """The touched rows; one that cannot be given to a question of a candidate is left out with a problem."""
    sheet = _home(book)
    if sheet is None:
        details = {"expected": words.VERIFICATION_SHEET}
        return Findings("", "", ()), (Problem("B026", where(book), details, category=category.category),)
    reading = _Reading(book, category, known, sheet)
    return reading.read(), tuple(reading.problems)


def _home(book: Book) -> str | None:
    """The sheet of the rows: where the names point to, else by its title, else by the ids beneath its titles."""
    spots = [spot[0] for name in NAMES.values() if (spot := named(book, name))]
    if spots:
        return max(dict.fromkeys(spots), key=spots.count)
    if has_sheet(book, words.VERIFICATION_SHEET):
        return words.VERIFICATION_SHEET
    marked = [one.name for one in book.sheets if spot_of(cells_of(book, one.name), NAMES[plan.VALUE])]
    return marked[0] if len(marked) == 1 else None


class _Reading:
    """One pass over the rows."""

    def __init__(self, book: Book, category: Category, known: Mapping[str, Candidate], sheet: str) -> None:
        self.book, self.category, self.known, self.sheet = book, category, known, sheet
        self.cells = cells_of(book, sheet)
        self.fields = {field.id: field for field in verified_fields(category)}
        self.numbers = {field.id: str(place) for place, field in enumerate(category.filled_by(Role.CANDIDATE), 1)}
        self.problems: list[Problem] = []
        self.seen: dict[tuple[str, str], int] = {}
        spots = {column: self._spot(name) for column, name in NAMES.items()}
        self.columns = {column: spot[2] for column, spot in spots.items() if spot}
        self.last_header = max((spot[1] for spot in spots.values() if spot), default=0)

    def read(self) -> Findings:
        """The name and date, then row by row; a column that is lost is told once."""
        for column in NAMES:
            if column not in self.columns and column not in WITHOUT:
                self._report("B043", where(self.book, self.sheet), expected=TITLES[column][0])
        rows: list[Finding] = []
        touched = [column for column in (plan.VERDICT, plan.VALUE, plan.REASON) if column in self.columns]
        for number, cells in rows_of(self.cells) if plan.MARKER in self.columns else ():
            filled = any(not is_blank(cells.get(self.columns[column])) for column in touched)
            if number > self.last_header and filled and (found := self._row(number)):
                rows.append(found)
        return Findings(self._person(), self._date(), tuple(rows))

    def _spot(self, name: str) -> Spot | None:
        spot = named(self.book, name)
        if spot is not None and spot[0] == self.sheet:
            return spot
        found = spot_of(self.cells, name)
        return (self.sheet, *found) if found else None

    # a row

    def _raw(self, number: int, column: int) -> RawAnswer:
        place = self.columns.get(column)
        if place is None:
            return RawAnswer(None, Source(self.book.file, self.book.sha256, self.sheet, ""))
        return raw_at(self.book, (self.sheet, number, place))

    def _text(self, number: int, column: int) -> str:
        return single_line(text_of(self._raw(number, column)))

    def _row(self, number: int) -> Finding | None:
        code, field_id, mark = self._marker(number)
        field = self.fields.get(field_id)
        if field is None or code not in self.known:
            marker = self._text(number, plan.MARKER) or "-"
            self._strange(number, "verification.row_unknown", code, read=show.quoted(marker))
            return None
        if not self._is_whole(number, code, field):
            return None
        if (code, field_id) in self.seen:
            other = address(self.seen[code, field_id], self.columns[plan.MARKER])
            self._strange(number, "verification.row_twice", code, field_id, other=other)
            return None
        self.seen[code, field_id] = number
        return self._finding(number, code, field, mark)

    def _marker(self, number: int) -> tuple[str, str, str | None]:
        """Code, field and the mark of the claim; the mark is None where the marker is an older or shorter one."""
        code, _, rest = self._text(number, plan.MARKER).partition(SEPARATOR)
        field_id, separator, mark = rest.partition(SEPARATOR)
        if code:
            return code, field_id, mark if separator else None
        return self._text(number, plan.CODE), self._numbered(number), None

    def _numbered(self, number: int) -> str:
        """Where the marker is gone: the id of the candidates' question with the number that the row shows."""
        text = self._text(number, plan.NO)
        return next((field for field, shown in self.numbers.items() if shown == text), "")

    def _is_whole(self, number: int, code: str, field: Field) -> bool:
        """Whether code and number that people see are the marker's: some columns may have been sorted alone."""
        expected = {plan.CODE: code, plan.NO: self.numbers.get(field.id, OWN)}
        shown = {column: self._text(number, column) or text for column, text in expected.items()}
        if shown == expected:
            return True
        read_as, meant = (" No ".join(texts.values()) for texts in (shown, expected))
        self._strange(number, "verification.row_mixed", code, field.id, read=show.quoted(read_as), expected=meant)
        return False

    def _finding(self, number: int, code: str, field: Field, mark: str | None) -> Finding:
        copy = self._raw(number, plan.CLAIM)
        claimed = None if is_blank(copy) else read(copy, field.spec()).value
        altered = mark is not None and claim_mark(claimed) != mark
        if altered:
            details = {"question": field.ask.id, "question_en": field.ask("en"), "read": _told(copy)}
            self._report(ALTERED, self._at(number, plan.CLAIM), field.id, code, **details)
        return Finding(
            candidate=code,
            field=field,
            value=self._raw(number, plan.VALUE),
            claimed=claimed,
            verdict=self._verdict(number, code, field),
            reason=self._reason(number, code, field),
            note=text_of(self._raw(number, plan.NOTE))[:LONGEST_NOTE],
            seen=claim_mark(claimed) if mark is None else mark,
            altered=altered,
            at=self._raw(number, plan.VERDICT).source,
        )

    def _verdict(self, number: int, code: str, field: Field) -> str:
        known = {folded(word): verdict.value for verdict, word in VERDICT_WORDS.items()}
        return self._chosen(number, plan.VERDICT, known, code, field)

    def _reason(self, number: int, code: str, field: Field) -> str:
        return self._chosen(number, plan.REASON, {folded(word): word for word in REASONS}, code, field)

    def _chosen(self, number: int, column: int, known: Mapping[str, str], code: str, field: Field) -> str:
        """What a cell chooses from a list; J017 and empty where it is none of it."""
        text = self._text(number, column)
        if not text or folded(text) in known:
            return known.get(folded(text), "")
        choices = VERDICT_WORDS.values() if column == plan.VERDICT else REASONS
        near = difflib.get_close_matches(folded(text), known, n=1)
        first = [word for word in choices if near and folded(word) == near[0]]
        hint = spoken("hint", "form.maybe", guesses=f'"{first[0]}"') if first else {"hint": ""}
        details = {"read": show.quoted(text), "column": TITLES[column][0], "expected": ", ".join(choices), **hint}
        self._report(UNKNOWN_WORD, self._at(number, column), field.id, code, **details)
        return ""

    # above the rows

    def _person(self) -> str:
        spot = named(self.book, PERSON_NAME)
        return single_line(text_of(raw_at(self.book, spot)))[:200] if spot else ""

    def _date(self) -> str:
        spot = named(self.book, DATE_NAME)
        raw = raw_at(self.book, spot) if spot else None
        if raw is None or is_blank(raw):
            return ""
        found = read(raw, AnswerSpec(kind=Kind.DATE)).value
        if found is None:
            details = {"read": _told(raw), "column": words.VERIFIED_ON, "expected": "17/08/2025", "hint": ""}
            self._report(UNKNOWN_WORD, Where(raw.source.file, raw.source.sheet, raw.source.cell), **details)
        return "" if found is None else str(found)

    # what is told

    def _at(self, number: int, column: int) -> Where:
        return where(self.book, self.sheet, number, self.columns.get(column, 0))

    def _strange(self, number: int, why: str, code: str, field_id: str = "", **details: str) -> None:
        candidate = code if code in self.known else ""
        reason = spoken("reason", why, **details)
        self._report(STRANGE_ROW, self._at(number, plan.MARKER), field_id, candidate, **reason)

    def _report(self, code: str, place: Where, field_id: str = "", candidate: str = "", /, **details: str) -> None:
        category = self.category.category
        self.problems.append(Problem(code, place, details, candidate=candidate, category=category, field=field_id))


def _told(raw: RawAnswer) -> str:
    """What a cell holds, as a message repeats it."""
    return show.cell(read(raw, AnswerSpec(kind=Kind.TEXT)).value or raw.error or "-")
