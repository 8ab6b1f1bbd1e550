"""What an edition comes to: the committee's index, and the pages for the public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from paritrana.catalogue import Level
from paritrana.criteria.edition import Edition
from paritrana.documents.page import render_page
from paritrana.documents.ranking_model import NONE, Peers, RankingSheet, Row, foremost
from paritrana.documents.view import standing_words
from paritrana.problems import Problem
from paritrana.text import formats, label


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
    """One category on an edition's index: its sheet, what was found, and the papers made of it.

    `held` counts received files that wait for a decision.
    """

    sheet: RankingSheet
    problems: Sequence[Problem] = ()
    papers: Sequence[Link] = ()
    certificates: Sequence[Link] = ()
    held: int = 0


def render_index_page(
    edition: Edition,
    summaries: Sequence[Summary],
    template_dirs: Sequence[Path],
    *,
    lang: str = "id",
    made: str = "",
    stray: int = 0,
) -> bytes:
    """The internal index.html of an edition: counts, winners, links to every paper, and what to do next.

    `stray` is the number of remarks that belong to no category; they stand in problems.html beside it.
    """
    values = {
        **_edition_words(edition, lang),
        "made": made,
        "marks": _all_marks(summary.sheet for summary in summaries),
        "stray": label("index.stray", lang, count=formats.number(stray, 0, lang)) if stray else "",
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
    winners, more = foremost(sheet.rows, lang)
    return {
        "sheet": sheet,
        "figures": tuple((label(key, lang), formats.number(count, 0, lang)) for key, count in figures),
        "papers": tuple(summary.papers),
        "certificates": tuple(summary.certificates),
        "steps": next_steps(sheet, errors, lang, printed=bool(summary.certificates), held=summary.held),
        "winners": winners,
        "more": more,
        "no_winner": _nobody(sheet, "index.no_winners", lang),
    }


def next_steps(
    sheet: RankingSheet, errors: int, lang: str = "id", *, printed: bool = False, held: int = 0
) -> tuple[str, ...]:
    """What the committee does next about a category, in order; `printed` where its certificates are made.

    `held` counts received files that wait for a decision.
    """
    absent = sum(row.status == "absent" for row in sheet.rows)
    pending = sum(row.plenary for row in sheet.rows)
    steps = [
        label(f"index.step_{key}", lang, count=formats.number(count, 0, lang))
        for key, count in (("errors", errors), ("held", held), ("absent", absent), ("plenary", pending))
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
        "groups": tuple(group for group in groups if group["winners"] or group["pending"] or group["nobody"]),
        "no_winner": _nobody(sheet, "public.none", sheet.lang),
    }
    return render_page("public.html.j2", template_dirs, sheet.lang, **values)


def _public_group(peers: Peers, sheet: RankingSheet) -> dict[str, Any]:
    """Winners of a group with what may be public; of those the plenary decides about, only the award."""
    winners = tuple(
        (row.award, row.printed_name, _public_score(row, sheet), _facts(row, sheet)) for row in peers.winners
    )
    awards = dict.fromkeys(row.undecided for row in peers.pending)
    pending = tuple(label("public.pending", sheet.lang, award=award) for award in awards)
    decided = len(sheet.groups) > 1 and sheet.gives_awards and peers.ranked and not winners and not pending
    nobody = sheet.no_winner if decided else ""
    return {"title": peers.title, "winners": winners, "pending": pending, "nobody": nobody}


def _facts(row: Row, sheet: RankingSheet) -> tuple[str, ...]:
    """A winner's public figures in words, those that there are."""
    pairs = zip(sheet.key_figures, row.key_texts, strict=False)
    return tuple(f"{item.title}: {text} {item.unit}".rstrip() for item, text in pairs if text != NONE)


def _nobody(sheet: RankingSheet, unknown: str, lang: str) -> str:
    """Why there is no winner: no awards are given, nobody earned one, or nothing is known yet (a key of its words)."""
    if not sheet.gives_awards:
        return label("public.no_awards", lang)
    return sheet.no_winner if any(peers.ranked for peers in sheet.groups) else label(unknown, lang)


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
    pending = any(peers.pending for peers in sheet.groups)
    if not count:
        return label("public.none", lang) if pending else _nobody(sheet, "public.none", lang)
    return label("public.winners", lang, count=formats.number(count, 0, lang))


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
