"""The folders of a workspace that nobody sends: what lies in them is never received as if it had come from outside."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from paritrana.problems import UsageError
from paritrana.workflow.season import Season
from paritrana.workflow.standing import FOLDER
from paritrana.workspace import STATE, Workspace

OWN = (STATE, "criteria", "forms", "out", "templates")
PUT_BY_HAND = ("inbox", "committee")
"""Folders of an edition's submissions into which people put files themselves: only the copies in them are ours."""


def refuse_own(season: Season, paths: Sequence[Path]) -> None:
    """Refuse paths that do not exist, and folders that are, hold or lie in what belongs to the workspace itself.

    Inbox and committee may be given: their copies of received files are passed over. Raises UsageError.
    """
    for path in paths:
        if not path.exists():
            raise UsageError("errors.no_file", path=str(path))
        own = _own_part(season, path.resolve()) if path.is_dir() else None
        if own is not None:
            inbox = season.workspace.relative(season.workspace.inbox(season.edition.id))
            raise UsageError("errors.receive_own", path=str(path), own=season.workspace.relative(own), inbox=inbox)


def is_copy(workspace: Workspace, path: Path) -> bool:
    """Whether a file lies in a folder of copies."""
    return any(path.resolve().is_relative_to(folder) for folder in _copies(workspace))


def _own_part(season: Season, folder: Path) -> Path | None:
    """What of the workspace a folder is, holds or lies in; None for what was sent."""
    root = season.workspace.root.resolve()
    copies = tuple(_copies(season.workspace))
    allowed = {one.parent for one in copies}
    for own in (*(root / name for name in OWN), *copies):
        if folder.is_relative_to(own) or (own.is_relative_to(folder) and folder not in allowed):
            return own
    return None


def _copies(workspace: Workspace) -> Iterator[Path]:
    """The folders of copies of every edition, whether they are there or not."""
    submissions = workspace.root.resolve() / "submissions"
    editions = {*workspace.editions(), *(one.name for one in submissions.glob("*") if one.is_dir())}
    for edition in sorted(editions):
        for name in PUT_BY_HAND:
            yield submissions / edition / name / FOLDER
