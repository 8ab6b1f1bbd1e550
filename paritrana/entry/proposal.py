"""A province's proposal to the national stage as a machine reads it: who is proposed, and everything that was said.

What arrives is hostile: every part has a bound, nothing unknown is passed over, no value is guessed.
"""

import datetime
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from paritrana.answers import Kind, Source, Value, show
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Status
from paritrana.entry.model import Statement, StatementKind
from paritrana.rules.scalars import ID_PATTERN, KEBAB_PATTERN
from paritrana.text import visible

LONGEST_TEXT, LONGEST_NAME, LONGEST_CODE = 32_000, 500, 60
ValueType = Literal["number", "yesno", "date", "text"]

_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)
_HASH = r"[0-9a-f]{64}"


class NotAProposal(Exception):
    """The bytes are no proposal; `reason` names the place and what is wrong there."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _drawn(text: str) -> str:
    """A name without signs that are not drawn, on one line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _day(text: str) -> str:
    datetime.date.fromisoformat(text)
    return text


Line = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_drawn)]
Code = Annotated[str, Field(max_length=LONGEST_CODE), AfterValidator(_drawn)]
Words = Annotated[str, Field(max_length=LONGEST_TEXT)]
FieldId = Annotated[str, Field(max_length=100, pattern=rf"^{ID_PATTERN}$")]
Kebab = Annotated[str, Field(max_length=100, pattern=rf"^{KEBAB_PATTERN}$")]
Hash = Annotated[str, Field(pattern=rf"^{_HASH}$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
Figure = Annotated[str, Field(max_length=62, pattern=r"^-?[0-9]{1,30}(\.[0-9]{1,30})?$")]


class Part(BaseModel):
    """What every part of the file is: strict, closed, unchangeable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Typed(Part):
    """A value as text, with its type: `12.5`, `true`, `2025-12-31`, or as written."""

    type: ValueType
    text: Words

    @model_validator(mode="after")
    def _readable(self) -> Self:
        _ = self.value
        return self

    @property
    def value(self) -> Value:
        """The value itself. Raises ValueError where the text is none of its type."""
        match self.type:
            case "number":
                return _number(self.text)
            case "yesno":
                return _yesno(self.text)
            case "date":
                return datetime.date.fromisoformat(self.text)
            case _:
                return self.text


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError("number")
    return Decimal(text)


def _yesno(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("yesno")
    return text == "true"


def typed(value: Value) -> Typed:
    """A value as the file holds it."""
    match value:
        case bool():
            return Typed(type="yesno", text="true" if value else "false")
        case Decimal():
            return Typed(type="number", text=show.canonical_text(value))
        case datetime.date():
            return Typed(type="date", text=f"{value:%Y-%m-%d}")
        case _:
            return Typed(type="text", text=str(value)[:LONGEST_TEXT])


class Place(Part):
    """The cell a value was read from; the file by its name and the SHA-256 of its bytes."""

    file: Annotated[str, Field(max_length=1000)]
    sha256: Annotated[str, Field(max_length=64)]
    sheet: Annotated[str, Field(max_length=200)]
    cell: Annotated[str, Field(max_length=60)]

    @classmethod
    def of(cls, source: Source) -> Self:
        return cls(file=source.file[:1000], sha256=source.sha256[:64], sheet=source.sheet[:200], cell=source.cell[:60])


class Said(Part):
    """One statement: whose word it is (`kind`), the value, who, when and why."""

    kind: Annotated[StatementKind, Field(strict=False)]
    value: Typed
    by: Line
    at: Line
    reason: Words
    note: Words
    evidence: Words
    verdict: Line
    source: Place

    @classmethod
    def of(cls, one: Statement) -> Self:
        return cls(
            kind=one.kind,
            value=typed(one.value),
            by=one.by[:LONGEST_NAME],
            at=one.at[:LONGEST_NAME],
            reason=one.reason[:LONGEST_TEXT],
            note=one.note[:LONGEST_TEXT],
            evidence=one.evidence[:LONGEST_TEXT],
            verdict=one.verdict[:LONGEST_NAME],
            source=Place.of(one.source),
        )


class Told(Part):
    """Everything about one field of a candidate. `value` is the effective one; None where a panel marks."""

    field: FieldId
    value: Typed | None
    statements: Annotated[list[Said], Field(max_length=400)]

    @model_validator(mode="after")
    def _by_its_words(self) -> Self:
        """A value that nobody said, or that was replaced since, is none: what is shown must be what counts."""
        words = [one.value for one in self.statements if one.kind is not StatementKind.MARK]
        if self.value != (words[-1] if words else None):
            raise ValueError("value")
        return self

    @classmethod
    def of(cls, field: str, said: Iterable[Statement]) -> Self:
        """In the order in which the statements were folded: the last word that is no mark is the one that counts."""
        every = list(said)
        words = [one for one in every if one.kind is not StatementKind.MARK]
        value = typed(words[-1].value) if words else None
        return cls(field=field, value=value, statements=[Said.of(one) for one in every])


class Question(Part):
    """A field of the province's category: what it asks, and whom."""

    field: FieldId
    ask: Words
    kind: Annotated[Kind, Field(strict=False)]
    filled_by: Annotated[Role, Field(strict=False)]


class Proposed(Part):
    """A candidate that goes on, with its place in the province."""

    code: Annotated[Code, Field(min_length=1)]
    name: Annotated[Line, Field(min_length=1)]
    certificate_name: Line
    detail: Line
    region: Code
    sebutan: Line
    nib: Code
    npp: Code
    contact: Line
    group: Line
    group_title: Line
    rank: Annotated[int, Field(ge=1, le=100_000)]
    score: Figure | None
    award: Line
    fields: Annotated[list[Told], Field(max_length=1000)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [one.field for one in self.fields]
        if len(names) != len(set(names)):
            raise ValueError("twice")
        return self

    def told(self, field: str) -> Told | None:
        return next((one for one in self.fields if one.field == field), None)


class ProposedCategory(Part):
    """A category of the proposal. `code` is the Kode Hasil of the sealed result, None for a draft."""

    category: Kebab
    title: Line
    status: Status
    criteria: dict[Annotated[str, Field(max_length=200)], Hash]
    code: Annotated[str, Field(pattern=r"^[0-9A-Z]{4}-[0-9A-Z]{4}$")] | None
    top: Annotated[int, Field(ge=1, le=100_000)]
    questions: Annotated[list[Question], Field(max_length=1000)]
    candidates: Annotated[list[Proposed], Field(min_length=1, max_length=5000)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for names in ([one.code for one in self.candidates], [one.field for one in self.questions]):
            if len(names) != len(set(names)):
                raise ValueError("twice")
        return self

    def question(self, field: str) -> Question | None:
        return next((one for one in self.questions if one.field == field), None)


class Span(Part):
    """First and last day of what was assessed."""

    start: Day
    end: Day


class Proposal(Part):
    """The whole file."""

    model_config = ConfigDict(populate_by_name=True)

    schema_: Annotated[Literal["paritrana/proposal/1"], Field(alias="schema")]
    edition: Kebab
    title: Line
    label: Line
    province: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    province_name: Line
    period: Span
    status: Status
    at: Line
    categories: Annotated[list[ProposedCategory], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [one.category for one in self.categories]
        if len(names) != len(set(names)):
            raise ValueError("twice")
        return self


class Listing(Part):
    """`manifest.json`: SHA-256 of every other file of the parcel, by name."""

    schema_: Annotated[Literal["paritrana/proposal-manifest/1"], Field(alias="schema")]
    files: Annotated[dict[Annotated[str, Field(max_length=300)], Hash], Field(max_length=2000)]


def read_proposal(data: bytes) -> Proposal:
    """The proposal in these bytes. Raises NotAProposal."""
    return _read(data, Proposal)


def read_listing(data: bytes) -> Listing:
    """The manifest in these bytes. Raises NotAProposal."""
    return _read(data, Listing)


Whole = TypeVar("Whole", bound=Part)


def _read(data: bytes, model: type[Whole]) -> Whole:
    try:
        raw: Any = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotAProposal("JSON") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise NotAProposal(_first(error)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def _refuse(text: str) -> None:
    raise ValueError(text)


def _first(error: ValidationError) -> str:
    """The place of the first fault, such as `categories › 0 › code`."""
    place = error.errors(include_url=False, include_input=False, include_context=False)[0]["loc"]
    return visible(" › ".join(str(step) for step in place))[:200] or "JSON"
