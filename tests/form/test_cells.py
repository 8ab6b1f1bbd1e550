"""Cells are read as they stand in the file, alike by both readers, from every way of writing a workbook."""

import datetime
import hashlib
import io
import random
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana.answers.model import RawAnswer
from paritrana.form.cells import Book, UnreadableBook, open_book
from paritrana.form.numberformats import Shows, day, shows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

FORMATS = (
    "General",
    "0.00%",
    "mm-dd-yy",
    "[$-421]dd mmmm yyyy",
    '"Rp"#,##0',
    "h:mm:ss",
    "@",
    "d/m/yyyy h:mm",
    "[h]:mm",
)
GENERAL, PERCENT, DATE, INDONESIAN, RUPIAH, TIME, TEXT, MOMENT, DURATION = range(len(FORMATS))
BUILTIN_IDS = {"General": 0, "0.00%": 10, "mm-dd-yy": 14, "h:mm:ss": 21, "@": 49}
STRINGS = (
    "<t>Ya</t>",
    '<t xml:space="preserve">  Ya </t>',
    '<r><t>tebal</t></r><r><t xml:space="preserve"> biasa</t></r>',
    "<t>nama</t><rPh sb='0' eb='1'><t>baca</t></rPh>",
    "<t>a_x000A_b</t>",
    "<t>A &amp; B &lt;c&gt; &#8211;</t>",
    "<t></t>",
)


def _styles() -> str:
    own = {code: 164 + number for number, code in enumerate(FORMATS) if code not in BUILTIN_IDS}
    listed = "".join(f'<numFmt numFmtId="{id_}" formatCode="{_quoted(code)}"/>' for code, id_ in own.items())
    ids = [BUILTIN_IDS.get(code) or own.get(code, 0) for code in FORMATS]
    xfs = "".join(f'<xf numFmtId="{id_}" applyNumberFormat="1"/>' for id_ in ids)
    fonts = "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    base = '<cellStyleXfs><xf numFmtId="9"/><xf numFmtId="9"/></cellStyleXfs>'
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{listed}</numFmts>{fonts}{base}<cellXfs>{xfs}</cellXfs></styleSheet>'


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def _types(paths: Mapping[str, str]) -> str:
    listed = "".join(f'<Override PartName="/{path}" ContentType="{KIND}.{kind}+xml"/>' for path, kind in paths.items())
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{default}{listed}</Types>'


