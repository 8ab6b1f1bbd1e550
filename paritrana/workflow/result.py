"""A category from its files to its result and the papers that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.model import Category
from paritrana.criteria.stages import Stage
from paritrana.entry.plenary import Orders
from paritrana.manifest import canonical, sha256
from paritrana.problems import Problem, unique
from paritrana.scoring import Result, score_category
from paritrana.scoring.stages import Shortlist
from paritrana.store.shortlists import Closed
from paritrana.workflow.collect import Collected
from paritrana.workflow.held import Undecided, held_problems
from paritrana.workflow.remarks import dressed
from paritrana.workflow.season import Season


@dataclass(frozen=True, slots=True)
class Scored:
    """A category's result with everything it was made from.

    `criteria` and `inputs` are hashes by name: what a seal freezes. `problems` are those of this category's
    files, and of scoring; `stages` is what every stage but the last came to, empty without stages; `held` are received
    files that nobody has decided about. `evidence` are SHA-256 of evidence files by path, `evidence_list` the list of
    them as a workbook; both are empty where the edition keeps none. `before` is the result without any decision of the
    plenary meeting, where there are decisions.
    """

    season: Season
    category: Category
    result: Result
    problems: tuple[Problem, ...]
    criteria: Mapping[str, str]
    inputs: Mapping[str, str]
    seed: str
    stages: "tuple[StageScored, ...]" = ()
    held: tuple[Undecided, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    evidence_list: bytes = b""
    before: "Scored | None" = None

    def with_evidence(self, problems: Iterable[Problem], hashes: Mapping[str, str], listed: bytes) -> "Scored":
        """The same result with its evidence files: SHA-256 by path, and the list of them as a workbook."""
        told = dressed(problems, self.category)
        return replace(self.with_problems(told), evidence=dict(hashes), evidence_list=listed)

    def with_problems(self, problems: Sequence[Problem]) -> "Scored":
        """The same result with what was found later."""
        return replace(self, problems=(*self.problems, *problems))

    def with_held(self, files: Iterable[Undecided]) -> "Scored":
        """The same result with the received files of its category that nobody has decided about."""
        own = tuple(one for one in files if one.receipt.category == self.category.category)
        if not own:
            return self
        stages = tuple(replace(one, scored=replace(one.scored, held=own)) for one in self.stages)
        before = replace(self.before, held=own) if self.before else None
        told = self.with_problems(held_problems(self.season, own))
        return replace(told, held=own, stages=stages, before=before)


@dataclass(frozen=True, slots=True)
class StageScored:
    """What a stage came to: its result, who passes on, and when that was settled (None: not yet, and may change)."""

    stage: Stage
    scored: Scored
    shortlist: Shortlist
    closed: Closed | None = None

    @property
    def passed(self) -> tuple[str, ...]:
        """Who passes on: as settled, else as it stands now."""
        return self.closed.passed if self.closed else self.shortlist.passed


def score_collected(
    season: Season, category: Category, collected: Collected, seed: str, orders: Orders | None = None
) -> Scored:
    """Score what was collected for a category; `orders` are those of the plenary meeting."""
    result = score_category(
        category,
        collected.entries,
        absent=collected.absent,
        returned=collected.returned,
        seed=seed,
        orders=orders,
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
