"""Texts of a workbook: the shared ones and those kept in a cell, with what was struck out or raised in them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from paritrana.form.xmlscan import MAIN, STRICT, OddXml, is_text, spelled_out, well_formed

_ROOT = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>\s*)?<sst\s(?:[^<>]*?\s)?xmlns="(?:'
    + f"{MAIN}|{STRICT}".encode()
    + rb')"[^<>]*>'
)
_TEXT = re.compile(rb'<t(?: xml:space="preserve")?(?:/>|>([^<]*+)</t>)')
_RUN = re.compile(rb"<r>(?:<rPr>((?:<(?!/rPr)[^<>]*+>)*+)</rPr>)?" + _TEXT.pattern + rb"</r>")
_RUNS = re.compile(rb"(?:" + _RUN.pattern + rb")++")
_BLANKS = b" \t\r\n"
_MARKED = re.compile(rb"<(?:strike|vertAlign)[\s/]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REMEMBERED_SIZE = 4096


class Text(NamedTuple):
    """A text; `struck` where some of it is struck out, `raised` where some stands above or below the line."""

    text: str
    struck: bool = False
    raised: bool = False


class Exact(NamedTuple):
    """A text written in the one way that leaves no doubt, and the looks of its runs as they are written."""

    text: Text
    looks: tuple[bytes, ...] = ()


@lru_cache(maxsize=4)
def shared_texts(xml: bytes) -> tuple[Exact, ...] | None:
    """The texts of a well-formed part that is written plainly; None for any other part."""
    root = _ROOT.match(xml)
    if root is None or b"<!" in xml or not is_text(xml) or not well_formed(root.group() + b"</sst>"):
        return None
    body = xml[root.end() :].rstrip(_BLANKS)
    if not (body.startswith(b"<si>") and body.endswith(b"</si></sst>")):
        return () if body == b"</sst>" else None
    found = [exact_text(raw) for raw in body[4:-11].split(b"</si><si>")]
    return None if None in found else tuple(one for one in found if one)


def exact_text(raw: bytes) -> Exact | None:
    """The text of an `si` or `is` element that is one `t` or runs of them; None for any other, or for doubtful letters.

    The questions of a form are the same in all of them, so short texts are remembered.
    """
    return _exact_text(raw) if len(raw) <= _REMEMBERED_SIZE else _exact_text.__wrapped__(raw)


@lru_cache(maxsize=4096)
def _exact_text(raw: bytes) -> Exact | None:
    plain = _TEXT.fullmatch(raw)
    if not plain and not _RUNS.fullmatch(raw):
        return None
    looks = () if plain else tuple(sorted({look for look, _ in _RUN.findall(raw)}))
    if not all(b":" not in look and well_formed(b"<rPr>" + look + b"</rPr>") for look in looks):
        return None
    try:
        return Exact(item_text(raw), looks)
    except (OddXml, UnicodeDecodeError):
        return None


class Strings:
    """The shared texts of a workbook, each made when it is asked for."""

    def __init__(self, xml: bytes | None) -> None:
        """Takes the part, None where there is none. Raises OddXml."""
        exact = shared_texts(xml) if xml else ()
        self._texts = tuple(Exact(text) for text in _parsed(xml or b"")) if exact is None else exact

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, index: int) -> Text:
        """The text with this number. Raises IndexError."""
        return self._texts[index].text


def shared_looks(xml: bytes) -> tuple[bytes, ...] | None:
    """The different looks of the runs of a part of shared texts; None of one that is not written plainly."""
    exact = shared_texts(xml)
    return None if exact is None else tuple(sorted({look for one in exact for look in one.looks}))


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
