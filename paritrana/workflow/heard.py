"""Whose words count: verifiers on their own candidates, jurors without an interest, the plenary meeting last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paritrana.criteria.model import Category
from paritrana.entry.model import Statement
from paritrana.problems import Problem
from paritrana.workflow.season import Season

Said = Mapping[str, Sequence[Statement]]
"""Statements by the candidate's code."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The statements that count, what was wrong with the others, and SHA-256 of what decided it, by name."""

    statements: Said
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)


def heard(_season: Season, _category: Category, said: Said) -> Heard:
    """What counts of everything that was said about a category's candidates."""
    return Heard(said)
