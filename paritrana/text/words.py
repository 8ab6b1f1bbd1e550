"""Messages and labels by key, from `id.toml` and `en.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from paritrana.problems import Problem

LANGUAGES = ("id", "en")


@cache
def _book(lang: str) -> dict[str, Any]:
    source = files(__package__).joinpath(f"{lang}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def says(problem: Problem, lang: str = "id") -> str:
    """What is wrong, in one sentence."""
    return str(_book(lang)["problems"][problem.code]["says"]).format_map(problem.details)


def cure(problem: Problem, lang: str = "id") -> str:
    """How to mend it, in one sentence."""
    return str(_book(lang)["problems"][problem.code]["cure"]).format_map(problem.details)


def line(problem: Problem, lang: str = "id") -> str:
    """The whole message: where, what was read, how to mend it, the code."""
    where = f"{problem.where}: " if str(problem.where) else ""
    return f"{where}{says(problem, lang)} {cure(problem, lang)} [{problem.code}]"


def label(key: str, lang: str = "id", **details: str) -> str:
    """A word or sentence of a screen, paper or command: `label("ranking.rank")`. Raises KeyError if unknown."""
    node: Any = _book(lang)
    for part in key.split("."):
        node = node[part]
    return str(node).format_map(details) if details else str(node)
