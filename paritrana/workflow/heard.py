"""Whose words count: verifiers on their own candidates, jurors without an interest, the plenary meeting last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paritrana.criteria.model import Category
from paritrana.entry.model import Statement
from paritrana.entry.panel import settle
from paritrana.entry.verification import Verified, weighed
from paritrana.manifest import canonical, sha256
from paritrana.problems import Problem
from paritrana.workflow.board import panel_hash, panel_problems
from paritrana.workflow.season import Season

Said = Mapping[str, Sequence[Statement]]
"""Statements by the candidate's code."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The statements that count, what was wrong with the others, and SHA-256 of what decided it, by name.

    `unheeded` are problems of the files in words that would not count anyway: nobody is to suffer from them.
    """

    statements: Said
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    unheeded: tuple[Problem, ...] = ()


def heard(
    season: Season, category: Category, said: Said, faults: Sequence[Problem] = (), doubts: Sequence[Problem] = ()
) -> Heard:
    """What counts of everything that was said about a category's candidates.

    `faults` are the problems of the files, `doubts` what is one only where the panel's list says so.
    """
    settled = settle(said, season.panel[0], category.category, faults, doubts)
    inputs = {**panel_hash(season, category), **_verifiers_hash(season, category, said)}
    statements, doubts = _weighed(settled.statements, category)
    problems = (*panel_problems(season, category), *settled.problems, *doubts)
    return Heard(statements, problems, inputs, settled.unheeded)


def _weighed(said: Said, category: Category) -> tuple[Said, tuple[Problem, ...]]:
    """Verifiers' words held against the claims."""
    kept: dict[str, Sequence[Statement]] = {}
    problems: list[Problem] = []
    for code, statements in said.items():
        kept[code], told = weighed(statements, category)
        problems.extend(told)
    return kept, tuple(problems)


def _verifiers_hash(season: Season, category: Category, said: Said) -> dict[str, str]:
    """SHA-256 of who verifies whom, where verifiers have said anything: it decides whose words are read."""
    if not any(isinstance(one, Verified) for statements in said.values() for one in statements):
        return {}
    return {"verifiers": sha256(canonical({one.code: one.verifier for one in season.candidates(category)}))}
