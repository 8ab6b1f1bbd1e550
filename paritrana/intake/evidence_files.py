"""The facts of evidence files: bounded, streamed, and with no file opened by a library or followed elsewhere."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from paritrana.entry.evidence import EvidenceFile, Folder
from paritrana.intake.evidence_kinds import HEAD, MARKS, TAIL, Bytes, look
from paritrana.intake.limits import EVIDENCE, EvidenceLimits
from paritrana.text import visible

CHUNK = 1024 * 1024
_OVERLAP = max(map(len, MARKS.values())) - 1
_SYSTEM = ("thumbs.db", "desktop.ini")
_STUBS = (".lnk", ".url", ".webloc", ".gdoc", ".gsheet", ".gslides", ".gform", ".desktop")
_PROGRAMS = (".exe", ".com", ".scr", ".bat", ".cmd", ".msi", ".js", ".vbs", ".ps1", ".hta", ".jar", ".apk")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Name = Callable[[Path], str]
"""How a path is called in messages: relative, and safe to show."""


class _Beyond(Exception):
    """More files, bytes or folders within folders than are read."""


def read_evidence_folder(folder: Path, named: Name, limits: EvidenceLimits = EVIDENCE) -> Folder:
    """The files of one candidate's folder by name; none where there are too many, or they are too large together."""
    try:
        found = sorted(_walk(folder, (), limits.depth), key=lambda one: one[0])
        if len(found) > limits.files:
            raise _Beyond("many")
        if sum(size for _, size in found) > limits.folder:
            raise _Beyond("large")
    except _Beyond as error:
        return Folder(named(folder), (), str(error))
    except OSError:
        return Folder(named(folder), (), "unopened")
    return Folder(named(folder), tuple(read_evidence(folder, parts, named, limits) for parts, _ in found))


def _walk(folder: Path, above: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """The names beneath a folder and the sizes in bytes; links are told as files and never followed."""
    if depth < 0:
        raise _Beyond("deep")
    with os.scandir(folder) as entries:
        for seen, entry in enumerate(entries):
            if seen >= 100 * EVIDENCE.files:
                raise _Beyond("many")
            if passed_over(entry.name):
                continue
            parts = (*above, entry.name)
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), parts, depth - 1)
            else:
                yield parts, entry.stat(follow_symlinks=False).st_size


def passed_over(name: str) -> bool:
    """Whether a file is none of the candidate's: hidden, or left behind by Windows or Office."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM


def read_evidence(folder: Path, parts: tuple[str, ...], named: Name, limits: EvidenceLimits = EVIDENCE) -> EvidenceFile:
    """The facts of one file beneath a folder; what cannot be read says why. Raises nothing for a bad file."""
    path = folder.joinpath(*parts)
    shown = named(path)
    try:
        facts = path.lstat()
        if not stat.S_ISREG(facts.st_mode):
            link = stat.S_ISLNK(facts.st_mode)
            return EvidenceFile(shown, parts, danger="symlink" if link else "special")
        if facts.st_size > limits.file:
            return EvidenceFile(shown, parts, facts.st_size, reason="too_large")
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            return _facts(file, shown, parts, limits.file)
    except OSError:
        return EvidenceFile(shown, parts, reason="unopened")


def _facts(file: BinaryIO, shown: str, parts: tuple[str, ...], most: int) -> EvidenceFile:
    digest, size, head, tail = hashlib.sha256(), 0, b"", b""
    last = dict.fromkeys(MARKS, -1)
    while chunk := file.read(CHUNK):
        window = tail[-_OVERLAP:] + chunk
        for mark, sign in MARKS.items():
            at = window.rfind(sign)
            last[mark] = last[mark] if at < 0 else size - (len(window) - len(chunk)) + at
        digest.update(chunk)
        head = head or chunk[:HEAD]
        tail = (tail + chunk)[-TAIL:]
        size += len(chunk)
        if size > most:  # it grew while it was read
            return EvidenceFile(shown, parts, size, reason="too_large")
    found = look(Bytes(file, size, head, tail, last))
    danger = _by_name(parts) or found.danger
    return EvidenceFile(shown, parts, size, digest.hexdigest(), found.kind, found.reason, danger)


def _by_name(parts: tuple[str, ...]) -> str:
    """What a name alone tells: a shortcut or a program, or signs that hide how the name ends."""
    low = parts[-1].lower()
    if any(visible(part) != part for part in parts):
        return "name"
    return "shortcut" if low.endswith(_STUBS) else "program" if low.endswith(_PROGRAMS) else ""
