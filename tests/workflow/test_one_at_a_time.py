"""Two processes never write into one workspace at the same time."""

import subprocess
import sys
from pathlib import Path

import pytest
from season_kit import paritrana, play

HOLD = """
import sys
from pathlib import Path
from paritrana.workflow.alone import claimed
from paritrana.workspace import Workspace
with claimed(Workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_who_comes_second_is_told_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    assert paritrana(root, "score") == 0
    written = sorted((path, path.stat().st_mtime_ns) for path in (root / "out").rglob("*"))
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLD, str(root)], stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        capsys.readouterr()
        for command in (["score"], ["seal"], ["publish"], ["form", "kota"], ["candidates", "kota", "--template"]):
            assert paritrana(root, *command) == 5
            assert "sedang dipakai oleh proses lain" in capsys.readouterr().err
        for command in (["check"], ["candidates", "kota"], ["criteria", "check"]):
            assert paritrana(root, *command) == 0
        other.kill()
    assert sorted((path, path.stat().st_mtime_ns) for path in (root / "out").rglob("*")) == written
    assert paritrana(root, "score") == 0
