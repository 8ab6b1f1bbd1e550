"""A category from its files to its result and the papers that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.model import Category
from paritrana.manifest import canonical, sha256
from paritrana.problems import Problem, unique
from paritrana.scoring import Result, score_category
from paritrana.workflow.collect import Collected
from paritrana.workflow.remarks import dressed
from paritrana.workflow.season import Season


@dataclass(frozen=True, slots=True)
class Scored:
    """A category's result with everything it was made from.

    `criteria` and `inputs` are hashes by name: what a seal freezes. `problems` are those of this category's
    files, and of scoring.
    """

    season: Season
    category: Category
    result: Result
    problems: tuple[Problem, ...]
    criteria: Mapping[str, str]
    inputs: Mapping[str, str]
    seed: str

    def with_problems(self, problems: Sequence[Problem]) -> "Scored":
        """The same result with what was found later."""
        return replace(self, problems=(*self.problems, *problems))


def score_collected(season: Season, category: Category, collected: Collected, seed: str) -> Scored:
    """Score what was collected for a category."""
    result = score_category(
        category,
        collected.entries,
        absent=collected.absent,
        returned=collected.returned,
        seed=seed,
    )
    return Scored(
        season,
        category,
        result,
        dressed(unique((*collected.problems, *result.problems)), category),
        _criteria_hashes(season, category),
        {**collected.inputs, "candidates": season.candidates_hash(category)},
        seed,
    )


def _criteria_hashes(season: Season, category: Category) -> dict[str, str]:
    """Hashes of what can change a result: the category's file, its structure, and the edition's frame."""
    facts = season.edition.facts
    frame = facts.model_dump(mode="json", include={"edition", "label", "province", "period", "status", "decree"})
    return {
        f"{category.category}.yaml": season.edition.hashes[f"{category.category}.yaml"],
        "structure": structure_hash(category),
        "edition": sha256(canonical(frame)),
    }
