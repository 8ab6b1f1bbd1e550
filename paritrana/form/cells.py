"""The cells of a workbook as they stand in the file, with their addresses, formats, formulas and errors.

Only for bytes that the guard let pass. Text comes from python-calamine; everything it does not tell (errors,
formulas, formats) comes from a byte scan of the same part, and both must agree on which cells are filled. A
workbook that is not plain enough for that is read by openpyxl instead.
"""

import hashlib
import io
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

from paritrana.form.origin import Cells, Origin
from paritrana.form.outline import Sheet, outline
from paritrana.form.plaincells import plain_content
from paritrana.form.sheetscan import CellTwice
from paritrana.form.xmlscan import OddXml


class UnreadableBook(Exception):
    """No reader understands the workbook; `reason` is for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Book:
    """A workbook that was read. `reader` tells which library read its cells: calamine or openpyxl.

    `names` maps defined names to (sheet, first cell); `lost_names` are those whose cell was deleted.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[str, str]]
    lost_names: tuple[str, ...]
    reader: str
    content: Mapping[str, Cells] = field(repr=False)

    def cells(self, sheet: str) -> Cells:
        """The cells of a sheet that hold something. Raises KeyError for a sheet that is not there."""
        return self.content[sheet]


_BROKEN = (BadZipFile, zlib.error, OddXml, KeyError, StopIteration, ValueError, OSError, EOFError, RuntimeError)
"""What a zip or an outline raises that the guard would not have let pass; NotImplementedError is a RuntimeError."""


def open_book(data: bytes, name: str, only: Collection[str] = ()) -> Book:
    """The workbook in these bytes; with `only`, the cells of these sheets alone. Raises UnreadableBook."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _book(archive, data, name, only)
    except CellTwice as twice:
        raise UnreadableBook(f"sel {twice} tertulis dua kali") from None
    except _BROKEN:
        raise UnreadableBook("susunan buku kerjanya tidak dikenali") from None


def _book(archive: ZipFile, data: bytes, name: str, only: Collection[str]) -> Book:
    found, digest = outline(archive), hashlib.sha256(data).hexdigest()
    if not found.sheets:
        raise UnreadableBook("tidak ada lembar kerja di dalamnya")
    origins = [Origin(name, digest, sheet.name, found) for sheet in found.sheets if _wanted(sheet, only)]
    reader, content = "calamine", plain_content(archive, data, origins)
    if content is None:
        reader, content = "openpyxl", _other_content(archive, data, origins)
    return Book(name, digest, found.sheets, MappingProxyType(found.names), found.lost_names, reader, content)


def _wanted(sheet: Sheet, only: Collection[str]) -> bool:
    return not only or sheet.name in only


def _other_content(archive: ZipFile, data: bytes, origins: list[Origin]) -> Mapping[str, Cells]:
    from paritrana.form.slowcells import CannotRead, read_sheets

    try:
        return read_sheets(archive, data, origins)
    except CannotRead:
        raise UnreadableBook("penulisannya tidak wajar bagi semua pembaca") from None
