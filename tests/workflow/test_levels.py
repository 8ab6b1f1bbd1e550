"""From five provinces to a national edition of five zones: exported, imported in any order, scored."""

import io
import itertools
import json
import zipfile
from pathlib import Path

import pytest
from levels_kit import ANSWERS, NATIONAL, PROVINCES, exported, national, province, run, submissions, take, written
from openpyxl import load_workbook
from season_kit import fill_table, paritrana

from paritrana.manifest import sha256


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The parcels of five provinces."""
    root = tmp_path_factory.mktemp("provinsi")
    return tuple(exported(root, province(root, code)) for code in PROVINCES)


def test_a_whole_season_from_five_provinces_to_five_zones(
    sent: tuple[Path, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = national(tmp_path)
    done = take(root, capsys, sent)
    assert done["exit"] == 0
    assert {one["province"]: one["candidates"] for one in done["taken"]} == dict.fromkeys(PROVINCES, 1)
    forms = root / "forms"
    for role in ("organiser", "panel"):
        paritrana(root, "form", "kota", "--for", role, "-e", NATIONAL, "-o", str(forms / f"{role}.xlsx"))
    winners = [f"{code}.01" for code in PROVINCES]
    targets = {one: {"target": 50} for one in winners}
    fill_table(forms / "organiser.xlsx", submissions(root) / "committee" / "penyelenggara.xlsx", targets)
    marks = {one: {"wawancara.1": 70, "wawancara.2": 80} for one in winners}
    fill_table(forms / "panel.xlsx", submissions(root) / "committee" / "panel.xlsx", marks)
    assert paritrana(root, "score", "-e", NATIONAL) == 0
    ranking = json.loads((root / "out" / NATIONAL / "internal" / "kota" / "ranking.json").read_text("utf-8"))
    placed = {one["code"]: one for one in ranking["candidates"]}
    assert {code: (one["group"], one["rank"]) for code, one in placed.items()} == {
        f"{code}.01": (zone, 1) for code, zone in PROVINCES.items()
    }
    # 20 % Perda + 10 % maju + 40 % of 30/50 + 30 % of the mean 75: the organiser's and the panel's are the nation's own
    assert {one["score"]["published"] for one in placed.values()} == {"76.50"}


def test_the_order_of_files_and_calls_changes_no_byte(
    sent: tuple[Path, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for number, order in enumerate((sent, sent[::-1])):
        root = national(tmp_path / str(number))
        take(root, capsys, order)
        found.append(written(root))
    root = national(tmp_path / "satu-satu")
    for one in (sent[2], sent[0], sent[4], sent[3], sent[1]):
        take(root, capsys, [one])
    assert found[0] == found[1] == written(root)
    assert len(found[0]) == 6


def test_an_export_is_the_same_bytes_again(sent: tuple[Path, ...]) -> None:
    root = sent[0].parents[1]
    before = sent[0].read_bytes()
    target = root / "lagi.zip"
    assert paritrana(root, "export", "-e", "uji-13", "-o", str(target)) == 0
    assert target.read_bytes() == before


def test_a_parcel_holds_papers_and_everything_that_was_said(sent: tuple[Path, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(sent[1].read_bytes())) as parcel:
        files = {name: parcel.read(name) for name in parcel.namelist()}
    assert {"BACA-SAYA.txt", "surat-pengantar.pdf", "usulan.json", "manifest.json", "kota/ranking.xlsx"} <= {*files}
    listing = json.loads(files["manifest.json"])["files"]
    assert listing == {name: sha256(data) for name, data in files.items() if name != "manifest.json"}
    assert "Daerah Istimewa Yogyakarta" in files["BACA-SAYA.txt"].decode()
    proposal = json.loads(files["usulan.json"])
    assert (proposal["schema"], proposal["province"], proposal["edition"]) == ("paritrana/proposal/1", "34", "uji-34")
    category = proposal["categories"][0]
    assert (category["code"], category["top"]) == (None, 1)
    one = category["candidates"][0]
    assert (one["code"], one["rank"], one["score"], one["award"]) == ("34.01", 1, "85.50", "Juara I")
    told = {each["field"]: each for each in one["fields"]}
    assert told["peserta"]["value"] == {"type": "number", "text": "300"}
    assert told["perda"]["value"] == {"type": "yesno", "text": "true"}
    assert told["tingkat"]["value"] == {"type": "text", "text": "maju"}
    assert told["sejak"]["value"] == {"type": "date", "text": "2024-08-17"}
    assert told["wawancara"]["value"] is None
    assert [(said["kind"], said["by"], said["value"]["text"]) for said in told["wawancara"]["statements"]] == [
        ("mark", "Penilai 1", "80"),
        ("mark", "Penilai 2", "90"),
    ]
    source = told["target"]["statements"][0]["source"]
    table = submissions(sent[1].parents[1], "uji-34") / "committee" / "penyelenggara.xlsx"
    assert (source["file"], source["sha256"]) == (
        "submissions/uji-34/committee/penyelenggara.xlsx",
        sha256(table.read_bytes()),
    )


def test_what_is_carried_and_what_stays_behind_stands_on_the_sheet_asal(
    sent: tuple[Path, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = national(tmp_path)
    table = Path(take(root, capsys, [sent[1]])["taken"][0]["table"])
    sheet = load_workbook(table)["Asal"]
    rows = {str(row[2]): row for row in sheet.iter_rows(min_row=10, values_only=True) if row[2]}
    assert {key: row[4] for key, row in rows.items()} == {
        **dict.fromkeys(("perda", "pekerja", "peserta", "tingkat", "sejak", "nomor"), "ya"),
        **dict.fromkeys(("target", "wawancara"), "tidak: diisi panitia atau penilai"),
    }
    facts = {row[0]: row[2] for row in sheet.iter_rows(min_row=2, max_row=8, values_only=True)}
    assert facts["SHA-256 usulan"] == sha256(sent[1].read_bytes())
    assert facts["Kode Hasil"] == "DRAF"
    listed = load_workbook(submissions(root) / "candidates.xlsx")["Daftar Kandidat"]
    row = [cell.value for cell in listed[5]]
    assert row[:4] == ["34.01", "kota", "jawa-bali", "Pemerintah Kabupaten Kulon Progo"]
    assert "Daerah Istimewa Yogyakarta" in row


def test_all_who_share_the_last_rank_go_on_and_nobody_who_is_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = {"peserta": 300}
    name = province(tmp_path, "34", {"34.02": same, "34.03": {"peserta": 100}, "34.04": {"pekerja": "banyak"}})
    done = run(tmp_path, capsys, "export", "-e", name)
    assert [(one["candidate"], one["rank"]) for one in done["candidates"]] == [("34.01", 1), ("34.02", 1)]
    done = run(tmp_path, capsys, "export", "-e", name, "--top", "99")
    assert [one["candidate"] for one in done["candidates"]] == ["34.01", "34.02", "34.03"]
    assert [problem["code"] for problem in done["problems"]] == ["B099"]


def test_a_sealed_result_carries_its_code_and_a_changed_one_is_not_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = province(tmp_path, "34")
    paritrana(tmp_path, "score", "-e", name)
    paritrana(tmp_path, "seal", "-e", name)
    done = run(tmp_path, capsys, "export", "-e", name)
    seal = json.loads((tmp_path / ".paritrana" / "seals" / name / "kota.json").read_text("utf-8"))
    assert [one["result_code"] for one in done["candidates"]] == [seal["code"]]
    assert done["problems"] == []
    changed = {f"34.0{number}": {**ANSWERS, "peserta": 10} for number in (1, 2)}
    form = tmp_path / "forms" / name / "candidate.xlsx"
    fill_table(form, submissions(tmp_path, name) / "inbox" / "isian.xlsx", changed)
    assert run(tmp_path, capsys, "export", "-e", name)["exit"] == 5


def test_what_cannot_be_exported_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = national(tmp_path)
    assert "bukan penyelenggaraan satu provinsi" in run(root, capsys, "export", "-e", NATIONAL)["says"]
    name = province(root, "34")
    assert ".zip" in run(root, capsys, "export", "-e", name, "-o", "usulan.pdf")["says"]
    (submissions(root, name) / "inbox" / "isian.xlsx").unlink()
    assert "Belum ada kandidat berperingkat" in run(root, capsys, "export", "-e", name)["says"]


def test_every_order_of_three_is_the_same(
    sent: tuple[Path, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = set()
    for number, order in enumerate(itertools.permutations(sent[:3])):
        root = national(tmp_path / str(number))
        take(root, capsys, order)
        found.add(tuple(sorted((name, sha256(data)) for name, data in written(root).items())))
    assert len(found) == 1
