"""The lists that a committee keeps itself, written once as templates and never over one that is there."""

from collections.abc import Callable
from pathlib import Path

from paritrana.problems import ConflictError
from paritrana.workflow.alone import alone
from paritrana.workflow.season import Season
from paritrana.workspace import write_file


@alone
def write_new(season: Season, path: Path, data: Callable[[], bytes]) -> Path:
    """Write a template. Raises ConflictError if the file exists."""
    if path.exists():
        raise ConflictError("errors.exists", path=season.workspace.relative(path))
    write_file(path, data())
    return path
