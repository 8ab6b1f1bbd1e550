"""Scalar types of criteria files: every YAML scalar arrives as text and is typed here, strictly."""

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from paritrana.decimals import exact_text
from paritrana.expressions import Expression, ExpressionError, parse
from paritrana.rules.reasons import reason
from paritrana.text import spoken

ID_PATTERN = r"[a-z][a-z0-9_]*"
KEBAB_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"

_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_COMMA = re.compile(r"-?\d{1,30},\d{1,30}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FRACTION = re.compile(r"(\d{1,30})/(\d{1,30})", re.ASCII)


def refusal(expected: str, read: object, **details: str) -> PydanticCustomError:
    """The error (C004) of a value that is not what the words `expected.<expected>` ask for."""
    return PydanticCustomError(
        "scalar", "scalar", {**spoken("expected", f"expected.{expected}", **details), "read": str(read)}
    )


def lacking(key: str) -> PydanticCustomError:
    """The error (C012) of a part that needs a key it does not have."""
    return PydanticCustomError("lacking", "lacking", {"key": key})


def upside_down(low: object, high: object) -> PydanticCustomError:
    """The error (C023) of a lower bound that is not below its upper bound."""
    return PydanticCustomError("bounds", "bounds", {"low": str(low), "high": str(high)})


def apart(zero_at: Decimal, full_at: Decimal) -> None:
    """Refuses goalposts that are the same. Raises the error of C023."""
    if zero_at == full_at:
        raise upside_down(zero_at, full_at)


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = str(value)
    if _COMMA.fullmatch(text):
        raise PydanticCustomError("comma", "comma", {"read": text, "expected": text.replace(",", ".")})
    if not isinstance(value, str) or not _NUMBER.fullmatch(text):
        raise refusal("number", value)
    return Decimal(text)


def _positive(value: Decimal) -> Decimal:
    if value <= 0:
        raise refusal("positive", value)
    return value


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise refusal("whole", value)
    return int(value)


def whole_or_exact(value: Any) -> int | str:
    """The word `exact`, or a number of decimals from 0 to 9."""
    if value == "exact":
        return "exact"
    if isinstance(value, int | str) and not isinstance(value, bool) and str(value) in tuple("0123456789"):
        return int(value)
    raise refusal("whole_or_exact", value)


def _share(value: Any) -> Fraction:
    if isinstance(value, Fraction):
        return value
    found = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    if found and int(found[2]):
        return 100 * Fraction(int(found[1]), int(found[2]))
    number = _number(value)
    if number < 0:
        raise refusal("weight", value)
    return Fraction(number)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise refusal("flag", value)
    return bool(value == "true")


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise refusal("day", value) from None


def _words(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


def _exact(value: Decimal | Fraction) -> str:
    return exact_text(Fraction(value))


_as_text = PlainSerializer(_exact, return_type=str)

Number = Annotated[Decimal, BeforeValidator(_number), _as_text, WithJsonSchema({"type": ["number", "string"]})]
Positive = Annotated[Number, AfterValidator(_positive)]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Weight = Annotated[
    Fraction,
    BeforeValidator(_share),
    _as_text,
    WithJsonSchema({"type": ["number", "string"], "description": "persen (33.33) atau pecahan (1/3)"}),
]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$", max_length=60)]
KebabId = Annotated[str, Field(pattern=f"^{KEBAB_PATTERN}$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Model(BaseModel):
    """A frozen part of a criteria file; keys it does not know are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)


class WordPair(Model):
    """Words in Indonesian and, where given, English."""

    id: Text
    en: str = ""

    def __call__(self, lang: str = "id") -> str:
        return self.en if lang == "en" and self.en else self.id


Words = Annotated[
    WordPair,
    BeforeValidator(_words),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "title": "WordPair",
                    "type": "object",
                    "properties": {"id": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["id"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


def _formula(value: Any) -> Expression:
    if isinstance(value, Expression):
        return value
    if not isinstance(value, str):
        raise refusal("formula", value)
    try:
        return parse(value)
    except ExpressionError as error:
        raise _misunderstood(value, error) from error


def _misunderstood(read: str, error: ExpressionError) -> PydanticCustomError:
    details = {"read": read, "position": str(error.position + 1)}
    return PydanticCustomError("formula", "formula", {**details, **reason(error)})


Formula = Annotated[
    Expression,
    BeforeValidator(_formula),
    PlainSerializer(lambda formula: formula.source, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "description": "rumus atas isian, atau satu id isian"}),
]
