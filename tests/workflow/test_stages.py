"""A season in stages: who passes on, what is not asked of those who do not, and what closing a stage settles."""

import csv
import json
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
import season_kit as kit
from openpyxl import load_workbook

from paritrana.form.candidate_list import write_candidates
from paritrana.workflow import collect
from paritrana.workflow.season import open_season

STAGES = """
stages:
  - {id: desk, title: Seleksi berkas, kind: desk, aspects: [aturan, capaian], pass: {top: 3, ties: TIES}}
  - {id: verifikasi, title: Verifikasi, kind: verification}
  - {id: wawancara, title: Wawancara Tim 9, kind: interview, aspects: [paham]}
"""


def _play(root: Path, ties: str = "all", peserta: Mapping[str, int] | None = None) -> Path:
    """Five regencies send; only the first three of the desk stage (34.71, 34.04, 34.03) are ever marked."""
    changes = {code: {"perda": "Ya", "peserta": count} for code, count in (peserta or {}).items()}
    kit.workspace(root)
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    text = criteria.read_text(encoding="utf-8")
    criteria.write_text(text.replace("\nranking:", STAGES.replace("TIES", ties) + "ranking:", 1), encoding="utf-8")
    _fill(root, changes)
    return root


def _fill(root: Path, changes: Mapping[str, Mapping[str, object]]) -> None:
    kit.paritrana(root, "form", "kota", "--all", "-o", str(root / "forms"))
    kit.paritrana(root, "form", "kota", "--table", "-o", str(root / "forms"))
    for index, code in enumerate(kit.CODES):
        answers = {"perda": "Ya", "pekerja": 1000, "peserta": 100 + 50 * index, **changes.get(code, {})}
        kit.fill(next((root / "forms").glob(f"{code}_*.xlsx")), kit.inbox(root) / f"{code}.xlsx", answers)
    tables, committee = root / "forms", kit.committee(root)
    targets = {code: {"catatan_panitia": 40} for code in kit.CODES}
    kit.fill_table(tables / "tabel_penyelenggara_kota.xlsx", committee / "penyelenggara.xlsx", targets)
    marks = {"34.71": (60, 70, 80), "34.04": (90, 90, 90), "34.03": (80, 80, 80)}
    rows = {code: {f"wawancara.{n}": mark for n, mark in enumerate(given, 1)} for code, given in marks.items()}
    kit.fill_table(tables / "tabel_panel_kota.xlsx", committee / "panel.xlsx", rows)


def _correct(root: Path, code: str, **values: object) -> None:
    kit.paritrana(root, "form", "kota", "--for", "verifier", "-o", str(root / "forms"))
    rows = {
        f"{code}|{field}": {"value": value, "reason": "berbeda dengan data BPJS"} for field, value in values.items()
    }
    kit.verify(root / "forms" / "verifikasi_kota.xlsx", kit.committee(root) / "verifikator.xlsx", rows)


def _standing(root: Path) -> dict[str, tuple[str, str, str]]:
    """Rank, score and status by code."""
    kit.paritrana(root, "score")
    with (kit.out(root) / "ranking.csv").open(encoding="utf-8-sig") as file:
        return {row["code"]: (row["rank"], row["score"], row["status"]) for row in csv.DictReader(file)}


def _codes(root: Path) -> list[str]:
    return [problem["code"] for problem in json.loads((kit.out(root) / "problems.json").read_text("utf-8"))["problems"]]


def _desk(participants: int) -> Fraction:
    """The desk score of a regency with a regulation: half of it 100, half coverage and coverage against target 40."""
    coverage = Fraction(participants, 10)
    return Fraction(1, 2) * 100 + Fraction(1, 2) * (coverage + min(Fraction(100), coverage * 100 / 40)) / 2


def test_only_those_who_pass_are_asked_for_marks_and_ranked(tmp_path: Path) -> None:
    root = _play(tmp_path)
    found = _standing(root)
    assert {code: status for code, (_, _, status) in found.items()} == {
        "34.01": "eliminated",
        "34.02": "eliminated",
        "34.03": "ranked",
        "34.04": "ranked",
        "34.71": "ranked",
    }
    assert "R001" not in _codes(root)
    third = Fraction("33.33"), Fraction("33.33"), Fraction("33.34")
    for code, participants, mark in (("34.71", 300, 70), ("34.04", 250, 90), ("34.03", 200, 80)):
        coverage = Fraction(participants, 10)
        reach = (coverage + min(Fraction(100), coverage * 100 / 40)) / 2
        total = (third[0] * 100 + third[1] * reach + third[2] * mark) / 100
        assert abs(Fraction(found[code][1].replace(",", ".")) - total) <= Fraction(1, 200)


