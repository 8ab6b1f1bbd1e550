"""Scoring: read every submission once, score the categories, write their internal papers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from paritrana.criteria.model import Category
from paritrana.documents.tables import render_ranking_json
from paritrana.manifest import sha256
from paritrana.problems import Problem, UsageError, has_errors
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders, sent_files, stray
from paritrana.workflow.evidence import EvidenceFiles, evidence_files, with_evidence
from paritrana.workflow.held import Undecided, undecided
from paritrana.workflow.papers import internal_papers, write_index
from paritrana.workflow.reading import FileRead
from paritrana.workflow.result import Scored
from paritrana.workflow.sealed import standing_code
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.stages import judge
from paritrana.workspace import swap_folder

MANIFEST_PARTS = ("criteria", "inputs", "outputs", "arguments")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run over categories has written.

    `codes` are the Kode Hasil by category, where sealed; `stray` the problems of no category; `withdrawn` the
    categories whose certificates had to go, and whether their result is another one now.
    """

    season: Season
    scored: tuple[Scored, ...]
    codes: Mapping[str, str]
    index: Path
    folders: tuple[Path, ...]
    stray: tuple[Problem, ...] = ()
    withdrawn: Mapping[str, bool] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        return 1 if has_errors(self.stray) or any(has_errors(one.problems) for one in self.scored) else 0


@alone
def score_season(
    season: Season,
    names: Iterable[str] = (),
    *,
    seed: str = "",
    at: datetime | None = None,
    lang: str = "id",
    tick: Tick = silent,
    cross_check: bool = False,
) -> Outcome:
    """Score categories (all by default) and replace their internal folders. Unsealed papers say DRAF.

    With `cross_check` two libraries read every file, and must agree on every answer.
    Raises ConflictError where another process is at work or a paper is open elsewhere.
    """
    chosen = season.categories(names)
    sent = sent_files(season)
    held = undecided(season, sent.received, at)
    reads = read_folders(season, tick, sent=sent, cross_check=cross_check)
    evidence = evidence_files(season)
    scored = score_only(season, chosen, reads, seed, held, evidence)
    folders: list[Path] = []
    withdrawn: dict[str, bool] = {}
    for one in scored:
        folder = folder_of(season, one.category)
        papers = internal_papers(one, code=None, at=season.clock(at), lang=lang)
        withdrawn |= _withdrawn(one, papers)
        swap_folder(folder, papers)
        folders.append(folder)
    others = standing(season, chosen, reads, seed, held, evidence)
    codes = {one.category.category: code for one in others if (code := standing_code(one))}
    loose = (*stray(season, reads), *evidence.stray)
    index = write_index(season, (*scored, *others), codes, loose, lang=lang)
    return Outcome(season, scored, {}, index, tuple(folders), loose, withdrawn)


def _withdrawn(one: Scored, papers: Mapping[str, bytes]) -> dict[str, bool]:
    """The category, where its former papers have certificates, and whether its result has changed since."""
    former = (read_manifest(one.season, one.category) or {}).get("outputs", {})
    if "certificates.pdf" not in former:
        return {}
    return {one.category.category: former.get("ranking.json") != sha256(papers["ranking.json"])}


def score_only(
    season: Season,
    categories: Iterable[Category],
    reads: tuple[FileRead, ...],
    seed: str,
    held: Sequence[Undecided] = (),
    evidence: EvidenceFiles | None = None,
) -> tuple[Scored, ...]:
    """The results of categories from what was read; nothing is written. Raises UsageError where a seed is missing.

    `held` are the received files that nobody has decided about: they are told, and count for nothing. `evidence` are
    the evidence files: they are listed and hashed, and change no points.
    """
    chosen = tuple(categories)
    for category in chosen:
        if needs_seed(category) and not seed:
            raise UsageError("errors.no_seed", category=category.category)
    found = (judge(season, one, reads, seed).with_held(held) for one in chosen)
    return tuple(with_evidence(one, reads, evidence) if evidence else one for one in found)


def needs_seed(category: Category) -> bool:
    """Whether a lot may have to decide."""
    return category.ranking.still_tied == "lot"


def standing(
    season: Season,
    chosen: Iterable[Category],
    reads: tuple[FileRead, ...],
    seed: str,
    held: Sequence[Undecided] = (),
    evidence: EvidenceFiles | None = None,
) -> tuple[Scored, ...]:
    """The categories of an edition besides the chosen ones whose written papers still show their result."""
    taken = {category.category for category in chosen}
    rest = [one for one in season.edition.categories.values() if one.category not in taken]
    found: list[Scored] = []
    for one in rest:
        own_seed = seed or str((read_manifest(season, one) or {}).get("arguments", {}).get("seed", ""))
        if own_seed or not needs_seed(one):
            found.extend(score_only(season, [one], reads, own_seed, held, evidence))
    return tuple(one for one in found if _as_written(one))


def _as_written(one: Scored) -> bool:
    written = read_manifest(one.season, one.category)
    ranking = sha256(render_ranking_json(one.season.edition, one.result))
    return written is not None and written.get("outputs", {}).get("ranking.json") == ranking


def folder_of(season: Season, category: Category) -> Path:
    """The internal folder of a category."""
    return season.workspace.internal(season.edition.id) / category.category


def read_manifest(season: Season, category: Category) -> dict[str, Any] | None:
    """The manifest of what was written last for a category; None where there is none, or it is damaged."""
    path = folder_of(season, category) / "manifest.json"
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(found, dict) and all(isinstance(found.get(part), dict) for part in MANIFEST_PARTS)
    return found if whole else None
