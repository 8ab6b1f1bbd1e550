"""Books of decisions and objections, read strictly: everything wrong with a row is told at once, with its cell."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from paritrana.answers import AnswerSpec, Kind, Value, read
from paritrana.answers.texts import single_line
from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.found import folded, is_blank
from paritrana.form.tables import Row
from paritrana.problems import Problem, Where
from paritrana.regions import normalise_code
from paritrana.text import LANGUAGES, says, spoken

Known = Mapping[str, Mapping[str, Candidate]]
"""The candidates by category and code."""

Titles = Mapping[str, tuple[str, ...]]
"""Columns by key, each with the titles it may have; the first is the one we write."""

SHORT, LONG = 200, 4000
"""Letters that are taken of a name, number or article, and of a text in sentences."""

MOST = Decimal(100_000)
"""The largest rank or number of votes that is taken."""

FEW = 3
"""Guesses that a message offers."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes under which a book's slips are told: a blank cell, something unknown, something unreadable."""

    blank: str
    unknown: str
    unreadable: str


@dataclass(slots=True)
class RowReader:
    """One row on its way; `problems` is what is wrong with it, `whole` whether it can count."""

    row: Row
    titles: Titles
    codes: Codes
    category: Category | None = None
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def text(self, key: str, *, long: bool = False, required: bool = True) -> str:
        """A text on one line, a long one with its lines. Empty where it is blank or refused, and that is told."""
        found = self.value(key, AnswerSpec(Kind.TEXT, max_length=LONG if long else SHORT), required=required)
        return "" if not isinstance(found, str) else found if long else single_line(found)

    def day(self, key: str) -> str:
        """A required day as ISO text."""
        found = self.value(key, AnswerSpec(Kind.DATE))
        return found.isoformat() if isinstance(found, datetime.date) else ""

    def count(self, key: str, least: int = 0) -> int:
        """A required whole number; 0 where there is none."""
        found = self.value(key, AnswerSpec(Kind.COUNT, minimum=Decimal(least), maximum=MOST))
        return int(found) if isinstance(found, Decimal) else 0

    def one_of(self, key: str, allowed: Mapping[str, str], *, required: bool = True) -> str:
        """The value that a word stands for; `allowed` gives it by folded word."""
        said = self.text(key, required=required)
        if said and folded(said) not in allowed:
            self.strange(key, said, tuple(dict.fromkeys(allowed)))
        return allowed.get(folded(said), "") if said else ""

    def in_category(self, edition: Edition) -> Category | None:
        """The category of the row, by id or title; blank is enough where there is just one."""
        known = edition.categories
        if is_blank(self.row.cells.get("category")) and len(known) == 1:
            self.category = next(iter(known.values()))
            return self.category
        allowed = {name: name for name in known} | {folded(one.title()): name for name, one in known.items()}
        self.category = known.get(self.one_of("category", allowed))
        return self.category

    def candidate(self, known: Known) -> str:
        """The code of a candidate of the row's category; one typed as a number may have lost a zero, and is refused."""
        raw = self.row.cells.get("candidate")
        if raw is not None and not is_blank(raw) and not isinstance(raw.value, str):
            self.whole = False
            self.report("A022", "candidate", read=self.row.text("candidate"))
            return ""
        said = self.text("candidate")
        every = known.get(self.category.category, {}) if self.category else {}
        code = said if said in every else normalise_code(said) or said
        if said and self.category and code not in every:
            near = [one.code for one in every.values() if folded(said) in folded(one.name)]
            near = near or get_close_matches(code, every, n=FEW, cutoff=0.6)
            self.strange("candidate", said, [f"{one} ({every[one].name})" for one in near[:FEW]])
        return code if code in every else ""

    def value(self, key: str, spec: AnswerSpec, *, required: bool = True, code: str = "") -> Value | None:
        """What a cell says; None where it is blank or cannot be read, and that is told (under `code`, if given)."""
        raw = self.row.cells.get(key)
        if raw is None or is_blank(raw):
            if required:
                self.lacks(key)
            return None
        reading = read(raw, spec)
        for finding in reading.findings:
            told = Problem(finding.code, Where(), finding.details)
            if told.is_error:
                self.whole = False
                self.report(code or self.codes.unreadable, key, **_reason(told))
        return reading.value

    def lacks(self, key: str) -> None:
        """That a cell must not be blank."""
        self.whole = False
        self.report(self.codes.blank, key)

    def strange(self, key: str, said: str, expected: Sequence[str]) -> None:
        """That something is not known, and what is meant perhaps."""
        self.whole = False
        details = {"expected": ", ".join(expected)} if expected else spoken("expected", "plenary.in_list")
        self.report(self.codes.unknown, key, read=said, **details)

    def report(self, code: str, key: str, **details: str) -> None:
        """A problem at a cell of this row; `column` is the title of its column."""
        source = (self.row.cells.get(key) or next(iter(self.row.cells.values()))).source
        where = Where(source.file, source.sheet, source.cell)
        category = self.category.category if self.category else ""
        self.problems.append(Problem(code, where, {"column": self.titles[key][0], **details}, category=category))


def _reason(told: Problem) -> dict[str, str]:
    """The words of another problem as the detail `reason`, in every language."""
    first, *others = LANGUAGES
    return {"reason": says(told, first), **{f"reason_{lang}": says(told, lang) for lang in others}}
