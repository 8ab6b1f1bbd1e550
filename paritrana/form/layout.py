"""Where everything stands in a form or table: the one place that knows cells.

Rows and columns are 1-based, as a spreadsheet shows them. Nothing is read by these positions: writer and
reader share the defined names; the positions only say where a fresh form puts things.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from paritrana.answers import Kind
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.fingerprint import Same
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form import words
from paritrana.form.meta import Meta, meta_of

NO, QUESTION, ANSWER, UNIT, ECHO, EVIDENCE, NOTE, MARKER = range(1, 9)
"""Columns of the form."""

TITLE_ROW, SCOPE_ROW, CANDIDATE_ROW, STATUS_ROW, PROGRESS_ROW, HEADER_ROW = range(1, 7)
"""Rows of the form above the questions."""

CODE_COLUMN, NAME_COLUMN, FIRST_COLUMN = 1, 2, 3
QUESTION_ROW, JUROR_ROW, ID_ROW, FIRST_ROW = 5, 6, 7, 8
"""Columns and rows of a table; the juror row is empty in tables of other roles."""

CODE_NAME = "kolom.kode"
OWN_CODE_NAME = "kandidat.kode"
JUROR_NAME = "penilai."

_MAX_STEM = 60
_MAX_PERSON = 40


def address(row: int, column: int) -> str:
    """The address of a cell: `C17`."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place(cell: str) -> tuple[int, int]:
    """The row and column of an address: (17, 3) of `C17`."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of a form with its shown number and its row."""

    field: Field
    number: int
    row: int
    sheet: str = words.FORM_SHEET

    @property
    def id(self) -> str:
        return self.field.id

    @property
    def name(self) -> str:
        """Defined name of the answer cell, also written beside it as the marker of its row."""
        return f"isian.{self.id}"

    @property
    def evidence_name(self) -> str:
        """Defined name of the evidence cell; empty where no evidence is asked for."""
        return f"bukti.{self.id}" if self.field.evidence else ""

    @property
    def note_name(self) -> str:
        return f"catatan.{self.id}"

    @property
    def answer(self) -> str:
        return address(self.row, ANSWER)

    @property
    def evidence(self) -> str:
        return address(self.row, EVIDENCE) if self.field.evidence else ""

    @property
    def note(self) -> str:
        return address(self.row, NOTE)

    def label_parts(self) -> tuple[str, str, str]:
        """The question, its hint and the evidence asked for; the latter two may be empty."""
        hint = self.field.hint() if self.field.hint else ""
        evidence = words.EVIDENCE_ASKED + self.field.evidence() if self.field.evidence else ""
        return self.field.ask(), hint, evidence

    @property
    def label(self) -> str:
        """The whole text of the question cell."""
        return "\n".join(part for part in self.label_parts() if part)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading between questions."""

    title: str
    row: int


@dataclass(frozen=True, slots=True)
class FormLayout:
    """One candidate's form: what it asks and where. `candidate` is None for a blank form."""

    edition: Edition
    category: Category
    meta: Meta
    candidate: Candidate | None
    slots: tuple[Slot, ...]
    sections: tuple[Section, ...]
    sheet: str = words.FORM_SHEET

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(slot.field for slot in self.slots)

    @property
    def last_row(self) -> int:
        return max((slot.row for slot in self.slots), default=HEADER_ROW)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of answers. `juror` counts from 1, 0 where the field is not marked by jurors."""

    field: Field
    column: int
    juror: int = 0

    @property
    def id(self) -> str:
        return self.field.id

    @property
    def name(self) -> str:
        """Defined name of the column's id cell, also written in that cell."""
        return f"kolom.{self.id}.{self.juror}" if self.juror else f"kolom.{self.id}"

    @property
    def title(self) -> str:
        """The header: the question, with its unit."""
        unit = f" ({self.field.unit()})" if self.field.unit else ""
        return f"{self.field.ask()}{unit}"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One candidate's row."""

    candidate: Candidate
    row: int


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A committee table: one row per candidate, one column per field (and juror).

    `people` are the jurors by their columns where they are settled; else their names are typed. `barred` are the code
    and the juror's number of every pair of which the juror does not mark the candidate.
    """

    edition: Edition
    category: Category
    meta: Meta
    role: Role
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    jurors: int = 0
    sheet: str = words.TABLE_SHEET
    people: tuple[str, ...] = ()
    barred: frozenset[tuple[str, int]] = frozenset()

    @property
    def last_row(self) -> int:
        return max((row.row for row in self.rows), default=FIRST_ROW)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field once, in the order of its first column."""
        return tuple({column.id: column.field for column in self.columns}.values())

    @property
    def last_column(self) -> int:
        return FIRST_COLUMN + len(self.columns) - 1


def plan_form(edition: Edition, category: Category, candidate: Candidate | None = None) -> FormLayout:
    """The form of one candidate, or the blank form of a category."""
    code, name = (candidate.code, candidate.name) if candidate else ("", "")
    meta = meta_of(edition, category, Role.CANDIDATE, "form", code, name)
    return FormLayout(edition, category, meta, candidate, *_questions(Same(category)))


