"""A new workspace from the package, for one province where one is named."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from paritrana.problems import UsageError, unknown
from paritrana.regions import Kind, Region, official_name, provinces, region, resolve
from paritrana.workspace import STATE, Workspace, shipped

EXAMPLE_PROVINCE = "33"
FOLDERS = ("inbox", "committee", "evidence")


def init_workspace(folder: Path, province: str | None = None) -> Workspace:
    """A workspace in a new or empty folder, for a province by code or name.

    Raises UsageError where the folder is not empty, or there is no such province.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("errors.not_empty", path=str(folder))
    moved = _province(province) if province else None
    workspace = Workspace(folder)
    shutil.copytree(shipped("criteria"), folder / "criteria")
    (folder / STATE).mkdir()
    (folder / "templates").mkdir()
    for edition in workspace.editions():
        for part in FOLDERS:
            (workspace.submissions(edition) / part).mkdir(parents=True)
        _shipped_submissions(workspace, edition)
        if moved and moved.code != EXAMPLE_PROVINCE:
            _move_to(workspace.criteria(edition) / "edition.yaml", moved.code, _bare_name(moved))
    return workspace


def _province(wanted: str) -> Region:
    """The province with this code or name. Raises UsageError, with the names that look like it."""
    found = region(wanted.strip()) or resolve(wanted, kind=Kind.PROVINSI)
    if isinstance(found, Region) and found.kind is Kind.PROVINSI:
        return found
    every = {_bare_name(one): f"{one.code} ({_bare_name(one)})" for one in provinces()}
    raise unknown("errors.no_province", wanted, every)


def _bare_name(province: Region) -> str:
    return official_name(province).removeprefix("Provinsi ")


def _shipped_submissions(workspace: Workspace, edition: str) -> None:
    """The candidate list and committee tables that come with an edition of published figures."""
    source = shipped("submissions") / edition
    for path in _workbooks(source):
        target = workspace.submissions(edition) / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _workbooks(source: Path) -> Iterator[Path]:
    yield from sorted(path for path in (source / "candidates.xlsx",) if path.is_file())
    yield from sorted((source / "committee").glob("*.xlsx"))


def _move_to(path: Path, code: str, name: str) -> None:
    """Put another province into an edition file, comments and all; its capital is left for people to fill in."""
    text = path.read_text(encoding="utf-8")
    if not re.search(rf'(?m)^province: "{EXAMPLE_PROVINCE}"$', text):
        return
    text = re.sub(rf'(?m)^province: "{EXAMPLE_PROVINCE}"$', f'province: "{code}"', text)
    text = text.replace("Jawa Tengah", name)
    text = re.sub(r"(?m)^place: .*$", "place: # isi: kota tempat penandatanganan", text)
    path.write_text(text, encoding="utf-8", newline="\n")
