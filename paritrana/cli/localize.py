"""Help and usage words of the command line in the reader's language."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from typer.core import TyperCommand, TyperGroup

from paritrana.text import LANGUAGES, label

LANGUAGE = {"lang": "id"}
"""The language of help; set once, when the command line starts."""

_FIXED = (
    ("Usage: ", "Pemakaian: "),
    ("\nOptions:", "\nPilihan:"),
    ("\nCommands:", "\nPerintah:"),
    ("\nArguments:", "\nIsian:"),
    ("[OPTIONS]", "[PILIHAN]"),
    ("COMMAND [ARGS]...", "PERINTAH [ISIAN]..."),
    ("Show this message and exit.", "Tampilkan bantuan ini."),
    ("[required]", "[wajib]"),
    ("[default: ", "[bawaan: "),
)
_USAGE = (
    (r"No such command (.+)\.", r"Perintah \1 tidak ada."),
    (r"No such option: (\S+)", r"Pilihan \1 tidak ada."),
    (r"Did you mean (.+)\?", r"Mungkin maksudnya \1?"),
    (r"\(Possible options: (.+)\)", r"(Mungkin: \1)"),
    (r"Missing argument '(.+)'\.", r"Isian '\1' belum ditulis."),
    (r"Missing option '(.+)'\.", r"Pilihan '\1' belum ditulis."),
    (r"Missing command\.", "Perintahnya belum ditulis."),
    (r"Got unexpected extra arguments? \((.+)\)", r"Kelebihan isian: \1."),
    (r"Option '(.+)' requires an argument\.", r"Pilihan '\1' memerlukan isian."),
    (r"Option '(.+)' does not take a value\.", r"Pilihan '\1' tidak memakai isian."),
    (r"Invalid value for (.+): ", r"Isian \1 tidak sah: "),
)


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for with `--lang`, before anything is parsed; Indonesian otherwise."""
    asked = [value for key, value in pairwise(arguments) if key == "--lang"]
    asked += [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    return next((lang for lang in asked if lang in LANGUAGES), "id")


def usage_words(message: str) -> str:
    """What the command-line library says of wrong use, in the language of the help."""
    if LANGUAGE["lang"] == "en":
        return message
    for pattern, words in _USAGE:
        message = re.sub(pattern, words, message)
    return message


def localize(command: Any, lang: str) -> None:
    """Replace every help key of a command and of those below it by its words."""
    LANGUAGE["lang"] = lang
    for part in _parts(command):
        if (getattr(part, "help", None) or "").startswith("cli."):
            part.help = label(part.help, lang)


def _parts(command: Any) -> Iterator[Any]:
    yield command
    yield from command.params
    for inner in getattr(command, "commands", {}).values():
        yield from _parts(inner)


def _translated(text: str) -> str:
    if LANGUAGE["lang"] == "en":
        return text
    for english, indonesian in _FIXED:
        text = text.replace(english, indonesian)
    return text


class Command(TyperCommand):
    """A command whose help speaks the language of the call."""

    def get_help(self, ctx: Any) -> str:
        return _translated(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _translated(super().get_usage(ctx))


class Group(TyperGroup):
    """A group of commands whose help speaks the language of the call."""

    def get_help(self, ctx: Any) -> str:
        return _translated(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _translated(super().get_usage(ctx))
