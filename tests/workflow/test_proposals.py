"""What a national edition refuses of proposals, holds, or tells: nothing in a parcel is trusted."""

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from levels_kit import (
    ANSWERS,
    CATEGORY,
    NATIONAL,
    ZONES,
    codes,
    edition,
    exported,
    national,
    province,
    run,
    submissions,
    take,
    written,
)
from openpyxl import load_workbook
from season_kit import fill_table

from paritrana.documents.proposal_zip import parcel
from paritrana.store.journal import read_journal

Capsys = pytest.CaptureFixture[str]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parcel of Yogyakarta."""
    root = tmp_path_factory.mktemp("provinsi")
    return exported(root, province(root, "34"))


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip of just these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def told_otherwise(sent: Path, path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The parcel with another machine file and a listing that agrees with it: a forger can write both."""
    files = files_of(sent)
    proposal = json.loads(files["usulan.json"])
    change(proposal)
    files["usulan.json"] = json.dumps(proposal).encode()
    del files["manifest.json"]
    path.write_bytes(parcel(files))
    return path


def first(proposal: dict[str, Any]) -> dict[str, Any]:
    one: dict[str, Any] = proposal["categories"][0]["candidates"][0]
    return one


def nothing_written(root: Path) -> bool:
    return not submissions(root).exists() and not (root / ".paritrana" / "journal.jsonl").exists()


def test_a_file_that_was_changed_added_or_taken_out_refuses_the_parcel(
    sent: Path, tmp_path: Path, capsys: Capsys
) -> None:
    root, files = national(tmp_path), files_of(sent)
    changes: dict[str, Files] = {
        "usulan.json": {**files, "usulan.json": files["usulan.json"].replace(b'"300"', b'"999"')},
        "tambahan.exe": {**files, "tambahan.exe": b"MZ"},
        "kota/ranking.xlsx": {name: data for name, data in files.items() if name != "kota/ranking.xlsx"},
    }
    for name, changed in changes.items():
        done = take(root, capsys, [packed(tmp_path / "ubah.zip", changed)])
        assert (done["exit"], codes(done)) == (3, ["B091"])
        assert name in done["problems"][0]["says"]
    assert nothing_written(root)


@pytest.mark.parametrize("lost", ["usulan.json", "manifest.json"])
def test_a_parcel_without_its_machine_files_is_none(lost: str, sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path)
    files = {name: data for name, data in files_of(sent).items() if name != lost}
    assert codes(take(root, capsys, [packed(tmp_path / "x.zip", files)])) == ["B090"]


def test_a_parcel_packed_anew_in_a_folder_is_recognised_and_refused(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path)
    files = {f"usulan/{name}": data for name, data in files_of(sent).items()}
    done = take(root, capsys, [packed(tmp_path / "kiriman.dat", files)])
    assert (done["exit"], codes(done)) == (3, ["B090"])


@pytest.mark.parametrize("name", ["../luar.txt", "/etc/luar.txt", "C:\\luar.txt", "a/../../luar.txt"])
def test_no_path_of_a_parcel_is_ever_used(name: str, sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path / "dalam")
    files = {**files_of(sent), name: b"luar"}
    del files["manifest.json"]
    path = tmp_path / "x.zip"
    path.write_bytes(parcel(files))
    done = take(root, capsys, [path])
    assert (done["exit"], codes(done)) == (3, ["B090"])
    assert not list(tmp_path.rglob("luar.txt"))
    assert nothing_written(root)


