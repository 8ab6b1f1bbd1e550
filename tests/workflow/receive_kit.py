"""A tiny season whose files wait in a folder beside the workspace, and what `receive` says about them."""

import json
import shutil
from pathlib import Path

import pytest
from season_kit import EDITION, committee, fill, inbox, out, paritrana, play

from paritrana.workflow import slips

SCHEDULE = """schedule:
  opens: 2026-01-05
  deadline: 2026-03-31 16:00
  grace: 60
  corrections: 2026-04-15
  freeze: 2026-04-30
"""
IN_TIME = ("--at", "2026-03-01T09:00")


def unreceived(folder: Path) -> Path:
    """A workspace with a calendar whose files lie in a folder beside it, nothing received yet."""
    root = play(folder / "award")
    edition = root / "criteria" / "uji-2025" / "edition.yaml"
    edition.write_text(EDITION + SCHEDULE, encoding="utf-8")
    shutil.move(inbox(root), folder / "sent" / "inbox")
    shutil.move(committee(root), folder / "sent" / "committee")
    return root


def sent(root: Path) -> Path:
    return root.parent / "sent"


def receive(root: Path, *arguments: object) -> int:
    return paritrana(root, "receive", *map(str, arguments))


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    capsys.readouterr()
    receive(root, *arguments, "--json")
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def form(root: Path, name: str, code: str, **answers: object) -> Path:
    """A filled form of a candidate, under a name that says nothing."""
    made = sent(root) / "later" / name
    fill(next((root / "forms").glob(f"{code}_*.xlsx")), made, answers)
    return made


def whole(root: Path, name: str, code: str = "34.01", peserta: int = 700) -> Path:
    return form(root, name, code, perda="Ya", pekerja=1000, peserta=peserta)


def states(root: Path, capsys: pytest.CaptureFixture[str], *arguments: object) -> list[tuple[str, str, str]]:
    return [(one["receipt"], one["state"], one["why"]) for one in told(root, capsys, *arguments)["receipts"]]  # type: ignore[attr-defined]


def receipt(root: Path, number: str) -> Path:
    """The folder of a receipt."""
    return out(root).parent / slips.FOLDER / number


def receipt_text(root: Path, number: str) -> str:
    return (receipt(root, number) / slips.TEXT).read_text(encoding="utf-8")
