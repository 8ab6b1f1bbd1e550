"""Why a text is not YAML: the line to look at, and the key of the reason, from what PyYAML complains about."""

import re
from contextlib import suppress

import yaml

from paritrana.text import spoken

REASONS = (
    (r"character '\\t'", "tab"),
    ("cannot start any token", "start"),
    ("mapping values are not allowed|unexpected ':'", "colon"),
    ("could not find expected ':'", "no_colon"),
    ("expected ',' or", "bracket"),
    ("expected <block end>|are not allowed here", "indent"),
    ("unexpected end of stream|unexpected document separator", "quote"),
    ("escape character|escape sequence", "escape"),
    ("special characters", "control"),
    ("another document|expected '<document start>'", "documents"),
    ("expected alphabetic or numeric character", "star"),
    ("expected the node content", "content"),
    ("too deep", "deep"),
)
"""What PyYAML complains about, and the key under `yaml` in the text files."""

OPENERS = frozenset({"quote", "bracket", "no_colon"})
"""Reasons to be mended where the thing begins, and not where the parser gave up."""

MISLED = frozenset({"indent", "bracket", "colon", "no_colon"})
"""Reasons that may be the echo of a quotation mark left open before."""

CURES = frozenset({"workbook", "encoding", "size", "control", "documents", "deep", "blank", "dash", "quote", "tab"})
"""Reasons with a cure of their own, `<reason>_cure`; the others share one."""

HARD_BLANK = re.compile(r"^[ \-]*\u00a0|^[ \-]*[\w.]+:\u00a0")
"""A line with a non-breaking space where YAML needs a plain one."""

GLUED_DASH = re.compile(r"^ *-[^\s\-]")
"""A line whose dash has no space behind it."""


def malformed(reason: str) -> dict[str, str]:
    """The details of C001 for a reason."""
    cure = f"yaml.{reason}_cure" if reason in CURES else "yaml.cure"
    return {**spoken("reason", f"yaml.{reason}"), **spoken("hint", cure)}


def blame(error: Exception, text: str) -> tuple[int, str]:
    """The line of a syntax error and the key of its reason. What stayed open is blamed on the line that opens it."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", ""))
    reason = next((key for pattern, key in REASONS if re.search(pattern, said)), "other")
    failed = getattr(error, "problem_mark", None)
    own = getattr(error, "context_mark", None) if reason in OPENERS else failed
    if own is None or failed is None:
        own = own or failed
        return (int(own.line) if own else text.count("\n", 0, getattr(error, "position", 0))) + 1, reason
    opened = _swallowed(text, failed) if reason in MISLED else None
    if opened is not None:
        return opened + 1, "quote"
    return _nearer(text.split("\n"), int(own.line), int(failed.line), reason)


def _nearer(lines: list[str], line: int, failed: int, reason: str) -> tuple[int, str]:
    """The same, or a slip that stands at or before the line (counted from 0) and explains the error better."""
    for at in range(failed, max(-1, failed - 4), -1):
        if at < len(lines) and HARD_BLANK.match(lines[at]):
            return at + 1, "blank"
        if at < len(lines) and at >= failed - 1 and GLUED_DASH.match(lines[at]):
            return at + 1, "dash"
    return line + 1, reason


def _swallowed(text: str, failed: yaml.Mark) -> int | None:
    """The line of a quotation mark that took in the following lines up to the one where the parser gave up."""
    last: yaml.Token | None = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if token.start_mark.index > failed.index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                last = token
    if last is None or not last.start_mark.line < last.end_mark.line == failed.line:
        return None
    return int(last.start_mark.line)
