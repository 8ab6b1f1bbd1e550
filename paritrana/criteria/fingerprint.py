"""Hashes of criteria: of every word, of what can change points, and of what a form asks."""

import hashlib
import json
import unicodedata
from functools import lru_cache
from typing import Any, Generic, TypeVar

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category

WORDS_ONLY = frozenset(
    {
        "title",
        "ask",
        "hint",
        "section",
        "note",
        "source",
        "message",
        "article",
        "label",
        "evidence",
        "citation",
        "none",
        "mixed_bases",
        "public",
        "info_only",
        "status",
        "unit",
        "example",
        "like",
    }
)
FORM_VERSION_LENGTH = 8
T = TypeVar("T")


def content_hash(text: str) -> str:
    """SHA-256 of a criteria text with LF line ends and NFC letters."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    return hashlib.sha256(plain.encode()).hexdigest()


def structure_hash(category: Category) -> str:
    """SHA-256 of everything in a category that can change points, ranks or awards."""
    return _digest(_bare(category.model_dump(mode="json", by_alias=True, exclude_defaults=True)))


def form_version(category: Category, role: Role) -> str:
    """A short mark of what a role's form asks: its fields with kind, bounds, decimals and options.

    A verifier's table also holds the candidates' fields, which it may correct.
    """
    return _version(Same(category), role)


class Same(Generic[T]):
    """Anything as the key of a cache: equal to itself only, however much it holds."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


@lru_cache(maxsize=64)
def _version(same: Same[Category], role: Role) -> str:
    category = same.it
    corrected = category.filled_by(Role.CANDIDATE) if role is Role.VERIFIER else ()
    asked = [field.model_dump(mode="json", exclude_defaults=True) for field in (*category.filled_by(role), *corrected)]
    return _digest(_bare(asked))[:FORM_VERSION_LENGTH]


def _bare(value: Any) -> Any:
    """A dumped value without its words; the levels of a choice are keyed by option, not by word."""
    if isinstance(value, dict):
        kept = (key for key in value if key not in WORDS_ONLY)
        return {key: value[key] if key == "levels" else _bare(value[key]) for key in kept}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
