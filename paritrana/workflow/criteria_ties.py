"""Whether the tie ladder of a category separates the candidates of the last result, where there is one."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from paritrana.criteria.edition import Edition
from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.load import category_tree
from paritrana.criteria.model import Category
from paritrana.problems import Problem
from paritrana.text import spoken
from paritrana.workspace import Workspace

RANKING = "ranking.json"
SHARED = "shared"


def unseparated(edition: Edition, folder: Path) -> Iterator[Problem]:
    """C043 for every rank with a prize that candidates still share after all rungs.

    Looks at the ranking that `score` wrote for the same rules (by their structure hash) in the workspace `folder`
    lies in; a result of other rules, or none, or one that cannot be read, says nothing.
    """
    internal = Workspace(folder.parent.parent).internal(folder.name)
    for category in edition.categories.values():
        together = tuple(_together(_candidates(internal / category.category / RANKING, category)))
        if together:
            name = f"{category.category}.yaml"
            where = category_tree(folder / name, f"{folder.name}/{name}").where(("ranking", "ties"))
            told = _rungs(category)
            yield from (Problem("C043", where, {**told, "rank": rank, "names": names}) for rank, names in together)


def _candidates(path: Path, category: Category) -> list[dict[str, Any]]:
    """The candidates of a ranking by the same rules, as it was written."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return []
    same = isinstance(found, dict) and found.get("criteria") == structure_hash(category)
    return list(found["candidates"]) if same else []


def _together(candidates: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Ranks with the codes of those who share them where a prize is at stake."""
    waiting = [one for one in candidates if one["tie"] == SHARED and (one["award"] or {}).get("plenary")]
    waiting.sort(key=lambda one: (str(one["group"]), int(one["rank"])))
    for (_, rank), peers in groupby(waiting, key=lambda one: (one["group"], one["rank"])):
        yield str(rank), ", ".join(str(one["code"]) for one in peers)


def _rungs(category: Category) -> dict[str, str]:
    tried = ", ".join(rung.by for rung in category.ranking.ties)
    return {"rungs": tried} if tried else spoken("rungs", "hints.no_rungs")
