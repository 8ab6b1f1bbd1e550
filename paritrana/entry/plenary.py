"""What the plenary meeting decided, and what was objected: recorded decisions with article, reason and vote."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from paritrana.answers import Source, Value, show
from paritrana.entry.model import Statement, StatementKind


class DecisionKind(StrEnum):
    """What a decision is about; the values are the words of the workbook."""

    RANK = "peringkat"
    AWARD = "penghargaan"
    OUT = "diskualifikasi"
    VALUE = "nilai"


@dataclass(frozen=True, slots=True)
class Vote:
    """How many were for it, against it, and abstained."""

    for_it: int
    against: int
    abstained: int

    @property
    def carried(self) -> bool:
        """Whether more were for it than against it."""
        return self.for_it > self.against


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one candidate: `number` of the list, the day as ISO text, the article it rests on, why.

    `field` and `value` go with VALUE, `rank` with RANK, `award` with AWARD. `objection` is the number of the objection
    that led to it, or empty; `source` the row that records it.
    """

    number: str
    at: str
    category: str
    candidate: str
    kind: DecisionKind
    article: str
    reason: str
    vote: Vote
    source: Source
    field: str = ""
    value: Value | None = None
    rank: int | None = None
    award: str = ""
    objection: str = ""

    def facts(self) -> dict[str, object]:
        """The decision as it is hashed and written into tables: text and numbers only, no place in a file."""
        return {
            "number": self.number,
            "at": self.at,
            "candidate": self.candidate,
            "kind": self.kind.value,
            "field": self.field,
            "value": None if self.value is None else told_value(self.value),
            "rank": self.rank,
            "award": self.award,
            "article": self.article,
            "reason": self.reason,
            "vote": [self.vote.for_it, self.vote.against, self.vote.abstained],
            "objection": self.objection,
        }

    def statement(self, by: str, note: str) -> Statement | None:
        """The word of the plenary on a field; None where the decision is about something else."""
        if self.value is None:
            return None
        kind = StatementKind.DECISION
        said = {"by": by, "at": self.at, "reason": self.reason, "note": note}
        return Statement(self.candidate, self.field, self.value, kind, self.source, **said)


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection and its answer. `changes` is None while nobody has answered; `indicator` an id, or empty."""

    number: str
    sender: str
    at: str
    category: str
    candidate: str
    indicator: str
    text: str
    answer: str
    changes: bool | None
    source: Source


@dataclass(frozen=True, slots=True)
class Orders:
    """What decisions do to a result beyond the values: ranks and further titles by the candidate's code.

    `out` gives the reason why somebody is disqualified.
    """

    ranks: Mapping[str, int] = field(default_factory=dict)
    awards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    out: Mapping[str, str] = field(default_factory=dict)


def orders_of(decisions: Iterable[Decision]) -> Orders:
    """The orders that decisions of one category come to."""
    ranks: dict[str, int] = {}
    awards: dict[str, tuple[str, ...]] = {}
    out: dict[str, str] = {}
    for one in decisions:
        if one.rank is not None:
            ranks[one.candidate] = one.rank
        if one.award:
            awards[one.candidate] = tuple(dict.fromkeys((*awards.get(one.candidate, ()), one.award)))
        if one.kind is DecisionKind.OUT:
            out[one.candidate] = one.reason
    return Orders(ranks, awards, out)


def told_value(value: Value) -> str:
    """A value as text, the same for the same value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) else show.canonical_text(value)
