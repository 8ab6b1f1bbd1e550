"""Whether a file is safe to open, decided from its raw bytes before any spreadsheet reader sees it.

Each hazard is one small function that returns a Hazard or None. The checks stand in three tuples: what the bytes
are, what the zip directory says, what the unpacked parts hold. A later tuple runs only where the earlier ones
found nothing, within one tuple every hazard is reported.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator

from paritrana.form.xmlscan import OddXml
from paritrana.intake import bounds, kinds
from paritrana.intake.limits import MIB, USUAL, Limits
from paritrana.intake.package import Hazard, Link, Package, encoding_of, leads_outside
from paritrana.intake.zipfacts import (
    DEFLATED,
    STORED,
    DamagedZip,
    Directory,
    Entry,
    directory,
    entries,
    spans,
    unpacked,
)
from paritrana.problems import Problem, Where

Listing = tuple[Entry, ...]


def judge(data: bytes, name: str = "", limits: Limits = USUAL) -> tuple[Problem, ...]:
    """Every reason not to open these bytes, none where they are safe. Never raises, whatever the bytes are."""
    found = _bytes_hazards(data, name, limits) or _zip_hazards(data, limits)
    return tuple(Problem(hazard.code, Where(file=name), hazard.details) for hazard in found)


def _bytes_hazards(data: bytes, name: str, limits: Limits) -> list[Hazard]:
    found = (check(data, name, limits) for check in BYTES_CHECKS)
    return [hazard for hazard in found if hazard][:1]


def _zip_hazards(data: bytes, limits: Limits) -> list[Hazard]:
    try:
        listed = directory(data)
        if listed.count > limits.entries:
            return [_too_much(f"{listed.count} bagian", f"{limits.entries} bagian")]
        return _directory_hazards(data, listed, limits)
    except DamagedZip as damage:
        return [Hazard("B004", {"reason": damage.reason})]
    except (OddXml, bounds.OddCells):
        return [Hazard("B004", {"reason": "penulisan XML di dalamnya tidak wajar"})]


def _directory_hazards(data: bytes, listed: Directory, limits: Limits) -> list[Hazard]:
    listing = entries(data, listed)
    other = kinds.zip_kind((entry.name for entry in listing), data)
    if other:
        return [Hazard("B002", {"read": other})]
    found = _all(check(listing, limits) for check in DIRECTORY_CHECKS)
    return found or _content_hazards(data, listing, listed.start, limits)


def _content_hazards(data: bytes, listing: Listing, stop: int, limits: Limits) -> list[Hazard]:
    places = spans(data, listing, stop)
    parts = {
        entry.name: unpacked(data, entry, place)
        for entry, place in zip(listing, places, strict=True)
        if not entry.is_folder
    }
    package = Package(parts, limits)
    for checks in (XML_CHECKS, CONTENT_CHECKS):
        found = _all(check(package) for check in checks)
        if found:
            return found
    return []


def _all(found: Iterable[Hazard | None]) -> list[Hazard]:
    """What was found, the first of each code."""
    by_code: dict[str, Hazard] = {}
    for hazard in filter(None, found):
        by_code.setdefault(hazard.code, hazard)
    return list(by_code.values())


def _too_much(read: str, expected: str) -> Hazard:
    return Hazard("B005", {"read": read, "expected": expected})


def _first(code: str, found: Iterable[str]) -> Hazard | None:
    word = next(iter(found), None)
    return None if word is None else Hazard(code, {"read": word})


def _mib(size: int) -> str:
    return f"{-(-size // MIB)} MiB"


# ── what the bytes are ──────────────────────────────────────────────────────────────────────────────────────────


def lock_file(_data: bytes, name: str, _limits: Limits) -> Hazard | None:
    """The owner file `~$name.xlsx` that Excel keeps beside an open workbook."""
    base = re.split(r"[/\\]", name)[-1]
    return Hazard("B011", {}) if base.startswith("~$") else None


def empty(data: bytes, _name: str, _limits: Limits) -> Hazard | None:
    """No bytes at all."""
    return None if data else Hazard("B001", {})


def encrypted(data: bytes, _name: str, _limits: Limits) -> Hazard | None:
    """A workbook behind a password."""
    return Hazard("B003", {}) if kinds.is_encrypted(data) else None


def other_kind(data: bytes, _name: str, _limits: Limits) -> Hazard | None:
    """Anything that does not begin as a zip; a zip behind foreign bytes is a damaged one."""
    if kinds.is_zip(data):
        return None
    word = kinds.kind(data)
    if word == kinds.UNKNOWN and b"PK\x05\x06" in data[-65_557:]:
        return Hazard("B004", {"reason": "ada bita tambahan di awal berkas"})
    return Hazard("B002", {"read": word})


def huge_file(data: bytes, _name: str, limits: Limits) -> Hazard | None:
    """More bytes than any form has."""
    return _too_much(_mib(len(data)), _mib(limits.file)) if len(data) > limits.file else None


BYTES_CHECKS: tuple[Callable[[bytes, str, Limits], Hazard | None], ...] = (
    lock_file,
    empty,
    encrypted,
    other_kind,
    huge_file,
)


# ── what the directory says ─────────────────────────────────────────────────────────────────────────────────────


def total_size(listing: Listing, limits: Limits) -> Hazard | None:
    """All parts together unpack to too much."""
    total = sum(entry.size for entry in listing)
    return _too_much(_mib(total), _mib(limits.total)) if total > limits.total else None


def part_size(listing: Listing, limits: Limits) -> Hazard | None:
    """One part unpacks to too much."""
    size = max((entry.size for entry in listing), default=0)
    return _too_much(f"satu bagian {_mib(size)}", _mib(limits.part)) if size > limits.part else None


def small_part_size(listing: Listing, limits: Limits) -> Hazard | None:
    """A part that is small in every workbook (styles, names, drawings) is not."""
    small = (
        entry for entry in listing if not re.search(r"sheet\d*\.xml$|strings|media/", entry.name.lower())
    )
    size = max((entry.size for entry in small), default=0)
    return (
        _too_much(f"satu bagian {_mib(size)}", _mib(limits.small_part)) if size > limits.small_part else None
    )


def links_size(listing: Listing, limits: Limits) -> Hazard | None:
    """The lists of relationships and content types are large, which costs a parser more than anything else."""
    size = sum(entry.size for entry in listing if entry.name.lower().endswith((".rels", "types].xml")))
    return _too_much(f"daftar tautan {_mib(size)}", _mib(limits.links)) if size > limits.links else None


def bomb_ratio(listing: Listing, limits: Limits) -> Hazard | None:
    """A large part that was packed far tighter than text ever is."""
    found = (entry for entry in listing if entry.size > MIB and entry.size > limits.ratio * entry.packed)
    worst = next(found, None)
    if worst is None:
        return None
    return _too_much(f"{worst.size // max(1, worst.packed)} kali lipat", f"{limits.ratio} kali lipat")


def twice(listing: Listing, _limits: Limits) -> Hazard | None:
    """Two entries whose names differ at most in case: readers would take different ones."""
    seen: set[str] = set()
    for entry in listing:
        key = entry.name.casefold()
        if key in seen:
            return Hazard("B006", {"read": f"bagian ganda {entry.name!r}"})
        seen.add(key)
    return None


def stray_path(listing: Listing, _limits: Limits) -> Hazard | None:
    """Names that lead out of the package, are absolute, or mean different places to different readers."""
    names = (entry.name for entry in listing if _is_stray(entry.name))
    return _first("B006", (f"nama {name[:80]!r}" for name in names))


def _is_stray(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    odd = not name.isprintable() or "\\" in name or ":" in name or "\ufffd" in name
    return odd or any(step in ("", ".", "..") for step in steps)


def symlink(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries that are links, devices or pipes by their Unix mode."""
    usual = (0, 0o100000, 0o040000)
    return _first("B006", (f"tautan {entry.name}" for entry in listing if entry.mode & 0o170000 not in usual))


