"""Comparison of two values that are both there."""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from paritrana.expressions.admission import number
from paritrana.expressions.faults import Failure
from paritrana.expressions.values import Value, shown

ORDERINGS: Final = frozenset({"<", "<=", ">", ">="})


def compare(sign: str, left: Value, right: Value) -> bool:
    """Whether `left sign right` holds; texts are only equal or different, a date may meet its ISO text."""
    if sign in ORDERINGS and isinstance(left, str) and isinstance(right, str):
        raise Failure("type", shown(left))
    return _HOLDS[sign](*_alike(left, right))


def iso_date(text: str) -> date | None:
    """The date written as `2026-11-20`, None when the text is not one."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_HOLDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
        "=": operator.eq,
        "!=": operator.ne,
    }
)


def _alike(left: Value, right: Value) -> tuple[str, str] | tuple[date, date] | tuple[Fraction, Fraction]:
    match left, right:
        case str(), str():
            return left, right
        case (date(), date() | str()) | (str(), date()):
            return _date(left), _date(right)
        case _:
            return number(left), number(right)


def _date(value: Value) -> date:
    found = iso_date(value) if isinstance(value, str) else value
    if isinstance(found, date):
        return found
    raise Failure("type", shown(value))
