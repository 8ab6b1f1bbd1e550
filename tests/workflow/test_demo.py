"""The demo from an empty folder to published papers, by the command that people type."""

import json
from pathlib import Path

import pytest

from paritrana.__main__ import main
from paritrana.problems import UsageError
from paritrana.workflow.demo import MARKER, run_demo

WRONG_USE = 2


def test_the_demo_replaces_a_former_one_and_publishes_both_editions(tmp_path, capsys):
    folder = tmp_path / "demo"
    (folder / MARKER).parent.mkdir(parents=True)
    (folder / MARKER).write_bytes(b"")
    (folder / "out").mkdir()
    (folder / "out" / "lama.pdf").write_bytes(b"lama")

    assert main(["demo", str(folder), "--json"]) == 0

    assert not (folder / "out" / "lama.pdf").exists()
    told = json.loads(capsys.readouterr().out)
    assert [one["edition"] for one in told["editions"]] == ["2025-provinsi", "ucj-2024"]
    assert all(category["code"] for one in told["editions"] for category in one["categories"])
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert all(f" {category['code']}\n" in readme for category in told["editions"][0]["categories"])
    kabupaten = folder / "out" / "2025-provinsi" / "internal" / "kabupaten-kota"
    assert {"ranking.xlsx", "certificates.pdf", "problems.html"} <= {path.name for path in kabupaten.iterdir()}
    assert "BU-33-0018" in (folder / "out" / "2025-provinsi" / "internal" / "badan-usaha" / "ranking.csv").read_text(
        encoding="utf-8"
    )
    assert (folder / "out" / "ucj-2024" / "public" / "index.html").is_file()
    assert not (folder / "out" / "ucj-2024" / "internal" / "cakupan" / "certificates").exists()
    forms = {path.name for path in (folder / "forms").rglob("*.xlsx")}
    assert forms == {"formulir_kabupaten-kota.xlsx", "tabel_panel_kabupaten-kota.xlsx"}
    assert "karangan" in (kabupaten / "ranking.html").read_text(encoding="utf-8")


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path):
    kept = tmp_path / "kerja" / "penting.txt"
    kept.parent.mkdir()
    kept.write_text("jangan dihapus", encoding="utf-8")
    with pytest.raises(UsageError, match="not_a_demo"):
        run_demo(kept.parent)
    assert main(["demo", str(kept.parent)]) == WRONG_USE
    assert kept.read_text(encoding="utf-8") == "jangan dihapus"


def test_a_file_is_no_folder_for_a_demo(tmp_path):
    path = tmp_path / "demo"
    path.write_text("berkas", encoding="utf-8")
    assert main(["demo", str(path)]) == WRONG_USE
    assert path.read_text(encoding="utf-8") == "berkas"
