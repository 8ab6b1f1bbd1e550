"""What corrections would do, before they count: by themselves and together, and nothing is written."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
import season_kit as kit

from paritrana.workflow.effect import Effects, preview
from paritrana.workflow.season import open_season

REASON = "berbeda dengan data BPJS"


def _play(root: Path) -> Path:
    """Five regencies; the verifier lowers two of them, confirms one answer, and leaves the file on the desktop."""
    kit.play(root)
    kit.paritrana(root, "score")
    kit.paritrana(root, "form", "kota", "--for", "verifier", "-o", str(root / "forms"))
    rows: dict[str, dict[str, object]] = {
        "34.04|perda": {"verdict": "Tidak sesuai", "value": "Tidak", "reason": "masih rancangan"},
        "34.03|peserta": {"value": 50, "reason": REASON},
        "34.02|peserta": {"verdict": "Sesuai"},
    }
    path = root / "desktop" / "verifikasi.xlsx"
    kit.verify(root / "forms" / "verifikasi_kota.xlsx", path, rows)
    return path


def _found(root: Path, path: Path) -> Effects:
    (found,) = preview(open_season(root, None), [path]).found
    return found


def _score(index: int, *, perda: bool, peserta: int) -> Fraction:
    """By hand: a third each for the regulation, coverage (half against 40 percent), and the mean of three marks."""
    coverage = Fraction(peserta, 10)
    achieved = (coverage + min(Fraction(100), coverage * 100 / 40)) / 2
    marks = Fraction(80 + 81 + 60 + index, 3)
    points = Fraction(round(marks * 100), 100)
    exact = Fraction("0.3333") * (100 * perda + achieved) + Fraction("0.3334") * points
    return Fraction(int(exact * 100 + Fraction(1, 2)), 100)


def test_each_correction_by_itself(tmp_path: Path) -> None:
    found = _found(tmp_path, _play(tmp_path))
    assert found.confirmed == 1
    told = {one.said.candidate: one for one in found.effects}
    assert set(told) == {"34.03", "34.04"}
    rule, count = told["34.04"], told["34.03"]
    assert (rule.before, rule.said.value, rule.points) == (True, False, {"skor_perda": (100, 0)})
    before, after = rule.moved.before, rule.moved.after
    assert before and after
    assert (before.score, after.score) == (_score(3, perda=True, peserta=250), _score(3, perda=False, peserta=250))
    assert (before.rank, after.rank) == (1, 3)
    assert count.points == {"skor_cakupan": (20, 5), "skor_target": (50, Fraction("12.5"))}


def test_all_of_them_together(tmp_path: Path) -> None:
    found = _found(tmp_path, _play(tmp_path))
    ranks = {
        one.candidate.code: (one.before and one.before.rank, one.after and one.after.rank) for one in found.together
    }
    assert ranks == {"34.04": (1, 3), "34.02": (2, 1), "34.71": (3, 2), "34.03": (4, 5), "34.01": (5, 4)}


def test_nothing_is_written_and_what_lies_in_committee_already_is_not_counted_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _play(tmp_path)
    before = {one: one.read_bytes() for one in sorted((tmp_path / "out").rglob("*")) if one.is_file()}
    capsys.readouterr()
    assert kit.paritrana(tmp_path, "effect", str(path), "--json") == 0
    outside = json.loads(capsys.readouterr().out)
    assert before == {one: one.read_bytes() for one in sorted((tmp_path / "out").rglob("*")) if one.is_file()}
    (kit.committee(tmp_path) / "verifikasi.xlsx").write_bytes(path.read_bytes())
    assert kit.paritrana(tmp_path, "effect", str(path), "--json") == 0
    assert json.loads(capsys.readouterr().out) == outside
    assert [one["reason"] for one in outside["categories"][0]["corrections"]] == [REASON, "masih rancangan"]


def test_what_does_not_count_is_told_with_its_cure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _play(tmp_path)
    path = tmp_path / "desktop" / "tanpa-alasan.xlsx"
    kit.verify(tmp_path / "forms" / "verifikasi_kota.xlsx", path, {"34.04|perda": {"value": "Tidak"}})
    capsys.readouterr()
    kit.paritrana(tmp_path, "effect", str(path))
    assert "[J010]" in capsys.readouterr().err
    assert _found(tmp_path, path).together == ()


def test_a_file_takes_the_place_of_one_of_the_same_name(tmp_path: Path) -> None:
    path = _play(tmp_path)
    (kit.committee(tmp_path) / path.name).write_bytes(path.read_bytes())
    rows: dict[str, dict[str, object]] = {"34.03|peserta": {"value": 100, "reason": REASON}}
    kit.verify(tmp_path / "forms" / "verifikasi_kota.xlsx", path, rows)
    found = _found(tmp_path, path)
    assert [(one.said.candidate, one.before, one.after) for one in found.effects] == [("34.03", 50, 100)]
    assert found.problems == ()
    ranks = {one.candidate.code: one.after and one.after.rank for one in found.together}
    assert ranks["34.04"] == 1


def test_before_the_interview_it_is_told_by_the_stage_before(tmp_path: Path) -> None:
    path = _play(tmp_path)
    criteria = tmp_path / "criteria" / "uji-2025" / "kota.yaml"
    stages = """stages:
  - {id: desk, title: Berkas, kind: desk, aspects: [aturan, capaian], pass: {top: 5, ties: all}}
  - {id: verifikasi, title: Verifikasi, kind: verification}
  - {id: wawancara, title: Wawancara, kind: interview, aspects: [paham]}
ranking:"""
    criteria.write_text(criteria.read_text("utf-8").replace("ranking:", stages, 1), encoding="utf-8")
    (kit.committee(tmp_path) / "panel.xlsx").unlink()
    found = _found(tmp_path, path)
    told = {one.said.candidate: one for one in found.effects}
    assert (told["34.04"].before, told["34.04"].after) == (True, False)
    before, after = told["34.04"].moved.before, told["34.04"].moved.after
    assert before and after
    assert before.score and after.score and before.score > after.score
    assert (before.rank, after.rank) == (1, 3)
    assert found.confirmed == 1
