"""A season from empty folder to certificates, by commands alone."""

import csv
import io
import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from season_kit import CATEGORY, CODES, committee, fill, fill_table, inbox, out, paritrana, play, workspace


def ranking(root: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out(root) / "ranking.csv").read_text(encoding="utf-8"))))


def codes_of(root: Path, name: str = "problems.json") -> set[str]:
    return {item["code"] for item in json.loads((out(root) / name).read_text(encoding="utf-8"))["problems"]}


def test_forms_filled_by_hand_become_ranks(tmp_path: Path) -> None:
    root = play(tmp_path)
    assert paritrana(root, "score") == 0
    rows = ranking(root)
    assert list(rows[0])[:8] == ["rank", "code", "name", "group", "score", "award", "status", "tie"]
    assert [row["code"] for row in rows] == ["34.04", "34.02", "34.71", "34.03", "34.01"]
    best = rows[0]
    coverage, target = Fraction(25), Fraction(6250, 100)
    interview = Fraction(round(Fraction(80 + 81 + 63, 3) * 100), 100)
    total = Fraction("0.3333") * 100 + Fraction("0.3333") * (coverage + target) / 2 + Fraction("0.3334") * interview
    assert Fraction(best["score"]) == Fraction(round(total * 100), 100)
    assert best["award"] == "Juara I"
    assert best["skor_wawancara"] == "74.67"


def test_sealed_results_are_published_with_a_code_and_changed_ones_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    assert paritrana(root, "seal") == 5
    assert paritrana(root, "score") == 0
    assert paritrana(root, "seal") == 0
    code = capsys.readouterr().out.strip().split()[-1]
    assert paritrana(root, "publish") == 0
    assert json.loads((out(root) / "manifest.json").read_text(encoding="utf-8"))["code"] == code
    assert {path.name for path in (out(root) / "certificates").iterdir()} == {"34.04.pdf", "34.02.pdf"}
    form = next((root / "forms").glob("34.01_*.xlsx"))
    fill(form, inbox(root) / "kiriman-0.xlsx", {"perda": "Ya", "pekerja": 1000, "peserta": 999})
    before = (out(root) / "ranking.csv").read_bytes()
    assert paritrana(root, "publish") == 5
    assert (out(root) / "ranking.csv").read_bytes() == before


