"""Criteria from files: an edition's folder in, typed values and problems with file and line out."""

from pathlib import Path

from paritrana.criteria.edition import Edition, EditionFile
from paritrana.criteria.fingerprint import content_hash
from paritrana.criteria.lint import lint
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Tree, read_tree
from paritrana.criteria.typing import key_of, typed
from paritrana.problems import Problem, Where, has_errors
from paritrana.text import spoken

EDITION_FILE = "edition.yaml"
MAX_BYTES = 2_000_000


def load_category(path: Path, shown: str = "", *, decree: bool = True) -> tuple[Category | None, tuple[Problem, ...]]:
    """One category file with all that is wrong with it; None where an error stands in it.

    `decree` tells whether its edition has one, as a category that is `ditetapkan` needs.
    """
    tree, problems = _tree(path, shown or path.name)
    if tree is None:
        return None, problems
    category = typed(Category, tree)
    if category is not None:
        for remark in lint(category):
            key = key_of(remark.path, tree.value, tree.file)
            tree.report(remark.code, remark.path, {"key": key, "id": key.partition(" › ")[0], **remark.details})
        if category.status == "ditetapkan" and not decree:
            tree.report("C017", ("status",), {"read": category.status})
        if category.category != path.stem:
            details = {"key": "category", "read": category.category, "expected": path.stem}
            tree.report("C004", ("category",), details)
    found = tuple(tree.problems)
    return (None if has_errors(found) else category), found


def load_edition_file(path: Path, shown: str = "") -> tuple[EditionFile | None, tuple[Problem, ...]]:
    """`edition.yaml` with all that is wrong with it."""
    tree, problems = _tree(path, shown or path.name)
    if tree is None:
        return None, problems
    facts = typed(EditionFile, tree)
    if facts is not None and facts.edition != path.parent.name:
        details = {"key": "edition", "read": facts.edition, "expected": path.parent.name}
        tree.report("C004", ("edition",), details)
    found = tuple(tree.problems)
    return (None if has_errors(found) else facts), found


def load_edition(folder: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """An edition's folder; None where any of its files holds an error. File names are shown as `folder/file`."""
    facts, found = load_edition_file(folder / EDITION_FILE, f"{folder.name}/{EDITION_FILE}")
    problems = list(found)
    categories: dict[str, Category] = {}
    decree = facts is None or facts.decree is not None
    files = sorted(path for path in folder.glob("*.yaml") if path.name != EDITION_FILE)
    for path in files:
        category, found = load_category(path, f"{folder.name}/{path.name}", decree=decree)
        problems.extend(found)
        if category is not None:
            categories[category.category] = category
    if not files:
        details = {"file": f"{folder.name}/<category>.yaml", **spoken("hint", "hints.one_category")}
        problems.append(Problem("C019", Where(folder.name), details))
    if facts is None or has_errors(problems):
        return None, tuple(problems)
    return Edition(facts, categories, _hashes(folder)), tuple(problems)


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: content_hash(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}


def _tree(path: Path, shown: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    if not path.is_file():
        details = {"file": shown, **spoken("hint", "hints.check_path")}
        return None, (Problem("C019", Where(shown), details),)
    if path.stat().st_size > MAX_BYTES:
        return None, (Problem("C001", Where(shown, line=1), spoken("reason", "yaml.size")),)
    read = path.read_bytes()
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = read.count(b"\n", 0, error.start) + 1
        return None, (Problem("C001", Where(shown, line=line), spoken("reason", "yaml.encoding")),)
    return read_tree(text, shown), ()
