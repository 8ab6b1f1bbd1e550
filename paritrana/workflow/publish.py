"""Publishing: certificates, the public part and the index, from results that are what was sealed."""

from collections.abc import Iterable
from datetime import datetime

from paritrana.documents.tables import render_ranking_json
from paritrana.manifest import sha256
from paritrana.problems import ConflictError
from paritrana.seal import read_seal
from paritrana.workflow.certificates import certificates_of
from paritrana.workflow.collect import read_folders
from paritrana.workflow.papers import internal_papers, public_papers, write_index
from paritrana.workflow.result import Scored
from paritrana.workflow.score import Outcome, folder_of, score_only, standing, written_codes
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workspace import swap_folder


def publish_season(
    season: Season,
    names: Iterable[str] = (),
    *,
    seed: str = "",
    at: datetime | None = None,
    lang: str = "id",
    tick: Tick = silent,
) -> Outcome:
    """Write certificates, public pages and index. An unsealed category is printed as DRAF and has no number.

    Nothing is written where the inputs of any of the categories are no longer those that were sealed: ConflictError.
    """
    chosen = season.categories(names)
    reads = read_folders(season, tick)
    scored = score_only(season, chosen, reads, seed)
    codes = {one.category.category: code for one in scored if (code := _sealed_code(one))}
    shown = tuple(_publish(one, codes.get(one.category.category), season.clock(at), lang) for one in scored)
    others = standing(season, chosen, reads, seed)
    every, all_codes = (*shown, *others), {**written_codes(season, others), **codes}
    public = season.workspace.public(season.edition.id)
    swap_folder(public, public_papers(season, _published(every, shown), all_codes, lang=lang))
    index = write_index(season, every, all_codes, lang=lang)
    return Outcome(season, shown, codes, index, (*(folder_of(season, one.category) for one in shown), public))


def _publish(one: Scored, code: str | None, at: datetime, lang: str) -> Scored:
    """Replace a category's internal folder by one with certificates; names that cannot be printed are added."""
    printed = certificates_of(one, code, at)
    told = one.with_problems(printed.problems)
    swap_folder(
        folder_of(one.season, one.category),
        internal_papers(told, code=code, at=at, lang=lang, extra=printed.files),
    )
    return told


def _published(every: Iterable[Scored], now: Iterable[Scored]) -> tuple[Scored, ...]:
    """What the public may see: what is published now, and what had a public page before."""
    fresh = {one.category.category for one in now}
    return tuple(one for one in every if one.category.category in fresh or _has_page(one))


def _has_page(one: Scored) -> bool:
    folder = one.season.workspace.public(one.season.edition.id)
    return (folder / f"{one.category.category}.html").is_file()


def _sealed_code(one: Scored) -> str | None:
    """The Kode Hasil of a category, None where it is not sealed. Raises ConflictError."""
    season, name = one.season, one.category.category
    seal = read_seal(season.workspace.seal(season.edition.id, name))
    if seal is None:
        return None
    ranking = sha256(render_ranking_json(season.edition, one.result))
    changed = seal.differs(one.criteria, one.inputs, ranking)
    if changed:
        raise ConflictError("errors.changed_since_seal", category=name, read=", ".join(changed))
    return seal.code
