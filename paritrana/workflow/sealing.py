"""Sealing: freeze a scored result, so that what is published later is what was decided."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from paritrana.documents.tables import render_ranking_json
from paritrana.problems import ConflictError
from paritrana.seal import Seal, append_journal, read_seal, seal_bytes, seal_of
from paritrana.workflow.result import Scored
from paritrana.workflow.score import score_only
from paritrana.workflow.season import Season
from paritrana.workspace import write_file


def seal_season(
    season: Season, names: Iterable[str] = (), *, seed: str = "", at: datetime | None = None
) -> tuple[Seal, ...]:
    """Seal scored categories. Raises ConflictError where one is not scored, or its inputs changed since.

    The journal line carries `at`, or the wall time: the only place besides receipts where it stands.
    """
    scored = score_only(season, season.categories(names), seed)
    seals = [_seal(one) for one in scored]
    when = (at or datetime.now(UTC)).isoformat(timespec="seconds")
    for seal in seals:
        _keep(season, seal, when)
    return tuple(seals)


def _seal(one: Scored) -> Seal:
    """The seal of a result that is still what `score` wrote."""
    season, name = one.season, one.category.category
    manifest = _manifest(season, name)
    ranking = render_ranking_json(season.edition, one.result)
    seal = seal_of(season.edition.id, name, one.criteria, one.inputs, ranking)
    kept = Seal(season.edition.id, name, manifest["criteria"], manifest["inputs"], _ranking_hash(manifest), "")
    changed = kept.differs(seal.criteria, seal.inputs, seal.ranking)
    if changed:
        raise ConflictError("errors.changed_since_score", category=name, read=", ".join(changed))
    return seal


def _manifest(season: Season, name: str) -> dict[str, Any]:
    path = season.workspace.internal(season.edition.id) / name / "manifest.json"
    if not path.is_file():
        raise ConflictError("errors.not_scored", category=name)
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ConflictError("errors.damaged_record", path=season.workspace.relative(path)) from error
    return found


def _ranking_hash(manifest: dict[str, Any]) -> str:
    return str(manifest["outputs"]["ranking.json"])


def _keep(season: Season, seal: Seal, when: str) -> None:
    path = season.workspace.seal(season.edition.id, seal.category)
    if read_seal(path) == seal:
        return
    event = {"event": "seal", "at": when, "edition": seal.edition, "category": seal.category, "code": seal.code}
    append_journal(season.workspace.journal, {**event, "ranking": seal.ranking})
    write_file(path, seal_bytes(seal))
