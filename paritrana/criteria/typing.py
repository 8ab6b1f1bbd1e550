"""From plain trees to typed models, with every refusal of pydantic turned into a problem of the catalogue."""

import difflib
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from paritrana.criteria.nodes import EXTENDS, Path, Tree
from paritrana.criteria.schema import place_at
from paritrana.text import spoken

M = TypeVar("M", bound=BaseModel)

_CUSTOM = {
    "comma": "C011",
    "formula": "C008",
    "bands": "C009",
    "bounds": "C023",
    "scalar": "C004",
    "decree": "C017",
}
SHOWN = 60
"""Characters of a value that a message repeats."""


def typed(model: type[M], tree: Tree) -> M | None:
    """The model of a tree, or None with the tree's problems telling why."""
    if tree.value is None:
        if not tree.problems:
            tree.report("C004", (), {"key": tree.file, "read": "", **spoken("expected", "expected.criteria")})
        return None
    try:
        found = model.model_validate(tree.value)
    except ValidationError as error:
        for item in _without_echo(model, error.errors(include_url=False)):
            _report(model, tree, item)
        return None
    return None if tree.problems else found


def nearest(name: str, known: tuple[str, ...]) -> str:
    """The one of the known names that was probably meant, or nothing."""
    return "".join(difflib.get_close_matches(name, known, n=1, cutoff=0.6))


def guess(name: str, known: tuple[str, ...]) -> dict[str, str]:
    """A kind guess at what was meant, or the list of what there is."""
    if near := nearest(name, known):
        return spoken("hint", "hints.near", near=near)
    return spoken("hint", "hints.known", known=", ".join(known))


def key_of(path: Path, value: Any, file: str) -> str:
    """A place in words: the id of the innermost thing that has one, then the keys and item numbers below it."""
    start, owner, node = 0, "", value
    for index, part in enumerate(path):
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(part, int) and isinstance(node, dict) and isinstance(node.get("id"), str):
            start, owner = index + 1, node["id"]
    tail = (f"#{part + 1}" if isinstance(part, int) else part for part in path[start:])
    return " › ".join(filter(None, (owner, *tail))) or file


def _without_echo(model: type[BaseModel], items: list[Any]) -> list[Any]:
    """Refusals without those that only follow from another: lists short of bad items, keys that were misspelt."""
    misspelt = {_meant(model, item) for item in items}
    return [
        item
        for item in items
        if not (item["type"] == "too_short" and item["input"])
        and not (item["type"] == "missing" and tuple(item["loc"]) in misspelt)
    ]


def _meant(model: type[BaseModel], item: Any) -> Path:
    """The place an unknown key was probably meant for; empty for any other refusal."""
    if item["type"] != "extra_forbidden":
        return ()
    *parents, key = item["loc"]
    near = nearest(str(key), _known(model, tuple(parents)))
    return (*parents, near) if near else ()


def _report(model: type[BaseModel], tree: Tree, item: Any) -> None:
    loc, kind, context = tuple(item["loc"]), item["type"], dict(item.get("ctx", {}))
    path = _in_file(loc, tree.value)
    details = {"key": key_of(path, tree.value, tree.file), "read": _shown(item.get("input"))}
    if kind == "extra_forbidden":
        tree.report("C003", path, {"key": str(path[-1]), **_hint(str(path[-1]), model, loc[:-1])})
    elif kind == "missing" and isinstance(loc[-1], int):
        tree.report("C004", path, {**details, **spoken("expected", "expected.pair")})
    elif kind == "missing":
        _report_lack(model, tree, loc[:-1], str(loc[-1]))
    elif kind == "lacking":
        _report_lack(model, tree, loc, context["key"])
    elif kind == "union_tag_not_found":
        _report_lack(model, tree, loc, "kind")
    elif kind in _CUSTOM:
        told = {name: str(words) for name, words in context.items()}
        tree.report(_CUSTOM[kind], path, {**details, "id": details["key"].partition(" › ")[0], **told})
    else:
        tree.report("C004", path, {**details, **_expected(kind, context, item.get("input"))})


