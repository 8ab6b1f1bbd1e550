"""Names of files as strangers choose them: they steer no terminal, and crash nothing."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from season_kit import CODES, inbox, out, paritrana, play, workspace

RED, RIGHT_TO_LEFT = "\x1b[31mmerah.xlsx", "baik\u202excod.xlsx"

posix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names cannot be")


@posix
def test_signs_that_are_not_drawn_are_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    for name in (RED, RIGHT_TO_LEFT):
        (inbox(root) / name).write_bytes(b"%PDF-1.7")
    capsys.readouterr()
    assert paritrana(root, "score") == 1
    assert paritrana(root, "check") == 3
    assert paritrana(root, "check", str(inbox(root) / RED)) == 3
    told = capsys.readouterr()
    for text in (told.out, told.err, (out(root).parent / "problems.html").read_text(encoding="utf-8")):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert r"\u001b[31mmerah.xlsx" in told.out
    assert r"baik\u202excod.xlsx" in told.out


@posix
def test_a_name_that_is_no_utf8_crashes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    form = next(inbox(root).iterdir())
    odd = Path(os.fsdecode(os.fsencode(inbox(root)) + b"/kiriman-\xff.xlsx"))
    form.rename(odd)
    (inbox(root) / os.fsdecode(b"rusak-\xfe.xlsx")).write_bytes(b"%PDF-1.7")
    assert paritrana(root, "score") == 1
    assert paritrana(root, "seal") == 0
    assert paritrana(root, "publish") == 1
    inputs = json.loads((out(root) / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert r"submissions/uji-2025/inbox/kiriman-\xff.xlsx" in inputs
    capsys.readouterr()
    assert paritrana(root, "check", "--json") == 3
    names = [one["file"] for one in json.loads(capsys.readouterr().out)["files"]]
    assert r"submissions/uji-2025/inbox/rusak-\xfe.xlsx" in names
    assert paritrana(root, "check", str(odd)) == 0
    assert r"kiriman-\xff.xlsx" in capsys.readouterr().out


@posix
def test_two_names_are_never_shown_the_same(tmp_path: Path) -> None:
    root = play(tmp_path)
    first, second = sorted(inbox(root).iterdir())[:2]
    first.rename(inbox(root) / "a\x1b.xlsx")
    second.rename(inbox(root) / r"a\u001b.xlsx")
    assert paritrana(root, "score") == 0
    inputs = json.loads((out(root) / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert sum("inbox" in name for name in inputs) == len(CODES)


def test_the_candidate_list_is_found_in_capitals_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path)
    assert paritrana(root, "candidates", "kota", "--template") == 0
    listed = root / "submissions" / "uji-2025" / "candidates.xlsx"
    shutil.move(listed, listed.with_name("Candidates.XLSX"))
    assert paritrana(root, "candidates", "kota", "--template") == 5
    assert "Candidates.XLSX" in capsys.readouterr().err
    listed.with_name("Candidates.XLSX").write_bytes(b"%PDF-1.7")
    assert paritrana(root, "candidates", "kota") == 1
