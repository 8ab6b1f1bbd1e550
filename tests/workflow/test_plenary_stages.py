"""The plenary meeting in a season with stages: it acts at the end, and what was settled before stays."""

import json

import season_kit as kit
from plenary_kit import codes, decide, ranks
from test_stages import _play

from paritrana.documents.ladder_model import ladder_sheet
from paritrana.workflow.collect import read_folders
from paritrana.workflow.season import open_season
from paritrana.workflow.stages import judge


def _score(root):
    kit.paritrana(root, "score")
    return ranks(kit.out(root))


def test_a_disqualification_after_the_interview_leaves_closed_shortlists_as_they_were(tmp_path):
    root = _play(tmp_path)
    kit.paritrana(root, "stage", "close", "kota", "desk", "--at", "2026-02-01")
    kit.paritrana(root, "stage", "close", "kota", "verifikasi", "--at", "2026-03-01")
    before = _score(root)
    assert {code for code, rank in before.items() if rank == "eliminated"} == {"34.01", "34.02"}
    first = next(code for code, rank in before.items() if rank == "1")
    desk = (kit.out(root) / "tahap-desk" / "ranking.csv").read_bytes()
    decide(root, {"candidate": first, "kind": "diskualifikasi", "reason": "Data wawancara tidak benar"})
    after = _score(root)
    assert after[first] == "disqualified"
    assert {code: after[code] for code in ("34.01", "34.02")} == {"34.01": "eliminated", "34.02": "eliminated"}
    assert sorted(rank for rank in after.values() if rank.isdigit()) == ["1", "2"]
    assert (kit.out(root) / "tahap-desk" / "ranking.csv").read_bytes() == desk
    assert ranks(kit.out(root) / "sebelum-pleno") == before
    problems = json.loads((kit.out(root) / "problems.json").read_text("utf-8"))["problems"]
    assert "J001" not in {one["code"] for one in problems}


def test_nobody_who_did_not_reach_the_last_stage_is_ranked_or_put_out_by_a_decision(tmp_path):
    root = _play(tmp_path)
    before = _score(root)
    decide(
        root,
        {"candidate": "34.01", "kind": "peringkat", "rank": 1},
        {"candidate": "34.02", "kind": "diskualifikasi"},
    )
    assert _score(root) == before
    assert codes(root) == ["J035", "J035"]


def test_a_value_that_was_decided_counts_at_the_last_stage(tmp_path):
    root = _play(tmp_path)
    before = _score(root)
    desk = (kit.out(root) / "tahap-desk" / "ranking.csv").read_bytes()
    last = max((code for code in before if before[code].isdigit()), key=lambda code: int(before[code]))
    decide(root, {"candidate": last, "kind": "nilai", "field": "peserta", "value": 1000})
    after = _score(root)
    assert (kit.out(root) / "tahap-desk" / "ranking.csv").read_bytes() == desk
    assert int(after[last]) < int(before[last])


def test_a_decided_value_lets_nobody_pass_an_earlier_stage_and_throws_nobody_out(tmp_path):
    root = _play(tmp_path)
    before = _score(root)
    verified = (kit.out(root) / "tahap-verifikasi" / "ranking.csv").read_bytes()
    decide(root, {"candidate": "34.01", "kind": "nilai", "field": "peserta", "value": 1000})
    assert _score(root) == before
    assert (kit.out(root) / "tahap-verifikasi" / "ranking.csv").read_bytes() == verified
    assert codes(root) == ["J035"]


def test_the_ladder_of_those_who_stopped_ends_at_their_stage(tmp_path):
    root = _play(tmp_path)
    season = open_season(root, None)
    scored = judge(season, season.edition.categories["kota"], read_folders(season), "")
    found = ladder_sheet(scored.result, {one.stage.id: one.scored.result for one in scored.stages}, "id")
    assert found.steps == ("Isian mandiri", "Wawancara")
    cells = {one.code: [cell is not None for cell in one.total.cells] for one in found.candidates}
    assert cells["34.01"] == cells["34.02"] == [True, False]
    assert cells["34.71"] == [True, True]
