"""A verifier's workbook: what is written reads back, wherever rows went; what was tampered with is told."""

import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from form_samples import DEMAK, GOVERNMENTS, MAGELANG, THREE, changed, codes, edition, governments, named_cell, opened

from paritrana.answers import Source, Value
from paritrana.catalogue import Level, level
from paritrana.criteria.fields import Role
from paritrana.entry.model import Statement, StatementKind
from paritrana.entry.verification import REASONS, Verdict, claim_mark
from paritrana.form.meta import check_meta
from paritrana.form.reader import read_meta
from paritrana.form.verification import VerificationLayout, plan_verification, verification_file_names
from paritrana.form.verification_reader import Finding, read_verification
from paritrana.form.verification_writer import Judgement, Judgements, write_verification
from paritrana.problems import Problem

CLAIMED: dict[str, Value] = {
    "pekerja": Decimal(607426),
    "indeks": Decimal("-1.375"),
    "ucj24": Decimal("38.45"),
    "iuran": Decimal(1250000000),
    "perda": True,
    "tingkat": "rendah",
    "tanggal": datetime.date(2025, 8, 17),
    "uraian": "=HYPERLINK(1)\nbaris kedua",
    "wilayah": "33.10",
}
FIELDS = (*CLAIMED, "mutu")
ON = datetime.date(2026, 3, 2)


def claims(code: str, values: dict[str, Value] | None = None) -> tuple[Statement, ...]:
    values = CLAIMED if values is None else values
    beside = {"evidence": "Tautan", "note": "https://contoh.id/a?b=1"}
    return tuple(
        Statement(code, key, value, StatementKind.CLAIMED, Source("", ""), **beside) for key, value in values.items()
    )


def layout(person: str = "Siti Rahayu") -> VerificationLayout:
    said = {one.code: claims(one.code) for one in (MAGELANG, DEMAK)}
    return plan_verification(edition(), governments(), person, THREE, said)


def written(judgements: Judgements | None = None, person: str = "Siti Rahayu") -> bytes:
    return write_verification(layout(person), judgements, ON)


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))["Verifikasi"]


def read_back(data: bytes) -> tuple[dict[tuple[str, str], Finding], tuple[Problem, ...]]:
    known = {one.code: one for one in THREE}
    found, problems = read_verification(opened(data), governments(), known)
    return {(one.candidate, one.field.id): one for one in found.rows}, problems


AGREED = Judgement(Verdict.AGREES)
ONE = {("33.21", "pekerja"): AGREED}


def test_the_rows_are_the_questions_of_those_who_sent_in_the_order_of_the_form() -> None:
    rows = layout().rows
    assert [row.key for row in rows] == [(code, field) for code in ("33.10", "33.21") for field in FIELDS]
    assert [row.number for row in rows[:10]] == [*range(1, 10), 0]
    page = sheet(written())
    assert "33.74 Pemerintah Kota Semarang." in page["A6"].value
    assert page["C4"].value == "Siti Rahayu"


def test_whoever_sent_nothing_is_named_and_an_empty_workbook_says_what_to_do() -> None:
    empty = plan_verification(edition(), governments(), "", THREE, {})
    assert empty.silent == THREE
    page = sheet(write_verification(empty))
    assert "Belum ada formulir kandidat yang dapat dibaca" in page["A6"].value


def test_a_question_that_does_not_concern_a_candidate_has_no_row() -> None:
    other = GOVERNMENTS.replace("ask: Nilai indeks,", "ask: Nilai indeks, applies_when: perda,")
    category = edition("uji-berlaku", other).categories["kabupaten-kota"]
    said = {"33.21": claims("33.21", CLAIMED | {"perda": False})}
    rows = plan_verification(edition(), category, "", (DEMAK,), said).rows
    assert "indeks" not in [row.field.id for row in rows]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(ONE) == written(ONE)


@pytest.mark.parametrize("field", CLAIMED)
def test_a_claim_is_shown_as_it_was_given(field: str) -> None:
    found, problems = read_back(written({("33.21", field): AGREED}))
    assert problems == ()
    one = found["33.21", field]
    assert (one.claimed, one.seen, one.altered) == (CLAIMED[field], claim_mark(CLAIMED[field]), False)
    assert (one.verdict, one.reason, one.note) == ("sesuai", "", "")


