"""YAML as it stands in the file: every scalar as text, every place with its line, traps refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from paritrana.problems import Problem, Where

Path = tuple[str | int, ...]
MAX_DEPTH = 40


@dataclass(slots=True)
class Tree:
    """The plain value of a file, the line of each place in it, and what is wrong with its YAML."""

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def where(self, path: Path) -> Where:
        """The place of a path, or of its nearest known ancestor."""
        while path and path not in self.lines:
            path = path[:-1]
        return Where(self.file, line=self.lines.get(path, 1))

    def report(self, code: str, path: Path, details: Mapping[str, str]) -> None:
        self.problems.append(Problem(code, self.where(path), details))


def read_tree(text: str, file: str) -> Tree:
    """The tree of a YAML text; syntax errors, repeated keys, anchors and tags are collected as problems."""
    tree = Tree(file)
    try:
        _refuse_traps(text, tree)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        line, reason = _blame(error)
        tree.problems.append(Problem("C001", Where(file, line=line), {"reason": reason}))
        return tree
    if root is not None and not tree.problems:
        tree.value = _plain(root, (), tree)
    return tree


def _blame(error: Exception) -> tuple[int, str]:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "lekukan terlalu dalam"
    return (mark.line + 1 if mark is not None else 1), str(reason)


def _refuse_traps(text: str, tree: Tree) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise RecursionError
        trap = getattr(event, "anchor", None) or getattr(event, "tag", None)
        if trap and event.start_mark is not None:
            where = Where(tree.file, line=event.start_mark.line + 1)
            tree.problems.append(Problem("C010", where, {"read": str(trap)}))


def _plain(node: yaml.Node, path: Path, tree: Tree) -> Any:
    tree.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, tree)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, index), tree) for index, child in enumerate(node.value)]
    return node.value


def _mapping(node: yaml.MappingNode, path: Path, tree: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        tree.lines[(*path, key)] = key_node.start_mark.line + 1
        if key in found:
            tree.report("C002", (*path, key), {"key": key})
        elif not _left_empty(value_node):
            found[key] = _plain(value_node, (*path, key), tree)
    return found


def _left_empty(node: yaml.Node) -> bool:
    """`key:` with nothing behind it counts as not given."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None
