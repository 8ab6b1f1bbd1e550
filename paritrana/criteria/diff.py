"""What changed between two criteria: what can change points, ranks or awards, and what are only words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from paritrana.criteria.edition import Edition
from paritrana.criteria.fingerprint import WORDS_ONLY
from paritrana.criteria.model import Category
from paritrana.text import formats, label

ITEM_KEYS = ("id", "code", "rank", "field", "from", "by")
"""Keys that tell the items of a list apart, the first that all of them have."""

WHOLE = frozenset({"bands", "ties", "classes"})
"""Lists that are shown as a whole, before and after."""

MAIN = {"values": "value", "items": "points", "cutoffs": "at_least"}
"""The one fact of a list's items that says it all when an item comes or goes."""

AS_WRITTEN = frozenset(
    (
        *("regions", "kinds", "pattern", "province", "number", "nip", "label", "id", "code", "name"),
        *("formula", "condition", "when", "applies_when"),
    )
)
"""Keys whose texts are never numbers, even where they look so."""

RESULT_FACTS = frozenset({"province"})
"""Facts of an edition that decide who is ranked."""

LONGEST = 120
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Path = tuple[str, ...]


class Item(str):
    """A step into a list: what tells the item apart. All other steps of a path are keys."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `before` and `after` as plain values (None: there is none). `says` tells it in a sentence."""

    path: Path
    before: Any
    after: Any
    says: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Changes that can change points, ranks or awards (as `structure_hash` has it), and those that cannot."""

    result: tuple[Change, ...] = ()
    words: tuple[Change, ...] = ()

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(self.result + other.result, self.words + other.words)


@dataclass(frozen=True, slots=True)
class _Found:
    """A difference that is not worded yet; `counts` where it can change the result."""

    path: Path
    before: Any
    after: Any
    counts: bool


def compare(before: Category, after: Category, lang: str = "id") -> Difference:
    """What changed between two categories."""
    one, two = _dump(before), _dump(after)
    words = _Words(one, two, lang)
    return _worded(_between(one, two), words)


def compare_editions(before: Edition, after: Edition, lang: str = "id") -> Difference:
    """What changed between two editions: their facts, and every category."""
    one, two = (edition.facts.model_dump(mode="json", by_alias=True) for edition in (before, after))
    found = [_Found(each.path, each.before, each.after, each.path[0] in RESULT_FACTS) for each in _walk((), one, two)]
    difference = _worded(found, _Words(one, two, lang))
    for name in {**before.categories, **after.categories}:
        difference += _category(name, before.categories.get(name), after.categories.get(name), lang)
    return difference


def _category(name: str, before: Category | None, after: Category | None, lang: str) -> Difference:
    path = ("categories", Item(name))
    if before is None or after is None:
        was, now = before and before.category, after and after.category
        return _worded([_Found(path, was, now, True)], _Words({}, {}, lang))
    inner = compare(before, after, lang)
    return Difference(*(_within(path, name, changes, lang) for changes in (inner.result, inner.words)))


def _within(path: Path, name: str, changes: tuple[Change, ...], lang: str) -> tuple[Change, ...]:
    return tuple(
        Change((*path, *one.path), one.before, one.after, label("diff.within", lang, name=name, says=one.says))
        for one in changes
    )


def _worded(found: list[_Found], words: "_Words") -> Difference:
    changes = [(one.counts, Change(one.path, one.before, one.after, words.says(one))) for one in found]
    return Difference(
        tuple(change for counts, change in changes if counts), tuple(change for counts, change in changes if not counts)
    )


def _dump(category: Category) -> dict[str, Any]:
    return category.model_dump(mode="json", by_alias=True)


def _between(one: dict[str, Any], two: dict[str, Any]) -> list[_Found]:
    """All differences of two dumped categories, in the order of their keys."""
    found: list[_Found] = []
    for key in one:
        if key == "aspects":
            found.extend(_nodes_between(one[key], two[key]))
        else:
            found.extend(_walk((key,), one[key], two[key], key not in WORDS_ONLY))
    return found


@dataclass(frozen=True, slots=True)
class _Node:
    """An aspect or indicator without its children, and the aspect it stands under (empty: at the top)."""

    parent: str
    facts: Mapping[str, Any]


_CHILDREN = ("aspects", "indicators")


def _nodes(aspects: list[Any], parent: str = "", kind: str = "aspects") -> Iterator[tuple[tuple[str, str], _Node]]:
    for node in aspects:
        facts = {key: value for key, value in node.items() if key not in _CHILDREN}
        yield (kind, node["id"]), _Node(parent, facts)
        for inner in _CHILDREN:
            yield from _nodes(node.get(inner, []), node["id"], inner)


def _nodes_between(before: list[Any], after: list[Any]) -> Iterator[_Found]:
    """Differences of two trees of aspects and indicators; a node is the same wherever it stands."""
    one, two = dict(_nodes(before)), dict(_nodes(after))
    for key in {**one, **two}:
        path = (key[0], Item(key[1]))
        if key not in one or key not in two:
            was, now = (nodes[key].facts if key in nodes else None for nodes in (one, two))
            yield _Found(path, was, now, True)
            continue
        if one[key].parent != two[key].parent:
            yield _Found((*path, "parent"), one[key].parent, two[key].parent, True)
        yield from _walk(path, one[key].facts, two[key].facts)
    yield from _orders(one, two)


def _orders(one: dict[tuple[str, str], _Node], two: dict[tuple[str, str], _Node]) -> Iterator[_Found]:
    """Siblings that stand in another order."""
    stayed = {key for key in one if key in two and one[key].parent == two[key].parent}
    for kind, parent in dict.fromkeys((key[0], one[key].parent) for key in one if key in stayed):
        was, now = (
            [key[1] for key, node in nodes.items() if key in stayed and (key[0], node.parent) == (kind, parent)]
            for nodes in (one, two)
        )
        if was != now:
            above = ("aspects", Item(parent)) if parent else ()
            yield _Found((*above, kind, "order"), was, now, True)


def _walk(path: Path, one: Any, two: Any, counts: bool = True, raw: bool = False) -> Iterator[_Found]:
    """Differences of two plain values. `raw`: the keys below are names of options, whatever they are called."""
    if one == two:
        return
    if isinstance(one, list) and isinstance(two, list):
        yield from _walk_lists(path, one, two, counts, raw)
    elif isinstance(one, dict) and isinstance(two, dict) and not _as_one(path, one, two):
        for key in {**one, **two}:
            inner = counts and (raw or key not in WORDS_ONLY)
            yield from _walk((*path, key), one.get(key), two.get(key), inner, raw or key == "levels")
    else:
        yield _Found(path, one, two, counts)


def _as_one(path: Path, one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Whether two mappings are shown as wholes: words, and rules of different kinds."""
    return one.keys() == {"id", "en"} or (path[-1:] == ("rule",) and one.get("kind") != two.get("kind"))


