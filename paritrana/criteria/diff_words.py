"""The sentences of `criteria diff`: a difference as a committee reads it."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from paritrana.criteria.diff_walk import WHOLE, Found, Item, Path, nodes_of
from paritrana.text import formats, label

MAIN = {"values": "value", "items": "points", "cutoffs": "at_least"}
"""The one fact of a list's items that says it all when an item comes or goes."""

AS_WRITTEN = frozenset(
    (
        *("regions", "kinds", "pattern", "province", "number", "nip", "label", "id", "code", "name"),
        *("formula", "condition", "when", "applies_when"),
    )
)
"""Keys whose texts are never numbers, even where they look so."""

LONGEST = 120
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Words:
    """Sentences for the differences of two dumped files."""

    def __init__(self, before: dict[str, Any], after: dict[str, Any], lang: str) -> None:
        self._lang = lang
        self._sides = before, after
        self._titles = {**_titles(before), **_titles(after)}
        self._rated = {**_rated(before), **_rated(after)}

    def says(self, found: Found) -> str:
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

    def _came_or_went(self, found: Found) -> str:
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

    def _both(self, found: Found) -> tuple[Any, Any]:
        return found.before, found.after

    def _values(self, found: Found) -> dict[str, str]:
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
    found = {key: node.facts["title"] for key, node in nodes_of(dump.get("aspects", []))}
    for kind in ("derived", "parameters", "groups", "adjustments"):
        found |= {(kind, item["id"]): item["title"] for item in dump.get(kind, [])}
    for field in dump.get("fields", []):
        found |= {(field["id"], option["code"]): option["label"] for option in field["options"]}
    return found


def _rated(dump: dict[str, Any]) -> dict[str, str]:
    """The field that an indicator's rule rates, by the indicator."""
    nodes = dict(nodes_of(dump.get("aspects", [])))
    return {key[1]: node.facts.get("rule", {}).get("field", "") for key, node in nodes.items()}