@lru_cache(maxsize=16)
def _questions(same: Same[Category]) -> tuple[tuple[Slot, ...], tuple[Section, ...]]:
    """The questions and headings of a category, which are the same for all of its candidates."""
    category = same.it
    slots: list[Slot] = []
    sections: list[Section] = []
    row = HEADER_ROW
    shown = ""
    for field, section in sectioned(category):
        if field.filled_by is not Role.CANDIDATE:
            continue
        if section != shown:
            row, shown = row + 1, section
            sections.append(Section(section, row))
        row += 1
        slots.append(Slot(field, len(slots) + 1, row))
    return tuple(slots), tuple(sections)


def plan_table(
    edition: Edition,
    category: Category,
    role: Role,
    candidates: Sequence[Candidate],
    *,
    jurors: int = 0,
    person: str = "",
) -> TableLayout:
    """The table that organiser, panel or an agency fill in for these candidates; verifiers have workbooks of their own.

    A panel's has columns for so many `jurors` (as many as the criteria say where 0); `person` is the juror whose own
    workbook it is.
    """
    jurors = (jurors or category.panel.size) if role is Role.PANEL else 0
    asked = [field for field in category.fields if field.filled_by == role]
    numbered = [(field, juror) for field in asked for juror in (range(1, jurors + 1) if jurors else (0,))]
    columns = tuple(
        TableColumn(field, FIRST_COLUMN + position, juror) for position, (field, juror) in enumerate(numbered)
    )
    rows = tuple(TableRow(one, FIRST_ROW + position) for position, one in enumerate(candidates))
    meta = meta_of(edition, category, role, "table", person=person)
    return TableLayout(edition, category, meta, role, columns, rows, jurors)


def sectioned(category: Category) -> Iterator[tuple[Field, str]]:
    """Every field with the section it stands in; a section goes on until the next one is named."""
    section = ""
    for field in category.fields:
        section = field.section() if field.section else section
        yield field, section


def form_file_name(layout: FormLayout | TableLayout) -> str:
    """A short, safe file name: `33.21_Demak_kabupaten-kota.xlsx`, `tabel_panel_kabupaten-kota.xlsx`."""
    category = layout.category.category
    if isinstance(layout, TableLayout):
        whose = f"_{_person_stem(layout.meta.person)}" if layout.meta.person else ""
        return f"tabel_{words.ROLE_FILES[layout.role]}_{category}{whose}.xlsx"
    if layout.candidate is None:
        return f"formulir_{category}.xlsx"
    code = layout.candidate.code
    own = plain(code) if plain(code) == code else f"{plain(code)}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"
    stem = f"{own}_{_short_name(layout.candidate.name)}"
    return f"{stem[:_MAX_STEM].strip('._-')}_{category}.xlsx"


def _person_stem(name: str) -> str:
    """A person's name for a file name; with a mark of the name where letters of it are lost."""
    stem = plain(name)[:_MAX_PERSON].strip(".-")
    if len(name) <= _MAX_PERSON and all(one.isascii() and (one.isalnum() or one in " .,'-") for one in name):
        return stem
    return f"{stem}-{hashlib.sha256(name.encode()).hexdigest()[:8]}".strip("-")


def _short_name(name: str) -> str:
    """The bare name of a candidate: `Demak` of `Pemerintah Kabupaten Demak`."""
    bare = re.sub(r"^Pemerintah\s+(Daerah\s+)?", "", name.partition(",")[0])
    bare = re.sub(r"^(Provinsi|Kabupaten|Kota|Desa|Kelurahan|Kalurahan)\s+(Administrasi\s+)?", "", bare)
    return plain(bare)


def plain(text: str) -> str:
    """Letters, digits, dots and hyphens of ASCII only."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.-]+", "-", ascii_only).strip(".-")


@dataclass(frozen=True, slots=True)
class OptionList:
    """One list of the options sheet: its labels stand one below the other in column B from `row` on."""

    key: str
    title: str
    labels: tuple[str, ...]
    row: int

    @property
    def range(self) -> str:
        """The labels as a validation refers to them: `'Daftar Pilihan'!$B$4:$B$5`."""
        last = self.row + len(self.labels) - 1
        return f"'{words.OPTIONS_SHEET}'!$B${self.row}:$B${last}"


YESNO_LIST, EVIDENCE_LIST = "ya-tidak", "bukti"
FIRST_OPTION_ROW = 4


def plan_options(fields: Sequence[Field], *, table: bool = False) -> tuple[OptionList, ...]:
    """The lists that these fields choose from, in the order of the options sheet; a table asks for no evidence."""
    yesno = any(one.kind is Kind.YESNO for one in fields)
    evidence = any(one.evidence for one in fields) and not table
    chosen = [
        *([(YESNO_LIST, "Jawaban ya atau tidak", (words.YES, words.NO))] if yesno else []),
        *([(EVIDENCE_LIST, words.EVIDENCE, words.EVIDENCE_CHOICES)] if evidence else []),
        *((one.id, one.ask(), tuple(o.label() for o in one.options)) for one in fields if one.options),
    ]
    lists: list[OptionList] = []
    row = FIRST_OPTION_ROW
    for key, title, labels in chosen:
        lists.append(OptionList(key, title, labels, row))
        row += len(labels) + 1
    return tuple(lists)


def option_ranges(fields: Sequence[Field], *, table: bool = False) -> dict[str, str]:
    """The range of every field's list by field id, and that of evidence by its own key; empty where there is none."""
    ranges = {one.key: one.range for one in plan_options(fields, table=table)}
    return {
        EVIDENCE_LIST: ranges.get(EVIDENCE_LIST, ""),
        **{one.id: ranges.get(one.id, ranges.get(YESNO_LIST, "")) for one in fields},
    }
