"""What stands in a fresh form: the same bytes, checks on every answer, texts as texts."""

import datetime
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from form_samples import DEMAK, GOVERNMENTS, THREE, edition, governments, named_cell

from paritrana.criteria.fields import Role
from paritrana.entry.model import Candidate
from paritrana.form import echo, validations
from paritrana.form.layout import FormLayout, plan_form, plan_table
from paritrana.form.writer import Filled, write_form, write_table

ROLES = (Role.ORGANISER, Role.PANEL)


def form() -> FormLayout:
    return plan_form(edition(), governments(), DEMAK)


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rules(page: object) -> dict[str, object]:
    """Validations by the cells they cover."""
    found = {}
    for rule in page.data_validations.dataValidation:  # type: ignore[attr-defined]
        for area in rule.sqref.ranges:
            for row in page[str(area)] if ":" in str(area) else [[page[str(area)]]]:  # type: ignore[index]
                found |= {cell.coordinate: rule for cell in row}
    return found


def test_the_same_layout_gives_the_same_bytes() -> None:
    assert write_form(form()) == write_form(form())


@pytest.mark.parametrize("role", ROLES)
def test_the_same_table_gives_the_same_bytes(role: Role) -> None:
    table = plan_table(edition(), governments(), role, THREE)
    assert write_table(table) == write_table(table)


def test_no_author_path_or_clock_is_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(write_form(form()))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert "<dc:creator></dc:creator>" in core
    assert "2020-01-01T00:00:00Z" in core


def test_the_sheets_and_the_hidden_identity() -> None:
    written = book(write_form(form()))
    assert written.sheetnames == ["Petunjuk", "Formulir", "Daftar Pilihan", "_meta"]
    assert written["_meta"].sheet_state == "veryHidden"
    assert written.active.title == "Formulir"


def test_every_answer_has_a_check_with_hint_example_and_error_text() -> None:
    page = book(write_form(form()))["Formulir"]
    found = rules(page)
    for slot in form().slots:
        rule = found[slot.answer]
        assert rule.promptTitle and rule.prompt and rule.errorTitle and rule.error  # type: ignore[attr-defined]
        assert rule.showInputMessage and rule.showErrorMessage  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_of_a_table_has_a_check(role: Role) -> None:
    table = plan_table(edition(), governments(), role, THREE)
    found = rules(book(write_table(table))["Tabel"])
    page = book(write_table(table))["Tabel"]
    for column in table.columns:
        for row in table.rows:
            assert page.cell(row.row, column.column).coordinate in found


@pytest.mark.parametrize(
    ("field", "kind", "first", "second"),
    [
        ("pekerja", "whole", "1", "999999999999999"),
        ("iuran", "whole", "0", "999999999999999"),
        ("ucj24", "custom", "AND(ISNUMBER(C10),C10>=0,C10<=100,ROUND(C10,2)=C10)", None),
        ("indeks", "custom", "AND(ISNUMBER(C9),C9>=-5,C9<=5,ROUND(C9,3)=C9)", None),
        ("perda", "list", "'Daftar Pilihan'!$B$4:$B$5", None),
        ("tingkat", "list", "'Daftar Pilihan'!$B$11:$B$12", None),
        ("uraian", "textLength", "500", None),
        ("wilayah", "custom", "AND(ISTEXT(C17),LEN(C17)<=2000)", None),
    ],
)
def test_checks_come_from_the_field(field: str, kind: str, first: str, second: str | None) -> None:
    slot = next(slot for slot in form().slots if slot.id == field)
    rule = rules(book(write_form(form()))["Formulir"])[slot.answer]
    assert (rule.type, rule.formula1, rule.formula2) == (kind, first, second)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pekerja", "Tulis angka utuh tanpa titik ribuan, misalnya 1250. Paling rendah 1."),
        ("ucj24", "Tulis angka seperti 38,45, paling banyak 2 angka di belakang koma. Antara 0 dan 100."),
        ("perda", "Pilih Ya atau Tidak dari daftar."),
    ],
)
def test_the_expectation_in_words(field: str, text: str) -> None:
    assert validations.expected(governments().field(field)) == text


def test_long_hints_are_cut_to_what_excel_shows() -> None:
    text = GOVERNMENTS.replace("hint: Menurut BPS.", f"hint: {'Uraian panjang ' * 60}")
    category = edition("uji-panjang", text).categories["kabupaten-kota"]
    rule = validations.rule(category.field("pekerja"), "C8", "")
    assert len(rule["input_message"]) <= validations.MESSAGE_LIMIT
    assert rule["input_message"].endswith(" …")


def test_only_answers_evidence_notes_and_the_signature_are_open() -> None:
    page = book(write_form(form()))["Formulir"]
    open_cells = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    answers = {cell for slot in form().slots for cell in (slot.answer, slot.evidence, slot.note) if cell}
    text = next(slot for slot in form().slots if slot.id == "uraian")
    wide = {f"{column}{row}" for row in (text.row, *range(20, 24)) for column in "CDE"}
    assert open_cells == answers | wide
    assert page.protection.sheet and not page.protection.password
    assert not page.protection.formatColumns and not page.protection.autoFilter


