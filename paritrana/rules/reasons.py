"""Why a formula is refused, in the words of every language."""

import re

from paritrana.expressions import Complaint, ExpressionError
from paritrana.text import LANGUAGES, label

_KIND = re.compile(r"(.+) \((number|boolean|text|date)\)")


def reason(refused: ExpressionError | Complaint) -> dict[str, str]:
    """The detail `reason` of C008 in every language; the position is told beside it."""
    first, *others = LANGUAGES
    return {"reason": _told(refused, first), **{f"reason_{lang}": _told(refused, lang) for lang in others}}


def wrong_result(key: str, kind: str) -> dict[str, str]:
    """The detail `reason` where a formula gives another kind than is needed."""
    first, *others = LANGUAGES
    told = {lang: label(f"expressions.{key}", lang, found=_phrase(kind, lang)) for lang in LANGUAGES}
    return {"reason": told[first], **{f"reason_{lang}": told[lang] for lang in others}}


def _told(refused: ExpressionError | Complaint, lang: str) -> str:
    said = {name: _phrase(getattr(refused, name), lang) for name in ("found", "expected", "suggestion")}
    hint = label("expressions.suggestion", lang, **said) if refused.suggestion else ""
    return label(f"expressions.{refused.message_key}", lang, **said) + hint


def _phrase(english: str, lang: str) -> str:
    """A phrase of the expression language in the reader's words; notation stays as it is."""
    if typed := _KIND.fullmatch(english):
        return f"{typed[1]} ({_phrase(typed[2], lang)})"
    try:
        return label(("expressions", "phrases", english), lang)
    except KeyError:
        return english