def _rels(links: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>' for id_, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def parts(cells: str, *, properties: str = "", names: str = "", after: str = "") -> dict[str, str]:
    """A workbook by hand: sheet Formulir in an unusually named part, a hidden and a very hidden sheet."""
    sheets = (
        '<sheet name="Formulir" sheetId="1" r:id="r1"/>'
        '<sheet name="Daftar &amp; Pilihan" sheetId="7" state="hidden" r:id="r2"/>'
        '<sheet name="_meta" sheetId="3" state="veryHidden" r:id="r3"/>'
    )
    main = f'<worksheet xmlns="{MAIN}"><sheetData>%s</sheetData>%s</worksheet>'
    listed = "".join(f"<si>{text}</si>" for text in STRINGS)
    return {
        "[Content_Types].xml": _types(
            {
                "xl/workbook.xml": "sheet.main",
                "xl/worksheets/x7.xml": "worksheet",
                "xl/worksheets/sheet1.xml": "worksheet",
                "xl/worksheets/sheet3.xml": "worksheet",
                "xl/styles.xml": "styles",
                "xl/sharedStrings.xml": "sharedStrings",
            }
        ),
        "_rels/.rels": _rels({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr{properties}/>'
        f"<sheets>{sheets}</sheets><definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": _rels(
            {
                "r1": ("worksheet", "worksheets/x7.xml"),
                "r2": ("worksheet", "worksheets/sheet1.xml"),
                "r3": ("worksheet", "/xl/worksheets/sheet3.xml"),
                "r4": ("styles", "styles.xml"),
                "r5": ("sharedStrings", "sharedStrings.xml"),
            }
        ),
        "xl/worksheets/x7.xml": main % (cells, after),
        "xl/worksheets/sheet1.xml": main % ('<row r="1"><c r="A1"><v>1</v></c></row>', ""),
        "xl/worksheets/sheet3.xml": main % ("", ""),
        "xl/styles.xml": _styles(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{listed}</sst>',
    }


def packed(content: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return out.getvalue()


def not_plain(data: bytes) -> bytes:
    """The same workbook with a comment in each sheet, which only openpyxl reads with certainty."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith("/")}
    marked = {name: text.replace("<sheetData", "<!-- x --><sheetData", 1) for name, text in content.items()}
    return packed(marked)


READERS: dict[str, Callable[[bytes], bytes]] = {"scan": lambda data: data, "openpyxl": not_plain}


class Case(NamedTuple):
    """A cell at C17 in XML (without its address and style) and what is read from it."""

    style: int
    xml: str
    value: object
    formula: bool = False
    cached: bool = True
    error: str = ""


DAY, NOON = datetime.date(2025, 6, 1), datetime.datetime(2025, 6, 1, 12, 30)  # noqa: DTZ001
CASES: dict[str, Case] = {
    "whole number": Case(GENERAL, "><v>42</v>", 42.0),
    "decimal": Case(GENERAL, ' t="n"><v>38.45</v>', 38.45),
    "exponent": Case(GENERAL, "><v>1.5E-3</v>", 0.0015),
    "float noise": Case(GENERAL, "><v>0.30000000000000004</v>", 0.30000000000000004),
    "percent": Case(PERCENT, "><v>0.3845</v>", 0.3845),
    "rupiah": Case(RUPIAH, "><v>1250000</v>", 1250000.0),
    "date": Case(DATE, "><v>45809</v>", DAY),
    "Indonesian date": Case(INDONESIAN, "><v>45809</v>", DAY),
    "date and time": Case(MOMENT, "><v>45809.520833333336</v>", NOON),
    "date without a format": Case(GENERAL, "><v>45809</v>", 45809.0),
    "time": Case(TIME, "><v>0.5</v>", 0.5),
    "duration": Case(DURATION, "><v>1.5</v>", 1.5),
    "date that is none": Case(DATE, "><v>-5</v>", -5.0),
    "date beyond the calendar": Case(DATE, "><v>5000000</v>", 5000000.0),
    "date far beyond": Case(MOMENT, "><v>1E+300</v>", 1e300),
    "duration far beyond": Case(DURATION, "><v>1E+18</v>", 1e18),
    "yes": Case(GENERAL, ' t="b"><v>1</v>', True),
    "no": Case(GENERAL, ' t="b"><v>0</v>', False),
    "shared text": Case(TEXT, ' t="s"><v>0</v>', "Ya"),
    "text with blanks": Case(TEXT, ' t="s"><v>1</v>', "  Ya "),
    "rich text": Case(TEXT, ' t="s"><v>2</v>', "tebal biasa"),
    "phonetic text": Case(TEXT, ' t="s"><v>3</v>', "nama"),
    "escaped line break": Case(TEXT, ' t="s"><v>4</v>', "a\nb"),
    "signs in text": Case(TEXT, ' t="s"><v>5</v>', "A & B <c> –"),
    "inline text": Case(TEXT, ' t="inlineStr"><is><t>007</t></is>', "007"),
    "inline rich text": Case(TEXT, ' t="inlineStr"><is><r><t>1.</t></r><r><t>234</t></r></is>', "1.234"),
    "text NA": Case(TEXT, ' t="inlineStr"><is><t>NA</t></is>', "NA"),
    "text like an error": Case(TEXT, ' t="inlineStr"><is><t>#N/A</t></is>', "#N/A"),
    "text like a formula": Case(TEXT, ' t="inlineStr"><is><t>=1+1</t></is>', "=1+1"),
    "ISO date": Case(DATE, ' t="d"><v>2025-06-01T00:00:00</v>', DAY),
    "error": Case(GENERAL, ' t="e"><v>#DIV/0!</v>', None, error="#DIV/0!"),
    "formula": Case(GENERAL, "><f>1+1</f><v>2</v>", 2.0, formula=True),
    "formula with attributes": Case(GENERAL, '><f aca="false">A1&gt;0</f><v>2</v>', 2.0, formula=True),
    "shared formula": Case(GENERAL, '><f t="shared" ref="C17:C18" si="0">A1</f><v>5</v>', 5.0, formula=True),
    "array formula": Case(GENERAL, '><f t="array" ref="C17">SUM(A1)</f><v>5</v>', 5.0, formula=True),
    "formula with a date": Case(DATE, "><f>TODAY()</f><v>45809</v>", DAY, formula=True),
    "formula with text": Case(GENERAL, ' t="str"><f>"a"</f><v>a &amp; b</v>', "a & b", formula=True),
    "formula with empty text": Case(GENERAL, ' t="str"><f>""</f><v></v>', "", formula=True),
    "formula with yes": Case(GENERAL, ' t="b"><f>1=1</f><v>1</v>', True, formula=True),
    "formula in error": Case(GENERAL, ' t="e"><f>1/0</f><v>#DIV/0!</v>', None, formula=True, error="#DIV/0!"),
    "formula without value": Case(GENERAL, "><f>1+1</f>", None, formula=True, cached=False),
    "formula with empty value": Case(GENERAL, "><f>1+1</f><v></v>", None, formula=True, cached=False),
    "formula with closed value": Case(GENERAL, "><f>1+1</f><v/>", None, formula=True, cached=False),
}


def _cell(case: Case) -> str:
    return f'<row r="17"><c r="B17" s="1"/><c r="C17" s="{case.style}"{case.xml}</c></row>'


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", CASES)
def test_a_cell_is_read_as_it_stands(name: str, reader: str) -> None:
    case = CASES[name]
    data = READERS[reader](packed(parts(_cell(case))))
    book = open_book(data, "33.21.xlsx")
    assert book.reader == reader
    (answer,) = book.cells("Formulir").values()
    read = (answer.value, answer.formula, answer.cached, answer.error, answer.number_format)
    assert read == (case.value, case.formula, case.cached, case.error, FORMATS[case.style])
    assert type(answer.value) is type(case.value)
    assert answer.source.cell == "C17"
    assert (17, 3) in book.cells("Formulir")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("xml", ["/>", "></c>", ' t="s"/>', ' t="inlineStr"><is><t></t></is></c>'])
def test_blank_cells_are_not_there(xml: str, reader: str) -> None:
    data = READERS[reader](packed(parts(f'<row r="3"><c r="C3" s="1"{xml}</row>')))
    assert open_book(data, "x").cells("Formulir") == {}


@pytest.mark.parametrize("reader", READERS)
def test_a_source_names_file_sheet_cell_and_hash(reader: str) -> None:
    data = READERS[reader](packed(parts("")))
    answer = open_book(data, "33.21.xlsx").cells("Daftar & Pilihan")[1, 1]
    assert (answer.source.file, answer.source.sheet, answer.source.cell) == ("33.21.xlsx", "Daftar & Pilihan", "A1")
    assert answer.source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("reader", READERS)
def test_sheets_keep_their_order_and_state(reader: str) -> None:
    book = open_book(READERS[reader](packed(parts(""))), "x")
    assert book.sheets == (("Formulir", "visible"), ("Daftar & Pilihan", "hidden"), ("_meta", "veryHidden"))
    assert book.cells("_meta") == {}
    with pytest.raises(KeyError):
        book.cells("Tidak ada")


def test_only_the_wanted_sheets_are_read() -> None:
    book = open_book(packed(parts("")), "x", only=("_meta",))
    assert len(book.sheets) == 3
    assert list(book.content) == ["_meta"]


@pytest.mark.parametrize("reader", READERS)
def test_the_1904_epoch_counts(reader: str) -> None:
    cell = f'<row r="1"><c r="A1" s="{DATE}"><v>44347</v></c></row>'
    data = READERS[reader](packed(parts(cell, properties=' date1904="1"')))
    assert open_book(data, "x").cells("Formulir")[1, 1].value == DAY


@pytest.mark.parametrize("reader", READERS)
def test_only_the_top_left_cell_of_a_merged_area_counts(reader: str) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    data = READERS[reader](packed(parts(row, after=merge)))
    assert sorted(open_book(data, "x").cells("Formulir")) == [(1, 1), (1, 3)]


NAMES = (
    '<definedName name="isian.satu">Formulir!$C$17</definedName>'
    "<definedName name=\"isian.dua\">'Daftar &amp; Pilihan'!$A$1:$A$9</definedName>"
    "<definedName name=\"isian.tiga\">'Pak ''Ali'''!$B$2</definedName>"
    '<definedName name="isian.hilang">Formulir!#REF!</definedName>'
    '<definedName name="isian.hilang2">#REF!$A$1</definedName>'
    '<definedName name="isian.satu" localSheetId="1">Formulir!$D$1</definedName>'
    '<definedName name="isian.hilang" localSheetId="1">#REF!</definedName>'
    '<definedName name="_xlnm.Print_Area" localSheetId="0">Formulir!$A$1:$B$2</definedName>'
    '<definedName name="dua_daerah">Formulir!$A$1,Formulir!$B$2</definedName>'
    '<definedName name="tetapan">42</definedName>'
)


def test_defined_names_lead_to_their_first_cell() -> None:
    book = open_book(packed(parts("", names=NAMES)), "x")
    assert book.names == {
        "isian.satu": ("Formulir", "C17"),
        "isian.dua": ("Daftar & Pilihan", "A1"),
        "isian.tiga": ("Pak 'Ali'", "B2"),
    }


ROW = '<row r="5"><c r="B5" t="s"><v>0</v></c><c r="C5" s="1"><v>0.5</v></c></row>'


def _values(book: Book) -> dict[tuple[int, int], object]:
    return {place: answer.value for place, answer in book.cells("Formulir").items()}


def test_strict_open_xml_is_read() -> None:
    content = {name: text.replace(MAIN, STRICT) for name, text in parts(ROW).items()}
    content = {
        name: text.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, text in content.items()
    }
    book = open_book(packed(content), "x")
    assert book.reader == "scan"
    assert _values(book) == {(5, 2): "Ya", (5, 3): 0.5}


def test_prefixed_namespaces_are_read_by_openpyxl() -> None:
    content = parts(ROW)
    sheet = content["xl/worksheets/x7.xml"].replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    book = open_book(packed({**content, "xl/worksheets/x7.xml": sheet}), "x")
    assert (book.reader, _values(book)) == ("openpyxl", {(5, 2): "Ya", (5, 3): 0.5})


def test_prefixed_workbook_and_styles_are_read() -> None:
    content = parts(ROW)
    for name in ("xl/workbook.xml", "xl/styles.xml"):
        prefixed = content[name].replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        content[name] = prefixed
    book = open_book(packed(content), "x")
    assert _values(book) == {(5, 2): "Ya", (5, 3): 0.5}
    assert book.cells("Formulir")[5, 3].number_format == "0.00%"


def test_cells_without_an_address_are_counted() -> None:
    cells = '<row r="5"><c><v>1</v></c><c r="D5"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>'
    book = open_book(packed(parts(cells)), "x")
    assert (book.reader, _values(book)) == ("openpyxl", {(5, 1): 1.0, (5, 4): 2.0, (5, 5): 3.0, (6, 1): 4.0})


def test_other_orders_of_attributes_are_read() -> None:
    book = open_book(packed(parts('<row r="5"><c t="s" s="1" r="B5"><v>0</v></c></row>')), "x")
    assert _values(book) == {(5, 2): "Ya"}


@pytest.mark.parametrize(
    "break_it",
    [
        lambda _: {},
        lambda content: {**content, "xl/workbook.xml": "<workbook>"},
        lambda content: {**content, "xl/worksheets/x7.xml": "<worksheet><sheetData>"},
        lambda content: {name: text for name, text in content.items() if name != "xl/worksheets/x7.xml"},
        lambda content: {**content, "xl/worksheets/x7.xml": content["xl/worksheets/x7.xml"].replace("0.5", "abc")},
    ],
)
def test_a_broken_workbook_is_told_not_guessed(break_it: Callable[[dict[str, str]], dict[str, str]]) -> None:
    with pytest.raises(UnreadableBook) as refused:
        open_book(packed(break_it(parts(ROW))), "x")
    assert refused.value.reason


@pytest.mark.parametrize("index", ["-1", "", "999"])
def test_a_shared_text_that_is_not_there_is_not_guessed(index: str) -> None:
    data = packed(parts(f'<row r="5"><c r="B5" t="s"><v>{index}</v></c></row>'))
    try:
        assert _values(open_book(data, "x")).get((5, 2)) != "Ya"
    except UnreadableBook as refused:
        assert refused.reason


def test_a_cell_outside_of_any_row_is_not_there() -> None:
    data = packed(parts('<row r="5"/><c r="B5"><v>1</v></c>'))
    assert _values(open_book(data, "x")) == {}


def test_a_cell_written_twice_is_not_guessed() -> None:
    twice = '<row r="5"><c r="B5"><v>1</v></c></row><row r="5"><c r="B5"><v>2</v></c></row>'
    with pytest.raises(UnreadableBook):
        open_book(packed(parts(twice)), "x")


def test_no_mutation_raises_anything_else() -> None:
    chance = random.Random(5)  # noqa: S311
    content = parts("".join(_cell(case) for case in CASES.values()))
    for _ in range(200):
        name = chance.choice(sorted(content))
        text = list(content[name])
        text[chance.randrange(len(text))] = chance.choice('<>"/=&; a1')
        try:
            open_book(packed({**content, name: "".join(text)}), "x")
        except UnreadableBook as refused:
            assert refused.reason


FORMAT_CASES = {
    "General": Shows.NUMBER,
    "0.00%": Shows.NUMBER,
    '#,##0.00 "orang/hari"': Shows.NUMBER,
    "[$Rp-421]#,##0;[Red]-[$Rp-421]#,##0": Shows.NUMBER,
    "0.00E+00": Shows.NUMBER,
    r"\d0": Shows.NUMBER,
    "@": Shows.NUMBER,
    "dd/mm/yyyy": Shows.DATE,
    "[$-421]dd mmmm yyyy;@": Shows.DATE,
    "[$-F800]dddd, mmmm dd, yyyy": Shows.DATE,
    "mmm": Shows.DATE,
    "m/d/yy h:mm": Shows.DATE,
    "h:mm AM/PM": Shows.TIME,
    "mm:ss": Shows.TIME,
    "[mm]:ss": Shows.TIME,
    "[h]:mm:ss": Shows.TIME,
}


@pytest.mark.parametrize("code", FORMAT_CASES)
def test_a_format_shows_a_date_a_time_or_a_number(code: str) -> None:
    assert shows(code) is FORMAT_CASES[code]


def test_the_day_that_never_was_is_no_date() -> None:
    assert day(60) is None
    assert day(59) == datetime.date(1900, 2, 28)
    assert day(61) == datetime.date(1900, 3, 1)
    assert day(0.5) is None
    assert day(2_958_466) is None
    assert day(0, since_1904=True) == datetime.date(1904, 1, 1)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
VALUES = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(float),
    st.booleans(),
    TEXTS.filter(lambda text: text.strip() == text and not text.startswith(("=", "_x"))),
    st.dates(datetime.date(1900, 3, 1), datetime.date(2100, 1, 1)),
    st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
)
TABLES = st.dictionaries(st.tuples(st.integers(1, 60), st.integers(1, 30)), VALUES, max_size=25)
CODES = ("General", "0.00%", "dd/mm/yyyy", '"Rp"#,##0', "[$-421]dd mmmm yyyy", "@", "h:mm")


def _by_openpyxl(table: Mapping[tuple[int, int], object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.title = "Formulir"
    for (row, column), value in table.items():
        cell = sheet.cell(row, column)
        cell.number_format = CODES[(row + column) % len(CODES)]
        cell.value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _by_xlsxwriter(table: Mapping[tuple[int, int], object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, formats = book.add_worksheet("Formulir"), [book.add_format({"num_format": code}) for code in CODES]
    for (row, column), value in table.items():
        code = formats[(row + column) % len(CODES)]
        dated = isinstance(value, datetime.date)
        (sheet.write_datetime if dated else sheet.write)(row - 1, column - 1, value, formats[2] if dated else code)
    book.close()
    return out.getvalue()


def _without_source(cells: Mapping[tuple[int, int], RawAnswer]) -> dict[tuple[int, int], tuple[object, ...]]:
    return {
        place: (answer.value, type(answer.value), answer.number_format, answer.source.cell)
        for place, answer in cells.items()
    }


@settings(max_examples=60, deadline=None)
@given(TABLES, st.sampled_from([_by_openpyxl, _by_xlsxwriter]))
def test_both_readers_agree_on_generated_workbooks(
    table: dict[tuple[int, int], object], write: Callable[[Mapping[tuple[int, int], object]], bytes]
) -> None:
    data = write(table)
    plain, other = open_book(data, "x"), open_book(not_plain(data), "x")
    assert (plain.reader, other.reader) == ("scan", "openpyxl")
    assert _without_source(plain.cells("Formulir")) == _without_source(other.cells("Formulir"))
    assert set(plain.cells("Formulir")) == set(table)


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_what_was_written_is_read(table: dict[tuple[int, int], object]) -> None:
    cells = open_book(_by_xlsxwriter(table), "x").cells("Formulir")
    for place, value in table.items():
        read = cells[place].value
        if isinstance(value, (str, bool)):
            assert read == value
        elif isinstance(value, (int, float)) and isinstance(read, float):
            assert read == pytest.approx(value, rel=1e-15)
        elif isinstance(value, datetime.datetime):
            assert read in (value, value.date())
