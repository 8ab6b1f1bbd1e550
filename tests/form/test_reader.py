"""Reading what comes back: every way in which an office changes a form without meaning to."""

import dataclasses
import datetime
from typing import Any

import openpyxl
import pytest
from form_samples import (
    DEMAK,
    GOVERNMENTS,
    THREE,
    changed,
    codes,
    edition,
    filled,
    governments,
    moved,
    named_cell,
    opened,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana.criteria.fields import Role
from paritrana.form.layout import FormLayout, TableLayout, plan_form, plan_table
from paritrana.form.reader import FormAnswers, TableAnswers, check_meta, read_form, read_meta, read_table
from paritrana.form.writer import write_form, write_table
from paritrana.problems import Problem
from paritrana.text import LANGUAGES, line

ANSWERS: dict[str, Any] = {
    "pekerja": 607426.0,
    "indeks": -2.125,
    "ucj24": 38.45,
    "iuran": 1250000000.0,
    "perda": "Ya",
    "tingkat": "Tinggi, dengan sanksi",
    "tanggal": datetime.date(2025, 8, 17),
    "uraian": '=cmd|" /C calc"!A0',
    "wilayah": "33.10",
}


def form() -> FormLayout:
    return plan_form(edition(), governments(), DEMAK)


def answered() -> bytes:
    typed = {f"isian.{field}": value for field, value in ANSWERS.items()}
    extra = {"bukti.pekerja": "Ada–terlampir", "catatan.pekerja": "lihat hal. 3"}
    return filled(write_form(form()), typed | extra)


def read(data: bytes) -> tuple[FormAnswers, tuple[Problem, ...]]:
    answers, problems = read_form(opened(data), form())
    for problem in problems:
        assert all(line(problem, lang) for lang in LANGUAGES)
    return answers, problems


def values(answers: FormAnswers) -> dict[str, Any]:
    plain = {field: raw.value for field, raw in answers.answers.items()}
    return {k: v.date() if isinstance(v, datetime.datetime) else v for k, v in plain.items()}


def test_what_was_typed_is_what_is_read() -> None:
    answers, problems = read(answered())
    assert problems == ()
    assert values(answers) == ANSWERS
    assert answers.evidence["pekerja"] == "Ada–terlampir"
    assert answers.notes["pekerja"] == "lihat hal. 3"
    assert answers.answers["pekerja"].source.cell == "C8"


@settings(max_examples=15, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "pekerja": st.integers(0, 10**12).map(float),
            "ucj24": st.floats(0, 100, allow_nan=False).map(lambda x: round(x, 2)),
            "perda": st.sampled_from(["Ya", "Tidak"]),
            "uraian": st.text("abc =+-@123", min_size=1).filter(str.strip),
        },
    )
)
def test_reading_inverts_filling(typed: dict[str, Any]) -> None:
    data = filled(write_form(form()), {f"isian.{field}": value for field, value in typed.items()})
    answers, problems = read(data)
    assert problems == ()
    assert {k: v for k, v in values(answers).items() if v is not None} == typed


def test_a_blank_form_reads_as_blanks_with_their_cells() -> None:
    answers, problems = read(write_form(form()))
    assert problems == ()
    assert all(raw.blank and raw.source.cell for raw in answers.answers.values())


@pytest.mark.parametrize("move", [{"rows": 2, "start": 9}, {"columns": 1, "start": 3}, {"rows": 5}, {"columns": 2}])
def test_inserted_rows_and_columns_do_no_harm(move: dict[str, int]) -> None:
    answers, problems = read(changed(answered(), lambda book: moved(book, "Formulir", **move)))
    assert problems == ()
    assert values(answers) == ANSWERS