def test_everything_typed_reads_back() -> None:
    typed = Judgement(Verdict.LOCKED, Decimal(5), REASONS[0], "=1+1")
    data = written({("33.10", "pekerja"): typed, ("33.21", "mutu"): Judgement(value=Decimal(80))})
    found, problems = read_back(data)
    assert problems == ()
    one = found["33.10", "pekerja"]
    assert (one.value.value, one.verdict, one.reason, one.note) == (5.0, "tautan_terkunci", REASONS[0], "=1+1")
    assert found["33.21", "mutu"].value.value == 80.0
    assert found.keys() == {("33.10", "pekerja"), ("33.21", "mutu")}


def test_no_text_is_a_formula_and_only_what_is_typed_is_open() -> None:
    page = sheet(written({("33.10", "uraian"): Judgement(note="=1+1")}))
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "d"}
    open_cells = [cell for row in page.iter_rows(min_row=9) for cell in row if not cell.protection.locked]
    assert {cell.column_letter for cell in open_cells} == {"H", "I", "J", "K"}
    assert page.protection.sheet and not page.protection.password and not page.protection.autoFilter
    assert page["C4"].protection.locked and not page["C5"].protection.locked


def test_every_row_has_its_lists_and_the_check_of_its_question() -> None:
    page = sheet(written())
    rules = {str(area): rule for rule in page.data_validations.dataValidation for area in rule.sqref.ranges}
    covered = set()
    for area, rule in rules.items():
        assert rule.prompt and rule.error
        covered |= {cell.coordinate for row in page[f"{area}:{area}" if ":" not in area else area] for cell in row}
    for row in layout().rows:
        assert {f"{column}{row.row}" for column in "HIJ"} <= covered


@pytest.mark.parametrize(
    "person", ["", "Siti Rahayu", "=cmd|' /C calc'!A0", "Ünï̈ <b>", "丸山", "../../x", "Siti-Rahayu", "SITI " * 60]
)
def test_the_name_of_a_verifier_stays_what_it_is_and_its_file_name_is_safe(person: str) -> None:
    names = verification_file_names(governments(), ["", "Siti Rahayu", "Siti-Rahayu", "丸山", "山丸", person])
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert name.isascii() and len(name) < 90
        assert not set(name) & set("/\\:*?\"<>| '=")
    data = written(person=person)
    meta, problems = read_meta(opened(data))
    assert problems == () and meta is not None
    assert (meta.kind, meta.role) == ("verification", Role.VERIFIER)
    assert meta.person == " ".join(person.split())
    assert check_meta(meta, edition()) == ()


def test_where_the_workbook_is_nobodys_the_name_is_typed() -> None:
    def change(book: openpyxl.Workbook) -> None:
        named_cell(book, "verifikasi.nama").value = " Ibu  Ani "

    data = changed(written(ONE, person=""), change)
    assert not sheet(data)["C4"].protection.locked
    found, _ = read_verification(opened(data), governments(), {"33.21": DEMAK})
    assert (found.person, found.date) == ("Ibu Ani", "2026-03-02")


# what happens to a workbook


def _sorted(book: openpyxl.Workbook) -> None:
    page = book["Verifikasi"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=9)]
    for number, row in enumerate(reversed(rows), 9):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value


def _without_names(book: openpyxl.Workbook) -> None:
    for name in list(book.defined_names):
        del book.defined_names[name]
    book["Verifikasi"].title = "Salinan"


def _deleted(book: openpyxl.Workbook) -> None:
    book["Verifikasi"].delete_rows(9, 10)
    book["Verifikasi"].row_dimensions[10].hidden = True


def _column_inserted(book: openpyxl.Workbook) -> None:
    _without_names(book)
    book["Salinan"].insert_cols(3, 2)


def _markers_gone(book: openpyxl.Workbook) -> None:
    for row in book["Verifikasi"].iter_rows(min_row=9, min_col=12, max_col=12):
        row[0].value = None


