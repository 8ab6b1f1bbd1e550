"""The outline of a workbook: its sheets and where their XML lies, defined names, epoch and number formats."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZipFile

from paritrana.form.numberformats import format_codes
from paritrana.form.xmlscan import OddXml, Tag, tags


class Sheet(NamedTuple):
    """A worksheet as its tab shows it; `state` is visible, hidden or veryHidden."""

    name: str
    state: str


class Outline(NamedTuple):
    """What the small parts of a workbook say. `parts` maps sheet names to the entries that hold their cells."""

    sheets: tuple[Sheet, ...]
    parts: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    lost_names: tuple[str, ...]
    since_1904: bool
    formats: tuple[str, ...]


class _Link(NamedTuple):
    kind: str
    part: str


_REFERENCE = re.compile(
    r"=?(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?"
)


def outline(archive: ZipFile) -> Outline:
    """The outline of the workbook in this zip. Raises OddXml or KeyError where it has none."""
    book = next(link.part for link in _links(archive, "").values() if link.kind == "officeDocument")
    links, listed = _links(archive, book), tags(archive.read(book))
    parts = _sheet_parts(listed, links)
    names, lost = _names(listed)
    return Outline(
        tuple(_sheet(tag) for tag in listed if tag.name == "sheet" and tag.attributes["name"] in parts),
        parts,
        names,
        lost,
        any(_is_1904(tag) for tag in listed),
        _formats(archive, links),
    )


def _links(archive: ZipFile, source: str) -> Mapping[str, _Link]:
    folder, name = posixpath.split(source)
    listed = tags(archive.read(posixpath.join(folder, "_rels", f"{name}.rels")))
    return {
        tag.attributes["Id"]: _Link(tag.attributes["Type"].rpartition("/")[2], _resolved(folder, tag))
        for tag in listed
        if tag.name == "Relationship"
    }


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


def _names(listed: Sequence[Tag]) -> tuple[Mapping[str, tuple[str, str]], tuple[str, ...]]:
    """Names to (sheet, first cell), and the lost ones; a name of the whole book beats one of a single sheet."""
    found: dict[str, tuple[str, str]] = {}
    lost: list[str] = []
    for tag in sorted(_defined(listed), key=lambda tag: "localSheetId" in tag.attributes):
        name, place = tag.attributes["name"], _REFERENCE.fullmatch(tag.text.strip())
        if "#REF!" in tag.text:
            lost.append(name)
        elif place:
            found.setdefault(name, (_sheet_name(place), place.group(3) + place.group(4)))
    return found, tuple(dict.fromkeys(name for name in lost if name not in found))


def _sheet_name(place: re.Match[str]) -> str:
    quoted: str | None = place.group(1)
    return str(place.group(2)) if quoted is None else quoted.replace("''", "'")


def _defined(listed: Sequence[Tag]) -> list[Tag]:
    return [
        tag
        for tag in listed
        if tag.name == "definedName" and not tag.attributes.get("name", "_xlnm.").startswith("_xlnm.")
    ]


def _formats(archive: ZipFile, links: Mapping[str, _Link]) -> tuple[str, ...]:
    part = next((link.part for link in links.values() if link.kind == "styles"), None)
    return format_codes(tags(archive.read(part))) if part else ()
