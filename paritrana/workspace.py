"""A workspace: the folder that holds an award's criteria, submissions, templates and results."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from paritrana.problems import ConflictError, UsageError

STATE = ".paritrana"
SHIPPED_PARTS = ("criteria", "templates", "submissions")


def shipped(part: str) -> Path:
    """The shipped folder of a part (`criteria`, `templates`, `submissions`): in the wheel, else in the checkout."""
    package = Path(str(files("paritrana")))
    packed = package / "_shipped" / part
    return packed if packed.is_dir() else package.parent / part


@dataclass(frozen=True, slots=True)
class Workspace:
    """Paths of a workspace; nothing here reads or writes."""

    root: Path

    def criteria(self, edition: str) -> Path:
        return self.root / "criteria" / edition

    def submissions(self, edition: str) -> Path:
        return self.root / "submissions" / edition

    def inbox(self, edition: str) -> Path:
        return self.submissions(edition) / "inbox"

    def committee(self, edition: str) -> Path:
        return self.submissions(edition) / "committee"

    def candidates(self, edition: str) -> Path:
        return self.submissions(edition) / "candidates.xlsx"

    def forms(self, edition: str, category: str) -> Path:
        return self.root / "forms" / edition / category

    def internal(self, edition: str) -> Path:
        return self.root / "out" / edition / "internal"

    def public(self, edition: str) -> Path:
        return self.root / "out" / edition / "public"

    def seal(self, edition: str, category: str) -> Path:
        return self.root / STATE / "seals" / edition / f"{category}.json"

    @property
    def journal(self) -> Path:
        return self.root / STATE / "journal.jsonl"

    @property
    def template_dirs(self) -> tuple[Path, ...]:
        """Where templates are looked for: the workspace's own first, the shipped ones last."""
        own = self.root / "templates"
        last = shipped("templates")
        return (own, last) if own.is_dir() and own.resolve() != last.resolve() else (last,)

    def relative(self, path: Path) -> str:
        """A path as it stands in manifests: relative to the workspace where it can be, POSIX."""
        for one, root in ((path, self.root), (path.resolve(), self.root.resolve())):
            if one.is_relative_to(root):
                return one.relative_to(root).as_posix()
        return path.name

    def editions(self) -> tuple[str, ...]:
        """Ids of the editions whose criteria are here."""
        folder = self.root / "criteria"
        return tuple(sorted(path.parent.name for path in folder.glob("*/edition.yaml")))


def find_workspace(given: Path | None, start: Path | None = None) -> Workspace:
    """The workspace at `given`, else the one that `start` (the current folder) lies in. Raises UsageError."""
    if given is not None:
        if not (given / "criteria").is_dir():
            raise UsageError("errors.no_workspace", path=str(given))
        return Workspace(given)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_workspace(folder):
            return Workspace(folder)
    raise UsageError("errors.no_workspace", path=str(here))


def _is_workspace(folder: Path) -> bool:
    return (folder / STATE).is_dir() or any((folder / "criteria").glob("*/edition.yaml"))


def choose_edition(workspace: Workspace, wanted: str | None) -> str:
    """The edition asked for, or the only one there is. Raises UsageError where several could be meant."""
    known = workspace.editions()
    if wanted is not None:
        if wanted not in known:
            raise UsageError("errors.no_edition", read=wanted, expected=", ".join(known) or "-")
        return wanted
    if len(known) != 1:
        raise UsageError("errors.which_edition", expected=", ".join(known) or "-")
    return known[0]


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or none: into a sibling first, then in its place. Raises ConflictError if it is open."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except PermissionError as error:
        part.unlink(missing_ok=True)
        raise ConflictError("errors.open_elsewhere", path=path.name) from error


def swap_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Replace a folder by one with exactly these files (relative POSIX names): no former file survives.

    The new folder is complete before the old one goes. Raises ConflictError where a file in it is open elsewhere.
    """
    fresh, stale = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    if stale.exists() and not folder.exists():
        stale.rename(folder)
    for leftover in (fresh, stale):
        _remove(leftover)
    fresh.mkdir(parents=True)
    for name, data in contents.items():
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    try:
        if folder.exists():
            folder.rename(stale)
        fresh.rename(folder)
    except OSError as error:
        if stale.exists() and not folder.exists():
            stale.rename(folder)
        _remove(fresh)
        raise ConflictError("errors.open_elsewhere", path=_open_file(folder)) from error
    _remove(stale)


def _remove(folder: Path) -> None:
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except PermissionError as error:
        raise ConflictError("errors.open_elsewhere", path=_open_file(folder)) from error


def _open_file(folder: Path) -> str:
    """The file of a folder that cannot be opened for writing, or the folder's name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not os.access(path, os.W_OK):
            return path.name
    return folder.name