def test_bombs_floods_and_torn_files_are_refused_unread(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path)
    files = files_of(sent)
    whole = sent.read_bytes()
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(tmp_path / "flood.zip", "w") as archive:
        for number in range(1001):
            archive.writestr(f"{number}", b"")
    hostile = {
        "bomb": packed(path, {**files, "usulan.json": b" " * (12 << 20)}).read_bytes(),
        "flood": (tmp_path / "flood.zip").read_bytes(),
        "torn": whole[: len(whole) // 2],
        "empty": b"",
        "text": b"bukan zip",
        "behind": whole + b"PK",
    }
    for data in hostile.values():
        path.write_bytes(data)
        done = take(root, capsys, [path])
        assert (done["exit"], codes(done)) == (3, ["B090"])
    assert nothing_written(root)


HOSTILE_JSON = {
    "deep": b"[" * 200_000,
    "nan": b'{"schema": NaN}',
    "long number": b'{"rank": ' + b"9" * 5000 + b"}",
    "no utf-8": b"\xff\xfe{}",
    "list": b"[]",
    "twice": b'{"schema": "paritrana/proposal/1", "schema": "paritrana/proposal/1"}',
}


@pytest.mark.parametrize("name", HOSTILE_JSON)
def test_a_machine_file_that_is_no_json_of_ours_is_refused(
    name: str, sent: Path, tmp_path: Path, capsys: Capsys
) -> None:
    root = national(tmp_path)
    files = {**files_of(sent), "usulan.json": HOSTILE_JSON[name]}
    del files["manifest.json"]
    path = tmp_path / "x.zip"
    path.write_bytes(parcel(files))
    assert codes(take(root, capsys, [path])) == ["B090"]


def other_schema(proposal: dict[str, Any]) -> None:
    proposal["schema"] = "paritrana/proposal/2"


def unknown_key(proposal: dict[str, Any]) -> None:
    first(proposal)["verifier"] = "Saya"


def rank_as_text(proposal: dict[str, Any]) -> None:
    first(proposal)["rank"] = "1"


def lone_surrogate(proposal: dict[str, Any]) -> None:
    first(proposal)["name"] = "\ud800"


def no_number(proposal: dict[str, Any]) -> None:
    answer = first(proposal)["fields"][0]
    answer["value"] = answer["statements"][-1]["value"] = {"type": "number", "text": "1e9"}


def no_day(proposal: dict[str, Any]) -> None:
    proposal["period"]["start"] = "2025-02-30"


def one_twice(proposal: dict[str, Any]) -> None:
    proposal["categories"][0]["candidates"] *= 2


def endless_name(proposal: dict[str, Any]) -> None:
    first(proposal)["name"] = "x" * 501


def unlike_its_words(proposal: dict[str, Any]) -> None:
    first(proposal)["fields"][2]["value"]["text"] = "999"


def value_of_marks(proposal: dict[str, Any]) -> None:
    marked = next(one for one in first(proposal)["fields"] if one["field"] == "wawancara")
    marked["value"] = marked["statements"][-1]["value"]


def field_twice(proposal: dict[str, Any]) -> None:
    first(proposal)["fields"].append(first(proposal)["fields"][2])


@pytest.mark.parametrize(
    "change",
    [
        other_schema,
        unknown_key,
        rank_as_text,
        lone_surrogate,
        no_number,
        no_day,
        one_twice,
        endless_name,
        unlike_its_words,
        value_of_marks,
        field_twice,
    ],
    ids=lambda change: change.__name__,
)
def test_a_proposal_is_read_strictly(
    change: Callable[[dict[str, Any]], None], sent: Path, tmp_path: Path, capsys: Capsys
) -> None:
    root = national(tmp_path)
    done = take(root, capsys, [told_otherwise(sent, tmp_path / "x.zip", change)])
    assert (done["exit"], codes(done)) == (3, ["B090"])
    assert nothing_written(root)


def test_names_and_texts_from_outside_are_text_and_show_everything(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    def hostile(proposal: dict[str, Any]) -> None:
        one = first(proposal)
        one["contact"] = "=HYPERLINK(0)\u202e\u0007 dinas"
        one["fields"][-1]["statements"][0]["note"] = "=1+1"

    root = national(tmp_path)
    done = take(root, capsys, [told_otherwise(sent, tmp_path / "x.zip", hostile)])
    assert done["exit"] == 0
    row = list(load_workbook(submissions(root) / "candidates.xlsx")["Daftar Kandidat"][5])
    contact = next(cell for cell in row if "HYPERLINK" in str(cell.value))
    assert (contact.value, contact.data_type) == ("=HYPERLINK(0) dinas", "s")
    cells = [cell for line in load_workbook(done["taken"][0]["table"])["Asal"].iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_another_period_is_refused(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    def earlier(proposal: dict[str, Any]) -> None:
        proposal["period"] = {"start": "2024-01-01", "end": "2024-12-31"}

    root = national(tmp_path)
    done = take(root, capsys, [told_otherwise(sent, tmp_path / "x.zip", earlier)])
    assert (done["exit"], codes(done), done["taken"]) == (1, ["B093"], [])


def test_a_category_of_another_name_is_told_and_can_be_mapped(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path, (CATEGORY + ZONES).replace("category: kota", "category: daerah"), "daerah")
    done = take(root, capsys, [sent])
    assert (done["exit"], codes(done), done["taken"]) == (1, ["B092"], [])
    assert "daerah" in done["problems"][0]["says"]
    assert take(root, capsys, [sent], "--category", "kota=dearah")["exit"] == 2
    done = take(root, capsys, [sent], "--category", "kota=daerah")
    assert (done["exit"], done["taken"][0]["category"]) == (0, "daerah")


def test_the_same_bytes_are_recognised_and_touch_nothing(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path)
    table = Path(take(root, capsys, [sent])["taken"][0]["table"])
    fill_table(table, table, {"34.01": {"nomor": "Diisi panitia"}})
    before = written(root)
    done = take(root, capsys, [sent, sent])
    assert (done["exit"], codes(done), done["known"], done["taken"]) == (0, ["B095", "B099"], 1, [])
    assert written(root) == before
    table.unlink()
    assert take(root, capsys, [sent])["taken"][0]["values"] == 6


def test_a_second_proposal_is_held_until_somebody_says_replace(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    def another(proposal: dict[str, Any]) -> None:
        first(proposal)["contact"] = "Sekda"
        answer = first(proposal)["fields"][2]
        answer["value"]["text"] = answer["statements"][-1]["value"]["text"] = "250"

    root = national(tmp_path)
    table = Path(take(root, capsys, [sent])["taken"][0]["table"])
    fill_table(table, table, {"34.01": {"nomor": "Diisi panitia"}})
    before = written(root)
    later = told_otherwise(sent, tmp_path / "susulan.zip", another)
    done = take(root, capsys, [later])
    assert (done["exit"], codes(done)) == (1, ["B094", "B099"])
    held = next(one for one in done["problems"] if one["code"] == "B094")
    assert "uji-34.zip" in held["says"]
    assert "--replace" in held["cure"]
    assert written(root) == before
    done = take(root, capsys, [later], "--replace")
    assert done["exit"] == 0
    assert [Path(path).parent.name for path in done["kept"]] == ["usulan-lama"]
    assert "Sekda" in [
        cell.value for cell in load_workbook(submissions(root) / "candidates.xlsx")["Daftar Kandidat"][5]
    ]
    again = take(root, capsys, [sent])
    assert codes(again) == ["B094", "B099"]
    assert [event["event"] for event in read_journal(root / ".paritrana" / "journal.jsonl")] == [
        "proposal imported"
    ] * 2


def test_two_of_one_province_at_once_are_both_held(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    def another(proposal: dict[str, Any]) -> None:
        first(proposal)["contact"] = "Sekda"

    root = national(tmp_path)
    pair = [sent, told_otherwise(sent, tmp_path / "susulan.zip", another)]
    for order in (pair, pair[::-1]):
        done = take(root, capsys, order, "--replace")
        assert (codes(done), done["taken"]) == (["B094", "B094", "B099", "B099"], [])
    assert nothing_written(root)


def test_a_replaced_proposal_takes_its_own_rows_along(tmp_path: Path, capsys: Capsys) -> None:
    name = province(tmp_path, "34")
    one = exported(tmp_path, name)
    root = national(tmp_path / "nasional")
    take(root, capsys, [one])
    better = {"34.01": {**ANSWERS, "peserta": 10}, "34.02": {**ANSWERS, "peserta": 900}}
    fill_table(
        tmp_path / "forms" / name / "candidate.xlsx", submissions(tmp_path, name) / "inbox" / "isian.xlsx", better
    )
    done = take(root, capsys, [exported(tmp_path, name)], "--replace")
    assert done["removed"] == ["34.01"]
    rows = load_workbook(submissions(root) / "candidates.xlsx")["Daftar Kandidat"].iter_rows(min_row=5, max_col=1)
    assert [row[0].value for row in rows if row[0].value] == ["34.02"]


def elsewhere(proposal: dict[str, Any]) -> None:
    first(proposal)["code"] = "33.01"


def no_region(proposal: dict[str, Any]) -> None:
    first(proposal)["code"] = "34.99"


def a_province(proposal: dict[str, Any]) -> None:
    first(proposal)["code"] = "34"


def test_a_replacement_of_which_nothing_fits_takes_no_row_away(tmp_path: Path, capsys: Capsys) -> None:
    def another(proposal: dict[str, Any]) -> None:
        first(proposal)["contact"] = "Sekda"

    one, other = (exported(tmp_path, province(tmp_path, code)) for code in ("34", "13"))
    root = national(tmp_path / "nasional")
    take(root, capsys, [one, other])
    unfit = told_otherwise(one, tmp_path / "tak-cocok.zip", no_region)
    done = take(root, capsys, [unfit, told_otherwise(other, tmp_path / "susulan.zip", another)], "--replace")
    assert (codes(done), done["removed"]) == (["B096", "B099", "B099"], [])
    rows = load_workbook(submissions(root) / "candidates.xlsx")["Daftar Kandidat"].iter_rows(min_row=5, max_col=1)
    assert [row[0].value for row in rows if row[0].value] == ["13.01", "34.01"]


def test_the_same_file_again_leaves_what_a_clerk_corrected(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path)
    table = Path(take(root, capsys, [sent])["taken"][0]["table"])
    path = submissions(root) / "candidates.xlsx"
    book = load_workbook(path)
    book["Daftar Kandidat"]["D5"] = "Kabupaten Kulon Progo"
    book.save(path)
    table.unlink()
    done = take(root, capsys, [sent])
    assert (done["exit"], len(done["taken"])) == (0, 1)
    assert load_workbook(path)["Daftar Kandidat"]["D5"].value == "Kabupaten Kulon Progo"


@pytest.mark.parametrize("change", [elsewhere, no_region, a_province], ids=lambda change: change.__name__)
def test_a_candidate_that_is_not_the_provinces_is_left_out(
    change: Callable[[dict[str, Any]], None], sent: Path, tmp_path: Path, capsys: Capsys
) -> None:
    root = national(tmp_path)
    done = take(root, capsys, [told_otherwise(sent, tmp_path / "x.zip", change)])
    assert (done["exit"], codes(done), done["taken"]) == (1, ["B096", "B099"], [])
    assert nothing_written(root)


def test_a_business_is_proposed_by_one_province_and_has_its_zone(tmp_path: Path, capsys: Capsys) -> None:
    business = "candidates: {kind: business, pattern: 'BU-[0-9]{4}', example: BU-0001, list: required}"
    changed = CATEGORY.replace("candidates: {kind: region, levels: [kabupaten, kota], list: derived}", business)
    root = national(tmp_path / "nasional", changed + ZONES)
    source = tmp_path / "provinsi"
    path = exported(source, province(source, "34"))

    def firm(proposal: dict[str, Any]) -> None:
        first(proposal).update(code="BU-0001", region="", name="PT Contoh")

    def of_papua(proposal: dict[str, Any]) -> None:
        firm(proposal)
        proposal["province"] = "81"

    def far_away(proposal: dict[str, Any]) -> None:
        firm(proposal)
        first(proposal)["region"] = "33.01"

    assert codes(take(root, capsys, [told_otherwise(path, tmp_path / "jauh.zip", far_away)])) == ["B096", "B099"]
    take(root, capsys, [told_otherwise(path, tmp_path / "a.zip", firm)])
    row = [cell.value for cell in load_workbook(submissions(root) / "candidates.xlsx")["Daftar Kandidat"][5]]
    assert row[:4] == ["BU-0001", "kota", "jawa-bali", "PT Contoh"]
    done = take(root, capsys, [told_otherwise(path, tmp_path / "b.zip", of_papua)])
    assert codes(done) == ["B096", "B099"]
    assert "Daerah Istimewa Yogyakarta" in done["problems"][0]["says"] + done["problems"][1]["says"]
    root = national(tmp_path / "bersama", changed + ZONES)
    done = take(root, capsys, [tmp_path / "b.zip", tmp_path / "a.zip"])
    assert (codes(done), [one["province"] for one in done["taken"]]) == (["B096", "B099", "B099"], ["34"])


def test_required_answers_that_do_not_come_along_are_told(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    more = CATEGORY.replace(
        "  - {id: target,",
        "  - {id: anggaran, ask: Anggaran, kind: rupiah, info_only: true, source: contoh}\n  - {id: target,",
    ).replace("{id: perda, ask: Perda sudah ada, kind: yesno, source: contoh}", "{id: perda, ask: Perda, kind: yesno}")
    narrow = more.replace("{code: maju, label: Sudah maju}", "{code: jauh, label: Sudah maju}").replace(
        "maju: 100", "jauh: 100"
    )
    root = national(tmp_path, narrow + ZONES)
    done = take(root, capsys, [sent])
    assert codes(done) == ["B097", "B099"]
    lacking = next(one for one in done["problems"] if one["code"] == "B097")
    assert "Tingkat" in lacking["says"]
    assert "Anggaran" in lacking["says"]
    rows = load_workbook(done["taken"][0]["table"])["Asal"].iter_rows(min_row=10, values_only=True)
    assert {row[2]: row[4] for row in rows}["tingkat"] == "tidak: tidak sesuai dengan isian di sini"


def test_what_the_committee_wrote_in_its_list_is_kept_and_every_difference_told(
    sent: Path, tmp_path: Path, capsys: Capsys
) -> None:
    def with_contact(proposal: dict[str, Any]) -> None:
        first(proposal)["contact"] = "Dinas"

    root = national(tmp_path)
    run(root, capsys, "candidates", "kota", "-e", NATIONAL, "--template")
    path = submissions(root) / "candidates.xlsx"
    book = load_workbook(path)
    sheet = book["Daftar Kandidat"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    for row, code in ((5, "34.71"), (6, "34.01")):
        for head, text in {"Kode": code, "Kategori": "kota", "Kontak": "Bagian Hukum", "Verifikator": "Siti"}.items():
            sheet.cell(row, heads[head], text)
    book.save(path)
    done = take(root, capsys, [told_otherwise(sent, tmp_path / "x.zip", with_contact)])
    assert (done["exit"], codes(done)) == (0, ["B098", "B099"])
    assert "Bagian Hukum" in next(one for one in done["problems"] if one["code"] == "B098")["says"]
    sheet = load_workbook(path)["Daftar Kandidat"]
    facts = [[sheet.cell(row, heads[head]).value for head in ("Kode", "Kontak", "Verifikator")] for row in (5, 6)]
    assert facts == [["34.01", "Bagian Hukum", "Siti"], ["34.71", "Bagian Hukum", "Siti"]]
    assert len(done["kept"]) == 1
    assert load_workbook(done["kept"][0])["Daftar Kandidat"]["A5"].value == "34.71"


def test_a_list_with_mistakes_is_mended_first(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path)
    take(root, capsys, [sent])
    path = submissions(root) / "candidates.xlsx"
    book = load_workbook(path)
    book["Daftar Kandidat"]["A6"] = "99.99"
    book.save(path)
    before = path.read_bytes()
    done = take(root, capsys, [sent], "--replace")
    assert done["exit"] == 2
    assert path.read_bytes() == before


def test_proposals_and_tables_are_told_apart(sent: Path, tmp_path: Path, capsys: Capsys) -> None:
    root = national(tmp_path)
    edition(root, "uji-34", "34")
    assert run(root, capsys, "import", str(sent), "-e", "uji-34")["exit"] == 2
    assert take(root, capsys, [sent.with_name("tidak-ada.zip")])["exit"] == 2
    take(root, capsys, [sent])
    table = submissions(root) / "candidates.xlsx"
    assert take(root, capsys, [table, table])["exit"] == 2
    done = take(root, capsys, [sent, table])
    assert codes(done) == ["B090", "B095", "B099"]
