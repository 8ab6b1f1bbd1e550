"""The technical guide as a page for a browser and as PDF, both from one view."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from paritrana.documents.guide_model import Guide
from paritrana.documents.page import render_page
from paritrana.documents.typst_pdf import MissingGlyphsError, Typesetter
from paritrana.text import label

PAGE_TEMPLATE = "guide.html.j2"
PDF_TEMPLATE = "guide.typ.j2"


class GuideGlyphsError(MissingGlyphsError):
    """Letters of a criteria file that cannot be printed (problem T001)."""

    exit_code = 4


def render_guide_page(guide: Guide, template_dirs: Sequence[Path]) -> bytes:
    """The guide as one HTML file on its own. Raises TemplateError."""
    return render_page(PAGE_TEMPLATE, template_dirs, guide.lang, guide=guide, marks=guide.marks)


def render_guide_pdf(guide: Guide, template_dirs: Sequence[Path], *, at: datetime) -> bytes:
    """The guide as PDF/A dated `at`: same arguments, same bytes. Raises GuideGlyphsError or TemplateError."""
    with Typesetter(template_dirs) as typesetter:
        try:
            return typesetter.pdf(PDF_TEMPLATE, _values(guide), at=at)
        except MissingGlyphsError as error:
            raise GuideGlyphsError(error.characters, f"{guide.category}.yaml") from error


def _values(guide: Guide) -> dict[str, object]:
    words = {key: label(f"guide.{key}", guide.lang) for key in ("title", "contents", "initial", "page", "hashes")}
    words["category"] = label("papers.category", guide.lang, title=guide.category_title)
    words["hashes_line"] = label("guide.hashes_line", guide.lang)
    words["chart"] = label("guide.weights.chart", guide.lang)
    words["data"] = label("guide.indicators.data", guide.lang)
    heads = ("guide.weights.number", "guide.weights.node", "ranking.weight", "ranking.share", "guide.weights.how")
    structure = guide.hashes[0]
    return {
        "guide": guide,
        "words": {**words, "tree": tuple(label(key, guide.lang) for key in heads)},
        "title": f"{words['title']}: {guide.category_title}",
        "description": f"{guide.award_title} {guide.level}",
        "award": f"{guide.award_title} · {guide.level}",
        "alarm": guide.standing != "ditetapkan",
        "running": " · ".join(filter(None, (f"{structure.title} {structure.short}", guide.made))),
        "hashes": tuple((item.title, item.value) for item in guide.hashes),
    }
