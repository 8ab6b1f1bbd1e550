"""Every hazard of a file provokes its code and no other; good files pass; no bytes make the guard raise or hang."""

import os
import random
import time
from collections.abc import Callable

import build
import pytest
from build import MACRO_BOOK, SHEET, changed, with_cell, with_default, with_entry, with_link, with_parts, with_type

from paritrana.form.sheetrows import column_number
from paritrana.intake.bounds import column_letters
from paritrana.intake.guard import judge
from paritrana.intake.limits import Limits
from paritrana.text.words import line

FAR = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
FEW = Limits(entries=5)

OTHER_KINDS: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "html": (b"\n<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "HTML"),
    "html table": (b"<table border=1><tr><td>1</td></tr></table>", "HTML"),
    "csv": ("kode;nilai\n33.21;38,45\n".encode("utf-8-sig"), "CSV"),
    "utf-16 text": ("kode\tnilai\n33.21\t38,45\n".encode("utf-16"), "CSV"),
    "docx": (build.document("word", "wordprocessingml.document"), "Word"),
    "pptx": (build.document("ppt", "presentationml.presentation"), "PowerPoint"),
    "docx in xl": (build.document("xl", "wordprocessingml.document"), "Word"),
    "ods": (build.ods(), "OpenDocument"),
    "xml 2003": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "2003",
    ),
    "xml": (b'<?xml version="1.0"?><x/>', "XML"),
    "xls": (build.ole_with("Workbook"), ".xls"),
    "doc": (build.ole_with("WordDocument"), ".doc"),
    "xlsb": (build.zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}), ".xlsb"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "gambar"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(40), "gambar"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "gambar"),
    "zip of xlsx": (build.zip_of({"33.21.xlsx": build.by_openpyxl()}), "ZIP berisi"),
    "zip": (build.zip_of({"foto.jpg": b"x"}), "ZIP"),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(40), "RAR"),
    "gsheet": (b'{"url": "https://docs.google.com/open?id=x", "doc_id": "x"}', "Google Drive"),
    "url": (b"[InternetShortcut]\r\nURL=https://docs.google.com/x\r\n", "pintasan"),
    "link": (b"https://docs.google.com/spreadsheets/d/x/edit\n", "tautan"),
    "zeros": (bytes(4096), "tidak dikenal"),
}

HAZARDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("B001", lambda: b""),
    "encrypted": ("B003", lambda: build.ole_with("EncryptedPackage")),
    "truncated": ("B004", lambda: build.by_openpyxl()[:-200]),
    "half": ("B004", lambda: build.by_openpyxl()[:3000]),
    "bad crc": ("B004", build.bad_crc),
    "trailing byte": ("B004", lambda: build.by_openpyxl() + b"\n"),
    "bytes before": ("B004", lambda: b"\x00\x01\x02\x03" * 8 + build.by_openpyxl()),
    "comment with a second end": ("B004", lambda: build.with_comment(b"PK\x05\x06" + bytes(18))),
    "version of the future": ("B004", build.future_version),
    "turned merge": ("B004", lambda: changed(SHEET, 'ref="A40:D42"', 'ref="A40:D12"')),
    "not well formed": ("B004", lambda: with_cell('<row r="70"><c r="A70"><v>1</c></v></row>')),
    "overlapping": ("B004", build.overlapping),
    "size lies": ("B004", lambda: build.lying_size(100)),
    "local name differs": ("B004", lambda: build.by_openpyxl().replace(b"docProps/app", b"docProps/APP", 1)),
    "broken relationships": ("B004", lambda: changed("_rels/.rels", 'Target="', "Target=")),
    "not xml": ("B004", lambda: with_parts({"xl/x.xml": "<x/>".encode("cp037")})),
    "cdata": ("B004", lambda: with_cell('<row r="70"><c r="A70"><f><![CDATA[1+1]]></f></c></row>')),
    "odd address": ("B004", lambda: with_cell('<row r="70"><c s="0" r="&#88;FD1048576"/></row>')),
    "bomb by ratio": ("B005", lambda: with_parts({"xl/media/image1.png": bytes(9_000_000)})),
    "bomb by sum": ("B005", lambda: build.lying_size(1 << 31)),
    "small part": ("B005", lambda: with_parts({"xl/x.xml": b"<x>" + os.urandom(9_000_000).hex().encode()})),
    "duplicate": ("B006", lambda: with_entry("xl/workbook.xml")),
    "duplicate by case": ("B006", lambda: with_entry("XL/Workbook.xml")),
    "dot dot": ("B006", lambda: with_entry("xl/../../evil.xml")),
    "absolute": ("B006", lambda: with_entry("/etc/passwd")),
    "drive": ("B006", lambda: with_entry("C:evil.xml")),
    "backslash": ("B006", lambda: with_entry("xl\\evil.xml")),
    "symlink": ("B006", lambda: with_entry("xl/link", mode=0o120777)),
    "encrypted entry": ("B006", lambda: with_entry("xl/x.png", flags=1)),
    "method": ("B006", lambda: with_entry("xl/x.png", method=14)),
    "patched entry": ("B006", lambda: with_entry("xl/x.png", flags=0x20)),
    "second name": (
        "B006",
        lambda: build.spliced(b"xl/x.png", b"x", 1, 0x8CDC1683, 0, 0, 0, b"\x75\x70\x01\x00\x00"),
    ),
    "target outside": ("B006", lambda: with_link("drawing", "../../../../etc/passwd")),
    "encoded target outside": ("B006", lambda: with_link("drawing", "%2e%2e/%2e%2e/%2e%2e/x")),
    "vba part": ("B007", lambda: with_parts({"xl/vbaProject.bin": build.OLE})),
    "vba renamed": ("B007", lambda: with_link("vbaProject", "x.bin")),
    "macro type": ("B007", lambda: with_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
    "macro default": ("B007", lambda: with_default("BIN", {"xl/x.bin": b"x"})),
    "macro override as a default": (
        "B007",
        lambda: changed(
            "[Content_Types].xml",
            "</Types>",
            f'<Override Extension="bin" PartName="/xl/x.bin" ContentType="{MACRO_BOOK}"/></Types>',
        ),
    ),
    "macro sheet": ("B007", lambda: with_parts({"xl/macrosheets/sheet1.xml": b"<x/>"})),
    "activex": ("B007", lambda: with_parts({"xl/activeX/activeX1.xml": b"<x/>"})),
    "auto open": ("B007", lambda: changed("xl/workbook.xml", 'name="isian.satu"', 'name="_xlnm.Auto_Open"')),
    "external link": ("B008", lambda: with_parts({"xl/externalLinks/externalLink1.xml": b"<x/>"})),
    "external link renamed": ("B008", lambda: with_link("externalLinkPath", "file:///x.xlsx", True)),
    "external picture": ("B008", lambda: with_link("image", "https://x.example/x.png", True)),
    "unc hyperlink": ("B008", lambda: with_link("hyperlink", "\\\\server\\share", True)),
    "spelled mode": (
        "B008",
        lambda: with_parts(
            {
                "xl/worksheets/_rels/sheet2.xml.rels": (
                    build.RELS % (build.LINK % ("image", "https://x.example/x.png", ' TargetMode="&#69;xternal"'))
                ).encode()
            }
        ),
    ),
    "connections": ("B008", lambda: with_parts({"xl/connections.xml": b"<connections/>"})),
    "query table": ("B008", lambda: with_parts({"xl/queryTables/queryTable1.xml": b"<x/>"})),
    "ole object": ("B008", lambda: with_parts({"xl/embeddings/oleObject1.bin": b"x"})),
    "ole renamed": ("B008", lambda: with_parts({"xl/media/image1.png": build.OLE})),
    "nested zip": ("B008", lambda: with_parts({"xl/media/image1.png": build.by_openpyxl()})),
    "dde": ("B008", lambda: with_cell('<row r="70"><c r="A70"><f>cmd|\'/C calc\'!A0</f></c></row>')),
    "spelled dde": ("B008", lambda: with_cell('<row r="70"><c r="A70"><f>cmd&#124;\'/C calc\'!A0</f></c></row>')),
    "web service": ("B008", lambda: with_cell('<row r="70"><c r="A70"><f>WEBSERVICE(A1)</f></c></row>')),
    "other book": ("B008", lambda: with_cell('<row r="70"><c r="A70"><f>[1]Data!A1</f></c></row>')),
    "doctype": ("B009", lambda: changed("docProps/core.xml", "<cp:", DOCTYPE + "<cp:")),
    "entity": ("B009", lambda: changed(SHEET, "<worksheet", DOCTYPE + "<worksheet")),
    "doctype utf-16": ("B009", lambda: build.in_utf16("xl/styles.xml", DOCTYPE)),
    "doctype in rels": ("B009", lambda: changed("_rels/.rels", "<Rel", DOCTYPE + "<Rel")),
    "ebcdic": ("B009", lambda: with_parts({"xl/x.xml": b'<?xml version="1.0" encoding="cp037"?><x/>'})),
    "far blank": ("B010", lambda: with_cell(FAR)),
    "far by order": ("B010", lambda: with_cell('<row r="1048576"><c><v>1</v></c></row>')),
    "far, other quotes": ("B010", lambda: with_cell("<row r = '1048576'><c s='0' r = 'XFD1048576'/></row>")),
    "far, sign in attribute": ("B010", lambda: with_cell('<row r="70"><c s=">" r="XFD1048576"/></row>')),
    "far, prefixed": ("B010", lambda: with_cell('<x:row r="1048576"><x:c r="A1048576"/></x:row>')),
    "far column": ("B010", lambda: with_cell('<row r="70"><c r="XFD70"><v>1</v></c></row>')),
    "huge merge": ("B010", lambda: changed(SHEET, 'ref="A40:D42"', 'ref="A40:XFD1048576"')),
    "many cells": ("B010", lambda: with_cell("<row>" + "<c/>" * 250 + "</row>" + "<row><c/></row>" * 19_000)),
}


