"""From text to tokens."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from paritrana.expressions.errors import ExpressionError
from paritrana.expressions.operators import KEYWORDS, SYNONYMS

TokenKind: TypeAlias = Literal["number", "text", "name", "symbol", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """The smallest meaningful piece of the source; keywords are symbols."""

    kind: TokenKind
    text: str
    position: int


def tokens(source: str) -> Iterator[Token]:
    """The tokens of the source in order, closed by one of kind `end`."""
    position = 0
    while position < len(source):
        group, text = _piece(source, position)
        if group != "space":
            yield _READERS[group](text, position)
        position += len(text)
    yield Token("end", "", len(source))


_PIECES: Final = re.compile(
    r"""(?P<space>\s+)
    | (?P<number>\.?[0-9][0-9A-Za-z_.]*(?:,[0-9][0-9A-Za-z_.]*)?)
    | (?P<name>[A-Za-z][A-Za-z0-9_]*)
    | (?P<text>'[^'\x00-\x1f]*'|"[^"\x00-\x1f]*")
    | (?P<unclosed>['"])
    | (?P<wrong>\*\*|<>|=<|=>|&&|\|\||!(?!=)|[&|^%“”‘’])
    | (?P<symbol><=|>=|==|!=|[-+*/()<>=,−×÷≤≥≠])
    """,
    re.VERBOSE,
)
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")

_CURES: Final[Mapping[str, str]] = MappingProxyType(
    {"**": "pow(x, n)", "^": "pow(x, n)", "<>": "!=", "=<": "<=", "=>": ">=", "!": "not", "%": "/ 100"}
    | dict.fromkeys(("&", "&&"), "and")
    | dict.fromkeys(("|", "||"), "or")
    | dict.fromkeys("“”‘’", "straight quotes")
)
"""What was probably meant by a symbol of another language."""


def _piece(source: str, position: int) -> tuple[str, str]:
    match = _PIECES.match(source, position)
    if match is None or match.lastgroup is None:
        raise ExpressionError("bad_character", position, source[position])
    return match.lastgroup, match.group()


def _read_number(text: str, position: int) -> Token:
    if "," in text:
        raise ExpressionError("decimal_comma", position, text, suggestion=_with_point(text))
    if "_" in text:
        raise ExpressionError("underscore_in_number", position, text, suggestion=text.replace("_", ""))
    if not _NUMBER.fullmatch(text):
        raise ExpressionError("bad_number", position, text, suggestion=f"0{text}" if text[0] == "." else "")
    return Token("number", text, position)


def _with_point(text: str) -> str:
    whole, part = text.split(",")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    return f"{whole}.{part}" if whole.isdigit() and part.isdigit() else f"{whole}, {part}"


def _read_name(text: str, position: int) -> Token:
    if not text.islower():
        raise ExpressionError("upper_case", position, text, suggestion=text.lower())
    return Token("symbol" if text in KEYWORDS else "name", text, position)


def _read_text(text: str, position: int) -> Token:
    return Token("text", text[1:-1], position)


def _refuse_unclosed(text: str, position: int) -> Token:
    raise ExpressionError("unclosed_text", position, text)


def _refuse_wrong(text: str, position: int) -> Token:
    raise ExpressionError("bad_character", position, text, suggestion=_CURES[text])


def _read_symbol(text: str, position: int) -> Token:
    return Token("symbol", SYNONYMS.get(text, text), position)


_READERS: Final[Mapping[str, Callable[[str, int], Token]]] = MappingProxyType(
    {
        "number": _read_number,
        "name": _read_name,
        "text": _read_text,
        "unclosed": _refuse_unclosed,
        "wrong": _refuse_wrong,
        "symbol": _read_symbol,
    }
)
