"""A workspace: the folder that holds an award's criteria, submissions, templates and results."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from paritrana.problems import ConflictError, UsageError, unknown
from paritrana.text import visible

STATE = ".paritrana"
EDITION_FILES = ("edition.yaml", "edition.yml")
"""What makes a folder of criteria an edition, in capitals or not; only the first of them is read."""


def shipped(part: str) -> Path:
    """The shipped folder of a part (`criteria`, `templates`, `submissions`): in the wheel, else in the checkout."""
    package = Path(str(files("paritrana")))
    packed = package / "_shipped" / part
    return packed if packed.is_dir() else package.parent / part


@dataclass(frozen=True, slots=True)
class Workspace:
    """Paths of a workspace; no file is opened here."""

    root: Path

    def criteria(self, edition: str) -> Path:
        return self.root / "criteria" / edition

    def submissions(self, edition: str) -> Path:
        return self.root / "submissions" / edition

    def inbox(self, edition: str) -> Path:
        return self.submissions(edition) / "inbox"

    def committee(self, edition: str) -> Path:
        return self.submissions(edition) / "committee"

    def evidence(self, edition: str) -> Path:
        return self.submissions(edition) / "evidence"

    def candidates(self, edition: str) -> Path:
        """The candidate list: candidates.xlsx, or what is there under that name in other capitals."""
        path = self.submissions(edition) / "candidates.xlsx"
        if path.exists() or not path.parent.is_dir():
            return path
        return next((one for one in sorted(path.parent.iterdir()) if one.name.lower() == path.name), path)

    def panel(self, edition: str) -> Path:
        """Who marks, and who does not mark whom: Tim Penilai."""
        return self.submissions(edition) / "panel.xlsx"

    def plenary(self, edition: str) -> Path:
        """What the plenary meeting decided: Keputusan Pleno."""
        return self.submissions(edition) / "pleno.xlsx"

    def objections(self, edition: str) -> Path:
        """Objections and their answers: Sanggahan."""
        return self.submissions(edition) / "sanggahan.xlsx"

    def forms(self, edition: str, category: str) -> Path:
        return self.root / "forms" / edition / category

    def internal(self, edition: str) -> Path:
        return self.root / "out" / edition / "internal"

    def public(self, edition: str) -> Path:
        return self.root / "out" / edition / "public"

    def seal(self, edition: str, category: str) -> Path:
        return self.root / STATE / "seals" / edition / f"{category}.json"

    @property
    def received(self) -> Path:
        """The bytes of everything received, by their SHA-256."""
        return self.root / STATE / "received"

    @property
    def lock(self) -> Path:
        return self.root / STATE / "lock"

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
        """A path as it stands in messages and manifests: relative to the workspace where it can be, POSIX."""
        if path.is_relative_to(self.root):
            return shown(path.relative_to(self.root).as_posix())
        real, root = path.resolve(), self.root.resolve()
        return shown(real.relative_to(root).as_posix() if real.is_relative_to(root) else path.name)

    def editions(self) -> tuple[str, ...]:
        """Ids of the editions whose criteria are here."""
        return _editions(self.root)


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
    return (folder / STATE).is_dir() or bool(_editions(folder))


def _editions(root: Path) -> tuple[str, ...]:
    found = (path.parent.name for path in (root / "criteria").glob("*/*") if path.name.lower() in EDITION_FILES)
    return tuple(sorted(set(found)))


def shown(name: str) -> str:
    """A file's name as messages and manifests hold it: no sign hidden, and two names never the same."""
    return visible(name.replace("\\", r"\\"))


def choose_edition(workspace: Workspace, wanted: str | None) -> str:
    """The edition asked for, or the only one there is. Raises UsageError where several could be meant."""
    known = workspace.editions()
    if wanted is not None:
        if wanted not in known:
            raise unknown("errors.no_edition", wanted, {one: one for one in known}, expected=", ".join(known) or "-")
        return wanted
    if len(known) != 1:
        raise UsageError("errors.which_edition", expected=", ".join(known) or "-")
    return known[0]


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or none: into a sibling first, then in its place.

    Raises UsageError where the path is a folder, ConflictError if the file is open elsewhere, OSError.
    """
    if path.is_dir():
        raise UsageError("errors.is_a_folder", path=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        if isinstance(error, PermissionError) and path.exists():
            raise ConflictError("errors.open_elsewhere", path=path.name) from error
        raise


def swap_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Replace a folder by one with exactly these files (relative POSIX names): no former file survives.

    The new folder is complete before the old one goes. Raises ConflictError where a file in it is open elsewhere,
    UsageError where a file stands in the place of a folder.
    """
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise UsageError("errors.not_a_folder", path=str(place))
    fresh, stale = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    if stale.exists() and not folder.exists():
        stale.rename(folder)
    for leftover in (fresh, stale):
        _remove(leftover)
    try:
        _fill(fresh, contents)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
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


def _fill(folder: Path, contents: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, data in contents.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


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
