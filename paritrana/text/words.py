"""Messages and labels by key, from `id.toml` and `en.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from paritrana.problems import Problem

LANGUAGES = ("id", "en")


@cache
def _texts(lang: str) -> dict[str, str]:
    """The text of every section of a book, its tables together: what nobody asks for is never parsed."""
    source = files(__package__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for table in source.split("\n[")[1:]:
        name = table[: table.index("]")].partition(".")[0]
        found[name] = f"{found.get(name, '')}[{table}\n"
    return found


@cache
def _section(name: str, lang: str) -> dict[str, Any]:
    section: dict[str, Any] = tomllib.loads(_texts(lang)[name])[name]
    return section


def says(problem: Problem, lang: str = "id") -> str:
    """What is wrong, in one sentence."""
    return str(_section("problems", lang)[problem.code]["says"]).format_map(in_language(problem.details, lang))


def cure(problem: Problem, lang: str = "id") -> str:
    """How to mend it, in one sentence."""
    return str(_section("problems", lang)[problem.code]["cure"]).format_map(in_language(problem.details, lang))


def line(problem: Problem, lang: str = "id") -> str:
    """The whole message: where, what was read, how to mend it, the code."""
    place = str(problem.where) or problem.candidate
    where = f"{place}: " if place else ""
    return f"{where}{says(problem, lang)} {cure(problem, lang)} [{problem.code}]"


def spoken(placeholder: str, key: str | tuple[str, ...], **details: str) -> dict[str, str]:
    """A worded detail of a problem in every language, `{"reason": …, "reason_en": …}`; the reader's one is shown."""
    first, *others = LANGUAGES
    said = {f"{placeholder}_{lang}": label(key, lang, **details) for lang in others}
    return {placeholder: label(key, first, **details), **said}


def in_language(details: Mapping[str, str], lang: str) -> dict[str, str]:
    """Details with their words of this language where there are some (`reason_en` for `reason`)."""
    mark = f"_{lang}"
    own = {key.removesuffix(mark): said for key, said in details.items() if key.endswith(mark)}
    return {**details, **own}


def label(key: str | tuple[str, ...], lang: str = "id", **details: str) -> str:
    """A word or sentence of a screen, paper or command: `label("ranking.rank")`. Raises KeyError if unknown.

    A key whose parts hold dots themselves comes as a tuple.
    """
    first, *parts = key.split(".") if isinstance(key, str) else key
    node: Any = _section(first, lang)
    for part in parts:
        node = node[part]
    return str(node).format_map(details) if details else str(node)
