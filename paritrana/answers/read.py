"""From the cell as it stands in the file to the one value it allows, with every remark at once."""

import math
import re
from decimal import Decimal

from paritrana import decimals
from paritrana.answers import bounds, show
from paritrana.answers.choices import read_choice, read_yesno
from paritrana.answers.codes import mask, read_code
from paritrana.answers.dates import read_date
from paritrana.answers.model import AnswerSpec, Finding, Kind, RawAnswer, Reading
from paritrana.answers.numbers import read_number
from paritrana.answers.texts import cleaned, read_text, single_line
from paritrana.catalogue import Level, level

_BETWEEN = re.compile(r"(?<=\d)(?:\s*[\t\n\r\x0b\x0c\x85\u2028\u2029]\s*|\s{2,})(?=\d)")
_TAKEN = "A005"
"""Says how a text was taken; a text that is refused was not taken."""


def read(raw: RawAnswer, spec: AnswerSpec) -> Reading:
    """The value of one cell, or None where it is blank or not acceptable, with all findings about it.

    A blank cell has no findings: whether it may be blank is decided elsewhere. A reading with an error has no
    value.
    """
    if raw.error:
        return Reading(None, (Finding("A013", {"read": raw.error}),))
    if raw.formula and (raw.value is None or not raw.cached):
        return Reading(None, (Finding("A014", {}),))
    content, remarks = _content(_apart(raw.value) if spec.kind.is_numeric else raw.value)
    if content in (None, ""):
        return Reading(None)
    if raw.struck:
        return Reading(None, (Finding("A026", {"read": show.cell(content)}),))
    if raw.raised and (noted := _noted(content, spec)):
        return Reading(None, (noted,))
    inner = _by_kind(content, raw.number_format, spec)
    findings = (*_origin(raw, content), *remarks, *inner.findings)
    if not any(level(finding.code) is Level.ERROR for finding in findings):
        return Reading(inner.value, findings)
    return Reading(None, tuple(finding for finding in findings if finding.code != _TAKEN))


def _apart(value: object) -> object:
    """A text with what stands between two numbers, more than one blank or a new line, as a sign of its own."""
    return _BETWEEN.sub(" / ", value) if isinstance(value, str) else value


def _noted(content: object, spec: AnswerSpec) -> Finding | None:
    """The refusal of a number or code with a footnote mark, which without its format is one more digit."""
    if spec.kind.is_numeric:
        return Finding("A028", {"read": show.cell(content), "example": show.plain(bounds.sample(spec))})
    if spec.kind is Kind.CODE:
        return Finding("A034", {"read": show.cell(content), "expected": mask(spec.pattern) or "9"})
    return None


def _content(value: object) -> tuple[object, tuple[Finding, ...]]:
    """The cell's content with its text cleaned and its number made exact."""
    match value:
        case str():
            return cleaned(value)
        case float() if math.isfinite(value):
            return decimals.from_float(value), ()
        case float() | int() if not isinstance(value, bool):
            return Decimal(value), ()
        case _:
            return value, ()


def _origin(raw: RawAnswer, content: object) -> tuple[Finding, ...]:
    return (Finding("A015", {"read": show.cell(content)}),) if raw.formula else ()


def _by_kind(content: object, number_format: str, spec: AnswerSpec) -> Reading:
    if spec.kind is Kind.TEXT:
        return read_text(content, spec)
    value = single_line(content) if isinstance(content, str) else content
    match spec.kind:
        case Kind.YESNO:
            return read_yesno(value)
        case Kind.CHOICE:
            return read_choice(value, spec)
        case Kind.DATE:
            return read_date(value, number_format)
        case Kind.CODE:
            return read_code(value, spec)
        case _:
            return read_number(value, number_format, spec)
