"""The form an office gets back: its own answers, the doubtful ones coloured and explained, and a list with links.

It is written like any other form, so that it can be mended and sent again. Nothing of what is added here is read
when it comes back: neither colours nor comments nor the sheet Hasil Periksa.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from paritrana.answers import Value, bounds, show
from paritrana.catalogue import Level
from paritrana.criteria.fields import Field
from paritrana.form import layout, words
from paritrana.form.instructions import write_instructions
from paritrana.form.layout import FormLayout, Slot, plan_options
from paritrana.form.sheets import PROTECTION, height, identity, print_setup, workbook, write_meta, write_options
from paritrana.form.styles import PALE_RED, YELLOW, Styles, number_format
from paritrana.form.writer import Filled, FormSheet
from paritrana.text import visible

RESULT_SHEET = "Hasil Periksa"
AUTHOR = "Panitia"

TINT = {Level.ERROR: PALE_RED, Level.WARNING: YELLOW}
"""Colours of answers; what is only told keeps its own."""

COLUMNS = (
    ("Tingkat", 16),
    ("Pertanyaan", 28),
    ("Sel", 7),
    ("Terbaca", 17),
    ("Seharusnya", 20),
    ("Catatan dan cara memperbaiki", 44),
    ("Nilai yang dipertaruhkan", 13),
    ("Kode", 7),
)
LINK = 2
"""The column (from 0) that leads to the answer."""

_LONGEST_LITERAL = 250
"""Letters of a text that a formula may hold, on the safe side."""

_LONGEST_CELL = 32_000


@dataclass(frozen=True, slots=True)
class Remark:
    """One row of the list, in words for people. `field` is the id of the question it leads to, empty for none."""

    level: Level
    level_words: str
    code: str
    field: str
    question: str
    read: str
    expected: str
    says: str
    cure: str
    stake: str = ""
    also: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What is wrong and how to mend it."""
        return f"{self.says} {self.cure}"

    @property
    def fields(self) -> tuple[str, ...]:
        """Every question it is about."""
        return (*((self.field,) if self.field else ()), *self.also)


@dataclass(frozen=True, slots=True)
class Report:
    """What stands on a returned form besides the answers: a verdict, what to do, and the remarks in their order."""

    title: str
    verdict: str
    steps: Sequence[str]
    remarks: Sequence[Remark]
    empty: str
    level_of: Mapping[str, Level] = field(init=False)

    def __post_init__(self) -> None:
        levels: dict[str, Level] = {}
        for remark in reversed(tuple(self.remarks)):
            if remark.level in TINT:
                levels.update(dict.fromkeys(remark.fields, remark.level))
        errors = [remark for remark in self.remarks if remark.level is Level.ERROR]
        levels.update({name: Level.ERROR for remark in errors for name in remark.fields})
        object.__setattr__(self, "level_of", levels)

    def comments(self, field_id: str) -> list[str]:
        """What is said in the comment of an answer; information is left to the list."""
        found = (one for one in self.remarks if one.level in TINT and field_id in one.fields)
        return [visible(f"{one.level_words}: {one.told}", but="\n") for one in found]


def write_returned(form: FormLayout, answers: Mapping[str, Filled], report: Report) -> bytes:
    """The bytes of a returned form; answers by field id, and that of `kandidat.kode` on a form without a candidate."""

    def fill(book: Any, styles: Styles) -> None:
        _ResultSheet(book, styles, form, report).write()
        write_instructions(book, styles, form)
        _MarkedSheet(book, styles, form, answers, report).write()
        write_options(book, styles, plan_options(form.fields), form.meta)
        write_meta(book, form.meta)

    return workbook(fill)


