"""The pages for a browser: ranking, problems, an edition's index, and what is public. Each is one file on its own.

Templates are looked up in the folders given, the workspace's first; everything put into them is escaped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paritrana.catalogue import Level
from paritrana.criteria.edition import Edition
from paritrana.documents.view import Cell, Column, Peers, RankingSheet, Row, standing_words
from paritrana.problems import ParitranaError, Problem
from paritrana.text import cure, formats, label, says

LISTED: Final = 2_000
"""Candidates of a group that a page lists; the rest stand in the workbook and the table."""

CARDS: Final = 60
"""Winners that are shown one by one above a table; where titles go by condition, everybody may have one."""

MATRIX: Final = 14
"""Columns of points that fit beside the names on a sheet of A4."""


class PageError(ParitranaError):
    """A page template that cannot be filled (problem T002): its name and the reason."""

    exit_code = 2

    def __init__(self, template: str, reason: str) -> None:
        super().__init__("T002", file=template, reason=reason)


@dataclass(frozen=True, slots=True)
class Link:
    """A paper to open: what it is, and its path relative to the page (POSIX, not yet percent-encoded)."""

    title: str
    path: str

    @property
    def href(self) -> str:
        return quote(f"./{self.path}")


@dataclass(frozen=True, slots=True)
class Summary:
    """One category on an edition's index: its sheet, what was found, and the papers made of it."""

    sheet: RankingSheet
    problems: Sequence[Problem] = ()
    papers: Sequence[Link] = ()
    certificates: Sequence[Link] = ()


