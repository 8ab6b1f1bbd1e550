"""Where two dumped criteria differ: the walk through their plain trees, before anything is worded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from paritrana.criteria.fingerprint import WORDS_ONLY

ITEM_KEYS = ("id", "code", "rank", "field", "from", "by")
"""Keys that tell the items of a list apart, the first that all of them have."""

WHOLE = frozenset({"bands", "ties", "classes"})
"""Lists that are shown as a whole, before and after."""

Path = tuple[str, ...]


class Item(str):
    """A step into a list: what tells the item apart. All other steps of a path are keys."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A difference that is not worded yet; `counts` where it can change the result."""

    path: Path
    before: Any
    after: Any
    counts: bool


def between(one: dict[str, Any], two: dict[str, Any]) -> list[Found]:
    """All differences of two dumped categories, in the order of their keys."""
    found: list[Found] = []
    for key in one:
        if key == "aspects":
            found.extend(_nodes_between(one[key], two[key]))
        else:
            found.extend(walk((key,), one[key], two[key], key not in WORDS_ONLY))
    return found


@dataclass(frozen=True, slots=True)
class _Node:
    """An aspect or indicator without its children, and the aspect it stands under (empty: at the top)."""

    parent: str
    facts: Mapping[str, Any]


_CHILDREN = ("aspects", "indicators")


def nodes_of(aspects: list[Any], parent: str = "", kind: str = "aspects") -> Iterator[tuple[tuple[str, str], _Node]]:
    for node in aspects:
        facts = {key: value for key, value in node.items() if key not in _CHILDREN}
        yield (kind, node["id"]), _Node(parent, facts)
        for inner in _CHILDREN:
            yield from nodes_of(node.get(inner, []), node["id"], inner)


def _nodes_between(before: list[Any], after: list[Any]) -> Iterator[Found]:
    """Differences of two trees of aspects and indicators; a node is the same wherever it stands."""
    one, two = dict(nodes_of(before)), dict(nodes_of(after))
    for key in {**one, **two}:
        path = (key[0], Item(key[1]))
        if key not in one or key not in two:
            was, now = (nodes[key].facts if key in nodes else None for nodes in (one, two))
            yield Found(path, was, now, True)
            continue
        if one[key].parent != two[key].parent:
            yield Found((*path, "parent"), one[key].parent, two[key].parent, True)
        yield from walk(path, one[key].facts, two[key].facts)
    yield from _orders(one, two)


def _orders(one: dict[tuple[str, str], _Node], two: dict[tuple[str, str], _Node]) -> Iterator[Found]:
    """Siblings that stand in another order."""
    stayed = {key for key in one if key in two and one[key].parent == two[key].parent}
    for kind, parent in dict.fromkeys((key[0], one[key].parent) for key in one if key in stayed):
        was, now = (
            [key[1] for key, node in nodes.items() if key in stayed and (key[0], node.parent) == (kind, parent)]
            for nodes in (one, two)
        )
        if was != now:
            above = ("aspects", Item(parent)) if parent else ()
            yield Found((*above, kind, "order"), was, now, True)


def walk(path: Path, one: Any, two: Any, counts: bool = True, raw: bool = False) -> Iterator[Found]:
    """Differences of two plain values. `raw`: the keys below are names of options, whatever they are called."""
    if one == two:
        return
    if isinstance(one, list) and isinstance(two, list):
        yield from _walk_lists(path, one, two, counts, raw)
    elif isinstance(one, dict) and isinstance(two, dict) and not _as_one(path, one, two):
        for key in {**one, **two}:
            inner = counts and (raw or key not in WORDS_ONLY)
            yield from walk((*path, key), one.get(key), two.get(key), inner, raw or key == "levels")
    else:
        yield Found(path, one, two, counts)


def _as_one(path: Path, one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Whether two mappings are shown as wholes: words, and rules of different kinds."""
    return one.keys() == {"id", "en"} or (path[-1:] == ("rule",) and one.get("kind") != two.get("kind"))


def _walk_lists(path: Path, one: list[Any], two: list[Any], counts: bool, raw: bool) -> Iterator[Found]:
    key = "" if path[-1] in WHOLE else _item_key([*one, *two], one, two)
    if key:
        yield from _walk_items(path, _by(key, one), _by(key, two), counts, raw)
        return
    inner = [
        found
        for index, (before, after) in enumerate(zip(one, two, strict=False), start=1)
        for found in walk((*path, Item(index)), before, after, counts, raw)
    ]
    parted = len(one) == len(two) and all(isinstance(item, dict) for item in one)
    if parted and not (path[-1] in WHOLE and any(found.counts for found in inner)):
        yield from inner
    else:
        yield Found(path, one, two, counts)


def _item_key(items: list[Any], *lists: list[Any]) -> str:
    """The key that tells the items of lists apart, or nothing."""
    if not all(isinstance(item, dict) for item in items):
        return ""
    apart = (key for key in ITEM_KEYS if all(item.get(key) is not None for item in items))
    return next((key for key in apart if all(len(_by(key, one)) == len(one) for one in lists)), "")


def _by(key: str, items: list[Any]) -> dict[str, Any]:
    return {str(item[key]): item for item in items}


def _walk_items(path: Path, one: dict[str, Any], two: dict[str, Any], counts: bool, raw: bool) -> Iterator[Found]:
    for name in {**one, **two}:
        yield from walk((*path, Item(name)), one.get(name), two.get(name), counts, raw)
    was, now = [name for name in one if name in two], [name for name in two if name in one]
    if was != now:
        yield Found((*path, "order"), was, now, counts)
