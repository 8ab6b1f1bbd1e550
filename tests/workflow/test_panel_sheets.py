"""`panel sheets` in a season: who is inside, who marks, what was typed in, and what is refused."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import panel_kit as pk
import pytest
import season_kit as kit
from test_stages import _play

from paritrana.documents.interview_sheets import Graded, Interview
from paritrana.problems import UsageError
from paritrana.workflow import panel_sheets
from paritrana.workflow.season import open_season

RULE = "rule: {kind: panel, field: wawancara, quorum: 2}"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the papers were made of: `it` and `grids`."""
    seen: dict[str, Any] = {}

    def recap(it: Interview, grids: list[Graded], *_: object) -> bytes:
        seen.update(it=it, grids=grids)
        return b"rekap"

    monkeypatch.setattr(panel_sheets, "render_sheets", lambda *_: b"lembar")
    monkeypatch.setattr(panel_sheets, "render_recap", recap)
    return seen


def write(root: Path, **options: Any) -> panel_sheets.Sheets:
    return panel_sheets.write_sheets(open_season(root, None), ["kota"], **options)


def with_keys(root: Path, keys: str) -> None:
    path = root / "criteria" / "uji-2025" / "kota.yaml"
    text = path.read_text(encoding="utf-8")
    assert RULE in text
    path.write_text(text.replace(RULE, RULE[:-1] + f", {keys}}}"), encoding="utf-8")


def test_the_command_writes_both_papers_into_a_folder_of_the_category(tmp_path: Path) -> None:
    root = kit.workspace(tmp_path)
    told = StringIO()
    with redirect_stdout(told):
        assert kit.paritrana(root, "panel", "sheets", "kota", "--json") == 0
    files = [Path(name) for name in json.loads(told.getvalue())["files"]]
    assert [path.name for path in files] == ["lembar-nilai-wawancara.pdf", "rekap-nilai-wawancara.pdf"]
    assert {path.parent for path in files} == {root / "out" / "uji-2025" / "internal" / "interview" / "kota"}
    before = [path.read_bytes() for path in files]
    assert kit.paritrana(root, "panel", "sheets", "-o", str(tmp_path / "cetak")) == 0
    assert [(tmp_path / "cetak" / "kota" / path.name).read_bytes() for path in files] == before


def test_only_who_passed_the_stage_before_gets_sheets(tmp_path: Path, shown: dict[str, Any]) -> None:
    root = _play(tmp_path)
    done = write(root, blank=2)
    assert [one.code for one in shown["it"].candidates] == ["34.03", "34.04", "34.71"]
    assert done.pages == 3 * 3 + 2


def test_without_stages_every_active_candidate_does_and_jurors_are_numbers(
    tmp_path: Path, shown: dict[str, Any]
) -> None:
    write(kit.workspace(tmp_path))
    assert [one.code for one in shown["it"].candidates] == list(kit.CODES)
    assert [one.name for one in shown["it"].jurors] == ["Penilai 1", "Penilai 2", "Penilai 3"]


def test_marks_come_back_as_typed_with_members_roles_and_recusals(tmp_path: Path, shown: dict[str, Any]) -> None:
    root = kit.play(tmp_path)
    (kit.committee(root) / "panel.xlsx").unlink()
    pk.write_list(root, recusals=((pk.BUDI, "kota", "34.02", "pernah menjabat di sana"),))
    pk.hand_in(root, {"34.01": {"wawancara.1": 80, "wawancara.2": 81}, "34.02": {"wawancara.1": 90}})
    assert write(root).problems == ()
    it, grid = shown["it"], shown["grids"][0]
    assert [(one.name, one.role, one.secretary) for one in it.jurors] == [
        (pk.ANI, "ketua", False),
        (pk.BUDI, "sekretaris", True),
        (pk.CICI, "anggota", False),
    ]
    assert it.recused == {("34.02", pk.BUDI)}
    assert it.pages == 5 * 3 - 1
    assert grid.given == {("34.01", pk.ANI): (80,), ("34.01", pk.BUDI): (81,), ("34.02", pk.ANI): (90,)}
    assert grid.reduced == {"34.01": 80.5}, "one mark is below the quorum of two"


def test_a_mark_typed_twice_that_differs_is_shown_and_comes_to_nothing(tmp_path: Path, shown: dict[str, Any]) -> None:
    root = kit.play(tmp_path)
    (kit.committee(root) / "panel.xlsx").unlink()
    pk.write_list(root)
    for number, mark in enumerate((80, 85)):
        marks = {code: {"wawancara.1": 70, "wawancara.2": 72} for code in ("34.01", "34.02")}
        pk.hand_in(root, {**marks, "34.01": {"wawancara.1": mark, "wawancara.2": 72}}, f"panel-{number}.xlsx")
    write(root)
    grid = shown["grids"][0]
    assert sorted(grid.given["34.01", pk.ANI]) == [80, 85]
    assert grid.reduced == {"34.02": 71}


def test_the_adjusted_figure_stands_beside_the_raw_one(tmp_path: Path, shown: dict[str, Any]) -> None:
    root = kit.play(tmp_path)
    with_keys(root, "severity: additive")
    (kit.committee(root) / "panel.xlsx").unlink()
    pk.write_list(root)
    marks = {code: {"wawancara.1": 80, "wawancara.2": 80, "wawancara.3": 65} for code in kit.CODES[:4]}
    pk.hand_in(root, {**marks, "34.71": {"wawancara.1": 80, "wawancara.2": 80}})
    write(root)
    grid = shown["grids"][0]
    assert (grid.adjusting, grid.reduced["34.71"], grid.adjusted["34.71"]) == (True, 80, 75)
    assert grid.reduced["34.01"] == grid.adjusted["34.01"] == 75


def test_who_came_is_the_organisers_choice_beside_the_marks(tmp_path: Path, shown: dict[str, Any]) -> None:
    root = kit.workspace(tmp_path)
    path = root / "criteria" / "uji-2025" / "kota.yaml"
    options = "[{code: hadir, label: Hadir}, {code: tidak, label: Tidak hadir}]"
    came = f"kind: choice, filled_by: organiser, info_only: true, section: Wawancara, options: {options}"
    text = path.read_text(encoding="utf-8").replace(
        "ask: Nilai wawancara,", "ask: Nilai wawancara, section: Wawancara,"
    )
    path.write_text(
        text.replace("derived:", f"  - {{id: hadir, ask: Kehadiran, {came}}}\nderived:", 1), encoding="utf-8"
    )
    write(root)
    assert shown["it"].attendance.options == ("Hadir", "Tidak hadir")


def test_a_category_without_marks_and_a_crowd_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = kit.workspace(tmp_path)
    monkeypatch.setattr(panel_sheets, "MOST", 14)
    with pytest.raises(UsageError) as refused:
        write(root)
    assert (refused.value.details["count"], refused.value.details["limit"]) == ("15", "14")
    monkeypatch.undo()
    path = root / "criteria" / "uji-2025" / "kota.yaml"
    text = path.read_text(encoding="utf-8").replace("filled_by: panel", "filled_by: organiser")
    path.write_text(text.replace(RULE, "rule: {kind: linear, value: wawancara, zero_at: 0, full_at: 100}"), "utf-8")
    assert kit.paritrana(root, "panel", "sheets", "kota") == 2
