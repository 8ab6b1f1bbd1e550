"""The physical columns of the criteria workbook: English halves stand at the right end of their sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paritrana.form.criteria_book_layout import (
    ENGLISH,
    KIND,
    LINE_TITLES,
    REST_TITLES,
    Column,
    Form,
    ListSheet,
)
from paritrana.form.criteria_book_texts import with_word


@dataclass(frozen=True, slots=True)
class CellColumn:
    """One column as it stands in the sheet. `key` is the one its cells have in a row."""

    key: str
    title: str
    column: Column
    english: bool = False

    @property
    def note(self) -> str:
        return "" if self.english else self.column.note

    @property
    def shown_key(self) -> str:
        """The key of the criteria file as the header shows it."""
        known = self.column.key if self.column.is_key else ""
        return f"{known}.en" if known and self.english else known

    @property
    def header(self) -> tuple[str, ...]:
        """The lines of the header: title, key, note."""
        return tuple(filter(None, (self.title, self.shown_key, self.note)))

    @property
    def titles(self) -> tuple[str, ...]:
        """The headers under which the column is found again."""
        lines = self.header
        return tuple(" ".join(lines[:count]) for count in range(len(lines), 0, -1))


def cell_columns(sheet: ListSheet) -> tuple[CellColumn, ...]:
    """The columns of a sheet from left to right."""
    own = tuple(CellColumn(column.key, column.title, column) for column in sheet.columns)
    words = (column for column in sheet.columns if column.form is Form.WORDS)
    return (*own, *(CellColumn(one.key + ENGLISH, f"{one.title} (Inggris)", one, english=True) for one in words))


def titles(columns: Sequence[CellColumn]) -> Mapping[str, tuple[str, ...]]:
    """What `read_rows` looks for."""
    return {one.key: one.titles for one in columns}


LINE_COLUMNS = {key: (title,) for key, title in LINE_TITLES.items()}
REST_COLUMNS = {key: (title,) for key, title in REST_TITLES.items()}


def listed(sheet: ListSheet, column: Column) -> tuple[str, ...]:
    """The drop-down of a column's cells; none where anything may be typed."""
    if column.key == KIND:
        return tuple(with_word({kind.code: kind.word}, kind.code) for kind in sheet.kinds)
    if column.form is Form.FLAG:
        return ("ya", "tidak")
    return tuple(with_word(column.choices, code) for code in column.choices) if column.choices is not None else ()
