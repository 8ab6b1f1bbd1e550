"""Provinces with an edition each, and a national edition that takes their proposals: what the tests of levels share."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from season_kit import EDITION, fill_table, paritrana

NATIONAL = "uji-nasional"
PROVINCES = {"13": "sumatera", "34": "jawa-bali", "63": "kalimantan", "73": "sulawesi", "81": "timur"}
"""One province of each zone."""
CATEGORY = """
category: kota
title: Kabupaten dan Kota
candidates: {kind: region, levels: [kabupaten, kota], list: derived}
missing: zero
fields:
  - {id: perda, ask: Perda sudah ada, kind: yesno, source: contoh}
  - {id: pekerja, ask: Jumlah pekerja, kind: count, min: 1, source: contoh}
  - {id: peserta, ask: Jumlah peserta, kind: count, source: contoh}
  - id: tingkat
    ask: Tingkat
    kind: choice
    options: [{code: awal, label: Baru mulai}, {code: maju, label: Sudah maju}]
    source: contoh
  - {id: sejak, ask: Sejak, kind: date, info_only: true, source: contoh}
  - {id: nomor, ask: Nomor peraturan, kind: text, required: false, info_only: true, source: contoh}
  - {id: target, ask: Target, kind: percent, filled_by: organiser, min: 1, source: contoh}
  - {id: wawancara, ask: Nilai wawancara, kind: number, decimals: 0, min: 0, max: 100, filled_by: panel, source: contoh}
derived:
  - {id: cakupan, title: Cakupan, formula: 100 * peserta / pekerja}
aspects:
  - id: capaian
    title: Capaian
    weight: 100
    indicators:
      - {id: skor_perda, title: Perda, weight: 20, source: contoh, rule: {kind: yesno, field: perda, yes: 100, no: 0}}
      - {id: skor_maju, title: Maju, weight: 10, source: contoh,
         rule: {kind: choice, field: tingkat, levels: {maju: 100, awal: 0}}}
      - {id: skor_target, title: Target, weight: 40, source: contoh,
         rule: {kind: target, value: cakupan, target: target}}
      - {id: skor_wawancara, title: Wawancara, weight: 30, source: contoh,
         rule: {kind: panel, field: wawancara, quorum: 2}}
panel: {size: 3}
ranking:
  style: 1-2-2-4
  ties: [{by: skor_target, order: desc}]
  still_tied: share
awards:
  places: [{rank: 1, title: Juara I}, {rank: 2, title: Juara II}]
"""
ZONES = """groups:
  - {id: sumatera, title: Sumatera, regions: ["11", "12", "13"]}
  - {id: jawa-bali, title: Jawa-Bali, regions: ["31", "32", "33", "34"]}
  - {id: kalimantan, title: Kalimantan, regions: ["61", "62", "63"]}
  - {id: sulawesi, title: Sulawesi, regions: ["71", "72", "73"]}
  - {id: timur, title: Timur, regions: ["52", "53", "81"]}
"""
ANSWERS: Mapping[str, object] = {
    "perda": "Ya",
    "pekerja": 1000,
    "tingkat": "Sudah maju",
    "sejak": "17 Agustus 2024",
    "nomor": "Perda 1/2024",
}


def edition(root: Path, name: str, province: str, category: str = CATEGORY, file: str = "kota") -> None:
    """One more edition in a workspace, of one province or (empty) of the country."""
    folder = root / "criteria" / name
    folder.mkdir(parents=True, exist_ok=True)
    text = EDITION.replace("uji-2025", name).replace('province: "34"', f'province: "{province}"')
    (folder / "edition.yaml").write_text(text, encoding="utf-8")
    (folder / f"{file}.yaml").write_text(category, encoding="utf-8")


def national(root: Path, category: str = CATEGORY + ZONES, file: str = "kota") -> Path:
    edition(root, NATIONAL, "", category.replace("list: derived", "list: required"), file)
    return root


def submissions(root: Path, name: str = NATIONAL) -> Path:
    return root / "submissions" / name


def province(root: Path, code: str, answers: Mapping[str, Mapping[str, object]] | None = None) -> str:
    """A province's edition with everything handed in: of two regencies the first is better. Returns its id."""
    name = f"uji-{code}"
    edition(root, name, code)
    forms = root / "forms" / name
    for role in ("candidate", "organiser", "panel"):
        assert paritrana(root, "form", "kota", "--for", role, "-e", name, "-o", str(forms / f"{role}.xlsx")) == 0
    codes = (f"{code}.01", f"{code}.02")
    claims = {one: {**ANSWERS, "peserta": 300 - 100 * number} for number, one in enumerate(codes)}
    for one, changed in (answers or {}).items():
        claims[one] = {**claims.get(one, {**ANSWERS, "peserta": 0}), **changed}
    fill_table(forms / "candidate.xlsx", submissions(root, name) / "inbox" / "isian.xlsx", claims)
    targets = {one: {"target": 40} for one in claims}
    fill_table(forms / "organiser.xlsx", submissions(root, name) / "committee" / "penyelenggara.xlsx", targets)
    marks = {one: {"wawancara.1": 80, "wawancara.2": 90} for one in claims}
    fill_table(forms / "panel.xlsx", submissions(root, name) / "committee" / "panel.xlsx", marks)
    return name


def exported(root: Path, name: str, *more: str) -> Path:
    """The parcel that `export` writes of an edition."""
    target = root / "kiriman" / f"{name}.zip"
    assert paritrana(root, "export", "-e", name, "-o", str(target), *more) == 0
    return target


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """One call with --json; its answer with the exit code."""
    capsys.readouterr()
    code = paritrana(root, *arguments, "--json")
    return {"exit": code, **json.loads(capsys.readouterr().out)}


def take(root: Path, capsys: pytest.CaptureFixture[str], paths: Sequence[Path], *more: str) -> dict[str, Any]:
    """`import` of parcels into the national edition."""
    return run(root, capsys, "import", *map(str, paths), "-e", NATIONAL, "--at", "2026-02-01", *more)


def codes(done: Mapping[str, Any]) -> list[str]:
    return sorted(problem["code"] for problem in done["problems"])


def written(root: Path) -> dict[str, bytes]:
    """The candidate list and the tables of the national edition, by name."""
    folder = submissions(root)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.xlsx"))}
