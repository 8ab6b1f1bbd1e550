"""Scoring: read every submission once, score the categories, write their internal papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from paritrana.criteria.model import Category
from paritrana.problems import UsageError, has_errors
from paritrana.workflow.collect import Tick, collect, read_folders
from paritrana.workflow.papers import internal_papers, write_index
from paritrana.workflow.result import Scored, score_collected
from paritrana.workflow.season import Season
from paritrana.workspace import swap_folder

NOBODY: Tick = lambda done, of: None  # noqa: E731


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run over categories has written. `code` is the Kode Hasil by category, where sealed."""

    season: Season
    scored: tuple[Scored, ...]
    codes: dict[str, str]
    index: Path
    folders: tuple[Path, ...]

    @property
    def exit_code(self) -> int:
        return 1 if any(has_errors(one.problems) for one in self.scored) else 0


def score_season(
    season: Season,
    names: Iterable[str] = (),
    *,
    seed: str = "",
    at: datetime | None = None,
    lang: str = "id",
    tick: Tick = NOBODY,
) -> Outcome:
    """Score categories (all by default) and replace their internal folders. Unsealed papers say DRAF."""
    scored = score_only(season, season.categories(names), seed, tick)
    folders = []
    for one in scored:
        folder = season.workspace.internal(season.edition.id) / one.category.category
        swap_folder(folder, internal_papers(one, code=None, at=season.clock(at), lang=lang))
        folders.append(folder)
    index = write_index(season, scored, {}, lang=lang)
    return Outcome(season, scored, {}, index, tuple(folders))


def score_only(
    season: Season, categories: Iterable[Category], seed: str, tick: Tick = NOBODY
) -> tuple[Scored, ...]:
    """The results of categories from the files as they are now; nothing is written."""
    chosen = tuple(categories)
    for category in chosen:
        if category.ranking.still_tied == "lot" and not seed:
            raise UsageError("errors.no_seed", category=category.category)
    reads = read_folders(season, tick)
    return tuple(score_collected(season, one, collect(season, one, reads), seed) for one in chosen)


