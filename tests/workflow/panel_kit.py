"""The tiny season with a panel's list: members, recusals, and tables of marks as jurors hand them in."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import season_kit as kit
from openpyxl import load_workbook

ANI, BUDI, CICI = "Ani Lestari, S.H.", "Budi Santoso", "Cici Paramida"
MEMBERS = (
    (ANI, "ketua", "pemerintah provinsi", "Sekretariat Daerah", "", ""),
    (BUDI, "sekretaris", "BPJS Ketenagakerjaan", "Kantor Wilayah", "34.02", ""),
    (CICI, "anggota", "akademisi", "Universitas Contoh Sleman", "", "kota"),
)
Rows = Sequence[Sequence[object]]


def panel_path(root: Path) -> Path:
    return root / "submissions" / "uji-2025" / "panel.xlsx"


def write_list(root: Path, members: Rows = MEMBERS, recusals: Rows = ()) -> None:
    """panel.xlsx from its template, with these rows typed in."""
    path = panel_path(root)
    path.unlink(missing_ok=True)
    assert kit.paritrana(root, "panel", "template") == 0
    book = load_workbook(path)
    for sheet, rows in (("Anggota", members), ("Tidak Ikut Menilai", recusals)):
        for number, row in enumerate(rows, 5):
            for column, value in enumerate(row, 1):
                book[sheet].cell(number, column, value)  # type: ignore[union-attr]
    book.save(path)


def grid(root: Path, *options: str) -> Path:
    """The panel's table as the command writes it now."""
    target = root / "forms" / "grid.xlsx"
    assert kit.paritrana(root, "form", "kota", "--for", "panel", *options, "-o", str(target)) == 0
    return target


def hand_in(root: Path, marks: Mapping[str, Mapping[str, object]], name: str = "panel.xlsx", *options: str) -> None:
    """A table of marks by code and column (`wawancara.1`), put into the committee folder."""
    kit.fill_table(grid(root, *options), kit.committee(root) / name, marks)


def scored(root: Path) -> dict[str, str]:
    """The scores by code, of those who have a rank."""
    kit.paritrana(root, "score")
    with (kit.out(root) / "ranking.csv").open(encoding="utf-8-sig") as file:
        return {row["code"]: row["score"] for row in csv.DictReader(file) if row["rank"]}


def told(root: Path) -> list[tuple[str, str, str]]:
    """Code, level and candidate of every problem of the category."""
    found = json.loads((kit.out(root) / "problems.json").read_text("utf-8"))["problems"]
    return [(one["code"], one["level"], one.get("candidate") or "") for one in found]
