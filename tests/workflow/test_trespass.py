"""Nobody speaks for another role: a column or cell for a foreign field is told of, changes nothing and harms nobody."""

import csv
import json
from pathlib import Path

import season_kit as kit
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName


def _ranking(root: Path) -> list[dict[str, str]]:
    kit.paritrana(root, "score")
    with (kit.out(root) / "ranking.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _told(root: Path) -> list[tuple[str, str, str]]:
    problems = json.loads((kit.out(root) / "problems.json").read_text("utf-8"))["problems"]
    return [(one["code"], one["candidate"] or "", one["cell"]) for one in problems if one["code"] == "A023"]


def test_an_organiser_cannot_give_a_candidates_answer(tmp_path: Path) -> None:
    root = kit.play(tmp_path)
    before = _ranking(root)
    path = kit.committee(root) / "penyelenggara.xlsx"
    book = load_workbook(path)
    page = book["Tabel"]
    page.cell(7, 9, "kolom.peserta")
    for row in range(8, 13):
        page.cell(row, 9, 999)
    book.save(path)
    after = _ranking(root)
    assert [row["score"] for row in before] == [row["score"] for row in after]
    assert [row["status"] for row in after] == ["ranked"] * 5
    assert _told(root) == [("A023", "", "I8")]


def test_a_candidate_cannot_give_itself_a_mark(tmp_path: Path) -> None:
    root = kit.play(tmp_path)
    before = _ranking(root)
    path = kit.inbox(root) / "kiriman-0.xlsx"
    book = load_workbook(path)
    book["Formulir"]["C40"] = 100
    book.defined_names["isian.wawancara"] = DefinedName("isian.wawancara", attr_text="Formulir!$C$40")
    book.save(path)
    assert [row["score"] for row in before] == [row["score"] for row in _ranking(root)]
    assert _told(root) == [("A023", "", "C40")]
