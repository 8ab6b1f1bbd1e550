"""The tags of a small XML part as a flat list: fast where the XML is plain, else through defusedxml."""

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

_ATTRIBUTE = r"""\s+[\w:.\-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')"""
_TAG = re.compile(rf"<(/?)(?:[\w.\-]+:)?([\w.\-]+)((?:{_ATTRIBUTE})*)\s*/?>([^<]*)")
_PAIR = re.compile(r"""\s+([\w:.\-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_DECLARATION = re.compile(r"""\ufeff?<\?xml\s[^<>]*\?>""")


class OddXml(Exception):
    """The part is no well-formed XML, or holds what no office program writes."""


class Tag(NamedTuple):
    """A start tag: its local name, its attributes (a prefixed one as `:name`), the text right behind it."""

    name: str
    attributes: Mapping[str, str]
    text: str


def tags(xml: bytes) -> list[Tag]:
    """Every start tag in document order, whatever its namespace. Raises OddXml."""
    found = _plain_tags(xml)
    return _parsed_tags(xml) if found is None else found


def _plain_tags(xml: bytes) -> list[Tag] | None:
    try:
        text = xml.decode("utf-8")
    except UnicodeDecodeError:
        return None
    declared = _DECLARATION.match(text)
    text = text[declared.end() :] if declared else text
    matches = _TAG.findall(text)
    if not matches or len(matches) != text.count("<"):
        return None
    found = [_plain_tag(name, pairs, behind) for closing, name, pairs, behind in matches if not closing]
    return None if None in found else [tag for tag in found if tag]


def _plain_tag(name: str, pairs: str, behind: str) -> Tag | None:
    listed = _PAIR.findall(pairs)
    attributes = {
        key if ":" not in key else _local(key, ":"): _spelled(double or single) for key, double, single in listed
    }
    return Tag(name, attributes, _spelled(behind)) if len(attributes) == len(listed) else None


def _spelled(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _parsed_tags(xml: bytes) -> list[Tag]:
    try:
        return [
            Tag(
                str(node.tag).rpartition("}")[2],
                {_local(key, "}"): value for key, value in node.attrib.items()},
                node.text or "",
            )
            for node in fromstring(xml, forbid_dtd=True).iter()
        ]
    except (ParseError, DefusedXmlException, LookupError, ValueError, RecursionError) as error:
        raise OddXml(type(error).__name__) from None


def _local(key: str, mark: str) -> str:
    _, found, name = key.rpartition(mark)
    return f":{name}" if found else name
