"""The cells of a workbook as they stand in the file, with their addresses, formats, formulas and errors.

Only for bytes that the guard let pass. A plain workbook is read from the bytes of its sheets; one that is written
in any other way by openpyxl. The skeleton of each plain one is read by openpyxl too, and on demand every file whole, a
sample by calamine: two readings that differ set the file aside. Nothing here depends on the files read before.
"""

import hashlib
import io
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

from paritrana.form import words
from paritrana.form.crosscheck import calamine_agrees, same_answers, sampled
from paritrana.form.origin import Cells, Origin, SheetCells
from paritrana.form.outline import Outline, Sheet, outline
from paritrana.form.plaincells import plain_content
from paritrana.form.sheetscan import CellTwice
from paritrana.form.skeleton import skeleton_of
from paritrana.form.xmlscan import OddXml


class UnreadableBook(Exception):
    """No reader understands the workbook; `reason` is for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Book:
    """A workbook that was read. `reader` tells how its cells were read: `scan` of the bytes, or `openpyxl`.

    `names` maps defined names to (sheet, first cell); one whose cell was deleted is left out.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[str, str]]
    reader: str
    content: Mapping[str, SheetCells] = field(repr=False)

    def cells(self, sheet: str) -> Cells:
        """The cells of a sheet that hold something. Raises KeyError for a sheet that is not there."""
        return self.content[sheet].cells


_BROKEN = (BadZipFile, zlib.error, OddXml, KeyError, StopIteration, ValueError, OSError, EOFError, RuntimeError)
"""What a zip or an outline raises that the guard would not have let pass; NotImplementedError is a RuntimeError."""

_SKELETONS, _SKELETON_SIZE = 64, 1 << 20
_skeletons: dict[tuple[object, ...], str] = {}
"""Why a skeleton cannot be read, empty where it can; small and few, since each is kept with all its bytes."""

_Choice = Callable[[Outline], Collection[str]]
_OURS = ("isian.", "kolom.", "kandidat.")
"""Beginnings of the names of cells in forms and tables."""


def open_book(
    data: bytes,
    name: str,
    only: Collection[str] = (),
    *,
    parts: Mapping[str, bytes] | None = None,
    cross_check: bool = False,
) -> Book:
    """The workbook in these bytes; with `only`, the cells of these sheets alone. Raises UnreadableBook.

    `parts` are its unpacked parts where the guard has them already. With `cross_check` openpyxl reads it too.
    """
    return _opened(data, name, parts, cross_check, lambda _: only)


def open_form(
    data: bytes,
    name: str,
    parts: Mapping[str, bytes] | None = None,
    *,
    cross_check: bool = False,
    digest: str = "",
) -> Book:
    """The same for a form or table of ours: only the sheets that our names lead to. Raises UnreadableBook.

    `digest` is the SHA-256 of the bytes where it is known already.
    Where no name of ours is left every sheet is read, so that answers can be looked for.
    """
    return _opened(data, name, parts, cross_check, _answer_sheets, digest)


def _answer_sheets(found: Outline) -> Collection[str]:
    if not any(name.startswith(_OURS) for name in found.names):
        return ()
    return {words.META_SHEET, words.FORM_SHEET, words.TABLE_SHEET, *(sheet for sheet, _ in found.names.values())}


def _opened(
    data: bytes, name: str, parts: Mapping[str, bytes] | None, cross_check: bool, choose: _Choice, digest: str = ""
) -> Book:
    try:
        parts = _unpacked(data) if parts is None else parts
        found, digest = outline(parts), digest or hashlib.sha256(data).hexdigest()
        if not found.sheets:
            raise UnreadableBook("tidak ada lembar kerja di dalamnya")
        only = choose(found)
        origins = [Origin(name, digest, sheet.name, found) for sheet in found.sheets if not only or sheet.name in only]
        reader, content = _content(parts, origins, digest, cross_check)
    except CellTwice as twice:
        raise UnreadableBook(f"sel {twice} tertulis dua kali") from None
    except _BROKEN:
        raise UnreadableBook("susunan buku kerjanya tidak dikenali") from None
    return Book(name, digest, found.sheets, found.names, reader, MappingProxyType(dict(content)))


