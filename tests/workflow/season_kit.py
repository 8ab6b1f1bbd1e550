"""A tiny award season for tests: criteria written out, forms made and filled as an office would, commands run."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from paritrana.__main__ import main

EDITION = """
edition: uji-2025
title: Penghargaan Uji
label: "2025"
level: Tingkat Uji
province: "34"
period: {start: 2025-01-01, end: 2025-12-31}
status: rancangan
organiser: Panitia Uji
place: Yogyakarta
signatory: {position: Ketua Panitia, name: Siti Rahayu}
"""

CATEGORY = """
category: kota
title: Kabupaten dan Kota
candidates: {kind: region, levels: [kabupaten, kota], list: derived}
missing: zero
fields:
  - {id: perda, ask: Perda sudah ada, kind: yesno, source: contoh}
  - {id: pekerja, ask: Jumlah pekerja, kind: count, min: 1, source: contoh}
  - {id: peserta, ask: Jumlah peserta, kind: count, source: contoh}
  - {id: catatan_panitia, ask: Target, kind: percent, filled_by: organiser, min: 1, source: contoh}
  - {id: wawancara, ask: Nilai wawancara, kind: number, decimals: 0, min: 0, max: 100, filled_by: panel, source: contoh}
derived:
  - {id: cakupan, title: Cakupan, formula: 100 * peserta / pekerja}
aspects:
  - id: aturan
    title: Aturan
    weight: 33.33
    indicators:
      - {id: skor_perda, title: Perda, weight: 100, source: contoh, rule: {kind: yesno, field: perda, yes: 100, no: 0}}
  - id: capaian
    title: Capaian
    weight: 33.33
    indicators:
      - id: skor_cakupan
        title: Cakupan
        weight: 50
        source: contoh
        rule: {kind: linear, value: cakupan, zero_at: 0, full_at: 100}
      - id: skor_target
        title: Target
        weight: 50
        source: contoh
        rule: {kind: target, value: cakupan, target: catatan_panitia}
  - id: paham
    title: Pemahaman
    weight: 33.34
    indicators:
      - id: skor_wawancara
        title: Wawancara
        weight: 100
        source: contoh
        rule: {kind: panel, field: wawancara, quorum: 2}
panel: {size: 3}
ranking:
  style: 1-2-2-4
  ties: [{by: capaian, order: desc}]
  still_tied: share
awards:
  places: [{rank: 1, title: Juara I}, {rank: 2, title: Juara II}]
"""

CODES = ("34.01", "34.02", "34.03", "34.04", "34.71")


def paritrana(root: Path, *arguments: str) -> int:
    """Run a command in a workspace; returns its exit code."""
    return main([*arguments, "-w", str(root)])


def workspace(root: Path) -> Path:
    """A workspace with the tiny edition; nothing sent yet."""
    criteria = root / "criteria" / "uji-2025"
    criteria.mkdir(parents=True)
    (criteria / "edition.yaml").write_text(EDITION, encoding="utf-8")
    (criteria / "kota.yaml").write_text(CATEGORY, encoding="utf-8")
    return root


def inbox(root: Path) -> Path:
    return root / "submissions" / "uji-2025" / "inbox"


def committee(root: Path) -> Path:
    return root / "submissions" / "uji-2025" / "committee"


def out(root: Path) -> Path:
    return root / "out" / "uji-2025" / "internal" / "kota"


def fill(path: Path, target: Path, answers: Mapping[str, object], code: object = "") -> None:
    """Type answers (and the code on a blank form) into a form by its defined names, save it under another name."""
    book = load_workbook(path)
    typed = {f"isian.{field}": value for field, value in answers.items()}
    if code:
        typed["kandidat.kode"] = code
    for name, value in typed.items():
        sheet, cell = next(iter(book.defined_names[name].destinations))
        book[sheet][cell.replace("$", "")] = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def fill_table(path: Path, target: Path, rows: Mapping[str, Mapping[str, object]]) -> None:
    """Type values into a table by code and column name (`wawancara.1` for a juror), save it under another name."""
    book = load_workbook(path)

    def place(name: str) -> tuple[str, str]:
        sheet, cell = next(iter(book.defined_names[f"kolom.{name}"].destinations))
        return sheet, cell.replace("$", "")

    sheet = book[place("kode")[0]]
    codes = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
    for code, values in rows.items():
        for name, value in values.items():
            column = sheet[place(name)[1]].column
            sheet.cell(codes[code], column, value)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def play(root: Path, changes: Mapping[str, Mapping[str, object]] | None = None) -> Path:
    """A whole season up to scoring: five regencies send, the committee fills in its tables."""
    workspace(root)
    paritrana(root, "form", "kota", "--all", "-o", str(root / "forms"))
    paritrana(root, "form", "kota", "--table", "-o", str(root / "forms"))
    for index, code in enumerate(CODES):
        answers: dict[str, object] = {
            "perda": "Ya" if index % 2 else "Tidak",
            "pekerja": 1000,
            "peserta": 100 + 50 * index,
        }
        answers.update((changes or {}).get(code, {}))
        form = next((root / "forms").glob(f"{code}_*.xlsx"))
        fill(form, inbox(root) / f"kiriman-{index}.xlsx", answers)
    targets = {code: {"catatan_panitia": 40} for code in CODES}
    fill_table(root / "forms" / "tabel_penyelenggara_kota.xlsx", committee(root) / "penyelenggara.xlsx", targets)
    marks = {
        code: {"wawancara.1": 80, "wawancara.2": 81, "wawancara.3": 60 + index} for index, code in enumerate(CODES)
    }
    fill_table(root / "forms" / "tabel_panel_kota.xlsx", committee(root) / "panel.xlsx", marks)
    return root


VERIFIED = {"verdict": "status_bukti", "value": "hasil_verifikasi", "reason": "alasan", "note": "catatan"}
"""The columns of a verifier's workbook by what is typed into them."""


def verify(path: Path, target: Path, rows: Mapping[str, Mapping[str, object]]) -> None:
    """Type findings (verdict, value, reason, note) into a verifier's workbook by `code|field`, save it elsewhere."""
    book = load_workbook(path)
    sheet = book["Verifikasi"]

    def column(name: str) -> int:
        _, cell = next(iter(book.defined_names[f"kolom.{name}"].destinations))
        return sheet[cell.replace("$", "")].column

    markers = [str(row[0].value) for row in sheet.iter_rows(min_col=column("baris"), max_col=column("baris"))]
    places = {marker.rpartition("|")[0]: number for number, marker in enumerate(markers, 1)}
    for key, found in rows.items():
        for what, value in found.items():
            sheet.cell(places[key], column(VERIFIED[what]), value)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
