"""A category's criteria as a workbook for those who would rather not edit YAML, and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paritrana.criteria import load
from paritrana.criteria.edition import EditionFile
from paritrana.criteria.load import EDITION_FILE, load_edition_file
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import EXTENDS, read_tree
from paritrana.criteria.yaml_text import without_empty, yaml_text
from paritrana.form.cells import Book, UnreadableBook, open_book
from paritrana.form.criteria_book import edition_texts, write_criteria_book
from paritrana.form.criteria_book_layout import EDITION_KEYS, LINE_ENGLISH, LINE_KEY, LINE_VALUE
from paritrana.form.criteria_book_reader import CriteriaBook, read_criteria_book
from paritrana.form.criteria_book_tree import Line
from paritrana.intake.guard import judge
from paritrana.problems import ConflictError, CriteriaInvalid, Problem, UsageError, Where, has_errors, unknown
from paritrana.workspace import Workspace, choose_edition, find_workspace, write_file

HEADER = "# yaml-language-server: $schema=../schema/category.json\n"
STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class CriteriaWritten:
    """A workbook that was written.

    `kept` names the parts that stand in its sheet Lain-lain; `comments` counts the comment lines that do not, and
    `base` is the file that the category extends, whose parts the workbook holds as its own; empty where it extends
    none.
    """

    path: Path
    kept: tuple[str, ...]
    comments: int
    base: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CriteriaRead:
    """What a workbook gave: the text and where it was written (None: nowhere), or the problems that prevent it.

    `comments` counts the comment lines of the file that was overwritten.
    """

    text: str
    path: Path | None
    problems: tuple[Problem, ...]
    dangerous: bool = False
    comments: int = 0

    @property
    def exit_code(self) -> int:
        if self.dangerous:
            return 3
        return 4 if has_errors(self.problems) else 0


def criteria_to_excel(
    root: Path | None, edition: str | None, category: str, output: Path | None, *, replace: bool = False
) -> CriteriaWritten:
    """Write a category's workbook. Raises UsageError, CriteriaInvalid, or ConflictError where it is there already."""
    workspace = find_workspace(root)
    folder = workspace.criteria(choose_edition(workspace, edition))
    path = folder / f"{category}.yaml"
    if not path.is_file() or path.name == EDITION_FILE:
        known = sorted(one.stem for one in folder.glob("*.yaml") if one.name != EDITION_FILE)
        raise unknown("errors.no_category", category, {one: one for one in known}, expected=", ".join(known))
    target = output or path.with_suffix(".xlsx")
    _refuse_present(target, replace)
    tree = load.category_tree(path, f"{folder.name}/{path.name}")
    facts = load_edition_file(folder / EDITION_FILE, f"{folder.name}/{EDITION_FILE}")[0]
    found, problems = load.checked_category(tree, path.stem, facts is None or facts.decree is not None, None)
    if found is None:
        raise CriteriaInvalid(problems)
    written = write_criteria_book(tree.value, load.category_tree(folder / EDITION_FILE, EDITION_FILE).value)
    write_file(target, written.data)
    text = path.read_text(encoding="utf-8-sig")
    own = read_tree(text, path.name).value
    return CriteriaWritten(target, written.kept, _comments(text), str(own.get(EXTENDS, "")), problems)


def _comments(text: str) -> int:
    lines = (line.strip() for line in text.splitlines())
    return sum(line.startswith("#") and "yaml-language-server" not in line for line in lines)


def _refuse_present(path: Path, replace: bool) -> None:
    if path.exists() and not replace:
        raise ConflictError("errors.exists_replace", path=str(path))


