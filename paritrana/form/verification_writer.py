"""A verifier's workbook as bytes: what was claimed is locked, what was found is typed beside it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paritrana.answers import Value, show
from paritrana.criteria.fields import Field
from paritrana.entry.verification import OTHER_REASON, REASONS, VERDICT_WORDS, Verdict
from paritrana.form import validations, words
from paritrana.form import verification as plan
from paritrana.form.instructions import write_verifying
from paritrana.form.layout import address, column_letters, option_ranges, plan_options
from paritrana.form.sheets import (
    PROTECTION,
    banner,
    height,
    identity,
    print_setup,
    scope,
    workbook,
    write_meta,
    write_options,
)
from paritrana.form.styles import AMBER, BLUE, DATE_FORMAT, FAINT, LINE, SHADE, TEXT_FORMAT, Styles, number_format
from paritrana.form.verification import VerificationLayout, VerificationRow
from paritrana.form.writer import put

TITLES = {
    plan.CODE: (words.CODE, 11.0),
    plan.NAME: (words.CANDIDATE, 22.0),
    plan.NO: (words.NUMBER, 5.0),
    plan.QUESTION: (words.QUESTION, 36.0),
    plan.UNIT: (words.UNIT, 9.0),
    plan.CLAIM: (words.CLAIM, 17.0),
    plan.EVIDENCE: (words.EVIDENCE, 24.0),
    plan.VERDICT: (words.VERDICT, 16.0),
    plan.VALUE: (words.VERIFIED, 17.0),
    plan.REASON: (words.WHY, 21.0),
    plan.NOTE: (words.NOTE, 24.0),
    plan.MARKER: (words.MARKER, 14.0),
}
OWN = "–"
"""Stands for the number of a question that candidates are not asked."""

NONE_YET = "Belum ada formulir kandidat yang dapat dibaca. Tulis ulang buku kerja ini sesudah formulir masuk."
SILENT = "Belum mengirim formulir yang dapat dibaca, jadi tanpa baris: "
SILENT_SHOWN = 12
HIGHEST = 300.0
TOGETHER = 100
"""Cells that share one check; some programs do not read endless lists of cells."""

DAY_RULE = {
    "validate": "date",
    "criteria": "between",
    "minimum": datetime.date(2000, 1, 1),
    "maximum": datetime.date(2199, 12, 31),
    "input_title": words.VERIFIED_ON,
    "input_message": "Bila perlu: tanggal seperti 17/08/2025.",
    "error_title": words.VERIFIED_ON,
    "error_message": "Tulis tanggal seperti 17/08/2025.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a verifier typed into one row: a verdict's code, a value, a reason of the list, a note."""

    verdict: str = ""
    value: Value | None = None
    reason: str = ""
    note: str = ""


Judgements = Mapping[tuple[str, str], Judgement]
"""By the candidate's code and the field's id."""


def write_verification(
    layout: VerificationLayout, judged: Judgements | None = None, on: datetime.date | None = None
) -> bytes:
    """The workbook's bytes, blank or with judgements and a date already in it; equal input, equal bytes."""

    def fill(book: Any, styles: Styles) -> None:
        write_verifying(book, styles, layout)
        _Sheet(book, styles, layout, judged or {}, on).write()
        write_options(book, styles, plan_options(layout.fields, table=True), layout.meta)
        write_meta(book, layout.meta)

    return workbook(fill)


