"""The criteria workbook: everything comes back, every mistake is told by its cell, nothing is written over unasked."""

import datetime
import io
import re
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from paritrana.cli.run import run
from paritrana.criteria.diff import Difference, compare
from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.load import category_tree, load_category
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import read_tree
from paritrana.criteria.typing import typed
from paritrana.criteria.yaml_text import without_empty, yaml_text
from paritrana.form.cells import open_book
from paritrana.form.criteria_book import write_criteria_book
from paritrana.form.criteria_book_reader import read_criteria_book
from paritrana.intake.guard import judge
from paritrana.text import line
from paritrana.workflow.criteria_excel import criteria_from_excel, criteria_to_excel
from paritrana.workflow.init import init_workspace

HOUSE = Path(__file__).parents[2]
SHIPPED = tuple(path for path in sorted((HOUSE / "criteria").glob("*/*.yaml")) if path.name != "edition.yaml")
WHOLE = tuple(path for path in SHIPPED if "\nextends:" not in path.read_text(encoding="utf-8"))
"""Those that stand alone; what another takes from its base is not in it."""
CASES = tuple(
    path
    for path in sorted((HOUSE / "tests" / "cases" / "criteria").glob("*.yaml"))
    if read_tree(path.read_text(encoding="utf-8"), "").value is not None
)
INSTRUMENTS = tuple(sorted((HOUSE / "tests" / "cases" / "instruments").glob("*/*.yaml")))
EDITION = {"edition": "2025-contoh", "signatory": {"position": "Gubernur"}}

SMALL = """
category: contoh
title: {id: Contoh, en: Sample}
candidates: {kind: region, levels: [kabupaten, kota], list: derived}
missing: zero
fields:
  - {id: inovasi, ask: Ada inovasi, kind: yesno, source: contoh}
  - {id: cakupan, ask: Cakupan, kind: percent, unit: persen, source: contoh}
aspects:
  - id: isi
    title: Isi
    weight: 100
    source: contoh
    indicators:
      - id: skor_inovasi
        title: Inovasi
        weight: 33.33
        rule: {kind: yesno, field: inovasi, yes: 100, no: 0}
        source: contoh
      - id: skor_cakupan
        title: Cakupan
        weight: 66.67
        rule:
          kind: bands
          value: cakupan
          closed: lower
          bands: [{from: 0, to: 50, points: 40}, {from: 50, to: 100, points: 100}]
        source: contoh
ranking: {style: 1-2-2-4, ties: [{by: cakupan, order: desc}], still_tied: share}
"""


def tree_of(text):
    return read_tree(text, "contoh.yaml").value


def read(data):
    return read_criteria_book(open_book(data, "kriteria.xlsx"))


def there_and_back(value):
    written = write_criteria_book(value, EDITION)
    found = read(written.data)
    assert judge(written.data, "kriteria.xlsx") == ()
    assert found.problems == ()
    assert found.tree.problems == []
    return found.tree.value


