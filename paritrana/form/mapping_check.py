"""Whether a mapping is whole: every column and row decided, nothing twice, date and basis given, somebody's name."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from paritrana.answers import AnswerSpec, Kind, RawAnswer, Source, read, show
from paritrana.criteria.edition import Period
from paritrana.form import mapping_words as words
from paritrana.form.column_guess import UNUSED
from paritrana.form.found import text_of
from paritrana.form.mapping import Places, SourceMap, mapped_rows
from paritrana.form.organiser_table import SourceTable
from paritrana.form.same_candidate import NOBODY, Roll
from paritrana.problems import Problem, Where, has_errors
from paritrana.text import formats, spoken

LONGEST_BASIS = 300


@dataclass(frozen=True, slots=True)
class Decided:
    """A mapping that holds: field by column number, code by row number, and what was declared."""

    fields: Mapping[int, str]
    rows: Mapping[int, str]
    position: datetime.date
    basis: str
    by: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mapping is held against; `today` is the day after which no date can lie."""

    category: str
    fields: tuple[str, ...]
    period: Period
    today: datetime.date


def check_mapping(
    source: SourceMap, file: str, table: SourceTable, at: Places, roll: Roll, asked: Asked
) -> tuple[Decided | None, tuple[Problem, ...]]:
    """The decisions, None where something is wrong or missing, with all problems; `file` is the workbook's name."""
    check = _Check(source, file, asked)
    fields = check.columns(table, at)
    rows = check.rows(table, at, roll)
    declared = check.declared()
    problems = tuple(check.problems)
    return (None if declared is None or has_errors(problems) else Decided(fields, rows, *declared)), problems


class _Check:
    """One mapping on its way to decisions."""

    def __init__(self, source: SourceMap, file: str, asked: Asked) -> None:
        self.source, self.file, self.asked = source, file, asked
        self.problems: list[Problem] = []

    def columns(self, table: SourceTable, at: Places) -> dict[int, str]:
        said = {one.letters: one for one in self.source.columns}
        chosen: dict[int, str] = {}
        first: dict[str, str] = {}
        for column in table.columns:
            if column.number in (at.name, at.code):
                continue
            one = said.get(column.letters)
            place, choice = (one.cell, one.choice) if one else ("", "")
            if not choice:
                self._report("B061", words.COLUMN_SHEET, place, read=column.letters, name=column.header)
            elif choice in first:
                self._report("B062", words.COLUMN_SHEET, place, read=choice, other=first[choice])
            elif choice in self.asked.fields:
                first[choice] = place
                chosen[column.number] = choice
            elif choice != UNUSED:
                self._unknown(words.COLUMN_SHEET, place, choice, {one: one for one in self.asked.fields})
        if not chosen and not has_errors(self.problems):
            self._report("B061", words.COLUMN_SHEET, "", read="A–Z", name="–")
        return chosen

    def rows(self, table: SourceTable, at: Places, roll: Roll) -> dict[int, str]:
        said = {one.row: one for one in self.source.rows}
        chosen: dict[int, str] = {}
        names = {code: one.name for code, one in roll.codes.items()}
        for row in mapped_rows(table, at, roll):
            one = said.get(row.number)
            place, choice = (one.cell, one.choice) if one else ("", "")
            code = choice if choice == NOBODY else roll.by_code(choice)
            if not choice:
                self._report("B064", words.ROW_SHEET, place, read=str(row.number), name=row.text(at.name))
            elif code:
                chosen[row.number] = code
            else:
                self._unknown(words.ROW_SHEET, place, choice, names)
        return {number: code for number, code in chosen.items() if code != NOBODY}

    def declared(self) -> tuple[datetime.date, str, str, datetime.date] | None:
        own = self.source.declared
        if own is None:
            return None
        position, on = self._date(words.POSITION, own.position), self._date(words.ON, own.on)
        basis, by = self._text(words.BASIS, own.basis), self._text(words.BY, own.by)
        if position and on and on < position:
            self._wrong(words.ON, own.on.source, "mapping.before_position")
        period = self.asked.period
        if position and not period.start <= position <= period.end:
            read = formats.date(position)
            expected = formats.period(period.start, period.end)
            self._report("B067", words.SOURCE_SHEET, own.position.source.cell, read=read, expected=expected)
        return (position, basis, by, on) if position and basis and by and on else None

    def _date(self, label: str, raw: RawAnswer) -> datetime.date | None:
        found = read(raw, AnswerSpec(Kind.DATE)).value
        if not isinstance(found, datetime.date):
            self._wrong(label, raw.source, "mapping.no_date" if text_of(raw) else "mapping.blank")
            return None
        if found > self.asked.today:
            self._wrong(label, raw.source, "mapping.future")
            return None
        return found

    def _text(self, label: str, raw: RawAnswer) -> str:
        found = " ".join(text_of(raw).split())
        if not found or not any(map(str.isalpha, found)):
            self._wrong(label, raw.source, "mapping.blank")
            return ""
        return found[:LONGEST_BASIS]

    def _wrong(self, label: str, source: Source, reason: str) -> None:
        self._report("B066", words.SOURCE_SHEET, source.cell, question=label, **spoken("reason", reason))

    def _unknown(self, sheet: str, cell: str, read: str, known: Mapping[str, str]) -> None:
        near: Sequence[str] = get_close_matches(read, known, n=2)
        guesses = ", ".join(near)
        hint = spoken("hint", "form.maybe", guesses=guesses) if near else spoken("hint", "mapping.from_list")
        self._report("B063", sheet, cell, read=show.quoted(read), **hint)

    def _report(self, code: str, sheet: str, cell: str, /, **details: str) -> None:
        self.problems.append(Problem(code, Where(self.file, sheet, cell), details, category=self.asked.category))
