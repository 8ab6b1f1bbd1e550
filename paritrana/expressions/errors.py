"""What can be wrong with the text of an expression."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

MessageKey: TypeAlias = Literal[
    "too_long",
    "too_deep",
    "bad_character",
    "bad_number",
    "underscore_in_number",
    "decimal_comma",
    "upper_case",
    "unclosed_text",
    "unexpected",
    "unexpected_end",
    "chained_comparison",
    "not_needs_parentheses",
    "function_needs_parentheses",
    "unknown_function",
    "argument_count",
    "filled_needs_name",
]

MESSAGES: Final[Mapping[MessageKey, str]] = MappingProxyType(
    {
        "too_long": "the expression has {found} characters; at most {expected} are allowed",
        "too_deep": "the expression is nested more than {expected} levels deep",
        "bad_character": "{found!r} is not part of the language",
        "bad_number": "{found!r} is not a number",
        "underscore_in_number": "{found!r} has an underscore; write the digits only",
        "decimal_comma": "{found!r} has a comma between digits; use a decimal point,"
        " or put a space after a comma that separates two values",
        "upper_case": "{found!r} has capital letters; names are written in small letters",
        "unclosed_text": "the text starting with {found} has no closing quote",
        "unexpected": "{found!r} cannot stand here; expected {expected}",
        "unexpected_end": "the expression ends too early; expected {expected}",
        "chained_comparison": "comparisons cannot be chained ({found!r}); join two comparisons with `and`",
        "not_needs_parentheses": "put parentheses around `not …` here",
        "function_needs_parentheses": "{found!r} is a function; write {expected}",
        "unknown_function": "there is no function {found!r}",
        "argument_count": "{found}; expected {expected}",
        "filled_needs_name": "`filled` asks about one name, not about {found!r}",
    }
)
"""Short English sentence of each message key."""


class ExpressionError(ValueError):
    """The text is not an expression of the language.

    `position` is an offset from 0; `found`, `expected`, `suggestion` are empty where there is nothing to say.
    """

    def __init__(
        self,
        message_key: MessageKey,
        position: int,
        found: str = "",
        expected: str = "",
        suggestion: str = "",
    ) -> None:
        super().__init__(message_key, position, found, expected, suggestion)
        self.message_key: MessageKey = message_key
        self.position = position
        self.found = found
        self.expected = expected
        self.suggestion = suggestion

    def __str__(self) -> str:
        said = MESSAGES[self.message_key].format(found=self.found, expected=self.expected)
        hint = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        return f"at character {self.position + 1}: {said}{hint}"
