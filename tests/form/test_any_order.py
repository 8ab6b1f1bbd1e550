"""What a file says is a function of its bytes alone: no file read before it changes its values or its verdict."""

import hashlib
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cells import CASES, _by_openpyxl, _by_xlsxwriter, parts
from test_cells import _cell as cell_xml
from test_cells import packed as zipped

from paritrana.form import cells as cells_module
from paritrana.form.cells import UnreadableBook, open_book
from paritrana.runner import FEW, run

FRAME = '<sheetViews><sheetView workbookViewId="0"><selection activeCell="B2" sqref="B2"/></sheetView></sheetViews>'
TABLE = {(1, 1): "Ya", (2, 3): 607426.0, (3, 3): 38.45, (4, 2): True, (5, 1): "a_b & <c>"}


def _damaged(data: bytes, seed: int) -> bytes:
    """One digit of one part changed."""
    import io
    import zipfile

    chance = random.Random(seed)  # noqa: S311
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    name = chance.choice(sorted(content))
    digits = [found.start() for found in re.finditer("[0-9]", content[name])]
    if digits:
        at = chance.choice(digits)
        content[name] = content[name][:at] + str(chance.randrange(10)) + content[name][at + 1 :]
    return zipped(content)


def _verdict(data: bytes) -> str:
    try:
        book = open_book(data, "kiriman.xlsx")
    except UnreadableBook as error:
        return error.reason
    told = [(sheet, sorted(dict(cells.cells).items())) for sheet, cells in book.content.items()]
    return hashlib.sha256(repr((book.reader, told)).encode()).hexdigest()


def _alone(data: bytes) -> str:
    cells_module._skeletons.clear()
    return _verdict(data)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=2, max_size=5), st.sampled_from([_by_openpyxl, _by_xlsxwriter]))
def test_files_before_it_change_nothing(seeds: list[int], write: object) -> None:
    whole = write(TABLE)  # type: ignore[operator]
    files = [whole, *(_damaged(whole, seed) for seed in seeds)]
    alone = [_alone(data) for data in files]
    cells_module._skeletons.clear()
    assert [_verdict(data) for data in files] == alone
    cells_module._skeletons.clear()
    assert [_verdict(data) for data in reversed(files)] == alone[::-1]


def test_the_number_of_workers_changes_nothing() -> None:
    whole = _by_openpyxl(TABLE)
    files = [whole if seed % 2 else _damaged(whole, seed % 20) for seed in range(FEW)]
    assert list(run(_verdict, files, 1)) == list(run(_verdict, files, 2))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('sqref="A1:B2"', 'sqref="A9:B2"'),
        ('mergeCell ref="F1:G2"', 'mergeCell ref="F1:G0"'),
        ('<c r="B5" s="1"/>', '<c r="B5" s="9"/>'),
        ('<row r="5" ht="15">', '<row r="5" ht="15" s="99">'),
        ("xmlns:x1=", "xmlns:x2="),
    ],
)
def test_a_wrong_digit_is_refused_behind_a_whole_file_too(before: str, after: str) -> None:
    row = '<row r="5" ht="15"><c r="A5"><v>1</v></c><c r="B5" s="1"/></row><row r="6" x1:dyDescent="0.2"/>'
    merged = '<mergeCells count="1"><mergeCell ref="F1:G2"/></mergeCells>'
    valid = '<dataValidations count="1"><dataValidation type="decimal" sqref="A1:B2"/></dataValidations>'
    content = parts(row, after=merged + valid)
    sheet = "xl/worksheets/x7.xml"
    content[sheet] = content[sheet].replace("<worksheet ", '<worksheet xmlns:x1="urn:x" ')
    assert len(_verdict(zipped(content))) == 64
    assert before in content[sheet]
    content[sheet] = content[sheet].replace(before, after)
    assert _verdict(zipped(content)) == _alone(zipped(content))
    assert len(_verdict(zipped(content))) != 64


def test_where_the_cursor_stood_and_who_saved_it_do_not_matter() -> None:
    cells_module._skeletons.clear()
    for cell in ("B2", "C17", "A1"):
        content = parts(cell_xml(CASES["decimal"]))
        sheet = content["xl/worksheets/x7.xml"]
        content["xl/sharedStrings.xml"] = re.sub(
            r"<si>.*</si>", f"<si><t>{cell}</t></si>", content["xl/sharedStrings.xml"]
        )
        content["xl/worksheets/x7.xml"] = sheet.replace("<sheetData>", FRAME.replace("B2", cell) + "<sheetData>")
        assert open_book(zipped(content), "x").reader == "scan"
    assert len(cells_module._skeletons) == 1


def test_a_web_address_of_a_blank_cell_is_not_its_value() -> None:
    link = '<hyperlinks><hyperlink ref="D4" location="Formulir!A1" display="ke atas"/></hyperlinks>'
    book = open_book(zipped(parts(cell_xml(CASES["decimal"]), after=link)), "x")
    assert list(book.cells("Formulir")) == [(17, 3)]
