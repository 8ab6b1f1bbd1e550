"""A table as a BPJS Ketenagakerjaan office sends it: titles, merged headers, branch offices, totals, a signature."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

TITLES = (
    "BPJS KETENAGAKERJAAN KANTOR WILAYAH JAWA TENGAH DAN DIY",
    "Data Kepesertaan per Kabupaten/Kota",
    "Posisi data per 31 Desember 2025",
)
HEADERS = (
    "No",
    "Kantor Cabang",
    "Kabupaten/Kota",
    "Jumlah Penduduk Bekerja",
    "Peserta Aktif",
    "",
    "",
    "",
    "Target UCJ 2025 (%)",
)
SEGMENTS = ("PU", "BPU", "Jakon", "Jumlah Pekerja Terlindungi")
BRANCHES = (
    (
        "Semarang Majapahit",
        (("Kab. Demak", 600_000, 150_000, 40_000, 10_000, 42.5), ("Kota Smg", 900_000, 400_000, 60_000, 20_000, 61.25)),
    ),
    (
        "Pekalongan",
        (
            ("KAB. BATANG", 400_000, 80_000, 20_000, 5_000, 35.0),
            ("Kab. Banjarnegra", 450_000, 60_000, 30_000, 4_000, 30.5),
        ),
    ),
)
"""Each regency with people in work, three segments of participants, and its target."""

Change = Callable[[Any], None]


def bpjs_table(
    branches: Sequence[Any] = BRANCHES, change: Change | None = None, titles: Sequence[str] = TITLES
) -> bytes:
    """The bytes of such a table; `change` may still do to the sheet what offices do."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Rekap UCJ"
    for row, title in enumerate(titles, 1):
        sheet.cell(row, 1, title)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
    head = len(titles) + 2
    for column, text in enumerate(HEADERS, 1):
        if text:
            sheet.cell(head, column, text)
    for column, text in enumerate(SEGMENTS, 5):
        sheet.cell(head + 1, column, text)
    sheet.merge_cells(start_row=head, end_row=head, start_column=5, end_column=8)
    for column in (1, 2, 3, 4, 9):
        sheet.merge_cells(start_row=head, end_row=head + 1, start_column=column, end_column=column)
    for column in range(1, 10):
        sheet.cell(head + 2, column, f"({column})")
    _body(sheet, head + 3, branches)
    if change:
        change(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _body(sheet: Any, row: int, branches: Sequence[Any]) -> None:
    number, every = 0, []
    for branch, regencies in branches:
        first = row
        for name, working, *segments, target in regencies:
            number += 1
            values = [number, branch if row == first else None, name, working, *segments, sum(segments), target]
            for column, value in enumerate(values, 1):
                sheet.cell(row, column, value)
            every.append(values)
            row += 1
        if row - first > 1:
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=2, end_column=2)
        _total(sheet, row, f"Sub Total {branch}", every[-len(regencies) :])
        row += 1
    _total(sheet, row, "JUMLAH", every)
    sheet.cell(row + 2, 7, "Semarang, 9 Januari 2026")
    sheet.cell(row + 3, 7, "Kepala Kantor Wilayah,")
    sheet.cell(row + 7, 7, "Contoh Nama")


def _total(sheet: Any, row: int, text: str, rows: Sequence[Sequence[Any]]) -> None:
    sheet.cell(row, 2, text)
    for column in range(4, 9):
        sheet.cell(row, column, sum(values[column - 1] for values in rows))
