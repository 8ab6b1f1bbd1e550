"""One whole season played as people would: by commands, and by typing into the workbooks that the commands write."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from paritrana.__main__ import main

EDITION, CATEGORY = "2025-provinsi", "kabupaten-kota"
STAGES = """
stages:
  - {id: berkas, title: Seleksi berkas, kind: desk, aspects: [regulasi, coverage, inovasi], pass: {top: 12, ties: all}}
  - {id: verifikasi, title: Verifikasi, kind: verification, pass: {top: 8, ties: ladder}}
  - {id: wawancara, title: Wawancara Tim 9, kind: interview, aspects: [pemahaman]}
"""
LAWS = {
    "perda": "Peraturan Daerah",
    "perkada": "Peraturan Bupati/Wali Kota",
    "instruksi": "Instruksi atau Surat Edaran",
}
LAW_POINTS = {"perda": 100, "perkada": 75, "instruksi": 40, "belum": 0}
ATTENDANCE = {"Hadir langsung": 100, "Diwakili wakil kepala daerah": 75, "Diwakili sekretaris daerah": 50}


def run(root: Path, *arguments: object) -> int:
    """A command in the workspace; its exit code."""
    return main([*map(str, arguments), "-w", str(root), "-e", EDITION])


def typed(path: Path, target: Path, answers: Mapping[str, object]) -> None:
    """Type answers into a form by its defined names and save it."""
    book = load_workbook(path)
    for field, value in answers.items():
        sheet, cell = next(iter(book.defined_names[f"isian.{field}"].destinations))
        book[sheet][cell.replace("$", "")] = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def rows_of(sheet: Any, titles: Sequence[str]) -> tuple[dict[str, int], int]:
    """The columns by title, and the number of the row that holds all these titles."""
    for row in sheet.iter_rows(max_row=30):
        found = {str(cell.value).strip(): cell.column for cell in row if cell.value}
        if set(titles) <= set(found):
            return found, row[0].row
    raise AssertionError(f"{sheet.title}: {titles}")


def enter(
    path: Path, target: Path, sheet: str, key: Sequence[str], rows: Mapping[tuple[str, ...], Mapping[str, object]]
) -> None:
    """Type values into the rows of a sheet that are known by the cells under `key`; every row must be there."""
    book = load_workbook(path)
    page = book[sheet]
    columns, head = rows_of(page, key)
    left = dict(rows)
    for row in page.iter_rows(min_row=head + 1):
        found = tuple(str(row[columns[title] - 1].value) for title in key)
        for title, value in left.pop(found, {}).items():
            page.cell(row[0].row, columns[title], value)
    assert not left, f"{path.name}: {list(left)}"
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def write_down(path: Path, sheet: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Type rows one below the other into a kept table, by the titles of its columns."""
    book = load_workbook(path)
    page = book[sheet]
    lines = list(rows)
    columns, head = rows_of(page, list(lines[0]))
    for number, line in enumerate(lines, head + 1):
        for title, value in line.items():
            page.cell(number, columns[title], value)
    book.save(path)


def half_up(value: Fraction, places: int = 2) -> Fraction:
    """Rounded half up, by its own arithmetic."""
    unit = 10**places
    return Fraction((value * unit * 2 + 1) // 2, unit)


def linear(value: Fraction, full: int) -> Fraction:
    return max(Fraction(0), min(Fraction(100), value * 100 / full))


def desk_points(claim: Mapping[str, Any], figures: Mapping[str, Any]) -> dict[str, Fraction]:
    """Points of the indicators that need no interview, by the rules as the criteria file words them."""
    workers = Fraction(figures["pekerja"])
    coverage = Fraction(figures["terlindungi"]) * 100 / workers
    band = next(points for top, points in ((20, 20), (35, 50), (50, 75), (10**9, 100)) if coverage < top)
    ticks = {"inovasi_program": 40, "inovasi_desa": 30, "inovasi_layanan": 30}
    found = {
        "skor_produk_hukum": Fraction(LAW_POINTS[claim["produk_hukum"]]),
        "skor_anggaran": linear(Fraction(claim["anggaran_rentan"]) / workers, 10_080),
        "skor_cakupan": Fraction(band),
        "skor_target": linear(coverage / Fraction(figures["target_ucj"]), 1),
        "skor_rentan": linear(Fraction(claim["pekerja_rentan"]) * 100 / workers, 5),
        "skor_non_asn": linear(Fraction(claim["non_asn"]), 100),
        "skor_inovasi": Fraction(sum(points for name, points in ticks.items() if claim[name])),
    }
    return {name: half_up(points) for name, points in found.items()}


PARTS = {
    "skor_produk_hukum": Fraction(14),
    "skor_anggaran": Fraction(6),
    "skor_cakupan": Fraction(20),
    "skor_target": Fraction(10),
    "skor_rentan": Fraction(6),
    "skor_non_asn": Fraction(4),
    "skor_inovasi": Fraction(20),
    "skor_kehadiran": Fraction(5),
    "skor_wawancara": Fraction(15),
}
"""Percent of the whole, multiplied down the tree by hand."""


def total(points: Mapping[str, Fraction]) -> Fraction:
    """The final score of the indicators at hand, their weights put to the whole."""
    whole = sum(PARTS[name] for name in points)
    return half_up(sum(PARTS[name] * each for name, each in points.items()) / whole)


def interview(marks: Iterable[int], attendance: str) -> dict[str, Fraction]:
    given = list(marks)
    mean = half_up(Fraction(sum(given), len(given)))
    return {"skor_kehadiran": Fraction(ATTENDANCE[attendance]), "skor_wawancara": mean}


def mark_rows(path: Path, target: Path, rows: Mapping[tuple[str, str], Mapping[str, object]]) -> None:
    """Type a verifier's words into the rows of a verification workbook, by code and field; every row must be there."""
    book = load_workbook(path)
    page = book["Verifikasi"]
    columns, head = rows_of(page, ["Kode", "Status bukti", "Nilai hasil verifikasi", "Alasan"])
    left = dict(rows)
    for row in page.iter_rows(min_row=head + 1):
        marker = next((str(cell.value) for cell in row if str(cell.value).count("|") == 2), "||")
        code, field, _ = marker.split("|")
        for title, value in left.pop((code, field), {}).items():
            page.cell(row[0].row, columns[title], value)
    assert not left, f"{path.name}: {list(left)}"
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def enter_marks(path: Path, target: Path, given: Mapping[str, Mapping[str, int]]) -> None:
    """Type marks into the panel's table: jurors by the names that stand above their columns."""
    book = load_workbook(path)
    page = book["Tabel"]
    columns, head = rows_of(page, sorted({name for marks in given.values() for name in marks}))
    left = {code: dict(marks) for code, marks in given.items()}
    for row in page.iter_rows(min_row=head + 1):
        for name, mark in left.pop(str(row[0].value), {}).items():
            page.cell(row[0].row, columns[name], mark)
    assert not left, list(left)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
