"""What the unpacked parts hold: checks of the XML itself, then of what it means."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from paritrana.intake import kinds
from paritrana.intake.bounds import Extent, column_letters, spread, text_volume
from paritrana.intake.hazards import Hazard, damaged, first, mib, too_much
from paritrana.intake.limits import Limits
from paritrana.intake.package import Link, Package, leads_outside

_ENCODINGS = ("", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii")


def doctype(package: Package) -> Hazard | None:
    """A document type or entity declared in any XML part, in any UTF."""
    return first("B009", (facts.declares for facts in package.facts.values() if facts.declares))


def strange_encoding(package: Package) -> Hazard | None:
    """An encoding that could hide a declaration from a search; the format allows only UTF-8 and UTF-16."""
    found = (facts.encoding for facts in package.facts.values())
    return first("B009", (f"encoding {name!r}" for name in found if name not in _ENCODINGS))


def not_xml(package: Package) -> Hazard | None:
    """A part named as XML whose first sign is not `<`."""
    found = (name for name, xml in package.xml.items() if not xml[:64].lstrip().startswith(b"<"))
    name = next(found, None)
    return None if name is None else damaged(f"bagian {name} bukan XML")


def interrupted(package: Package) -> Hazard | None:
    """Comments or CDATA among cells and names, which could hide a formula from a search."""
    found = (name for name, facts in package.facts.items() if facts.interrupted)
    name = next(found, None)
    return None if name is None else damaged(f"penulisan bagian {name} tidak wajar")


XML_CHECKS: tuple[Callable[[Package], Hazard | None], ...] = (doctype, strange_encoding, not_xml)

_MACRO_TYPES = re.compile(r"macro|vbaproject|activex|dialogsheet", re.IGNORECASE)
_MACRO_PARTS = re.compile(r"vbaproject|vbadata|(^|/)(macrosheets|activex|dialogsheets)/", re.IGNORECASE)
_MACRO_LINKS = (
    "vbaproject",
    "xlmacrosheet",
    "xlintlmacrosheet",
    "control",
    "activexcontrolbinary",
    "dialogsheet",
)
_LINK_PARTS = re.compile(
    r"(^|/)(externallinks|querytables|embeddings|webextensions|model)/|(^|/)(connections|volatiledependencies)\.",
    re.IGNORECASE,
)
_LINK_TYPES = re.compile(r"externallink|connections|querytable|oleobject|volatiledependencies", re.IGNORECASE)
_LINK_LINKS = (
    "externallink",
    "externallinkpath",
    "connections",
    "querytable",
    "oleobject",
    "package",
    "webextension",
    "volatiledependencies",
)
_SAFE_SCHEMES = re.compile(r"(https?|mailto|ftp|tel):|#|$", re.IGNORECASE)


def no_workbook(package: Package) -> Hazard | None:
    """An Office package whose main part is not a workbook."""
    if not package.types:
        return damaged("daftar jenis bagiannya kosong")
    mains = [kinds.main_kind(kind) for kind in _content_types(package) if re.search(r"\.main\b", kind)]
    if "" in mains:
        return None
    return Hazard("B002", {"read": mains[0] if mains else kinds.main_kind("")})


def _content_types(package: Package) -> Iterator[str]:
    return (tag.attributes["ContentType"] for tag in package.types)


@lru_cache(maxsize=256)
def _found(pattern: re.Pattern[str], words: tuple[str, ...], *, whole: bool = False) -> tuple[str, ...]:
    """What a pattern finds in some words, or the words it is found in; forms of one season share these lists."""
    matches = ((word, pattern.search(word)) for word in words)
    return tuple(word if whole else match.group() for word, match in matches if match)


def macro_type(package: Package) -> Hazard | None:
    """Macros announced among the content types, under any file name."""
    found = _found(_MACRO_TYPES, tuple(_content_types(package)))
    return first("B007", found)


def macro_part(package: Package) -> Hazard | None:
    """A VBA project, an Excel 4 macro sheet, a dialog sheet or an ActiveX control among the parts."""
    return first("B007", _found(_MACRO_PARTS, tuple(package.parts), whole=True))


def macro_link(package: Package) -> Hazard | None:
    """A relationship to any of these."""
    return first("B007", (link.kind for link in package.links if link.kind in _MACRO_LINKS))


def macro_name(package: Package) -> Hazard | None:
    """A defined name that starts a macro."""
    return first("B007", ("nama makro" for facts in package.facts.values() if facts.names_macro))


def outside_part(package: Package) -> Hazard | None:
    """Links to workbooks, data connections, query tables, add-ins, embedded objects among the parts."""
    return first("B008", _found(_LINK_PARTS, tuple(package.parts), whole=True))


def outside_type(package: Package) -> Hazard | None:
    """The same, announced among the content types."""
    found = _found(_LINK_TYPES, tuple(_content_types(package)))
    return first("B008", found)


def outside_link(package: Package) -> Hazard | None:
    """A relationship to any of these, or one that leaves the package other than by a plain web hyperlink."""
    return first("B008", (link.target[:120] or link.kind for link in package.links if _reaches_out(link)))


@lru_cache(maxsize=1024)
def _reaches_out(link: Link) -> bool:
    if link.kind in _LINK_LINKS:
        return True
    return link.external and not (link.kind == "hyperlink" and _SAFE_SCHEMES.match(link.target))


def outside_formula(package: Package) -> Hazard | None:
    """A formula that fetches: DDE, a web service, a cell of another workbook."""
    return first("B008", (facts.reaches for facts in package.facts.values() if facts.reaches))


def hidden_object(package: Package) -> Hazard | None:
    """An OLE object or a whole archive under an innocent name."""
    found = (name for name, raw in package.parts.items() if kinds.is_ole(raw) or kinds.is_zip(raw))
    return first("B008", (name for name in found if not _MACRO_PARTS.search(name)))


def stray_target(package: Package) -> Hazard | None:
    """An internal relationship that leads out of the package."""
    found = (link.target[:120] for link in package.links if not link.external and leads_outside(link))
    return first("B006", (f"rujukan {target!r}" for target in found))


def far_cells(package: Package) -> Hazard | None:
    """Cells, formatted or merged areas far outside any form."""
    found = (_far(name, extent, package.limits) for name, extent in package.extents.items())
    return first("B010", (read for read in found if read))


def _far(name: str, extent: Extent, limits: Limits) -> str:
    far = extent.rows > limits.rows or extent.filled_columns > limits.columns or extent.area > limits.area
    return f"{column_letters(extent.columns)}{extent.rows} pada {name.rpartition('/')[2]}" if far else ""


def too_many_cells(package: Package) -> Hazard | None:
    """More cells, written or merged, than any form or table has, on all sheets together."""
    reached = package.extents.values()
    cells = sum(extent.cells for extent in reached) + sum(map(spread, package.sheets.values()))
    area = sum(extent.area for extent in reached)
    if cells <= package.limits.cells and area <= package.limits.area:
        return None
    return Hazard("B010", {"read": f"{max(cells, area)} sel"})


def text_bomb(package: Package) -> Hazard | None:
    """Long shared strings used so often that the sheets would hold far more text than the file."""
    cells = sum(extent.cells for extent in package.extents.values())
    if max(map(len, package.xml.values()), default=0) * cells <= package.limits.text // len(package.xml or " "):
        return None
    strings = b"".join(xml for xml in package.xml.values() if b"sst" in xml[:2048])
    if len(strings) * cells <= package.limits.text:
        return None
    volume = text_volume(strings, package.sheets.values())
    return too_much(f"teks {mib(volume)}", mib(package.limits.text)) if volume > package.limits.text else None


CONTENT_CHECKS: tuple[Callable[[Package], Hazard | None], ...] = (
    interrupted,
    no_workbook,
    macro_type,
    macro_part,
    macro_link,
    macro_name,
    outside_part,
    outside_type,
    outside_link,
    outside_formula,
    hidden_object,
    stray_target,
    far_cells,
    too_many_cells,
    text_bomb,
)


def not_whole(package: Package) -> Hazard | None:
    """A part that no XML parser takes: a reader would guess, or give up at some other place than another."""
    found = (name for name, facts in package.facts.items() if not facts.whole and not name.lower().endswith(".vml"))
    name = next(found, None)
    return None if name is None else damaged(f"bagian {name} tidak utuh")


WHOLE_CHECKS: tuple[Callable[[Package], Hazard | None], ...] = (not_whole,)
"""What is looked at where nothing else was found, so that a part is never called damaged for its danger."""
