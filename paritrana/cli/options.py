"""The options that stand after every verb, and what they mean together."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import typer

from paritrana.problems import UsageError
from paritrana.text import LANGUAGES

WIB = timezone(timedelta(hours=7), "WIB")

Root = Annotated[Path | None, typer.Option("-w", "--workspace", metavar="DIR", help="cli.opt.workspace")]
Chosen = Annotated[str | None, typer.Option("-e", "--edition", metavar="EDITION", help="cli.opt.edition")]
AsJson = Annotated[bool, typer.Option("--json", help="cli.opt.json")]
At = Annotated[str | None, typer.Option("--at", metavar="ISO", help="cli.opt.at")]
Lang = Annotated[str, typer.Option("--lang", metavar="id|en", help="cli.opt.lang")]
Seed = Annotated[str, typer.Option("--seed", metavar="TEXT", help="cli.opt.seed")]
CrossCheck = Annotated[bool, typer.Option("--cross-check", help="cli.opt.cross_check")]
Categories = Annotated[list[str] | None, typer.Argument(metavar="[CATEGORY]...", help="cli.arg.categories")]


@dataclass(frozen=True, slots=True)
class Common:
    """The common options of one call."""

    root: Path | None
    edition: str | None
    as_json: bool
    at: datetime | None
    lang: str


def common(root: Path | None, edition: str | None, as_json: bool, at: str | None, lang: str) -> Common:
    """The common options, checked. Raises UsageError for a language or time that cannot be."""
    if lang not in LANGUAGES:
        raise UsageError("errors.no_language", read=lang, expected=", ".join(LANGUAGES))
    return Common(root, edition, as_json, _moment(at), lang)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError("errors.no_time", read=text) from None
    return found if found.tzinfo else found.replace(tzinfo=WIB)
