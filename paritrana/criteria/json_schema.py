"""The JSON Schema of criteria files, for completion and hover texts in an editor."""

import json
from typing import Any

from pydantic import BaseModel

from paritrana.criteria.edition import EditionFile
from paritrana.criteria.extend import REMOVE
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import EXTENDS
from paritrana.problems import UsageError

MODELS: dict[str, type[BaseModel]] = {"category": Category, "edition": EditionFile}
_PART = "part."
_ANY = {"oneOf": "anyOf"}
_WHOLE = ("required", "discriminator")


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of `category` or `edition` files. Raises UsageError for anything else."""
    if kind not in MODELS:
        raise UsageError("errors.no_schema", read=kind, expected=", ".join(MODELS))
    whole = MODELS[kind].model_json_schema(by_alias=True)
    definitions = whole.pop("$defs")
    parts = {_PART + name: _part(definition) for name, definition in definitions.items()}
    part = _part(whole)
    part["properties"] = {EXTENDS: {"type": "string"}, **part["properties"]}
    either = {"if": {"required": [EXTENDS]}, "then": part, "else": whole}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **either, "$defs": {**definitions, **parts}}


def _part(schema: Any) -> Any:
    """A schema as it stands in a file that extends another: nothing is required, and items may be removed."""
    if isinstance(schema, list):
        return [_part(item) for item in schema]
    if isinstance(schema, str):
        return schema.replace("#/$defs/", f"#/$defs/{_PART}")
    if not isinstance(schema, dict):
        return schema
    found = {_ANY.get(key, key): _part(item) for key, item in schema.items() if key not in _WHOLE}
    if "properties" in schema:
        keys = {key: _part(item) for key, item in schema["properties"].items()}
        found["properties"] = {**keys, REMOVE: {"const": True}}
    return found


def schema_text(kind: str) -> str:
    """The schema as it is shipped: two-space indents, LF at the end."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
