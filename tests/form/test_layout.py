"""Where things stand in forms and tables, and what their files are called."""

import pytest
from form_samples import DEMAK, SEMARANG, THREE, edition, governments

from paritrana.criteria.fields import Role
from paritrana.entry.model import Candidate
from paritrana.form.layout import address, form_file_name, option_ranges, place, plan_form, plan_table


def test_a_form_asks_the_candidates_fields_only_with_numbers_and_inherited_sections() -> None:
    form = plan_form(edition(), governments(), DEMAK)
    expected = ["pekerja", "indeks", "ucj24", "iuran", "perda", "tingkat", "tanggal", "uraian", "wilayah"]
    assert [slot.id for slot in form.slots] == expected
    assert [slot.number for slot in form.slots] == list(range(1, 10))
    assert [(one.title, one.row) for one in form.sections] == [("Cakupan", 7), ("Anggaran", 11)]
    rows = [slot.row for slot in form.slots] + [one.row for one in form.sections]
    assert len(set(rows)) == len(rows)


def test_a_slot_names_its_cells() -> None:
    slot = plan_form(edition(), governments(), DEMAK).slots[0]
    assert (slot.answer, slot.evidence, slot.note) == ("C8", "F8", "G8")
    assert (slot.name, slot.evidence_name, slot.note_name) == (
        "isian.pekerja",
        "bukti.pekerja",
        "catatan.pekerja",
    )
    assert slot.label == "Jumlah pekerja\nMenurut BPS.\nBukti: Surat BPS"


def test_evidence_has_a_cell_only_where_it_is_asked_for() -> None:
    slot = plan_form(edition(), governments(), DEMAK).slots[1]
    assert (slot.evidence, slot.evidence_name) == ("", "")


def test_a_panel_table_has_a_column_for_every_field_and_juror() -> None:
    table = plan_table(edition(), governments(), Role.PANEL, THREE)
    assert [column.name for column in table.columns] == [
        *(f"kolom.wawancara.{juror}" for juror in (1, 2, 3)),
        *(f"kolom.gagasan.{juror}" for juror in (1, 2, 3)),
    ]
    assert [row.row for row in table.rows] == [8, 9, 10]


@pytest.mark.parametrize(
    ("candidate", "name"),
    [
        (DEMAK, "33.21_Demak_kabupaten-kota.xlsx"),
        (SEMARANG, "33.74_Semarang_kabupaten-kota.xlsx"),
        (
            Candidate("BU-33-0001", "badan-usaha", "PT. Äpfel & Söhne, Tbk."),
            "BU-33-0001_PT.-Apfel-Sohne_kabupaten-kota.xlsx",
        ),
        (Candidate("33.21", "x", "../../etc/passwd."), "33.21_etc-passwd_kabupaten-kota.xlsx"),
        (Candidate("33.21", "x", "丸"), "33.21_kabupaten-kota.xlsx"),
        (None, "formulir_kabupaten-kota.xlsx"),
    ],
)
def test_file_names_are_short_and_safe(candidate: Candidate | None, name: str) -> None:
    assert form_file_name(plan_form(edition(), governments(), candidate)) == name


def test_a_file_name_is_cut_before_the_category() -> None:
    long = Candidate("33.21", "x", "Pemerintah Kabupaten " + "Panjang " * 40)
    assert len(form_file_name(plan_form(edition(), governments(), long))) < 90


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.ORGANISER, "tabel_penyelenggara_kabupaten-kota.xlsx"),
        (Role.PANEL, "tabel_panel_kabupaten-kota.xlsx"),
    ],
)
def test_tables_are_named_by_role(role: Role, name: str) -> None:
    assert form_file_name(plan_table(edition(), governments(), role, THREE)) == name


@pytest.mark.parametrize(("cell", "at"), [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD5", (5, 16384))])
def test_addresses_go_both_ways(cell: str, at: tuple[int, int]) -> None:
    assert place(cell) == at
    assert address(*at) == cell


def test_lists_do_not_overlap() -> None:
    ranges = option_ranges(governments().fields)
    assert ranges["perda"] == "'Daftar Pilihan'!$B$4:$B$5"
    assert ranges["bukti"] == "'Daftar Pilihan'!$B$7:$B$9"
    assert ranges["tingkat"] == "'Daftar Pilihan'!$B$11:$B$12"
