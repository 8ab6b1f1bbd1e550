"""`extends:` a criteria file that says only what it changes of an earlier one. Merged as plain trees, before typing."""

import os
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paritrana.criteria.fingerprint import content_hash
from paritrana.criteria.nodes import EXTENDS, Path, Tree
from paritrana.problems import Problem, Where
from paritrana.text import spoken

EDITION_FILE = "edition.yaml"
SUFFIX = ".yaml"
MAX_CHAIN = 5
"""How many files may stand before a file."""
MAX_NAME = 300
REMOVE = "remove"
ITEM_KEYS = {"options": "code", "places": "rank"}
"""The key that tells the items of a list apart, where it is not `id`."""

Read = Callable[[pathlib.Path, str], tuple[Tree | None, tuple[Problem, ...]]]
"""Reads the tree of one file, shown under a name."""


def extended(tree: Tree, path: pathlib.Path, read: Read) -> Tree:
    """The tree of a file with everything it takes from the files it extends; as it is where it extends none."""
    own = pathlib.Path(os.path.normpath(path.absolute()))
    return _extended(tree, (own,), own.parent.parent, read)


def _extended(tree: Tree, chain: tuple[pathlib.Path, ...], root: pathlib.Path, read: Read) -> Tree:
    """`chain` are the files so far, this one last; `root` is the folder none may leave."""
    if not isinstance(tree.value, dict) or EXTENDS not in tree.value:
        return tree
    path = _base_path(tree, chain, root)
    if path is None:
        return _without_value(tree)
    base, problems = read(path, f"{path.parent.name}/{path.name}")
    tree.problems[:0] = problems
    if base is None:
        return _without_value(tree)
    return merged(_checked(_extended(base, (*chain, path), root, read)), tree)


def _checked(base: Tree) -> Tree:
    """A tree to build on: where it holds no keys, that is told of the base and not of the file that extends it."""
    if not isinstance(base.value, dict) and not base.problems:
        key = "expected.criteria" if base.value is None else "expected.mapping"
        base.report("C004", (), {"key": base.file, "read": _short(str(base.value or "")), **spoken("expected", key)})
    return base if isinstance(base.value, dict) else _without_value(base)


def _without_value(tree: Tree) -> Tree:
    tree.value = None
    return tree


def _base_path(tree: Tree, chain: tuple[pathlib.Path, ...], root: pathlib.Path) -> pathlib.Path | None:
    """The file that a tree extends; None with a problem where there is none to be had."""
    read = tree.value[EXTENDS]
    if not isinstance(read, str) or not read.strip():
        tree.report("C004", (EXTENDS,), {"key": EXTENDS, "read": "", **spoken("expected", "expected.extends")})
        return None
    path = _resolved(read.strip(), chain[-1].parent, root)
    if path is None:
        tree.report("C032", (EXTENDS,), {"read": _short(read)})
    elif (path.name == EDITION_FILE) != (chain[0].name == EDITION_FILE):
        key = "expected.edition_file" if chain[0].name == EDITION_FILE else "expected.category_file"
        tree.report("C004", (EXTENDS,), {"key": EXTENDS, "read": _short(read), **spoken("expected", key)})
    elif path in chain:
        names = " → ".join(f"{one.parent.name}/{one.name}" for one in (*chain[chain.index(path) :], path))
        tree.report("C033", (EXTENDS,), spoken("reason", "extends.circle", files=names))
    elif len(chain) > MAX_CHAIN:
        tree.report("C033", (EXTENDS,), spoken("reason", "extends.long", limit=str(MAX_CHAIN)))
    elif not _is_there(path):
        details = {"file": f"{path.parent.name}/{path.name}", **spoken("hint", "hints.check_extends")}
        tree.report("C019", (EXTENDS,), details)
    else:
        return path
    return None


def _resolved(read: str, folder: pathlib.Path, root: pathlib.Path) -> pathlib.Path | None:
    """The file a relative path means, `.yaml` added where it is left out; None where that lies outside of `root`."""
    plain = read.replace("\\", "/")
    if len(plain) > MAX_NAME or not plain.isprintable() or plain.startswith(("/", "~")) or ":" in plain:
        return None
    if plain.endswith("/"):
        return None
    path = pathlib.Path(os.path.normpath(folder / (plain if plain.endswith(SUFFIX) else plain + SUFFIX)))
    return path if path.is_relative_to(root) and _leads_inside(path, root) else None


