"""ladder.html: what every indicator earned at each step, candidate by candidate, for the committee alone."""

from collections.abc import Sequence
from pathlib import Path

from paritrana.documents.ladder_model import LadderSheet
from paritrana.documents.page import render_page

MOST = 500
"""Candidates on the page; the workbook holds all of them."""


def render_ladder_page(
    title: str,
    sheet: LadderSheet,
    template_dirs: Sequence[Path],
    *,
    lang: str,
    made: str = "",
    page_marks: Sequence[str] = (),
) -> bytes:
    """The page of a category. `title` names edition and category."""
    values = {
        "title": title,
        "made": made,
        "marks": tuple(page_marks),
        "sheet": sheet,
        "candidates": sheet.candidates[:MOST],
        "left_out": str(max(0, len(sheet.candidates) - MOST)),
    }
    return render_page("ladder.html.j2", template_dirs, lang, **values)
