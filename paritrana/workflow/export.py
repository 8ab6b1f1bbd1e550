"""A province's proposal to the national stage: who goes on, with all papers and everything that was said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from paritrana.criteria.model import Category
from paritrana.decimals import fixed
from paritrana.documents.notes import award_titles
from paritrana.documents.proposal_letter import Letter, Row, Table, render_letter
from paritrana.documents.proposal_zip import LETTER, PROPOSAL, README, parcel
from paritrana.documents.typst_pdf import Typesetter
from paritrana.documents.view import marks
from paritrana.entry.proposal import Proposal, Proposed, ProposedCategory, Question, Span, Told
from paritrana.manifest import canonical
from paritrana.problems import Problem, UsageError, Where
from paritrana.regions import official_name, region
from paritrana.scoring import Placed
from paritrana.text import formats, label
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders, sent_files
from paritrana.workflow.evidence import evidence_files
from paritrana.workflow.held import undecided
from paritrana.workflow.papers import EVIDENCE_LIST, internal_papers
from paritrana.workflow.result import Scored
from paritrana.workflow.score import score_only
from paritrana.workflow.sealed import sealed_code
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workspace import write_file

FOLDER = "usulan"
PAPERS = ("ranking.xlsx", "ranking.html", "ladder.xlsx", "ladder.html", EVIDENCE_LIST)
"""The internal papers that go along, those that a category has."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The parcel that was written, and the categories of which nobody goes on."""

    path: Path
    proposal: Proposal
    empty: tuple[str, ...]
    problems: tuple[Problem, ...]


@alone
def export_proposal(
    season: Season,
    names: Iterable[str] = (),
    *,
    top: int = 1,
    output: Path | None = None,
    seed: str = "",
    at: datetime | None = None,
    tick: Tick = silent,
) -> Exported:
    """Write the parcel of categories (all by default): of every group those whose rank is `top` or better.

    Only ranked candidates go on; a result that is not sealed is told (B099). Raises UsageError where the edition is of
    no province, `output` is no zip or nobody goes on; ConflictError where a sealed result has changed since.
    """
    province = _province(season, output)
    chosen = [one for one in season.categories(names) if "provinsi" not in one.candidates.levels]
    sent = sent_files(season)
    reads = read_folders(season, tick, sent=sent, cached=False)
    held, evidence = undecided(season, sent.received, at), evidence_files(season)
    scored = score_only(season, chosen, reads, seed, held, evidence)
    sealed = [(one, sealed_code(one)) for one in scored]
    going = [(one, code) for one, code in sealed if _passing(one, top)]
    if not going:
        raise UsageError("errors.nobody_goes_on", edition=season.edition.id)
    proposal = _proposal(season, province, going, top, at)
    files = _files(season, proposal, going, at)
    path = (
        output or season.workspace.internal(season.edition.id) / FOLDER / f"usulan_{province}_{season.edition.id}.zip"
    )
    write_file(path, parcel(files))
    problems = tuple(_draft(one) for one, code in going if code is None)
    return Exported(
        path, proposal, tuple(one.category.category for one, _ in sealed if not _passing(one, top)), problems
    )


def _province(season: Season, output: Path | None) -> str:
    """The province whose edition it is. Raises UsageError."""
    if output is not None and output.suffix.lower() != ".zip":
        raise UsageError("errors.no_zip", path=str(output))
    province = season.edition.facts.province
    if not province:
        raise UsageError("errors.no_province_edition", edition=season.edition.id)
    return province


def _passing(scored: Scored, top: int) -> tuple[Placed, ...]:
    """Who goes on, in the order of the ranking; all who share the last rank."""
    return tuple(place for place in scored.result.ranked if place.rank is not None and place.rank <= top)


def _draft(one: Scored) -> Problem:
    return Problem("B099", Where(), {"category": one.category.title.id}, category=one.category.category)


def _proposal(
    season: Season, province: str, going: Sequence[tuple[Scored, str | None]], top: int, at: datetime | None
) -> Proposal:
    facts = season.edition.facts
    home = region(province)
    return Proposal(
        schema_="paritrana/proposal/1",
        edition=season.edition.id,
        title=facts.title(),
        label=facts.label,
        province=province,
        province_name=official_name(home) if home else province,
        period=Span(start=f"{facts.period.start}", end=f"{facts.period.end}"),
        status=facts.status,
        at=season.clock(at).isoformat(),
        categories=[_category(season, one, code, top) for one, code in going],
    )


