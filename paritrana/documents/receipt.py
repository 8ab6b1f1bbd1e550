"""The receipt (tanda terima) of one file, as text to send on and as a page to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from paritrana.documents.message import text_environment
from paritrana.documents.template_error import named_template
from paritrana.documents.typst_pdf import Typesetter
from paritrana.text import label, visible

TEXT_TEMPLATE, PAGE_TEMPLATE = "receipt.txt.j2", "receipt.typ.j2"


@dataclass(frozen=True, slots=True)
class Slip:
    """What a receipt says, in words ready to print. `facts` and `answers` are pairs of what and how much."""

    number: str
    award: str
    facts: tuple[tuple[str, str], ...]
    verdict: str
    next_step: str
    answers: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    lang: str = "id"

    @property
    def title(self) -> str:
        return label("receipt.title", self.lang)

    def values(self) -> dict[str, object]:
        """What the templates may name; no letter in it is invisible or turns others."""
        return {
            "lang": self.lang,
            "title": self.title,
            "number": self.number,
            "award": visible(self.award),
            "facts": _shown(self.facts),
            "verdict": visible(self.verdict),
            "next_step": visible(self.next_step),
            "answers": _shown(self.answers),
            "answers_title": label("receipt.answers", self.lang),
            "marks": self.marks,
            "foot": label("receipt.foot", self.lang),
            "signed": label("receipt.signed", self.lang),
        }


def _shown(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((visible(what), visible(much)) for what, much in pairs)


def render_text(slip: Slip, template_dirs: Sequence[Path]) -> str:
    """The receipt as plain text. Raises TemplateError for an own template that fails."""
    with named_template(TEXT_TEMPLATE, template_dirs):
        return text_environment(tuple(template_dirs)).get_template(TEXT_TEMPLATE).render(slip.values())


def render_page(slip: Slip, typesetter: Typesetter, at: datetime) -> bytes:
    """The receipt as one printed page, dated `at`; letters that no font has are written out. Raises TemplateError."""
    return typesetter.spelt_pdf(PAGE_TEMPLATE, slip.values(), at=at)
