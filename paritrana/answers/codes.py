"""Codes: kode wilayah, NIB and the like, opaque text whose zeros matter."""

import re
from decimal import Decimal

from paritrana.answers import show
from paritrana.answers.model import AnswerSpec, Finding, Reading
from paritrana.answers.texts import too_long

_REPEATED = re.compile(r"(?:\\d|\[0-9\])(?:\{([0-9]{1,2})\})?")


def read_code(value: object, spec: AnswerSpec) -> Reading:
    """The code as typed. A numeric cell is refused: a lost zero is a problem, never a guess."""
    if not isinstance(value, str):
        stored = show.plain(value) if isinstance(value, Decimal) else show.cell(value)
        return Reading(None, (Finding("A022", {"read": stored}),))
    return Reading(value, (*too_long(value, spec), *_misshapen(value, spec)))


def _misshapen(code: str, spec: AnswerSpec) -> tuple[Finding, ...]:
    if not spec.pattern or re.fullmatch(spec.pattern, code, re.ASCII):
        return ()
    return (Finding("A034", {"read": show.quoted(code), "expected": mask(spec.pattern)}),)


def mask(pattern: str) -> str:
    """A pattern as an office can read it, 9 for a digit: `BU-\\d{2}-\\d{4}` is `BU-99-9999`."""
    digits = _REPEATED.sub(lambda match: "9" * int(match[1] or 1), pattern)
    return re.sub(r"\\(\W)", r"\1", digits)
