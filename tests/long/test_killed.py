"""`receive` killed at any moment, again and again: nothing that was told of is lost, and the next call finishes."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "workflow"))
from season_kit import CODES, inbox, out, paritrana, play

from paritrana.manifest import sha256
from paritrana.store.journal import read_journal
from paritrana.store.receipts import State, receipts

ROUNDS = 40
IN_TIME = ("--at", "2026-03-01T09:00")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_a_killed_receive_loses_nothing_and_is_finished_by_the_next(tmp_path: Path, seed: int) -> None:
    root = play(tmp_path / "award")
    inbox(root).rename(tmp_path / "sent")
    sent = tmp_path / "sent"
    command = [sys.executable, "-m", "paritrana", "receive", str(sent), "-w", str(root), *IN_TIME]
    draw, told, killed = random.Random(seed), 0, 0  # noqa: S311 - moments, no secrets
    for _ in range(ROUNDS):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as one:
            time.sleep(draw.uniform(0.2, 1.6))
            one.kill()
            killed += one.wait() != 0
        events = read_journal(root / ".paritrana" / "journal.jsonl")
        assert len(events) >= told
        told = len(events)
        kept = {path.name: path for path in (root / ".paritrana" / "received").rglob("?" * 64)}
        assert all(sha256(kept[event["sha256"]].read_bytes()) == event["sha256"] for event in events)
    assert killed
    assert paritrana(root, "receive", str(sent), *IN_TIME) == 0
    known = receipts(read_journal(root / ".paritrana" / "journal.jsonl"), "uji-2025")
    assert sorted(known) == list(range(1, len(CODES) + 1))
    assert {one.state for one in known.values()} == {State.COUNTS}
    assert sorted(code for one in known.values() for code in one.covers) == list(CODES)
    assert len(list((inbox(root)).rglob("*.xlsx"))) == len(CODES)
    assert all((out(root).parent / "receipts" / one.number / "tanda-terima.pdf").is_file() for one in known.values())
    assert paritrana(root, "score") == 0
