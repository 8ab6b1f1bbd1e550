"""What goes to the terminal: lines for people, one JSON envelope for programs."""

import sys
from typing import Any, TextIO

from paritrana.text import visible


def speak_utf8() -> None:
    """Consoles and pipes take UTF-8 whatever their code page; what has no UTF-8 (a file name) is written out.

    Inside JSON that is an escape like any other.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def tell(text: str, stream: TextIO | None = None) -> None:
    """A line (or more) for people, on stdout unless another stream is given; nothing in it steers the terminal."""
    (stream or sys.stdout).write(visible(text, but="\n\t") + "\n")


def complain(text: str) -> None:
    """A line (or more) of talk, on stderr."""
    tell(text, sys.stderr)


def envelope(verb: str, **facts: Any) -> None:
    """The one JSON answer of a command, on stdout."""
    import json

    sys.stdout.write(json.dumps({"schema": f"paritrana/{verb}/1", **facts}, ensure_ascii=False, indent=2) + "\n")
