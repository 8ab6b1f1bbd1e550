"""Publishing: certificates, the public part and the index, from results that are what was sealed."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from paritrana.criteria.model import Category
from paritrana.problems import ConflictError
from paritrana.scoring import Status
from paritrana.workflow.alone import alone
from paritrana.workflow.certificates import certificates_of
from paritrana.workflow.collect import read_folders, sent_files, stray
from paritrana.workflow.evidence import evidence_files
from paritrana.workflow.held import undecided
from paritrana.workflow.papers import in_order, internal_papers, public_papers, write_index
from paritrana.workflow.result import Scored
from paritrana.workflow.score import Outcome, folder_of, read_manifest, score_only, standing
from paritrana.workflow.sealed import has_seal, sealed_code, standing_code
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workspace import swap_folder


@alone
def publish_season(
    season: Season,
    names: Iterable[str] = (),
    *,
    seed: str = "",
    at: datetime | None = None,
    lang: str = "id",
    tick: Tick = silent,
) -> Outcome:
    """Write certificates, public pages and index of categories (all that were scored, by default).

    An unsealed category is printed as DRAF and has no number; one in which nobody has a result has no public page.

    Nothing is written where a category was never scored, or the inputs of any of the categories are no longer those
    that were sealed: ConflictError.
    """
    asked = tuple(names)
    chosen = season.categories(asked)
    if not asked:
        chosen = tuple(one for one in chosen if read_manifest(season, one)) or chosen
    for category in chosen:
        if read_manifest(season, category) is None:
            raise ConflictError("errors.not_scored", category=category.category, edition=season.edition.id)
    sent = sent_files(season)
    held = undecided(season, sent.received, at)
    reads = read_folders(season, tick, sent=sent, cached=False)
    evidence = evidence_files(season)
    scored = score_only(season, chosen, reads, seed, held, evidence)
    codes = {one.category.category: code for one in scored if (code := sealed_code(one))}
    clock = season.clock(at)
    drawn = [_drawn(one, codes.get(one.category.category), clock, lang) for one in scored]
    shown = tuple(told for told, _ in drawn)
    others = standing(season, chosen, reads, seed, held, evidence)
    _refuse_changed(season, chosen, others)
    every = in_order(season, (*shown, *others))
    all_codes = {**codes, **{one.category.category: code for one in others if (code := standing_code(one))}}
    pages = public_papers(season, _published(every, shown), all_codes, lang=lang)
    for told, papers in drawn:
        swap_folder(folder_of(season, told.category), papers)
    public = season.workspace.public(season.edition.id)
    empty = {f"{one.category.category}.html" for one in shown if not has_result(one)}
    former = {name: page for name, page in _former_pages(season, public).items() if name not in empty}
    swap_folder(public, {**former, **pages})
    loose = (*stray(season, reads), *evidence.stray)
    index = write_index(season, every, all_codes, loose, lang=lang)
    folders = (*(folder_of(season, one.category) for one in shown), public)
    return Outcome(season, shown, codes, index, folders, loose)


def has_result(one: Scored) -> bool:
    """Whether anybody was ranked (or, in a category without a score, judged)."""
    return any(place.status is Status.RANKED for place in one.result.placed)


def _refuse_changed(season: Season, chosen: Iterable[Category], others: Iterable[Scored]) -> None:
    """Raises ConflictError where another category was sealed and published, and its result is no longer that one.

    The public part shows all categories together: what is published of one must not change by publishing another.
    """
    standing_still = {one.category.category: one for one in others}
    taken = {category.category for category in chosen}
    for name in season.edition.categories:
        if name in taken or not _page(season, name).is_file() or not has_seal(season, name):
            continue
        if name not in standing_still:
            raise ConflictError("errors.published_changed", category=name, edition=season.edition.id)
        sealed_code(standing_still[name])


def _drawn(one: Scored, code: str | None, at: datetime, lang: str) -> tuple[Scored, dict[str, bytes]]:
    """A category's internal papers with its certificates; names that cannot be printed are added to its problems."""
    printed = certificates_of(one, code, at)
    told = one.with_problems(printed.problems)
    return told, internal_papers(told, code=code, at=at, lang=lang, extra=printed.files)


def _former_pages(season: Season, public: Path) -> dict[str, bytes]:
    """The pages of the edition's categories as they were published before."""
    pages = (public / f"{name}.html" for name in season.edition.categories)
    return {page.name: page.read_bytes() for page in pages if page.is_file()}


def _published(every: Iterable[Scored], now: Iterable[Scored]) -> tuple[Scored, ...]:
    """What the public may see: the results that are published now, and what had a public page before."""
    every = tuple(one for one in every if has_result(one))
    fresh = {one.category.category for one in now}
    return tuple(one for one in every if one.category.category in fresh or _has_page(one))


def _has_page(one: Scored) -> bool:
    return _page(one.season, one.category.category).is_file()


def _page(season: Season, category: str) -> Path:
    return season.workspace.public(season.edition.id) / f"{category}.html"
