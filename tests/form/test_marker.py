"""The returned form: own answers, colours, comments, a list with links; nothing of these is read when it comes back."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
from form_samples import DEMAK, changed, codes, edition, governments, named_cell, opened

from paritrana.catalogue import Level
from paritrana.form.layout import OWN_CODE_NAME, plan_form
from paritrana.form.marker import RESULT_SHEET, Remark, Report, differs, shown_format, write_returned
from paritrana.form.reader import read_form, read_meta, read_own_code
from paritrana.form.writer import Filled
from paritrana.intake.guard import judge

HOSTILE = '=HYPERLINK("http://x.id";"klik")'


def remark(level: Level, field: str, says: str = "Salah.", also: tuple[str, ...] = ()) -> Remark:
    return Remark(level, level.name, "A003", field, "Tanya", HOSTILE, "angka", says, "Perbaiki.", "12,50", also)


def report(*remarks: Remark) -> Report:
    return Report("Hasil", "Belum diterima.", ("1. Klik",), remarks, "Tidak ada catatan.")


ANSWERS = {
    "pekerja": Filled("seribu", "Tautan", HOSTILE),
    "indeks": Filled(Decimal("1.2345")),
    "ucj24": Filled(Decimal("38.45")),
    "perda": Filled(True),
    "tingkat": Filled("tinggi"),
    "uraian": Filled("@baris\npertama"),
}
REMARKS = (remark(Level.ERROR, "pekerja"), remark(Level.WARNING, "ucj24", "Janggal."), remark(Level.INFO, "perda"))


def returned(candidate=DEMAK, answers=ANSWERS, remarks=REMARKS) -> bytes:
    return write_returned(plan_form(edition(), governments(), candidate), answers, report(*remarks))


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_equal_input_gives_equal_bytes_that_the_guard_lets_pass() -> None:
    assert returned() == returned()
    assert judge(returned(), "kembali.xlsx") == ()


def test_it_is_read_like_any_form_and_what_was_added_is_not() -> None:
    found = opened(returned())
    meta, problems = read_meta(found)
    assert problems == ()
    assert meta is not None
    assert (meta.candidate_code, meta.candidate_name) == (DEMAK.code, DEMAK.name)
    answers, problems = read_form(found, plan_form(edition(), governments(), DEMAK))
    assert codes(problems) == []
    values = {key: raw.value for key, raw in answers.answers.items() if not raw.blank}
    assert values == {
        "pekerja": "seribu",
        "indeks": 1.2345,
        "ucj24": 38.45,
        "perda": "Ya",
        "tingkat": "Tinggi, dengan sanksi",
        "uraian": "@baris\npertama",
    }
    assert (answers.evidence["pekerja"], answers.notes["pekerja"]) == ("Tautan", HOSTILE)


def test_doubtful_answers_are_coloured_and_commented_and_others_are_not() -> None:
    made = book(returned())
    look = {name: named_cell(made, f"isian.{name}") for name in ("pekerja", "ucj24", "perda")}
    assert [cell.fill.fgColor.rgb for cell in look.values()] == ["FFF8CBAD", "FFFFF2CC", "00000000"]
    assert look["pekerja"].comment.text == "ERROR: Salah. Perbaiki."
    assert look["ucj24"].comment.text == "WARNING: Janggal. Perbaiki."
    assert look["perda"].comment is None


def test_a_remark_about_several_answers_marks_each_and_the_gravest_colour_wins() -> None:
    both = remark(Level.ERROR, "ucj24", "Lebih besar.", also=("pekerja",))
    made = book(returned(remarks=(remark(Level.WARNING, "pekerja"), both)))
    assert {named_cell(made, f"isian.{name}").fill.fgColor.rgb for name in ("pekerja", "ucj24")} == {"FFF8CBAD"}
    assert "Lebih besar." in named_cell(made, "isian.pekerja").comment.text


def test_the_list_comes_first_and_its_rows_lead_to_the_answers() -> None:
    made = book(returned())
    assert made.sheetnames[0] == made.active.title == RESULT_SHEET
    assert [sheet.title for sheet in made if sheet.sheet_view.tabSelected] == [RESULT_SHEET]
    links = {cell.value: cell.hyperlink.location for row in made[RESULT_SHEET] for cell in row if cell.hyperlink}
    cells = [named_cell(made, f"isian.{name}").coordinate for name in ("pekerja", "ucj24", "perda")]
    assert links == {cell: f"'Formulir'!{cell}" for cell in cells}
    texts = [cell.value for row in made[RESULT_SHEET] for cell in row if cell.value]
    assert {"Belum diterima.", "Salah. Perbaiki.", "12,50", "A003", HOSTILE} <= set(texts)


def test_no_text_of_an_office_becomes_a_formula() -> None:
    made = book(returned(remarks=(remark(Level.ERROR, "pekerja", HOSTILE),)))
    formulas = [cell.value for sheet in made for row in sheet for cell in row if cell.data_type == "f"]
    assert formulas
    assert not any("HYPERLINK" in str(formula) for formula in formulas)


def test_a_form_without_a_candidate_keeps_the_code_as_it_was_written_and_marks_it() -> None:
    data = returned(None, {**ANSWERS, OWN_CODE_NAME: Filled("33,21")}, (remark(Level.ERROR, OWN_CODE_NAME),))
    own = read_own_code(opened(data))
    assert own is not None
    assert own.value == "33,21"
    assert "Salah." in named_cell(book(data), OWN_CODE_NAME).comment.text


def test_a_comment_holds_no_sign_that_breaks_the_file() -> None:
    data = returned(remarks=(remark(Level.ERROR, "pekerja", "\x01<b>&\ud800\u202e"),))
    assert named_cell(book(data), "isian.pekerja").comment.text.startswith("ERROR: \\u0001<b>&\\ud800\\u202e")


def test_the_list_may_be_deleted_or_written_into() -> None:
    def meddle(made: openpyxl.Workbook) -> None:
        made[RESULT_SHEET]["B12"] = "isian.pekerja"
        made.create_sheet("Hasil Periksa (2)")["A1"] = "Pertanyaan"

    for data in (changed(returned(), meddle), changed(returned(), lambda made: made.remove(made[RESULT_SHEET]))):
        answers, problems = read_form(opened(data), plan_form(edition(), governments(), DEMAK))
        assert codes(problems) == []
        assert answers.answers["pekerja"].value == "seribu"


def test_without_remarks_the_list_says_so() -> None:
    made = book(returned(remarks=()))
    assert "Tidak ada catatan." in [cell.value for row in made[RESULT_SHEET] for cell in row]


def test_numbers_are_shown_with_all_their_decimals() -> None:
    fields = {field.id: field for field in governments().fields}
    assert shown_format(fields["ucj24"], Decimal("0.38456")) == "0.00000"
    assert shown_format(fields["pekerja"], Decimal("12.5")) == "#,##0.0"
    assert shown_format(fields["pekerja"], Decimal(12)) == "#,##0"
    assert shown_format(fields["perda"], "x") == "@"


def test_a_changed_answer_turns_green() -> None:
    assert differs("C8", None) == "=NOT(ISBLANK(C8))"
    assert differs("C8", Decimal("12.50")) == "=C8<>12.5"
    assert differs("C8", 'se"ribu') == '=NOT(AND(ISTEXT(C8),EXACT(C8,"se""ribu")))'
    assert differs("C8", "x" * 300) == ""
    rules = book(returned())["Formulir"].conditional_formatting
    formulas = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in rules}
    cell = named_cell(book(returned()), "isian.pekerja").coordinate
    assert formulas[cell][-1] == f'NOT(AND(ISTEXT({cell}),EXACT({cell},"seribu")))'


def test_a_missing_answer_is_red_not_yellow() -> None:
    data = returned(answers={}, remarks=(remark(Level.ERROR, "pekerja"),))
    rules = book(data)["Formulir"].conditional_formatting
    cell = named_cell(book(data), "isian.pekerja").coordinate
    first = next(area.rules[0] for area in rules if str(area.sqref) == cell)
    assert first.formula == [f"ISBLANK({cell})"]
    assert first.dxf.fill.bgColor.rgb == "FFF8CBAD"


def test_a_remark_without_a_field_leads_nowhere() -> None:
    made = book(returned(remarks=(replace(remark(Level.ERROR, ""), code="B023"),)))
    assert not any(cell.hyperlink for row in made[RESULT_SHEET] for cell in row)
