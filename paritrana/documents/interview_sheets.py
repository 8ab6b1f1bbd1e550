"""The panel's papers: a sheet for each juror and candidate to write on by hand, and the marks printed back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from paritrana.decimals import rounded
from paritrana.documents.typst_pdf import Typesetter
from paritrana.text import formats, label, visible

SHEET, RECAP = "interview_sheet.typ.j2", "interview_recap.typ.j2"
BLANK = "–"
PLACES = 2
"""Decimals of what marks are reduced to, on paper."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that jurors mark: its words, guidance, and the marks that may be given."""

    id: str
    asked: str
    hint: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    places: int = 0


@dataclass(frozen=True, slots=True)
class Juror:
    """A juror on paper; `role` is empty where no list says it."""

    name: str
    role: str = ""
    secretary: bool = False


@dataclass(frozen=True, slots=True)
class Interviewed:
    """A candidate on paper: its group in words (empty without groups), and the ids of what is marked of it."""

    code: str
    name: str
    group: str
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attendance:
    """The question who came, and its answers."""

    asked: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """Everything the sheets say. `recused` are pairs of candidate code and juror; `blank` more sheets for anybody."""

    award: str
    category: str
    place: str
    questions: tuple[Question, ...]
    jurors: tuple[Juror, ...]
    candidates: tuple[Interviewed, ...]
    recused: frozenset[tuple[str, str]] = frozenset()
    attendance: Attendance | None = None
    blank: int = 0
    marks: tuple[str, ...] = ()
    lang: str = "id"

    @property
    def pages(self) -> int:
        return len(_pages(self))


@dataclass(frozen=True, slots=True)
class Graded:
    """The marks on one question by candidate and juror, every mark that was typed in, and what they come to.

    `reduced` and `adjusted` are by candidate; who has no marks enough for the quorum has no key. `way` says how marks
    are reduced, `adjusting` whether jurors' levels are taken out, `rules` are sentences about both.
    """

    question: Question
    given: Mapping[tuple[str, str], tuple[Fraction, ...]]
    reduced: Mapping[str, Fraction]
    way: str
    adjusted: Mapping[str, Fraction] = field(default_factory=dict)
    adjusting: bool = False
    rules: tuple[str, ...] = ()


def render_sheets(it: Interview, typesetter: Typesetter, at: datetime) -> bytes:
    """The sheets as PDF, juror by juror, dated `at`. Raises TemplateError."""
    return typesetter.spelt_pdf(SHEET, sheet_values(it), at=at)


def render_recap(it: Interview, grids: Sequence[Graded], typesetter: Typesetter, at: datetime) -> bytes:
    """The marks printed back as PDF, a grid for each question, dated `at`. Raises TemplateError."""
    return typesetter.spelt_pdf(RECAP, recap_values(it, grids), at=at)


def _word(key: str, it: Interview, **details: str) -> str:
    return label(f"interview.{key}", it.lang, **details)


def _common(it: Interview, title: str) -> dict[str, object]:
    return {
        "lang": it.lang,
        "award": visible(it.award),
        "category": visible(it.category),
        "title": _word(title, it),
        "foot": _word("foot", it, category=visible(it.category)),
        "nobody": _word("nobody", it),
        "marks": it.marks,
    }


def sheet_values(it: Interview) -> dict[str, object]:
    """What the template of the sheets may name; no letter in it is invisible or turns others."""
    words = ("candidate", "group", "juror", "mark", "notes", "signed", "signature")
    attendance = it.attendance
    return {
        **_common(it, "sheet_title"),
        "words": {key: _word(key, it) for key in words} | {"place": visible(it.place)},
        "questions": tuple((visible(one.asked), visible(one.hint), _scale(one, it)) for one in it.questions),
        "attendance": (visible(attendance.asked), tuple(map(visible, attendance.options))) if attendance else None,
        "attendance_hint": _word("tick_one", it),
        "pages": _pages(it),
    }


def _pages(it: Interview) -> tuple[tuple[object, ...], ...]:
    """What differs from page to page: juror, role, candidate, group, places of the questions, whether to tick who came.

    Who came is ticked once, by the first who marks the candidate, the secretary before others.
    """
    turns = sorted(it.jurors, key=lambda one: not one.secretary)
    clerks = {
        one.code: next((juror for juror in turns if (one.code, juror.name) not in it.recused), None)
        for one in it.candidates
    }
    pages: list[tuple[object, ...]] = []
    for juror in it.jurors:
        for one in it.candidates:
            if (one.code, juror.name) not in it.recused:
                places = tuple(str(at) for at, asked in enumerate(it.questions) if asked.id in one.asked)
                who = (visible(juror.name), visible(juror.role), visible(one.code), visible(one.name))
                pages.append((*who, visible(one.group), places, juror is clerks[one.code]))
    every = tuple(str(at) for at in range(len(it.questions)))
    pages.extend(("", "", "", "", "", every, True) for _ in range(it.blank))
    return tuple(pages)


def _scale(one: Question, it: Interview) -> str:
    steps = _word("whole", it) if one.places == 0 else _word("decimals", it, places=str(one.places))
    if one.low is None or one.high is None:
        return steps
    low, high = (formats.number(end, None, it.lang) for end in (one.low, one.high))
    return _word("scale", it, low=low, high=high, steps=steps)


def recap_values(it: Interview, grids: Sequence[Graded]) -> dict[str, object]:
    """What the template of the marks may name."""
    return {
        **_common(it, "recap_title"),
        "opening": _word("recap_opening", it),
        "paraf": _word("paraf", it),
        "place": visible(it.place),
        "signed": _word("signed", it),
        "grids": tuple(_grid(it, one) for one in grids),
    }


def _grid(it: Interview, one: Graded) -> tuple[object, ...]:
    """Question, sentences, the heads (leading, jurors, trailing) and the rows of one grid."""
    leading = (_word("number", it), _word("code", it), _word("candidate", it))
    jurors = tuple(visible(juror.name) for juror in it.jurors)
    trailing = [_word("count", it), one.way]
    if one.adjusting:
        trailing.append(_word("adjusted", it))
    inside = [candidate for candidate in it.candidates if one.question.id in candidate.asked]
    rows = tuple(_row(it, one, number, candidate) for number, candidate in enumerate(inside, 1))
    return visible(one.question.asked), (_scale(one.question, it), *one.rules), leading, jurors, tuple(trailing), rows


def _row(it: Interview, one: Graded, number: int, candidate: Interviewed) -> tuple[str, ...]:
    code = candidate.code
    marks = [one.given.get((code, juror.name), ()) for juror in it.jurors]
    cells = [
        _word("recused", it) if (code, juror.name) in it.recused else _marked(given, it.lang)
        for juror, given in zip(it.jurors, marks, strict=True)
    ]
    ends = [one.reduced.get(code), one.adjusted.get(code)] if one.adjusting else [one.reduced.get(code)]
    count = str(sum(map(bool, marks)))
    return (
        str(number),
        visible(code),
        visible(candidate.name),
        *cells,
        count,
        *(_figure(end, it.lang) for end in ends),
    )


def _marked(given: Sequence[Fraction], lang: str) -> str:
    """A mark as it was typed; two that differ beside each other."""
    return " / ".join(formats.number(mark, None, lang) for mark in sorted(set(given))) or BLANK


def _figure(value: Fraction | None, lang: str) -> str:
    return BLANK if value is None else formats.number(rounded(value, PLACES), PLACES, lang)
