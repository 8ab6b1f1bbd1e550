"""What a run says besides its table: remarks of no category, certificates that are gone, returned candidates."""

import json
import shutil
from pathlib import Path

import pytest
from season_kit import CATEGORY, CODES, committee, fill, fill_table, inbox, out, paritrana, play


def problems(path: Path) -> list[str]:
    return [one["code"] for one in json.loads(path.read_text(encoding="utf-8"))["problems"]]


def two_categories(tmp_path: Path) -> Path:
    root = play(tmp_path)
    other = CATEGORY.replace("category: kota", "category: kota-lain")
    (root / "criteria" / "uji-2025" / "kota-lain.yaml").write_text(other, encoding="utf-8")
    return root


def test_a_file_of_no_category_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = two_categories(tmp_path)
    (inbox(root) / "rusak.xlsx").write_bytes(b"%PDF-1.7")
    capsys.readouterr()
    assert paritrana(root, "score") == 1
    assert capsys.readouterr().out.count("[B002]") == 1
    internal = out(root).parent
    assert problems(internal / "problems.json") == ["B002"]
    assert "B002" not in {*problems(out(root) / "problems.json"), *problems(internal / "kota-lain" / "problems.json")}
    assert "tidak termasuk kategori mana pun" in (internal / "index.html").read_text(encoding="utf-8")
    assert "rusak.xlsx" in (internal / "problems.html").read_text(encoding="utf-8")
    assert paritrana(root, "score", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in told["problems"]] == ["B002"]
    (inbox(root) / "rusak.xlsx").unlink()
    assert paritrana(root, "score", "kota") == 0
    assert problems(internal / "problems.json") == []
    assert "tidak termasuk kategori mana pun" not in (internal / "index.html").read_text(encoding="utf-8")


def test_a_broken_candidate_list_is_told_once(tmp_path: Path) -> None:
    root = two_categories(tmp_path)
    (root / "submissions" / "uji-2025" / "candidates.xlsx").write_bytes(b"%PDF-1.7")
    assert paritrana(root, "score") == 1
    assert problems(out(root).parent / "problems.json") == ["B002"]


def test_seal_says_how_many_are_frozen_as_returned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path, {code: {"pekerja": "banyak"} for code in CODES[:2]})
    assert paritrana(root, "score") == 1
    capsys.readouterr()
    assert paritrana(root, "seal") == 0
    assert "2 kandidat dikunci sebagai Dikembalikan" in capsys.readouterr().err
    assert paritrana(root, "seal", "--json") == 0
    assert json.loads(capsys.readouterr().out)["seals"][0]["returned"] == 2


def test_seal_without_returned_candidates_says_nothing_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    assert [paritrana(root, verb) for verb in ("score", "seal")] == [0, 0]
    assert "Dikembalikan" not in capsys.readouterr().err


def test_score_says_that_certificates_are_gone_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    assert [paritrana(root, verb) for verb in ("score", "seal")] == [0, 0]
    assert "piagam" not in capsys.readouterr().err.replace("publish", "")
    assert paritrana(root, "publish") == 0
    capsys.readouterr()
    assert paritrana(root, "score") == 0
    told = capsys.readouterr().err
    assert "hasilnya tidak berubah" in told
    assert not (out(root) / "certificates").exists()
    assert paritrana(root, "publish") == 0
    form = next((root / "forms").glob("34.01_*.xlsx"))
    fill(form, inbox(root) / "kiriman-0.xlsx", {"perda": "Ya", "pekerja": 1000, "peserta": 999})
    capsys.readouterr()
    assert paritrana(root, "score", "--json") == 0
    assert json.loads(capsys.readouterr().out)["withdrawn"] == ["kota"]
    assert paritrana(root, "score") == 0
    assert "piagam" not in capsys.readouterr().err.replace("publish", "")


def test_score_says_that_the_result_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    assert [paritrana(root, verb) for verb in ("score", "publish")] == [0, 0]
    form = next((root / "forms").glob("34.01_*.xlsx"))
    fill(form, inbox(root) / "kiriman-0.xlsx", {"perda": "Ya", "pekerja": 1000, "peserta": 999})
    capsys.readouterr()
    assert paritrana(root, "score") == 0
    assert "dihapus karena hasilnya berubah" in capsys.readouterr().err


def test_a_table_for_a_candidate_who_does_not_exist_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    target = root / "satu.xlsx"
    for role in ("panel", "organiser", "candidate"):
        assert paritrana(root, "form", "kota", "--for", role, "--candidate", "99.99", "-o", str(target)) == 2
    assert "99.99" in capsys.readouterr().err
    assert not target.exists()
    assert paritrana(root, "form", "kota", "--for", "panel", "--candidate", "34.04", "-o", str(target)) == 0


def test_rows_that_an_agency_leaves_blank_are_no_slip_but_those_of_the_committee_are(tmp_path: Path) -> None:
    root = play(tmp_path)
    shutil.rmtree(inbox(root))
    rows = {"34.01": {"perda": "Ya", "pekerja": 1000, "peserta": 900}}
    fill_table(root / "forms" / "tabel_kandidat_kota.xlsx", inbox(root) / "dinas.xlsx", rows)
    assert paritrana(root, "score") == 0
    assert "B044" not in problems(out(root) / "problems.json")
    targets = {"34.01": {"catatan_panitia": 40}}
    fill_table(root / "forms" / "tabel_penyelenggara_kota.xlsx", committee(root) / "penyelenggara.xlsx", targets)
    assert paritrana(root, "score") == 0
    assert problems(out(root) / "problems.json").count("B044") == 1


def test_regions_of_one_name_are_told_apart_by_what_they_lie_in(capsys: pytest.CaptureFixture[str]) -> None:
    from paritrana.__main__ import main

    assert main(["regions", "Wunut"]) == 1
    told = capsys.readouterr().out
    assert "Kecamatan Tulung, Kabupaten Klaten, Provinsi Jawa Tengah" in told
    assert main(["regions", "Wunut", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["found"]
    assert ["Kecamatan Tulung", "Kabupaten Klaten", "Provinsi Jawa Tengah"] in [one["above"] for one in found]
    assert main(["regions", "33.21"]) == 0
    assert "Di " not in capsys.readouterr().out