@pytest.mark.parametrize("move", [{}, {"rows": 3, "start": 9}, {"columns": 1, "start": 3}])
def test_without_any_names_the_markers_are_found(move: dict[str, int]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        moved(book, "Formulir", **move)
        book.defined_names.clear()

    answers, problems = read(changed(answered(), change))
    assert values(answers) == ANSWERS
    assert codes(problems) == ["B032"] * len(ANSWERS)
    assert answers.notes["pekerja"] == "lihat hal. 3"
    assert answers.evidence["pekerja"] == "Ada–terlampir"


def test_without_names_and_markers_number_and_question_are_found() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.defined_names.clear()
        book["Formulir"].delete_cols(8)

    answers, problems = read(changed(answered(), change))
    assert values(answers) == ANSWERS
    assert set(codes(problems)) == {"B032"}


def test_a_lost_cell_is_one_problem_and_the_others_are_read() -> None:
    def change(book: openpyxl.Workbook) -> None:
        moved(book, "Formulir")
        book["Formulir"].delete_rows(10)
        for name in ("isian", "bukti", "catatan"):
            book.defined_names[f"{name}.ucj24"].attr_text = "Formulir!#REF!"
        for name in book.defined_names.values():
            for old, new in ((row, row - 1) for row in range(11, 18)):
                if name.attr_text.endswith(f"${old}"):
                    name.attr_text = name.attr_text.removesuffix(str(old)) + str(new)
                    break

    answers, problems = read(changed(answered(), change))
    assert [(one.code, one.field) for one in problems] == [("B027", "ucj24")]
    assert "ucj24" not in answers.answers
    assert values(answers)["iuran"] == ANSWERS["iuran"]


def test_a_renamed_sheet_is_found_by_its_names() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Formulir"].title = "Isian Demak"
        for name in book.defined_names.values():
            name.attr_text = name.attr_text.replace("Formulir!", "'Isian Demak'!")

    answers, problems = read(changed(answered(), change))
    assert problems == ()
    assert values(answers) == ANSWERS


def test_a_renamed_sheet_without_names_is_found_by_its_markers() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Formulir"].title = "Isian Demak"
        book.defined_names.clear()

    answers, problems = read(changed(answered(), change))
    assert values(answers) == ANSWERS
    assert set(codes(problems)) == {"B032"}


def test_a_missing_sheet_is_one_problem() -> None:
    def change(book: openpyxl.Workbook) -> None:
        del book["Formulir"]
        book.defined_names.clear()

    answers, problems = read(changed(answered(), change))
    assert codes(problems) == ["B026"]
    assert answers.answers == {}


def test_a_duplicated_sheet_is_harmless() -> None:
    def change(book: openpyxl.Workbook) -> None:
        copy = book.copy_worksheet(book["Formulir"])
        copy["C8"] = 1

    answers, problems = read(changed(answered(), change))
    assert problems == ()
    assert values(answers) == ANSWERS


def test_a_duplicated_row_is_harmless_while_the_name_stands() -> None:
    def change(book: openpyxl.Workbook) -> None:
        for cell in book["Formulir"][8]:
            book["Formulir"].cell(40, cell.column).value = cell.value

    answers, problems = read(changed(answered(), change))
    assert problems == ()
    assert values(answers) == ANSWERS


def test_a_duplicated_row_without_a_name_is_never_guessed() -> None:
    def change(book: openpyxl.Workbook) -> None:
        for cell in book["Formulir"][8]:
            book["Formulir"].cell(40, cell.column).value = cell.value
        del book.defined_names["isian.pekerja"]

    answers, problems = read(changed(answered(), change))
    assert codes(problems) == ["B027"]
    assert "pekerja" not in answers.answers


def test_an_edited_question_is_told() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Formulir"]["B8"] = "Jumlah pekerja formal\nMenurut BPS.\nBukti: Surat BPS"

    answers, problems = read(changed(answered(), change))
    assert codes(problems) == ["B030"]
    assert "formal" in problems[0].details["read"]
    assert values(answers) == ANSWERS


def test_swapped_questions_are_refused() -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Formulir"]
        page["B8"].value, page["B10"].value = page["B10"].value, page["B8"].value

    answers, problems = read(changed(answered(), change))
    assert [(one.code, one.field) for one in problems] == [("B034", "pekerja"), ("B034", "ucj24")]
    assert not {"pekerja", "ucj24"} & set(answers.answers)


def test_a_merged_answer_is_read_from_its_first_cell() -> None:
    answers, problems = read(changed(answered(), lambda book: book["Formulir"].merge_cells("C8:E8")))
    assert problems == ()
    assert values(answers)["pekerja"] == ANSWERS["pekerja"]


# the identity


def test_the_identity_comes_back() -> None:
    meta, problems = read_meta(opened(answered()))
    assert problems == ()
    assert meta == form().meta
    assert meta is not None and check_meta(meta, edition()) == ()
    assert meta.form_id == "uji-2025/kabupaten-kota/33.21"


def test_a_workbook_of_somebody_else() -> None:
    data = changed(answered(), lambda book: book.remove(book["_meta"]))
    meta, problems = read_meta(opened(data))
    assert (meta, codes(problems)) == (None, ["B020"])


@pytest.mark.parametrize("state", ["hidden", "visible"])
def test_an_identity_that_can_be_seen_is_told(state: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["_meta"].sheet_state = state

    meta, problems = read_meta(opened(changed(answered(), change)))
    assert meta == form().meta
    assert codes(problems) == ["B031"]


@pytest.mark.parametrize(
    ("cell", "value"), [("B8", "33.2"), ("A8", "kode"), ("B2", "paritrana/form/9"), ("B6", "juru")]
)
def test_a_changed_identity_is_refused(cell: str, value: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["_meta"][cell] = value

    meta, problems = read_meta(opened(changed(answered(), change)))
    assert (meta, codes(problems)) == (None, ["B024"])
    assert all(line(problems[0], lang) for lang in LANGUAGES)


def test_another_edition_category_or_version() -> None:
    meta = form().meta
    other = edition("uji-2026")
    assert codes(check_meta(meta, other)) == ["B022"]
    newer = edition("uji-2025", GOVERNMENTS.replace("min: -5", "min: -6"))
    assert codes(check_meta(meta, newer)) == ["B023"]


def test_a_category_that_is_not_there() -> None:
    meta = dataclasses.replace(form().meta, category="provinsi")
    problem = check_meta(meta, edition())[0]
    assert (problem.code, problem.details["read"]) == ("B021", "provinsi")


# tables


def table(role: Role) -> TableLayout:
    return plan_table(edition(), governments(), role, THREE)


def read_rows(data: bytes, role: Role) -> tuple[TableAnswers, tuple[Problem, ...]]:
    answers, problems = read_table(opened(data), table(role))
    for problem in problems:
        assert all(line(problem, lang) for lang in LANGUAGES)
    return answers, problems


def typed(role: Role, cells: dict[str, Any]) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        for cell, value in cells.items():
            book["Tabel"][cell] = value

    return changed(write_table(table(role)), change)


ORGANISED = {"C8": 100, "D8": "Ya", "C9": 200, "D9": "Tidak", "C10": 300}
EXPECTED = {
    "33.10": {"peserta": 100.0, "hadir": "Ya"},
    "33.21": {"peserta": 200.0, "hadir": "Tidak"},
    "33.74": {"peserta": 300.0},
}


def plain(answers: TableAnswers) -> dict[str, dict[str, Any]]:
    return {
        code: {field: raw.value for field, by in fields.items() for raw in by.values()}
        for code, fields in answers.answers.items()
    }


def test_a_table_is_read_by_code_and_column() -> None:
    answers, problems = read_rows(typed(Role.ORGANISER, ORGANISED), Role.ORGANISER)
    assert problems == ()
    assert plain(answers) == EXPECTED


@pytest.mark.parametrize("names", [True, False])
def test_moved_rows_and_columns_of_a_table(names: bool) -> None:
    def change(book: openpyxl.Workbook) -> None:
        moved(book, "Tabel", rows=2, start=9)
        moved(book, "Tabel", columns=1, start=3)
        moved(book, "Tabel", rows=1)
        if not names:
            book.defined_names.clear()

    answers, problems = read_rows(changed(typed(Role.ORGANISER, ORGANISED), change), Role.ORGANISER)
    assert problems == ()
    assert plain(answers) == EXPECTED


def test_jurors_are_named_by_their_header_in_every_block() -> None:
    cells = {"C6": "Bu Sri", "C8": 80, "D8": 70, "F8": 60, "C9": 50, "C10": 1}
    answers, problems = read_rows(typed(Role.PANEL, cells), Role.PANEL)
    assert problems == ()
    marks = {field: {j: raw.value for j, raw in by.items()} for field, by in answers.answers["33.10"].items()}
    assert marks == {"wawancara": {"Bu Sri": 80.0, "Penilai 2": 70.0}, "gagasan": {"Bu Sri": 60.0}}


def test_jurors_without_names_in_the_workbook() -> None:
    data = changed(typed(Role.PANEL, {"C6": "Bu Sri", "C8": 80, "F8": 60}), lambda book: book.defined_names.clear())
    answers, _ = read_rows(data, Role.PANEL)
    assert set(answers.answers["33.10"]["wawancara"]) == {"Bu Sri"}
    assert set(answers.answers["33.10"]["gagasan"]) == {"Bu Sri"}


def test_two_jurors_of_one_name() -> None:
    data = typed(Role.PANEL, {"C6": "Bu Sri", "D6": "bu  sri", "C8": 1, "D8": 2, "E9": 1, "E10": 1})
    answers, problems = read_rows(data, Role.PANEL)
    assert [(one.code, one.where.cell, one.details["other"]) for one in problems] == [("B045", "D6", "C6")]
    assert plain(answers)["33.10"] == {}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"A9": None}, [("B040", "A9", "33.21")]),
        ({"A9": "33.2l"}, [("B041", "A9", "")]),
        ({"A9": "33.10"}, [("B042", "A9", "33.10")]),
        ({"A9": 33.21}, [("A022", "A9", "33.21")]),
        ({"C9": None, "D9": None}, [("B044", "A9", "33.21")]),
        ({"A9": None, "B9": None, "C9": None, "D9": None}, []),
        ({"B11": "Jumlah", "C11": 600}, []),
        ({"A11": "TOTAL", "C11": 600}, []),
        ({"C11": "=SUM(C8:C10)"}, []),
        ({"C13": "Semarang, 12 Januari 2026", "C14": "Kepala", "C17": "NIP 19700101"}, []),
        ({"A13": "Mengetahui,", "C13": "Kepala"}, []),
        ({"B11": "Kabupaten Baru", "C11": 5}, [("B040", "A11", "")]),
        ({"A14": "33.99", "C14": 5}, [("B041", "A14", "")]),
    ],
)
def test_hazards_of_a_table(cells: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    _, problems = read_rows(typed(Role.ORGANISER, ORGANISED | cells), Role.ORGANISER)
    assert [(one.code, one.where.cell, one.candidate) for one in problems] == expected


def test_a_code_that_is_nearly_right_is_offered() -> None:
    _, problems = read_rows(typed(Role.ORGANISER, ORGANISED | {"A9": "33.2l"}), Role.ORGANISER)
    assert "33.21" in problems[0].details["hint"]


def test_an_untouched_table_is_one_problem() -> None:
    assert codes(read_rows(write_table(table(Role.ORGANISER)), Role.ORGANISER)[1]) == ["B046"]


def test_a_lost_column_is_one_problem() -> None:
    def change(book: openpyxl.Workbook) -> None:
        named_cell(book, "kolom.hadir").value = None
        del book.defined_names["kolom.hadir"]

    answers, problems = read_rows(changed(typed(Role.ORGANISER, ORGANISED), change), Role.ORGANISER)
    assert [(one.code, one.field) for one in problems] == [("B043", "hadir")]
    assert plain(answers)["33.10"] == {"peserta": 100.0}


def test_without_the_column_of_codes_there_are_no_rows() -> None:
    def change(book: openpyxl.Workbook) -> None:
        named_cell(book, "kolom.kode").value = None
        del book.defined_names["kolom.kode"]

    answers, problems = read_rows(changed(typed(Role.ORGANISER, ORGANISED), change), Role.ORGANISER)
    assert codes(problems) == ["B043"]
    assert answers.answers == {}


def test_a_table_without_its_sheet() -> None:
    def change(book: openpyxl.Workbook) -> None:
        del book["Tabel"]
        book.defined_names.clear()

    assert codes(read_rows(changed(typed(Role.ORGANISER, ORGANISED), change), Role.ORGANISER)[1]) == ["B026"]