def render_ranking_page(sheet: RankingSheet, template_dirs: Sequence[Path]) -> bytes:
    """ranking.html: winners, ranks, what each candidate's score is made of, the rules, and the unranked."""
    aspects = tuple(column for column in sheet.columns if column.depth == 0)
    matrices = _matrices(sheet.columns) if sheet.detailed else ()
    values = {
        "sheet": sheet,
        "marks": sheet.marks,
        "aspects": aspects,
        "span": len(aspects) + len(sheet.changes) + sheet.has_classes + 3,
        "unranked": sheet.unranked[:LISTED],
        "groups": tuple(_shown_peers(peers, sheet) for peers in sheet.groups),
        "matrices": matrices,
    }
    return render_page("ranking.html.j2", template_dirs, sheet.lang, **values)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row on a page: the figures of the aspects at the top, every column with its cell, and all cells by id."""

    row: Row
    aspects: tuple[Cell | None, ...]
    details: tuple[tuple[Column, Cell], ...]
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class _ShownPeers:
    """A group as far as a page lists it, and the words that say where the rest is."""

    peers: Peers
    lines: tuple[_Line, ...]
    counts: str
    cut: str
    winners: tuple[Row, ...]
    more: str


def _shown_peers(peers: Peers, sheet: RankingSheet) -> _ShownPeers:
    ranked, lang = peers.ranked, sheet.lang
    every = formats.number(len(ranked), 0, lang)
    counted = "ranking.counts" if sheet.scored else "ranking.counts_judged"
    counts = label(counted, lang, ranked=every, all=formats.number(len(peers.rows), 0, lang))
    cut = label("ranking.cut", lang, shown=formats.number(LISTED, 0, lang), all=every) if len(ranked) > LISTED else ""
    winners, more = _winning(peers.rows if sheet.scored else (), lang)
    return _ShownPeers(peers, tuple(_line(row, sheet.columns) for row in ranked[:LISTED]), counts, cut, winners, more)


def _winning(rows: Iterable[Row], lang: str) -> tuple[tuple[Row, ...], str]:
    """The first of those with an award, and in words how many more there are."""
    winners = tuple(row for row in rows if row.award)
    more = len(winners) - CARDS
    return winners[:CARDS], label("ranking.more_winners", lang, count=formats.number(more, 0, lang)) if more > 0 else ""


def _line(row: Row, columns: Sequence[Column]) -> _Line:
    details = tuple(zip(columns, row.cells, strict=False))
    cells = {column.id: cell for column, cell in details}
    return _Line(row, tuple(cells.get(column.id) for column in columns if column.depth == 0), details, cells)


def _matrices(columns: Sequence[Column]) -> tuple[tuple[Column, ...], ...]:
    """The columns in portions that fit on paper, each of them whole aspects where possible."""
    portions: list[list[Column]] = [[]]
    for aspect in _by_aspect(columns):
        if portions[-1] and len(portions[-1]) + len(aspect) > MATRIX:
            portions.append([])
        portions[-1].extend(aspect)
    return tuple(tuple(part[start : start + MATRIX]) for part in portions for start in range(0, len(part), MATRIX))


def _by_aspect(columns: Sequence[Column]) -> Iterable[list[Column]]:
    found: list[list[Column]] = []
    for column in columns:
        if column.depth == 0:
            found.append([])
        found[-1].append(column)
    return found


def render_problems_page(
    title: str,
    problems: Iterable[Problem],
    template_dirs: Sequence[Path],
    *,
    names: Mapping[str, str] | None = None,
    questions: Mapping[str, str] | None = None,
    lang: str = "id",
    made: str = "",
    page_marks: Sequence[str] = (),
) -> bytes:
    """problems.html: every remark by candidate or file, the gravest first, with where, what and how to mend it.

    `title` names the edition and category; `names` are candidates' names by code, `questions` those of the fields by
    id.
    """
    found = tuple(problems)
    values = {
        "title": title,
        "made": made,
        "marks": tuple(page_marks),
        "counts": _counts(found, lang),
        "groups": _remarks(found, names or {}, questions or {}, lang),
    }
    return render_page("problems.html.j2", template_dirs, lang, **values)


@dataclass(frozen=True, slots=True)
class _Remark:
    """One problem in words. `question`, `read` and `expected` are empty where the sentences already say so."""

    level: str
    level_words: str
    code: str
    place: str
    question: str
    says: str
    cure: str
    read: str
    expected: str
    stake: str


@dataclass(frozen=True, slots=True)
class _Remarks:
    """The remarks on one candidate, or on one file that belongs to nobody."""

    title: str
    code: str
    remarks: tuple[_Remark, ...]
    counts: tuple[tuple[str, str], ...]


def _remarks(
    problems: Sequence[Problem], names: Mapping[str, str], questions: Mapping[str, str], lang: str
) -> tuple[_Remarks, ...]:
    """The problems in groups: those with the gravest first, candidates before files; so too within each."""
    levels = tuple(Level)
    ordered = sorted(problems, key=lambda item: (*_whose(item), levels.index(item.level), str(item.where), item.code))
    groups = [(*whose, tuple(of)) for whose, of in groupby(ordered, key=_whose)]
    groups.sort(key=lambda group: (levels.index(group[2][0].level), not group[0], group[0], group[1]))
    return tuple(_group(code, file, of, names, questions, lang) for code, file, of in groups)


def _whose(problem: Problem) -> tuple[str, str]:
    return (problem.candidate, "" if problem.candidate else problem.where.file)


def _group(
    code: str,
    file: str,
    problems: Sequence[Problem],
    names: Mapping[str, str],
    questions: Mapping[str, str],
    lang: str,
) -> _Remarks:
    title = names.get(code, code) if code else file or label("remarks.general", lang)
    shown_code = code if code and title != code else ""
    remarks = tuple(_remark(item, questions.get(item.field, ""), lang) for item in problems)
    return _Remarks(title, shown_code, remarks, _counts(problems, lang))


def _remark(problem: Problem, question: str, lang: str) -> _Remark:
    sentence, mending = says(problem, lang), cure(problem, lang)
    told = f"{sentence} {mending}"
    read, expected = problem.details.get("read", ""), _detail(problem, "expected", lang)
    points = "" if problem.stake is None else formats.number(problem.stake, 2, lang)
    return _Remark(
        level=problem.level.value,
        level_words=label(f"level.{problem.level.value}", lang),
        code=problem.code,
        place=str(problem.where),
        question="" if question in sentence else question,
        says=sentence,
        cure=mending,
        read="" if read in sentence else read,
        expected="" if expected in told else expected,
        stake=label("remarks.stake", lang, points=points) if points else "",
    )


def _detail(problem: Problem, key: str, lang: str) -> str:
    return problem.details.get(f"{key}_{lang}", problem.details.get(key, ""))


def _counts(problems: Sequence[Problem], lang: str) -> tuple[tuple[str, str], ...]:
    """How many of each level, in words, the gravest first; levels that do not occur are left out."""
    found = []
    for level in Level:
        count = sum(problem.level is level for problem in problems)
        if count:
            words = label(f"level.{level.value}", lang)
            found.append((level.value, label("remarks.counts", lang, count=str(count), level=words)))
    return tuple(found)


def render_index_page(
    edition: Edition, summaries: Sequence[Summary], template_dirs: Sequence[Path], *, lang: str = "id", made: str = ""
) -> bytes:
    """The internal index.html of an edition: counts, winners, links to every paper, and what to do next."""
    values = {
        **_edition_words(edition, lang),
        "made": made,
        "marks": _all_marks(summary.sheet for summary in summaries),
        "cards": tuple(_card(summary, lang) for summary in summaries),
    }
    return render_page("index.html.j2", template_dirs, lang, **values)


def _card(summary: Summary, lang: str) -> dict[str, Any]:
    """One category of the index, counted."""
    sheet = summary.sheet
    errors = sum(problem.is_error for problem in summary.problems)
    warnings = sum(problem.level is Level.WARNING for problem in summary.problems)
    figures = (
        ("index.candidates", len(sheet.rows)),
        ("index.ranked" if sheet.scored else "ranking.judged", len(sheet.rows) - len(sheet.unranked)),
        ("index.unranked" if sheet.scored else "ranking.not_judged", len(sheet.unranked)),
        ("index.errors", errors),
        ("index.warnings", warnings),
    )
    winners, more = _winning(sheet.rows, lang)
    return {
        "sheet": sheet,
        "figures": tuple((label(key, lang), formats.number(count, 0, lang)) for key, count in figures),
        "papers": tuple(summary.papers),
        "certificates": tuple(summary.certificates),
        "steps": next_steps(sheet, errors, lang, printed=bool(summary.certificates)),
        "winners": winners,
        "more": more,
    }


def next_steps(sheet: RankingSheet, errors: int, lang: str = "id", *, printed: bool = False) -> tuple[str, ...]:
    """What the committee does next about a category, in order; `printed` where its certificates are made."""
    absent = sum(row.status == "absent" for row in sheet.rows)
    pending = sum(row.plenary for row in sheet.rows)
    steps = [
        label(f"index.step_{key}", lang, count=formats.number(count, 0, lang))
        for key, count in (("errors", errors), ("absent", absent), ("plenary", pending))
        if count
    ]
    last = "seal" if sheet.code is None else "print" if printed else "publish"
    steps.append(label(f"index.step_{last}", lang, category=sheet.category, edition=sheet.edition))
    return tuple(steps)


def render_public_page(sheet: RankingSheet, template_dirs: Sequence[Path]) -> bytes:
    """public/<category>.html: the winners and their awards; scores only where the edition declares them public."""
    groups = tuple(_public_group(peers, sheet) for peers in sheet.groups)
    values = {
        "sheet": sheet,
        "marks": sheet.marks,
        "groups": tuple(group for group in groups if group["winners"] or group["pending"]),
    }
    return render_page("public.html.j2", template_dirs, sheet.lang, **values)


def _public_group(peers: Peers, sheet: RankingSheet) -> dict[str, Any]:
    """Names and awards of a group; of those the plenary decides about, only the award."""
    winners = tuple((row.award, row.printed_name, _public_score(row, sheet)) for row in peers.winners)
    awards = dict.fromkeys(row.undecided for row in peers.pending)
    pending = tuple(label("public.pending", sheet.lang, award=award) for award in awards)
    return {"title": peers.title, "winners": winners, "pending": pending}


def _public_score(row: Row, sheet: RankingSheet) -> str:
    return row.score.text if sheet.public_scores and row.score is not None else ""


def render_public_index(
    edition: Edition, sheets: Sequence[RankingSheet], template_dirs: Sequence[Path], *, lang: str = "id", made: str = ""
) -> bytes:
    """public/index.html: the categories of an edition, each with a link to `<category>.html`."""
    entries = tuple(
        {"sheet": sheet, "link": Link(sheet.category_title, f"{sheet.category}.html"), "winners": _winners(sheet, lang)}
        for sheet in sheets
    )
    values = {**_edition_words(edition, lang), "made": made, "marks": _all_marks(sheets), "entries": entries}
    return render_page("public-index.html.j2", template_dirs, lang, **values)


def _winners(sheet: RankingSheet, lang: str) -> str:
    count = sum(len(peers.winners) for peers in sheet.groups)
    return label("public.winners", lang, count=formats.number(count, 0, lang)) if count else label("public.none", lang)


def _edition_words(edition: Edition, lang: str) -> dict[str, str]:
    facts = edition.facts
    return {
        "award_title": facts.title(lang),
        "level": facts.level(lang),
        "organiser": facts.organiser(lang),
        "period": formats.period(facts.period.start, facts.period.end, lang),
        "standing_words": standing_words(edition, facts.status, lang),
    }


def _all_marks(sheets: Iterable[RankingSheet]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark for sheet in sheets for mark in sheet.marks))


def render_page(template: str, template_dirs: Sequence[Path], lang: str, **values: Any) -> bytes:
    environment = _environment(tuple(template_dirs))
    words = {"lang": lang, "t": partial(_label, lang), "other": partial(_other, lang)}
    try:
        text = environment.get_template(template).render(**words, **values)
    except TemplateError as error:
        raise PageError(template, str(error)) from error
    return text.encode()


@cache
def _environment(template_dirs: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in template_dirs]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
        keep_trailing_newline=True,
        extensions=[],
    )


def _label(lang: str, key: str, **details: str) -> str:
    return label(key, lang, **details)


def _other(lang: str, key: str) -> str:
    """The English words under an Indonesian title; nothing on an English page."""
    return label(key, "en") if lang == "id" else ""