def _walk_lists(path: Path, one: list[Any], two: list[Any], counts: bool, raw: bool) -> Iterator[_Found]:
    key = "" if path[-1] in WHOLE else _item_key([*one, *two], one, two)
    if key:
        yield from _walk_items(path, _by(key, one), _by(key, two), counts, raw)
        return
    inner = [
        found
        for index, (before, after) in enumerate(zip(one, two, strict=False), start=1)
        for found in _walk((*path, Item(index)), before, after, counts, raw)
    ]
    parted = len(one) == len(two) and all(isinstance(item, dict) for item in one)
    if parted and not (path[-1] in WHOLE and any(found.counts for found in inner)):
        yield from inner
    else:
        yield _Found(path, one, two, counts)


def _item_key(items: list[Any], *lists: list[Any]) -> str:
    """The key that tells the items of lists apart, or nothing."""
    if not all(isinstance(item, dict) for item in items):
        return ""
    apart = (key for key in ITEM_KEYS if all(item.get(key) is not None for item in items))
    return next((key for key in apart if all(len(_by(key, one)) == len(one) for one in lists)), "")


def _by(key: str, items: list[Any]) -> dict[str, Any]:
    return {str(item[key]): item for item in items}


def _walk_items(path: Path, one: dict[str, Any], two: dict[str, Any], counts: bool, raw: bool) -> Iterator[_Found]:
    for name in {**one, **two}:
        yield from _walk((*path, Item(name)), one.get(name), two.get(name), counts, raw)
    was, now = [name for name in one if name in two], [name for name in two if name in one]
    if was != now:
        yield _Found((*path, "order"), was, now, counts)


