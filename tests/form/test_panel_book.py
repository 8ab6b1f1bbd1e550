"""panel.xlsx: members and recusals as the committee types them, everything wrong told at once with its cell."""

import io

import openpyxl
import pytest
from form_samples import edition, governments

from paritrana.entry.model import Candidate
from paritrana.entry.panel import Board, Member
from paritrana.form.cells import open_book
from paritrana.form.panel_book import read_panel
from paritrana.form.panel_template import write_panel
from paritrana.text import line

KNOWN = {
    governments().category: {
        code: Candidate(code, governments().category, name)
        for code, name in (("33.21", "Pemerintah Kabupaten Demak"), ("33.74", "Pemerintah Kota Semarang"))
    }
}
CATEGORY = governments().category
ANI = ("Ani Lestari", "ketua", "pemerintah", "Sekretariat Daerah", "Kab. Demak", "")
BUDI = ("Budi Santoso", "Sekretaris", "BPJS", "Kantor Wilayah", "3374", CATEGORY)
WHY = "pernah menjabat di sana"


def typed(members=(ANI, BUDI), recusals=()) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(write_panel(Board(), edition())))
    for sheet, rows in (("Anggota", members), ("Tidak Ikut Menilai", recusals)):
        for number, row in enumerate(rows, 5):
            for column, value in enumerate(row, 1):
                book[sheet].cell(number, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(members=(ANI, BUDI), recusals=()):
    return read_panel(open_book(typed(members, recusals), "panel.xlsx"), edition(), KNOWN)


def told(problems) -> list[tuple[str, str, str]]:
    return [(one.code, one.where.sheet, one.where.cell) for one in problems]


def test_members_and_recusals_are_read_as_they_were_meant():
    board, problems = read(recusals=[("ani  LESTARI", "", "3321", WHY), (BUDI[0], CATEGORY, "33.74", WHY)])
    assert problems == ()
    assert board.members == (
        Member("Ani Lestari", "ketua", "pemerintah", "Sekretariat Daerah", "33.21"),
        Member("Budi Santoso", "sekretaris", "BPJS", "Kantor Wilayah", "33.74", (CATEGORY,)),
    )
    declared = [(one.juror, one.category, one.candidate, one.reason) for one in board.recusals]
    assert declared == [("Ani Lestari", CATEGORY, "33.21", WHY), ("Budi Santoso", CATEGORY, "33.74", WHY)]
    assert board.recusals[1].source.cell == "A6"


def test_what_was_written_is_read_back():
    board, _ = read(recusals=[(BUDI[0], CATEGORY, "33.74", WHY)])
    again, problems = read_panel(open_book(write_panel(board, edition()), "x.xlsx"), edition(), KNOWN)
    assert problems == ()
    assert (again.members, again.facts(CATEGORY)) == (board.members, board.facts(CATEGORY))


def test_an_empty_template_says_nothing():
    assert read(members=()) == (Board(), ())


@pytest.mark.parametrize(
    ("members", "code", "cell"),
    [
        ([ANI, ("", "anggota", "akademisi")], "J020", "A6"),
        ([ANI, ("ANI  lestari", "anggota")], "J021", "A6"),
        ([("Ani", "kepala")], "J022", "B5"),
        ([("Ani", "")], "J022", "B5"),
        ([("Ani", "ketua", "", "", "", "kategori-lain")], "J022", "F5"),
        ([("Ani", "ketua", "", "", "Atlantis")], "J023", "E5"),
        ([("Ani", "ketua", "", "", "Tegal")], "J023", "E5"),
        ([ANI, ("Budi", "ketua")], "J024", "B6"),
    ],
)
def test_a_faulty_member_is_told_with_its_cell(members, code, cell):
    board, problems = read(members)
    assert told(problems) == [(code, "Anggota", cell)]
    assert "None" not in line(problems[0])
    assert len(board.members) == len(members) - (code in ("J020", "J021"))


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("Ani Lestari", CATEGORY, "33.21", ""), "J025", "D5"),
        (("", CATEGORY, "33.21", WHY), "J025", "A5"),
        (("Ani Lestari", CATEGORY, "", WHY), "J025", "C5"),
        (("Ani Lestary", CATEGORY, "33.21", WHY), "J026", "A5"),
        (("Ani Lestari", CATEGORY, "33.99", WHY), "J026", "C5"),
        (("Ani Lestari", CATEGORY, "Demak", WHY), "J026", "C5"),
        (("Ani Lestari", CATEGORY, 33.21, WHY), "A022", "C5"),
        (("Ani Lestari", "kategori-lain", "33.21", WHY), "J022", "B5"),
    ],
)
def test_a_faulty_recusal_is_an_error_and_does_not_count(row, code, cell):
    board, problems = read(recusals=[row])
    assert told(problems) == [(code, "Tidak Ikut Menilai", cell)]
    assert problems[0].is_error
    assert problems[0].candidate == ""
    assert board.recusals == ()


def test_what_may_be_meant_is_offered():
    _, problems = read(recusals=[("Ani Lestary", CATEGORY, "Demak", WHY)])
    hints = [one.details["hint"] for one in problems]
    assert "Ani Lestari" in hints[0]
    assert "33.21 (Pemerintah Kabupaten Demak)" in hints[1]


def test_everything_is_told_at_once():
    members = [("", "ketua"), ("Ani", "raja", "", "", "Atlantis", "x, y")]
    _, problems = read(members, recusals=[("Dedi", "z", "1", "")])
    assert sorted(one.code for one in problems) == ["J020", "J022", "J022", "J022", "J022", "J023", "J025", "J026"]


def test_two_rows_of_one_recusal_are_one():
    row = (BUDI[0], CATEGORY, "33.74", WHY)
    assert len(read(recusals=[row, row])[0].recusals) == 1


def test_hostile_cells_are_text_and_bounded():
    board, problems = read([("=cmd|'/c calc'!A1" + "x" * 500, "ketua", "<b>", "{{ 1 }}", "", "")])
    assert board.members == () or len(board.members[0].name) <= 200
    assert all(line(one) for one in problems)
    again = openpyxl.load_workbook(io.BytesIO(write_panel(Board((Member("=1+1", "ketua"),)), edition())))
    assert (again["Anggota"]["A5"].value, again["Anggota"]["A5"].data_type) == ("=1+1", "s")


def test_a_missing_sheet_of_recusals_is_loud():
    book = openpyxl.load_workbook(io.BytesIO(typed()))
    del book["Tidak Ikut Menilai"]
    buffer = io.BytesIO()
    book.save(buffer)
    board, problems = read_panel(open_book(buffer.getvalue(), "panel.xlsx"), edition(), KNOWN)
    assert len(board.members) == 2
    assert [one.code for one in problems] == ["B026"]


def test_the_template_has_nine_rows_and_lists_to_choose_from():
    book = openpyxl.load_workbook(io.BytesIO(write_panel(Board(), edition())))
    ranges = {str(one.sqref): one.formula1 for one in book["Anggota"].data_validations.dataValidation}
    assert ranges == {"B5:B13": '"ketua,sekretaris,anggota"'}
    lists = {str(one.sqref): one.formula1 for one in book["Tidak Ikut Menilai"].data_validations.dataValidation}
    assert lists["A5:A44"] == "Anggota!$A$5:$A$13"
    assert write_panel(Board(), edition()) == write_panel(Board(), edition())
