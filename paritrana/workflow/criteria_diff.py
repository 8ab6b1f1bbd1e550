"""Comparing criteria: two category files, or two editions."""

from dataclasses import dataclass
from pathlib import Path

from paritrana.criteria.diff import Difference, compare, compare_editions
from paritrana.criteria.edition import Edition
from paritrana.criteria.load import EDITION_FILE, load_category, load_edition
from paritrana.criteria.model import Category
from paritrana.problems import CriteriaInvalid, Problem, UsageError, has_errors
from paritrana.workspace import find_workspace


@dataclass(frozen=True, slots=True)
class CriteriaDiff:
    """What was compared, as it was asked for, and what differs."""

    before: str
    after: str
    difference: Difference

    @property
    def exit_code(self) -> int:
        """0 where nothing that can change points, ranks or awards differs, else 1."""
        return 1 if self.difference.result else 0


def diff_criteria(before: str, after: str, root: Path | None, lang: str = "id") -> CriteriaDiff:
    """Compare category files, editions' folders, or editions of the workspace by their ids.

    Raises UsageError for anything else or for different kinds, CriteriaInvalid where a file holds an error.
    """
    places = [_place(asked, root) for asked in (before, after)]
    if places[0].is_dir() != places[1].is_dir():
        raise UsageError("errors.diff_kinds", read=before, other=after)
    one, two = _loaded(places)
    if isinstance(one, Category) and isinstance(two, Category):
        return CriteriaDiff(before, after, compare(one, two, lang))
    if isinstance(one, Edition) and isinstance(two, Edition):
        return CriteriaDiff(before, after, compare_editions(one, two, lang))
    raise UsageError("errors.diff_kinds", read=before, other=after)


def _place(asked: str, root: Path | None) -> Path:
    """The category file or the edition's folder that is meant; with a workspace given, its editions come first."""
    if root is not None and asked in find_workspace(root).editions():
        return find_workspace(root).criteria(asked)
    path = Path(asked)
    if path.is_file():
        return path.parent if path.name == EDITION_FILE else path
    if (path / EDITION_FILE).is_file():
        return path
    workspace = find_workspace(root)
    if asked not in workspace.editions():
        raise UsageError("errors.no_diff", path=asked, expected=", ".join(workspace.editions()) or "-")
    return workspace.criteria(asked)


def _loaded(places: list[Path]) -> list[Category | Edition | None]:
    """What stands at the places; all that is wrong with any of them is told at once."""
    found: list[Category | Edition | None] = []
    problems: list[Problem] = []
    for place in places:
        one, told = load_edition(place) if place.is_dir() else _category(place)
        found.append(one)
        problems.extend(problem for problem in told if problem.is_error)
    if has_errors(problems):
        raise CriteriaInvalid(tuple(problems))
    return found


def _category(path: Path) -> tuple[Category | None, tuple[Problem, ...]]:
    return load_category(path, f"{path.parent.name}/{path.name}" if path.parent.name else path.name)
