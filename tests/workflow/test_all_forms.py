"""Every candidate's form in one go: several processes write what one writes, and former files are kept."""

from pathlib import Path

import pytest
import season_kit as kit

from paritrana import runner
from paritrana.workflow.forms import Wanted, write_forms
from paritrana.workflow.season import open_season


def written(root: Path, folder: str) -> dict[str, bytes]:
    ticks: list[tuple[int, int]] = []
    season = open_season(root, "uji-2025")
    forms = write_forms(season, "kota", Wanted(every=True), root / folder, lambda *told: ticks.append(told))
    assert ticks == [(number, len(forms.files)) for number in range(1, len(forms.files) + 1)]
    return {path.name: path.read_bytes() for path in forms.files}


def test_several_processes_write_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = kit.play(tmp_path)
    alone = written(root, "satu")
    monkeypatch.setattr(runner, "FEW", 1)
    monkeypatch.setattr(runner, "CHUNK", 2)
    monkeypatch.setattr(runner.os, "cpu_count", lambda: 2)
    assert len(alone) == 5
    assert written(root, "dua") == alone


def test_a_filled_form_is_kept_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    root = kit.play(tmp_path)
    season = open_season(root, "uji-2025")
    first, *others = write_forms(season, "kota", Wanted(every=True), root / "lagi").files
    first.write_bytes(b"diisi")
    again = write_forms(season, "kota", Wanted(every=True), root / "lagi")
    assert [path.read_bytes() for path in again.kept] == [b"diisi"]
    assert len(list((root / "lagi").iterdir())) == 2 + len(others)
