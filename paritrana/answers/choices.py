"""Yes or no by a declared vocabulary, and one of several options by its code or label."""

import difflib
import re
import unicodedata
from decimal import Decimal

from paritrana.answers import show
from paritrana.answers.model import AnswerSpec, Finding, Reading

YES = frozenset(
    (
        *("ya", "iya", "y", "yes", "ada", "sudah", "sdh", "benar", "true", "1", "v", "✓", "√", "✔", "☑", "✅"),
        *("ya ada", "sudah ada"),
    )
)
NO = frozenset(
    (
        *("tidak", "tdk", "t", "no", "n", "belum", "blm", "salah", "false", "0"),
        *("belum ada", "blm ada", "tidak ada", "tdk ada"),
    )
)
"""A cross is in neither: some offices tick with it, some strike out."""

_LISTED = 12
_CLOSE = 0.6
_TOKEN = re.compile(r"(?:(?<!\w)-(?=\d))?[^\W_]+(?:[+-]+(?!\w))?|[<>≤≥=?]")
_HARMLESS = re.compile(r"[\s.,;:!()\"'*\ufe0e\ufe0f]+")


def read_yesno(value: object) -> Reading:
    """True or False for the words of the vocabulary, a logical cell, or exactly 1 or 0."""
    if isinstance(value, bool):
        return Reading(value)
    word = _as_word(value)
    spoken = _HARMLESS.sub(" ", word.casefold()).strip()
    if spoken in YES or spoken in NO:
        return Reading(spoken in YES)
    return Reading(None, (Finding("A011", {"read": show.cell(word)}),))


def read_choice(value: object, spec: AnswerSpec) -> Reading:
    """The code of the one option that the answer names; a near miss is offered, never taken.

    A005 tells the label where the answer is the option's code, often an abbreviation, or its label in another
    language.
    """
    word = _as_word(value)
    for form in (_folded, _loose):
        named = {code for code, name in _names(spec) if form(name) == form(word) != ""}
        if len(named) == 1:
            return _taken(word, named.pop(), spec)
    return Reading(None, (_no_option(word, spec),))


def _taken(word: str, code: str, spec: AnswerSpec) -> Reading:
    label = _label(code, spec)
    if _loose(word) == _loose(label):
        return Reading(code)
    return Reading(code, (Finding("A005", {"read": show.quoted(word), "value": label}),))


def _as_word(value: object) -> str:
    if isinstance(value, Decimal):
        return show.plain(value)
    return value if isinstance(value, str) else show.cell(value)


def _names(spec: AnswerSpec) -> list[tuple[str, str]]:
    """Every code and label with the code it stands for."""
    return [(code, name) for code, labels in spec.options.items() for name in (code, *labels)]


def _label(code: str, spec: AnswerSpec) -> str:
    """What the form calls an option."""
    return next(iter(spec.options[code]), code)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _loose(text: str) -> str:
    """`text` without the punctuation that carries no meaning; `A+`, `-5` and `> 5` keep their signs, and so does ?."""
    return " ".join(_TOKEN.findall(_folded(text)))


def _no_option(word: str, spec: AnswerSpec) -> Finding:
    labels = [_label(code, spec) for code in spec.options]
    listed = "; ".join(labels[:_LISTED]) + ("; …" if len(labels) > _LISTED else "")
    details = {"read": show.quoted(word), "expected": listed}
    guess = _nearest(word, spec)
    return Finding("A033", details | {"guess": guess}) if guess else Finding("A010", details)


def _nearest(word: str, spec: AnswerSpec) -> str:
    """The option's name that `word` resembles most, or an empty text."""
    names = {_loose(name): name for _, name in _names(spec)}
    close = difflib.get_close_matches(_loose(show.quoted(word)), names, n=1, cutoff=_CLOSE)
    return names[close[0]] if close else ""
