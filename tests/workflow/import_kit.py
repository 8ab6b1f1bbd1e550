"""What the tests of `import` share: an edition, a table sent, the mapping confirmed, and what came of it."""

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from bpjs_table import bpjs_table
from openpyxl import load_workbook
from season_kit import EDITION, paritrana

from paritrana.criteria.fields import Role
from paritrana.workflow.collect import read_folders
from paritrana.workflow.season import Season, open_season

CATEGORY = """
category: daerah
title: Kabupaten dan Kota
candidates: {kind: region, levels: [kabupaten, kota], list: derived}
missing: zero
fields:
  - {id: pekerja, ask: Jumlah penduduk bekerja, kind: count, unit: orang, min: 1, filled_by: organiser, source: contoh}
  - {id: terlindungi, ask: Jumlah pekerja terlindungi (peserta aktif), kind: count, unit: orang, filled_by: organiser,
     max: 2000000, source: contoh}
  - {id: target, ask: Target UCJ 2025, kind: percent, unit: persen, filled_by: organiser, source: contoh}
  - {id: klaim, ask: Jumlah peserta aktif menurut daerah, kind: count, like: terlindungi, source: contoh}
derived:
  - {id: cakupan, title: Cakupan, formula: 100 * terlindungi / pekerja}
aspects:
  - id: capaian
    title: Capaian
    weight: 100
    indicators:
      - {id: skor, title: Capaian, weight: 100, source: contoh, rule: {kind: target, value: cakupan, target: target}}
ranking:
  style: 1-2-2-4
  ties: [{by: terlindungi, order: desc}]
  still_tied: share
awards:
  places: [{rank: 1, title: Juara I}]
"""
FIVE = (
    (
        "Yogyakarta",
        (
            ("Kab. Kulonprogo", 240_000, 50_000, 20_000, 2_000, 40.5),
            ("KAB. BANTUL", 560_000, 90_000, 30_000, 4_000, 38.0),
        ),
    ),
    (
        "Sleman",
        (
            ("Gunungkidul", 430_000, 30_000, 20_000, 1_000, 30.25),
            ("Kab Slemn", 650_000, 200_000, 40_000, 9_000, 50.0),
            ("Kodya Yogyakarta", 230_000, 90_000, 10_000, 3_000, 61.5),
        ),
    ),
)
DECLARED = {
    "Posisi data per": datetime.date(2025, 12, 31),
    "Dasar (basis)": "Penduduk bekerja, Sakernas Agustus 2025",
    "Sudah diperiksa oleh": "Siti Rahayu",
    "Tanggal diperiksa": "12 Januari 2026",
}


def edition(root: Path, name: str) -> None:
    folder = root / "criteria" / name
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(EDITION.replace("uji-2025", name), encoding="utf-8")
    (folder / "daerah.yaml").write_text(CATEGORY, encoding="utf-8")


def sent(
    root: Path, branches: Any = FIVE, change: Callable[[Any], None] | None = None, name: str = "bpjs.xlsx"
) -> Path:
    path = root / name
    path.write_bytes(bpjs_table(branches, change))
    return path


def mapping(root: Path, name: str = "uji-2025") -> Path:
    return root / "submissions" / name / "mapping" / "daerah.xlsx"


def table(root: Path) -> Path:
    return root / "submissions" / "uji-2025" / "committee" / "impor_penyelenggara_daerah.xlsx"


def lines(root: Path, sheet: str, name: str = "uji-2025") -> list[tuple[Any, ...]]:
    """The lines of a sheet of the mapping workbook, below its header."""
    return [row for row in load_workbook(mapping(root, name))[sheet].iter_rows(min_row=4, values_only=True) if row[0]]


def confirm(
    root: Path,
    rows: Mapping[int, str] | None = None,
    columns: Mapping[str, str | None] | None = None,
    declared: Mapping[str, object] | None = None,
) -> None:
    """What a person does: chooses, writes date, basis and name, saves."""
    book = load_workbook(mapping(root))
    for row in book["Sumber"].iter_rows():
        if row[0].value in (told := {**DECLARED, **(declared or {})}):
            row[1].value = told[row[0].value]
    for row in book["Padanan"].iter_rows(min_row=4):
        if row[0].value and int(row[0].value) in (rows or {}):
            row[3].value = (rows or {})[int(row[0].value)]
    for row in book["Kolom"].iter_rows(min_row=4):
        if row[0].value in (columns or {}):
            row[3].value = (columns or {})[row[0].value]
    book.save(mapping(root))


def run(root: Path, capsys: pytest.CaptureFixture[str], path: Path, *more: str) -> dict[str, Any]:
    """One call; its JSON answer with the exit code."""
    capsys.readouterr()
    code = paritrana(root, "import", str(path), "-e", "uji-2025", "--at", "2026-02-01", "--json", *more)
    return {"exit": code, **json.loads(capsys.readouterr().out)}


def codes(done: Mapping[str, Any]) -> list[str]:
    return sorted(problem["code"] for problem in done["problems"])


def figures(root: Path) -> dict[str, dict[str, Any]]:
    """What the organiser's tables say, by candidate and field."""
    season: Season = open_season(root, "uji-2025")
    reads = [read for read in read_folders(season) if read.role is Role.ORGANISER]
    return {
        code: {said.field: said.value for said in checked.statements}
        for read in reads
        for code, checked in read.checked.items()
        if checked.statements
    }
