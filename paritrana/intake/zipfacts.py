"""What a zip says about itself, read from its raw bytes: directory, local headers, unpacked parts."""

import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_END, _CENTRAL, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_FIELDS = struct.Struct("<4s4H2IH")
_CENTRAL_FIELDS = struct.Struct("<4s6H3I5H2I")
_LOCAL_FIELDS = struct.Struct("<4s5H3I2H")
_SIZES_FOLLOW, _UTF8 = 0x8, 0x800
STORED, DEFLATED = 0, 8
_NEWEST = 63
"""The newest version of the format, 6.3: an entry that needs a later one is a slip of a byte."""
_REMEMBERED_PACKED, _REMEMBERED_SIZE = 1 << 13, 1 << 16
WIDE = 0xFFFFFFFF
"""The 32-bit value that sends a reader to the ZIP64 fields, which only archives above 4 GiB need."""


class DamagedZip(Exception):
    """The bytes are no zip that every reader would understand in the same way; `reason` is for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the list of entries lies: how many, and from which byte to which."""

    count: int
    start: int
    stop: int


class Entry(NamedTuple):
    """One line of the directory. `packed` and `size` are claims until `unpacked` has checked them."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int
    extra: bytes

    @property
    def encrypted(self) -> bool:
        return bool(self.flags & 0x2041)

    @property
    def patched(self) -> bool:
        """Whether the part is said to be a patch of another file, which no spreadsheet program writes or reads."""
        return bool(self.flags & 0x20)

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


def directory(data: bytes) -> Directory:
    """The directory that ends exactly where the file ends. Raises DamagedZip."""
    at = data.rfind(_END)
    if at < 0 or at + _END_FIELDS.size > len(data):
        raise DamagedZip("berkas terpotong, bagian akhirnya tidak ada")
    _, disk, first_disk, here, count, size, start, comment = _END_FIELDS.unpack_from(data, at)
    if at + _END_FIELDS.size + comment > len(data):
        raise DamagedZip("berkas terpotong, bagian akhirnya tidak ada")
    if at + _END_FIELDS.size + comment != len(data) or b"PK" in data[at + _END_FIELDS.size :]:
        raise DamagedZip("ada bita tambahan di akhir berkas")
    if disk or first_disk or here != count or start + size != at:
        raise DamagedZip("daftar isinya tidak cocok dengan isinya")
    return Directory(count, start, at)


def entries(data: bytes, listed: Directory) -> tuple[Entry, ...]:
    """The entries in the order of the directory, which they must fill exactly. Raises DamagedZip."""
    found, at = [], listed.start
    for _ in range(listed.count):
        entry, at = _entry(data, at, listed.stop)
        found.append(entry)
    if at != listed.stop:
        raise DamagedZip("daftar isinya tidak cocok dengan isinya")
    return tuple(found)


def _entry(data: bytes, at: int, stop: int) -> tuple[Entry, int]:
    names = at + _CENTRAL_FIELDS.size
    if names > stop or data[at : at + 4] != _CENTRAL:
        raise DamagedZip("daftar isinya tidak utuh")
    fields = _CENTRAL_FIELDS.unpack_from(data, at)
    if fields[2] & 0xFF > _NEWEST:
        raise DamagedZip("ditulis untuk pembaca ZIP yang belum ada")
    flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    extras = names + fields[10]
    end = extras + fields[11] + fields[12]
    if end > stop:
        raise DamagedZip("daftar isinya tidak utuh")
    raw = data[names:extras]
    name = raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    extra = data[extras : extras + fields[11]]
    return Entry(name, raw, flags, method, crc, packed, size, fields[16], fields[15] >> 16, extra), end


def spans(data: bytes, listed: tuple[Entry, ...], stop: int) -> tuple[range, ...]:
    """Where each entry's packed bytes lie, once its local header has said the same. Raises DamagedZip."""
    found = tuple(_span(data, entry, stop) for entry in listed)
    reached = 0
    for entry, span in sorted(zip(listed, found, strict=True), key=lambda pair: pair[0].offset):
        if entry.offset < reached:
            raise DamagedZip("bagian-bagiannya saling bertindih")
        reached = span.stop
    return found


def _span(data: bytes, entry: Entry, stop: int) -> range:
    names = entry.offset + _LOCAL_FIELDS.size
    if names > stop or data[entry.offset : entry.offset + 4] != _LOCAL:
        raise DamagedZip("bagian di dalamnya tidak berada di tempat yang tertulis")
    _, _, flags, method, _, _, *numbers, name_length, extra_length = _LOCAL_FIELDS.unpack_from(data, entry.offset)
    start = names + name_length + extra_length
    same = data[names : names + name_length] == entry.raw_name and method == entry.method
    if not same or (flags ^ entry.flags) & 0x2061 or not _sizes_agree(flags, numbers, entry):
        raise DamagedZip("daftar isinya tidak cocok dengan isinya")
    if start + entry.packed > stop:
        raise DamagedZip("bagian di dalamnya terpotong")
    return range(start, start + entry.packed)


def _sizes_agree(flags: int, numbers: list[int], entry: Entry) -> bool:
    if flags & _SIZES_FOLLOW or WIDE in numbers[1:]:
        return True
    return numbers == [entry.crc, entry.packed, entry.size]


def unpacked(data: bytes, entry: Entry, span: range) -> bytes:
    """The bytes of one entry, never more than it claims. Raises DamagedZip where size or checksum lie."""
    packed = data[span.start : span.stop]
    if len(packed) <= _REMEMBERED_PACKED and entry.size <= _REMEMBERED_SIZE:
        return _content(packed, entry.method, entry.size, entry.crc, entry.name)
    return _content.__wrapped__(packed, entry.method, entry.size, entry.crc, entry.name)


@lru_cache(maxsize=256)
def _content(packed: bytes, method: int, size: int, crc: int, name: str) -> bytes:
    """The checked bytes of one entry; the forms of one season share most of theirs, so small ones are remembered."""
    content = packed if method == STORED else _inflated(packed, size, name)
    if len(content) != size:
        raise DamagedZip(f"ukuran bagian {name} tidak sesuai")
    if zlib.crc32(content) != crc:
        raise DamagedZip(f"jumlah uji (CRC) bagian {name} tidak cocok")
    return content


def _inflated(packed: bytes, size: int, name: str) -> bytes:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = machine.decompress(packed, size + 1)
    except zlib.error:
        raise DamagedZip(f"bagian {name} tidak dapat dimekarkan") from None
    if len(content) <= size and (not machine.eof or machine.unused_data):
        raise DamagedZip(f"bagian {name} tidak utuh")
    return content
