"""Forms and tables as bytes of a workbook. Every text is written as text, whatever it begins with."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from paritrana.answers import Kind, Value
from paritrana.criteria.fields import Field
from paritrana.form import echo, layout, signature, validations, words
from paritrana.form.instructions import write_instructions
from paritrana.form.layout import FormLayout, Slot, option_ranges, plan_options
from paritrana.form.pages import Line, page_breaks
from paritrana.form.prefilled import copied
from paritrana.form.sheets import (
    PROTECTION,
    banner,
    candidate_line,
    height,
    identity,
    print_setup,
    scope,
    workbook,
    write_meta,
    write_options,
)
from paritrana.form.styles import BLUE, Styles, letter_size
from paritrana.form.table_writer import write_table

WIDTHS = {
    layout.NO: 4.5,
    layout.QUESTION: 38,
    layout.ANSWER: 19,
    layout.UNIT: 9,
    layout.ECHO: 19,
    layout.EVIDENCE: 15,
    layout.NOTE: 22,
    layout.MARKER: 14,
}
EXACT_DIGITS = 15
HIGHEST = 400.0
"""Points that no row of a question exceeds, so that it stays on one page."""

TEXT_ROOM = 300
"""Letters for which a blank text answer has room."""

SIGNED_BY_HAND = 40.0
NUMBERS = (*(kind for kind in Kind if kind.is_numeric), Kind.CODE)
"""Kinds in whose cells a number is written as one. A code is never a number, unless an office typed it so."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What already stands in a slot: a value (or the text as an office wrote it), evidence and note."""

    value: Value | None = None
    evidence: str = ""
    note: str = ""


def write_form(form: FormLayout, answers: Mapping[str, Filled] | None = None) -> bytes:
    """The form's bytes, blank or with answers (by field id) already in it; equal input, equal bytes.

    Blank ones of the candidates of a category are copies of one, where that gives what writing would.
    """
    return (None if answers else copied(form, write_directly)) or write_directly(form, answers)


def write_directly(form: FormLayout, answers: Mapping[str, Filled] | None = None) -> bytes:
    """The same, whatever it takes, cell by cell."""

    def fill(book: Any, styles: Styles) -> None:
        write_instructions(book, styles, form)
        FormSheet(book, styles, form, answers or {}).write()
        write_options(book, styles, plan_options(form.fields), form.meta)
        write_meta(book, form.meta)

    return workbook(fill)


def put(sheet: Any, row: int, column: int, value: Value | None, field: Field, look: Any) -> None:
    """Write an answer (0-based place) as its field's kind is stored: numbers and dates as such, else text."""
    match value:
        case None:
            sheet.write_blank(row, column, None, look)
        case bool():
            sheet.write_string(row, column, words.YES if value else words.NO, look)
        case Decimal() if len(value.as_tuple().digits) <= EXACT_DIGITS and field.kind in NUMBERS:
            sheet.write_number(row, column, float(value), look)
        case datetime.date():
            sheet.write_datetime(row, column, value, look)
        case _:
            labels = {option.code: option.label() for option in field.options}
            sheet.write_string(row, column, labels.get(str(value), str(value)), look)


def put_text(sheet: Any, row: int, column: int, value: Value | None, look: Any) -> None:
    """Write a text, or a blank cell where there is none."""
    if value is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_string(row, column, str(value), look)