def _leads_inside(path: pathlib.Path, root: pathlib.Path) -> bool:
    """Whether a path stays inside of the folder where links are followed."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def _is_there(path: pathlib.Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


@dataclass(frozen=True, slots=True)
class _Part:
    """A value within a tree, and its place there."""

    tree: Tree
    path: Path
    value: Any

    @property
    def where(self) -> Where:
        return self.tree.where(self.path)

    def inner(self, step: str | int) -> "_Part":
        return _Part(self.tree, (*self.path, step), self.value[step])

    def items(self) -> list["_Part"]:
        return [self.inner(index) for index in range(len(self.value))]


def merged(base: Tree, child: Tree) -> Tree:
    """What `child` says on top of what `base` says; every place keeps the file and line it stands in."""
    both = Tree(child.file, problems=[*base.problems, *child.problems])
    both.digest = content_hash(f"{child.digest}\n{base.digest}")
    if base.value is None or child.value is None:
        return both
    both.value = _joined(_Part(base, (), base.value), _Part(child, (), child.value), (), both)
    del both.value[EXTENDS]
    return both


def _joined(base: _Part | None, child: _Part, path: Path, both: Tree) -> Any:
    """`child` over `base` (None: there is nothing to change) as it stands at `path` of the whole."""
    both.lines[path] = child.where
    if isinstance(child.value, dict):
        return _joined_mapping(_same_kind(base, child, path), child, path, both)
    if isinstance(child.value, list):
        return _joined_list(base, child, path, both)
    return child.value


def _same_kind(base: _Part | None, child: _Part, path: Path) -> _Part | None:
    """The mapping to change; None where there is none, or a rule becomes one of another kind."""
    if base is None or not isinstance(base.value, dict):
        return None
    kind = child.value.get("kind", base.value.get("kind"))
    return None if path[-1:] == ("rule",) and kind != base.value.get("kind") else base


def _joined_mapping(base: _Part | None, child: _Part, path: Path, both: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {}
    old: dict[str, Any] = base.value if base else {}
    for key in {**old, **child.value}:
        inner = (*path, key)
        before = base.inner(key) if base and key in old else None
        if key in child.value:
            found[key] = _joined(before, child.inner(key), inner, both)
        elif before:
            found[key] = _kept(before, inner, both)
    return found


def _joined_list(base: _Part | None, child: _Part, path: Path, both: Tree) -> list[Any]:
    key = ITEM_KEYS.get(str(path[-1]), "id") if path else "id"
    old = base.items() if base and isinstance(base.value, list) else []
    new = child.items()
    slots = _slots(old, new, key, both) if _told_apart(old, new, key) else [(None, item) for item in new]
    found = []
    for index, (before, after) in enumerate(slots):
        inner = (*path, index)
        if after is not None:
            found.append(_joined(before, after, inner, both))
        elif before is not None:
            found.append(_kept(before, inner, both))
    return found


def _told_apart(old: list[_Part], new: list[_Part], key: str) -> bool:
    """Whether the items of two lists can be matched; an empty list replaces the other one."""
    return (
        all(isinstance(item.value, dict) and key in item.value for item in old)
        and all(isinstance(item.value, dict) for item in new)
        and any(key in item.value for item in new)
    )


_Slot = tuple[_Part | None, _Part | None]


def _slots(old: list[_Part], new: list[_Part], key: str, both: Tree) -> list[_Slot]:
    """The items of both lists in their order: as they were, changed, or new at the end; removed ones are gone."""
    slots: list[_Slot] = [(item, None) for item in old]
    for item in new:
        name = item.value.get(key)
        at = next((i for i, (before, after) in enumerate(slots) if _is(before, key, name) and after is None), None)
        if REMOVE in item.value:
            _remove(slots, at, item, key, both)
        elif at is None:
            slots.append((None, item))
        else:
            slots[at] = (slots[at][0], item)
    return slots


def _is(item: _Part | None, key: str, name: Any) -> bool:
    return item is not None and name is not None and item.value[key] == name


def _remove(slots: list[_Slot], at: int | None, item: _Part, key: str, both: Tree) -> None:
    name = str(item.value.get(key, ""))
    if item.value != {key: name, REMOVE: "true"}:
        read = ", ".join(f"{inner}: {_short(str(value))}" for inner, value in item.value.items())
        details = {"key": f"{name} › {REMOVE}", "read": read, **spoken("expected", "expected.removal", name=key)}
        both.problems.append(Problem("C004", item.where, details))
    elif at is None:
        both.problems.append(Problem("C034", item.where, {"id": name}))
    else:
        del slots[at]


def _kept(part: _Part, path: Path, both: Tree) -> Any:
    """A value of the base as it is, its places noted."""
    both.lines[path] = part.where
    if isinstance(part.value, dict):
        return {key: _kept(part.inner(key), (*path, key), both) for key in part.value}
    if isinstance(part.value, list):
        return [_kept(item, (*path, index), both) for index, item in enumerate(part.items())]
    return part.value
