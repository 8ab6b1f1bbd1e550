"""A workbook with spots that are filled in anew for each copy: whatever does not change stays packed as it is.

The bytes of a copy are those that the writer of the workbook would have given: the same parts in the same order,
packed by the same zlib in the same way. That is tried out on the workbook itself before anything is made with it.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_CENTRAL, _LOCAL, _END = struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s5H3I2H"), struct.Struct("<4s4H2IH")
_SUMS, _CENTRAL_AT, _LOCAL_AT = struct.Struct("<3I"), 16, 14
"""Checksum, packed and unpacked size, and where they stand in either header."""

_OFFSET, _OFFSET_AT = struct.Struct("<I"), 42
_DEFLATED = 8


class NoStencil(Exception):
    """The workbook cannot be copied in this way: it has to be written anew each time."""


class Spots(NamedTuple):
    """The pieces of a part around its spots, one more than these, and the keys of what goes between them."""

    pieces: tuple[bytes, ...]
    keys: tuple[str, ...]


class _Member(NamedTuple):
    """An entry of the zip: its headers, its packed bytes; where it has spots, the packer up to the first one."""

    local: bytes
    central: bytes
    packed: bytes
    spots: Spots | None
    begun: Any
    checksum: int


class Stencil:
    """The bytes of a workbook, ready to be filled in."""

    def __init__(self, data: bytes, spots: Mapping[str, Spots], original: Mapping[str, bytes]) -> None:
        """Takes the spots of the parts that have some, and what stands there now. Raises NoStencil."""
        self._members = [_member(data, at, spots) for at in _directory(data)]
        if self.fill(original) != data:
            raise NoStencil("packed in another way")

    def fill(self, words: Mapping[str, bytes]) -> bytes:
        """The bytes of a copy with these words, by key, in the spots."""
        body: list[bytes] = []
        listed: list[bytes] = []
        at = 0
        for member in self._members:
            local, packed, central = _filled(member, words)
            body += (local, packed)
            listed.append(central[:_OFFSET_AT] + _OFFSET.pack(at) + central[_OFFSET_AT + _OFFSET.size :])
            at += len(local) + len(packed)
        directory, count = b"".join(listed), len(listed)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
        return b"".join((*body, directory, end))


def parts_of(data: bytes) -> dict[str, bytes]:
    """The unpacked parts of a workbook that we wrote, by name. Raises NoStencil."""
    found = {}
    for at in _directory(data):
        local, name, packed = _entry(data, at)
        method = _LOCAL.unpack_from(local)[3]
        found[name] = zlib.decompress(packed, -zlib.MAX_WBITS) if method == _DEFLATED else packed
    return found


def _directory(data: bytes) -> Iterator[int]:
    """Where each line of the zip's directory begins."""
    *_, count, size, at, comment = _END.unpack_from(data, len(data) - _END.size)
    if comment or at + size != len(data) - _END.size:
        raise NoStencil("directory")
    for _ in range(count):
        yield at
        lengths: Sequence[int] = _CENTRAL.unpack_from(data, at)[10:13]
        at += _CENTRAL.size + sum(lengths)


def _entry(data: bytes, at: int) -> tuple[bytes, str, bytes]:
    """The local header of an entry, its name, its packed bytes."""
    central = _CENTRAL.unpack_from(data, at)
    start, size = central[16], central[8]
    name, extra = _LOCAL.unpack_from(data, start)[9:]
    behind = start + _LOCAL.size + name + extra
    return data[start:behind], data[start + _LOCAL.size :][:name].decode(), data[behind : behind + size]


def _member(data: bytes, at: int, spots: Mapping[str, Spots]) -> _Member:
    local, name, packed = _entry(data, at)
    central = data[at : at + _CENTRAL.size + sum(_CENTRAL.unpack_from(data, at)[10:13])]
    found = spots.get(name)
    if found is None:
        return _Member(local, central, packed, None, None, 0)
    packer = _packer()
    begun = packer.compress(found.pieces[0])
    return _Member(local, central, begun, found, packer, zlib.crc32(found.pieces[0]))


def _packer() -> Any:
    return zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)


def _filled(member: _Member, words: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    if member.spots is None:
        return member.local, member.packed, member.central
    first, *others = member.spots.pieces
    told = map(words.__getitem__, member.spots.keys)
    rest = b"".join(word + piece for word, piece in zip(told, others, strict=True))
    packer = member.begun.copy()
    packed: bytes = member.packed + packer.compress(rest) + packer.flush()
    sums = _SUMS.pack(zlib.crc32(rest, member.checksum), len(packed), len(first) + len(rest))
    return _with(sums, member.local, _LOCAL_AT), packed, _with(sums, member.central, _CENTRAL_AT)


def _with(sums: bytes, header: bytes, at: int) -> bytes:
    return header[:at] + sums + header[at + len(sums) :]
