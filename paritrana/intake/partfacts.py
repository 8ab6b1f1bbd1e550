"""What the text of one part says by itself, found by searching its bytes.

The forms of one season share most of their parts, so what was found in a small one is remembered.
"""

import html
import re
from functools import lru_cache
from typing import NamedTuple

from paritrana.form.sheetscan import plain_sheet, whole

_REMEMBERED, _REMEMBERED_SIZE = 256, 1 << 16
_ENCODING = re.compile(rb"""^\s*<\?xml[^<>]*?encoding\s*=\s*["']([^"'<>]*)""")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_CALCULATES = re.compile(rb"sheetData|definedName")
_MACRO_NAMES = re.compile(
    rb"<(?:[^\s<>/:!?]+:)?definedName\s[^<>]*?"
    rb"""(?:(?:xlm|function|vbProcedure)\s*=\s*["'](?:1|true)|name\s*=\s*["'](?:_xlnm\.)?Auto_(?:Open|Close))""",
    re.IGNORECASE,
)
_FORMULA = re.compile(rb"<(?:f|formula[12]?|definedName)(?:\s[^<>]*)?>([^<]+)")
_OTHER_FORMULA = re.compile(rb"[<:](?:f|formula[12]?|definedName)(?:\s[^<>]*)?>([^<]+)")
_OTHERS = (b":f", b":definedName")
_FETCHES = (b"DDE", b"WEBSERVICE", b"RTD", b"REGISTER.ID", b"_XLFN.IMAGE", b"CALL")
_MARKS = (b"|", b"[", b"&#", *_FETCHES)
_CALLS = re.compile(rb"[(|\[]|&#")
_QUOTED = re.compile(rb'"[^"]*"|&quot;.*?&quot;', re.DOTALL)
_REACHES_OUT = re.compile(
    rb"""(\|[^!|]{0,512}!|\[[^\[\]]{1,255}\.xl\w{1,2}\]|(?<![\w\]\[.])\[\d{1,5}\]"""
    rb"""|\b(?:DDE|DDEAUTO|WEBSERVICE|RTD|REGISTER\.ID|_xlfn\.IMAGE|CALL)\s*\()""",
    re.IGNORECASE,
)


class PartFacts(NamedTuple):
    """One XML part: what it declares, in which encoding, whether comments stand among cells or names, whether it
    names a macro, what its formulas reach outside for, whether it is XML at all; words are empty for none."""

    declares: str
    encoding: str
    interrupted: bool
    names_macro: bool
    reaches: str
    whole: bool


def part_facts(xml: bytes) -> PartFacts:
    """The facts of one part in UTF-8."""
    return _facts(xml) if len(xml) <= _REMEMBERED_SIZE else _facts.__wrapped__(xml)


@lru_cache(maxsize=_REMEMBERED)
def _facts(xml: bytes) -> PartFacts:
    marked = b"<!" in xml
    declared = _DECLARES.search(xml) if marked else None
    encoding = _ENCODING.match(xml)
    return PartFacts(
        declared.group(1).decode().upper() if declared else "",
        encoding.group(1).decode("ascii", "replace").lower() if encoding else "",
        marked and bool(_CALCULATES.search(xml)),
        b"definedName" in xml and bool(_MACRO_NAMES.search(xml)),
        _reached(xml),
        whole(xml),
    )


def _reached(xml: bytes) -> str:
    """What a formula fetches: DDE, a web service, a cell of another workbook."""
    if not _may_reach(xml):
        return ""
    plain = plain_sheet(xml) if b"<sheetData" in xml else None
    if plain is None:
        return _reached_by(_formulas(xml))
    return _reached_by([*_formulas(plain.frame), *(formula for row in plain.rows for formula in row.formulas)])


def _may_reach(text: bytes) -> bool:
    """Whether anything in a text could be a part of a formula that fetches."""
    loud = text.upper()
    return any(mark in loud for mark in _MARKS)


def _formulas(xml: bytes) -> list[bytes]:
    return (_OTHER_FORMULA if any(mark in xml for mark in _OTHERS) else _FORMULA).findall(xml)


def _reached_by(formulas: list[bytes]) -> str:
    if not _may_reach(b"\n".join(formulas)):
        return ""
    calling = (text for text in formulas if _CALLS.search(text))
    found = (_REACHES_OUT.search(_QUOTED.sub(b"", _spelled_out(text))) for text in calling)
    return next((match.group().decode("utf-8", "replace")[:80] for match in found if match), "")


def _spelled_out(formula: bytes) -> bytes:
    return html.unescape(formula.decode("utf-8", "replace")).encode() if b"&#" in formula else formula
