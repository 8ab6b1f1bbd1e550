"""What a province proposes as a table of candidates' answers, and a sheet that says where every value comes from."""

from collections.abc import Mapping, Sequence
from typing import Any

from paritrana.answers import Value
from paritrana.form.imported_table import ORIGIN_SHEET, FilledSheet
from paritrana.form.instructions import write_instructions
from paritrana.form.layout import TableLayout, plan_options
from paritrana.form.sheets import PROTECTION, height, identity, print_setup, workbook, write_meta, write_options
from paritrana.form.styles import TEXT_FORMAT, Styles
from paritrana.text import visible

TITLES = (
    "Kode",
    "Nama",
    "Isian",
    "Pertanyaan",
    "Terbawa",
    "Nilai",
    "Kata siapa",
    "Oleh",
    "Waktu",
    "Alasan, bukti",
    "Sumber",
)
WIDTHS = (12, 30, 18, 40, 26, 18, 18, 20, 18, 30, 44)
MOST = 32_000
"""A cell holds no longer text."""
TALLEST = 400
"""Points: a spreadsheet draws no row higher than 409."""

Line = tuple[str, ...]


def write_proposed(
    table: TableLayout,
    values: Mapping[str, Mapping[str, Value]],
    facts: Sequence[tuple[str, str]],
    lines: Sequence[Line],
) -> bytes:
    """The table's bytes; equal input, equal bytes. It is read like any other table: the sheet Asal is for people.

    `values` are by code and field, `facts` tell of the proposal, `lines` are as TITLES.
    """

    def fill(book: Any, styles: Styles) -> None:
        write_instructions(book, styles, table)
        FilledSheet(book, styles, table, values).write()
        _write_origins(book, styles, table, facts, lines)
        write_options(book, styles, plan_options(table.fields, table=True), table.meta)
        write_meta(book, table.meta)

    return workbook(fill)


def _write_origins(
    book: Any, styles: Styles, table: TableLayout, facts: Sequence[tuple[str, str]], lines: Sequence[Line]
) -> None:
    sheet = book.add_worksheet(ORIGIN_SHEET)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Asal isian dalam tabel ini", styles.title)
    sheet.set_row(0, 24)
    for row, (label, text) in enumerate(facts, 1):
        sheet.write_string(row, 0, label, styles.subtitle)
        sheet.write_string(row, 2, _cut(text), styles.make(num_format=TEXT_FORMAT))
    head = len(facts) + 2
    for column, title in enumerate(TITLES):
        sheet.write_string(head, column, title, styles.header)
    for row, line in enumerate(lines, head + 1):
        texts = [_cut(text) for text in line]
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, styles.fixed_text)
        tall = max(height([(text, 10)], width) for text, width in zip(texts, WIDTHS, strict=True))
        sheet.set_row(row, min(TALLEST, tall))
    sheet.freeze_panes(head + 1, 2)
    sheet.repeat_rows(head)
    sheet.autofilter(head, 0, head + len(lines), len(TITLES) - 1)
    sheet.protect("", PROTECTION)
    print_setup(sheet, f"{ORIGIN_SHEET} {identity(table.meta)}", landscape=True)


def _cut(text: str) -> str:
    return visible(text, "\n")[:MOST]
