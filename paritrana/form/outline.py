"""The outline of a workbook: its sheets and where their XML lies, defined names, epoch and number formats."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from paritrana.form.numberformats import CellStyles, cell_styles
from paritrana.form.xmlscan import MAIN, STRICT, OddXml, Tag, tags


class Sheet(NamedTuple):
    """A worksheet as its tab shows it; `state` is visible, hidden or veryHidden."""

    name: str
    state: str


class Outline(NamedTuple):
    """What the small parts of a workbook say.

    `parts` maps sheet names to the entries that hold their cells, `strings` is that of the shared texts or empty.
    `usual` tells that everything lies where every reader looks for it.
    """

    sheets: tuple[Sheet, ...]
    parts: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    since_1904: bool
    styles: CellStyles
    strings: str
    usual: bool


class _Link(NamedTuple):
    kind: str
    part: str


_REFERENCE = re.compile(
    r"=?(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?"
)


def outline(parts: Mapping[str, bytes]) -> Outline:
    """The outline of the workbook with these parts by name. Raises OddXml or KeyError where it has none."""
    book = next(link.part for link in _links(parts, "").values() if link.kind == "officeDocument")
    links, sheets = _links(parts, book), _sheets(parts[book])
    places = _sheet_parts(sheets.listed, links)
    names = {link.kind: link.part for link in links.values()}
    styles, strings = names.get("styles", ""), names.get("sharedStrings", "")
    return Outline(
        tuple(_sheet(tag) for tag in sheets.listed if tag.attributes["name"] in places),
        places,
        sheets.names,
        sheets.since_1904,
        cell_styles(parts[styles]) if styles else CellStyles(),
        strings,
        book == _BOOK and styles in (_STYLES, "") and bool(styles) == (_STYLES in parts) and _one_list(parts, strings),
    )


_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def _one_list(parts: Mapping[str, bytes], strings: str) -> bool:
    """Whether relationships and content types name the same part of shared texts."""
    listed = tags(parts["[Content_Types].xml"])
    found = [tag.attributes.get("PartName", "") for tag in listed if tag.attributes.get("ContentType") == _STRINGS_TYPE]
    return found == ([f"/{strings}"] if strings else [])


class _Sheets(NamedTuple):
    listed: tuple[Tag, ...]
    names: Mapping[str, tuple[str, str]]
    since_1904: bool


@lru_cache(maxsize=64)
def _sheets(xml: bytes) -> _Sheets:
    """What the workbook part says; the forms of one category share it."""
    root = next(iter(re.findall(rb"<(?:[\w.\-]+:)?workbook\s[^<>]*>", xml)), b"")
    if not any(f"{quote}{space}{quote}".encode() in root for space in (MAIN, STRICT) for quote in "\"'"):
        raise OddXml("workbook")
    listed = tags(xml)
    found = tuple(tag for tag in listed if tag.name == "sheet")
    return _Sheets(found, MappingProxyType(_names(listed)), any(_is_1904(tag) for tag in listed))


@lru_cache(maxsize=256)
def _listed_links(xml: bytes, folder: str) -> Mapping[str, _Link]:
    return {
        tag.attributes["Id"]: _Link(tag.attributes["Type"].rpartition("/")[2], _resolved(folder, tag))
        for tag in tags(xml)
        if tag.name == "Relationship"
    }


def _links(parts: Mapping[str, bytes], source: str) -> Mapping[str, _Link]:
    """The relationships of a part, their targets as the parts are really called (capitals do not tell them apart)."""
    folder, name = posixpath.split(source)
    found = _listed_links(parts[posixpath.join(folder, "_rels", f"{name}.rels")], folder)
    if all(link.part in parts or link.part == "" for link in found.values()):
        return found
    called = {part.casefold(): part for part in parts}
    return {key: link._replace(part=called.get(link.part.casefold(), link.part)) for key, link in found.items()}


def _resolved(folder: str, tag: Tag) -> str:
    target = unquote(tag.attributes["Target"])
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _sheet_parts(listed: Sequence[Tag], links: Mapping[str, _Link]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for tag in listed:
        link = links.get(tag.attributes.get(":id", "")) if tag.name == "sheet" else None
        if link and link.kind == "worksheet":
            if tag.attributes["name"] in found:
                raise OddXml("sheet named twice")
            found[tag.attributes["name"]] = link.part
    return found


def _sheet(tag: Tag) -> Sheet:
    return Sheet(tag.attributes["name"], tag.attributes.get("state", "visible"))


def _is_1904(tag: Tag) -> bool:
    return tag.name == "workbookPr" and tag.attributes.get("date1904", "0") in ("1", "true")


def _names(listed: Sequence[Tag]) -> Mapping[str, tuple[str, str]]:
    """Names to (sheet, first cell), lost ones left out; a name of the whole book beats one of a single sheet."""
    found: dict[str, tuple[str, str]] = {}
    for tag in sorted(_defined(listed), key=lambda tag: "localSheetId" in tag.attributes):
        name, place = tag.attributes["name"], _REFERENCE.fullmatch(tag.text.strip())
        if place and "#REF!" not in tag.text:
            found.setdefault(name, (_sheet_name(place), place.group(3) + place.group(4)))
    return found


def _sheet_name(place: re.Match[str]) -> str:
    quoted: str | None = place.group(1)
    return str(place.group(2)) if quoted is None else quoted.replace("''", "'")


def _defined(listed: Sequence[Tag]) -> list[Tag]:
    return [
        tag
        for tag in listed
        if tag.name == "definedName" and not tag.attributes.get("name", "_xlnm.").startswith("_xlnm.")
    ]
