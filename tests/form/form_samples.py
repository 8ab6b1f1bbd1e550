"""A small edition with a field of every kind, and ways to fill workbooks in as an office would."""

import functools
import io
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from paritrana.criteria.edition import Edition
from paritrana.criteria.load import load_edition
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.cells import Book, open_book

EDITION = """
edition: uji-2025
title: Paritrana Award Uji
label: "2025"
level: Tingkat Provinsi Jawa Tengah
province: "33"
period: {start: 2025-01-01, end: 2025-12-31}
status: contoh
organiser: Panitia
signatory: {position: Ketua}
source: contoh
"""
REST = """
aspects:
  - id: satu
    title: Satu
    weight: 100
    indicators:
      - {id: skor, title: Skor, weight: 100, rule: {kind: linear, value: %s, zero_at: 0, full_at: 100}}
ranking: {style: 1-2-2-4, still_tied: share}
"""
GOVERNMENTS = (
    """
category: kabupaten-kota
title: Pemerintah Kabupaten/Kota
missing: zero
panel: {size: 3}
candidates: {kind: region, levels: [kabupaten, kota], list: derived}
groups:
  - {id: kabupaten, title: Kabupaten, kinds: [kabupaten]}
  - {id: kota, title: Kota, kinds: [kota]}
fields:
  - {id: pekerja, section: Cakupan, ask: Jumlah pekerja, hint: Menurut BPS., kind: count, unit: orang, min: 1,
     evidence: Surat BPS}
  - {id: indeks, ask: Nilai indeks, kind: number, decimals: 3, min: -5, max: 5}
  - {id: ucj24, ask: Persentase terlindungi, kind: percent, unit: persen, evidence: Rekapitulasi}
  - {id: iuran, section: Anggaran, ask: Anggaran iuran, kind: rupiah, unit: rupiah, required: false}
  - {id: perda, ask: "=Ada Perda?", kind: yesno}
  - id: tingkat
    ask: Tingkat produk hukum
    kind: choice
    options: [{code: tinggi, label: "Tinggi, dengan sanksi"}, {code: rendah, label: "=rendah"}]
  - {id: tanggal, ask: Tanggal berlaku, kind: date, required: false}
  - {id: uraian, ask: Uraian, kind: text, max_length: 500, required: false}
  - {id: wilayah, ask: Kode wilayah, kind: code, required: false}
  - {id: peserta, ask: Peserta aktif, kind: count, unit: orang, filled_by: organiser}
  - {id: hadir, ask: Kehadiran, kind: yesno, filled_by: organiser}
  - {id: mutu, ask: Mutu bukti, kind: number, decimals: 0, min: 0, max: 100, filled_by: verifier}
  - {id: wawancara, ask: Nilai wawancara, kind: number, decimals: 0, min: 0, max: 100, filled_by: panel}
  - {id: gagasan, ask: Nilai gagasan, kind: number, decimals: 0, min: 0, max: 100, filled_by: panel}
"""
    + REST % "ucj24"
)
BUSINESSES = (
    """
category: badan-usaha
title: Badan Usaha
missing: zero
candidates: {kind: business, pattern: "BU-[0-9]{2}-[0-9]{4}", example: BU-33-0001, list: required}
groups:
  - {id: besar, title: Usaha Besar}
  - {id: mikro, title: Usaha Mikro}
fields:
  - {id: buruh, ask: Jumlah buruh, kind: count, unit: orang}
"""
    + REST % "buruh"
)
VILLAGES = (
    """
category: desa-kelurahan
title: Desa dan Kelurahan
missing: zero
candidates: {kind: region, levels: [desa, kelurahan], list: required}
fields:
  - {id: warga, ask: Jumlah warga, kind: count, unit: orang}
"""
    + REST % "warga"
)
DEMAK = Candidate("33.21", "kabupaten-kota", "Pemerintah Kabupaten Demak", "kabupaten")
MAGELANG = Candidate("33.10", "kabupaten-kota", "Pemerintah Kabupaten Klaten", "kabupaten")
SEMARANG = Candidate("33.74", "kabupaten-kota", "Pemerintah Kota Semarang", "kota")
THREE = (MAGELANG, DEMAK, SEMARANG)


@functools.cache
def edition(name: str = "uji-2025", governments: str = GOVERNMENTS) -> Edition:
    """The edition, loaded as any other."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / name
        folder.mkdir()
        texts = {"edition": EDITION.replace("uji-2025", name), "kabupaten-kota": governments}
        texts |= {"badan-usaha": BUSINESSES, "desa-kelurahan": VILLAGES}
        for stem, text in texts.items():
            (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
        loaded, problems = load_edition(folder)
    assert loaded is not None, problems
    return loaded


def governments() -> Category:
    return edition().categories["kabupaten-kota"]


def changed(data: bytes, change: Callable[[openpyxl.Workbook], Any]) -> bytes:
    """The workbook after somebody worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook. openpyxl opens its temporary file without naming an encoding."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)
        book.save(buffer)
    return buffer.getvalue()


def filled(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The workbook with values typed into the cells of these defined names."""

    def fill(book: openpyxl.Workbook) -> None:
        for name, value in values.items():
            cell = named_cell(book, name)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"

    return changed(data, fill)


def named_cell(book: openpyxl.Workbook, name: str) -> Any:
    sheet, cell = next(book.defined_names[name].destinations)
    return book[sheet][cell]


def moved(book: openpyxl.Workbook, sheet: str, *, rows: int = 0, columns: int = 0, start: int = 1) -> None:
    """Rows or columns inserted before `start`, with the defined names moving along as Excel moves them."""
    page = book[sheet]
    for area in [str(area) for area in page.merged_cells.ranges]:
        page.unmerge_cells(area)
    if rows:
        page.insert_rows(start, rows)
    if columns:
        page.insert_cols(start, columns)
    for name in book.defined_names.values():
        title, cell = next(name.destinations, ("", ""))
        if title != sheet:
            continue
        at = page[cell.replace("$", "")]
        down = rows if at.row >= start else 0
        right = columns if at.column >= start else 0
        target = page.cell(at.row + down, at.column + right).coordinate
        name.attr_text = f"'{sheet}'!${target.rstrip('0123456789')}${target.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


def opened(data: bytes) -> Book:
    return open_book(data, "kiriman.xlsx")


def codes(problems: Any) -> list[str]:
    return [problem.code for problem in problems]
