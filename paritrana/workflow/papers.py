"""Which papers stand where: a category's internal folder, the public part, the index of an edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from paritrana.documents.index_pages import (
    Link,
    Summary,
    render_index_page,
    render_public_index,
    render_public_page,
)
from paritrana.documents.jury_page import has_marks, render_jury_page
from paritrana.documents.ladder_model import LadderSheet, ladder_sheet
from paritrana.documents.ladder_page import render_ladder_page
from paritrana.documents.ladder_xlsx import render_ladder_xlsx
from paritrana.documents.problems_page import render_problems_page
from paritrana.documents.ranking_model import RankingSheet
from paritrana.documents.ranking_page import render_ranking_page
from paritrana.documents.ranking_xlsx import render_ranking_xlsx
from paritrana.documents.tables import render_problems_json, render_ranking_csv, render_ranking_json
from paritrana.documents.view import marks, ranking_sheet
from paritrana.manifest import manifest
from paritrana.problems import Problem
from paritrana.scoring import Award
from paritrana.text import formats, label
from paritrana.workflow.certificates import safe_name, winners
from paritrana.workflow.held import HELD, standings
from paritrana.workflow.interests import panel_list
from paritrana.workflow.objections import letter_names, letters
from paritrana.workflow.result import Scored, StageScored
from paritrana.workflow.season import Season
from paritrana.workspace import write_file

Files = Mapping[str, bytes]
EVIDENCE_LIST = "bukti-dukung.xlsx"
PAPERS = ("ranking.html", "ranking.xlsx", "ranking.csv", "ranking.json", "problems.html", "problems.json")
JURY = "jury.html"
LADDER, LADDER_BOOK = "ladder.html", "ladder.xlsx"
FORMER = "sebelum-pleno"


def sheet_of(scored: Scored, code: str | None, lang: str) -> RankingSheet:
    """The ranking sheet of a scored category."""
    return ranking_sheet(
        scored.season.edition,
        scored.result,
        code=code,
        lang=lang,
        problems=scored.problems,
        seed=scored.seed,
        held=standings(scored.held),
        before=scored.before.result if scored.before else None,
    )


def internal_papers(
    scored: Scored, *, code: str | None, at: datetime, lang: str, extra: Files | None = None
) -> dict[str, bytes]:
    """Every file of a category's internal folder by relative name; `extra` are its certificates."""
    sheet, dirs = sheet_of(scored, code, lang), scored.season.workspace.template_dirs
    names = {one.code: one.name for one in scored.season.candidates(scored.category)}
    questions = {field.id: field.ask(lang) for field in scored.category.fields}
    title = f"{sheet.award_title} · {sheet.category_title}"
    ladder = ladder_sheet(scored.result, {one.stage.id: one.scored.result for one in scored.stages}, lang)
    files = {
        "ranking.xlsx": render_ranking_xlsx(sheet),
        "ranking.html": render_ranking_page(sheet, dirs),
        "ranking.csv": render_ranking_csv(scored.result, standings(scored.held)),
        "ranking.json": render_ranking_json(scored.season.edition, scored.result),
        "problems.json": render_problems_json(scored.problems, lang),
        "problems.html": render_problems_page(
            title,
            scored.problems,
            dirs,
            names=names,
            questions=questions,
            lang=lang,
            made=sheet.made,
            page_marks=sheet.marks,
        ),
        **_stage_papers(scored, dirs, lang),
        **_former_papers(scored, dirs, lang),
        **letters(scored, sheet, ladder, at, lang),
        **_jury_papers(scored, title, sheet, lang),
        **_ladder_papers(scored, title, sheet, ladder, lang),
        **({EVIDENCE_LIST: scored.evidence_list} if scored.evidence_list else {}),
        **(extra or {}),
    }
    return {**files, "manifest.json": _manifest(scored, files, code, at, lang)}


def _jury_papers(scored: Scored, title: str, sheet: RankingSheet, lang: str) -> Files:
    """How the panel marked, where it did."""
    if not has_marks(scored.result):
        return {}
    page = render_jury_page(
        title,
        scored.result,
        scored.season.workspace.template_dirs,
        lang=lang,
        seed=scored.seed,
        made=sheet.made,
        page_marks=sheet.marks,
        board=panel_list(scored.season, scored.category),
    )
    return {JURY: page}


def _ladder_papers(scored: Scored, title: str, sheet: RankingSheet, found: LadderSheet, lang: str) -> Files:
    """What every indicator earned at each step, where more than claims was heard."""
    if not found.candidates:
        return {}
    dirs, edition = scored.season.workspace.template_dirs, scored.season.edition
    page = render_ladder_page(title, found, dirs, lang=lang, made=sheet.made, page_marks=sheet.marks)
    return {LADDER: page, LADDER_BOOK: render_ladder_xlsx(title, edition, found, lang, sheet.marks)}


