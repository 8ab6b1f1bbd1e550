"""Receipts: their words are those of today, in the sender's own time, and the terminal says what a call did."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from receive_kit import IN_TIME, form, receipt, receipt_text, receive, sent, states, told, unreceived, whole
from season_kit import CATEGORY, committee, fill, inbox, paritrana

from paritrana.entry.model import Candidate
from paritrana.form.candidate_list import write_candidates
from paritrana.store.journal import read_journal
from paritrana.store.receipts import Receipt, State
from paritrana.workflow import collect, standing
from paritrana.workflow import receive as receiving
from paritrana.workflow.check import check_files
from paritrana.workflow.season import open_season
from paritrana.workflow.whence import Whence


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A workspace whose files lie in a folder beside it, nothing received yet."""
    return unreceived(tmp_path)


def test_the_words_tell_complete_to_mend_and_empty_apart(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = form(season, "2.xlsx", "34.02", perda="Ya", pekerja=1000, peserta="banyak")
    blank = next((season / "forms").glob("34.03_*.xlsx"))
    capsys.readouterr()
    assert receive(season, whole(season, "1.xlsx"), wrong, blank, *IN_TIME) == 1
    terminal = " ".join(capsys.readouterr().out.replace("│", " ").split())
    for number, words in (
        ("TT-0001", "Diterima dan lengkap."),
        ("TT-0002", "1 hal wajib diperbaiki; belum dihitung sepenuhnya."),
        ("TT-0003", "Formulir masih kosong; belum ada yang dapat dihitung."),
    ):
        assert words in receipt_text(season, number)
    for word in ("lengkap.", "sepenuhnya.", "kosong;"):
        assert word in terminal


def test_arrival_and_deadline_stand_in_one_named_zone(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = form(season, "1.xlsx", "34.01", perda="Ya", pekerja=1000, peserta="banyak")
    capsys.readouterr()
    receive(season, wrong, "--at", "2026-03-01T23:30+09:00")
    text = receipt_text(season, "TT-0001")
    assert "Datang: Minggu, 1 Maret 2026 21.30 WIB" in text
    assert "Batas waktu: Selasa, 31 Maret 2026 16.00 WIB" in text
    message = (receipt(season, "TT-0001") / "34.01_pesan.txt").read_text(encoding="utf-8")
    assert "31 Maret 2026 16.00 WIB" in message
    terminal = capsys.readouterr().out
    assert "1 Maret 2026 21.30 WIB" in terminal
    assert "31 Maret 2026 16.00 WIB" in terminal


def test_the_zone_is_that_of_the_candidate_s_own_region(season: Path) -> None:
    edition = open_season(season, None).edition
    senders = Whence(edition, {"kota": {"91.01": Candidate("91.01", "kota", "Merauke")}})
    one = Receipt(1, "2026-03-01T09:00:00+07:00", "a.xlsx", "", State.COUNTS, "kota", "candidate", ("91.01",))
    due, freeze = senders.deadline(one), senders.freeze(one)
    assert senders.arrival(one).isoformat() == "2026-03-01T11:00:00+09:00"
    assert due is not None
    assert due.isoformat() == "2026-03-31T16:00:00+09:00"
    assert freeze is not None
    assert senders.is_frozen(one, datetime.fromisoformat("2026-04-30T22:30+07:00"))
    assert freeze.utcoffset() == due.utcoffset()


def test_a_receipt_whose_file_was_replaced_says_so_and_nothing_stale_is_left(season: Path) -> None:
    assert receive(season, whole(season, "1.xlsx"), *IN_TIME) == 0
    assert "34.01_pesan.txt" in {path.name for path in receipt(season, "TT-0001").iterdir()}
    assert receive(season, whole(season, "2.xlsx", peserta=701), "--at", "2026-03-02T09:00") == 0
    text = receipt_text(season, "TT-0001")
    assert "Digantikan TT-0002." in text
    assert "Minggu, 1 Maret 2026 09.00 WIB" in text
    assert not list(receipt(season, "TT-0001").glob("34.01*"))
    assert receive(season, "--choose", "TT-0001", "--at", "2026-03-03T09:00") == 0
    assert "Diterima dan lengkap." in receipt_text(season, "TT-0001")
    assert "Menggantikan: TT-0002" in receipt_text(season, "TT-0001")
    assert (receipt(season, "TT-0001") / "34.01_pesan.txt").is_file()
    assert "Digantikan TT-0001." in receipt_text(season, "TT-0002")


def test_a_receipt_left_stale_by_a_sudden_end_is_mended_by_the_next_call(
    season: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert receive(season, whole(season, "1.xlsx"), *IN_TIME) == 0

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(receiving, "write_slips", cut)
    receive(season, whole(season, "2.xlsx", peserta=701), "--at", "2026-03-02T09:00")
    monkeypatch.undo()
    assert "Diterima dan lengkap." in receipt_text(season, "TT-0001")
    capsys.readouterr()
    assert receive(season) == 0
    assert "2 tanda terima ditulis atau diperbarui." in capsys.readouterr().err
    assert "Digantikan TT-0002." in receipt_text(season, "TT-0001")


def test_a_call_says_what_it_did(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert receive(season, whole(season, "1.xlsx"), *IN_TIME) == 0
    assert receive(season, whole(season, "2.xlsx", peserta=701), *IN_TIME) == 1
    for arguments, words in (
        (("--choose", "TT-0002"), "TT-0002 sekarang dipakai, menggantikan TT-0001."),
        (("--choose", "TT-0002"), "TT-0002 memang sudah dipakai; tidak ada yang berubah."),
        ((), "Tidak ada yang perlu dikerjakan: 2 berkas sudah diterima"),
    ):
        capsys.readouterr()
        assert receive(season, *arguments, *IN_TIME) == 0
        err = capsys.readouterr().err
        assert words in err
        assert "berkas baru" not in err
    shutil.rmtree(inbox(season) / "diterima")
    (receipt(season, "TT-0001") / "tanda-terima.pdf").unlink()
    capsys.readouterr()
    assert receive(season, *IN_TIME) == 0
    err = capsys.readouterr().err
    assert "1 berkas di folder diterima dikembalikan" in err
    assert "1 tanda terima ditulis atau diperbarui." in err


def test_decimals_and_percents_stand_in_figures_and_words(season: Path) -> None:
    rate = "  - {id: tingkat, ask: Tingkat kepesertaan, kind: percent, info_only: true, source: contoh}\n"
    criteria = season / "criteria" / "uji-2025" / "kota.yaml"
    criteria.write_text(CATEGORY.replace("derived:\n", f"{rate}derived:\n"), encoding="utf-8")
    paritrana(season, "form", "kota", "--candidate", "34.01", "-o", str(season / "forms" / "baru.xlsx"))
    made = sent(season) / "persen.xlsx"
    fill(season / "forms" / "baru.xlsx", made, {"perda": "Ya", "pekerja": 1000, "peserta": 700, "tingkat": 38.45})
    assert receive(season, made, *IN_TIME) == 0
    text = receipt_text(season, "TT-0001")
    assert "- Tingkat kepesertaan: 38,45 (tiga puluh delapan koma empat lima) persen" in text
    assert "- Jumlah peserta: 700 (tujuh ratus)" in text


def test_a_form_of_another_edition_is_refused_by_its_name(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = season.parent / "other"
    shutil.copytree(season / "criteria" / "uji-2025", other / "criteria" / "uji-2024")
    facts = other / "criteria" / "uji-2024" / "edition.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("uji-2025", "uji-2024"), encoding="utf-8")
    paritrana(other, "form", "kota", "--candidate", "34.01", "-o", str(other / "lama.xlsx"))
    found = told(season, capsys, other / "lama.xlsx", *IN_TIME)
    (one,) = found["receipts"]  # type: ignore[misc]
    assert (one["state"], one["why"], one["edition"]) == ("refused", "edition", "uji-2024")
    text = receipt_text(season, "TT-0001")
    assert "Formulir ini untuk penyelenggaraan lain: uji-2024." in text
    assert "tidak dapat dibaca" not in text


def test_copies_of_the_committee_s_tables_have_indonesian_names(season: Path) -> None:
    assert receive(season, sent(season) / "committee", *IN_TIME) == 0
    names = sorted(path.name for path in (committee(season) / "diterima").rglob("*.xlsx"))
    assert names == ["tabel-panel_TT-0001.xlsx", "tabel-penyelenggara_TT-0002.xlsx"]


def test_a_name_that_no_font_can_print_does_not_stop_receiving(season: Path) -> None:
    assert receive(season, whole(season, "Formulir \U0001f600.xlsx"), *IN_TIME) == 0
    assert "Berkas: Formulir \U0001f600.xlsx" in receipt_text(season, "TT-0001")
    assert (receipt(season, "TT-0001") / "tanda-terima.pdf").read_bytes().startswith(b"%PDF")


def test_a_time_of_no_day_of_ours_is_wrong_use(season: Path) -> None:
    assert receive(season, whole(season, "1.xlsx"), "--at", "0001-01-01T00:00+14:00") == 2
    assert receive(season, whole(season, "1.xlsx"), "--at", "kemarin") == 2
    assert not (season / ".paritrana" / "journal.jsonl").exists()


def test_the_journal_and_every_copy_are_looked_at_once(
    season: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert receive(season, sent(season), *IN_TIME) == 0
    shutil.copy(whole(season, "tangan.xlsx", peserta=3), inbox(season) / "tangan.xlsx")
    seen: list[object] = []
    read, digest = read_journal, standing.sha256
    monkeypatch.setattr(standing, "read_journal", lambda path: seen.append(path) or read(path))  # type: ignore[func-returns-value]
    monkeypatch.setattr(standing, "sha256", lambda data: seen.append(data) or digest(data))  # type: ignore[func-returns-value]
    collect.read_folders(open_season(season, None))
    files = [path for place in (inbox(season), committee(season)) for path in place.rglob("*.xlsx")]
    assert len(seen) == 1 + len(files)
    seen.clear()
    assert len(check_files([], season, None).files) == len(files)
    assert len(seen) == 1 + len(files)
    assert states(season, capsys, *IN_TIME) == []


@pytest.mark.parametrize("change", ["question", "candidate"])
def test_receipts_can_be_written_again_after_criteria_or_candidates_changed(season: Path, change: str) -> None:
    receive(season, whole(season, "1.xlsx"), *IN_TIME)
    if change == "question":
        new = "fields:\n  - {id: baru, ask: Baru, kind: count, required: false, info_only: true, source: contoh}\n"
        criteria = season / "criteria" / "uji-2025" / "kota.yaml"
        criteria.write_text(CATEGORY.replace("fields:\n", new, 1), encoding="utf-8")
    else:
        opened = open_season(season, None)
        rows = opened.candidates(opened.edition.categories["kota"])
        listed = write_candidates([one for one in rows if one.code != "34.01"], opened.edition)
        opened.workspace.candidates(opened.edition.id).write_bytes(listed)
    shutil.rmtree(season / "out")
    assert receive(season) == 0
    assert "TT-0001" in receipt_text(season, "TT-0001")


def test_a_file_without_the_notes_of_the_former_one_is_held(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = whole(season, "1.xlsx")
    book = load_workbook(full)
    (sheet, cell), *_ = book.defined_names["catatan.pekerja"].destinations
    book[sheet][cell.replace("$", "")] = "https://contoh.id/pekerja"
    book.save(full)
    receive(season, full, *IN_TIME)
    assert states(season, capsys, whole(season, "2.xlsx", peserta=701), "--at", "2026-03-02") == [
        ("TT-0002", "held", "emptier")
    ]


def test_a_choice_cannot_lie_before_the_file_came(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receive(season, whole(season, "1.xlsx"), *IN_TIME)
    receive(season, whole(season, "2.xlsx", peserta=701), "--at", "2026-04-20")
    assert receive(season, "--choose", "TT-0002", "--at", "2026-04-19") == 5
    assert "belum datang pada waktu itu" in capsys.readouterr().err
    assert receive(season, "--choose", "TT-0002", "--at", "2026-04-21") == 0


def test_a_time_before_the_last_arrival_and_a_sealed_result_are_told(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receive(season, whole(season, "1.xlsx"), *IN_TIME)
    seal = season / ".paritrana" / "seals" / "uji-2025" / "kota.json"
    seal.parent.mkdir(parents=True)
    seal.write_text("{}", encoding="utf-8")
    capsys.readouterr()
    receive(season, whole(season, "2.xlsx", "34.02"), "--at", "2026-02-01")
    told = capsys.readouterr().err
    assert "lebih awal daripada kedatangan terakhir yang sudah dicatat (1 Maret 2026 09.00 WIB)" in told
    assert "hasil kota sudah dikunci" in told
    receive(season, whole(season, "3.xlsx", "34.03"), "--at", "2026-03-02")
    assert "lebih awal" not in capsys.readouterr().err