def _unpacked(data: bytes) -> Mapping[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _content(
    parts: Mapping[str, bytes], origins: list[Origin], digest: str, cross_check: bool
) -> tuple[str, Mapping[str, SheetCells]]:
    content = plain_content(parts, origins)
    if content is None:
        return "openpyxl", _other_content(parts, origins)
    if cross_check:
        _second_opinion(parts, origins, content)
        return "scan", content
    if reason := _unsound_skeleton(parts, origins):
        _sound_as_it_is(parts, origins, content, reason)
    elif sampled(digest) and not calamine_agrees(parts, origins, content):
        _second_opinion(parts, origins, content)
    return "scan", content


def _unsound_skeleton(parts: Mapping[str, bytes], origins: list[Origin]) -> str:
    """Why openpyxl cannot read the workbook without what was typed, empty where it can.

    The answer is remembered with all bytes it is about, so that whoever asks first changes nothing.
    """
    skeleton = skeleton_of(parts)
    key = tuple(skeleton.items()), tuple(origin.sheet for origin in origins)
    if key not in _skeletons:
        if len(_skeletons) >= _SKELETONS or sum(map(len, skeleton.values())) > _SKELETON_SIZE:
            _skeletons.clear()
        _skeletons[key] = _opinion(skeleton, origins)
    return _skeletons[key]


def _sound_as_it_is(
    parts: Mapping[str, bytes], origins: list[Origin], content: Mapping[str, SheetCells], reason: str
) -> None:
    """Asks openpyxl about the whole file, which may be sound where its skeleton is not. Raises UnreadableBook.

    A skeleton has less than a file, and a reader may miss it: the id of a custom view, for one.
    """
    from paritrana.form.slowcells import TooLarge

    try:
        agreed = same_answers(content, _by_openpyxl(parts, origins))
    except TooLarge:
        raise UnreadableBook(reason) from None
    if not agreed:
        raise UnreadableBook(reason)


def _opinion(skeleton: Mapping[str, bytes], origins: list[Origin]) -> str:
    """Why a skeleton cannot be read, empty where it can."""
    try:
        bare = plain_content(skeleton, origins)
        if bare is None:
            return "susunan buku kerjanya tidak dikenali"
        _second_opinion(skeleton, origins, bare)
    except CellTwice as twice:
        return f"sel {twice} tertulis dua kali"
    except UnreadableBook as error:
        return error.reason
    return ""


def _second_opinion(parts: Mapping[str, bytes], origins: list[Origin], content: Mapping[str, SheetCells]) -> None:
    """By openpyxl, or by calamine where there is too much for openpyxl. Raises UnreadableBook where they differ."""
    from paritrana.form.slowcells import TooLarge

    try:
        agreed = same_answers(content, _by_openpyxl(parts, origins))
    except TooLarge:
        agreed = calamine_agrees(parts, origins, content)
    if not agreed:
        raise UnreadableBook("dua pembaca membaca isinya dengan hasil yang berbeda")


def _by_openpyxl(parts: Mapping[str, bytes], origins: list[Origin]) -> Mapping[str, SheetCells]:
    from paritrana.form.slowcells import CannotRead, read_sheets

    try:
        return read_sheets(parts, origins)
    except CannotRead:
        raise UnreadableBook("penulisannya tidak wajar bagi semua pembaca") from None


def _other_content(parts: Mapping[str, bytes], origins: list[Origin]) -> Mapping[str, SheetCells]:
    from paritrana.form.slowcells import TooLarge

    try:
        return _by_openpyxl(parts, origins)
    except TooLarge:
        raise UnreadableBook("penulisannya tidak biasa, dan isinya terlalu banyak untuk dibaca dengan teliti") from None
