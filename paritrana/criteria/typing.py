"""From plain trees to typed models, with every refusal of pydantic turned into a problem of the catalogue."""

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from paritrana.criteria.nodes import Path, Tree

M = TypeVar("M", bound=BaseModel)

_CUSTOM = {"comma": "C011", "formula": "C008", "bands": "C009", "bounds": "C023", "scalar": "C004"}


def typed(model: type[M], tree: Tree) -> M | None:
    """The model of a tree, or None with the tree's problems telling why."""
    if tree.value is None:
        if not tree.problems:
            tree.report("C004", (), {"key": tree.file, "read": "", "expected": "isi kriteria"})
        return None
    try:
        found = model.model_validate(tree.value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            _report(model, tree, item)
        return None
    return None if tree.problems else found


def _report(model: type[BaseModel], tree: Tree, item: Any) -> None:
    path, kind, context = tuple(item["loc"]), item["type"], dict(item.get("ctx", {}))
    key = ".".join(str(part) for part in _known(path, tree)) or tree.file
    read = _shown(item.get("input"))
    if kind == "extra_forbidden":
        tree.report("C003", path, {"key": str(path[-1]), "hint": _hint(str(path[-1]), model)})
    elif kind == "missing":
        tree.report("C012", path, {"key": ".".join(map(str, path)), "expected": "…"})
    elif kind in _CUSTOM:
        details = {"key": key, "read": read, "id": _owner(path, tree), **_texts(context)}
        tree.report(_CUSTOM[kind], path, details)
    else:
        tree.report("C004", path, {"key": key, "read": read, "expected": _expected(kind, context)})


def _known(path: Path, tree: Tree) -> Path:
    while path and path not in tree.lines:
        path = path[:-1]
    return path


def _texts(context: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in context.items()}


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else ", ".join(value) if isinstance(value, dict) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _owner(path: Path, tree: Tree) -> str:
    """The id of the innermost thing that has one, on the way to a path."""
    node, found = tree.value, ""
    for part in path:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            found = node["id"]
    return found


def _hint(key: str, model: type[BaseModel]) -> str:
    near = difflib.get_close_matches(key, sorted(_all_keys(model)), n=1, cutoff=0.6)
    return f'Mungkin maksudnya "{near[0]}"?' if near else "Hapus, atau lihat daftar kunci di docs/criteria.md."


def _all_keys(model: type[BaseModel]) -> set[str]:
    def walk(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = set(node.get("properties", {}))
            return own.union(*(walk(child) for child in node.values()))
        return set().union(*(walk(child) for child in node)) if isinstance(node, list) else set()

    return walk(model.model_json_schema())


_EXPECTED = {
    "string_pattern_mismatch": "huruf kecil, angka, dan garis bawah (id), atau tanda hubung (id kategori)",
    "string_too_short": "teks yang tidak kosong",
    "string_too_long": "teks yang lebih pendek",
    "string_type": "teks",
    "too_short": "sedikitnya satu isi",
    "list_type": "daftar",
    "tuple_type": "daftar",
    "model_type": "kumpulan kunci dan isi",
    "model_attributes_type": "kumpulan kunci dan isi",
    "dict_type": "kumpulan kunci dan isi",
    "mapping_type": "kumpulan kunci dan isi",
    "union_tag_not_found": "kumpulan kunci dengan kind:",
}


def _expected(kind: str, context: Mapping[str, Any]) -> str:
    if "expected_tags" in context:
        return f"salah satu dari {context['expected_tags']}"
    if "expected" in context:
        return f"salah satu dari {context['expected']}"
    for key, words in (
        ("ge", "paling kecil"),
        ("le", "paling besar"),
        ("gt", "lebih dari"),
        ("lt", "kurang dari"),
    ):
        if key in context:
            return f"{words} {context[key]}"
    return _EXPECTED.get(kind, kind)
