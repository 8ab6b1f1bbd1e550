"""The tags of a small XML part as a flat list: fast where the XML is plain, else through defusedxml."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat  # nosec: only to see whether a part is well formed, after declarations were refused

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The namespace of spreadsheets, as Excel usually saves and as its option "Strict Open XML" does."""

_ATTRIBUTE = r"""\s+[\w:.\-]+\s*=\s*(?:"[^"<\t\n]*"|'[^'<\t\n]*')"""
_TAG = re.compile(rf"<(/?)(?:[\w.\-]+:)?([\w.\-]+)((?:{_ATTRIBUTE})*)\s*/?>([^<]*)")
_PAIR = re.compile(r"""\s+([\w:.\-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_DECLARATION = re.compile(r"""\ufeff?<\?xml\s[^<>]*\?>""")
_SPELLED = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CONTROLS = bytes(sorted({*range(32)} - {9, 10, 13}))
_NO_SIGNS = {0xFFFE, 0xFFFF, *range(32)} - {9, 10, 13}
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REMEMBERED = 256
_REMEMBERED_SIZE = 1 << 16


class OddXml(Exception):
    """The part is no well-formed XML, or holds what no office program writes."""


class Tag(NamedTuple):
    """A start tag: its local name, its attributes (a prefixed one as `:name`), the text right behind it."""

    name: str
    attributes: Mapping[str, str]
    text: str


def well_formed(xml: bytes) -> bool:
    """Whether a parser takes the part as UTF-8, whatever it declares; one with a document type is never taken.

    Forms of one season share most of their parts, so the answer for small ones is remembered.
    """
    return _is_well_formed(xml) if len(xml) <= _REMEMBERED_SIZE else _is_well_formed.__wrapped__(xml)


@lru_cache(maxsize=_REMEMBERED)
def _is_well_formed(xml: bytes) -> bool:
    if b"<!" in xml and _DECLARES.search(xml):
        return False
    parser = expat.ParserCreate("utf-8", " ")
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def is_text(xml: bytes) -> bool:
    """Whether all letters are such as XML may hold."""
    if b"]]>" in xml or len(xml.translate(None, _CONTROLS)) != len(xml):
        return False
    try:
        return xml.isascii() or (
            bool(xml.decode("utf-8")) and b"\xef\xbf\xbe" not in xml and b"\xef\xbf\xbf" not in xml
        )
    except UnicodeDecodeError:
        return False


def tags(xml: bytes) -> tuple[Tag, ...]:
    """Every start tag in document order, whatever its namespace. Raises OddXml."""
    return _tags(xml) if len(xml) <= _REMEMBERED_SIZE else _tags.__wrapped__(xml)


@lru_cache(maxsize=_REMEMBERED)
def _tags(xml: bytes) -> tuple[Tag, ...]:
    found = _plain_tags(xml)
    return _parsed_tags(xml) if found is None else found


def spelled_out(text: str) -> str:
    """Text of an XML part with its references replaced. Raises OddXml for one that XML does not know."""
    if "&" not in text:
        return text
    if text.count("&") != len(_SPELLED.findall(text)):
        raise OddXml("reference")
    return _SPELLED.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _SIGNS[name]
    point = int(decimal) if decimal else int(hexadecimal, 16)
    if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF or point in _NO_SIGNS:
        raise OddXml("reference")
    return chr(point)


def _plain_tags(xml: bytes) -> tuple[Tag, ...] | None:
    try:
        text = xml.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n")
    declared = _DECLARATION.match(text)
    text = text[declared.end() :] if declared else text
    matches = _TAG.findall(text)
    if not matches or len(matches) != text.count("<") or "\r" in text or not well_formed(xml):
        return None
    found = [_plain_tag(name, pairs, behind) for closing, name, pairs, behind in matches if not closing]
    return None if None in found else tuple(tag for tag in found if tag)


def _plain_tag(name: str, pairs: str, behind: str) -> Tag | None:
    listed = _PAIR.findall(pairs)
    attributes = {
        key if ":" not in key else _local(key, ":"): spelled_out(double or single) for key, double, single in listed
    }
    return Tag(name, attributes, spelled_out(behind)) if len(attributes) == len(listed) else None


def _parsed_tags(xml: bytes) -> tuple[Tag, ...]:
    try:
        return tuple(
            Tag(
                str(node.tag).rpartition("}")[2],
                {_local(key, "}"): value for key, value in node.attrib.items()},
                node.text or "",
            )
            for node in fromstring(xml, forbid_dtd=True).iter()
        )
    except (ParseError, DefusedXmlException, LookupError, ValueError, RecursionError) as error:
        raise OddXml(type(error).__name__) from None


def _local(key: str, mark: str) -> str:
    _, found, name = key.rpartition(mark)
    return f":{name}" if found else name
