"""An unpacked file, as the checks of its contents see it."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from paritrana.form.xmlscan import Tag, tags
from paritrana.intake.bounds import Extent, extent
from paritrana.intake.limits import USUAL, Limits
from paritrana.intake.partfacts import PartFacts, part_facts

_TEXT_ENDS = (".xml", ".rels", ".vml")


class Link(NamedTuple):
    """A relationship between parts: the folder it starts from, the tail of its type, where it leads."""

    folder: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of a zip by name, each of which kept its promises about size and checksum."""

    parts: Mapping[str, bytes]
    limits: Limits = field(default=USUAL)

    @cached_property
    def xml(self) -> Mapping[str, bytes]:
        """Every part that is XML by name or by its first sign, as UTF-8 whatever its encoding."""
        return {name: as_utf8(raw) for name, raw in self.parts.items() if raw and _is_xml(name, raw)}

    @cached_property
    def facts(self) -> Mapping[str, PartFacts]:
        """What each XML part says by itself."""
        return {name: part_facts(xml) for name, xml in self.xml.items()}

    @cached_property
    def sheets(self) -> Mapping[str, bytes]:
        """The XML parts that hold cells, wherever in the package they lie."""
        return {name: xml for name, xml in self.xml.items() if b"sheetData" in xml}

    @cached_property
    def extents(self) -> Mapping[str, Extent]:
        """How far the cells of each such part reach. Raises OddCells."""
        return {name: extent(xml) for name, xml in self.sheets.items()}

    @cached_property
    def types(self) -> tuple[Tag, ...]:
        """The entries of the list of content types that are about a part of this package. Raises OddXml.

        Some programs announce what they never write: a default for an extension that no part has says nothing.
        """
        listed = [xml for name, xml in self.parts.items() if name.lower() == "[content_types].xml"]
        ends = {name.rpartition(".")[2].lower() for name in self.parts}
        typed = (tag for xml in listed for tag in tags(xml) if "ContentType" in tag.attributes)
        return tuple(
            tag for tag in typed if tag.name != "Default" or tag.attributes.get("Extension", "").lower() in ends
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All relationships of all parts. Raises OddXml."""
        ends = (name for name in self.parts if name.lower().endswith(".rels") and self.parts[name])
        return tuple(link for name in ends for link in _links(name, self.parts[name]))


@lru_cache(maxsize=256)
def _links(name: str, xml: bytes) -> tuple[Link, ...]:
    return tuple(_link(name, tag) for tag in tags(xml) if tag.name == "Relationship")


def _link(name: str, tag: Tag) -> Link:
    folder = posixpath.dirname(posixpath.dirname(name))
    kind = tag.attributes.get("Type", "").rpartition("/")[2].lower()
    external = tag.attributes.get("TargetMode", "").strip().lower() == "external"
    return Link(folder, kind, tag.attributes.get("Target", "").strip(), external)


@lru_cache(maxsize=1024)
def leads_outside(link: Link) -> bool:
    """Whether an internal relationship climbs out of the package or names another place altogether."""
    target = unquote(link.target)
    if "\\" in target or "//" in target or re.match(r"[a-zA-Z][\w+.\-]*:", target):
        return True
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(link.folder, target)
    return posixpath.normpath(path).startswith("..")


def as_utf8(raw: bytes) -> bytes:
    """The XML without a byte order mark, in UTF-8, whichever UTF it was in."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace").encode("utf-8", "replace")
    if raw.startswith((b"<\x00", b"\x00<")):
        order = "utf-16-le" if raw[:1] == b"<" else "utf-16-be"
        return raw.decode(order, "replace").encode("utf-8", "replace")
    return raw.removeprefix(b"\xef\xbb\xbf")


def _is_xml(name: str, raw: bytes) -> bool:
    start = raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00<"))
    return start.startswith(b"<") or wide or name.lower().endswith(_TEXT_ENDS)
