"""Which of a province's values the national stage takes over as the candidate's own, and which it leaves behind."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from paritrana.answers import Kind, RawAnswer, Source, Value, read, show
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.asked import not_asked
from paritrana.entry.fold import as_input
from paritrana.entry.model import Candidate, StatementKind
from paritrana.entry.proposal import Proposed, ProposedCategory, Question, Said, Told
from paritrana.form import words
from paritrana.form.proposed_table import Line
from paritrana.problems import Where
from paritrana.text import label


@dataclass(frozen=True, slots=True)
class Carried:
    """The values of one candidate by the fields of the national category, and a line for each word behind them.

    `lacking` are required questions of the national category for which nothing came along.
    """

    candidate: Candidate
    values: Mapping[str, Value] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    lacking: tuple[Field, ...] = ()


def carried(candidate: Candidate, proposed: Proposed, theirs: ProposedCategory, ours: Category) -> Carried:
    """What counts of a proposed candidate: the fields that both stages ask the candidate for, of one id and kind."""
    asked = {one.id: one for one in ours.fields}
    values: dict[str, Value] = {}
    lines: list[Line] = []
    for told in proposed.fields:
        question = theirs.question(told.field)
        value, remark = _taken(told, question, asked.get(told.field))
        if value is not None:
            values[told.field] = value
        lines.extend(_lines(candidate, told, question, remark))
    skipped = not_asked({key: as_input(value) for key, value in values.items()}, ours)
    lacking = (
        one for one in ours.filled_by(Role.CANDIDATE) if one.required and one.id not in values and one.id not in skipped
    )
    return Carried(candidate, values, tuple(lines), tuple(lacking))


def _taken(told: Told, question: Question | None, asked: Field | None) -> tuple[Value | None, str]:
    """The value to carry and what is said of it; None with the reason where it stays behind."""
    if asked is None:
        return None, _remark("not_asked")
    if question is None or question.kind is not asked.kind:
        return None, _remark("other_kind")
    if question.filled_by is not Role.CANDIDATE or asked.filled_by is not Role.CANDIDATE or told.value is None:
        return None, _remark("other_role")
    value = _fitting(told.value.value, asked)
    return (value, _remark("carried")) if value is not None else (None, _remark("unfit"))


def _fitting(value: Value, asked: Field) -> Value | None:
    """The value as the national question reads it; None where it would be refused there, or is of another type."""
    match asked.kind:
        case Kind.CHOICE:
            return value if value in {option.code for option in asked.options} else None
        case Kind.YESNO:
            return value if isinstance(value, bool) else None
        case Kind.DATE:
            fits = isinstance(value, datetime.date)
        case kind:
            fits = isinstance(value, Decimal if kind.is_numeric else str)
    return read(RawAnswer(value, Source("", "")), asked.spec()).value if fits else None


def _lines(candidate: Candidate, told: Told, question: Question | None, remark: str) -> Iterator[Line]:
    """One line for each statement, the last word last; only that one is carried."""
    said = [one for one in told.statements if one.kind != StatementKind.MARK]
    for one in told.statements:
        counts = bool(said) and one is said[-1]
        yield (
            candidate.code,
            candidate.name,
            told.field,
            question.ask if question else "",
            remark if counts or not said else _remark("replaced"),
            _shown(one),
            label(f"proposal.kinds.{one.kind}"),
            one.by,
            one.at,
            " · ".join(part for part in (one.verdict, one.reason, one.note, one.evidence) if part),
            str(Where(one.source.file, one.source.sheet, one.source.cell)),
        )


def _shown(one: Said) -> str:
    value = one.value.value
    if isinstance(value, bool):
        return words.YES if value else words.NO
    return value if isinstance(value, str) else show.cell(value)


def _remark(key: str) -> str:
    return label(f"proposal.carried.{key}")
