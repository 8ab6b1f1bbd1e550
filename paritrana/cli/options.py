"""The options that stand after every verb, and what they mean together."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
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


_OUR_DAYS = range(1945, 9999)
"""Years that stay years in every time zone."""


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
    return Common(root, edition, as_json, moment(at), lang)


def now() -> datetime:
    """The wall clock, for what is said and never written."""
    return datetime.now(WIB)


def moment(text: str | None, zone: tzinfo | None = WIB) -> datetime | None:
    """A time as it was written, in `zone` where it names none. Raises UsageError for what is no time of our days."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError("errors.no_time", read=text) from None
    if found.year not in _OUR_DAYS:
        raise UsageError("errors.no_time", read=text)
    return found if found.tzinfo else found.replace(tzinfo=zone)
