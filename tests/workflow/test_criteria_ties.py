"""`criteria check` in a workspace with results: candidates that the tie ladder left on one rank with a prize."""

import json
import shutil
from pathlib import Path

import pytest

from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.load import load_edition
from paritrana.text import line
from paritrana.workflow.criteria import check_criteria

SHIPPED = Path(__file__).parents[2] / "criteria" / "2025-provinsi"


def candidate(code, rank, tie, plenary, group=""):
    return {"code": code, "rank": rank, "tie": tie, "group": group, "award": {"plenary": plenary, "title": ""}}


@pytest.fixture
def root(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "criteria" / "2025-provinsi")
    return tmp_path


def told(root, candidates, criteria=""):
    edition, _ = load_edition(root / "criteria" / "2025-provinsi")
    folder = root / "out" / "2025-provinsi" / "internal" / "kabupaten-kota"
    folder.mkdir(parents=True)
    rules = criteria or structure_hash(edition.categories["kabupaten-kota"])
    (folder / "ranking.json").write_text(json.dumps({"criteria": rules, "candidates": candidates}), encoding="utf-8")
    return [line(each) for each in check_criteria(None, root, None).problems]


TIED = [candidate("33.01", 1, "shared", True), candidate("33.02", 1, "shared", True)]


def test_a_shared_rank_with_a_prize_names_candidates_and_rungs(root):
    (said,) = told(root, [*TIED, candidate("33.03", 3, "cakupan", False), candidate("33.04", 9, "shared", False)])
    assert said.startswith("2025-provinsi/kabupaten-kota.yaml:")
    assert "33.01, 33.02 berbagi peringkat 1" in said
    assert "penentu yang ada tidak memisahkan mereka: coverage, " in said
    assert said.endswith("[C043]")


def test_results_of_other_rules_say_nothing(root):
    assert told(root, TIED, criteria="0" * 64) == []


def test_groups_are_told_apart(root):
    other = [candidate("33.71", 1, "shared", True, "kota"), candidate("33.72", 1, "shared", True, "kota")]
    assert len(told(root, [*TIED, *other])) == 2


def test_a_result_that_cannot_be_read_says_nothing(root):
    told(root, TIED)
    path = root / "out" / "2025-provinsi" / "internal" / "kabupaten-kota" / "ranking.json"
    path.write_text("{", encoding="utf-8")
    assert check_criteria(None, root, None).problems == ()