def codes(data: bytes, name: str = "33.21.xlsx", limits: Limits | None = None) -> list[str]:
    return [problem.code for problem in judge(data, name, limits or Limits())]


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_another_kind_of_file_is_named(kind: str) -> None:
    data, word = OTHER_KINDS[kind]
    (problem,) = judge(data, "33.21.xlsx")
    assert problem.code == "B002"
    assert word in problem.details["read"]


@pytest.mark.parametrize("hazard", HAZARDS)
def test_each_hazard_provokes_its_code_alone_with_a_message(hazard: str) -> None:
    code, builder = HAZARDS[hazard]
    (problem,) = judge(builder(), "33.21.xlsx")
    assert problem.code == code
    assert problem.where.file == "33.21.xlsx"
    assert "33.21.xlsx" in line(problem)


def test_a_lock_file_is_known_by_its_name() -> None:
    assert codes(b"\x05abc", "folder/~$33.21.xlsx") == ["B011"]


def test_limits_can_be_set() -> None:
    assert codes(build.by_openpyxl(), limits=FEW) == ["B005"]
    assert codes(build.by_openpyxl(), limits=Limits(rows=20)) == ["B010"]
    assert codes(build.by_openpyxl(), limits=Limits(file=100)) == ["B005"]
    assert codes(build.by_xlsxwriter(), limits=Limits(text=10)) == ["B005"]


def test_two_hazards_are_told_at_once() -> None:
    parts = build.parts_of(with_cell(FAR)) | {"xl/vbaProject.bin": build.OLE}
    assert codes(build.packed(parts)) == ["B007", "B010"]


STRICT = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")