@pytest.mark.parametrize("path", (*SHIPPED, *CASES), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_plain_tree_of_every_file_comes_back(path):
    value = tree_of(path.read_text(encoding="utf-8"))
    assert there_and_back(value) == without_empty(value)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_categories_keep_every_word_and_their_structure(path, tmp_path):
    category, _ = load_category(path)
    value = there_and_back(tree_of(path.read_text(encoding="utf-8")))
    copy = tmp_path / path.name
    copy.write_text(yaml_text(value, Category), encoding="utf-8", newline="\n")
    again, problems = load_category(copy)
    assert not any(problem.is_error for problem in problems)
    assert structure_hash(again) == structure_hash(category)
    assert again.model_dump(mode="json") == category.model_dump(mode="json")


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_instruments_come_back_without_a_difference(path, tmp_path):
    tree = category_tree(path, path.name)
    copy = tmp_path / path.name
    copy.write_text(yaml_text(there_and_back(tree.value), Category), encoding="utf-8", newline="\n")
    before, after = load_category(path)[0], load_category(copy)[0]
    assert compare(before, after) == Difference()


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_categories_need_no_part_without_a_column(path):
    assert write_criteria_book(tree_of(path.read_text(encoding="utf-8")), EDITION).kept == ()


def test_the_same_tree_gives_the_same_bytes():
    assert write_criteria_book(tree_of(SMALL), EDITION) == write_criteria_book(tree_of(SMALL), EDITION)


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "\"kutip\" dan 'kutip'",
    "baris satu\nbaris dua",
    "_x0041_ {{ x }} <b>",
    "1/3",
    "33.330",
    "007",
    "true",
    "ya",
    "ಅ 😀 é",
    "x (count)",
    "a, b; c",
    "#REF!",
    "http://contoh.id",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_texts_come_back_as_they_were_and_are_no_formulas(text):
    value = tree_of(SMALL)
    value["fields"][0] |= {"ask": text, "hint": {"id": text, "en": text}, "source": text, "pattern": text}
    value["fields"][0]["unknown"] = {"deep": [text]}
    value["aspects"][0]["indicators"][0]["weight"] = text
    value["aspects"][0]["indicators"][0]["rule"]["yes"] = text
    value["candidates"]["levels"] = [text]
    assert there_and_back(value) == without_empty(value)
    book = load_workbook(io.BytesIO(write_criteria_book(value, EDITION).data))
    formulas = [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert all(cell.value.startswith("=IF(AND(LEFT(") for cell in formulas)


letters = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t =+-@'\"#:{}[],|>")
texts = st.text(letters, min_size=1, max_size=20)


@settings(max_examples=20, deadline=None)
@given(st.lists(texts, min_size=12, max_size=12))
def test_any_texts_in_any_place_come_back(found):
    value = tree_of(SMALL)
    field, rule = value["fields"][1], value["aspects"][0]["indicators"][1]["rule"]
    field["ask"], field["hint"] = found[0], {"id": found[1], "en": found[2]}
    field["min"], field["required"], field["kind"] = found[3], found[4], found[5]
    rule["value"], rule["closed"], rule["bands"][0]["points"] = found[6], found[7], found[8]
    value["candidates"]["levels"], value["status"] = [found[9]], found[10]
    value["groups"] = [{"id": "satu", "title": found[11]}]
    assert there_and_back(value) == without_empty(value)


def test_parts_without_a_column_are_kept_and_named():
    value = tree_of(SMALL)
    rows = [{"if": {"inovasi": "true"}, "points": "100"}]
    value["aspects"][0]["indicators"][0]["rule"] = {"kind": "table", "rows": rows, "otherwise": "0"}
    written = write_criteria_book(value, EDITION)
    assert written.kept == ("aspects.isi.indicators.skor_inovasi.rule.rows",)
    assert read(written.data).tree.value == without_empty(value)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.text(letters, max_size=12),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(letters, max_size=8), inner, max_size=4),
        max_leaves=12,
    )
)
def test_yaml_text_gives_every_scalar_back(value):
    found = read_tree(yaml_text(value), "")
    assert found.problems == []
    assert found.value == value


def test_yaml_text_has_the_order_of_the_model():
    value = dict(reversed(list(tree_of(SMALL).items())))
    text = yaml_text(value, Category)
    assert text.startswith("category: contoh\ntitle: {id: Contoh, en: Sample}\n")
    assert text == yaml_text(tree_of(SMALL), Category)
    assert typed(Category, read_tree(text, "")) is not None


# --- mistakes by cell


@pytest.fixture
def house(tmp_path):
    workspace = init_workspace(tmp_path / "kerja", None)
    folder = workspace.criteria("2025-provinsi")
    (folder / "contoh.yaml").write_text(SMALL, encoding="utf-8", newline="\n")
    return workspace


def cell_at(sheet, title, key):
    """The cell beneath a column's title in the row whose cells hold the key."""
    column = next(cell.column for cell in sheet[4] if str(cell.value or "").startswith(title))
    row = next(row[0].row for row in sheet.iter_rows(min_row=5) if any(cell.value == key for cell in row))
    return sheet.cell(row, column)


