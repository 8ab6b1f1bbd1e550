"""Checking criteria files: one file, one edition, or everything in a workspace."""

from dataclasses import dataclass
from pathlib import Path

from paritrana.criteria.load import EDITION_FILE, load_category, load_edition, load_edition_file
from paritrana.problems import Problem, UsageError, has_errors
from paritrana.workflow.criteria_ties import unseparated
from paritrana.workspace import choose_edition, find_workspace


@dataclass(frozen=True, slots=True)
class CriteriaChecked:
    """The files looked at, and everything that is wrong with them."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        return not has_errors(self.problems)


def check_criteria(path: Path | None, root: Path | None, edition: str | None) -> CriteriaChecked:
    """A category file, an edition's folder, a folder of editions; without a path, the workspace's own.

    Raises UsageError where there is nothing to check.
    """
    if path is not None and path.is_file():
        return _one_file(path)
    folders = _folders(path, root, edition)
    if not folders:
        raise UsageError("errors.no_criteria", path=str(path))
    files: list[str] = []
    problems: list[Problem] = []
    for folder in folders:
        loaded, found = load_edition(folder)
        problems.extend(found)
        problems.extend(unseparated(loaded, folder) if loaded is not None else ())
        files.extend(f"{folder.name}/{one.name}" for one in sorted(folder.glob("*.yaml")))
    return CriteriaChecked(tuple(files), tuple(problems))


def _one_file(path: Path) -> CriteriaChecked:
    load = load_edition_file if path.name == EDITION_FILE else load_category
    _, problems = load(path, str(path))
    return CriteriaChecked((path.name,), problems)


def _folders(path: Path | None, root: Path | None, edition: str | None) -> list[Path]:
    if path is None:
        workspace = find_workspace(root)
        names = [choose_edition(workspace, edition)] if edition else list(workspace.editions())
        return [workspace.criteria(name) for name in names]
    if any(path.glob("*.yaml")):
        return [path]
    inner = path / "criteria" if (path / "criteria").is_dir() else path
    return sorted(found.parent for found in inner.glob(f"*/{EDITION_FILE}"))
