"""One candidate's form as it was read, in a few lines of JSON: written down and made again without loss."""

import datetime
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from paritrana.answers import Source, Value
from paritrana.criteria.fields import Role
from paritrana.entry.check import Checked
from paritrana.entry.model import Statement, StatementKind
from paritrana.problems import Problem, Where
from paritrana.workflow.reading import FileRead

_LEVEL = 1


class _Later(Mapping[str, Checked]):
    """What a form says about its one candidate, unpacked when somebody asks: most runs only look for what is wrong."""

    __slots__ = ("_code", "_found", "_packed")

    def __init__(self, code: str, packed: bytes) -> None:
        self._code, self._packed = code, packed
        self._found: Checked | None = None

    def __getitem__(self, code: str) -> Checked:
        if code != self._code:
            raise KeyError(code)
        if self._found is None:
            self._found = _checked(json.loads(zlib.decompress(b64decode(self._packed))))
        return self._found

    def __iter__(self) -> Iterator[str]:
        return iter((self._code,))

    def __len__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return _Later, (self._code, self._packed)


def packs(read: FileRead) -> bool:
    """Whether a reading is of the kind kept: a candidate's own form, recognised, of one candidate."""
    return read.role is Role.CANDIDATE and len(read.checked) == 1 and not read.dangerous


def packed(read: FileRead) -> tuple[str, bytes]:
    """The head of a reading as JSON, and what it says of its candidate, compressed, in letters."""
    ((code, checked),) = read.checked.items()
    head = [read.name, read.sha256, read.category, code, read.sender, [_of_problem(one) for one in read.problems]]
    body = [
        [_of_statement(one) for one in checked.statements],
        [_of_problem(one) for one in checked.problems],
        sorted(checked.spoiled),
    ]
    return _dump(head), b64encode(zlib.compress(_dump(body).encode(), _LEVEL))


def unpacked(head: str, body: bytes) -> FileRead:
    """The reading made again; raises ValueError for what `packed` did not write."""
    try:
        name, digest, category, code, sender, problems = json.loads(head)
        told = tuple(_problem(one) for one in problems)
    except (TypeError, KeyError) as error:
        raise ValueError(head[:80]) from error
    return FileRead(name, digest, category, Role.CANDIDATE, _Later(code, body), told, sender=sender)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _checked(body: Any) -> Checked:
    statements, problems, spoiled = body
    return Checked(
        tuple(_statement(one) for one in statements), tuple(_problem(one) for one in problems), frozenset(spoiled)
    )


def _of_statement(one: Statement) -> list[Any]:
    beside = [one.by, one.at, one.reason, one.evidence, one.note, one.verdict]
    return [one.candidate, one.field, *_of_value(one.value), one.kind.value, list(one.source), beside]


def _statement(one: Any) -> Statement:
    candidate, field, kind_of_value, text, kind, source, beside = one
    return Statement(candidate, field, _value(kind_of_value, text), StatementKind(kind), Source(*source), *beside)


def _of_value(value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return "bool", "1" if value else ""
    if isinstance(value, datetime.datetime):
        return "moment", value.isoformat()
    if isinstance(value, datetime.date):
        return "date", value.isoformat()
    return ("number", str(value)) if isinstance(value, Decimal) else ("text", value)


def _value(kind: str, text: str) -> Value:
    match kind:
        case "bool":
            return bool(text)
        case "moment":
            return datetime.datetime.fromisoformat(text)
        case "date":
            return datetime.date.fromisoformat(text)
        case "number":
            return Decimal(text)
    return text


def _of_problem(one: Problem) -> list[Any]:
    where = [one.where.file, one.where.sheet, one.where.cell, one.where.line]
    stake = None if one.stake is None else str(one.stake)
    return [one.code, where, dict(one.details), one.candidate, one.category, one.field, stake]


def _problem(one: Any) -> Problem:
    code, where, details, candidate, category, field, stake = one
    weight = None if stake is None else Fraction(stake)
    return Problem(code, Where(*where), details, candidate, category, field, weight)