def changed(house, changes):
    """The workbook of the small category after changes `(sheet, row, column, value)`."""
    path = criteria_to_excel(house.root, "2025-provinsi", "contoh", house.root / "kriteria.xlsx", replace=True).path
    book = load_workbook(path)
    places = []
    for sheet, key, title, value in changes:
        cell = cell_at(book[sheet], title, key)
        cell.value = value
        places.append(f"{sheet}!{cell.coordinate}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(path)
    return path, places


SLIPS = (
    (("Indikator", "skor_inovasi", "Bobot", "33,33"), "C011"),
    (("Indikator", "skor_inovasi", "Bobot", 33), "C005"),
    (("Indikator", "skor_inovasi", "Bobot", None), "C012"),
    (("Indikator", "skor_inovasi", "Aturan", "bandz"), "C004"),
    (("Indikator", "skor_inovasi", "Di bawah", "isy"), "C050"),
    (("Indikator", "skor_inovasi", "Jenis baris", "apa"), "C051"),
    (("Indikator", "isi", "Di bawah", "isi"), "C053"),
    (("Indikator", "skor_inovasi", "Yang dinilai", "inovasy"), "C007"),
    (("Isian", "inovasi", "Jenis", "ya tidak boleh"), "C004"),
    (("Isian", "inovasi", "Wajib", "mungkin"), "C004"),
    (("Isian", "inovasi", "Pertanyaan", None), "C012"),
    (("Isian", "cakupan", "Id", 7), "A022"),
    (("Isian", "cakupan", "Terendah", "#DIV/0!"), "A013"),
    (("Kategori", "precision.score", "Isi", "banyak"), "C004"),
    (("Kategori", "title", "Isi", None), "C012"),
    (("Peringkat", "cakupan", "Arah", "naik"), "C004"),
)


@pytest.mark.parametrize(("change", "code"), SLIPS, ids=[f"{code}-{change[2]}" for change, code in SLIPS])
def test_a_mistake_is_told_by_its_cell_and_nothing_is_written(change, code, house):
    path, (place,) = changed(house, [change])
    if change[2] == "Bobot" and code == "C005":
        place = place[:-1] + "6"
    found = criteria_from_excel(path, house.root, "2025-provinsi", house.root / "baru.yaml")
    errors = {(problem.code, f"{problem.where.sheet}!{problem.where.cell}") for problem in found.problems}
    assert (code, place) in errors, [line(problem) for problem in found.problems]
    assert found.exit_code == 4
    assert not (house.root / "baru.yaml").exists()


def test_a_message_names_file_sheet_and_cell(house):
    path, _ = changed(house, [("Indikator", "skor_inovasi", "Bobot", "33,33")])
    found = criteria_from_excel(path, house.root, "2025-provinsi", Path("-"))
    assert [line(problem) for problem in found.problems if problem.code == "C011"] == [
        'kriteria.xlsx › Indikator!E6: "33,33" memakai koma desimal. Tulis dengan titik: 33.33. [C011]'
    ]


def test_a_date_for_a_fraction_is_refused_with_its_cure(house):
    path, (place,) = changed(house, [("Indikator", "skor_inovasi", "Bobot", datetime.date(2025, 3, 1))])
    found = criteria_from_excel(path, house.root, "2025-provinsi", Path("-"))
    dates = [problem for problem in found.problems if problem.where.cell == place.partition("!")[2]]
    assert [problem.code for problem in dates] == ["C054"]


def test_a_percent_cell_and_a_number_are_read_with_a_remark(house):
    path, _ = changed(house, [("Indikator", "skor_inovasi", "Bobot", 0.3333)])
    book = load_workbook(path)
    cell_at(book["Indikator"], "Bobot", "skor_inovasi").number_format = "0.00%"
    book.save(path)
    found = criteria_from_excel(path, house.root, "2025-provinsi", Path("-"))
    assert [problem.code for problem in found.problems] == ["A018"]
    assert tree_of(found.text) == without_empty(tree_of(SMALL))


def test_settings_of_no_indicator_and_columns_that_do_not_belong_are_told(house):
    path = criteria_to_excel(house.root, "2025-provinsi", "contoh", house.root / "kriteria.xlsx").path
    book = load_workbook(path)
    sheet = book["Parameter"]
    sheet["A5"].value, sheet["E6"].value = "skor_lain", 5
    book.save(path)
    found = criteria_from_excel(path, house.root, "2025-provinsi", Path("-"))
    told = {(problem.code, problem.where.cell) for problem in found.problems}
    assert {("C050", "A5"), ("C003", "E6")} <= told


def test_a_sheet_or_column_that_is_gone_is_told(house):
    path = criteria_to_excel(house.root, "2025-provinsi", "contoh", house.root / "kriteria.xlsx").path
    book = load_workbook(path)
    del book["Syarat"]
    book["Isian"].delete_cols(3)
    book.save(path)
    found = criteria_from_excel(path, house.root, "2025-provinsi", Path("-"))
    assert {problem.code for problem in found.problems} == {"B026", "B043"}
    assert found.exit_code == 4


def test_facts_of_the_edition_are_only_compared(house):
    path, (place,) = changed(house, [("Penanda Tangan", "signatory.position", "Isi", "Wali Kota")])
    found = criteria_from_excel(path, house.root, None, house.root / "baru.yaml")
    assert [(one.code, f"{one.where.sheet}!{one.where.cell}") for one in found.problems] == [("C055", place)]
    assert found.exit_code == 0


def test_a_kept_part_without_its_place_and_a_row_without_a_key_are_told(house):
    path = criteria_to_excel(house.root, "2025-provinsi", "contoh", house.root / "kriteria.xlsx").path
    book = load_workbook(path)
    book["Lain-lain"]["A5"].value, book["Lain-lain"]["B5"].value = "fields.hilang.catatan", "ada"
    book["Kategori"]["B50"].value = "terlepas"
    book.save(path)
    found = criteria_from_excel(path, house.root, "2025-provinsi", Path("-"))
    told = {(problem.code, f"{problem.where.sheet}!{problem.where.cell}") for problem in found.problems}
    assert {("C052", "Lain-lain!B5"), ("C056", "Kategori!B50")} <= told


# --- commands


def test_commands_go_there_and_back_and_overwrite_nothing_unasked(house, capsys):
    where = ["-w", str(house.root), "-e", "2025-provinsi"]
    own = house.criteria("2025-provinsi") / "contoh.yaml"
    assert run(["criteria", "to-excel", "contoh", *where]) == 0
    assert own.with_suffix(".xlsx").is_file()
    assert run(["criteria", "to-excel", "contoh", *where]) == 5
    assert run(["criteria", "from-excel", str(own.with_suffix(".xlsx")), *where]) == 5
    assert own.read_text(encoding="utf-8") == SMALL
    assert run(["criteria", "from-excel", str(own.with_suffix(".xlsx")), "--replace", *where]) == 0
    assert tree_of(own.read_text(encoding="utf-8")) == without_empty(tree_of(SMALL))
    capsys.readouterr()
    assert run(["criteria", "from-excel", str(own.with_suffix(".xlsx")), "-o", "-", *where]) == 0
    assert capsys.readouterr().out == own.read_text(encoding="utf-8")


def test_what_is_no_workbook_is_refused_as_unreadable(house, tmp_path, capsys):
    path = tmp_path / "kriteria.xlsx"
    path.write_bytes(b"%PDF-1.4")
    assert run(["criteria", "from-excel", str(path), "-w", str(house.root), "-e", "2025-provinsi"]) == 3
    assert re.search(r"\[B002\]", capsys.readouterr().out)
    assert run(["criteria", "from-excel", str(tmp_path / "tidak.xlsx"), "-w", str(house.root)]) == 2
    assert run(["criteria", "to-excel", "tidak-ada", "-w", str(house.root), "-e", "2025-provinsi"]) == 2
