"""A second run over forms that have not changed, against reading them all and against merely hashing them.

    python -m benchmarks.again [PATHS]

The inbox holds as many paths as wanted, made of 500 filled forms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import intake
from benchmarks.measure import Row, table
from paritrana.manifest import sha256
from paritrana.workflow.check import with_checks
from paritrana.workflow.collect import read_folders
from paritrana.workflow.season import open_season
from paritrana.workspace import shipped

PATHS, FORMS = 4_000, 500
EDITION = "2025-provinsi"
FIRST, AGAIN, HASHING = "first run: guard, read, check, hash", "second run, nothing changed", "hashing alone"


def main(count: int = PATHS) -> str:
    """The table of one run, by the clock: this is about waiting."""
    with tempfile.TemporaryDirectory() as folder:
        inbox = _workspace(Path(folder), count)
        season = open_season(Path(folder), EDITION)
        first, read = _timed(lambda: read_folders(season, after=with_checks))
        again, known = _timed(lambda: read_folders(season, after=with_checks))
        if read != known or sum(bool(one.checked) for one in read) != count:
            raise AssertionError(count)
        hashing, _ = _timed(lambda: [sha256(path.read_bytes()) for path in inbox.iterdir()])
    rows = [Row(FIRST, first / count), Row(AGAIN, again / count), Row(HASHING, hashing / count)]
    title = f"Second run over {count} unchanged forms: {again:.1f} s, {first / again:.0f}× the first, "
    return table(title + f"{again / hashing:.1f} times hashing alone; per form, by the clock", rows, FIRST)


def _workspace(root: Path, count: int) -> Path:
    """A workspace whose inbox holds the forms under many names."""
    (root / "criteria").mkdir()
    (root / "criteria" / EDITION).symlink_to(shipped("criteria") / EDITION)
    inbox = root / "submissions" / EDITION / "inbox"
    inbox.mkdir(parents=True)
    edition = intake._edition()
    forms = [path.read_bytes() for path in intake._forms(edition, intake._candidates(edition), FORMS)]
    for number in range(count):
        (inbox / f"{number:06}.xlsx").write_bytes(forms[number % FORMS])
    os.sync()
    return inbox


def _timed(job: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = job()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else PATHS))
