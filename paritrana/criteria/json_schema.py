"""The JSON Schema of criteria files, for completion and hover texts in an editor."""

import json
from typing import Any

from pydantic import BaseModel

from paritrana.criteria.edition import EditionFile
from paritrana.criteria.model import Category
from paritrana.problems import UsageError

MODELS: dict[str, type[BaseModel]] = {"category": Category, "edition": EditionFile}


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of `category` or `edition` files. Raises UsageError for anything else."""
    if kind not in MODELS:
        raise UsageError("errors.no_schema", read=kind, expected=", ".join(MODELS))
    found = MODELS[kind].model_json_schema(by_alias=True)
    required = found.pop("required")
    found["properties"] = {"extends": {"type": "string"}, **found["properties"]}
    alone = {"if": {"not": {"required": ["extends"]}}, "then": {"required": required}}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, **alone}


def schema_text(kind: str) -> str:
    """The schema as it is shipped: two-space indents, LF at the end."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
