"""Criteria from files: an edition's folder in, typed values and problems with file and line out."""

from pathlib import Path
from typing import TypeVar

from paritrana.criteria.edition import Edition, EditionFile, Period
from paritrana.criteria.extend import EDITION_FILE, extended
from paritrana.criteria.fingerprint import content_hash
from paritrana.criteria.lint import lint
from paritrana.criteria.lint_names import edition_names, misnamed
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import EXTENDS, Tree, read_tree
from paritrana.criteria.parameters import ascending, in_force
from paritrana.criteria.remarks import Remark
from paritrana.criteria.typing import key_of, typed, what_belongs
from paritrana.criteria.yaml_faults import malformed
from paritrana.problems import Problem, Where, has_errors
from paritrana.text import formats, spoken

__all__ = ["EDITION_FILE", "load_category", "load_edition", "load_edition_file"]

MAX_BYTES = 2_000_000

Found = TypeVar("Found", Category, EditionFile)


def load_category(path: Path, shown: str = "", *, decree: bool = True) -> tuple[Category | None, tuple[Problem, ...]]:
    """One category file with all that is wrong with it; None where an error stands in it.

    `decree` tells whether its edition has one, as a category that is `ditetapkan` needs. Parameters keep all their
    values: only an edition has a period in which one of them is in force.
    """
    return checked_category(category_tree(path, shown or path.name), path.stem, decree, None)


def load_edition_file(path: Path, shown: str = "") -> tuple[EditionFile | None, tuple[Problem, ...]]:
    """`edition.yaml` with all that is wrong with it."""
    return _facts(category_tree(path, shown or path.name), path.parent.name)


def load_edition(folder: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """An edition's folder; None where any of its files holds an error. File names are shown as `folder/file`.

    Parameters keep the one value in force at the end of the edition's period.
    """
    tree = category_tree(folder / EDITION_FILE, f"{folder.name}/{EDITION_FILE}")
    facts, found = _facts(tree, folder.name)
    problems, hashes = [*found, *misnamed(folder)], {EDITION_FILE: tree.digest}
    categories: dict[str, Category] = {}
    decree, period = facts is None or facts.decree is not None, facts.period if facts else None
    for path in sorted(path for path in folder.glob("*.yaml") if path.name != EDITION_FILE):
        tree = category_tree(path, f"{folder.name}/{path.name}")
        category, found = checked_category(tree, path.stem, decree, period)
        problems.extend(found)
        hashes[path.name] = tree.digest
        if category is not None:
            categories[category.category] = category
    if hashes.keys() == {EDITION_FILE}:
        details = {"file": f"{folder.name}/<category>.yaml", **spoken("hint", "hints.one_category")}
        problems.append(Problem("C019", Where(folder.name), details))
    if facts is None or has_errors(problems):
        return None, tuple(problems)
    return Edition(facts, categories, dict(sorted(hashes.items()))), tuple(problems)


def checked_category(
    tree: Tree, name: str, decree: bool, period: Period | None
) -> tuple[Category | None, tuple[Problem, ...]]:
    category = typed(Category, tree)
    if category is not None:
        if category.status != "contoh":
            _inherited(tree, "status")
        _remark(tree, (*lint(category), *ascending(category)))
        if category.status == "ditetapkan" and not decree:
            tree.report("C017", ("status",), {"read": category.status})
        _named(tree, "category", category.category, name)
        category = category if period is None else _current(category, tree, period)
    return _sound(category, tree)


def _facts(tree: Tree, name: str) -> tuple[EditionFile | None, tuple[Problem, ...]]:
    facts = typed(EditionFile, tree)
    if facts is not None:
        _inherited(tree, "status")
        if facts.status == "ditetapkan":
            _inherited(tree, "decree")
        _named(tree, "edition", facts.edition, name)
        _remark(tree, edition_names(facts))
    return _sound(facts, tree)


def _sound(found: Found | None, tree: Tree) -> tuple[Found | None, tuple[Problem, ...]]:
    return (None if has_errors(tree.problems) else found), tuple(tree.problems)


def _remark(tree: Tree, remarks: tuple[Remark, ...]) -> None:
    for remark in remarks:
        key = key_of(remark.path, tree.value, tree.file)
        tree.report(remark.code, remark.path, {"key": key, "id": key.partition(" › ")[0], **remark.details})


def _named(tree: Tree, key: str, read: str, expected: str) -> None:
    """A file says its own name: what it takes over from another file is not enough where that has another name."""
    if read != expected:
        own = (key,) if tree.where((key,)).file == tree.file else (EXTENDS,)
        tree.report("C004", own, {"key": key, "read": read, "expected": expected})


def _inherited(tree: Tree, key: str) -> None:
    """C035 for what a file has to say for itself: the worth of last year's criteria says nothing about this year's."""
    found = tree.where((key,))
    if key in tree.value and found.file != tree.file:
        tree.report("C035", (EXTENDS,), {"key": key, "file": found.file, **what_belongs("", key)})


def _current(category: Category, tree: Tree, period: Period) -> Category:
    """The category with the values of its parameters at the end of the period."""
    category, remarks = in_force(category, period.end)
    told = {"day": formats.date(period.end), "day_en": formats.date(period.end, "en")}
    _remark(tree, tuple(Remark(one.code, one.path, {**one.details, **told}) for one in remarks))
    return category


def category_tree(path: Path, shown: str) -> Tree:
    """The tree of a file and of those it extends; without a value, and with problems, where it cannot be read."""
    tree, problems = _own_tree(path, shown)
    if tree is None:
        return Tree(shown, problems=list(problems))
    return extended(tree, path, _own_tree)


def _own_tree(path: Path, shown: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    """The tree of one file by itself."""
    if not path.is_file():
        details = {"file": shown, **spoken("hint", "hints.check_path")}
        return None, (Problem("C019", Where(shown), details),)
    if path.stat().st_size > MAX_BYTES:
        return None, (Problem("C001", Where(shown, line=1), malformed("size")),)
    read = path.read_bytes()
    if read.startswith(b"PK"):
        return None, (Problem("C001", Where(shown, line=1), malformed("workbook")),)
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = read.count(b"\n", 0, error.start) + 1
        return None, (Problem("C001", Where(shown, line=line), malformed("encoding")),)
    tree = read_tree(text, shown)
    tree.digest = content_hash(text)
    return tree, ()
