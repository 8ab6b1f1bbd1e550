"""The cells of a decision table: codes, yes or no, or an interval."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, ValidationError, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from paritrana.rules.scalars import ID_PATTERN, Model, Number, refusal, upside_down

Closed = Literal["lower", "upper"]
YES_OR_NO = ("true", "false")


class Span(Model):
    """An interval; without `from` it is open downwards, without `to` upwards."""

    start: Number | None = Field(None, alias="from")
    end: Number | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _upright(self) -> Self:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise upside_down(self.start, self.end)
        return self


def _cell(value: Any) -> Span | tuple[str, ...]:
    if isinstance(value, Span):
        return value
    if isinstance(value, dict) and value and value.keys() <= {"from", "to"}:
        return _span(value)
    codes = tuple(map(_code, value if isinstance(value, list | tuple) else [value]))
    if not codes or not all(re.fullmatch(ID_PATTERN, code) for code in codes):
        raise refusal("cell", _written(value))
    return codes


def _span(value: dict[str, Any]) -> Span:
    """The interval; what is wrong inside it is told of the whole cell, in the words it was told with."""
    try:
        return Span.model_validate(value)
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        raise PydanticCustomError(first["type"], first["type"], first["ctx"]) from None


def _code(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {inner}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(map(str, value)) + "]" if isinstance(value, list) else str(value)


Cell = Annotated[
    Span | tuple[str, ...],
    PlainValidator(_cell),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "boolean"]},
                {"type": "array", "items": {"type": ["string", "boolean"]}, "minItems": 1},
                {
                    "title": "Span",
                    "type": "object",
                    "properties": {"from": {"type": ["number", "string"]}, "to": {"type": ["number", "string"]}},
                    "minProperties": 1,
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