def encrypted_entry(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries behind a zip password."""
    return _first("B006", (f"bagian terkunci {entry.name}" for entry in listing if entry.encrypted))


def strange_method(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries packed in a way no spreadsheet program uses."""
    found = (entry for entry in listing if entry.method not in (STORED, DEFLATED))
    return _first("B006", (f"pemampatan {entry.method} pada {entry.name}" for entry in found))


def second_name(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries that carry a second name in an extra field."""
    return _first("B006", (f"nama kedua pada {entry.name}" for entry in listing if _has_extra(entry, 0x7075)))


def _has_extra(entry: Entry, wanted: int) -> bool:
    at = 0
    while at + 4 <= len(entry.extra):
        if int.from_bytes(entry.extra[at : at + 2], "little") == wanted:
            return True
        at += 4 + int.from_bytes(entry.extra[at + 2 : at + 4], "little")
    return False


DIRECTORY_CHECKS: tuple[Callable[[Listing, Limits], Hazard | None], ...] = (
    total_size,
    part_size,
    small_part_size,
    links_size,
    bomb_ratio,
    twice,
    stray_path,
    symlink,
    encrypted_entry,
    strange_method,
    second_name,
)


# ── what the parts hold ─────────────────────────────────────────────────────────────────────────────────────────

_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_CALCULATES = re.compile(rb"sheetData|definedName")
_ENCODINGS = ("", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii")


def doctype(package: Package) -> Hazard | None:
    """A document type or entity declared in any XML part, in any UTF."""
    found = (_DECLARES.search(xml) for xml in package.xml.values())
    return _first("B009", (match.group(1).decode().upper() for match in found if match))


def strange_encoding(package: Package) -> Hazard | None:
    """An encoding that could hide a declaration from a search; the format allows only UTF-8 and UTF-16."""
    found = (encoding_of(xml) for xml in package.xml.values())
    return _first("B009", (f"encoding {name!r}" for name in found if name not in _ENCODINGS))


def not_xml(package: Package) -> Hazard | None:
    """A part named as XML whose first sign is not `<`."""
    found = (name for name, xml in package.xml.items() if not xml[:64].lstrip().startswith(b"<"))
    name = next(found, None)
    return None if name is None else Hazard("B004", {"reason": f"bagian {name} bukan XML"})


def interrupted(package: Package) -> Hazard | None:
    """Comments or CDATA among cells and names, which could hide a formula from a search; no office writes them."""
    found = (name for name, xml in package.xml.items() if b"<!" in xml and _CALCULATES.search(xml))
    name = next(found, None)
    return None if name is None else Hazard("B004", {"reason": f"penulisan bagian {name} tidak wajar"})


XML_CHECKS: tuple[Callable[[Package], Hazard | None], ...] = (doctype, strange_encoding, not_xml, interrupted)

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
_MACRO_NAMES = re.compile(
    rb"<(?:[^\s<>/:!?]+:)?definedName\s[^<>]*?"
    rb"""(?:(?:xlm|function|vbProcedure)\s*=\s*["'](?:1|true)|name\s*=\s*["'](?:_xlnm\.)?Auto_(?:Open|Close))""",
    re.IGNORECASE,
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
_FORMULA = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:f|formula|formula1|formula2|definedName)(?:\s[^<>]*)?>([^<]*)")
_QUOTED = re.compile(rb'"[^"]*"|&quot;.*?&quot;', re.DOTALL)
_REACHES_OUT = re.compile(
    rb"""(\|[^!|]{0,512}!|\[[^\[\]]{1,255}\.xl\w{1,2}\]|(?<![\w\]\[.])\[\d{1,5}\]"""
    rb"""|\b(?:DDE|DDEAUTO|WEBSERVICE|RTD|REGISTER\.ID|_xlfn\.IMAGE|CALL)\s*\()""",
    re.IGNORECASE,
)


def no_workbook(package: Package) -> Hazard | None:
    """An Office package whose main part is not a workbook."""
    if not package.types:
        return Hazard("B004", {"reason": "daftar jenis bagiannya kosong"})
    mains = [kinds.main_kind(kind) for kind in _content_types(package) if re.search(r"\.main\b", kind)]
    if "" in mains:
        return None
    return Hazard("B002", {"read": mains[0] if mains else kinds.main_kind("")})


def _content_types(package: Package) -> Iterator[str]:
    return (tag.attributes["ContentType"] for tag in package.types)


def macro_type(package: Package) -> Hazard | None:
    """Macros announced among the content types, under any file name."""
    found = (_MACRO_TYPES.search(kind) for kind in _content_types(package))
    return _first("B007", (match.group() for match in found if match))


def macro_part(package: Package) -> Hazard | None:
    """A VBA project, an Excel 4 macro sheet, a dialog sheet or an ActiveX control among the parts."""
    return _first("B007", (name for name in package.parts if _MACRO_PARTS.search(name)))


def macro_link(package: Package) -> Hazard | None:
    """A relationship to any of these."""
    return _first("B007", (link.kind for link in package.links if link.kind in _MACRO_LINKS))


def macro_name(package: Package) -> Hazard | None:
    """A defined name that starts a macro."""
    return _first("B007", ("nama makro" for xml in package.xml.values() if _MACRO_NAMES.search(xml)))


def outside_part(package: Package) -> Hazard | None:
    """Links to workbooks, data connections, query tables, add-ins, embedded objects among the parts."""
    return _first("B008", (name for name in package.parts if _LINK_PARTS.search(name)))


def outside_type(package: Package) -> Hazard | None:
    """The same, announced among the content types."""
    found = (_LINK_TYPES.search(kind) for kind in _content_types(package))
    return _first("B008", (match.group() for match in found if match))


def outside_link(package: Package) -> Hazard | None:
    """A relationship to any of these, or one that leaves the package other than by a plain web hyperlink."""
    return _first("B008", (link.target[:120] or link.kind for link in package.links if _reaches_out(link)))


def _reaches_out(link: Link) -> bool:
    if link.kind in _LINK_LINKS:
        return True
    return link.external and not (link.kind == "hyperlink" and _SAFE_SCHEMES.match(link.target))


def outside_formula(package: Package) -> Hazard | None:
    """A formula that fetches: DDE, a web service, a cell of another workbook."""
    formulas = (text for xml in package.xml.values() for text in _FORMULA.findall(xml))
    found = (_REACHES_OUT.search(_QUOTED.sub(b"", _spelled_out(text))) for text in formulas if text)
    return _first("B008", (match.group().decode("utf-8", "replace")[:80] for match in found if match))


def _spelled_out(formula: bytes) -> bytes:
    return html.unescape(formula.decode("utf-8", "replace")).encode() if b"&#" in formula else formula


def hidden_object(package: Package) -> Hazard | None:
    """An OLE object or a whole archive under an innocent name."""
    found = (name for name, raw in package.parts.items() if kinds.is_ole(raw) or kinds.is_zip(raw))
    return _first("B008", (name for name in found if not _MACRO_PARTS.search(name)))


def stray_target(package: Package) -> Hazard | None:
    """An internal relationship that leads out of the package."""
    found = (link.target[:120] for link in package.links if not link.external and leads_outside(link))
    return _first("B006", (f"rujukan {target!r}" for target in found))


def far_cells(package: Package) -> Hazard | None:
    """Cells, formatted or merged areas far outside any form."""
    reached = {name: bounds.extent(xml) for name, xml in package.sheets.items()}
    found = (_far(name, extent, package.limits) for name, extent in reached.items())
    return _first("B010", (read for read in found if read)) or _too_many(package, list(reached.values()))


def _far(name: str, extent: bounds.Extent, limits: Limits) -> str:
    far = extent.rows > limits.rows or extent.filled_columns > limits.columns or extent.area > limits.area
    return (
        f"{bounds.column_letters(extent.columns)}{extent.rows} pada {name.rpartition('/')[2]}" if far else ""
    )


def _too_many(package: Package, reached: list[bounds.Extent]) -> Hazard | None:
    cells = sum(extent.cells for extent in reached) + sum(map(bounds.spread, package.sheets.values()))
    area = sum(extent.area for extent in reached)
    if cells <= package.limits.cells and area <= package.limits.area:
        return None
    return Hazard("B010", {"read": f"{max(cells, area)} sel"})


def text_bomb(package: Package) -> Hazard | None:
    """Long shared strings used so often that the sheets would hold far more text than the file."""
    strings = b"".join(xml for xml in package.xml.values() if b"sst" in xml[:2048])
    volume = bounds.text_volume(strings, package.sheets.values(), package.limits.text)
    return (
        _too_much(f"teks {_mib(volume)}", _mib(package.limits.text)) if volume > package.limits.text else None
    )


CONTENT_CHECKS: tuple[Callable[[Package], Hazard | None], ...] = (
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
    text_bomb,
)
