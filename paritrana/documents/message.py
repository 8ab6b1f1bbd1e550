"""The message that goes back to a sender by WhatsApp: short, in plain words, with a ready answer to what is no form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paritrana.answers.texts import cleaned
from paritrana.documents.template_error import TemplateLoader, named_template
from paritrana.text import formats, label, visible

TEMPLATE = "message.txt.j2"

POINTS = 5
"""Remarks that a message tells; the rest stand in the returned form."""

LONGEST = 320
"""Letters of a point."""

_SIGNS = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})
"""What WhatsApp takes for bold, italic, struck through and monospace, and letters that look like it."""

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_LINK = re.compile(rb"https?://|<key>URL</key>|bplist00", re.IGNORECASE)
_READABLE = 4096

INSTEAD = (
    (("gambar", "foto"), "photo"),
    (("berkas pdf",), "pdf"),
    (("pintasan", "tautan"), "link"),
    (("dokumen word",), "word"),
    (("berkas teks", "berkas csv"), "csv"),
    (("buku kerja excel lama", "buku kerja excel biner", "lembar opendocument", "lembar bentang xml"), "old"),
)
"""How the words of B002 begin, and the ready answer they get."""

WAYS = {
    "photo": ("send_excel", "send_wps", "send_sheets"),
    "pdf": ("send_excel", "send_wps", "send_sheets"),
    "link": ("send_wps", "send_sheets", "send_excel"),
    "word": ("send_form",),
    "csv": ("send_excel", "send_wps", "send_sheets"),
    "old": ("send_old", "send_sheets"),
    "other": ("send_excel", "send_wps", "send_sheets"),
    "foreign": ("send_form",),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One remark, in words. `question` and `cell` are empty where it is about the whole file."""

    told: str
    question: str = ""
    cell: str = ""
    blanks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What a sender is told. Texts may hold anything an office wrote; empty ones are left out.

    `mark` stands above everything: that all of it is an example.
    `points` are in order of weight, `more` counts those left out; `ways` are lines that say how to send a file.
    """

    to: str
    verdict: str
    file: str = ""
    code: str = ""
    receipt: str = ""
    points: Sequence[Point] = ()
    more: int = 0
    attached: str = ""
    what_to_do: str = ""
    ways: Sequence[str] = ()
    deadline: datetime | None = None
    sender: str = ""
    mark: str = ""


def render_message(message: Message, template_dirs: Sequence[Path], lang: str = "id") -> str:
    """The text of a message. Raises TemplateError where the template cannot be filled."""
    values = {
        "mark": f"*{message.mark}*" if message.mark else "",
        "greeting": _greeting(message, lang),
        "code": label("reply.code", lang, code=safe(message.code)) if message.code else "",
        "receipt": label("reply.receipt", lang, number=safe(message.receipt)) if message.receipt else "",
        "verdict": safe(message.verdict),
        "points": [_point(number, one, lang) for number, one in enumerate(message.points[:POINTS], 1)],
        "more": _more(message, lang),
        "what_to_do": message.what_to_do,
        "send_title": label("reply.send_title", lang),
        "ways": message.ways,
        "deadline": _deadline(message.deadline, lang),
        "thanks": label("reply.thanks", lang),
        "sender": safe(message.sender),
    }
    with named_template(TEMPLATE, template_dirs):
        text = text_environment(tuple(template_dirs)).get_template(TEMPLATE).render(values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def instead_of(read: str, data: bytes) -> str:
    """The ready answer for a file that is no workbook: a key of WAYS. `read` are the words of B002."""
    found = next((key for starts, key in INSTEAD if read.lower().startswith(starts)), "other")
    if found in ("csv", "other") and len(data) <= _READABLE and _LINK.search(data):
        return "link"
    return found


def ready_answer(key: str, read: str, lang: str = "id") -> tuple[str, tuple[str, ...]]:
    """The sentence and the lines of a ready answer."""
    return label(f"reply.instead.{key}", lang, read=read), tuple(label(f"reply.{way}", lang) for way in WAYS[key])


def safe(text: str) -> str:
    """A text from outside on one line: nothing in it is invisible, formats letters or leads to an address."""
    line = visible(" ".join(cleaned(text)[0].split()))
    return _ADDRESS.sub("[…]", line).translate(_SIGNS)


def _greeting(message: Message, lang: str) -> str:
    if message.to:
        return label("reply.to", lang, name=safe(message.to))
    return label("reply.to_somebody", lang, file=safe(message.file))


def _point(number: int, point: Point, lang: str) -> str:
    place = str(number)
    if point.blanks:
        shown = ", ".join(point.blanks[:POINTS])
        cells = shown if len(point.blanks) <= POINTS else label("reply.many_more", lang, cells=shown)
        return label("reply.many", lang, number=place, count=str(len(point.blanks)), cells=cells)
    told = _short(safe(point.told))
    if not point.question or not point.cell:
        return label("reply.point_bare", lang, number=place, told=told)
    return label("reply.point", lang, number=place, question=safe(point.question), cell=point.cell, told=told)


def _short(text: str) -> str:
    """A text that is not too long to be read on a phone, cut at a word."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"


def _more(message: Message, lang: str) -> str:
    if message.more and message.attached:
        return label("reply.more", lang, count=str(message.more), file=message.attached)
    return ""


def _deadline(at: datetime | None, lang: str) -> str:
    if at is None:
        return ""
    moment = formats.moment(at.isoformat(timespec="minutes"), lang)
    return label("reply.deadline", lang, weekday=formats.weekday(at, lang), moment=moment)


@cache
def text_environment(template_dirs: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Where templates of plain text are filled, the folders' first file of a name winning."""
    return ImmutableSandboxedEnvironment(
        loader=TemplateLoader(template_dirs),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
        extensions=[],
    )
