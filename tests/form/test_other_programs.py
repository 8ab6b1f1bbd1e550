"""A filled form saved by other programs, imitated part by part: every one gives the answers of the original."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from form_samples import DEMAK, edition
from test_reader import answered

from paritrana.entry.check import Checked
from paritrana.intake.guard import judge
from paritrana.workflow.reading import read_file

Parts = dict[str, str]
FORM, BOOK, STYLES, TYPES = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "xl/_rels/workbook.xml.rels"
SHEETS = [f"xl/worksheets/sheet{number}.xml" for number in range(1, 5)]


def _unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _swap(parts: Parts, name: str, old: str, new: str) -> None:
    assert old in parts[name], (name, old)
    parts[name] = parts[name].replace(old, new, 1)


def _announce(parts: Parts, entry: str) -> None:
    _swap(parts, TYPES, "</Types>", f"{entry}</Types>")


def _sheetjs(parts: Parts) -> None:
    """It announces binary workbooks, images and drawings that it never writes."""
    _announce(
        parts,
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="data" ContentType="application/vnd.openxmlformats-officedocument.model+data"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    )


def _google(parts: Parts) -> None:
    """No properties, very hidden sheets merely hidden, its own namespaces."""
    for name in ("docProps/core.xml", "docProps/app.xml"):
        del parts[name]
        parts[TYPES] = re.sub(rf'<Override PartName="/{name}"[^>]*/>', "", parts[TYPES])
    parts["_rels/.rels"] = re.sub(r"<Relationship [^>]*docProps[^>]*/>", "", parts["_rels/.rels"])
    _swap(parts, BOOK, 'state="veryHidden"', 'state="hidden"')
    extra = (
        'xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" '
        'xmlns:mv="urn:schemas-microsoft-com:mac:vml"'
    )
    for name in SHEETS:
        _swap(parts, name, "<worksheet ", f"<worksheet {extra} ")
        parts[name] = re.sub(r"<dimension[^>]*/>", "", parts[name])


def _wps(parts: Parts) -> None:
    """Its own application name, extensions and an empty part of pictures in cells."""
    parts["docProps/app.xml"] = re.sub(
        "<Application>.*?</Application>", "<Application>WPS Office</Application>", parts["docProps/app.xml"]
    )
    parts["xl/cellimages.xml"] = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
    )
    _announce(
        parts,
        '<Override PartName="/xl/cellimages.xml" ContentType="application/vnd.wps-officedocument.cellimage+xml"/>',
    )
    link = '<Relationship Id="rIdW" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/>'
    _swap(parts, RELS, "</Relationships>", f"{link}</Relationships>")
    extension = (
        '<extLst><ext uri="{754FDC36-8C2C-4E33-BBDE-97A6F0AEAC0E}" xmlns:etc="http://www.wps.cn/officeDocument/2017/'
        'etCustomData"><etc:webDataModel/></ext></extLst>'
    )
    _swap(parts, BOOK, "</workbook>", f"{extension}</workbook>")


def _excel_365(parts: Parts) -> None:
    """Revision ids, ignorable namespaces, row heights by dyDescent, a part of metadata, a threaded comment."""
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr xr2 xr3" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
        'xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2" '
        'xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3" '
        'xr:uid="{00000000-0001-0000-0000-000000000000}" '
    )
    for name in SHEETS:
        _swap(parts, name, "<worksheet ", f"<worksheet {spaces}")
        parts[name] = parts[name].replace("<row ", '<row x14ac:dyDescent="0.25" spans="1:8" ')
        parts[name] = parts[name].replace("<dataValidation ", '<dataValidation xr:uid="{0A-1}" ')
    parts["xl/metadata.xml"] = f'<metadata xmlns="{MAIN}"><metadataTypes count="0"/></metadata>'
    parts["xl/persons/person.xml"] = (
        '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml"
    _announce(parts, f'<Override PartName="/xl/metadata.xml" ContentType="{kind}"/>')
    link = f'<Relationship Id="rIdM" Type="{OFFICE}/sheetMetadata" Target="metadata.xml"/>'
    _swap(parts, RELS, "</Relationships>", f"{link}</Relationships>")
    _swap(
        parts,
        BOOK,
        "<bookViews>",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="x15"><x15ac:absPath url="C:\\Users\\Dinas\\" xmlns:x15ac="urn:x15ac"/></mc:Choice>'
        "</mc:AlternateContent><bookViews>",
    )


def _inline(parts: Parts) -> None:
    """Texts as formulas' results are typed: no shared strings at all, each text in two runs."""
    parts[FORM] = re.sub(r"<is><t>([^<]{2,})</t></is>", _in_two, parts[FORM])