def _stage_papers(scored: Scored, dirs: Sequence[Path], lang: str) -> Files:
    """The ranking of every stage but the last, each in a folder of its own, with who passed on."""
    files: dict[str, bytes] = {}
    stages = [one.stage for one in scored.stages]
    following = [*stages[1:], *scored.category.stages[-1:]]
    for one, after in zip(scored.stages, following, strict=False):
        title_id, title_en = (label("ranking.passes", each, stage=after.title(each)) for each in ("id", "en"))
        passes = Award(title_id, title_en)
        result = replace(one.scored.result, awards=dict.fromkeys(one.passed, passes))
        plain = sheet_of(replace(one.scored, result=result), None, lang)
        title = f"{plain.category_title} · {one.stage.title(lang)}"
        sheet = replace(
            plain,
            category_title=title,
            score_title=label("ranking.stage_score", lang),
            award_head=label("ranking.stage_result", lang),
            gives_awards=True,
            no_winner="",
            state=_state(one, lang),
            marks=marks(plain.standing, "" if one.closed else None),
        )
        folder = f"tahap-{one.stage.id}"
        files[f"{folder}/ranking.html"] = render_ranking_page(sheet, dirs)
        files[f"{folder}/ranking.xlsx"] = render_ranking_xlsx(sheet)
        files[f"{folder}/ranking.csv"] = render_ranking_csv(result)
    return files


def _former_papers(scored: Scored, dirs: Sequence[Path], lang: str) -> Files:
    """The ranking without any decision of the plenary meeting, where there are some."""
    if scored.before is None:
        return {}
    plain = sheet_of(scored.before, None, lang)
    state = label("plenary.before", lang)
    title = f"{plain.category_title} · {state}"
    sheet = replace(plain, category_title=title, state=state, marks=marks(plain.standing, ""))
    return {
        f"{FORMER}/ranking.html": render_ranking_page(sheet, dirs),
        f"{FORMER}/ranking.xlsx": render_ranking_xlsx(sheet),
        f"{FORMER}/ranking.csv": render_ranking_csv(scored.before.result, standings(scored.held)),
    }


def _state(one: StageScored, lang: str) -> str:
    if one.closed is None:
        return label("ranking.stage_open", lang)
    return label("ranking.stage_closed", lang, at=formats.moment(one.closed.at, lang))


def _manifest(scored: Scored, files: Files, code: str | None, at: datetime, lang: str) -> bytes:
    return manifest(
        edition=scored.season.edition.id,
        category=scored.category.category,
        criteria=scored.criteria,
        inputs=scored.inputs,
        outputs=files,
        arguments={"at": at.isoformat(), "lang": lang, "seed": scored.seed},
        code=code,
        evidence=scored.evidence,
    )


def in_order(season: Season, scored: Iterable[Scored]) -> tuple[Scored, ...]:
    """Results in the order of the edition's categories, whichever were asked for first."""
    order = list(season.edition.categories)
    return tuple(sorted(scored, key=lambda one: order.index(one.category.category)))


def public_papers(season: Season, scored: Sequence[Scored], codes: Mapping[str, str], *, lang: str) -> dict[str, bytes]:
    """The public part: one page of winners for each category, and an index."""
    dirs = season.workspace.template_dirs
    sheets = [sheet_of(one, codes.get(one.category.category), lang) for one in scored]
    pages = {f"{sheet.category}.html": render_public_page(sheet, dirs) for sheet in sheets}
    return {**pages, "index.html": render_public_index(season.edition, sheets, dirs, lang=lang)}


def write_index(
    season: Season, scored: Sequence[Scored], codes: Mapping[str, str], stray: Sequence[Problem], *, lang: str
) -> Path:
    """Write the internal index of an edition, and beside it the problems of no category; returns the index's path."""
    folder, dirs = season.workspace.internal(season.edition.id), season.workspace.template_dirs
    summaries = [_summary(one, folder, codes.get(one.category.category), lang) for one in in_order(season, scored)]
    facts = season.edition.facts
    write_file(folder / "problems.json", render_problems_json(stray, lang))
    page = render_problems_page(facts.title(lang), stray, dirs, lang=lang, page_marks=marks(facts.status, code=""))
    write_file(folder / "problems.html", page)
    path = folder / "index.html"
    write_file(path, render_index_page(season.edition, summaries, dirs, lang=lang, stray=len(stray)))
    return path


def _summary(one: Scored, folder: Path, code: str | None, lang: str) -> Summary:
    name = one.category.category
    papers = [Link(label(f"index.files.{paper.replace('.', '_')}", lang), f"{name}/{paper}") for paper in PAPERS]
    if has_marks(one.result):
        papers.append(Link(label("index.files.jury_html", lang), f"{name}/{JURY}"))
    if (folder / name / LADDER).is_file():
        papers.append(Link(label("index.files.ladder_html", lang), f"{name}/{LADDER}"))
    papers += [Link(stage.stage.title(lang), f"{name}/tahap-{stage.stage.id}/ranking.html") for stage in one.stages]
    if (folder / name / FORMER).is_dir():
        papers.append(Link(label("index.files.before_plenary", lang), f"{name}/{FORMER}/ranking.html"))
    for number, file in letter_names(one.season, one.category).items():
        if (folder / name / file).is_file():
            papers.append(Link(label("objection.letter", lang, number=number), f"{name}/{file}"))
    certificates = _certificates(one, folder / name / "certificates")
    if certificates:
        book = Link(label("index.files.certificates_pdf", lang), f"{name}/certificates.pdf")
        certificates = [book, *certificates]
    held = sum(problem.code == HELD for problem in one.problems)
    return Summary(sheet_of(one, code, lang), one.problems, papers, certificates, held)


def _certificates(one: Scored, folder: Path) -> list[Link]:
    """The certificates that were printed, by the names of the winners in the order of the ranking."""
    names = {f"{safe_name(place.candidate.code)}.pdf": place.candidate.name for place, _ in winners(one)}
    return [
        Link(name, f"{one.category.category}/certificates/{file}")
        for file, name in names.items()
        if (folder / file).is_file()
    ]