def test_the_desk_stage_has_a_ranking_of_its_own(tmp_path: Path) -> None:
    root = _play(tmp_path)
    _standing(root)
    with (kit.out(root) / "tahap-desk" / "ranking.csv").open(encoding="utf-8-sig") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert [row["rank"] for row in rows.values()] == ["1", "2", "3", "4", "5"]
    for code, participants in zip(kit.CODES, (100, 150, 200, 250, 300), strict=True):
        published = Fraction(rows[code]["score"].replace(",", "."))
        assert abs(published - _desk(participants)) <= Fraction(1, 200)
    page = (kit.out(root) / "tahap-desk" / "ranking.html").read_text("utf-8")
    assert page.count("Lolos ke tahap Verifikasi") >= 3
    final = (kit.out(root) / "ranking.html").read_text("utf-8")
    assert "Tidak lolos tahap Seleksi berkas: nilai" in final


@pytest.mark.parametrize(("ties", "through"), [("all", 4), ("none", 2), ("ladder", 3)])
def test_equal_scores_at_the_cut_off_go_by_the_declared_line(tmp_path: Path, ties: str, through: int) -> None:
    """34.02 and 34.03 claim the same coverage; the ladder cannot tell them apart either, unless it may look at more."""
    root = _play(tmp_path, ties, {"34.02": 200, "34.03": 200})
    if ties == "ladder":
        criteria = root / "criteria" / "uji-2025" / "kota.yaml"
        text = criteria.read_text(encoding="utf-8")
        criteria.write_text(text.replace("by: capaian, order: desc", "by: pekerja, order: desc"), encoding="utf-8")
        form = next((root / "forms").glob("34.02_*.xlsx"))
        kit.fill(form, kit.inbox(root) / "34.02.xlsx", {"perda": "Ya", "pekerja": 2000, "peserta": 400})
    kit.paritrana(root, "score")
    inside = _board(root)["desk"]["passed"]
    assert len(inside) == through
    if ties == "ladder":
        assert "34.02" in inside and "34.03" not in inside


def _board(root: Path) -> dict[str, dict[str, object]]:
    with redirect_stdout(StringIO()) as out:
        assert kit.paritrana(root, "stage", "status", "--json") == 0
    return {one["stage"]: one for one in json.loads(out.getvalue())["stages"]}


def test_a_verification_changes_the_total_and_not_who_passed_by_claims(tmp_path: Path) -> None:
    root = _play(tmp_path)
    before = _standing(root)
    _correct(root, "34.71", peserta=100)
    after = _standing(root)
    assert after["34.71"][2] == "ranked"
    assert float(after["34.71"][1].replace(",", ".")) < float(before["34.71"][1].replace(",", "."))
    assert {code: status for code, (_, _, status) in after.items()} == {code: s for code, (_, _, s) in before.items()}


def test_status_says_what_is_missing_from_whom(tmp_path: Path) -> None:
    root = _play(tmp_path)
    (kit.committee(root) / "panel.xlsx").unlink()
    (kit.inbox(root) / "34.01.xlsx").unlink()
    board = _board(root)
    assert board["desk"]["missing"] == [{"role": "candidate", "name": "", "codes": ["34.01"]}]
    (verifier,) = (one for one in board["verifikasi"]["missing"] if one["role"] == "verifier")  # type: ignore[attr-defined]
    assert verifier["codes"] == ["34.03", "34.04", "34.71"]
    (panel,) = (one for one in board["wawancara"]["missing"] if one["role"] == "panel")  # type: ignore[attr-defined]
    assert panel["codes"] == ["34.03", "34.04", "34.71"]
    assert board["wawancara"]["passed"] is None


def test_a_closed_stage_stands_when_somebody_is_disqualified_later(tmp_path: Path) -> None:
    root = _play(tmp_path)
    assert kit.paritrana(root, "stage", "close", "kota", "verifikasi", "--at", "2026-10-01") == 5
    assert kit.paritrana(root, "stage", "close", "kota", "desk", "--at", "2026-10-01") == 0
    assert kit.paritrana(root, "stage", "close", "kota", "desk", "--at", "2026-10-01") == 5
    assert kit.paritrana(root, "stage", "close", "kota", "wawancara", "--at", "2026-10-01") == 5
    season = open_season(root, None)
    rows = season.candidates(season.edition.categories["kota"])
    listed = [replace(one, status="diskualifikasi", reason="x") if one.code == "34.71" else one for one in rows]
    season.workspace.candidates(season.edition.id).write_bytes(write_candidates(listed, season.edition))
    found = _standing(root)
    assert found["34.71"][2] == "disqualified"
    assert found["34.02"][2] == "eliminated"
    assert found["34.04"][0] == "1"
    assert "J001" in _codes(root)
    assert kit.paritrana(root, "stage", "reopen", "kota", "desk") == 2
    assert kit.paritrana(root, "stage", "reopen", "kota", "desk", "--reason", "Rapat 2 Oktober 2026") == 0
    assert _standing(root)["34.02"][2] == "returned"
    assert "J001" not in _codes(root)


