"""How much a file may hold before it is refused unread."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one workbook; a filled form uses about a thousandth of each.

    Bytes: `file` as sent; `part` of one unpacked part (`small_part` where it is neither a worksheet, the
    shared strings nor media), `links` of all relationships and content types, `total` of all parts; `ratio`
    of unpacked to packed for parts above one MiB; `text` of all shared strings as often as they are used.
    Counts: `entries` of the zip; `rows` of any cell; `columns` of cells that are not just formatted; `cells`
    written or merged; `area` the rectangles from A1 that hold them.
    """

    file: int = 32 * MIB
    part: int = 16 * MIB
    small_part: int = 8 * MIB
    links: int = 4 * MIB
    total: int = 32 * MIB
    ratio: int = 200
    text: int = 128 * MIB
    entries: int = 500
    rows: int = 20_000
    columns: int = 256
    cells: int = 120_000
    area: int = 2_000_000


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class EvidenceLimits:
    """Bounds on evidence. Bytes: `file` of one file, `folder` of all files of a candidate.

    Counts: `files` of a candidate, `folders` and files that lie directly in the evidence folder; `depth` of folders
    within folders.
    """

    file: int = 256 * MIB
    folder: int = 2048 * MIB
    files: int = 1_000
    folders: int = 20_000
    depth: int = 6


EVIDENCE = EvidenceLimits()