def test_juror_names_and_marks_are_open_codes_are_not() -> None:
    page = book(write_table(plan_table(edition(), governments(), Role.PANEL, THREE)))["Tabel"]
    assert [page.cell(6, column).value for column in (3, 4, 5)] == ["Penilai 1", "Penilai 2", "Penilai 3"]
    assert not page["C6"].protection.locked and page["F6"].protection.locked
    assert page["A8"].protection.locked and not page["C8"].protection.locked


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("pekerja", "#,##0"),
        ("iuran", "#,##0"),
        ("ucj24", "0.00"),
        ("indeks", "0.000"),
        ("tanggal", "dd/mm/yyyy"),
        *((text, "@") for text in ("uraian", "wilayah", "perda", "tingkat")),
    ],
)
def test_number_formats_fit_the_kind(field: str, code: str) -> None:
    assert named_cell(book(write_form(form())), f"isian.{field}").number_format == code


def test_texts_that_begin_like_a_formula_are_texts() -> None:
    one = Candidate("33.21", "kabupaten-kota", '=HYPERLINK("http://x")')
    answers = {"uraian": Filled('=cmd|" /C calc"!A0', note="@SUM(1)"), "tingkat": Filled("rendah")}
    written = book(write_form(plan_form(edition(), governments(), one), answers))
    cells = [written["Formulir"]["B13"], written["Daftar Pilihan"]["B12"], named_cell(written, "isian.uraian")]
    cells += [named_cell(written, "isian.tingkat"), named_cell(written, "catatan.uraian"), written["_meta"]["B9"]]
    assert [(cell.data_type, cell.value[:1]) for cell in cells] == [("s", "=")] * 4 + [("s", "@"), ("s", "=")]


def test_answers_stand_in_a_returned_form_as_their_kind_is_stored() -> None:
    answers = {
        "pekerja": Filled(Decimal(607426), "Tautan", "https://contoh.id"),
        "ucj24": Filled(Decimal("38.45")),
        "perda": Filled(True),
        "tanggal": Filled(datetime.date(2025, 8, 17)),
        "wilayah": Filled("33.10"),
        "iuran": Filled("1,2 miliar"),
    }
    written = book(write_form(form(), answers))
    values = {field: named_cell(written, f"isian.{field}").value for field in answers}
    values["tanggal"] = values["tanggal"].date()
    assert values == {
        "pekerja": 607426,
        "ucj24": 38.45,
        "perda": "Ya",
        "tanggal": datetime.date(2025, 8, 17),
        "wilayah": "33.10",
        "iuran": "1,2 miliar",
    }
    assert named_cell(written, "bukti.pekerja").value == "Tautan"


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("pekerja", "607", "607 orang (di bawah seribu)"),
        ("pekerja", "607000", "607 ribu orang"),
        ("pekerja", "607426", "607 ribu 426 orang"),
        ("iuran", "1250000000", "1 miliar 250 juta rupiah"),
        ("iuran", "7000000000001", "7 triliun 1 rupiah"),
        ("ucj24", "38.45", "38,45 persen"),
        ("indeks", "-2.5", "minus 2,5"),
    ],
)
def test_the_echo_in_words(field: str, value: str, shown: str) -> None:
    assert echo.cached(governments().field(field), Decimal(value)) == shown


def test_the_echo_of_dates_codes_and_mistakes() -> None:
    category = governments()
    assert echo.cached(category.field("tanggal"), datetime.date(2025, 8, 17)) == "17 Agustus 2025"
    assert echo.cached(category.field("wilayah"), Decimal("33.1")) == "angka; nol bisa hilang"
    assert echo.cached(category.field("pekerja"), "banyak") == "bukan angka"
    assert echo.formula(category.field("uraian"), "C9") == ""


def test_echo_and_progress_carry_their_values() -> None:
    data = write_form(form(), {"pekerja": Filled(Decimal(607)), "iuran": Filled(Decimal(5))})
    page = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Formulir"]
    assert page["E8"].value == "607 orang (di bawah seribu)"
    assert page["A5"].value == "Wajib terisi 1 dari 5 · lainnya 1 dari 4"


def test_required_and_impossible_answers_are_coloured() -> None:
    page = book(write_form(form()))["Formulir"]
    rules = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in page.conditional_formatting}
    assert rules["C8"] == ["ISBLANK(C8)", "AND(ISNUMBER(C8),OR(C8<1))"]
    assert rules["C10"] == ["ISBLANK(C10)", "AND(ISNUMBER(C10),OR(C10<0,C10>100))"]
    assert rules["C12"] == ["AND(ISNUMBER(C12),OR(C12<0))"]
    assert "C16" not in rules


def test_the_page_is_set_up_for_a4_and_phones() -> None:
    page = book(write_form(form()))["Formulir"]
    assert page.page_setup.paperSize == 9
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.freeze_panes == "A7"
    assert page.print_title_rows == "$6:$6"
    for sheet in ("Petunjuk", "Formulir", "Daftar Pilihan"):
        footer = book(write_form(form()))[sheet].oddFooter
        assert "uji-2025/kabupaten-kota/33.21" in footer.left.text
        assert footer.right.text == "Halaman &P dari &N"
    assert sum(page.column_dimensions[letter].width for letter in "ABCD") < 75


def test_a_blank_form_asks_for_the_code_in_an_open_cell() -> None:
    written = book(write_form(plan_form(edition(), governments())))
    sheet, cell = next(iter(written.defined_names["kandidat.kode"].destinations))
    assert written[sheet]["A3"].value == "Kode kandidat (tulis di sebelah kanan):"
    assert not written[sheet][cell.replace("$", "")].protection.locked


def test_an_empty_table_can_be_written() -> None:
    written = book(write_table(plan_table(edition(), governments(), Role.ORGANISER, ())))
    assert written["Tabel"]["C5"].value == "Peserta aktif (orang)"
