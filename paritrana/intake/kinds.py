"""Which kind of file the bytes are, whatever the name says, in Indonesian words for the message."""

import re
from collections.abc import Callable, Iterable

UNKNOWN = "berkas yang tidak dikenal"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "gambar (PNG)"),
    (b"\xff\xd8\xff", "gambar (JPEG)"),
    (b"GIF8", "gambar (GIF)"),
    (b"BM", "gambar (BMP)"),
    (b"II*\x00", "gambar (TIFF)"),
    (b"MM\x00*", "gambar (TIFF)"),
    (b"{\\rtf", "dokumen RTF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip GZIP"),
    (b"PK\x05\x06", "arsip ZIP kosong"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "pintasan Windows (.lnk), bukan berkasnya"),
)

_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "dokumen Word lama (.doc)"),
    ("PowerPoint Document", "salindia PowerPoint lama (.ppt)"),
    ("Workbook", "buku kerja Excel lama (.xls)"),
    ("Book", "buku kerja Excel lama (.xls)"),
)


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip does, and so as a modern workbook does."""
    return data.startswith(b"PK\x03\x04")


def is_encrypted(data: bytes) -> bool:
    """Whether this is a modern workbook behind a password: an OLE file with the stream EncryptedPackage."""
    return data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data


def is_ole(data: bytes) -> bool:
    """Whether the bytes are an OLE compound file: old Office, VBA projects, embedded objects."""
    return data.startswith(_OLE)


def kind(data: bytes) -> str:
    """What bytes that are not a zip are."""
    head = _text_of(data[:_HEAD])
    return next(filter(None, (look(data, head) for look in _LOOKS)), UNKNOWN)


def _by_magic(data: bytes, _head: str) -> str:
    return next((word for magic, word in _MAGIC if data.startswith(magic)), "")


def _media(data: bytes, _head: str) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "gambar (WEBP)"
    return "gambar atau video" if data[4:8] == b"ftyp" else ""


def _pdf(data: bytes, _head: str) -> str:
    return "berkas PDF" if b"%PDF-" in data[:1024] else ""


def _ole(data: bytes, _head: str) -> str:
    if not is_ole(data):
        return ""
    found = (word for stream, word in _STREAMS if stream.encode("utf-16-le") in data)
    return next(found, "berkas Office lama")


def _shortcut(_data: bytes, head: str) -> str:
    if head.startswith("{") and re.search(r'"(doc_id|url|resource_key)"', head):
        return "pintasan Google Drive (.gsheet), bukan berkasnya"
    if "[internetshortcut]" in head or re.match(r"https?://\S+\s*$", head):
        return "pintasan atau tautan (.url), bukan berkasnya"
    return ""


def _markup(_data: bytes, head: str) -> str:
    if "schemas-microsoft-com:office:spreadsheet" in head or 'progid="excel.sheet"' in head:
        return "Lembar Bentang XML 2003"
    if "opendocument" in head and head.startswith("<"):
        return "dokumen OpenDocument (XML)"
    if re.match(r"(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body|table|meta|div)\b", head):
        return "halaman web (HTML)"
    if "mime-version:" in head and "content-type:" in head:
        return "halaman web (MHTML) atau surel"
    return "berkas XML" if head.startswith("<?xml") else ""


def _text(_data: bytes, head: str) -> str:
    printable = sum(letter.isprintable() or letter.isspace() for letter in head)
    return "berkas teks atau CSV" if head and printable >= 0.97 * len(head) else ""


_LOOKS: tuple[Callable[[bytes, str], str], ...] = (_by_magic, _media, _pdf, _ole, _shortcut, _markup, _text)


def _text_of(head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "ignore")
    return text.lstrip("\ufeff \t\r\n").lower()


def zip_kind(names: Iterable[str], data: bytes) -> str:
    """What a zip with these entries is, where it is certainly no workbook; else empty."""
    low = [name.lower() for name in names]
    if data[30:65].startswith(b"mimetypeapplication/"):
        return "lembar OpenDocument (.ods)" if b"spreadsheet" in data[38:90] else "dokumen OpenDocument atau EPUB"
    if "xl/workbook.bin" in low:
        return "buku kerja Excel biner (.xlsb)"
    if "[content_types].xml" in low:
        return _office_kind(low)
    if any(name.endswith(".iwa") for name in low):
        return "dokumen Apple Numbers"
    books = any(name.endswith((".xlsx", ".xls", ".xlsm", ".ods")) for name in low)
    return "arsip ZIP berisi berkas Excel" if books else "arsip ZIP"


def _office_kind(low: list[str]) -> str:
    folders = {name.partition("/")[0] for name in low}
    if "xl" in folders:
        return ""
    return "dokumen Word (.docx)" if "word" in folders else "salindia PowerPoint (.pptx)" if "ppt" in folders else ""


_MAIN_KINDS: tuple[tuple[str, str], ...] = (
    ("sheet.binary", "buku kerja Excel biner (.xlsb)"),
    ("wordprocessingml", "dokumen Word (.docx)"),
    ("presentationml", "salindia PowerPoint (.pptx)"),
)


def main_kind(content_type: str) -> str:
    """What a package is whose main part has this content type; empty for a workbook."""
    low = content_type.lower()
    found = next((word for part, word in _MAIN_KINDS if part in low), "")
    book = "spreadsheetml" in low or "ms-excel" in low
    return found or ("" if book else "paket Office yang bukan buku kerja Excel")
