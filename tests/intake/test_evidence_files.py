"""Evidence files as facts: what they are, what nobody can read, what nobody should open."""

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from paritrana.intake.evidence_files import CHUNK, read_evidence, read_evidence_folder
from paritrana.intake.limits import EvidenceLimits
from paritrana.text import visible

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Size 1>>\nstartxref\n9\n%%EOF\n"
THUMB = b"\xff\xe1\x00\x08\xff\xd8\xff\xd9ab"
JPEG = b"\xff\xd8" + THUMB + b"\xff\xda\x00\x02data\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 30 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HEIC = b"\x00\x00\x00\x10ftypheic\x00\x00\x00\x00\x00\x00\x00\x08meta"
MP4 = b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00\x00\x00\x00\x08moov"
WEBP = b"RIFF\x08\x00\x00\x00WEBPVP8 "


def wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name in names:
            book.writestr(zipfile.ZipInfo(name), "isi")
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(packed("a.pdf"))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


DOCX = packed("[Content_Types].xml", "word/document.xml")

CASES = [
    ("a.pdf", PDF, ("pdf", "", "")),
    ("b.pdf", PDF[:-7], ("pdf", "cut_off", "")),
    ("c.pdf", PDF.replace(b"/Size 1", b"/Encrypt 4 0 R"), ("pdf", "locked", "")),
    ("d.pdf", b"", ("other", "empty", "")),
    ("a.jpg", JPEG, ("jpeg", "", "")),
    ("motion.jpg", JPEG + b"MotionPhoto_Data" + bytes(70_000), ("jpeg", "", "")),
    ("b.jpg", JPEG[:-2], ("jpeg", "cut_off", "")),
    ("a.png", PNG, ("png", "", "")),
    ("b.png", PNG[:-9], ("png", "cut_off", "")),
    ("a.webp", WEBP, ("webp", "", "")),
    ("b.webp", WEBP[:-1], ("webp", "cut_off", "")),
    ("a.heic", HEIC, ("heic", "", "")),
    ("b.heic", HEIC[:-1], ("heic", "cut_off", "")),
    ("a.mp4", MP4, ("mp4", "", "")),
    ("b.mp4", MP4[:16], ("mp4", "cut_off", "")),
    ("a.docx", DOCX, ("docx", "", "")),
    ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), ("xlsx", "", "")),
    ("a.pptx", packed("[Content_Types].xml", "ppt/presentation.xml"), ("pptx", "", "")),
    ("b.docx", DOCX[:-30], ("zip", "broken", "")),
    ("c.docx", DOCX[10:], ("other", "unknown", "")),
    ("m.docm", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ("docx", "", "macros")),
    ("a.zip", packed("a.pdf"), ("zip", "", "")),
    ("b.zip", locked_zip(), ("zip", "locked", "")),
    ("c.zip", packed(), ("zip", "empty", "")),
    ("a.doc", OLE + wide("WordDocument"), ("doc", "", "")),
    ("a.xls", OLE + wide("Workbook"), ("xls", "", "")),
    ("e.docx", OLE + wide("EncryptedPackage"), ("other", "locked", "")),
    ("a.txt", b"Perda nomor 3 tahun 2025", ("txt", "", "")),
    ("a.bin", bytes(range(256)) * 4, ("other", "unknown", "")),
    ("perda.pdf", b"MZ\x90\x00" + PDF, ("other", "", "program")),
    ("perda.exe", PDF, ("pdf", "", "program")),
    ("a.gdoc", b'{"doc_id":"1abc","email":"x"}', ("other", "", "shortcut")),
    ("scan.pdf", b'{"doc_id":"1abc","email":"x"}', ("other", "", "shortcut")),
    ("a.url", b"[InternetShortcut]\r\nURL=https://contoh.id", ("other", "", "shortcut")),
    ("tautan.pdf", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(90), ("other", "", "shortcut")),
    ("per\u202edafdp.pdf", PDF, ("pdf", "", "name")),
]


def named(path: Path) -> str:
    return visible(path.name)


@pytest.mark.parametrize(("name", "data", "expected"), CASES, ids=[ascii(case[0]) for case in CASES])
def test_a_file_is_known_by_its_bytes(name: str, data: bytes, expected: tuple[str, str, str], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    found = read_evidence(tmp_path, (name,), named)
    assert (found.kind, found.reason, found.danger) == expected
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.size == len(data)
    assert found.path.isprintable()


def test_marks_are_found_across_chunks(tmp_path: Path) -> None:
    mark = wide("EncryptedPackage")
    (tmp_path / "a.doc").write_bytes(OLE + bytes(CHUNK - len(OLE) - 7) + mark + bytes(CHUNK))
    assert read_evidence(tmp_path, ("a.doc",), named).reason == "locked"


def test_links_and_pipes_are_never_followed(tmp_path: Path) -> None:
    (tmp_path / "asli.pdf").write_bytes(PDF)
    folder = tmp_path / "33.21"
    folder.mkdir()
    (folder / "3.pdf").symlink_to(tmp_path / "asli.pdf")
    (folder / "4").symlink_to(tmp_path)
    os.mkfifo(folder / "5.pdf")
    found = read_evidence_folder(folder, named)
    assert [(one.parts, one.danger, one.sha256) for one in found.files] == [
        (("3.pdf",), "symlink", ""),
        (("4",), "symlink", ""),
        (("5.pdf",), "special", ""),
    ]


@pytest.mark.parametrize(
    ("limits", "refused"),
    [
        (EvidenceLimits(files=2), "many"),
        (EvidenceLimits(folder=2 * len(PDF)), "large"),
        (EvidenceLimits(depth=1), "deep"),
        (EvidenceLimits(files=3, folder=3 * len(PDF), depth=2), ""),
    ],
)
def test_a_folder_beyond_its_bounds_is_not_read(limits: EvidenceLimits, refused: str, tmp_path: Path) -> None:
    for part in ("a", "b/c", "d"):
        (tmp_path / part).mkdir(parents=True)
        (tmp_path / part / "1.pdf").write_bytes(PDF)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    found = read_evidence_folder(tmp_path, named, limits)
    assert (found.refused, len(found.files)) == (refused, 0 if refused else 3)


def test_a_file_beyond_its_bound_is_told_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(PDF)
    found = read_evidence(tmp_path, ("1.pdf",), named, EvidenceLimits(file=len(PDF) - 1))
    assert (found.reason, found.sha256) == ("too_large", "")