def _in_two(found: re.Match[str]) -> str:
    text = found.group(1)
    if "&" in text:
        return found.group()
    runs = "".join(
        f'<r><rPr><sz val="11"/></rPr><t xml:space="preserve">{half}</t></r>' for half in (text[:1], text[1:])
    )
    return f'<is>{runs}<rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="0"/></is>'


def _prefixed(parts: Parts) -> None:
    """Every tag of the answers' sheet with a prefix, as some Java libraries write them."""
    parts[FORM] = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", parts[FORM]).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


def _without_addresses(parts: Parts) -> None:
    """Cells that stand one after the other from column A, none with an address."""

    def bare(found: re.Match[str]) -> str:
        letters = re.findall(r'<c r="([A-Z]+)\d+"', found.group())
        inner = re.sub(r'<c r="[A-Z]+\d+"', "<c", found.group())
        return inner if letters == [chr(65 + at) for at in range(len(letters))] else found.group()

    parts[FORM] = re.sub(r"<row .*?</row>", bare, parts[FORM])


def _strict(parts: Parts) -> None:
    """Excel's option "Strict Open XML"."""
    for name in (*SHEETS, BOOK, STYLES):
        parts[name] = parts[name].replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        parts[name] = parts[name].replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    for name in (RELS, "_rels/.rels"):
        parts[name] = parts[name].replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")


def _calendar_of_1904(parts: Parts) -> None:
    """Excel for Mac's old calendar: the same day has a number smaller by 1462."""
    _swap(parts, BOOK, "<workbookPr", '<workbookPr date1904="1"')
    _swap(parts, FORM, "<v>45886</v>", "<v>44424</v>")


def _shared(parts: Parts) -> None:
    """A workbook shared among colleagues: Excel keeps a custom view for each of them."""
    guid = "{A1B2C3D4-0000-4000-8000-00000000ABCD}"
    view = (
        f'<customWorkbookViews><customWorkbookView name="Dinas" guid="{guid}" mergeInterval="0" personalView="1" '
        'windowWidth="900" windowHeight="600" activeSheetId="2"/></customWorkbookViews>'
    )
    _swap(parts, BOOK, "</workbook>", f"{view}</workbook>")


PROGRAMS: dict[str, Callable[[Parts], None]] = {
    "SheetJS": _sheetjs,
    "Google Sheets": _google,
    "WPS Office": _wps,
    "Excel 365": _excel_365,
    "texts in runs": _inline,
    "prefixes": _prefixed,
    "no addresses": _without_addresses,
    "Strict Open XML": _strict,
    "a custom view": _shared,
    "1904": _calendar_of_1904,
}


def _read(data: bytes, folder: pytest.TempPathFactory) -> tuple[Checked, list[str]]:
    path = folder.mktemp("kiriman") / "33.21.xlsx"
    path.write_bytes(data)
    found = read_file(path, path.name, edition(), {DEMAK.category: {DEMAK.code: DEMAK}}, "inbox")
    assert DEMAK.code in found.checked, found.problems
    return found.checked[DEMAK.code], [problem.code for problem in found.problems]


def _said(checked: Checked) -> set[tuple[object, ...]]:
    return {(one.field, one.value, one.source.cell if one.source else "") for one in checked.statements}


@pytest.mark.parametrize("program", PROGRAMS)
def test_another_program_gives_the_same_answers(program: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    parts = _unpacked(answered())
    PROGRAMS[program](parts)
    assert parts != _unpacked(answered())
    original, _ = _read(answered(), tmp_path_factory)
    saved, problems = _read(_packed(parts), tmp_path_factory)
    assert len(_said(original)) == 9
    assert _said(saved) == _said(original)
    assert problems == (["B031"] if program == "Google Sheets" else [])


def test_a_binary_part_behind_an_announced_macro_type_is_refused() -> None:
    parts = _unpacked(answered())
    _sheetjs(parts)
    parts["xl/x.BIN"] = "x"
    assert [problem.code for problem in judge(_packed(parts), "33.21.xlsx")] == ["B007"]
