"""Sealing: freeze a scored result, so that what is published later is what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from paritrana.documents.tables import render_ranking_json
from paritrana.documents.waiting import awaits_committee
from paritrana.problems import ConflictError
from paritrana.scoring import Status
from paritrana.seal import Seal, read_seal, seal_bytes, seal_of, told_changes
from paritrana.store.journal import append_journal
from paritrana.text import line
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders, sent_files, stray
from paritrana.workflow.evidence import evidence_files
from paritrana.workflow.held import Undecided, as_of, undecided
from paritrana.workflow.papers import write_index
from paritrana.workflow.result import Scored
from paritrana.workflow.score import read_manifest, score_only, standing
from paritrana.workflow.sealed import standing_code
from paritrana.workflow.season import Season
from paritrana.workspace import write_file


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal, and how many candidates it freezes as returned: they can no longer send anything that counts.

    `waiting` of them wait for the committee's own data, and for nothing from their office. `held` are received files
    that nobody has decided about, as they stand at the moment of sealing.
    """

    seal: Seal
    returned: int
    waiting: int = 0
    held: tuple[Undecided, ...] = ()


@alone
def seal_season(
    season: Season, names: Iterable[str] = (), *, seed: str = "", at: datetime | None = None, lang: str = "id"
) -> tuple[Sealed, ...]:
    """Seal categories (all that were scored, by default).

    Raises ConflictError where a category is not scored, its inputs changed since, a stage before its last is open, or
    the lists of the panel or of the plenary meeting hold errors. The journal line carries `at`,
    or the wall time: the only place besides receipts where it stands.
    """
    asked = tuple(names)
    _refuse_faulty_books(season)
    chosen = season.categories(asked)
    if not asked:
        chosen = tuple(one for one in chosen if read_manifest(season, one)) or chosen
    sent = sent_files(season)
    held = undecided(season, sent.received, at)
    reads = read_folders(season, sent=sent, cached=False)
    evidence = evidence_files(season)
    scored = score_only(season, chosen, reads, seed, held, evidence)
    for each in scored:
        _refuse_open_stages(each)
    when = at or datetime.now(UTC)
    sealed = tuple(
        Sealed(_seal(one), len(_returned(one)), _waiting(one), as_of(season, one.held, when)) for one in scored
    )
    for one in sealed:
        _keep(season, one.seal, when.isoformat(timespec="seconds"))
    every = (*scored, *standing(season, chosen, reads, seed, held, evidence))
    codes = {one.category.category: code for one in every if (code := standing_code(one))}
    write_index(season, every, codes, (*stray(season, reads), *evidence.stray), lang=lang)
    return sealed


def _refuse_faulty_books(season: Season) -> None:
    """A recusal or decision that cannot be read is not known: nothing is frozen without it."""
    told = [one for one in (*season.panel[1], *season.plenary[1]) if one.is_error]
    if told:
        raise ConflictError("errors.faulty_book", told=line(told[0]), count=str(len(told)))


def _refuse_open_stages(one: Scored) -> None:
    """While a stage is open, who reached the last one still changes by itself."""
    still = [each.stage.title.id for each in one.stages if each.closed is None]
    if still:
        raise ConflictError("errors.stages_open", category=one.category.category, stages=", ".join(still))


def _returned(one: Scored) -> list[str]:
    return [place.candidate.code for place in one.result.placed if place.status is Status.RETURNED]


def _waiting(one: Scored) -> int:
    return sum(
        awaits_committee((problem for problem in one.problems if problem.candidate == code), one.category)
        for code in _returned(one)
    )


def _seal(one: Scored) -> Seal:
    """The seal of a result that is still what `score` wrote."""
    season, name = one.season, one.category.category
    manifest = read_manifest(season, one.category)
    if manifest is None:
        raise ConflictError("errors.not_scored", category=name, edition=season.edition.id)
    ranking = render_ranking_json(season.edition, one.result)
    seal = seal_of(season.edition.id, name, one.criteria, one.inputs, ranking, one.evidence)
    try:
        ranked = str(manifest["outputs"]["ranking.json"])
        written = manifest["criteria"], manifest["inputs"], ranked, dict(manifest.get("evidence", {}))
    except (KeyError, TypeError, ValueError) as error:
        raise ConflictError("errors.damaged_record", path=f"{name}/manifest.json") from error
    changed = seal.differs(*written)
    if changed:
        raise ConflictError(
            "errors.changed_since_score", category=name, edition=season.edition.id, **told_changes(changed)
        )
    return seal


def _keep(season: Season, seal: Seal, when: str) -> None:
    path = season.workspace.seal(season.edition.id, seal.category)
    if read_seal(path) == seal:
        return
    event = {"event": "seal", "at": when, "edition": seal.edition, "category": seal.category, "code": seal.code}
    append_journal(season.workspace.journal, {**event, "ranking": seal.ranking})
    write_file(path, seal_bytes(seal))
