"""One call of the command line: its language, its exit code, and the words for whatever went wrong."""

from collections.abc import Sequence
from typing import Any

import typer
from typer.main import get_command

from paritrana.catalogue import CATALOGUE
from paritrana.cli.app import app
from paritrana.cli.localize import language_of, localize, usage_words
from paritrana.cli.terminal import complain, envelope, speak_utf8
from paritrana.problems import CriteriaInvalid, ParitranaError, Problem
from paritrana.text import in_language, label, line

BUG = 70
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code (design §6)."""
    speak_utf8()
    lang = language_of(arguments)
    command = get_command(app)
    localize(command, lang)
    try:
        found = command.main(list(arguments), prog_name="paritrana", standalone_mode=False)
        return found if isinstance(found, int) else 0
    except typer.Exit as ending:
        return ending.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the last net: whatever it is, people get words and an exit code)
        return _Told(lang, "--json" in arguments).of(error)


class _Told:
    """Says what went wrong: in words on stderr and, where JSON was asked for, in one envelope on stdout."""

    def __init__(self, lang: str, as_json: bool) -> None:
        self._lang, self._as_json = lang, as_json

    def of(self, error: Exception) -> int:
        """The exit code an error deserves, once it is told."""
        if hasattr(error, "format_message"):
            return self._misused(error)
        if isinstance(error, OSError):
            from paritrana.cli.faults import refused_by_system

            error = refused_by_system(error)
        return self._refused(error) if isinstance(error, ParitranaError) else self._bug(error)

    def _refused(self, error: ParitranaError) -> int:
        problems = error.problems if isinstance(error, CriteriaInvalid) else ()
        for problem in problems:
            complain(line(problem, self._lang))
        return self._said(error.exit_code, _words(error, self._lang), problems)

    def _misused(self, error: Any) -> int:
        """Wrong use, as the command-line library found it."""
        words, context = usage_words(error.format_message()), getattr(error, "ctx", None)
        if context is not None:
            bare = not words or words == usage_words(context.get_help())
            complain(context.get_help() if bare else context.get_usage())
            words = "" if bare else words
        return self._said(int(getattr(error, "exit_code", 2)), words)

    def _bug(self, error: Exception) -> int:
        import traceback

        traceback.print_exception(error)
        return self._said(BUG, label("errors.bug", self._lang))

    def _said(self, code: int, words: str, problems: Sequence[Problem] = ()) -> int:
        if self._as_json:
            envelope("error", exit_code=code, says=words, problems=self._facts(problems))
        if words:
            complain(words)
        return code

    def _facts(self, problems: Sequence[Problem]) -> list[dict[str, Any]]:
        if not problems:
            return []
        from paritrana.documents.tables import problem_facts

        return [problem_facts(problem, self._lang) for problem in problems]


def _words(error: ParitranaError, lang: str) -> str:
    """What an error says: a sentence of its own, or that of the problem whose code it carries."""
    if error.key in CATALOGUE:
        return line(Problem(error.key, details=error.details), lang)
    return label(error.key, lang, **in_language(error.details, lang))
