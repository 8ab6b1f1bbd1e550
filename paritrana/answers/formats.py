"""What a cell's number format says about the number in it."""

import re

_UNSEEN = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
"""Quoted text, colours and locales, escapes, padding: parts of a format code that change no meaning."""


def shows_percent(number_format: str) -> bool:
    """Whether the cell shows a hundredfold with a percent sign; `0.0"%"` only looks like it."""
    return "%" in _UNSEEN.sub("", number_format)


def shows_date(number_format: str) -> bool:
    """Whether the cell shows a day or a year."""
    return re.search("[dy]", _UNSEEN.sub("", number_format), re.IGNORECASE) is not None


def shows_moment(number_format: str) -> bool:
    """Whether the cell shows a day, a time of day or a duration, so that its number is not the one that was typed."""
    return re.search("[dmyhs]", _UNSEEN.sub("", number_format.partition(";")[0]), re.IGNORECASE) is not None or (
        re.search(r"\[(?:h+|m+|s+)\]", number_format, re.IGNORECASE) is not None
    )
