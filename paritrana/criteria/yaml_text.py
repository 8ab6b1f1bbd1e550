"""Canonical YAML of a plain tree: keys in the order of the model, every scalar read back as the same text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from paritrana.criteria.nodes import Path
from paritrana.criteria.schema import place_at

WIDTH = 110
"""Columns of a line up to which a small mapping or list stands on one line."""

_INDENT = "  "
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<~"
_ODD = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Letters that YAML reads back changed or not at all unless they are escaped."""

_WORD_TRAPS = re.compile("null|yes|no|on|off|y|n", re.IGNORECASE)
"""Values that other readers of YAML would not take for text."""

_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def yaml_text(value: Any, model: type[BaseModel] | None = None) -> str:
    """The text of a whole file. With a model, keys stand in its order; others behind them, in their own."""
    ordered = value if model is None else _ordered(value, (), model)
    if not isinstance(ordered, dict) or not ordered:
        return "\n".join(_block(ordered, 0)) + "\n"
    parts = ["\n".join(_entry(key, inner, 0)) for key, inner in ordered.items()]
    spaced = ("\n" + part if "\n" in part and number else part for number, part in enumerate(parts))
    return "\n".join(spaced) + "\n"


def _ordered(value: Any, path: Path, model: type[BaseModel]) -> Any:
    if isinstance(value, list):
        return [_ordered(inner, (*path, index), model) for index, inner in enumerate(value)]
    if not isinstance(value, dict):
        return value
    here = (*path, str(value.get("kind"))) if path[-1:] == ("rule",) else path
    known = place_at(model, here).keys
    keys = [key for key in known if key in value] + [key for key in value if key not in known]
    return {key: _ordered(value[key], (*here, key), model) for key in keys}


def _block(value: Any, depth: int) -> list[str]:
    """The lines of a value that stands on lines of its own."""
    if isinstance(value, dict) and value:
        return [line for key, inner in value.items() for line in _entry(key, inner, depth)]
    if isinstance(value, list) and value:
        return [line for inner in value for line in _item(inner, depth)]
    return [_INDENT * depth + _inline(value, depth)]


def _entry(key: str, value: Any, depth: int) -> list[str]:
    """A key with its value, on one line where that is short."""
    head = f"{_INDENT * depth}{scalar(key, is_key=True)}:"
    if isinstance(value, str) and _is_literal(value):
        return list(_literal(head, value, depth + 1))
    flow = _inline(value, depth, room=WIDTH - len(head))
    return [f"{head} {flow}"] if flow else [head, *_block(value, depth + 1)]


def _item(value: Any, depth: int) -> list[str]:
    """An item of a list behind its dash."""
    head = f"{_INDENT * depth}-"
    if isinstance(value, str) and _is_literal(value):
        return list(_literal(head, value, depth + 1))
    if flow := _inline(value, depth, room=WIDTH - len(head)):
        return [f"{head} {flow}"]
    first, *others = _block(value, depth + 1)
    return [f"{head} {first.lstrip(' ')}", *others]


def _inline(value: Any, depth: int, room: int = 0) -> str:
    """A value on one line; empty for a mapping or list that is too large for the room or too deep."""
    if isinstance(value, str):
        return scalar(value)
    flow = _flow(value)
    fits = len(flow) <= room and _height(value) <= (2 if depth else 1)
    return flow if fits or not value else ""


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{scalar(key, in_flow=True, is_key=True)}: {_flow(inner)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar(value, in_flow=True)


def _height(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_height, value.values()), default=0)
    return 1 + max(map(_height, value), default=0) if isinstance(value, list) else 0


def scalar(text: str, *, in_flow: bool = False, is_key: bool = False) -> str:
    """A text as a YAML scalar on one line: plain where that is safe, else in quotes."""
    if "\n" in text or _ODD.search(text):
        return '"' + "".join(map(_escaped, text)) + '"'
    if _is_plain(text, in_flow) and (is_key or not _WORD_TRAPS.fullmatch(text)):
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, in_flow: bool) -> bool:
    number = re.match(r"-\d", text)
    return not (
        not text
        or text != text.strip()
        or (text[0] in _INDICATORS and not number)
        or re.search(r":(\s|$)|\s#", text)
        or text.startswith(("---", "..."))
        or "\u00a0" in text
        or (in_flow and re.search(r"[,\[\]{}:?]", text))
    )


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if not _ODD.match(letter):
        return letter
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _is_literal(text: str) -> bool:
    """Whether a text of several lines can stand as a block of lines."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    return (
        len(lines) > 1
        and all(line and line == line.rstrip() for line in lines)
        and not lines[0].startswith(" ")
        and not _ODD.search(body.replace("\n", ""))
    )


def _literal(head: str, text: str, depth: int) -> Iterator[str]:
    yield f"{head} |" if text.endswith("\n") else f"{head} |-"
    yield from (_INDENT * depth + line for line in text.removesuffix("\n").split("\n"))


def without_empty(value: Any) -> Any:
    """A plain tree without keys that say nothing, and with words of one language as a bare text.

    An item of a list stays a mapping, also with nothing but its id.
    """
    if isinstance(value, dict):
        bare = {key: _bare(inner) for key, inner in value.items()}
        return {key: inner for key, inner in bare.items() if inner not in ("", {}, [])}
    if isinstance(value, list):
        return [without_empty(inner) for inner in value]
    if isinstance(value, str):
        return value.strip(" \t\xa0") if value.strip() else ""
    return value


def _bare(value: Any) -> Any:
    found = without_empty(value)
    return found["id"] if isinstance(found, dict) and _is_bare_words(found) else found


def _is_bare_words(value: Mapping[str, Any]) -> bool:
    return value.keys() == {"id"} and isinstance(value["id"], str)


__all__ = ["scalar", "without_empty", "yaml_text"]
