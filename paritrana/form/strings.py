"""Texts of a workbook: the shared ones and those kept in a cell, with what was struck out or raised in them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from paritrana.form.xmlscan import MAIN, STRICT, OddXml, spelled_out, well_formed

_ROOT = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>\s*)?<sst\s(?:[^<>]*?\s)?xmlns="(?:'
    + f"{MAIN}|{STRICT}".encode()
    + rb')"[^<>]*>'
)
_ITEM = re.compile(rb"\s*+<si(?:/>|>((?:<(?!/?si[\s/>])[^<>]*+>[^<]*+)*+)</si>)")
_TEXT = re.compile(rb'<t(?: xml:space="preserve")?(?:/>|>([^<]*+)</t>)')
_RUN = re.compile(rb"<r>(?:<rPr>((?:<(?!/rPr)[^<>]*+>)*+)</rPr>)?" + _TEXT.pattern + rb"</r>")
_RUNS = re.compile(rb"(?:" + _RUN.pattern + rb")++")
_UNDRESSED = (b"<t>", b'<t xml:space="preserve">')
_MARKED = re.compile(rb"<(?:strike|vertAlign)[\s/]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REMEMBERED_SIZE = 4096


class Text(NamedTuple):
    """A text; `struck` where some of it is struck out, `raised` where some stands above or below the line."""

    text: str
    struck: bool = False
    raised: bool = False


class Strings:
    """The shared texts of a workbook, each made when it is asked for."""

    def __init__(self, xml: bytes | None) -> None:
        """Takes the part, None where there is none. Raises OddXml."""
        items = _items(xml) if xml else []
        self._items: Sequence[bytes] = items or []
        self._parsed: Sequence[Text] = () if items is not None else tuple(_parsed(xml or b""))

    def __len__(self) -> int:
        return len(self._items) or len(self._parsed)

    def __getitem__(self, index: int) -> Text:
        """The text with this number. Raises IndexError, OddXml or UnicodeDecodeError."""
        return item_text(self._items[index]) if self._items else self._parsed[index]


def _items(xml: bytes) -> list[bytes] | None:
    """What stands in each `si`; None where the part holds anything else, or is not well formed."""
    root = _ROOT.match(xml)
    if root is None or b"<!" in xml or not well_formed(xml):
        return None
    found = _ITEM.findall(xml, root.end())
    whole = xml.count(b"<si>") + xml.count(b"<si/>") + xml.count(b"<si ")
    return found if len(found) == whole else None


def run_looks(xml: bytes) -> bytes:
    """The different looks of the runs of a part of shared texts; all of a part that is not written plainly."""
    items = _items(xml)
    dressed = [one for one in items or () if not (one.count(b"<") == 2 and one.startswith(_UNDRESSED))]
    if items is None or not all(_TEXT.fullmatch(one) or _RUNS.fullmatch(one) for one in dressed):
        return xml
    return b"|".join(sorted({looks for one in dressed for looks, _ in _RUN.findall(one)}))


def item_text(raw: bytes) -> Text:
    """The text of what stands in an `si` or `is` element. Raises OddXml or UnicodeDecodeError.

    The questions of a form are the same in all of them, so short texts are remembered.
    """
    return _item_text(raw) if len(raw) <= _REMEMBERED_SIZE else _item_text.__wrapped__(raw)


@lru_cache(maxsize=4096)
def _item_text(raw: bytes) -> Text:
    if plain := _TEXT.fullmatch(raw):
        return Text(plain_text(plain.group(1) or b""))
    if not _MARKED.search(raw) and _RUNS.fullmatch(raw):
        return Text(plain_text(b"".join(text for _, text in _RUN.findall(raw))))
    return rich_text(_tree(b"<si>" + raw + b"</si>"))


def plain_text(raw: bytes) -> str:
    """A text between tags. Raises OddXml or UnicodeDecodeError."""
    text = raw.decode("utf-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unescaped(spelled_out(text))


def unescaped(text: str) -> str:
    """A text with its `_x000A_` as the letters they stand for, pairs of surrogates as one letter."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
    if not any("\ud800" <= letter <= "\udfff" for letter in found):
        return found
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _parsed(xml: bytes) -> Iterator[Text]:
    root = _tree(xml)
    if _local(root) != "sst" or root.tag.partition("}")[0].strip("{") not in (MAIN, STRICT):
        raise OddXml("shared texts")
    yield from (rich_text(one) for one in root if _local(one) == "si")


def _tree(xml: bytes) -> Any:
    try:
        return fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, LookupError, ValueError, RecursionError) as error:
        raise OddXml(type(error).__name__) from None


def rich_text(item: Any) -> Text:
    """The text of an `si` or `is` element: its runs one behind the other, without the reading aids."""
    pieces, struck, raised = [], False, False
    for part in item:
        if _local(part) == "t":
            pieces.append(part.text or "")
        elif _local(part) == "r":
            run = "".join(one.text or "" for one in part if _local(one) == "t")
            looks = [look for one in part if _local(one) == "rPr" for look in one]
            pieces.append(run)
            struck = struck or (bool(run.strip()) and any(_is_on(look, "strike") for look in looks))
            raised = raised or (bool(run.strip()) and any(_is_raised(look) for look in looks))
    return Text(unescaped("".join(pieces)), struck, raised)


def _is_on(look: Any, name: str) -> bool:
    return _local(look) == name and look.get("val", "1") not in ("0", "false")


def _is_raised(look: Any) -> bool:
    return _local(look) == "vertAlign" and look.get("val", "") != "baseline"


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