class _MarkedSheet(FormSheet):
    """The sheet Formulir with the answers of an office, coloured and commented."""

    colours = "merah: wajib diperbaiki · kuning: perlu dicek · hijau: sudah diubah"

    def __init__(
        self, book: Any, styles: Styles, form: FormLayout, answers: Mapping[str, Filled], report: Report
    ) -> None:
        super().__init__(book, styles, form, answers)
        self.report = report

    def write(self) -> None:
        super().write()
        if self.form.candidate is None:
            self._comment(layout.address(layout.CANDIDATE_ROW, layout.ANSWER), layout.OWN_CODE_NAME)

    def look(self, slot: Slot) -> Any:
        value, level = self.answers.get(slot.id, Filled()).value, self.report.level_of.get(slot.id)
        looks = {"num_format": shown_format(slot.field, value)}
        return self.styles.answer(slot.field, **looks, **({"bg_color": TINT[level]} if level else {}))

    def check(self, slot: Slot) -> None:
        if slot.id not in self.report.level_of:
            super().check(slot)
            return
        self._comment(slot.answer, slot.id)
        shown = typed(slot.field, self.answers.get(slot.id, Filled()).value)
        if shown is None:
            self._colour(slot, f"=ISBLANK({slot.answer})", self.styles.impossible)
        super().check(slot)
        self._colour(slot, differs(slot.answer, shown), self.styles.mended)

    def _colour(self, slot: Slot, formula: str, look: Any) -> None:
        if formula:
            self.sheet.conditional_format(slot.answer, {"type": "formula", "criteria": formula, "format": look})

    def _comment(self, cell: str, field_id: str) -> None:
        told = "\n".join(self.report.comments(field_id))
        if told:
            size = {"x_scale": 2.2, "height": min(40 + 13 * (len(told) // 38 + told.count("\n") + 1), 300)}
            self.sheet.write_comment(cell, told[:_LONGEST_CELL], {"author": AUTHOR, "font_size": 9, **size})

    def show(self) -> None:
        """The list is seen first; on this sheet, the first answer to mend."""
        marked = [slot for slot in self.form.slots if slot.id in self.report.level_of]
        first = marked or self.form.slots
        if first:
            self.sheet.set_selection(first[0].answer)


class _ResultSheet:
    """The sheet Hasil Periksa: verdict, what to do, and one row for each remark with a link to its answer."""

    def __init__(self, book: Any, styles: Styles, form: FormLayout, report: Report) -> None:
        self.styles, self.form, self.report = styles, form, report
        self.sheet = book.add_worksheet(RESULT_SHEET)
        self.cells = {slot.id: slot.answer for slot in form.slots}
        self.cells[layout.OWN_CODE_NAME] = layout.address(layout.CANDIDATE_ROW, layout.ANSWER)
        self.row = 0

    def write(self) -> None:
        for column, (_, width) in enumerate(COLUMNS):
            self.sheet.set_column(column, column, width)
        self._line(self.report.title, self.styles.title)
        self._line(self.report.verdict, self.styles.candidate)
        for step in self.report.steps:
            self._line(step, self.styles.body)
        self.row += 1
        self._table()
        self._page()

    def _line(self, text: str, look: Any) -> None:
        last = len(COLUMNS) - 1
        self.sheet.merge_range(self.row, 0, self.row, last, "", look)
        self.sheet.write_string(self.row, 0, visible(text), look)
        size = int(look.font_size)
        self.sheet.set_row(self.row, height([(text, size)], sum(width for _, width in COLUMNS)))
        self.row += 1

    def _table(self) -> None:
        header = self.row
        for column, (title, _) in enumerate(COLUMNS):
            self.sheet.write_string(header, column, title, self.styles.header)
        self.sheet.set_row(header, 30)
        self.sheet.repeat_rows(header)
        self.sheet.freeze_panes(header + 1, 0)
        self.row += 1
        for remark in self.report.remarks:
            self._remark(remark)
        if not self.report.remarks:
            self._line(self.report.empty, self.styles.body)

    def _remark(self, one: Remark) -> None:
        cell = self.cells.get(one.field, "")
        texts = (one.level_words, one.question, cell, one.read, one.expected, one.told, one.stake, one.code)
        tint = {"bg_color": TINT[one.level]} if one.level in TINT else {}
        for column, text in enumerate(texts):
            look = self.styles.boxed(num_format="@", indent=1, align="left", **(tint if column == 0 else {}))
            if column == LINK and cell:
                self._link(cell)
            else:
                self.sheet.write_string(self.row, column, visible(text, but="\n")[:_LONGEST_CELL], look)
        tallest = max(height([(text, 10)], width - 2) for text, (_, width) in zip(texts, COLUMNS, strict=True))
        self.sheet.set_row(self.row, min(tallest, 300.0))
        self.row += 1

    def _link(self, cell: str) -> None:
        look = self.styles.boxed(underline=1, font_color="#0563C1", align="center")
        target = f"internal:'{self.form.sheet}'!{cell}"
        self.sheet.write_url(self.row, LINK, target, look, string=cell, tip=f"Buka sel {cell}")

    def _page(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.protect("", PROTECTION)
        print_setup(self.sheet, f"{RESULT_SHEET} {identity(self.form.meta)}", landscape=True)
        self.sheet.activate()


def typed(one: Field, value: Value | None) -> Value | None:
    """An answer as it stands in its cell: of a choice the label, of yes and no the word."""
    if isinstance(value, bool):
        return words.YES if value else words.NO
    return next((option.label() for option in one.options if option.code == value), value)


def shown_format(one: Field, value: Value | None) -> str:
    """The cell format of an answer, with as many decimals as the number in it really has."""
    if not isinstance(value, Decimal) or not one.kind.is_numeric:
        return number_format(one)
    behind = bounds.decimals_behind(value)
    grouped = number_format(one).partition(".")[0]
    return number_format(one) if behind <= one.places else f"{grouped}.{'0' * behind}"


def differs(cell: str, value: Value | None) -> str:
    """The formula that is true once somebody has changed a cell; empty where no formula can say so."""
    match value:
        case None:
            return f"=NOT(ISBLANK({cell}))"
        case Decimal():
            return f"={cell}<>{show.canonical_text(value)}"
        case datetime.date():
            return f"={cell}<>DATE({value.year},{value.month},{value.day})"
        case str() if len(value) <= _LONGEST_LITERAL and value.isprintable():
            doubled = value.replace('"', '""')
            return f'=NOT(AND(ISTEXT({cell}),EXACT({cell},"{doubled}")))'
        case _:
            return ""


__all__ = ["RESULT_SHEET", "Remark", "Report", "write_returned"]