class _Sheet:
    """The sheet Verifikasi, written from top to bottom."""

    def __init__(
        self, book: Any, styles: Styles, layout: VerificationLayout, judged: Judgements, on: datetime.date | None
    ) -> None:
        self.book, self.styles, self.layout, self.judged, self.on = book, styles, layout, judged, on
        self.sheet = book.add_worksheet(layout.sheet)
        self.ranges = option_ranges(layout.fields, table=True)

    def write(self) -> None:
        for column, (_, width) in TITLES.items():
            self.sheet.set_column(column - 1, column - 1, width)
        self._heading()
        self._entries()
        self._titles()
        for row in self.layout.rows:
            self._row(row)
        if self.layout.rows:
            self._value_checks()
            self._list_checks()
            self._colours()
        self._page()

    def _text(self, row: int, column: int, text: str, look: Any) -> None:
        self.sheet.write_string(row - 1, column - 1, text, look)

    def _heading(self) -> None:
        layout, styles = self.layout, self.styles
        kind = words.ROLE_TITLES[layout.meta.role]
        self.sheet.set_row(plan.TITLE_ROW - 1, 24)
        self._text(plan.TITLE_ROW, 1, f"{layout.edition.facts.title()} – {kind}", styles.title)
        self._text(plan.SCOPE_ROW, 1, scope(layout.edition, layout.category, layout.meta.role), styles.subtitle)
        status = f"{banner(layout.edition, layout.category)}   ·   {identity(layout.meta)}"
        self._text(plan.STATUS_ROW, 1, status, styles.banner)
        told, look = self._told(), {"text_wrap": True, "font_size": 9, "bold": not layout.rows, "font_color": AMBER}
        self.sheet.merge_range(plan.TOLD_ROW - 1, 0, plan.TOLD_ROW - 1, plan.NOTE - 1, "", styles.make(**look))
        self._text(plan.TOLD_ROW, 1, told, styles.make(**look))
        width = sum(width for column, (_, width) in TITLES.items() if column < plan.MARKER)
        self.sheet.set_row(plan.TOLD_ROW - 1, height([(told, 9)], width, 15))

    def _told(self) -> str:
        """Who has no row yet; what to do where nobody has one."""
        silent = self.layout.silent
        if not self.layout.rows:
            return NONE_YET
        named = ", ".join(f"{one.code} {one.name}" for one in silent[:SILENT_SHOWN])
        more = f", dan {len(silent) - SILENT_SHOWN} lagi" if len(silent) > SILENT_SHOWN else ""
        return f"{SILENT}{named}{more}." if silent else ""

    def _entries(self) -> None:
        """The verifier's name, open where the workbook is nobody's in particular, and the date."""
        person = self.layout.meta.person
        label, look = self.styles.make(bold=True), self.styles.boxed
        edge = {"border_color": BLUE, "valign": "vcenter", "indent": 1, "align": "left"}
        self._text(plan.PERSON_ROW, 1, f"{words.VERIFIER}:", label)
        self._text(plan.DATE_ROW, 1, f"{words.VERIFIED_ON}:", label)
        named = look(num_format=TEXT_FORMAT, locked=bool(person), bold=True, **edge)
        self._wide(plan.PERSON_ROW, named)
        self._text(plan.PERSON_ROW, plan.NO, show.quoted(person), named)
        dated = look(num_format=DATE_FORMAT, locked=False, **edge)
        self._wide(plan.DATE_ROW, dated)
        if self.on is not None:
            self.sheet.write_datetime(plan.DATE_ROW - 1, plan.NO - 1, self.on, dated)
        for row, name in ((plan.PERSON_ROW, plan.PERSON_NAME), (plan.DATE_ROW, plan.DATE_NAME)):
            self.sheet.set_row(row - 1, 18)
            self._define(name, row, plan.NO)
        self.sheet.data_validation(address(plan.DATE_ROW, plan.NO), DAY_RULE)

    def _wide(self, row: int, look: Any) -> None:
        self.sheet.merge_range(row - 1, plan.NO - 1, row - 1, plan.QUESTION - 1, "", look)

    def _define(self, name: str, row: int, column: int) -> None:
        self.book.define_name(name, f"={self.layout.sheet}!${column_letters(column)}${row}")

    def _titles(self) -> None:
        self.sheet.set_row(plan.HEADER_ROW - 1, 32)
        self.sheet.set_row(plan.ID_ROW - 1, 11)
        for column, (title, _) in TITLES.items():
            self._text(plan.HEADER_ROW, column, title, self._header(column))
            name = plan.NAMES.get(column, "")
            self._text(plan.ID_ROW, column, name, self.styles.marker)
            if name:
                self._define(name, plan.ID_ROW, column)

    def _header(self, column: int) -> Any:
        return self.styles.marker if column == plan.MARKER else self.styles.header

    def _row(self, row: VerificationRow) -> None:
        styles, given = self.styles, self.judged.get(row.key, Judgement())
        asked, evidence = self._asked(row), _evidence(row)
        self._text(row.row, plan.CODE, row.candidate.code, styles.fixed_text)
        self._text(row.row, plan.NAME, row.candidate.name, styles.fixed_text)
        self._text(row.row, plan.NO, str(row.number) if row.number else OWN, self._still("center"))
        self._text(row.row, plan.QUESTION, asked, self._still("left"))
        self._text(row.row, plan.UNIT, row.field.unit() if row.field.unit else "", self._still("left", font_size=9))
        look = self._claim_look(row.field)
        put(self.sheet, row.row - 1, plan.CLAIM - 1, row.claimed, row.field, look)
        self._text(row.row, plan.EVIDENCE, evidence, self._still("left", font_size=9))
        self._open(row.row, plan.VERDICT, VERDICT_WORDS[Verdict(given.verdict)] if given.verdict else "")
        put(self.sheet, row.row - 1, plan.VALUE - 1, given.value, row.field, styles.answer(row.field))
        self._open(row.row, plan.REASON, given.reason)
        self._open(row.row, plan.NOTE, given.note)
        self._text(row.row, plan.MARKER, row.marker, styles.marker)
        texts = {
            plan.NAME: (row.candidate.name, 10),
            plan.QUESTION: (asked, 10),
            plan.CLAIM: (str(row.claimed or ""), 10),
            plan.EVIDENCE: (evidence, 9),
            plan.NOTE: (given.note, 9),
        }
        needed = max(height([text], TITLES[column][1] - 2, 20) for column, text in texts.items())
        self.sheet.set_row(row.row - 1, min(needed, HIGHEST))

    def _asked(self, row: VerificationRow) -> str:
        evidence = f"\n{words.EVIDENCE_ASKED}{row.field.evidence()}" if row.field.evidence else ""
        return row.field.ask() + evidence

    def _still(self, align: str, **looks: Any) -> Any:
        """A locked cell of text."""
        shaded = {"num_format": TEXT_FORMAT, "bg_color": SHADE, "valign": "vcenter", "align": align}
        return self.styles.boxed(**{**shaded, "indent": int(align == "left"), **looks})

    def _claim_look(self, field: Field) -> Any:
        side = "right" if field.kind.is_numeric else "left"
        return self._still(side, num_format=number_format(field), indent=1, bold=True)

    def _open(self, row: int, column: int, text: str) -> None:
        looks = {"locked": False, "num_format": TEXT_FORMAT, "border_color": BLUE, "valign": "vcenter", "indent": 1}
        self._text(row, column, text, self.styles.boxed(font_size=9 if column == plan.NOTE else 10, **looks))

    def _value_checks(self) -> None:
        """The check of each field on all of its rows. It only warns: where rows were sorted it stands beside others."""
        by_field: dict[str, list[int]] = {}
        for row in self.layout.rows:
            by_field.setdefault(row.field.id, []).append(row.row)
        for field_id, every in by_field.items():
            for start in range(0, len(every), TOGETHER):
                self._check(self.layout.category.field(field_id), every[start : start + TOGETHER])

    def _check(self, field: Field, rows: Sequence[int]) -> None:
        first = address(rows[0], plan.VALUE)
        rule = validations.rule(field, first, self.ranges[field.id])
        others = [[row - 1, plan.VALUE - 1, row - 1, plan.VALUE - 1] for row in rows[1:]]
        more = {"other_cells": others} if others else {}
        self.sheet.data_validation(first, {**rule, "error_type": "warning", **more})

    def _list_checks(self) -> None:
        for column, title, choices in (
            (plan.VERDICT, words.VERDICT, tuple(VERDICT_WORDS.values())),
            (plan.REASON, words.WHY, REASONS),
        ):
            self.sheet.data_validation(self._area(column, column), _list_rule(title, choices))

    def _area(self, first: int, last: int) -> str:
        return f"{address(plan.FIRST_ROW, first)}:{address(self.layout.last_row, last)}"

    def _colours(self) -> None:
        """Yellow where something is missing; a line above each candidate and its name once, wherever rows are."""
        row, above = plan.FIRST_ROW, plan.FIRST_ROW - 1
        claim, verdict, value, reason, note = (
            f"${column_letters(column)}{row}"
            for column in (plan.CLAIM, plan.VERDICT, plan.VALUE, plan.REASON, plan.NOTE)
        )
        agrees = VERDICT_WORDS[Verdict.AGREES]
        changed = f'AND(LEN({value})>0,{value}<>{claim},LEFT(${column_letters(plan.NO)}{row},1)<>"{OWN}")'
        missing = {
            plan.VALUE: f'AND(LEN({verdict})>0,{verdict}<>"{agrees}",LEN({value})=0)',
            plan.REASON: f"AND({changed},LEN({reason})=0)",
            plan.NOTE: f'AND({reason}="{OTHER_REASON}",LEN({note})=0)',
        }
        for column, formula in missing.items():
            self._when(self._area(column, column), formula, self.styles.empty_required)
        wrong = f'AND({changed},{verdict}="{agrees}")'
        self._when(self._area(plan.VERDICT, plan.VALUE), wrong, self.styles.impossible)
        code = f"${column_letters(plan.CODE)}"
        same, other = f"{code}{row}={code}{above}", f"{code}{row}<>{code}{above}"
        self._when(self._area(plan.CODE, plan.NAME), same, self.book.add_format({"font_color": FAINT}))
        parts = ((plan.CODE, plan.NAME, LINE), (plan.NO, plan.EVIDENCE, LINE), (plan.VERDICT, plan.NOTE, BLUE))
        for first, last, colour in parts:
            sides = {f"{side}{part}": look for side in ("left", "right", "bottom") for part, look in _edge(colour)}
            edge = self.book.add_format({**sides, "top": 1, "top_color": BLUE, "bold": first == plan.CODE})
            self._when(self._area(first, last), other, edge)

    def _when(self, area: str, formula: str, look: Any) -> None:
        self.sheet.conditional_format(area, {"type": "formula", "criteria": f"={formula}", "format": look})

    def _page(self) -> None:
        sheet, last = self.sheet, self.layout.last_row
        sheet.hide_gridlines(2)
        sheet.freeze_panes(plan.ID_ROW, plan.NAME)
        sheet.repeat_rows(plan.HEADER_ROW - 1)
        sheet.autofilter(plan.ID_ROW - 1, 0, last - 1, plan.MARKER - 1)
        sheet.print_area(0, 0, last - 1, plan.NOTE - 1)
        sheet.protect("", PROTECTION)
        print_setup(sheet, f"{self.layout.sheet} {identity(self.layout.meta)}", landscape=True)
        sheet.activate()
        if self.layout.rows:
            sheet.set_selection(address(plan.FIRST_ROW, plan.VERDICT))


def _edge(colour: str) -> tuple[tuple[str, int | str], ...]:
    """A thin side of a cell, and its colour. A program that draws one side of a condition drops the others."""
    return ("", 1), ("_color", colour)


def _list_rule(heading: str, choices: Sequence[str]) -> dict[str, Any]:
    """A list of a few words; others can be typed after a question, and the reader asks about them."""
    message = f"Pilih: {', '.join(choices)}."
    told = {"input_title": heading, "input_message": message, "error_title": heading, "error_message": message}
    return {"validate": "list", "source": list(choices), "error_type": "warning", **told}


def _evidence(row: VerificationRow) -> str:
    """What the form says of evidence: the choice, and the link or note beside it."""
    said = (row.claim.evidence, row.claim.note) if row.claim else ("", "")
    return "\n".join(part for part in said if part)
