"""The organiser's table with the imported figures in it, and a sheet that says where each of them comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paritrana.answers import Value, show
from paritrana.form.instructions import write_instructions
from paritrana.form.layout import TableColumn, TableLayout, plan_options
from paritrana.form.mapping_check import Decided
from paritrana.form.organiser_values import Figure, Figures, values_of
from paritrana.form.sheets import PROTECTION, height, identity, print_setup, workbook, write_meta, write_options
from paritrana.form.styles import TEXT_FORMAT, Styles
from paritrana.form.table_writer import TableSheet
from paritrana.form.writer import put
from paritrana.text import formats

ORIGIN_SHEET = "Asal"
TITLES = ("Kode", "Nama", "Isian", "Pertanyaan", "Nilai", "Sel di sumber", "Tertulis di sumber")
WIDTHS = (12, 34, 20, 46, 20, 20, 32)
FACTS = ("Berkas", "SHA-256", "Lembar", "Posisi data per", "Dasar (basis)", "Diperiksa oleh", "Tanggal diperiksa")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where figures come from, and who stands for it."""

    file: str
    sha256: str
    sheet: str
    decided: Decided

    def facts(self) -> tuple[str, ...]:
        """In the order of FACTS."""
        own = self.decided
        return (
            self.file,
            self.sha256,
            self.sheet,
            formats.date(own.position),
            own.basis,
            own.by,
            formats.date(own.on),
        )


def write_imported(table: TableLayout, figures: Figures, provenance: Provenance) -> bytes:
    """The table's bytes; equal input, equal bytes. It is read like any other table: the sheet Asal is for people."""

    def fill(book: Any, styles: Styles) -> None:
        write_instructions(book, styles, table)
        FilledSheet(book, styles, table, values_of(figures)).write()
        _write_origins(book, styles, table, figures.figures, provenance)
        write_options(book, styles, plan_options(table.fields, table=True), table.meta)
        write_meta(book, table.meta)

    return workbook(fill)


class FilledSheet(TableSheet):
    """The sheet Tabel with values by code and field."""

    def __init__(
        self, book: Any, styles: Styles, table: TableLayout, values: Mapping[str, Mapping[str, Value]]
    ) -> None:
        super().__init__(book, styles, table)
        self.values = values

    def put(self, row: int, column: TableColumn, code: str, /) -> None:
        value = self.values.get(code, {}).get(column.id)
        put(self.sheet, row, column.column - 1, value, column.field, self.styles.answer(column.field))


def _write_origins(
    book: Any, styles: Styles, table: TableLayout, figures: Sequence[Figure], provenance: Provenance
) -> None:
    sheet = book.add_worksheet(ORIGIN_SHEET)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Asal angka dalam tabel ini", styles.title)
    sheet.set_row(0, 24)
    for row, (label, text) in enumerate(zip(FACTS, provenance.facts(), strict=True), 1):
        sheet.write_string(row, 0, label, styles.subtitle)
        sheet.write_string(row, 2, text, styles.make(num_format=TEXT_FORMAT))
    head = len(FACTS) + 2
    for column, title in enumerate(TITLES):
        sheet.write_string(head, column, title, styles.header)
    names = {row.candidate.code: row.candidate.name for row in table.rows}
    asked = {field.id: field.ask() for field in table.fields}
    for row, one in enumerate(figures, head + 1):
        value = "ditolak" if one.value is None else show.cell(one.value)
        texts = (one.code, names[one.code], one.field, asked[one.field], value, ", ".join(one.cells), one.told)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, styles.fixed_text)
        sheet.set_row(row, max(height([(text, 10)], width) for text, width in zip(texts, WIDTHS, strict=True)))
    sheet.freeze_panes(head + 1, 2)
    sheet.repeat_rows(head)
    sheet.protect("", PROTECTION)
    print_setup(sheet, f"{ORIGIN_SHEET} {identity(table.meta)}", landscape=True)
