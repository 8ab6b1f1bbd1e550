"""Finding the table in a workbook made for reading, and whom and what its rows and columns mean."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from paritrana.entry.model import Candidate
from paritrana.form.cells import open_book
from paritrana.form.organiser_table import SourceTable, tables_in
from paritrana.form.same_candidate import NOBODY, How, Match, Roll
from paritrana.regions import government_name, regencies

JATENG = Roll([Candidate(one.code, "daerah", government_name(one)) for one in regencies("33")], "33")
FIRMS = Roll(
    [
        Candidate("BU-1", "usaha", "PT Sumber Makmur Tbk", nib="0123456789012"),
        Candidate("BU-2", "usaha", "CV Sumber Jaya", npp="JJ000123"),
        Candidate("BU-3", "usaha", "PT Total Karya"),
    ]
)


def found(
    rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), state: str = "visible", roll: Roll | None = None
) -> tuple[SourceTable, ...]:
    book = Workbook()
    book.active.title = "Lain"
    sheet = book.create_sheet("Data")
    sheet.sheet_state = state
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    opened = open_book(buffer.getvalue(), "data.xlsx")
    return tables_in(opened, roll.by_name) if roll else tables_in(opened)


def headers(table: SourceTable) -> list[str]:
    return [column.header for column in table.columns]


def test_merged_headers_are_joined_and_numbers_of_columns_skipped() -> None:
    rows = [
        ["REKAP PER 31 DESEMBER 2025"],
        [],
        ["No", "Nama", "Peserta", None, "Target"],
        [None, None, "PU", "BPU", None],
        ["1", "2", "3", "4", "5=3+4"],
        [1, "Demak", 10, 20, 1.5],
        [2, "Kudus", 11, 21, 2.5],
    ]
    (table,) = found(rows, ("A1:E1", "C3:D3", "A3:A4", "B3:B4", "E3:E4"))
    assert headers(table) == ["No", "Nama", "Peserta › PU", "Peserta › BPU", "Target"]
    assert [row.number for row in table.rows] == [6, 7]
    assert table.dated == ("REKAP PER 31 DESEMBER 2025",)
    (loose,) = found(rows)
    assert headers(loose) == ["No", "Nama", "Peserta › PU", "Peserta › BPU", "Target"]


def test_years_in_a_header_are_no_figures() -> None:
    (table,) = found([["Nama", 2024, 2025], ["Demak", 10, 20], ["Kudus", 30, 40]])
    assert headers(table) == ["Nama", "2024", "2025"]
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize("text", ["JUMLAH", "Total", "Sub Total Cabang Kudus", "Grand Total", "Rata-rata"])
def test_totals_are_seen_as_such(text: str) -> None:
    (table,) = found([["Nama", "Nilai"], ["Demak", 1], ["Kudus", 2], [text, 3]])
    assert [row.number for row in table.figures] == [2, 3]


def test_a_note_behind_the_figures_makes_no_total() -> None:
    (table,) = found([["No", "Nama", "Nilai", "Catatan"], [1, "Demak", 1, "Jumlah sementara"], [2, "Jumlah", 3, None]])
    assert [row.number for row in table.figures] == [2]
    assert table.rows[1].total_at == 2


def test_a_candidate_with_few_figures_is_no_header() -> None:
    rows: list[list[Any]] = [["Kab. Demak"], ["Nama", "A", "B", "C", "D"], ["Kab. Pati", 5], ["Kab. Batang"]]
    rows += [["Kab. Kudus", 1, 2, 3, 4], ["Kab. Blora", 1, 2, 3, 4]]
    (table,) = found(rows, roll=JATENG)
    assert headers(table) == ["Nama", "A", "B", "C", "D"]
    assert [row.number for row in table.rows] == [3, 4, 5, 6]
    (table,) = found(
        [["Kab. Demak"], ["Nama", "A"], ["Kab. Batang"], ["Kab. Kudus", 1], ["Kab. Blora", 1]], roll=JATENG
    )
    assert headers(table) == ["Nama", "A"]
    assert [row.number for row in table.rows if row.bare] == [3]


def test_long_texts_are_no_figures() -> None:
    rows = [
        ["Nama", "Nilai"],
        ["Demak", 1],
        ["Kudus", "1" + " ." * 5_000],
        ["Pati", "1" + "." * 58],
        ["Jepara", "1" * 61],
    ]
    (table,) = found(rows)
    assert [row.number for row in table.figures] == [2, 4]


def test_errors_and_numbers_as_text_are_figures_and_signatures_are_not() -> None:
    rows = [
        ["Nama", "Nilai"],
        ["Demak", "#N/A"],
        ["Kudus", "1.250.000"],
        ["Pati", "=1+1"],
        [],
        ["Kudus, 9 Januari 2026"],
    ]
    (table,) = found(rows)
    assert [row.number for row in table.figures] == [2, 3, 4]
    assert table.columns[1].samples == ("#N/A", "1.250.000", "?")


def test_a_letter_and_a_hidden_sheet_hold_no_table() -> None:
    assert found([["Dengan hormat,"], ["terlampir data."]]) == ()
    assert found([["Nama", "Nilai"], ["Demak", 1]], state="hidden") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DEMAK", Match("33.21", How.SAME)),
        ("Kab. Semarang", Match("33.22", How.SAME)),
        ("Kodya Tegal", Match("33.76", How.SAME)),
        ("Semarang", Match("", How.OPEN, ("33.22", "33.74"))),
        ("Kota Smg", Match("33.74", How.NEAR)),
        ("Kab. Banjarnegra", Match("33.04", How.NEAR)),
        ("Karang anyar", Match("33.13", How.NEAR)),
        ("Jawa Tengah", Match(NOBODY, How.NOBODY)),
        ("Kab. Bantul", Match(NOBODY, How.NOBODY)),
        ("Luar wilayah", Match("", How.OPEN)),
        ("x" * 500, Match("", How.OPEN)),
    ],
)
def test_a_name_is_matched_only_where_one_candidate_is_meant(name: str, expected: Match) -> None:
    assert JATENG.match(name) == expected


def test_a_code_decides_unless_the_name_speaks_against_it() -> None:
    assert JATENG.match("Semarang", "3374") == Match("33.74", How.CODE)
    assert JATENG.match("Kab. Demak", "33.74").how is How.OPEN


def test_a_code_is_doubted_where_the_name_looks_like_another() -> None:
    assert JATENG.match("Kab. Demk", "33.21") == Match("33.21", How.CODE)
    assert JATENG.match("Kab. Demk", "33.22") == Match("", How.OPEN, ("33.22", "33.21"))
    assert JATENG.match("Kab. Bantul", "33.22").how is How.OPEN
    assert JATENG.match("Cabang utama", "33.22") == Match("33.22", How.CODE)


@pytest.mark.parametrize(
    "name", ["Semarang Kota", "Semarang (Kota)", "Semarang, Kota", "Kota. Semarang", "Kodya Semarang"]
)
def test_the_word_for_a_kind_is_read_before_and_behind(name: str) -> None:
    assert JATENG.match(name) == Match("33.74", How.SAME)
    assert JATENG.match("Semarng (Kab)").code == "33.22"


def test_a_bare_name_may_mean_a_region_that_is_no_candidate() -> None:
    cities = Roll([one for one in JATENG.codes.values() if one.code > "33.70"], "33")
    assert cities.match("Semarang") == Match("", How.OPEN, ("33.74", "33.22"))
    assert cities.label("33.22") == "33.22 · Pemerintah Kabupaten Semarang"
    assert cities.match("Kota Semarang") == Match("33.74", How.SAME)
    assert cities.match("Salatiga") == Match("33.73", How.SAME)
    assert cities.match("Semarang (Kab)") == Match(NOBODY, How.NOBODY)


def test_no_letters_are_nobodys_name_and_another_legal_form_is_only_near() -> None:
    assert [FIRMS.by_name(text) for text in ("-", "PT", "***", "株式会社")] == [()] * 4
    assert FIRMS.match("CV Sumber Makmur") == Match("BU-1", How.NEAR)
    assert FIRMS.match("Sumber Makmur") == Match("BU-1", How.SAME)
    both = Roll([Candidate("BU-1", "usaha", "PT Maju"), Candidate("BU-2", "usaha", "CV Maju")])
    assert both.match("CV. MAJU") == Match("BU-2", How.SAME)
    assert both.match("Maju") == Match("", How.OPEN, ("BU-1", "BU-2"))


def test_businesses_are_known_by_name_nib_and_npp() -> None:
    assert FIRMS.match("SUMBER MAKMUR, PT") == Match("BU-1", How.SAME)
    assert FIRMS.match("PT. Sumbr Makmur Tbk.").code == "BU-1"
    assert FIRMS.match("Cabang utama", "0123456789012") == Match("BU-1", How.CODE)
    assert FIRMS.match("", "JJ000123") == Match("BU-2", How.CODE)
    assert FIRMS.match("Sumber").how is How.OPEN


def test_only_so_many_names_are_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paritrana.form.same_candidate.GUESSES", 1)
    few = Roll(list(JATENG.codes.values()), "33")
    assert few.match("Kab. Banjarnegra").code == "33.04"
    assert few.match("Kab. Banjarnegra").how is How.OPEN