def _report_lack(model: type[BaseModel], tree: Tree, loc: Path, key: str) -> None:
    path, place = _in_file(loc, tree.value), place_at(model, loc)
    details = {"key": key, "parent": key_of(path, tree.value, tree.file)}
    tree.report("C012", path, {**details, **what_belongs(place.model, key, place.kinds)})


def what_belongs(model: str, key: str, kinds: tuple[str, ...] = ()) -> dict[str, str]:
    """The detail `expected` for a key that is missing, in every language."""
    for name in (f"{model}.{key}", key):
        try:
            return spoken("expected", ("criteria_keys", name), options=", ".join(kinds))
        except KeyError:
            continue
    return spoken("expected", "expected.other")


def _in_file(loc: Path, value: Any) -> Path:
    """A place without the tag that pydantic puts behind `rule`, and without its marks in brackets."""
    kept: list[str | int] = []
    for before, part in zip(("", *loc), loc, strict=False):
        is_tag = before == "rule" and kept[-1:] == ["rule"] and _kind_at(tuple(kept), value) == part
        if not is_tag and part != "[key]":
            kept.append(part)
    return tuple(kept)


def _kind_at(path: Path, value: Any) -> Any:
    for part in path:
        value = value[part]
    return value.get("kind") if isinstance(value, dict) else None


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return _shown("{" + ", ".join(f"{key}: …" for key in value) + "}")
    if isinstance(value, list):
        return _shown("[" + ", ".join(_shown(inner) for inner in value[:5]) + "]")
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _known(model: type[BaseModel], loc: Path) -> tuple[str, ...]:
    """The keys a mapping may hold; a file may also say what it extends."""
    keys = place_at(model, loc).keys
    return keys if loc else (*keys, EXTENDS)


def _hint(key: str, model: type[BaseModel], loc: Path) -> dict[str, str]:
    known = _known(model, loc)
    if near := nearest(key, known):
        return spoken("hint", "hints.near", near=near)
    if not re.fullmatch(r"\w+", key):
        return spoken("hint", "hints.quote")
    return spoken("hint", "hints.keys_here", known=", ".join(known)) if known else spoken("hint", "hints.remove")


_EXPECTED = {
    "string_too_short": "some_text",
    "string_type": "text",
    "list_type": "list",
    "tuple_type": "list",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
    "mapping_type": "mapping",
}


def _expected(kind: str, context: Mapping[str, Any], read: Any) -> dict[str, str]:
    """The detail `expected` of C004: what pydantic wanted, in our words."""
    if choices := context.get("expected_tags") or (context.get("expected") if kind in _CHOICES else None):
        return _one_of(tuple(re.findall(r"'([^']*)'", str(choices))), _chosen(kind, read))
    if kind == "string_pattern_mismatch":
        return spoken("expected", "expected.kebab" if "(-" in str(context.get("pattern")) else "expected.id")
    if kind == "string_too_long":
        return spoken("expected", "expected.shorter_text", limit=str(context.get("max_length")))
    if kind in ("too_short", "too_long"):
        return spoken("expected", "expected.pair" if context.get("max_length") == 2 else "expected.some_items")
    for bound, key in (("ge", "at_least"), ("le", "at_most")):
        if bound in context:
            return spoken("expected", f"expected.{key}", limit=str(context[bound]))
    return spoken("expected", f"expected.{_EXPECTED.get(kind, 'other')}")


_CHOICES = ("literal_error", "enum", "union_tag_invalid")


def _chosen(kind: str, read: Any) -> str:
    return str(read.get("kind", "") if kind == "union_tag_invalid" and isinstance(read, dict) else read)


def _one_of(options: tuple[str, ...], read: str) -> dict[str, str]:
    listed = ", ".join(option or '""' for option in options)
    if near := nearest(read, options):
        return spoken("expected", "expected.one_of_near", near=near, options=listed)
    return spoken("expected", "expected.one_of", options=listed)
