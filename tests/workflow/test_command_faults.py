"""What goes wrong is told in words, with an exit code, and in one JSON envelope where JSON was asked for."""

import errno
import json
import os
from pathlib import Path

import pytest
from season_kit import paritrana, play, workspace

from paritrana.__main__ import main
from paritrana.cli.faults import refused_by_system
from paritrana.problems import ConflictError

WRONG = [
    ["--json"],
    ["tebak", "--json"],
    ["score", "--json", "--tebak"],
    ["form", "--json"],
    ["regions", "33", "34", "--json"],
    ["criteria", "--json"],
    ["score", "--json", "--lang", "fr"],
    ["check", "tidak-ada.xlsx", "--json"],
]


def envelope(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    assert set(found) == {"schema", "exit_code", "says", "problems"}
    assert found["schema"] == "paritrana/error/1"
    return found


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_use_is_one_envelope(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    found = envelope(capsys)
    assert found["exit_code"] == 2
    assert found["says"]


def test_a_fault_of_the_program_is_an_envelope_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("sengaja")

    monkeypatch.setattr("paritrana.workflow.places.find_regions", broken)
    assert main(["regions", "33", "--json"]) == 70
    assert envelope(capsys)["exit_code"] == 70
    assert main(["regions", "33"]) == 70
    assert "sengaja" in capsys.readouterr().err


def test_without_json_nothing_is_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tebak"]) == 2
    assert capsys.readouterr().out == ""


def refused(root: Path, output: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert paritrana(root, "form", "kota", "-o", str(output)) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "Kirim pesan" not in told
    return told


def test_an_output_that_cannot_be_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path / "w")
    (tmp_path / "berkas").write_bytes(b"")
    assert "bukan folder" in refused(root, tmp_path / "berkas", capsys)
    assert "bukan folder" in refused(root, tmp_path / "berkas" / "x.xlsx", capsys)
    assert "terlalu panjang" in refused(root, tmp_path / ("x" * 300), capsys)
    (tmp_path / "folder.xlsx").mkdir()
    told = refused(root, tmp_path / "folder.xlsx", capsys)
    assert "adalah folder" in told
    assert str(tmp_path / "folder.xlsx") in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas", "folder.xlsx", "w"]


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENAMETOOLONG, errno.EINVAL, errno.EIO]
)
def test_what_the_system_refuses_is_wrong_use_with_the_path(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(tmp_path / "w")

    def refuse(path: Path, *_: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert "x.xlsx" in refused(root, tmp_path / "x.xlsx", capsys)


def test_a_file_that_may_not_be_replaced_is_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(tmp_path / "w")
    target = tmp_path / "x.xlsx"
    assert paritrana(root, "form", "kota", "-o", str(target)) == 0

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, "", str(path))

    monkeypatch.setattr(Path, "replace", refuse)
    assert paritrana(root, "form", "kota", "-o", str(target)) == 5
    assert "x.xlsx" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w", "x.xlsx"]


def test_a_sharing_violation_of_windows_is_a_conflict() -> None:
    error = OSError(errno.EACCES, "in use", "x.xlsx")
    error.winerror = 32  # type: ignore[attr-defined]
    assert isinstance(refused_by_system(error), ConflictError)


def test_a_folder_of_results_that_cannot_be_filled_leaves_the_former_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = play(tmp_path)
    assert paritrana(root, "score") == 0
    folder = root / "out" / "uji-2025" / "internal"
    before = sorted(path for path in folder.rglob("*"))

    def full(path: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, "", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        assert paritrana(root, "score") == 2
    assert sorted(path for path in folder.rglob("*")) == before
