"""Publishing: certificates, the public part and the index, from results that are what was sealed."""

from collections.abc import Iterable
from datetime import datetime

from paritrana.documents.tables import render_ranking_json
from paritrana.manifest import sha256
from paritrana.problems import ConflictError
from paritrana.seal import read_seal
from paritrana.workflow.certificates import certificates_of
from paritrana.workflow.papers import internal_papers, public_papers, write_index
from paritrana.workflow.result import Scored
from paritrana.workflow.score import NOBODY, Outcome, score_only
from paritrana.workflow.season import Season
from paritrana.workspace import swap_folder


def publish_season(
    season: Season,
    names: Iterable[str] = (),
    *,
    seed: str = "",
    at: datetime | None = None,
    lang: str = "id",
) -> Outcome:
    """Write certificates, public pages and index. An unsealed category is printed as DRAF and has no number.

    Raises ConflictError where the inputs of a sealed category are no longer those that were sealed.
    """
    scored = score_only(season, season.categories(names), seed, NOBODY)
    codes = {one.category.category: code for one in scored if (code := _sealed_code(one))}
    clock = season.clock(at)
    shown, folders = [], []
    for one in scored:
        name = one.category.category
        printed = certificates_of(one, codes.get(name), clock)
        told = one.with_problems(printed.problems)
        folder = season.workspace.internal(season.edition.id) / name
        papers = internal_papers(told, code=codes.get(name), at=clock, lang=lang, extra=printed.files)
        swap_folder(folder, papers)
        shown.append(told)
        folders.append(folder)
    public = season.workspace.public(season.edition.id)
    swap_folder(public, public_papers(season, shown, codes, lang=lang))
    index = write_index(season, tuple(shown), codes, lang=lang)
    return Outcome(season, tuple(shown), codes, index, (*folders, public))


def _sealed_code(one: Scored) -> str | None:
    """The Kode Hasil of a category, None where it is not sealed."""
    season, name = one.season, one.category.category
    seal = read_seal(season.workspace.seal(season.edition.id, name))
    if seal is None:
        return None
    ranking = sha256(render_ranking_json(season.edition, one.result))
    changed = seal.differs(one.criteria, one.inputs, ranking)
    if changed:
        raise ConflictError("errors.changed_since_seal", category=name, read=", ".join(changed))
    return seal.code


