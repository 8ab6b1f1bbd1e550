"""The Berita Acara Rekonsiliasi Data: what candidates claim beside the organiser's figures, ready to print."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from paritrana.documents.typst_pdf import Typesetter
from paritrana.text import formats, label, visible

TEMPLATE = "reconciliation.typ.j2"
PERCENT_PLACES = 2
BLANK = "–"


class Remark(StrEnum):
    """What a comparison comes to."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_SENT = "not_sent"
    HELD = "held"
    LATE = "late"
    NO_CLAIM = "no_claim"
    UNREADABLE = "unreadable"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True)
class Line:
    """One claim beside the figure it is held against; None where there is none. Places name file, sheet and cell."""

    code: str
    name: str
    question: str
    unit: str
    claim: Decimal | None
    claim_at: str
    figure: Decimal | None
    figure_at: str
    remark: Remark

    @property
    def difference(self) -> Decimal | None:
        """Claim minus figure."""
        return None if self.claim is None or self.figure is None else self.claim - self.figure

    @property
    def share(self) -> Fraction | None:
        """The difference as a share of the figure; None where there is none, or the figure is 0."""
        difference = self.difference
        return None if difference is None or not self.figure else Fraction(difference) / Fraction(self.figure)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Everything the paper and the list say. `source` are pairs of what and how much about the organiser's file."""

    award: str
    category: str
    period: str
    place: str
    source: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    candidates: int
    sent: int
    marks: tuple[str, ...]
    lang: str = "id"

    def count(self, *remarks: Remark) -> int:
        return sum(line.remark in remarks for line in self.lines)

    @property
    def differing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.remark is Remark.DIFFERS)


def shown(value: Decimal | None, lang: str) -> str:
    return BLANK if value is None else formats.number(value, None, lang)


def signed(value: Decimal | None, lang: str) -> str:
    """A difference with its sign."""
    text = shown(value, lang)
    return f"+{text}" if value is not None and value > 0 else text


def share(line: Line, lang: str) -> str:
    """The difference in percent of the organiser's figure, rounded for showing."""
    if line.share is None:
        return BLANK
    sign = "+" if line.share > 0 else ""
    return f"{sign}{formats.number(line.share * 100, PERCENT_PLACES, lang)}%"


def in_words(at: datetime, lang: str) -> dict[str, str]:
    """A day as minutes write it: day of the week, day, month and year in words, and in figures."""
    return {
        "weekday": formats.weekday(at, lang),
        "day": formats.terbilang(at.day, None, lang),
        "month": formats.month(at, lang),
        "year": formats.terbilang(at.year, None, lang),
        "date": f"{at:%d-%m-%Y}",
    }


def values(it: Reconciliation, at: datetime) -> dict[str, object]:
    """What the template may name; no letter in it is invisible or turns others."""
    lang = it.lang

    def word(key: str, **details: str) -> str:
        return label(f"reconciliation.{key}", lang, **details)

    where = visible(it.place) or "…" * 12
    opening = word("opening", place=where, **in_words(at, lang))
    purpose = word("purpose", category=visible(it.category), award=visible(it.award), period=it.period)
    return {
        "lang": lang,
        "title": word("title"),
        "subtitle": word("subtitle"),
        "number": word("number"),
        "award": visible(it.award),
        "opening": opening,
        "purpose": purpose,
        "parties": tuple((word(f"party.{key}"), word(f"called.{key}")) for key in ("bpjs", "committee")),
        "person": (word("person.name"), word("person.position"), word("person.number")),
        "source_title": word("source_title"),
        "source": tuple((visible(what), visible(much)) for what, much in it.source),
        "counts_title": word("counts_title"),
        "counts": _counts(it),
        "list_title": word("list_title"),
        "none": "" if it.differing else word("none"),
        "heads": tuple(word(f"head.{key}") for key in ("no", "candidate", "question", "claim", "figure", "difference")),
        "rows": tuple(_row(number, line, lang) for number, line in enumerate(it.differing, 1)),
        "closing": (word("closing"), word("ending")),
        "office": (word("office.bpjs"), word("office.committee")),
        "foot": word("foot", category=visible(it.category)),
        "marks": it.marks,
    }


def _counts(it: Reconciliation) -> tuple[tuple[str, str], ...]:
    """Each number in figures and words."""
    compared = it.count(Remark.SAME, Remark.DIFFERS)
    told = {
        "candidates": it.candidates,
        "sent": it.sent,
        "not_sent": it.candidates - it.sent,
        "compared": compared,
        "same": it.count(Remark.SAME),
        "differing": len(it.differing),
        "unclear": it.count(Remark.NO_CLAIM, Remark.UNREADABLE, Remark.NO_FIGURE),
    }
    return tuple(
        (label(f"reconciliation.count.{key}", it.lang), f"{count} ({formats.terbilang(count, None, it.lang)})")
        for key, count in told.items()
    )


def _row(number: int, line: Line, lang: str) -> tuple[str, ...]:
    asked = f"{visible(line.question)} ({visible(line.unit)})" if line.unit else visible(line.question)
    difference = f"{signed(line.difference, lang)}\n{share(line, lang)}"
    name = f"{visible(line.name)} ({visible(line.code)})"
    return str(number), name, asked, shown(line.claim, lang), shown(line.figure, lang), difference


def render_minutes(it: Reconciliation, typesetter: Typesetter, at: datetime) -> bytes:
    """The minutes as PDF, dated `at`; letters that no font has are written out. Raises TemplateError."""
    return typesetter.spelt_pdf(TEMPLATE, values(it, at), at=at)
