"""The skeleton of a workbook: the same workbook without what was typed into it.

What openpyxl makes of the skeleton is asked once and then known: it is a function of the skeleton's bytes, and so the
verdict on a file is one of the file's bytes, whichever files came before. All that a skeleton leaves out (values of
cells, texts, who saved it when, where the cursor stood) the scan has found to be what every reader takes.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from paritrana.form.sheetrows import Row
from paritrana.form.sheetscan import plain_sheet
from paritrana.form.strings import shared_looks, shared_texts
from paritrana.form.xmlscan import MAIN

_REMEMBERED, _REMEMBERED_SIZE = 256, 1 << 16
_UNREAD = re.compile(r"(?:theme\d*\.xml|docProps/app\.xml|printerSettings\d*\.bin)$", re.IGNORECASE)
_CELL = rb"[A-Z]{1,2}[1-9][0-9]{0,4}"
_TYPED: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb'<dimension ref="' + _CELL + rb"(?::" + _CELL + rb')?"'), b'<dimension ref="A1"'),
    (re.compile(rb'( (?:activeCell|topLeftCell)=")' + _CELL + rb'"'), rb'\1A1"'),
    (re.compile(rb'(<selection (?:[^<>]* )?sqref=")' + _CELL + rb'"'), rb'\1A1"'),
    (re.compile(rb'( (?:xWindow|yWindow|windowWidth|windowHeight)=")-?[0-9]{1,9}"'), rb'\g<1>0"'),
    (re.compile(rb"\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"), b"{00000000-0000-0000-0000-000000000000}"),
    (re.compile(rb'(<hyperlink (?:[^<>]* )?ref=")' + _CELL + rb'"'), rb'\1A1"'),
    (re.compile(rb'(<hyperlink (?:[^<>]* )?display=")[^"<>&]*"'), rb'\1x"'),
)
_WEB_LINK = re.compile(rb'<Relationship [^<>]*/hyperlink"[^<>]*>')
_TARGET = re.compile(rb' Target="[^"<>&]*"')
_MOMENT = re.compile(rb"2[0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}Z")
_PERSON = re.compile(rb"(<(?:dc:(?:creator|title|subject|description)|cp:(?:lastModifiedBy|category|keywords))>)[^<]+")


def skeleton_of(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of the skeleton by name; two workbooks share it when they differ in nothing but what was typed."""
    count = _texts(parts)
    return {name: _bare(content, count) for name, content in parts.items() if not _UNREAD.search(name)}


def _texts(parts: Mapping[str, bytes]) -> int:
    """How many shared texts there are; none where they are not written plainly."""
    return max((len(shared_texts(xml) or ()) for xml in parts.values() if _is_texts(xml)), default=0)


def _is_texts(xml: bytes) -> bool:
    return b"<sst" in xml[:1024]


def _bare(content: bytes, texts: int) -> bytes:
    if b"<sheetData" in content:
        return _bare_sheet(content, texts)
    if _is_texts(content):
        looks = shared_looks(content)
        return content if looks is None else _bare_texts(looks)
    return _bare_part(content) if len(content) <= _REMEMBERED_SIZE else _bare_part.__wrapped__(content)


def _bare_sheet(content: bytes, texts: int) -> bytes:
    """A sheet with its formulas, one cell of the highest style and one text of each look, but no values."""
    plain = plain_sheet(content)
    if plain is None or not all(row.sound and row.text < texts for row in plain.rows):
        return content
    style = max((row.style for row in plain.rows), default=0)
    looks = {look for row in plain.rows for look in row.looks}
    rows = b"".join(map(_bare_row, plain.rows)) + _last_row(style, looks)
    frame = plain.frame
    framed = _bare_part(frame) if len(frame) <= _REMEMBERED_SIZE else _bare_part.__wrapped__(frame)
    return framed.replace(b"<sheetData/>", b"<sheetData>" + rows + b"</sheetData>", 1)


def _bare_row(row: Row) -> bytes:
    return b'<row r="%d">%s</row>' % (row.number, row.written) if row.written else b""


def _last_row(style: int, looks: set[bytes]) -> bytes:
    texts = b"".join(map(_run, sorted(looks)))
    return b'<row r="99999"><c r="A99999" s="%d" t="inlineStr"><is>%s<r><t>x</t></r></is></c></row>' % (style, texts)


def _bare_texts(looks: tuple[bytes, ...]) -> bytes:
    return b'<sst xmlns="%s"><si>%s<r><t>x</t></r></si></sst>' % (MAIN.encode(), b"".join(map(_run, looks)))


def _run(look: bytes) -> bytes:
    return b"<r>" + (b"<rPr>" + look + b"</rPr>" if look else b"") + b"<t>x</t></r>"


@lru_cache(maxsize=_REMEMBERED)
def _bare_part(content: bytes) -> bytes:
    """Any other part, or what stands around the cells of one."""
    if b"core-properties" in content:
        return _MOMENT.sub(b"2025-01-01T00:00:00Z", _PERSON.sub(rb"\1x", content))
    if b"<Relationships" in content:
        return _WEB_LINK.sub(lambda link: _TARGET.sub(b' Target="https://x"', link.group()), content)
    for typed, bare in _TYPED:
        content = typed.sub(bare, content)
    return content
