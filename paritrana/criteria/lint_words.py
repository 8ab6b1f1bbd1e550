"""What the lint has to say about words that lack English where the file gives it for others of their kind."""

from collections.abc import Iterator

from pydantic import BaseModel

from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Path
from paritrana.criteria.remarks import Remark
from paritrana.rules.scalars import WordPair


def languages(category: Category) -> Iterator[Remark]:
    """C029 for a text without English where most of the texts under the same key have it.

    A file that gives no English under a key is in Indonesian there, and meant so. Defaults of the model stand nowhere.
    """
    found: dict[str, list[tuple[Path, WordPair]]] = {}
    for path, words in _words(category, ()):
        found.setdefault(str(path[-1]), []).append((path, words))
    for key, texts in found.items():
        lacking = [(path, words) for path, words in texts if not words.en]
        if 2 * len(lacking) < len(texts):
            yield from (Remark("C029", path, {"key": key, "read": _short(words.id)}) for path, words in lacking)


def _words(part: object, path: Path) -> Iterator[tuple[Path, WordPair]]:
    """Every text for people below a part, with its path in the file."""
    if isinstance(part, WordPair):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in part.model_fields_set:
            info = type(part).model_fields[name]
            yield from _words(getattr(part, name), (*path, info.alias or name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _words(item, (*path, index))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
