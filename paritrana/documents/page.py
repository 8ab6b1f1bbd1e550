"""The frame of every page for a browser: templates of some folders, filled; everything put in is escaped."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paritrana.documents.template_error import TemplateLoader, named_template
from paritrana.text import label


def render_page(template: str, template_dirs: Sequence[Path], lang: str, **values: Any) -> bytes:
    """The page in UTF-8. Raises TemplateError."""
    environment = _environment(tuple(template_dirs))
    words = {"lang": lang, "t": partial(_label, lang), "other": partial(_other, lang)}
    with named_template(template, template_dirs):
        return environment.get_template(template).render(**words, **values).encode()


@cache
def _environment(template_dirs: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=TemplateLoader(template_dirs),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
        keep_trailing_newline=True,
        extensions=[],
    )


def _label(lang: str, key: str, **details: str) -> str:
    return label(key, lang, **details)


def _other(lang: str, key: str) -> str:
    """The English words under an Indonesian title; nothing on an English page."""
    return label(key, "en") if lang == "id" else ""