class FormSheet:
    """The sheet Formulir, written from top to bottom; a returned form marks its answers."""

    colours = "kuning: wajib, masih kosong · merah: perbaiki"

    def __init__(self, book: Any, styles: Styles, form: FormLayout, answers: Mapping[str, Filled]) -> None:
        self.book, self.styles, self.form, self.answers = book, styles, form, answers
        self.sheet = book.add_worksheet(form.sheet)
        self.ranges = option_ranges(form.fields)
        self.heights: dict[int, float] = {}

    def write(self) -> None:
        """The whole sheet."""
        for column, width in WIDTHS.items():
            self.sheet.set_column(column - 1, column - 1, width)
        self._heading()
        for section in self.form.sections:
            self._section(section.title, section.row - 1)
        for slot in self.form.slots:
            self._question(slot)
            self._cells(slot)
            self.check(slot)
            self._names(slot)
        self._signature()
        self._page()

    def _heading(self) -> None:
        form, styles = self.form, self.styles
        facts = form.edition.facts
        kind = words.ROLE_TITLES[form.meta.role]
        status = form.edition.status(form.category)
        look = styles.decided if status == "ditetapkan" else styles.banner
        self._line(layout.TITLE_ROW, f"{facts.title()} – {kind}", styles.title, 24)
        self._line(layout.SCOPE_ROW, scope(form.edition, form.category), styles.subtitle, 15)
        if form.candidate is None:
            self._ask_code()
        else:
            self._line(layout.CANDIDATE_ROW, candidate_line(form.meta), styles.candidate, 19)
        self._line(layout.STATUS_ROW, banner(form.edition, form.category), look, 15, layout.ANSWER)
        self._aside(layout.STATUS_ROW, identity(form.meta))
        self._progress()
        self._aside(layout.PROGRESS_ROW, self.colours)
        self._titles()

    def _height(self, row: int, points: float) -> None:
        self.sheet.set_row(row, points)
        self.heights[row] = points

    def _ask_code(self) -> None:
        """On a blank form the office writes its own code."""
        row = layout.CANDIDATE_ROW - 1
        self.sheet.merge_range(row, 0, row, layout.QUESTION - 1, "", self.styles.candidate)
        self.sheet.write_string(row, 0, words.OWN_CODE, self.styles.candidate)
        look = self.styles.boxed(locked=False, num_format="@", border_color=BLUE, valign="vcenter")
        put_text(self.sheet, row, layout.ANSWER - 1, self.answers.get(layout.OWN_CODE_NAME, Filled()).value, look)
        self._height(row, 19)
        cell = _absolute(layout.address(layout.CANDIDATE_ROW, layout.ANSWER))
        self.book.define_name(layout.OWN_CODE_NAME, f"={self.form.sheet}!{cell}")

    def _line(self, row: int, text: str, look: Any, points: float, last: int = layout.NOTE) -> None:
        self.sheet.merge_range(row - 1, 0, row - 1, last - 1, "", look)
        self.sheet.write_string(row - 1, 0, text, look)
        self._height(row - 1, points)

    def _aside(self, row: int, text: str) -> None:
        first, last = layout.UNIT - 1, layout.NOTE - 1
        self.sheet.merge_range(row - 1, first, row - 1, last, "", self.styles.aside)
        self.sheet.write_string(row - 1, first, text, self.styles.aside)

    def _progress(self) -> None:
        row = layout.PROGRESS_ROW - 1
        needed = [slot for slot in self.form.slots if slot.field.required]
        further = [slot for slot in self.form.slots if not slot.field.required]
        formula = f'="Wajib terisi "&{_count(needed)}&" dari {len(needed)}"'
        shown = f"Wajib terisi {self._filled(needed)} dari {len(needed)}"
        if further:
            formula += f'&" · lainnya "&{_count(further)}&" dari {len(further)}"'
            shown += f" · lainnya {self._filled(further)} dari {len(further)}"
        self.sheet.merge_range(row, 0, row, layout.ANSWER - 1, "", self.styles.progress)
        self.sheet.write_formula(row, 0, formula, self.styles.progress, shown)
        self._height(row, 15)

    def _filled(self, slots: list[Slot]) -> int:
        return sum(self.answers.get(slot.id, Filled()).value is not None for slot in slots)

    def _titles(self) -> None:
        row = layout.HEADER_ROW - 1
        self._height(row, 20)
        titles = (words.NUMBER, words.QUESTION, words.ANSWER, words.UNIT, words.ECHO, words.EVIDENCE, words.NOTE)
        for column, title in enumerate(titles):
            self.sheet.write_string(row, column, title, self.styles.header)
        self.sheet.write_string(row, layout.MARKER - 1, words.MARKER, self.styles.marker)

    def _section(self, title: str, row: int) -> None:
        self.sheet.merge_range(row, 0, row, layout.NOTE - 1, "", self.styles.section)
        self.sheet.write_string(row, 0, title, self.styles.section)
        self._height(row, 20)

    def _question(self, slot: Slot) -> None:
        ask, hint, evidence = slot.label_parts()
        small = "\n".join(part for part in (hint, evidence) if part)
        row, column = slot.row - 1, layout.QUESTION - 1
        self.sheet.write_number(row, layout.NO - 1, slot.number, self.styles.number)
        if small:
            letters = [self.styles.question_letters, ask, self.styles.hint_letters, f"\n{small}"]
            self.sheet.write_rich_string(row, column, *letters, self.styles.question)
        else:
            self.sheet.write_string(row, column, ask, self.styles.question)
        points = height([(ask, 10), (hint, 8), (evidence, 8)], WIDTHS[layout.QUESTION], 24)
        self._height(row, max(points, self._answer_height(slot)))

    def _answer_height(self, slot: Slot) -> float:
        """Room for what is filled in, for the longest label that may be chosen, for a text yet to be written."""
        filled, field = self.answers.get(slot.id, Filled()), slot.field
        texts = [*(option.label() for option in field.options), str(filled.value or "")]
        if field.kind is Kind.TEXT:
            texts.append("x " * (min(field.max_length, TEXT_ROOM) // 2))
        width, size = sum(WIDTHS[column] for column in _columns(field)), letter_size(field)
        needed = max(height([(text, size)], width) for text in texts)
        return min(max(needed, height([(filled.note, 9)], WIDTHS[layout.NOTE])), HIGHEST)

    def _cells(self, slot: Slot) -> None:
        filled, field, row = self.answers.get(slot.id, Filled()), slot.field, slot.row - 1
        if layout.ECHO in _columns(field):
            self.sheet.merge_range(row, layout.ANSWER - 1, row, layout.ECHO - 1, "", self.look(slot))
        else:
            self._told(slot, filled.value)
        put(self.sheet, row, layout.ANSWER - 1, filled.value, field, self.look(slot))
        look = self.styles.open_text if field.evidence else self.styles.shade
        self.sheet.write_string(row, layout.EVIDENCE - 1, filled.evidence if field.evidence else "", look)
        self.sheet.write_string(row, layout.NOTE - 1, filled.note, self.styles.open_text)
        self.sheet.write_string(row, layout.MARKER - 1, slot.name, self.styles.marker)

    def _told(self, slot: Slot, value: Value | None) -> None:
        """The unit of an answer, and the answer in words."""
        field, row = slot.field, slot.row - 1
        self.sheet.write_string(row, layout.UNIT - 1, field.unit() if field.unit else "", self.styles.unit)
        if formula := echo.formula(field, slot.answer):
            self.sheet.write_formula(row, layout.ECHO - 1, formula, self.styles.echo, echo.cached(field, value))
        else:
            self.sheet.write_blank(row, layout.ECHO - 1, None, self.styles.echo)

    def look(self, slot: Slot) -> Any:
        """How the answer cell of a question looks."""
        return self.styles.answer(slot.field)

    def check(self, slot: Slot) -> None:
        """What the spreadsheet itself says about an answer."""
        sheet, cell, options = self.sheet, slot.answer, self.ranges[slot.id]
        sheet.data_validation(cell, validations.rule(slot.field, cell, options))
        if slot.evidence:
            evidence = validations.evidence_rule(slot.field, self.ranges[layout.EVIDENCE_LIST])
            sheet.data_validation(slot.evidence, evidence)
        sheet.data_validation(slot.note, validations.note_rule())
        if slot.field.required:
            empty = {"type": "formula", "criteria": f"=ISBLANK({cell})", "format": self.styles.empty_required}
            sheet.conditional_format(cell, empty)
        wrong = validations.out_of_range(slot.field, cell, options)
        if wrong:
            rule = {"type": "formula", "criteria": wrong, "format": self.styles.impossible}
            sheet.conditional_format(cell, rule)

    def _names(self, slot: Slot) -> None:
        places = {slot.name: slot.answer, slot.evidence_name: slot.evidence, slot.note_name: slot.note}
        for name, cell in places.items():
            if name:
                self.book.define_name(name, f"={self.form.sheet}!{_absolute(cell)}")

    def _signature(self) -> None:
        row = self.form.last_row + 1
        first, last, look = layout.ANSWER - 1, layout.ECHO - 1, self.styles.line
        self._height(row, 20)
        self.sheet.write_string(row, layout.QUESTION - 1, signature.TITLE, self.styles.make(bold=True))
        for line, (key, label) in enumerate(signature.LINES.items(), row + 1):
            self._height(line, SIGNED_BY_HAND if key == signature.BY_HAND else 20)
            self.sheet.write_string(line, layout.QUESTION - 1, label, self.styles.subtitle)
            self.sheet.merge_range(line, first, line, last, "", look)
            put_text(self.sheet, line, first, self.answers.get(key, Filled()).value, look)

    def _page(self) -> None:
        sheet, header = self.sheet, layout.HEADER_ROW
        sheet.hide_gridlines(2)
        sheet.freeze_panes(header, 0)
        sheet.repeat_rows(header - 1)
        sheet.print_area(0, 0, self.form.last_row + 1 + len(signature.LINES), layout.NOTE - 1)
        sheet.protect("", PROTECTION)
        print_setup(sheet, f"Formulir {identity(self.form.meta)}", landscape=True)
        head = sum(points for row, points in self.heights.items() if row < header)
        sheet.set_h_pagebreaks(page_breaks(head, self.heights[header - 1], self._blocks()))
        self.show()

    def _blocks(self) -> list[list[Line]]:
        """What should stay on one page: each section with its questions, and the signature."""
        firsts = {section.row - 1 for section in self.form.sections} | {self.form.last_row + 1}
        blocks: list[list[Line]] = []
        for row in sorted(row for row in self.heights if row >= layout.HEADER_ROW):
            if row in firsts or not blocks:
                blocks.append([])
            blocks[-1].append(Line(row, self.heights[row]))
        return blocks

    def show(self) -> None:
        """What is seen first when the form is opened."""
        self.sheet.activate()
        if self.form.slots:
            self.sheet.set_selection(self.form.slots[0].answer)


def _columns(field: Field) -> range:
    """The columns of an answer: a text has neither unit nor echo, and takes their room."""
    last = layout.ECHO if field.kind is Kind.TEXT and not field.unit else layout.ANSWER
    return range(layout.ANSWER, last + 1)


def _count(slots: list[Slot]) -> str:
    """The formula of how many answer cells hold something; 0 where there are none."""
    return f"({'+'.join(f'(1-ISBLANK({slot.answer}))' for slot in slots) or '0'})"


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


__all__ = ["Filled", "put", "write_form", "write_table"]
