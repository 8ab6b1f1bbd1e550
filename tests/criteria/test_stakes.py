"""What hangs on an answer: the most its indicators can earn, through derived values and checks as well."""

from fractions import Fraction
from pathlib import Path

from paritrana.criteria.load import load_category
from paritrana.criteria.stakes import stakes

CATEGORY = """
category: contoh
title: Contoh
candidates: {kind: business, pattern: 'BU-[0-9]{4}'}
missing: zero
scale: %s
fields:
  - {id: pekerja, ask: Jumlah pekerja, kind: count, min: 1}
  - {id: terlindungi, ask: Terlindungi, kind: count}
  - {id: inovasi, ask: Inovasi, kind: yesno}
  - {id: keterangan, ask: Keterangan, kind: text, info_only: true}
derived:
  - {id: cakupan, title: Cakupan, formula: 100 * terlindungi / pekerja}
  - {id: setengah, title: Setengah, formula: cakupan / 2}
aspects:
  - id: isi
    title: Isi
    weight: 60
    indicators:
      - {id: skor_cakupan, title: A, weight: 50, rule: {kind: linear, value: setengah, zero_at: 0, full_at: 50}}
      - {id: skor_jumlah, title: B, weight: 50, rule: {kind: linear, value: pekerja, zero_at: 0, full_at: 50}}
  - id: lain
    title: Lain
    weight: 40
    indicators:
      - {id: skor_inovasi, title: C, weight: 100, rule: {kind: yesno, field: inovasi, yes: 50, no: 0}}
checks:
  - {id: wajar, condition: terlindungi <= pekerja or inovasi, level: error, message: Tidak wajar.}
ranking: {style: 1-2-2-4, still_tied: share}
"""


def amounts(folder: Path, scale: str = "100") -> dict[str, Fraction]:
    path = folder / "contoh.yaml"
    path.write_text(CATEGORY % scale, encoding="utf-8")
    category, problems = load_category(path)
    assert category is not None, problems
    return dict(stakes(category))


def test_a_field_stakes_what_every_indicator_behind_it_can_earn(tmp_path: Path) -> None:
    found = amounts(tmp_path)
    assert found["pekerja"] == 60
    assert found["terlindungi"] == found["cakupan"] == found["setengah"] == found["skor_cakupan"] == 30
    assert found["inovasi"] == 20
    assert found["wajar"] == 80


def test_what_no_indicator_reads_has_no_stake(tmp_path: Path) -> None:
    assert "keterangan" not in amounts(tmp_path)


def test_the_scale_of_the_final_score_counts(tmp_path: Path) -> None:
    assert amounts(tmp_path, "1000")["pekerja"] == 600


def test_an_item_of_a_checklist_stakes_its_own_points(tmp_path: Path) -> None:
    path = tmp_path / "contoh.yaml"
    items = "{kind: checklist, items: [{field: inovasi, points: 60}, {field: laporan, points: 20}]}"
    text = (CATEGORY % "100").replace("{kind: yesno, field: inovasi, yes: 50, no: 0}", items)
    laporan = "  - {id: laporan, ask: Laporan, kind: yesno}\n  - {id: keterangan"
    path.write_text(text.replace("  - {id: keterangan", laporan), encoding="utf-8")
    category, problems = load_category(path)
    assert category is not None, problems
    found = stakes(category)
    assert (found["inovasi"], found["laporan"], found["skor_inovasi"]) == (24, 8, 32)
    assert found["wajar"] == 60 + 24


def test_beneath_a_minimum_one_answer_can_move_all_that_the_node_weighs(tmp_path: Path) -> None:
    text = (
        (CATEGORY % 100)
        .replace("    weight: 60\n", "    weight: 60\n    aggregate: minimum\n")
        .replace(" weight: 50,", "")
    )
    path = tmp_path / "contoh.yaml"
    path.write_text(text, encoding="utf-8")
    category = load_category(path)[0]
    assert category is not None
    found = stakes(category)
    assert found["terlindungi"] == found["pekerja"] == found["skor_cakupan"] == 60
    assert found["inovasi"] == found["skor_inovasi"] == 20
