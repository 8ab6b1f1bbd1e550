"""What the models allow at a place of a criteria file: keys, and the model that owns them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from paritrana.criteria.nodes import Path


@dataclass(frozen=True, slots=True)
class Place:
    """The keys a mapping may hold, the choices of its `kind:`, and the name of its model; empty where unknown."""

    model: str = ""
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def place_at(model: type[BaseModel], path: Path) -> Place:
    """What belongs at a path as pydantic tells it, the tags of a union among its parts."""
    whole = _schema(model)
    node = whole
    for part in path:
        node = _step(_settled(node, whole), part)
    found = _settled(node, whole)
    properties = found.get("properties", {})
    kinds = _settled(properties.get("kind", {}), whole).get("enum", ())
    tags = found.get("discriminator", {}).get("mapping", {})
    return Place(found.get("title", ""), tuple(properties), tuple(map(str, kinds or sorted(tags))))


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _step(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    if isinstance(part, int):
        return dict(node.get("items") or {})
    if part in (tags := node.get("discriminator", {}).get("mapping", {})):
        return {"$ref": tags[part]}
    return dict(node.get("properties", {}).get(part, {}))


def _settled(node: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """A node behind references and alternatives: of several, the one that holds keys or items."""
    while "$ref" in node:
        node = whole["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    choices = [_settled(choice, whole) for choice in node.get("anyOf", ())]
    return next((choice for choice in choices if "properties" in choice or "items" in choice), node)
