"""What changed between two criteria: what can change points, ranks or awards, and what are only words."""

from dataclasses import dataclass
from typing import Any

from paritrana.criteria.diff_walk import Found, Item, Path, between, walk
from paritrana.criteria.diff_words import Words
from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.text import label

RESULT_FACTS = frozenset({"province"})
"""Facts of an edition that decide who is ranked."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `before` and `after` as plain values (None: there is none). `says` tells it in a sentence."""

    path: Path
    before: Any
    after: Any
    says: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Changes that can change points, ranks or awards (as `structure_hash` has it), and those that cannot."""

    result: tuple[Change, ...] = ()
    words: tuple[Change, ...] = ()

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(self.result + other.result, self.words + other.words)


def compare(before: Category, after: Category, lang: str = "id") -> Difference:
    """What changed between two categories."""
    one, two = _dump(before), _dump(after)
    words = Words(one, two, lang)
    return _worded(between(one, two), words)


def compare_editions(before: Edition, after: Edition, lang: str = "id") -> Difference:
    """What changed between two editions: their facts, and every category."""
    one, two = (edition.facts.model_dump(mode="json", by_alias=True) for edition in (before, after))
    found = [Found(each.path, each.before, each.after, each.path[0] in RESULT_FACTS) for each in walk((), one, two)]
    difference = _worded(found, Words(one, two, lang))
    for name in {**before.categories, **after.categories}:
        difference += _category(name, before.categories.get(name), after.categories.get(name), lang)
    return difference


def _category(name: str, before: Category | None, after: Category | None, lang: str) -> Difference:
    path = ("categories", Item(name))
    if before is None or after is None:
        was, now = before and before.category, after and after.category
        return _worded([Found(path, was, now, True)], Words({}, {}, lang))
    inner = compare(before, after, lang)
    return Difference(*(_within(path, name, changes, lang) for changes in (inner.result, inner.words)))


def _within(path: Path, name: str, changes: tuple[Change, ...], lang: str) -> tuple[Change, ...]:
    return tuple(
        Change((*path, *one.path), one.before, one.after, label("diff.within", lang, name=name, says=one.says))
        for one in changes
    )


def _worded(found: list[Found], words: Words) -> Difference:
    changes = [(one.counts, Change(one.path, one.before, one.after, words.says(one))) for one in found]
    return Difference(
        tuple(change for counts, change in changes if counts), tuple(change for counts, change in changes if not counts)
    )


def _dump(category: Category) -> dict[str, Any]:
    return category.model_dump(mode="json", by_alias=True)
