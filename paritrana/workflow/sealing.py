"""Sealing: freeze a scored result, so that what is published later is what was decided."""

from collections.abc import Iterable
from datetime import UTC, datetime

from paritrana.documents.tables import render_ranking_json
from paritrana.problems import ConflictError
from paritrana.seal import Seal, append_journal, read_seal, seal_bytes, seal_of, told_changes
from paritrana.workflow.collect import read_folders
from paritrana.workflow.result import Scored
from paritrana.workflow.score import read_manifest, score_only
from paritrana.workflow.season import Season
from paritrana.workspace import write_file


def seal_season(
    season: Season, names: Iterable[str] = (), *, seed: str = "", at: datetime | None = None
) -> tuple[Seal, ...]:
    """Seal categories (all that were scored, by default).

    Raises ConflictError where a category is not scored, or its inputs changed since. The journal line carries `at`,
    or the wall time: the only place besides receipts where it stands.
    """
    asked = tuple(names)
    chosen = season.categories(asked)
    if not asked:
        chosen = tuple(one for one in chosen if read_manifest(season, one)) or chosen
    scored = score_only(season, chosen, read_folders(season), seed)
    seals = tuple(_seal(one) for one in scored)
    when = (at or datetime.now(UTC)).isoformat(timespec="seconds")
    for seal in seals:
        _keep(season, seal, when)
    return seals


def _seal(one: Scored) -> Seal:
    """The seal of a result that is still what `score` wrote."""
    season, name = one.season, one.category.category
    manifest = read_manifest(season, one.category)
    if manifest is None:
        raise ConflictError("errors.not_scored", category=name, edition=season.edition.id)
    ranking = render_ranking_json(season.edition, one.result)
    seal = seal_of(season.edition.id, name, one.criteria, one.inputs, ranking)
    try:
        written = manifest["criteria"], manifest["inputs"], str(manifest["outputs"]["ranking.json"])
    except (KeyError, TypeError) as error:
        raise ConflictError("errors.damaged_record", path=f"{name}/manifest.json") from error
    changed = seal.differs(*written)
    if changed:
        raise ConflictError(
            "errors.changed_since_score", category=name, edition=season.edition.id, read=told_changes(changed)
        )
    return seal


def _keep(season: Season, seal: Seal, when: str) -> None:
    path = season.workspace.seal(season.edition.id, seal.category)
    if read_seal(path) == seal:
        return
    event = {"event": "seal", "at": when, "edition": seal.edition, "category": seal.category, "code": seal.code}
    append_journal(season.workspace.journal, {**event, "ranking": seal.ranking})
    write_file(path, seal_bytes(seal))