class _Words:
    """Sentences for the differences of two dumped files."""

    def __init__(self, before: dict[str, Any], after: dict[str, Any], lang: str) -> None:
        self._lang = lang
        self._sides = before, after
        self._titles = {**_titles(before), **_titles(after)}
        self._rated = {**_rated(before), **_rated(after)}

    def says(self, found: _Found) -> str:
        """The sentence of a difference."""
        *above, last = found.path
        if _of_a_node(found.path, "parent"):
            moved = (self._name("aspects", parent) if parent else self._word("top") for parent in self._both(found))
            return self._sentence("moved", tuple(above), *moved)
        if _of_a_node(found.path, "weight"):
            title = self._name(above[-2], above[-1])
            return label("diff.weight", self._lang, title=title, **self._values(found))
        if isinstance(last, Item) and None in self._both(found):
            return self._came_or_went(found)
        return label("diff.changed", self._lang, what=self._what(found.path), **self._values(found))

    def _came_or_went(self, found: _Found) -> str:
        kind = found.path[-2]
        key, held, side = ("added", found.after, 1) if found.before is None else ("removed", found.before, 0)
        main = MAIN.get(kind, "")
        if isinstance(held, dict) and main in held:
            shown = (self._shown(one and one[main], main) for one in self._both(found))
            return self._sentence("changed", found.path, *shown)
        what = self._what(found.path)
        if isinstance(held, dict) and held.get("weight") is not None:
            weight = self._weight(held["weight"], side)
            return label(f"diff.{key}_weight", self._lang, what=what, weight=weight)
        return label(f"diff.{key}", self._lang, what=what)

    def _sentence(self, key: str, path: Path, before: str, after: str) -> str:
        return label(f"diff.{key}", self._lang, what=self._what(path), before=before, after=after)

    def _both(self, found: _Found) -> tuple[Any, Any]:
        return found.before, found.after

    def _values(self, found: _Found) -> dict[str, str]:
        """What stood before and what stands now, in words."""
        key = next(step for step in reversed(found.path) if not isinstance(step, Item))
        if _of_a_node(found.path, "weight"):
            shown = [self._weight(held, side) for side, held in enumerate(self._both(found))]
        else:
            shown = [self._shown(held, key) for held in self._both(found)]
        return {"before": shown[0], "after": shown[1]}

    def _what(self, path: Path) -> str:
        """A place in words, from the outside to the inside: `Indikator Produk hukum › Perda`."""
        parts: list[str] = []
        for above, step, below in zip(("", *path), path, (*path[1:], ""), strict=False):
            if isinstance(step, Item):
                thing = self._term("things", above)
                parts.append(thing + (" " if thing[-1] != "-" else "") + self._name(above, step, path))
            elif above == "levels":
                parts.append(self._option(self._rated.get(path[1], ""), step))
            elif not below or (not isinstance(below, Item) and step not in ("levels", "rule")):
                parts.append(self._term("keys", step))
        what = " › ".join(parts)
        return what[:1].upper() + what[1:]

    def _name(self, kind: str, name: str, path: Path = ()) -> str:
        if kind == "options":
            return self._option(path[1], name)
        title = self._titles.get((kind, name))
        return self._shown(name, "id") if title is None else self._said(title)

    def _option(self, field: str, code: str) -> str:
        title = self._titles.get((field, code))
        return code if title is None else self._said(title)

    def _term(self, table: str, key: str) -> str:
        """The word for a key; the key itself where there is none."""
        try:
            return label(("diff", table, key), self._lang)
        except KeyError:
            return key

    def _word(self, key: str) -> str:
        return label(f"diff.{key}", self._lang)

    def _weight(self, weight: str | None, side: int) -> str:
        if weight is None:
            return self._word("nothing")
        if self._sides[side].get("weights") == "points":
            return label("diff.points", self._lang, number=formats.number(Fraction(weight), None, self._lang))
        return formats.percent(Fraction(weight) / 100, self._lang)

    def _said(self, words: Mapping[str, str]) -> str:
        return words.get(self._lang) or words["id"]

    def _shown(self, value: Any, key: str) -> str:
        """A plain value as people read it."""
        if value is None or value in ("", [], {}):
            return self._word("nothing")
        if isinstance(value, bool):
            return self._word("yes" if value else "no")
        if isinstance(value, dict):
            return self._mapping(value, key)
        if isinstance(value, list):
            return (";" if key in WHOLE else ",").join(f" {self._shown(item, key)}" for item in value).strip()
        return _cut(self._scalar(str(value), key))

    def _scalar(self, text: str, key: str) -> str:
        if key not in AS_WRITTEN and _NUMBER.fullmatch(text):
            return formats.number(Fraction(text), None, self._lang)
        if _DAY.fullmatch(text):
            return formats.moment(text, self._lang)
        try:
            return label(("diff", "values", key, text), self._lang)
        except (KeyError, TypeError):
            return text

    def _mapping(self, value: dict[str, Any], key: str) -> str:
        if value.keys() == {"id", "en"}:
            return f'"{_cut(self._said(value))}"'
        if key in ("bands", "classes"):
            return self._span(value)
        if key == "ties":
            return f"{value['by']} ({self._scalar(value['order'], 'order')})"
        told = {inner: held for inner, held in value.items() if held not in (None, "", [], {})}
        return ", ".join(f"{inner}: {self._nested(held, inner)}" for inner, held in told.items())

    def _nested(self, value: Any, key: str) -> str:
        shown = self._shown(value, key)
        return f"({shown})" if isinstance(value, dict | list) and value and "id" not in value else shown

    def _span(self, value: dict[str, Any]) -> str:
        """A band or class: its bounds, and what it gives."""
        low, high = (
            ("…" if held is None else self._shown(held, "from")) for held in (value.get("from"), value.get("to"))
        )
        given = value.get("points", value.get("title"))
        return f"{low}–{high}: {self._shown(given, 'points')}"


def _of_a_node(path: Path, key: str) -> bool:
    """Whether a path leads to a fact of an aspect or indicator itself."""
    return path[:1] in (("aspects",), ("indicators",)) and path[2:] == (key,)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _titles(dump: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """Titles by list and id; those of options by field and code."""
    found = {key: node.facts["title"] for key, node in _nodes(dump.get("aspects", []))}
    for kind in ("derived", "parameters", "groups", "adjustments"):
        found |= {(kind, item["id"]): item["title"] for item in dump.get(kind, [])}
    for field in dump.get("fields", []):
        found |= {(field["id"], option["code"]): option["label"] for option in field["options"]}
    return found


def _rated(dump: dict[str, Any]) -> dict[str, str]:
    """The field that an indicator's rule rates, by the indicator."""
    nodes = dict(_nodes(dump.get("aspects", [])))
    return {key[1]: node.facts.get("rule", {}).get("field", "") for key, node in nodes.items()}