def criteria_from_excel(
    file: Path, root: Path | None, edition: str | None, output: Path | None, *, replace: bool = False
) -> CriteriaRead:
    """Read a category's workbook and write its YAML, or nothing where an error stands in it.

    `output` is a file, or `-` for no file at all. Without it, the category's own file in its edition. Raises
    UsageError, or ConflictError where the file is there already.
    """
    if not file.is_file():
        raise UsageError("errors.no_file", path=str(file))
    book, hazards = _opened(file)
    if book is None:
        return CriteriaRead("", None, hazards, dangerous=True)
    found = read_criteria_book(book)
    folder = _folder(root, edition, found, needed=output is None)
    facts, unlike = _facts(folder, found.edition)
    problems = (*hazards, *_judged(found, facts), *unlike)
    if has_errors(problems):
        return CriteriaRead("", None, problems)
    text = _text(found.tree.value)
    target = output or _own_file(folder, found.tree.value)
    if target == STDOUT:
        return CriteriaRead(text, None, problems)
    _refuse_present(target, replace)
    lost = _comments(target.read_text(encoding="utf-8-sig", errors="replace")) if target.is_file() else 0
    write_file(target, text.encode("utf-8"))
    return CriteriaRead(text, target, problems, comments=lost)


def _opened(file: Path) -> tuple[Book | None, tuple[Problem, ...]]:
    """The workbook, None where it is dangerous or cannot be read."""
    data = file.read_bytes()
    hazards = judge(data, file.name)
    if hazards:
        return None, hazards
    try:
        return open_book(data, file.name), ()
    except UnreadableBook as error:
        return None, (Problem("B012", Where(file.name), {"reason": str(error)}),)


def _folder(root: Path | None, edition: str | None, found: CriteriaBook, *, needed: bool) -> Path | None:
    """The folder of the edition asked for, else of the one the workbook names, else of the only one."""
    try:
        workspace = find_workspace(root)
        return workspace.criteria(choose_edition(workspace, edition or _named(workspace, found)))
    except UsageError:
        if needed or edition is not None or root is not None:
            raise
        return None


def _named(workspace: Workspace, found: CriteriaBook) -> str | None:
    said = next((line.text(LINE_VALUE).strip() for line in found.edition if line.text(LINE_KEY) == "edition"), "")
    return said if said in workspace.editions() else None


def _own_file(folder: Path | None, value: Any) -> Path:
    if folder is None:
        raise UsageError("errors.no_workspace", path=".")
    return folder / f"{value['category']}.yaml"


def _facts(folder: Path | None, lines: Iterable[Line]) -> tuple[EditionFile | None, tuple[Problem, ...]]:
    """The facts of the edition, and C055 for every one that the workbook says otherwise."""
    if folder is None:
        return None, ()
    facts, problems = load_edition_file(folder / EDITION_FILE, f"{folder.name}/{EDITION_FILE}")
    if facts is None:
        return None, problems
    known = edition_texts(load.category_tree(folder / EDITION_FILE, EDITION_FILE).value)
    return facts, tuple(problem for line in lines for problem in _unlike(line, known))


def _unlike(line: Line, known: dict[str, tuple[str, str]]) -> Iterable[Problem]:
    key = line.text(LINE_KEY).strip()
    for column, expected in zip((LINE_VALUE, LINE_ENGLISH), known.get(key, ()), strict=False):
        read = line.text(column).strip()
        if read != expected.strip():
            details = {"key": key, "name": EDITION_KEYS[key], "read": read or "-", "expected": expected or "-"}
            yield Problem("C055", line.place(column), details)


def _judged(found: CriteriaBook, facts: EditionFile | None) -> tuple[Problem, ...]:
    """Everything wrong with a workbook; a cell that could not be read is reported once."""
    tree = found.tree
    name = str(tree.value.get("category", ""))
    decree, period = facts is None or facts.decree is not None, facts.period if facts else None
    told = load.checked_category(tree, name, decree, period)[1]
    spoiled = {problem.where for problem in found.problems if problem.is_error}
    absent = any(problem.code in ("B026", "B043") for problem in found.problems)
    rest = () if absent else (problem for problem in told if problem.where not in spoiled)
    return (*found.problems, *rest)


def _text(value: Any) -> str:
    """The canonical text of a tree, which gives the same tree again."""
    bare = without_empty(value)
    text = HEADER + yaml_text(bare, Category)
    if read_tree(text, "").value != bare:
        raise AssertionError("the written text does not give the same tree")
    return text