def test_publishing_unsealed_results_prints_drafts_and_says_so_loudly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    assert [paritrana(root, verb) for verb in ("score", "publish")] == [0, 0]
    seal = "paritrana seal kota -e uji-2025"
    told = capsys.readouterr().err
    assert "PERHATIAN – DRAF: kota belum dikunci" in told
    assert seal in told
    assert json.loads((out(root) / "manifest.json").read_text(encoding="utf-8"))["code"] is None
    assert seal in (out(root) / "ranking.html").read_text(encoding="utf-8")
    page = (out(root).parents[1] / "public" / "kota.html").read_text(encoding="utf-8")
    assert "DRAF: hasil ini belum dikunci, tidak bernomor" in page
    assert [paritrana(root, verb) for verb in ("seal", "publish")] == [0, 0]
    assert "PERHATIAN" not in capsys.readouterr().err
    assert "DRAF" not in (out(root).parents[1] / "public" / "kota.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("named", [(), ("kota",)])
def test_what_was_never_scored_is_not_published(
    named: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = play(tmp_path)
    capsys.readouterr()
    assert paritrana(root, "publish", *named) == 5
    assert capsys.readouterr().err.strip() == (
        "Kategori kota belum dinilai. Jalankan: paritrana score kota -e uji-2025."
    )
    assert not (root / "out").exists()


def test_where_nobody_has_a_result_there_is_no_public_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    public = out(root).parents[1] / "public"
    assert [paritrana(root, verb) for verb in ("score", "publish")] == [0, 0]
    assert (public / "kota.html").is_file()
    shutil.rmtree(inbox(root))
    assert [paritrana(root, verb) for verb in ("score", "publish")] == [0, 0]
    assert "kota tidak mempunyai halaman publik" in capsys.readouterr().err
    assert not (public / "kota.html").exists(), "nor one from before"
    assert "kota.html" not in (public / "index.html").read_text(encoding="utf-8")


def test_a_change_of_a_weight_after_the_seal_is_a_conflict(tmp_path: Path) -> None:
    root = play(tmp_path)
    assert [paritrana(root, verb) for verb in ("score", "seal")] == [0, 0]
    path = root / "criteria" / "uji-2025" / "kota.yaml"
    path.write_text(
        CATEGORY.replace("weight: 33.33\n", "weight: 33.32\n", 1).replace("33.34", "33.35"), encoding="utf-8"
    )
    assert paritrana(root, "publish") == 5


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = play(tmp_path / "a"), tmp_path / "b"
    shutil.copytree(one, other)
    for root in (one, other):
        assert paritrana(root, "score") == 0
        assert paritrana(root, "seal") == 0
        assert paritrana(root, "publish") == 0
    first = {path.relative_to(one): path.read_bytes() for path in (one / "out").rglob("*") if path.is_file()}
    second = {path.relative_to(other): path.read_bytes() for path in (other / "out").rglob("*") if path.is_file()}
    assert first == second


def test_a_bad_file_stops_nobody_else(tmp_path: Path) -> None:
    root = play(tmp_path)
    (inbox(root) / "rusak.xlsx").write_bytes(b"%PDF-1.7 bukan buku kerja")
    assert paritrana(root, "score") == 1
    assert codes_of(root) == set()
    assert codes_of(root, "../problems.json") == {"B002"}
    assert sum(row["status"] == "ranked" for row in ranking(root)) == len(CODES)
    assert paritrana(root, "check") == 3


def test_two_forms_of_one_candidate_leave_it_out_and_name_both(tmp_path: Path) -> None:
    root = play(tmp_path)
    shutil.copy(inbox(root) / "kiriman-0.xlsx", inbox(root) / "kiriman-0 (1).xlsx")
    assert paritrana(root, "score") == 1
    told = (out(root) / "problems.json").read_text(encoding="utf-8")
    assert "kiriman-0.xlsx" in told
    assert "kiriman-0 (1).xlsx" in told
    assert {row["code"]: row["status"] for row in ranking(root)}["34.01"] == "returned"


def test_a_wrong_answer_returns_only_its_candidate(tmp_path: Path) -> None:
    root = play(tmp_path, {"34.02": {"pekerja": "2,8 juta"}})
    assert paritrana(root, "score") == 1
    assert {row["code"]: row["status"] for row in ranking(root)}["34.02"] == "returned"
    assert codes_of(root) == {"A021"}


def test_missing_organiser_data_are_a_problem_of_the_run_and_never_a_zero(tmp_path: Path) -> None:
    root = play(tmp_path)
    (committee(root) / "penyelenggara.xlsx").unlink()
    assert paritrana(root, "score") == 1
    assert codes_of(root) == {"R001", "R007"}
    assert {row["status"] for row in ranking(root)} == {"returned"}


def test_who_has_not_sent_is_absent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    (inbox(root) / "kiriman-4.xlsx").unlink()
    assert paritrana(root, "score") == 0
    assert {row["code"]: row["status"] for row in ranking(root)}["34.71"] == "absent"
    capsys.readouterr()
    assert paritrana(root, "candidates", "kota", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["candidates"]
    assert [one["code"] for one in listed if not one["sent"]] == ["34.71"]


def test_a_blank_form_is_recognised_by_the_code_written_on_it(tmp_path: Path) -> None:
    root = play(tmp_path)
    assert paritrana(root, "form", "kota", "-o", str(root / "forms")) == 0
    (inbox(root) / "kiriman-0.xlsx").unlink()
    blank = root / "forms" / "formulir_kota.xlsx"
    answers = {"perda": "Ya", "pekerja": 1000, "peserta": 1000}
    fill(blank, inbox(root) / "tanpa-nama.xlsx", answers, code="34.01")
    assert paritrana(root, "score") == 0
    assert ranking(root)[0]["code"] == "34.01"
    for code, told in (("", "B048"), (3401, "A022"), ("34.99", "B025")):
        fill(blank, inbox(root) / "tanpa-nama.xlsx", answers, code=code)
        assert paritrana(root, "score") == 1
        assert codes_of(root) == {told}


def test_a_table_gathers_the_rows_of_several_candidates(tmp_path: Path) -> None:
    root = play(tmp_path)
    for path in inbox(root).iterdir():
        path.unlink()
    rows = {code: {"perda": "Ya", "pekerja": "1.000", "peserta": 900 - 100 * index} for index, code in enumerate(CODES)}
    fill_table(root / "forms" / "tabel_kandidat_kota.xlsx", inbox(root) / "dinas.xlsx", rows)
    assert paritrana(root, "score") == 0
    assert [row["code"] for row in ranking(root)] == list(CODES)
    shutil.copy(root / "forms" / "tabel_panel_kota.xlsx", inbox(root) / "panel.xlsx")
    assert paritrana(root, "score") == 1
    assert "B029" in codes_of(root)


def test_a_count_a_thousand_times_below_the_organisers_figure_has_lost_its_zeros(tmp_path: Path) -> None:
    root = play(tmp_path)
    path = root / "criteria" / "uji-2025" / "kota.yaml"
    extra = "  - {id: peserta_bpjs, ask: Peserta menurut BPJS, kind: count, filled_by: organiser, info_only: true}"
    text = CATEGORY.replace("derived:", f"{extra}\nderived:")
    text = text.replace("Jumlah peserta, kind: count,", "Jumlah peserta, kind: count, like: peserta_bpjs,")
    path.write_text(text, encoding="utf-8")
    assert paritrana(root, "form", "kota", "--table", "--for", "organiser", "-o", str(root / "forms")) == 0
    figures = {code: {"catatan_panitia": 40, "peserta_bpjs": 607_000} for code in CODES}
    fill_table(root / "forms" / "tabel_penyelenggara_kota.xlsx", committee(root) / "penyelenggara.xlsx", figures)
    form = next((root / "forms").glob("34.01_*.xlsx"))
    fill(form, inbox(root) / "kiriman-0.xlsx", {"perda": "Ya", "pekerja": 900_000, "peserta": 607})
    assert paritrana(root, "score") == 0
    assert "A019" in codes_of(root)


def test_a_lone_file_is_checked_outside_any_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from paritrana.__main__ import main

    root = workspace(tmp_path / "w")
    assert (
        main(
            [
                "form",
                "kabupaten-kota",
                "--candidate",
                "33.21",
                "-w",
                str(_shipped(tmp_path)),
                "-e",
                "2025-provinsi",
                "-o",
                str(tmp_path / "x.xlsx"),
            ]
        )
        == 0
    )
    monkeypatch.chdir(tmp_path)
    assert main(["check", "x.xlsx"]) == 1
    assert root.is_dir()


def _shipped(tmp_path: Path) -> Path:
    from paritrana.__main__ import main

    assert main(["init", str(tmp_path / "shipped"), "--province", "33"]) == 0
    return tmp_path / "shipped"
