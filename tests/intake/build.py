"""Builders of files for the guard: a good workbook, and one of it for each hazard, made by surgery on the zip."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

import openpyxl
import xlsxwriter
from openpyxl.workbook.defined_name import DefinedName

NS = "http://schemas.openxmlformats.org"
SHEET = "xl/worksheets/sheet1.xml"
RELS = f'<Relationships xmlns="{NS}/package/2006/relationships">%s</Relationships>'
LINK = f'<Relationship Id="rIdX" Type="{NS}/officeDocument/2006/relationships/%s" Target="%s"%s/>'
MACRO_BOOK = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@cache
def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Formulir"
    for number in range(1, 31):
        sheet.append([number, f"Pertanyaan {number}", number * 1.5, "orang", "Ada", None, "=A1*2"])
    sheet.merge_cells("A40:D42")
    sheet["B50"].hyperlink = "https://contoh.go.id/bukti"
    book.defined_names.add(DefinedName("isian.satu", attr_text="Formulir!$C$1"))
    book.create_sheet("_meta").sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Formulir")
    for row in range(30):
        sheet.write_row(row, 0, [row, f"Pertanyaan {row}", row * 1.5, "orang"])
    sheet.write_formula(31, 0, "=SUM(A1:A30)", None, 435)
    sheet.write_url(32, 0, "mailto:panitia@contoh.go.id")
    sheet.data_validation("C1:C30", {"validate": "decimal", "criteria": ">=", "value": 0})
    book.define_name("isian.satu", "=Formulir!$C$1")
    book.close()
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(name: str, old: str, new: str, data: bytes | None = None) -> bytes:
    """The workbook with one piece of text of one part replaced (it must be there)."""
    parts = parts_of(data or by_openpyxl())
    assert old.encode() in parts[name], (name, old)
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    return packed(parts)


def added(**kwargs: bytes) -> bytes:
    """The workbook with more parts; keyword names use `__` for `/` and `_DOT_` for `.`."""
    names = {key.replace("__", "/").replace("_DOT_", "."): value for key, value in kwargs.items()}
    return packed({**parts_of(by_openpyxl()), **names})


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    return packed({**parts_of(by_openpyxl()), **parts})


def with_link(kind: str, target: str, external: bool = False) -> bytes:
    """The workbook with one more relationship of its second sheet."""
    mode = ' TargetMode="External"' if external else ""
    return with_parts({"xl/worksheets/_rels/sheet2.xml.rels": (RELS % (LINK % (kind, target, mode))).encode()})


def with_type(content_type: str) -> bytes:
    extra = f'<Override PartName="/xl/x.bin" ContentType="{content_type}"/></Types>'
    return changed("[Content_Types].xml", "</Types>", extra)


def with_default(ending: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """The workbook with a content type of binary macro workbooks announced for an ending, and perhaps such parts."""
    entry = f'<Default Extension="{ending}" ContentType="{MACRO_BOOK}"/></Types>'
    data = changed("[Content_Types].xml", "</Types>", entry)
    return packed({**parts_of(data), **(parts or {})})


def with_cell(cell: str, place: str = "</sheetData>") -> bytes:
    """The workbook with one more row or cell in raw XML."""
    return changed(SHEET, place, cell + place)


def in_utf16(name: str, text: str) -> bytes:
    """The workbook with a part in UTF-16, a declaration put before its root."""
    parts = parts_of(by_openpyxl())
    body = parts[name].decode().split("?>", 1)[-1]
    parts[name] = ('<?xml version="1.0" encoding="UTF-16"?>' + text + body).encode("utf-16")
    return packed(parts)


def with_entry(name: str, content: bytes = b"x", *, method: int = 8, flags: int = 0, mode: int = 0) -> bytes:
    """The workbook with one hand-made zip entry, whatever its name or flags."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = machine.compress(content) + machine.flush() if method == 8 else content
    return spliced(name.encode(), body, len(content), zlib.crc32(content), method, flags, mode)


def spliced(
    name: bytes, body: bytes, size: int, crc: int, method: int, flags: int, mode: int, extra: bytes = b""
) -> bytes:
    """The workbook with an entry put between the last part and the directory."""
    data = by_openpyxl()
    at = data.rfind(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HII", data, at + 10)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, flags, method, 0, 33, crc, len(body), size, len(name), 0)
    common = (20, 20, flags, method, 0, 33, crc, len(body), size, len(name), len(extra), 0, 0, 0, mode << 16, start)
    central = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *common) + name + extra
    added_bytes = local + name + body
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, count + 1, count + 1, length + len(central), start + len(added_bytes), 0
    )
    return data[:start] + added_bytes + data[start:at] + central + end


def overlapping() -> bytes:
    """Two entries that share the bytes of the first part."""
    data = bytearray(by_openpyxl())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def bad_crc() -> bytes:
    """One checksum wrong in directory and local header alike."""
    data = bytearray(by_openpyxl())
    at = data.find(b"PK\x01\x02")
    offset = struct.unpack_from("<I", data, at + 42)[0]
    data[at + 16] ^= 0xFF
    data[offset + 14] ^= 0xFF
    return bytes(data)


def lying_size(size: int) -> bytes:
    """An entry that claims `size` unpacked bytes, and holds five million."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = machine.compress(bytes(5_000_000)) + machine.flush()
    return spliced(b"xl/media/image1.png", body, size, 0, 8, 0, 0)


def with_comment(comment: bytes) -> bytes:
    """The workbook with a comment of the whole zip."""
    data = by_openpyxl()
    return data[:-2] + struct.pack("<H", len(comment)) + comment


def future_version() -> bytes:
    """An entry that asks for a reader of version 14.8."""
    data = bytearray(by_openpyxl())
    data[data.find(b"PK\x01\x02") + 6] = 148
    return bytes(data)


def ole_with(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(512)


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    return packed(parts)


def document(folder: str, kind: str) -> bytes:
    """A package whose main part is of another Office program."""
    main = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    types = f'<Types xmlns="{NS}/package/2006/content-types"><Override PartName="/{folder}/x.xml" '
    return packed(
        {"[Content_Types].xml": f'{types}ContentType="{main}"/></Types>'.encode(), f"{folder}/x.xml": b"<x/>"}
    )


def ods() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()
