"""Values of a criteria file as the texts of cells, and back: words beside codes, ya and tidak, lists in one cell."""

import re
from collections.abc import Mapping
from typing import Any

from paritrana.answers.texts import cleaned
from paritrana.form.criteria_book_layout import ENGLISH, FLAGS, Choices, Column, Form
from paritrana.form.found import folded
from paritrana.rules import RULES

Texts = Mapping[str, str]
"""The texts of a row by the key of their column."""

_EXACT = (Form.WORDS, Form.TEXT, Form.FORMULA)
"""Columns whose texts stay as they are, but for the blanks around them."""

_YES_NO = {"ya": "true", "tidak": "false", "true": "true", "false": "false", "benar": "true", "salah": "false"}
_SPLIT = re.compile(r"[,;\n]")


def cells_of_value(column: Column, value: Any) -> dict[str, str]:
    """The cells that show a value, by column key; none where the column cannot hold it."""
    if column.form is Form.WORDS and isinstance(value, dict):
        known = value.keys() <= {"id", "en"} and all(isinstance(part, str) for part in value.values())
        halves = {column.key: value.get("id", ""), column.key + ENGLISH: value.get("en", "")}
        return {key: text for key, text in halves.items() if text} if known else {}
    if column.form is Form.LIST and isinstance(value, list):
        single = all(isinstance(part, str) and part.strip() and not _SPLIT.search(part) for part in value)
        return {column.key: ", ".join(value)} if single and value else {}
    return {column.key: shown(column, value)} if isinstance(value, str) and value else {}


def shown(column: Column, text: str) -> str:
    """A single value as its cell shows it."""
    if column.form is Form.FLAG:
        return FLAGS.get(text, text)
    return with_word(column.choices, text) if column.choices is not None else text


def with_word(choices: Choices, code: str) -> str:
    """A code behind its word: `bilangan bulat (count)`."""
    word = choices.get(code, "")
    return f"{word} ({code})" if word and word != code else code


def value_of_cells(column: Column, texts: Texts) -> Any:
    """The value that the cells of a row give for a column; empty where they are blank."""
    own = read_text(column, texts.get(column.key, ""))
    if column.form is Form.WORDS:
        english = read_text(column, texts.get(column.key + ENGLISH, ""))
        return {**({"id": own} if own else {}), "en": english} if english else own
    if column.form is Form.LIST:
        return [part.strip() for part in _SPLIT.split(own) if part.strip()]
    return own


def read_text(column: Column, text: str) -> str:
    """What a cell says: a code for a word that stands for one, the text itself otherwise."""
    if column.form in _EXACT:
        return text.strip(" \t\xa0")
    plain = cleaned(text)[0]
    if column.form is Form.FLAG:
        return _YES_NO.get(folded(plain), plain)
    return code_of(column.choices, plain) if column.choices is not None else plain


def code_of(choices: Choices, text: str) -> str:
    """The code of a choice, from `word (code)`, the code, or the word; any other text as it is."""
    found = re.search(r"\(([^()]*)\)$", text)
    if found and found[1] in choices:
        return found[1]
    names = {folded(name): code for code, word in choices.items() for name in (word, code) if name}
    return names.get(folded(text), text)


def subject_key(kind: str) -> str:
    """The key of the setting that says what a rule judges: `value`, `field`, or `points` where that is the formula."""
    for rule in RULES:
        if kind in getattr(rule.model_fields["kind"].annotation, "__args__", ()):
            return next((key for key in ("value", "field", "points") if key in rule.model_fields), "value")
    return "value"


_COLUMNS = {
    "from": "from",
    "to": "to",
    "above": "above",
    "below": "below",
    "points": "points",
    "field": "@name",
}


def setting_shape(key: str) -> str | dict[str, str]:
    """How a rule's setting stands in rows.

    `one`: in a single cell; `list`: likewise, with semicolons; `map`: a row for every name with its points; a
    mapping from keys to columns: a row for every item; `deep`: not at all.
    """
    return _SHAPES.get(key, "one")


def _shapes() -> dict[str, str | dict[str, str]]:
    found: dict[str, str | dict[str, str]] = {}
    for rule in RULES:
        schema = rule.model_json_schema()
        for key, node in schema["properties"].items():
            found.setdefault(key, _shape(node, schema))
    return found


def _shape(node: Any, schema: Any) -> str | dict[str, str]:
    if node.get("type") == "object":
        return "map" if "additionalProperties" in node else "deep"
    if node.get("type") != "array":
        return "deep" if "$ref" in node and "properties" in _settled(node, schema) else "one"
    item = _settled(node.get("items") or {}, schema)
    if "properties" not in item:
        return "list"
    keys = item["properties"]
    return {key: _COLUMNS[key] for key in keys} if keys.keys() <= _COLUMNS.keys() else "deep"


def _settled(node: Any, schema: Any) -> Any:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return node


_SHAPES = _shapes()
