"""Forms of many candidates out of one: only the code, the name and what is made of them differ from form to form.

A form is laid out once, for a candidate that does not exist. Wherever its words stand in the parts of the workbook
there is a spot for those of a real one. A candidate whose words would be written in another way (letters that need
an escape, a name that also stands elsewhere in the form) gets none: its form has to be written by itself.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from xml.sax.saxutils import escape  # nosec: writes

from paritrana.criteria.edition import Edition
from paritrana.criteria.fingerprint import Same
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.layout import FormLayout, plan_form
from paritrana.form.meta import DIGEST, Meta
from paritrana.form.sheets import candidate_line, identity, number_line
from paritrana.form.stencil import NoStencil, Spots, Stencil, parts_of

Write = Callable[[FormLayout], bytes]

_NOBODY = Candidate("KODE-YANG-TIDAK-DIPAKAI-SIAPA-PUN-0123456789", "", "Nama yang tidak dipakai siapa pun 0123456789")
_LONGEST = 2000
_CODE = re.compile(rf"[0-9A-Za-z](?:[0-9A-Za-z._/-]{{0,{len(_NOBODY.code) - 2}}}[0-9A-Za-z])?")
"""Codes that stand in a footer as they are; a longer one could be cut off there."""

_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_TEXTS = "xl/sharedStrings.xml"
_TEXT = re.compile(rb"<si>.*?</si>", re.DOTALL)
_FOOTER = "kaki"


class _Blank:
    """The stencil of a category's form, and the texts in it that are the same for everybody."""

    def __init__(self, form: FormLayout, write: Write) -> None:
        """Raises NoStencil where the form does not say who it is for in exactly the spots that are known."""
        data, told = write(form), _told(form)
        parts = parts_of(data)
        spots = {_TEXTS: _in_texts(parts[_TEXTS], told)}
        spots |= {name: _in_sheet(xml, form.meta) for name, xml in parts.items() if name.startswith("xl/worksheets/")}
        changed = {name: found for name, found in spots.items() if found.keys}
        fixed = b"".join(
            b"".join(changed[name].pieces) if name in changed else name.encode() + xml for name, xml in parts.items()
        )
        if any(word.encode() in fixed for word in (form.meta.candidate_code, form.meta.candidate_name, told[DIGEST])):
            raise NoStencil("said elsewhere")
        self.fixed = frozenset(_TEXT.findall(b"".join(spots[_TEXTS].pieces)))
        self.stencil = Stencil(data, changed, _words(told, form.meta))

    def copy(self, form: FormLayout) -> bytes | None:
        """The form of a candidate; None where two of its texts are one, so that all would be numbered differently."""
        words = _words(_told(form), form.meta)
        texts = [words[key] for key in words if key != _FOOTER]
        if len({*texts}) < len(texts) or not self.fixed.isdisjoint(texts):
            return None
        return self.stencil.fill(words)


def copied(form: FormLayout, write: Write) -> bytes | None:
    """The bytes that `write` gives for the form of a candidate, from a stencil; None where it has to be written.

    `form` is one that `plan_form` gives for its edition and category; any other has to be written.
    """
    if form.candidate is None or not _is_plain(form.meta):
        return None
    if form != plan_form(form.edition, form.category, form.candidate):
        return None
    blank = _blank(Same(form.edition), Same(form.category), write)
    return blank.copy(form) if blank else None


@lru_cache(maxsize=16)
def _blank(edition: Same[Edition], category: Same[Category], write: Write) -> _Blank | None:
    nobody = replace(_NOBODY, category=category.it.category)
    try:
        return _Blank(plan_form(edition.it, category.it, nobody), write)
    except NoStencil:
        return None


def _is_plain(meta: Meta) -> bool:
    """Whether code and name are written letter by letter, but for the three signs that XML escapes."""
    code, name = meta.candidate_code, meta.candidate_name
    if not _CODE.fullmatch(code) or not 0 < len(name) <= _LONGEST or _ESCAPED.search(f"{code} {name}"):
        return False
    return name == name.strip() and not name.startswith("<")


def _told(form: FormLayout) -> dict[str, str]:
    """The texts of cells that depend on the candidate."""
    meta = form.meta
    return {
        "line": candidate_line(meta),
        "number": number_line(meta),
        "identity": identity(meta),
        "code": meta.candidate_code,
        "name": meta.candidate_name,
        DIGEST: dict(meta.rows())[DIGEST],
    }


def _words(told: Mapping[str, str], meta: Meta) -> dict[str, bytes]:
    return {key: _text(text) for key, text in told.items()} | {_FOOTER: meta.candidate_code.encode()}


def _text(text: str) -> bytes:
    return b"<si><t>" + escape(text).encode() + b"</t></si>"


def _in_texts(xml: bytes, told: Mapping[str, str]) -> Spots:
    """The spots of all texts, each of which must be there once."""
    keys = {_text(text): key for key, text in told.items()}
    found = [match for match in _TEXT.finditer(xml) if match.group() in keys]
    if sorted(keys[match.group()] for match in found) != sorted(told):
        raise NoStencil("texts")
    edges = [0, *(edge for match in found for edge in match.span()), len(xml)]
    pieces = tuple(xml[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True))
    return Spots(pieces, tuple(keys[match.group()] for match in found))


def _in_sheet(xml: bytes, meta: Meta) -> Spots:
    """The spot of the code in the footer of a sheet, none where it has no footer."""
    head, found, foot = xml.partition(b"<oddFooter>")
    before, code, behind = foot.partition(meta.candidate_code.encode())
    if not found or not code:
        return Spots((xml,), ())
    if not behind.startswith(f" · versi {meta.version}&amp;R".encode()):
        raise NoStencil("footer")
    return Spots((head + found + before, behind), (_FOOTER,))