GOOD: dict[str, Callable[[], bytes]] = {
    "zip comment": lambda: build.with_comment(b"dibuat oleh aplikasi"),
    "openpyxl": build.by_openpyxl,
    "xlsxwriter": build.by_xlsxwriter,
    "strict": lambda: changed(SHEET, *STRICT),
    "utf-16 part": lambda: build.in_utf16("docProps/core.xml", ""),
    "announced and never written": lambda: with_default("bin"),
    "web hyperlink": lambda: with_link("hyperlink", "https://drive.google.com/x?a=1", True),
    "last row without cells": lambda: with_cell('<row r="1048576" ht="12.8"/>'),
    "formatted to the last column": lambda: with_cell('<row r="70"><c r="XFD70" s="0"/></row>'),
    "bar in a text": lambda: with_cell('<row r="70"><c r="A70"><f>A1&amp;"a|b!"&amp;Tabel[2024]</f></c></row>'),
    "tag in a text": lambda: with_cell('<row r="70"><c r="A70" t="str"><v>&lt;!DOCTYPE x&gt;</v></c></row>'),
    "stored": lambda: with_entry("xl/media/image1.png", method=0),
}


@pytest.mark.parametrize("file", GOOD)
def test_good_files_pass(file: str) -> None:
    assert judge(GOOD[file](), "33.21.xlsx") == ()


@pytest.mark.parametrize("source", [build.by_openpyxl, build.by_xlsxwriter])
def test_no_mutation_makes_it_raise_or_hang(source: Callable[[], bytes]) -> None:
    chance = random.Random(33)  # noqa: S311
    started = time.process_time()
    for _ in range(300):
        judge(_mutated(source(), chance), "33.21.xlsx")
    assert time.process_time() - started < 60


def test_no_mutation_of_the_xml_makes_it_raise_or_hang() -> None:
    chance = random.Random(21)  # noqa: S311
    parts = build.parts_of(build.by_openpyxl())
    for _ in range(300):
        name = chance.choice(sorted(parts))
        judge(build.packed({**parts, name: _mutated(parts[name], chance)}), "33.21.xlsx")


def _mutated(data: bytes, chance: random.Random) -> bytes:
    changed_bytes = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
    for _ in range(chance.randrange(1, 6)):
        if changed_bytes:
            changed_bytes[chance.randrange(len(changed_bytes))] ^= 1 << chance.randrange(8)
    return bytes(changed_bytes)


NASTY = {
    "open cells": b"<sheetData>" + b"<c r=" * 3_000_000,
    "open formulas": b"<sheetData>" + b"<f " * 4_000_000,
    "bars": b"<sheetData><f>" + b"|" * 8_000_000,
    "quotes": b"<sheetData><f>" + b'&quot;"' * 1_000_000,
    "blanks": b"<sheetData><c" + b" " * 8_000_000,
    "names": b"<sheetData><definedName " + b"xlm" * 2_000_000,
    "brackets": b"<sheetData><f>" + b"[" * 8_000_000,
    "nested": b"<sheetData>" + b"<x>" * 3_000_000,
}


@pytest.mark.long
@pytest.mark.parametrize("name", NASTY)
def test_time_stays_bounded(name: str) -> None:
    limits = Limits(ratio=10**9)
    started = time.process_time()
    judge(with_parts({"xl/worksheets/sheet9.xml": NASTY[name]}), "33.21.xlsx", limits)
    assert time.process_time() - started < 60


@pytest.mark.long
@pytest.mark.parametrize("pattern", [b"<Relationship ", b"<a>", b'<R a="', b"<Relationship/><!-- -->"])
def test_time_stays_bounded_in_small_parts(pattern: bytes) -> None:
    nasty = pattern * (3_000_000 // len(pattern))
    started = time.process_time()
    judge(with_parts({"xl/_rels/x.xml.rels": nasty}), "33.21.xlsx", Limits(ratio=10**9))
    assert time.process_time() - started < 60


def test_column_names_go_both_ways() -> None:
    for number in (1, 26, 27, 702, 703, 16_384):
        assert column_number(column_letters(number).encode()) == number
