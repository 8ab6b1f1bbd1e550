"""Odd workbooks that programs really write, each with what becomes of it: these values, or this code."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from build import by_xlsxwriter, packed, parts_of, with_comment

from paritrana.form.cells import UnreadableBook, open_book
from paritrana.intake.guard import inspect

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
Parts = dict[str, bytes]
Verdict = dict[str, object] | str


def _cells(xml: str, row: int = 1) -> Callable[[Parts], None]:
    """The first sheet with this one row in the place of its own rows."""

    def put(parts: Parts) -> None:
        head, _, rest = parts[SHEET].partition(b"<sheetData>")
        tail = rest.partition(b"</sheetData>")[2]
        parts[SHEET] = head + f'<sheetData><row r="{row}">{xml}</row></sheetData>'.encode() + tail

    return put


def _swap(name: str, old: str, new: str) -> Callable[[Parts], None]:
    def swap(parts: Parts) -> None:
        assert old.encode() in parts[name], (name, old)
        parts[name] = parts[name].replace(old.encode(), new.encode())

    return swap


def _drop(name: str) -> Callable[[Parts], None]:
    def drop(parts: Parts) -> None:
        del parts[name]

    return drop


def _add(**new: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({key.replace("__", "/").replace("_DOT_", "."): xml for key, xml in new.items()})


def _upper(parts: Parts) -> None:
    parts["XL/Worksheets/Sheet1.XML"] = parts.pop(SHEET)


def _wide(parts: Parts) -> None:
    parts[BOOK] = parts[BOOK].replace(b"UTF-8", b"UTF-16").decode().encode("utf-16")


def _marked(parts: Parts) -> None:
    parts[SHEET] = b"\xef\xbb\xbf" + parts[SHEET]


def _backslash(parts: Parts) -> None:
    parts["xl\\worksheets\\sheet1.xml"] = parts.pop(SHEET)


def _same(_: Parts) -> None:
    return


FIRST: dict[str, object] = {"A1": 0.0, "B1": "Pertanyaan 0"}
ONE: dict[str, object] = {"A1": 1.0}
INLINE = '<c r="A1" t="inlineStr"><is>{}</is></c>'
ODD: dict[str, tuple[Callable[[Parts], None], Verdict]] = {
    "as it is": (_same, FIRST),
    "no dimension": (_swap(SHEET, '<dimension ref="A1:D33"/>', ""), FIRST),
    "a lying dimension": (_swap(SHEET, '<dimension ref="A1:D33"/>', '<dimension ref="A1"/>'), FIRST),
    "an empty dimension": (_swap(SHEET, '<dimension ref="A1:D33"/>', '<dimension ref=""/>'), FIRST),
    "absolute targets": (
        _swap("xl/_rels/workbook.xml.rels", 'Target="worksheets/sheet1.xml"', f'Target="/{SHEET}"'),
        FIRST,
    ),
    "backslashes in names": (_backslash, "B006"),
    "capitals in names": (_upper, "B012"),
    "a workbook part in UTF-16": (_wide, "B012"),
    "a byte order mark": (_marked, FIRST),
    "no app properties": (_drop("docProps/app.xml"), FIRST),
    "no theme": (_drop("xl/theme/theme1.xml"), FIRST),
    "custom XML": (_add(customXml__item1_DOT_xml=b"<a xmlns='urn:x'/>"), FIRST),
    "threaded comments": (
        _add(xl__threadedComments__threadedComment1_DOT_xml=b"<ThreadedComments xmlns='urn:x'/>"),
        FIRST,
    ),
    "a path of its author": (
        _swap(
            BOOK,
            "<sheets>",
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
            'Requires="x15"><a:absPath xmlns:a="urn:x" url="D:\\Rahasia\\"/></mc:Choice></mc:AlternateContent><sheets>',
        ),
        FIRST,
    ),
    "a broken name": (
        _swap(BOOK, "<definedNames>", '<definedNames><definedName name="x.y">Formulir!#REF!</definedName>'),
        FIRST,
    ),
    "a name that is none": (
        _swap(BOOK, "<definedNames>", '<definedNames><definedName name="x.z">OFFSET(((</definedName>'),
        FIRST,
    ),
    "very hidden": (_swap(BOOK, 'sheetId="1"', 'sheetId="1" state="veryHidden"'), FIRST),
    "no rows": (_cells(""), {}),
    "negative nothing": (_cells('<c r="A1"><v>-0</v></c>'), {"A1": 0.0}),
    "the largest number": (_cells('<c r="A1"><v>1E+308</v></c>'), {"A1": 1e308}),
    "an exponent": (_cells('<c r="A1"><v>1.25e+6</v></c>'), {"A1": 1250000.0}),
    "not a number": (_cells('<c r="A1"><v>nan</v></c>'), "B012"),
    "blanks around a number": (_cells('<c r="A1"><v> 1 </v></c>'), ONE),
    "no number": (_cells('<c r="A1"><v>1.2.3</v></c>'), "B012"),
    "five thousand digits": (_cells(f'<c r="A1"><v>{"9" * 5000}</v></c>'), "B012"),
    "the day that never was": (_cells('<c r="A1"><v>60</v></c>'), {"A1": 60.0}),
    "yes": (_cells('<c r="A1" t="b"><v>1</v></c>'), {"A1": True}),
    "an error": (_cells('<c r="A1" t="e"><v>#NAME?</v></c>'), {"A1": "#NAME?"}),
    "a date that is none": (_cells('<c r="A1" t="d"><v>2025-02-30</v></c>'), "B012"),
    "escaped letters": (_cells(INLINE.format("<t>a_x0041__x005F_x0042_</t>")), {"A1": "aA_x0042_"}),
    "an escaped pair": (_cells(INLINE.format("<t>_xD83D__xDE00_</t>")), {"A1": "\U0001f600"}),
    "half of a pair": (_cells(INLINE.format("<t>_xD83D_</t>")), {"A1": "\ufffd"}),
    "a letter XML forbids": (_cells(INLINE.format("<t>&#xFFFE;</t>")), "B004"),
    "reading aids": (_cells(INLINE.format('<t>a</t><rPh sb="0" eb="1"><t>b</t></rPh>')), {"A1": "a"}),
    "runs": (_cells(INLINE.format("<r><rPr><b/></rPr><t>1</t></r><r><t>2</t></r>")), {"A1": "12"}),
    "a look nobody knows": (_cells(INLINE.format("<r><rPr><zz/></rPr><t>1</t></r>")), {"A1": "1"}),
    "a style that is not there": (_cells('<c r="A1"><v>1</v></c><c r="B1" s="999"/>'), "B012"),
    "a text that is not there": (_cells('<c r="A1" t="s"><v>99999</v></c>'), "B012"),
    "a cell twice": (_cells('<c r="A1"><v>1</v></c><c r="A1"/>'), "B012"),
    "an attribute twice": (_cells('<c r="A1" s="0" s="0"><v>1</v></c>'), "B004"),
    "an unknown prefix": (_cells('<c r="A1"><f q:t="x">1</f><v>1</v></c>'), "B004"),
    "cells without addresses": (_cells("<c><v>1</v></c>"), ONE),
    "a formula never computed": (_cells('<c r="A1"><f>1+1</f></c>'), {"A1": None}),
    "an array formula": (_cells('<c r="A1"><f t="array" ref="A1:A2">1+0</f><v>1</v></c>'), ONE),
    "a shared formula": (_cells('<c r="A1"><f t="shared" ref="A1:A2" si="0">1+0</f><v>1</v></c>'), ONE),
    "a broken shared formula": (
        _cells('<c r="A1"><f t="shared" ref="A1:B1" si="0">"a</f><v>1</v></c><c r="B1"><f t="shared" si="0"/></c>'),
        "B012",
    ),
}


def _verdict(data: bytes) -> Verdict:
    problems, parts = inspect(data, "kiriman.xlsx")
    if problems:
        return problems[0].code
    try:
        book = open_book(data, "kiriman.xlsx", parts=parts)
    except UnreadableBook:
        return "B012"
    cells = book.cells("Formulir")
    return {raw.source.cell: raw.error or raw.value for (row, column), raw in cells.items() if row == 1 and column < 3}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_workbook_is_read_or_refused(name: str) -> None:
    change, expected = ODD[name]
    parts = parts_of(by_xlsxwriter())
    change(parts)
    assert _verdict(packed(parts)) == expected


def _stored() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts_of(by_xlsxwriter()).items():
            archive.writestr(name, content)
    return out.getvalue()


class _Stream(io.RawIOBase):
    """A file that cannot seek, so that sizes follow behind the parts."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def _streamed() -> bytes:
    out = _Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(by_xlsxwriter()).items():
            archive.writestr(name, content)
    return out.data


def _extra() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(by_xlsxwriter()).items():
            info = zipfile.ZipInfo(name)
            info.extra = struct.pack("<HHI", 0x5455, 4, 1)
            archive.writestr(info, content)
    return out.getvalue()


@pytest.mark.parametrize("pack", [_stored, _streamed, _extra])
def test_an_odd_zip_is_read(pack: Callable[[], bytes]) -> None:
    assert _verdict(pack()) == FIRST


def test_a_comment_of_the_zip_is_no_harm() -> None:
    assert not inspect(with_comment(b"disimpan dari ponsel"), "kiriman.xlsx").problems


def test_hundreds_of_sheets_are_read() -> None:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for number in range(300):
        book.add_worksheet("Formulir" if not number else f"L{number}").write_number(0, 0, 1)
    book.close()
    assert _verdict(out.getvalue()) == ONE


def test_a_sheet_of_charts_is_passed_over() -> None:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Formulir").write_number(0, 0, 1)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Formulir!$A$1:$A$2"})
    book.add_chartsheet("Grafik").set_chart(chart)
    book.close()
    assert _verdict(out.getvalue()) == ONE
