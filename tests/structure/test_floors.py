"""The floors of design §3, kept by import-linter with the contracts of pyproject.toml."""

import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_no_floor_imports_a_higher_one():
    run = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache', '--no-logo'])"
    env = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", run],
        cwd=HOUSE,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " kept, 0 broken" in done.stdout
