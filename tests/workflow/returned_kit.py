"""A workspace with a field of every kind, and forms filled in as an office would, for what goes back to a sender."""

import io
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from paritrana.__main__ import main
from paritrana.workflow.check import check_files
from paritrana.workflow.returned import Occasion, Reply, reply

EDITION = """
edition: uji-2025
title: Paritrana Award Uji
label: "2025"
level: Tingkat Provinsi Jawa Tengah
province: "33"
period: {start: 2025-01-01, end: 2025-12-31}
status: contoh
organiser: Panitia Uji
signatory: {position: Ketua}
source: contoh
"""
CATEGORY = """
category: kabupaten-kota
title: Pemerintah Kabupaten/Kota
missing: zero
candidates: {kind: region, levels: [kabupaten, kota], list: derived}
fields:
  - {id: pekerja, section: Cakupan, ask: Jumlah pekerja, kind: count, unit: orang, min: 1, like: pembanding,
     evidence: Surat BPS}
  - {id: indeks, ask: Nilai indeks, kind: number, decimals: 3, min: -5, max: 5}
  - {id: ucj24, ask: Persentase terlindungi, kind: percent, unit: persen}
  - {id: iuran, section: Anggaran, ask: Anggaran iuran, kind: rupiah, unit: rupiah, required: false}
  - {id: perda, ask: Ada Perda?, kind: yesno}
  - id: tingkat
    ask: Tingkat produk hukum
    kind: choice
    options: [{code: tinggi, label: "Tinggi, dengan sanksi"}, {code: rendah, label: "=rendah"}]
  - {id: tanggal, ask: Tanggal berlaku, kind: date, required: false}
  - {id: uraian, ask: Uraian, kind: text, max_length: 500, required: false}
  - {id: wilayah, ask: Kode wilayah, kind: code, required: false}
  - {id: luas, ask: Luas kantor, kind: number, decimals: 1, required: false}
  - {id: kantor, ask: Jumlah kantor, kind: count, required: false}
  - {id: pembanding, ask: Pekerja menurut BPS, kind: count, filled_by: organiser, info_only: true}
derived:
  - {id: bagian, title: Bagian, formula: kantor / pekerja}
aspects:
  - id: satu
    title: Satu
    weight: 100
    indicators:
      - {id: skor, title: Skor, weight: 80, rule: {kind: linear, value: ucj24, zero_at: 0, full_at: 100}}
      - {id: skor_bagian, title: Bagian, weight: 20, rule: {kind: linear, value: bagian, zero_at: 0, full_at: 1}}
checks:
  - {id: jarang, condition: kantor <= pekerja, level: error, message: Kantor lebih banyak daripada pekerja.}
ranking: {style: 1-2-2-4, still_tied: share}
"""
RIGHT: Mapping[str, Any] = {
    "isian.pekerja": 607000,
    "isian.indeks": 1.5,
    "isian.ucj24": 38.45,
    "isian.perda": "Ya",
    "isian.tingkat": "=rendah",
}


def workspace(folder: Path) -> Path:
    """The root of a workspace with this one edition; nothing sent yet."""
    home = folder / "kerja" / "criteria" / "uji-2025"
    home.mkdir(parents=True)
    (home / "edition.yaml").write_text(EDITION, encoding="utf-8")
    (home / "kabupaten-kota.yaml").write_text(CATEGORY, encoding="utf-8")
    return folder / "kerja"


def ask_otherwise(root: Path, *pairs: tuple[str, str]) -> None:
    """Change the questions of the category."""
    path = root / "criteria" / "uji-2025" / "kabupaten-kota.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def paritrana(root: Path, *arguments: str) -> int:
    """Run a command in a workspace; returns its exit code."""
    return main([*arguments, "-w", str(root), "-e", "uji-2025"])


def form(root: Path, *arguments: str) -> bytes:
    """The bytes of a form: blank, or that of a candidate."""
    target = root / "kosong.xlsx"
    assert paritrana(root, "form", "kabupaten-kota", *arguments, "-o", str(target)) == 0
    return target.read_bytes()


def sent(root: Path, values: Mapping[str, Any], name: str = "DOC-20260312-WA0007.xlsx") -> Path:
    """Demak's form with these values, under the name that WhatsApp gives it."""
    return put(root, filled(form(root, "--candidate", "33.21"), values), name)


def put(root: Path, data: bytes, name: str) -> Path:
    path = root / name
    path.write_bytes(data)
    return path


def answered(root: Path, path: Path, occasion: Occasion | None = None) -> Reply:
    """The reply to a file."""
    checked = check_files([path], root, "uji-2025")
    return reply(path.read_bytes(), checked.files[0], checked.origins[0], occasion or Occasion())


def filled(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The workbook with values typed into the cells of these defined names; text is never a formula."""

    def fill(book: openpyxl.Workbook) -> None:
        for name, value in values.items():
            cell = named_cell(book, name)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"

    return changed(data, fill)


def changed(data: bytes, change: Callable[[openpyxl.Workbook], Any]) -> bytes:
    """The workbook after somebody worked in it. openpyxl opens its temporary file without naming an encoding."""
    book = opened(data)
    change(book)
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)
        book.save(buffer)
    return buffer.getvalue()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def named_cell(book: openpyxl.Workbook, name: str) -> Any:
    sheet, cell = next(book.defined_names[name].destinations)
    return book[sheet][cell]