def test_closing_a_stage_after_scoring_has_to_be_scored_before_it_is_sealed(tmp_path: Path) -> None:
    root = _play(tmp_path)
    _standing(root)
    assert kit.paritrana(root, "stage", "close", "kota", "desk", "--at", "2026-10-01") == 0
    assert kit.paritrana(root, "seal") == 5
    _standing(root)
    assert kit.paritrana(root, "seal") == 5, "the verification is still open"
    assert kit.paritrana(root, "stage", "close", "kota", "verifikasi", "--at", "2026-10-02") == 0
    assert kit.paritrana(root, "seal") == 5
    _standing(root)
    assert kit.paritrana(root, "seal") == 0


def test_marks_given_before_a_verification_count(tmp_path: Path) -> None:
    root = _play(tmp_path)
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    text = criteria.read_text(encoding="utf-8")
    order = """
  - {id: paparan, title: Paparan, kind: presentation, aspects: [paham], pass: {top: 3, ties: all}}
  - {id: verifikasi, title: Verifikasi, kind: verification}
  - {id: akhir, title: Kunjungan, kind: visit, aspects: [aturan, capaian]}
"""
    before, after = text.index("stages:"), text.index("ranking:")
    criteria.write_text(text[:before] + "stages:" + order + text[after:], encoding="utf-8")
    found = _standing(root)
    assert {code for code, (_, _, status) in found.items() if status == "ranked"} == {"34.03", "34.04", "34.71"}


def test_status_names_those_whom_a_verifier_has_not_done_with(tmp_path: Path) -> None:
    root = _play(tmp_path)
    kit.paritrana(root, "form", "kota", "--for", "verifier", "-o", str(root / "forms"))
    agreed = {"verdict": "Sesuai"}
    whole = {f"34.71|{field}": agreed for field in ("perda", "pekerja", "peserta")}
    book = kit.committee(root) / "verifikasi.xlsx"
    kit.verify(root / "forms" / "verifikasi_kota.xlsx", book, {**whole, "34.04|perda": agreed})
    assert _waiting(root) == ["34.03", "34.04"]
    form = next((root / "forms").glob("34.71_*.xlsx"))
    kit.fill(form, kit.inbox(root) / "34.71.xlsx", {"perda": "Ya", "pekerja": 1000, "peserta": 310})
    assert _waiting(root) == ["34.03", "34.04", "34.71"]


def test_verifiers_are_given_those_who_passed_a_closed_stage(tmp_path: Path) -> None:
    root = _play(tmp_path)
    assert kit.paritrana(root, "stage", "close", "kota", "desk", "--at", "2026-10-01") == 0
    kit.paritrana(root, "form", "kota", "--for", "verifier", "-o", str(root / "forms"))
    sheet = load_workbook(root / "forms" / "verifikasi_kota.xlsx")["Verifikasi"]
    assert {row[0].value for row in sheet.iter_rows(min_row=9, max_col=1)} == {"34.03", "34.04", "34.71"}


def _waiting(root: Path) -> object:
    missing = _board(root)["verifikasi"]["missing"]
    return next(one["codes"] for one in missing if one["role"] == "verifier")  # type: ignore[attr-defined]


def test_a_slip_of_a_verifier_keeps_nobody_from_a_stage_it_has_no_say_in(tmp_path: Path) -> None:
    root = _play(tmp_path)
    _correct(root, "34.71", peserta="banyak sekali")
    board = _board(root)
    assert "34.71" in board["desk"]["passed"]  # type: ignore[operator]
    assert board["desk"]["returned"] == []
    assert board["verifikasi"]["returned"] == ["34.71"]


def test_a_stage_with_mistakes_is_closed_only_by_force_and_by_reading_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _play(tmp_path)
    kit.fill(next((root / "forms").glob("34.71_*.xlsx")), kit.inbox(root) / "34.71.xlsx", {"peserta": "banyak"})
    monkeypatch.setattr(collect, "FEW", 1)
    assert _board(root)["desk"]["returned"] == ["34.71"]
    monkeypatch.setattr(collect, "ReadCache", lambda *_: pytest.fail("what was read before decides nothing"))
    assert kit.paritrana(root, "stage", "close", "kota", "desk", "--at", "2026-10-01") == 5
    assert kit.paritrana(root, "stage", "close", "kota", "desk", "--at", "2026-10-01", "--force") == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ranking:", "weights: points\nscale: 100\nranking:"),
        ("awards:\n", "awards:\n  best: [{by: capaian, title: Capaian terbaik}]\n"),
    ],
)
def test_what_a_replacing_stage_forgets_is_told(tmp_path: Path, old: str, new: str) -> None:
    root = kit.workspace(tmp_path)
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    stages = STAGES.replace("TIES", "all").replace("kind: interview", "kind: interview, counts: replaces")
    text = criteria.read_text(encoding="utf-8").replace("\nranking:", stages + "ranking:", 1)
    criteria.write_text(text, encoding="utf-8")
    assert kit.paritrana(root, "criteria", "check") == 0
    criteria.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert kit.paritrana(root, "criteria", "check") == 4
