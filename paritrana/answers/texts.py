"""Text answers, and the cleaning that every text cell gets before its kind is looked at."""

import unicodedata
from decimal import Decimal

from paritrana.answers import show
from paritrana.answers.model import AnswerSpec, Finding, Reading

_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))
_EMPTY_LETTERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Characters that Unicode counts as letters, marks or symbols although nothing is drawn."""

_SHORT_FORMS = str.maketrans({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0x3000: " "})
_NAMED = 5


def cleaned(text: str) -> tuple[str, tuple[Finding, ...]]:
    """`text` in NFC without invisible characters or outer blanks, and a remark when any was removed.

    Invisible are control characters, bidi marks and overrides, zero widths, soft hyphens, lone surrogates
    and noncharacters. A space of any kind becomes a plain one, a line end of any kind a line feed.
    """
    if text.isascii() and text.isprintable():
        return text.strip(), ()
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    removed = [letter for letter in lines if _is_invisible(letter)]
    seen = "".join(_spaced(letter) for letter in lines if not _is_invisible(letter))
    rest = unicodedata.normalize("NFC", seen).strip()
    return rest, (_removal(removed, rest),) if removed and rest else ()


def single_line(text: str) -> str:
    """`text` with full-width forms and U+2212 as ASCII and every run of blanks as one space."""
    return " ".join(text.translate(_SHORT_FORMS).split())


def read_text(value: object, spec: AnswerSpec) -> Reading:
    """A text answer, stored literally whatever it begins with; a number or date becomes its plain text."""
    text = _as_text(value)
    return Reading(text, too_long(text, spec))


def too_long(text: str, spec: AnswerSpec) -> tuple[Finding, ...]:
    """A016 where `text` exceeds the declared length."""
    if len(text) <= spec.max_length:
        return ()
    length, limit = Decimal(len(text)), Decimal(spec.max_length)
    return (Finding("A016", {"read": show.shown(length), "expected": show.shown(limit)}),)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return show.digits(value) if isinstance(value, Decimal) else show.cell(value)


def _is_invisible(letter: str) -> bool:
    if letter in "\n\t":
        return False
    point = ord(letter)
    nonchar = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return nonchar or letter in _EMPTY_LETTERS or unicodedata.category(letter) in ("Cc", "Cf", "Cs")


def _spaced(letter: str) -> str:
    return " " if letter == "\t" or unicodedata.category(letter) == "Zs" else letter


def _removal(removed: list[str], rest: str) -> Finding:
    points = [f"U+{ord(letter):04X}" for letter in dict.fromkeys(removed)]
    named = ", ".join(points[:_NAMED]) + (", …" if len(points) > _NAMED else "")
    return Finding("A017", {"read": named, "value": show.quoted(rest)})
