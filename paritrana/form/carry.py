"""Answers of a form that was made for other questions, brought to today's: by the names of their cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paritrana.answers import Kind, RawAnswer, show
from paritrana.criteria.fields import Field
from paritrana.form.cells import Book
from paritrana.form.found import Spot, cells_of, folded, is_blank, named, raw_at, text_of, where
from paritrana.form.layout import FormLayout, Slot
from paritrana.form.numberformats import Shows, shows
from paritrana.form.reader import FormAnswers
from paritrana.form.styles import TEXT_FORMAT, number_format
from paritrana.problems import Problem
from paritrana.text import spoken

ANSWER_NAME = "isian."


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers that fit today's questions, and one problem (B035, B036) for each that does not fit for certain."""

    answers: FormAnswers
    problems: tuple[Problem, ...]


def carry(book: Book, layout: FormLayout) -> Carried:
    """What an older form says about the questions of `layout`.

    An answer goes along where its question still exists and its cell was made for the same kind of answer. Whether
    it is acceptable is for `entry` to say, as always. Answers without a question today are named, not kept.
    """
    answers: dict[str, RawAnswer] = {}
    evidence: dict[str, str] = {}
    notes: dict[str, str] = {}
    problems: list[Problem] = []
    for slot in layout.slots:
        spot = named(book, slot.name)
        if spot is None:
            continue
        raw = raw_at(book, spot)
        notes[slot.id] = _text(book, slot.note_name)
        evidence[slot.id] = _text(book, slot.evidence_name)
        reworded = folded(_asked(book, spot)) != folded(slot.field.ask())
        if is_blank(raw) or _same_kind(raw, slot.field, reworded):
            answers[slot.id] = raw
            if reworded and not is_blank(raw):
                problems.append(_reworded(book, slot, spot, layout))
        else:
            asked = _asked(book, spot) or slot.field.ask()
            problems.append(_left(book, spot, raw, layout, asked, "form.other_kind", slot.id))
    problems.extend(_dropped(book, layout))
    return Carried(FormAnswers(answers, evidence, notes), tuple(problems))


def _text(book: Book, name: str) -> str:
    spot = named(book, name) if name else None
    return text_of(raw_at(book, spot)) if spot else ""


def _same_kind(raw: RawAnswer, field: Field, reworded: bool) -> bool:
    """Whether the cell was made for such an answer, as far as its format tells.

    A cell that an office formatted itself tells nothing, and text is often pasted over a number: then the answer
    goes along where the question is the same, and is checked like any other.
    """
    code = raw.number_format
    if shows(code) is Shows.DATE:
        return field.kind is Kind.DATE
    if code == TEXT_FORMAT:
        numeric = field.kind.is_numeric or field.kind is Kind.DATE
        return not (numeric and reworded)
    if _bare(code) in _BARE:
        return field.kind.is_numeric and _bare(number_format(field)) == _bare(code)
    return not reworded


_BARE = ("0", "#,##0")
"""What the formats of our number cells begin with."""


def _bare(code: str) -> str:
    """A number format without its decimals."""
    return code.partition(".")[0]


def _dropped(book: Book, layout: FormLayout) -> Iterator[Problem]:
    """B035 for every answer whose question is no longer asked."""
    asked = {slot.name for slot in layout.slots}
    for name in book.names:
        spot = named(book, name) if name.startswith(ANSWER_NAME) and name not in asked else None
        raw = raw_at(book, spot) if spot else None
        if spot and raw and not is_blank(raw):
            yield _left(book, spot, raw, layout, _asked(book, spot) or name.removeprefix(ANSWER_NAME), "form.not_asked")


def _left(
    book: Book, spot: Spot, raw: RawAnswer, layout: FormLayout, question: str, reason: str, field: str = ""
) -> Problem:
    read = show.quoted(text_of(raw)) if raw.value is not None else raw.error
    details = {"question": show.quoted(question), "read": read, **spoken("reason", reason)}
    return _problem("B035", book, spot, layout, details, field)


def _reworded(book: Book, slot: Slot, spot: Spot, layout: FormLayout) -> Problem:
    """B036: an answer went along although its question now reads otherwise."""
    details = {"question": show.quoted(slot.field.ask()), "read": show.quoted(_asked(book, spot))}
    return _problem("B036", book, spot, layout, details, slot.id)


def _asked(book: Book, spot: Spot) -> str:
    """The question beside an answer, without its hint and the evidence asked for."""
    sheet, row, column = spot
    cells = cells_of(book, sheet)
    texts = (text_of(cells.get((row, left))) for left in range(column - 1, 0, -1))
    return next((text for text in texts if text), "").partition("\n")[0]


def _problem(code: str, book: Book, spot: Spot, layout: FormLayout, details: Mapping[str, str], field: str) -> Problem:
    candidate, category = layout.meta.candidate_code, layout.category.category
    return Problem(code, where(book, *spot), details, candidate=candidate, category=category, field=field)
