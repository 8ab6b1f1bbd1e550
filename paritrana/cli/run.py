"""One call of the command line: its language, its exit code, and the words for whatever went wrong."""

import json
import sys
import traceback
from collections.abc import Sequence

import typer
from typer.main import get_command

from paritrana.catalogue import CATALOGUE
from paritrana.cli.app import app
from paritrana.cli.localize import language_of, localize, usage_words
from paritrana.problems import CriteriaInvalid, ParitranaError, Problem
from paritrana.text import label, line

BUG = 70
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code (design §6)."""
    _speak_utf8()
    lang = language_of(arguments)
    command = get_command(app)
    localize(command, lang)
    try:
        found = command.main(list(arguments), prog_name="paritrana", standalone_mode=False)
        return found if isinstance(found, int) else 0
    except typer.Exit as ending:
        return ending.exit_code
    except ParitranaError as error:
        return _refused(error, lang, "--json" in arguments)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the last net: whatever it is, people get words and an exit code)
        return _unexpected(error, lang)


def _speak_utf8() -> None:
    """Windows consoles and pipes take UTF-8, whatever their code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="replace")


def _refused(error: ParitranaError, lang: str, as_json: bool) -> int:
    words = _words(error, lang)
    problems = error.problems if isinstance(error, CriteriaInvalid) else ()
    if as_json:
        from paritrana.documents.tables import problem_facts

        told = {"schema": "paritrana/error/1", "exit_code": error.exit_code, "says": words}
        facts = [problem_facts(problem, lang) for problem in problems]
        sys.stdout.write(json.dumps({**told, "problems": facts}, ensure_ascii=False, indent=2) + "\n")
    for problem in problems:
        sys.stderr.write(line(problem, lang) + "\n")
    sys.stderr.write(words + "\n")
    return error.exit_code


def _words(error: ParitranaError, lang: str) -> str:
    """What an error says: a sentence of its own, or that of the problem whose code it carries."""
    if error.key in CATALOGUE:
        return line(Problem(error.key, details=error.details), lang)
    return label(error.key, lang, **error.details)


def _unexpected(error: Exception, lang: str) -> int:
    told = getattr(error, "format_message", None)
    if told is not None:
        context = getattr(error, "ctx", None)
        if context is not None:
            sys.stderr.write((context.get_usage() if str(told()) else context.get_help()) + "\n")
        sys.stderr.write(usage_words(told()) + "\n" if told() else "")
        return int(getattr(error, "exit_code", 2))
    if isinstance(error, PermissionError):
        sys.stderr.write(label("errors.open_elsewhere", lang, path=str(error.filename or "")) + "\n")
        return 5
    traceback.print_exception(error)
    sys.stderr.write(label("errors.bug", lang) + "\n")
    return BUG
