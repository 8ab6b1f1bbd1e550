"""What a value alone does not tell: struck out, raised, merged, hidden; and what two readers say about it."""

from typing import Any

import openpyxl
import pytest
from form_samples import DEMAK, changed, codes, edition, filled, governments, named_cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from test_cells import CASES, DATE, MAIN, READERS, STRICT, parts
from test_cells import _cell as cell_xml
from test_cells import packed as zipped

from paritrana.form import cells as cells_module
from paritrana.form.cells import UnreadableBook, open_book, open_form
from paritrana.form.crosscheck import SAMPLE, sampled
from paritrana.form.layout import plan_form
from paritrana.form.reader import read_form
from paritrana.form.skeleton import skeleton_of
from paritrana.form.writer import write_form


def form_after(change: Any) -> tuple[Any, Any]:
    layout = plan_form(edition(), governments(), DEMAK)
    data = filled(write_form(layout), {"isian.pekerja": 607426, "isian.ucj24": 38.45, "isian.perda": "Ya"})
    return read_form(open_form(changed(data, change), "33.21.xlsx"), layout)


def test_a_struck_answer_is_told_from_a_plain_one() -> None:
    def strike(book: openpyxl.Workbook) -> None:
        named_cell(book, "isian.pekerja").font = Font(strike=True)

    answers, _ = form_after(strike)
    assert (answers.answers["pekerja"].struck, answers.answers["ucj24"].struck) == (True, False)


def rich(look: str) -> str:
    return f"<si><r><t>607</t></r><r><rPr>{look}</rPr><t>2</t></r></si>"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("look", "struck", "raised"),
    [
        ("<strike/>", True, False),
        ('<strike val="0"/>', False, False),
        ('<vertAlign val="superscript"/>', False, True),
        ('<vertAlign val="baseline"/>', False, False),
        ("<b/>", False, False),
    ],
)
def test_looks_inside_of_a_text_are_told(look: str, struck: bool, raised: bool, reader: str) -> None:
    content = parts('<row r="5"><c r="C5" t="s"><v>0</v></c></row>')
    content["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{rich(look)}</sst>'
    book = open_book(READERS[reader](zipped(content)), "x")
    (raw,) = book.cells("Formulir").values()
    assert (book.reader, raw.value, raw.struck, raw.raised) == (reader, "6072", struck, raised)


def test_an_answer_beneath_a_merged_one_is_not_taken() -> None:
    def merge(book: openpyxl.Workbook) -> None:
        sheet, first = named_cell(book, "isian.pekerja").parent, named_cell(book, "isian.pekerja")
        sheet.merge_cells(f"{first.coordinate}:C{first.row + 1}")

    answers, problems = form_after(merge)
    assert codes(problems) == ["B037"]
    assert "indeks" not in answers.answers
    assert answers.answers["pekerja"].value == 607426


def test_an_answer_in_a_hidden_row_is_asked_about() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        first = named_cell(book, "isian.pekerja")
        first.parent.row_dimensions[first.row].hidden = True

    answers, problems = form_after(hide)
    assert (codes(problems), answers.answers["pekerja"].value) == (["B038"], 607426)


def test_an_answer_in_a_hidden_column_is_asked_about() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        first = named_cell(book, "isian.pekerja")
        first.parent.column_dimensions["C"].hidden = True

    assert set(codes(form_after(hide)[1])) == {"B038"}


@pytest.mark.parametrize("case", CASES)
def test_a_cross_check_agrees_on_every_kind_of_cell(case: str) -> None:
    book = open_book(zipped(parts(cell_xml(CASES[case]))), "x", cross_check=True)
    assert book.reader == "scan"


def test_readers_that_differ_set_the_file_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "same_answers", lambda *_: False)
    with pytest.raises(UnreadableBook, match="dua pembaca"):
        open_book(zipped(parts(cell_xml(CASES["percent"]))), "x", cross_check=True)


def test_strict_open_xml_is_cross_checked_too() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    content = {
        name: text.replace(MAIN, STRICT).replace(office, strict)
        for name, text in parts(f'<row r="5"><c r="B5" s="{DATE}" t="d"><v>2025-08-17</v></c></row>').items()
    }
    assert open_book(zipped(content), "x", cross_check=True).reader == "scan"
    assert open_book(READERS["openpyxl"](zipped(content)), "x").reader == "openpyxl"


def test_what_is_typed_does_not_change_the_skeleton() -> None:
    def bones(cell: str, properties: str = "") -> dict[str, bytes]:
        content = parts(f'<row r="5"><c r="B5"{cell}</c></row>', properties=properties)
        content["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{"<si><t>Ya</t></si>" * 3}</sst>'
        return skeleton_of({name: text.encode() for name, text in content.items()})

    assert bones("><v>1</v>") == bones(' t="s"><v>2</v>')
    assert bones("><v>1</v>") != bones("><v>1</v>", ' date1904="1"')
    assert bones("><v>1</v>") != bones(' t="s"><v>3</v>')
    assert bones("><f>A1</f><v>1</v>") != bones("><f>A2</f><v>1</v>")


def test_the_sample_is_the_same_for_everybody() -> None:
    hashes = [f"{number:08x}" + "0" * 56 for number in range(200)]
    assert sum(map(sampled, hashes)) == 200 // SAMPLE


def test_rich_text_of_openpyxl_is_struck_too() -> None:
    def strike(book: openpyxl.Workbook) -> None:
        old = TextBlock(InlineFont(strike=True), "606 ")
        named_cell(book, "isian.pekerja").value = CellRichText(old, "607")

    assert form_after(strike)[0].answers["pekerja"].struck