def _category(season: Season, one: Scored, code: str | None, top: int) -> ProposedCategory:
    category = one.category
    return ProposedCategory(
        category=category.category,
        title=category.title(),
        status=season.edition.status(category),
        criteria=dict(one.criteria),
        code=code,
        top=top,
        questions=[
            Question(field=field.id, ask=field.ask(), kind=field.kind, filled_by=field.filled_by)
            for field in category.fields
        ],
        candidates=[_proposed(one, place) for place in _passing(one, top)],
    )


def _proposed(one: Scored, place: Placed) -> Proposed:
    candidate, category = place.candidate, one.category
    award = one.result.awards.get(candidate.code)
    points = place.points or (place.scores.points if place.scores else None)
    said = points.entry.statements if points else {}
    return Proposed(
        code=candidate.code,
        name=candidate.name,
        certificate_name=candidate.certificate_name,
        detail=candidate.detail,
        region=candidate.region,
        sebutan=candidate.sebutan,
        nib=candidate.nib,
        npp=candidate.npp,
        contact=candidate.contact,
        group=candidate.group,
        group_title=_group_title(category, candidate.group),
        rank=place.rank or 1,
        score=fixed(place.scores.published, category.precision.score) if place.scores else None,
        award=formats.listing([title.id for title in award_titles(award.title, category)]) if award else "",
        fields=[Told.of(field.id, said[field.id]) for field in category.fields if field.id in said],
    )


def _group_title(category: Category, group: str) -> str:
    return next((one.title.id for one in category.groups if one.id == group), "")


def _files(
    season: Season, proposal: Proposal, going: Sequence[tuple[Scored, str | None]], at: datetime | None
) -> dict[str, bytes]:
    """Everything in the parcel but its listing. Papers are in Indonesian: they go to another office."""
    clock = season.clock(at)
    files: dict[str, bytes] = {}
    for one, code in going:
        papers = internal_papers(one, code=code, at=clock, lang="id")
        files.update({f"{one.category.category}/{name}": papers[name] for name in PAPERS if name in papers})
    with Typesetter(season.workspace.template_dirs) as typesetter:
        files[LETTER] = render_letter(_letter(season, proposal, going, at), typesetter, clock)
    files[PROPOSAL] = canonical(proposal.model_dump(mode="json", by_alias=True))
    files[README] = "\r\n".join(_readme(proposal, files)).encode()
    return files


def _letter(
    season: Season, proposal: Proposal, going: Sequence[tuple[Scored, str | None]], at: datetime | None
) -> Letter:
    code = None if any(code is None for _, code in going) else ""
    standing = "contoh" if any(one.status == "contoh" for one in proposal.categories) else season.edition.facts.status
    return Letter(
        season.edition.facts,
        proposal.province_name,
        tuple(_letter_table(one) for one in proposal.categories),
        marks(standing, code),
        at,
    )


def _letter_table(one: ProposedCategory) -> Table:
    rows = (
        Row(each.certificate_name or each.name, each.code, each.group_title, each.rank, _score(each.score))
        for each in one.candidates
    )
    return Table(one.title, one.code or "", tuple(rows))


def _score(score: str | None) -> str:
    return "–" if score is None else score.replace(".", ",")


def _readme(proposal: Proposal, files: Iterable[str]) -> Iterator[str]:
    """What is in the parcel, and what may be done with it."""

    def word(key: str, **details: str) -> str:
        return label(f"proposal.readme.{key}", **details)

    yield word("title", award=proposal.title, province=proposal.province_name)
    yield ""
    yield word("about", edition=proposal.edition, province=proposal.province_name)
    yield ""
    yield word("files")
    yield f"  {LETTER}: {word('letter')}"
    for one in proposal.categories:
        code = one.code or label("papers.draft")
        yield f"  {one.category}/: {word('category', title=one.title, count=str(len(one.candidates)), code=code)}"
        for name in sorted(name for name in files if name.startswith(f"{one.category}/")):
            paper = name.rpartition("/")[2]
            yield f"    {paper}: {word('paper.' + paper.replace('.', '_').replace('-', '_'))}"
    yield f"  {PROPOSAL}: {word('machine')}"
    yield f"  manifest.json: {word('listing')}"
    yield ""
    yield word("import")
    yield word("unchanged")
    yield word("private")
    yield ""
