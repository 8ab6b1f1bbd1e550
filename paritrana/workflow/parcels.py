"""What was handed over: files, folders and zip files, opened one after the other without trusting any name in them."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paritrana.intake.limits import USUAL
from paritrana.problems import UsageError
from paritrana.workflow.collect import workbooks
from paritrana.workspace import shown

MOST_FILES = 20_000
PACKAGE = "[Content_Types].xml"
_SYSTEM = "__MACOSX/"
_TRACE = "~$"
"""How the files begin that Excel leaves beside a workbook that is open: nobody sends them."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file as it came: its name for messages, and its bytes; `too_large` where they were not taken in."""

    name: str
    data: bytes
    too_large: bool = False


def parcels(paths: Sequence[Path], passed_over: Callable[[Path], bool]) -> Iterator[Parcel]:
    """Every file of the paths, in their order, but those of a folder that are passed over.

    Raises UsageError where a zip cannot be opened.
    """
    for path in paths:
        for file in workbooks(path) if path.is_dir() else [path]:
            if not file.name.startswith(_TRACE) and not (path.is_dir() and passed_over(file)):
                yield from _opened(file)


def _opened(file: Path) -> Iterator[Parcel]:
    archive = _bundle(file)
    if archive is None:
        size = file.stat().st_size
        yield Parcel(shown(file.name), b"" if size > USUAL.file else file.read_bytes(), size > USUAL.file)
        return
    with archive:
        members = [one for one in archive.infolist() if _is_sent(one)]
        if len(members) > MOST_FILES:
            raise UsageError("errors.zip_too_many", path=file.name, most=str(MOST_FILES))
        for one in members:
            yield _member(archive, one, file)


def _is_sent(one: zipfile.ZipInfo) -> bool:
    name = one.filename.rsplit("/", 1)[-1]
    return not one.is_dir() and not one.filename.startswith(_SYSTEM) and not name.startswith((_TRACE, "."))


def _bundle(file: Path) -> zipfile.ZipFile | None:
    """A zip file of files; None for anything else, workbooks (which are zip files too) among it."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if PACKAGE in archive.namelist() or not file.name.lower().endswith(".zip"):
        archive.close()
        return None
    return archive


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo, file: Path) -> Parcel:
    name = shown(one.filename.rsplit("/", 1)[-1])
    if one.file_size > USUAL.file:
        return Parcel(name, b"", too_large=True)
    try:
        with archive.open(one) as stream:
            data = stream.read(USUAL.file + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error) as error:
        raise UsageError("errors.zip_member", path=file.name, name=name) from error
    return Parcel(name, b"" if len(data) > USUAL.file else data, len(data) > USUAL.file)
