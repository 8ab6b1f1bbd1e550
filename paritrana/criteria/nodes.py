"""YAML as it stands in the file: every scalar as text, every place with its line, traps refused."""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from paritrana.criteria.yaml_faults import blame, malformed
from paritrana.problems import Problem, Where
from paritrana.text import spoken

Path = tuple[str | int, ...]
FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser written in C, where PyYAML has it: fifteen times faster, with poorer words for errors."""
MAX_DEPTH = 40
EXTENDS = "extends"
"""The key of the file that a file builds on; it never reaches a model."""

HARD_BLANK = "\u00a0"
"""The non-breaking space that Word and web pages write: it looks like a space, and is none to YAML."""

GLUED = re.compile(rf"[a-z_]+:{HARD_BLANK}", re.ASCII)


class _TooDeep(yaml.YAMLError):
    """The nesting is deeper than any criteria file needs."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.problem, self.problem_mark = "too deep", mark


@dataclass(slots=True)
class Tree:
    """The plain value of a file, where each place in it stands, and what is wrong with its YAML.

    In the tree of a file that extends others, places stand in any of them. `digest` is the content hash of them all.
    """

    file: str
    value: Any = None
    lines: dict[Path, Where] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""

    def where(self, path: Path) -> Where:
        """The place of a path, or of its nearest known ancestor."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path) or Where(self.file, line=1)

    def report(self, code: str, path: Path, details: Mapping[str, str]) -> None:
        self.problems.append(Problem(code, self.where(path), details))


def read_tree(text: str, file: str) -> Tree:
    """The tree of a YAML text; syntax errors, repeated keys, anchors and tags are collected as problems."""
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        quick = Tree(file)
        _refuse_traps(text, quick, FAST)
        root = yaml.compose(text, Loader=FAST)
        if root is not None and not quick.problems:
            quick.value = _plain(root, (), quick)
            return quick
    return _read_slowly(text, file)


def _read_slowly(text: str, file: str) -> Tree:
    """The tree by the parser whose errors say the most; for a text in which something is wrong."""
    tree = Tree(file)
    try:
        _refuse_traps(text, tree, yaml.SafeLoader)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if not tree.problems:
            line, reason = blame(error, text)
            tree.problems.append(Problem("C001", Where(file, line=line), malformed(reason)))
        return tree
    if root is not None and not tree.problems:
        tree.value = _plain(root, (), tree)
    return tree


def _refuse_traps(text: str, tree: Tree, loader: Any) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _TooDeep(event.start_mark)
        trap = getattr(event, "anchor", None) or getattr(event, "tag", None)
        if trap and event.start_mark is not None:
            where = Where(tree.file, line=event.start_mark.line + 1)
            tree.problems.append(Problem("C010", where, {"read": str(trap).replace("tag:yaml.org,2002:", "!!")}))


def _plain(node: yaml.Node, path: Path, tree: Tree) -> Any:
    tree.lines.setdefault(path, Where(tree.file, line=node.start_mark.line + 1))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, tree)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, index), tree) for index, child in enumerate(node.value)]
    if any(unicodedata.category(letter) in ("Cs", "Cc") and letter not in "\n\t" for letter in node.value):
        tree.report("C001", path, malformed("control"))
    elif not getattr(node, "style", None) and GLUED.match(node.value):
        tree.report("C001", path, malformed("blank"))
    return node.value


def _mapping(node: yaml.MappingNode, path: Path, tree: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {}
    end = -1
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            _refuse_key(key_node, path, tree)
            continue
        bare = not getattr(key_node, "style", None)
        key = key_node.value.strip(HARD_BLANK) if bare else key_node.value
        first = tree.lines.get((*path, key))
        tree.lines[(*path, key)] = Where(tree.file, line=key_node.start_mark.line + 1)
        if bare and HARD_BLANK in key_node.value:
            tree.report("C001", (*path, key), malformed("blank"))
        if key in found:
            tree.report("C002", (*path, key), {"key": key, "first": str(first.line if first else "")})
        elif not _left_empty(value_node):
            found[key] = _plain(value_node, (*path, key), tree)
        elif node.flow_style:
            _refuse_remainder(key, path, found, tree, glued=key_node.start_mark.index == end + len(","))
        end = value_node.end_mark.index
    return found


def _refuse_remainder(key: str, path: Path, found: dict[str, Any], tree: Tree, *, glued: bool) -> None:
    """What stands behind a comma within `{…}` and is no key: the rest of a number such as 33,33, or of a text."""
    before = next(reversed(found.values()), "")
    if glued and key[:1].isdecimal() and isinstance(before, str) and before[-1:].isdecimal():
        tree.report("C011", (*path, key), {"read": f"{before},{key}", "expected": f"{before}.{key}"})
    else:
        found[key] = ""


def _refuse_key(node: yaml.Node, path: Path, tree: Tree) -> None:
    where = Where(tree.file, line=node.start_mark.line + 1)
    shape = "{…}" if isinstance(node, yaml.MappingNode) else "[…]"
    details = {"key": str(path[-1]) if path else tree.file, "read": shape, **spoken("expected", "expected.plain_key")}
    tree.problems.append(Problem("C004", where, details))


def _left_empty(node: yaml.Node) -> bool:
    """`key:` with nothing behind it counts as not given."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style
