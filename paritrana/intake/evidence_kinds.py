"""What the bytes of an evidence file are, and whether somebody can open it: by its first and last bytes alone.

No library reads the file. What is looked for is cheap to tell: a file that was cut off, is behind a password, is a
shortcut to something else, or is a program.
"""

import re
from dataclasses import dataclass
from typing import BinaryIO

from paritrana.intake.kinds import UNKNOWN, is_ole, kind

HEAD = 64 * 1024
TAIL = 66 * 1024
"""Holds the end record of a zip with the longest comment."""
DIRECTORY = 1024 * 1024
SEGMENTS = 2_000

MARKS = {
    "eoi": b"\xff\xd9",
    "locked": "EncryptedPackage".encode("utf-16-le"),
    "doc": "WordDocument".encode("utf-16-le"),
    "ppt": "PowerPoint Document".encode("utf-16-le"),
    "xls": "Workbook".encode("utf-16-le"),
    "vba": "_VBA_PROJECT".encode("utf-16-le"),
}
"""What is looked for in the whole file while it is hashed."""

_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:<<|[0-9]+\s+[0-9]+\s+R)")
_START = re.compile(rb"startxref\s+([0-9]{1,12})")
_LINK = re.compile(rb'\[internetshortcut\]|^\s*\{[^{}]{0,2000}"(?:doc_id|resource_key|url)"', re.IGNORECASE)
_BARE_LINK = re.compile(rb"\s*https?://\S+\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A file's kind, why nobody can read it, why nobody should open it; both empty where all is well."""

    kind: str
    reason: str = ""
    danger: str = ""


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file while it is open: its first and last bytes, its size, where each mark stands last (-1 where nowhere)."""

    file: BinaryIO
    size: int
    head: bytes
    tail: bytes
    last: dict[str, int]

    def at(self, offset: int, length: int) -> bytes:
        """Bytes from an offset; fewer, or none, where the file ends."""
        if not 0 <= offset < self.size:
            return b""
        self.file.seek(offset)
        return self.file.read(length)


def look(data: Bytes) -> Found:
    """What the file is."""
    head = data.head
    if not data.size:
        return Found("other", "empty")
    if head.startswith((b"MZ", b"\x7fELF", b"#!")):
        return Found("other", danger="program")
    if head.startswith(b"L\x00\x00\x00\x01\x14\x02\x00") or _LINK.search(head) or _BARE_LINK.fullmatch(head):
        return Found("other", danger="shortcut")
    if b"%PDF-" in head[:1024]:
        return _pdf(data)
    if head.startswith(b"\xff\xd8\xff"):
        return Found("jpeg", "" if data.last["eoi"] > _picture_begins(data) > 0 else "cut_off")
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Found("png", "" if b"IEND\xaeB`\x82" in data.tail else "cut_off")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Found("webp", "" if int.from_bytes(head[4:8], "little") + 8 <= data.size else "cut_off")
    if head[4:8] == b"ftyp":
        return Found("heic" if head[8:12] in _HEIF else "mp4", "" if _whole_boxes(data) else "cut_off")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    return _ole(data) if is_ole(head) else _rest(head)


def _pdf(data: Bytes) -> Found:
    if b"%%EOF" not in data.tail[-2048:]:
        return Found("pdf", "cut_off")
    starts = [int(one) for one in _START.findall(data.head + data.tail)][-4:]
    regions = (data.tail, data.head[:4096], *(data.at(start, 4096) for start in starts))
    return Found("pdf", "locked" if any(_ENCRYPTED.search(one) for one in regions) else "")


def _picture_begins(data: Bytes) -> int:
    """Where the scan of a JPEG begins, past previews in its headers; 0 where it never does."""
    offset = 2
    for _ in range(SEGMENTS):
        mark = data.at(offset, 4)
        if len(mark) < 4 or mark[0] != 0xFF:
            return 0
        if mark[1] == 0xDA:
            return offset
        offset += 1 if mark[1] == 0xFF else 2 + int.from_bytes(mark[2:], "big")
    return 0


def _whole_boxes(data: Bytes) -> bool:
    """Whether the boxes of a HEIC or MP4 file end where the file does, or sooner, and its index is there."""
    offset, seen = 0, set()
    for _ in range(SEGMENTS):
        box = data.at(offset, 16)
        if len(box) < 8:
            break
        length = int.from_bytes(box[:4], "big")
        seen.add(box[4:8])
        if length == 0:
            break
        length = int.from_bytes(box[8:16], "big") if length == 1 else length
        if length < 8 or offset + length > data.size:
            return False
        offset += length
    return bool(seen & {b"moov", b"moof", b"meta"})


def _zip(data: Bytes) -> Found:
    end = data.tail.rfind(b"PK\x05\x06")
    if end < 0 or len(data.tail) - end < 22:
        return Found("zip", "broken")
    record = data.tail[end : end + 22]
    length, start = int.from_bytes(record[12:16], "little"), int.from_bytes(record[16:20], "little")
    if start == 0xFFFFFFFF:  # larger than a plain zip can say: taken as whole
        return Found("zip")
    place = data.size - len(data.tail) + end
    if not length:
        return Found("zip", "empty")
    directory = data.at(start, min(length, DIRECTORY))
    if start + length > place or not directory.startswith(b"PK\x01\x02"):
        return Found("zip", "broken")
    own = _office(directory)
    locked = int.from_bytes(directory[8:10], "little") & 1
    return Found(own, "locked" if locked else "", "macros" if b"vbaProject.bin" in directory else "")


def _office(directory: bytes) -> str:
    if b"[Content_Types].xml" not in directory:
        return "zip"
    parts = ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"))
    return next((name for part, name in parts if part in directory), "zip")


def _ole(data: Bytes) -> Found:
    if data.last["locked"] >= 0:
        return Found("other", "locked")
    own = next((name for name in ("doc", "ppt", "xls") if data.last[name] >= 0), "other")
    return Found(own, "" if own != "other" else "unknown", "macros" if data.last["vba"] >= 0 else "")


def _rest(head: bytes) -> Found:
    """The kinds that need no more than a look: text, other pictures and archives; all else is unknown."""
    word = kind(head)
    if word.startswith("pintasan"):
        return Found("other", danger="shortcut")
    return Found("txt" if word.startswith("berkas teks") else "other", "unknown" if word == UNKNOWN else "")