@pytest.mark.parametrize("change", [_sorted, _without_names, _deleted, _column_inserted, _markers_gone])
def test_rows_are_found_again(change: Callable[[openpyxl.Workbook], None]) -> None:
    said = {("33.21", "pekerja"): AGREED, ("33.21", "wilayah"): Judgement(value="33.11", reason=REASONS[0])}
    found, problems = read_back(changed(written(said), change))
    assert problems == ()
    assert {key: (one.verdict, one.reason, one.claimed) for key, one in found.items()} == {
        ("33.21", "pekerja"): ("sesuai", "", CLAIMED["pekerja"]),
        ("33.21", "wilayah"): ("", REASONS[0], "33.10"),
    }


def row_of(page: Any, key: str) -> int:
    return next(cell.row for cell in page["L"] if str(cell.value).startswith(key))


def tampered(cells: dict[str, object], key: str = "33.21|pekerja|", says: Judgements | None = None) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Verifikasi"]
        row = row_of(page, key)
        for column, value in cells.items():
            page[f"{column}{row}"].value = value

    return changed(written(ONE if says is None else says), change)


@pytest.mark.parametrize(
    ("cells", "expected", "kept"),
    [
        ({"F": 607000}, [("J018", "F", "33.21")], True),
        ({"F": None}, [("J018", "F", "33.21")], True),
        ({"H": "Sesuwai"}, [("J017", "H", "33.21")], True),
        ({"H": " SESUAI "}, [], True),
        ({"J": "data ganda"}, [("J017", "J", "33.21")], True),
        ({"A": "33.10"}, [("J019", "L", "33.21")], False),
        ({"C": "2"}, [("J019", "L", "33.21")], False),
        ({"C": 1}, [], True),
        ({"A": None, "C": None}, [], True),
        ({"L": "33.21|peserta|"}, [("J019", "L", "33.21")], False),
        ({"L": "33.21|tidak_ada|"}, [("J019", "L", "33.21")], False),
        ({"L": "33.99|pekerja|"}, [("J019", "L", "")], False),
        ({"L": "x" * 5000}, [("J019", "L", "")], False),
        ({"L": "33.21|pekerja"}, [], True),
    ],
)
def test_what_was_tampered_with_is_told_and_harms_nobody(
    cells: dict[str, object], expected: list[tuple[str, str, str]], kept: bool
) -> None:
    found, problems = read_back(tampered(cells))
    assert [(one.code, one.where.cell[0], one.candidate) for one in problems] == expected
    assert all(level(one.code) is Level.WARNING for one in problems)
    assert (("33.21", "pekerja") in found) is kept


def test_a_near_word_is_guessed_and_an_altered_copy_is_marked() -> None:
    _, (word,) = read_back(tampered({"H": "Sesuwai"}))
    assert "Sesuai" in word.details["hint"]
    found, _ = read_back(tampered({"F": 607000}))
    one = found["33.21", "pekerja"]
    assert one.altered and one.seen == claim_mark(CLAIMED["pekerja"])


def test_a_row_twice_is_read_once() -> None:
    data = tampered({"L": "33.21|pekerja|", "A": "33.21"}, "33.10|pekerja", ONE | {("33.10", "pekerja"): AGREED})
    found, problems = read_back(data)
    assert len(found) == 1
    assert [(one.code, one.candidate) for one in problems if one.code == "J019"] == [("J019", "33.21")]


@pytest.mark.parametrize("name", ["kolom.hasil_verifikasi", "kolom.alasan", "kolom.baris", "kolom.isian_mandiri"])
def test_a_lost_column_is_told(name: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        named_cell(book, name).value = None
        del book.defined_names[name]

    _, problems = read_back(changed(written(ONE), change))
    assert "B043" in codes(problems)
    assert all(not one.candidate for one in problems if one.is_error)


def test_without_its_sheet_nothing_is_read() -> None:
    def change(book: openpyxl.Workbook) -> None:
        _without_names(book)
        del book["Salinan"]

    found, problems = read_back(changed(written(ONE), change))
    assert (found, codes(problems)) == ({}, ["B026"])


def test_a_date_that_cannot_be_read_is_told_and_the_rest_counts() -> None:
    def change(book: openpyxl.Workbook) -> None:
        named_cell(book, "verifikasi.tanggal").value = "kemarin"

    found, problems = read_back(changed(written(ONE), change))
    assert len(found) == 1
    assert [(one.code, one.where.cell) for one in problems] == [("J017", "C5")]
