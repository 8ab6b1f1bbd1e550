"""Held files: named wherever somebody could decide without them, decided by a person, too late after the freeze."""

import csv
import json
from pathlib import Path

import pytest
from receive_kit import IN_TIME, receipt, receipt_text, receive, sent, told, unreceived, whole
from season_kit import inbox, out, paritrana

AFTER_DEADLINE = ("--at", "2026-04-16T09:00")
AFTER_FREEZE = ("--at", "2026-05-02T09:00")


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A season in which all but 34.01 sent in time; what 34.01 sent is held as TT-0007, what 34.02 sent as TT-0008."""
    root = unreceived(tmp_path)
    next((sent(root) / "inbox").glob("kiriman-0.xlsx")).unlink()
    assert receive(root, sent(root) / "inbox", sent(root) / "committee", *IN_TIME) == 0
    late = [whole(root, "terlambat.xlsx"), whole(root, "lagi.xlsx", "34.02")]
    assert receive(root, *late, *AFTER_DEADLINE) == 1
    return root


def said(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Everything that a command says."""
    capsys.readouterr()
    paritrana(root, *arguments)
    return "".join(capsys.readouterr())


def pages(root: Path) -> str:
    """Every page and table that scoring writes, and the index."""
    texts = [path for path in out(root).parent.rglob("*") if path.suffix in (".html", ".json", ".csv")]
    return "".join(path.read_text(encoding="utf-8") for path in texts if "receipts" not in path.parts)


def test_every_command_and_page_names_the_held_files(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check = said(season, capsys, "check", *AFTER_DEADLINE)
    assert "Berkas TT-0007 dari Pemerintah Kabupaten Kulon Progo (34.01) ditahan dan belum diputuskan" in check
    assert "datang setelah batas waktu" in check
    assert "paritrana receive --choose TT-0007" in check
    assert "30 April 2026 23.59 WIB" in check
    score = said(season, capsys, "score", *AFTER_DEADLINE)
    assert "2 berkas ditahan dan belum diputuskan: TT-0007, TT-0008" in score
    problems = json.loads((out(season) / "problems.json").read_text(encoding="utf-8"))["problems"]
    held = [(one["code"], one["level"], one["candidate"]) for one in problems if one["code"] in ("R011", "R012")]
    assert held == [("R011", "warning", "34.01"), ("R011", "warning", "34.02")]
    index = (out(season).parent / "index.html").read_text(encoding="utf-8")
    assert "2 berkas ditahan dan belum diputuskan" in index
    assert "kandidat belum mengirim formulir" not in index
    seal = said(season, capsys, "seal", *AFTER_DEADLINE)
    assert "PERHATIAN, kota: dikunci sementara 2 berkas masih ditahan" in seal
    assert "TT-0007, TT-0008" in seal
    publish = said(season, capsys, "publish", *AFTER_DEADLINE)
    assert "TT-0007, TT-0008" in publish


def test_who_only_has_a_held_file_is_not_called_silent(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(season, capsys, "score", *AFTER_DEADLINE)
    ranking = (out(season) / "ranking.html").read_text(encoding="utf-8")
    assert "Menunggu keputusan panitia (TT-0007)" in ranking
    assert "Tidak mengirim" not in ranking
    lines = (out(season) / "ranking.csv").read_text(encoding="utf-8").splitlines()
    rows = {row["code"]: row["status"] for row in csv.DictReader(lines)}
    assert rows["34.01"] == "held"
    assert rows["34.02"] == "ranked"
    listed = said(season, capsys, "candidates", "kota", *AFTER_DEADLINE)
    assert "menunggu keputusan panitia (TT-0007)" in listed
    assert "TT-0007 (TAHAN)" in listed


def test_after_the_freeze_nobody_is_asked_to_choose(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in (("receive",), ("check",), ("candidates", "kota"), ("score",), ("seal",), ("publish",)):
        text = said(season, capsys, *verb, *AFTER_FREEZE)
        assert "--choose" not in text, verb
        assert "TAHAN" not in text, verb
        assert "TT-0007" in text, verb
        assert "tidak dihitung" in text, verb
    assert "--choose" not in pages(season)
    assert "Terlambat, tidak dihitung (TT-0007)" in pages(season)
    assert "[R012]" in said(season, capsys, "check", *AFTER_FREEZE)
    text = receipt_text(season, "TT-0007")
    assert "Terlambat, tidak dihitung." in text
    assert "Tidak diputuskan sebelum data dibekukan" in text


def test_what_is_written_does_not_change_with_the_hour(season: Path) -> None:
    paritrana(season, "score")
    assert "Menunggu keputusan panitia (TT-0007)" in pages(season)
    assert "sesudah itu berkas ini tidak dihitung" in pages(season)


def test_a_file_that_comes_after_the_freeze_is_too_late_at_once(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(season, capsys, whole(season, "akhir.xlsx", "34.03"), *AFTER_FREEZE)
    (one,) = found["receipts"]  # type: ignore[misc]
    assert (one["state"], one["verdict"], one["why"]) == ("held", "late", "frozen")
    assert found["waiting"] == []
    assert found["too_late"] == ["TT-0007", "TT-0008", "TT-0009"]
    assert "Datang setelah data dibekukan" in receipt_text(season, "TT-0009")


def test_a_held_file_can_be_declined_and_chosen_later(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "TT-0007 ditolak dan tidak dipakai." in said(
        season, capsys, "receive", "--decline", "TT-0007", *AFTER_DEADLINE
    )
    assert told(season, capsys, *AFTER_DEADLINE)["waiting"] == ["TT-0008"]
    assert "Panitia memutuskan untuk tidak memakai berkas ini." in receipt_text(season, "TT-0007")
    assert sorted(path.name for path in receipt(season, "TT-0007").iterdir() if path.suffix) == [
        ".keadaan.json",
        "tanda-terima.pdf",
        "tanda-terima.txt",
    ]
    assert "TT-0007" not in said(season, capsys, "check", *AFTER_DEADLINE)
    again = said(season, capsys, "receive", "--decline", "7", *AFTER_DEADLINE)
    assert "TT-0007 memang sudah ditolak" in again
    assert receive(season, "--choose", "TT-0007", *AFTER_DEADLINE) == 0
    assert (inbox(season) / "diterima" / "kota" / "34.01_TT-0007.xlsx").is_file()
    assert "Diterima dan lengkap." in receipt_text(season, "TT-0007")


def test_what_cannot_be_declined_is_refused_and_nothing_happens(season: Path) -> None:
    journal = (season / ".paritrana" / "journal.jsonl").read_bytes()
    for arguments, code in (
        (("--decline", "TT-0001"), 5),
        (("--decline", "TT-0007", "--decline", "TT-0001"), 5),
        (("--decline", "TT-0099"), 2),
        (("--decline", "TT-0007", "--choose", "TT-0008"), 2),
        ((sent(season), "--decline", "TT-0007"), 2),
    ):
        assert receive(season, *arguments, *AFTER_DEADLINE) == code, arguments
    assert receive(season, "--decline", "TT-0007", *AFTER_FREEZE) == 5
    assert (season / ".paritrana" / "journal.jsonl").read_bytes() == journal
