"""The ranking workbook, opened again: cells, sheets, print set-up, inert names, the same bytes twice."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from small_contest import CONTEST, GROUPS, HOSTILE, contest, edition, entry, mixed, scored

from paritrana.documents import ranking_xlsx
from paritrana.documents.ranking_model import RankingSheet
from paritrana.documents.ranking_xlsx import render_ranking_xlsx
from paritrana.documents.view import ranking_sheet
from paritrana.problems import Problem, Where
from paritrana.scoring import Result

RETURNED = Problem(
    "A003", Where("07.xlsx", "Formulir", "C7"), {"read": "x", "example": "1"}, candidate="07", category="uji"
)


def sheet(result: Result, *, status: str = "rancangan", code: str | None = "7F3K-9QXM", **more: Any) -> RankingSheet:
    return ranking_sheet(edition(result.category, status=status), result, code=code, **more)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(page: Any) -> list[list[Any]]:
    """The cells below the titles of the columns, row by row, without the empty ones at the end."""
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[0] in ("Peringkat", "Kode", "Rank"))
    return rows[start:]


def everything(book: openpyxl.Workbook) -> str:
    return "\n".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value)


def test_the_ranking_as_it_stands_in_the_cells() -> None:
    book = opened(render_ranking_xlsx(sheet(mixed())))
    assert book.sheetnames == ["Peringkat", "Keterangan", "Tidak diperingkat"]
    titles, first, second, *_ = cells(book["Peringkat"])
    assert titles[:7] == ["Peringkat", "Kode", "Kandidat", "Nilai akhir", "Penghargaan", "Status", "Penentu nilai sama"]
    assert titles[7:] == ["Cakupan", "Inti", "Capaian", "Regulasi", "Perda"]
    assert first == [1, "01", "Kabupaten 01", 100, "Terbaik I", "Diperingkat", None, 100, 100, 100, 100, 100]
    assert second[3] == 66.67
    assert second[6] == "nilai sama; ditentukan oleh Regulasi"


def test_scores_are_numbers_with_their_decimals_and_codes_are_text() -> None:
    page = opened(render_ranking_xlsx(sheet(mixed())))["Peringkat"]
    row = next(row for row in page.iter_rows() if row[1].value == "01")
    assert (row[1].data_type, row[1].number_format) == ("s", "@")
    assert (row[3].data_type, row[3].number_format) == ("n", "0.00")


def test_exact_points_show_four_decimals_and_say_so() -> None:
    result = scored([entry("01", "30", True)], contest(precision={"points": "exact", "score": "0"}))
    book = opened(render_ranking_xlsx(sheet(result)))
    row = next(row for row in book["Peringkat"].iter_rows() if row[1].value == "01")
    assert (row[3].value, row[3].number_format) == (56, "0")
    assert (row[9].value, row[9].number_format) == (33.3333, "0.0000")
    assert "tidak dibulatkan dan dijumlahkan sebagai pecahan" in everything(book)


def test_those_without_a_rank_stand_apart_with_the_reason() -> None:
    page = opened(render_ranking_xlsx(sheet(mixed(), problems=[RETURNED])))["Tidak diperingkat"]
    assert cells(page)[1:] == [
        ["05", "Kabupaten 05", "Tidak memenuhi syarat", "Cakupan terlalu rendah (Pasal 4)"],
        ["06", "Kabupaten 06", "Diskualifikasi", "Menunggak iuran"],
        ["07", "Kabupaten 07", "Formulir dikembalikan", '07.xlsx › Formulir!C7: "x" bukan angka. [A003]'],
        ["08", "Kabupaten 08", "Tidak mengirim", None],
    ]


def test_where_everybody_is_ranked_there_is_no_third_sheet() -> None:
    assert opened(render_ranking_xlsx(sheet(scored([entry("01", "90", True)])))).sheetnames == [
        "Peringkat",
        "Keterangan",
    ]


def test_groups_have_a_column_of_their_own() -> None:
    entries = [entry("01", "90", True, group="kabupaten"), entry("02", "20", True, group="kota")]
    rows = cells(opened(render_ranking_xlsx(sheet(scored(entries, contest(groups=GROUPS)))))["Peringkat"])
    assert [row[:4] for row in rows] == [
        ["Peringkat", "Kode", "Kandidat", "Kelompok"],
        ["Kota", None, None, None],
        [1, "02", "Kabupaten 02", "Kota"],
        ["Kabupaten", None, None, None],
        [1, "01", "Kabupaten 01", "Kabupaten"],
    ]


def test_codes_never_break() -> None:
    page = opened(render_ranking_xlsx(sheet(scored([entry("33.01.01.2001", "90", True)]))))["Peringkat"]
    cell = next(row[1] for row in page.iter_rows() if row[1].value == "33.01.01.2001")
    assert not cell.alignment.wrap_text
    assert page.column_dimensions["B"].width >= len("33.01.01.2001") + 2


def test_the_small_print_is_there() -> None:
    said = everything(opened(render_ranking_xlsx(sheet(mixed()))))
    for words in (
        "Rancangan: kriteria belum ditetapkan.",
        "dibulatkan satu kali ke 2 angka",
        "1-2-2-4",
        "1. Regulasi, yang lebih tinggi di depan",
        "Isian wajib yang kosong: formulir dikembalikan",
        "Gugur bila: Cakupan terlalu rendah (Pasal 4)",
        "Nilai (persen): 0 atau kurang → 0; lebih dari 0 dan kurang dari 90 → 100 × nilai ÷ 90; 90 atau lebih → 100.",
        "sedikitnya 50",
        "Cakupan terlalu rendah (Pasal 4)",
        "≈66,6667%",
        "Data wilayah: idn-area-data",
        "c" * 64,
        "Kode Hasil 7F3K-9QXM",
    ):
        assert words in said, words


@pytest.mark.parametrize(
    ("status", "code", "marks"),
    [
        ("rancangan", "7F3K-9QXM", ""),
        ("contoh", "7F3K-9QXM", "CONTOH – BUKAN DOKUMEN RESMI"),
        ("rancangan", None, "DRAF"),
    ],
)
def test_examples_and_drafts_say_so_on_every_printed_page(status: str, code: str | None, marks: str) -> None:
    book = opened(render_ranking_xlsx(sheet(mixed(), status=status, code=code)))
    for page in book:
        assert page.oddHeader is not None
        assert page.oddFooter is not None
        assert marks in str(page.oddHeader.center.text)
        assert "&P" in str(page.oddFooter.right.text)
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.page_setup.paperSize == 9
        assert not page.protection.sheet
    assert ("CONTOH" in everything(book)) is (status == "contoh")


def test_print_and_screen_set_up() -> None:
    page = opened(render_ranking_xlsx(sheet(mixed())))["Peringkat"]
    assert page.page_setup.orientation == "landscape"
    assert page.freeze_panes == "D8"
    assert page.auto_filter.ref == "A7:L15"
    assert page.print_title_rows == "$6:$7"


def test_the_column_of_ties_is_narrow_where_nobody_has_any() -> None:
    alone = opened(render_ranking_xlsx(sheet(scored([entry("01", "90", True), entry("02", "9", True)]))))["Peringkat"]
    assert alone.column_dimensions["G"].width < 9
    assert opened(render_ranking_xlsx(sheet(mixed())))["Peringkat"].column_dimensions["G"].width > 15


def test_columns_of_figures_are_as_wide_as_their_words_and_figures() -> None:
    page = opened(render_ranking_xlsx(sheet(mixed())))["Peringkat"]
    assert page.column_dimensions["H"].width < 10
    scale = contest(scale="100000000", precision={"points": "exact", "score": "4"})
    wide = opened(render_ranking_xlsx(sheet(scored([entry("01", "90", True)], scale))))["Peringkat"]
    assert wide.column_dimensions["H"].width >= len("100,0000")


def test_what_is_too_wide_for_one_sheet_of_paper_goes_side_by_side_with_the_names() -> None:
    one = {**CONTEST["aspects"][1], "weight": "1/30"}
    many = [{**one, "id": f"a{at}", "indicators": [{**one["indicators"][0], "id": f"i{at}"}]} for at in range(30)]
    category = contest(aspects=many, ranking={"style": "1-2-2-4", "still_tied": "share"})
    page = opened(render_ranking_xlsx(sheet(scored([entry("01", "90", True)], category))))["Peringkat"]
    assert page.page_setup.fitToWidth == 3
    assert (page.print_title_rows, page.print_title_cols) == ("$6:$7", "$A:$C")
    alone = opened(render_ranking_xlsx(sheet(mixed())))["Peringkat"]
    assert (alone.page_setup.fitToWidth or 1, alone.print_title_cols) == (1, None)


def test_hostile_names_are_text_everywhere() -> None:
    entries = [entry(f"{place:02}", "80", True, name) for place, name in enumerate(HOSTILE, start=1)]
    entries.append(entry("99", "1", True, HOSTILE[1], status="diskualifikasi", reason=HOSTILE[1]))
    book = opened(render_ranking_xlsx(sheet(scored(entries))))
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    assert all(cell.hyperlink is None for page in book for row in page.iter_rows() for cell in row)
    assert [row[2] for row in cells(book["Peringkat"])[1:]] == [*HOSTILE, HOSTILE[1]]


def test_an_ampersand_in_a_title_is_no_code_of_the_header() -> None:
    result = scored([], contest(title="Usaha &P & Mikro"))
    with zipfile.ZipFile(io.BytesIO(render_ranking_xlsx(sheet(result)))) as parts:
        assert "Usaha &amp;&amp;P &amp;&amp; Mikro" in parts.read("xl/worksheets/sheet1.xml").decode()


def test_an_empty_category_makes_a_workbook() -> None:
    book = opened(render_ranking_xlsx(sheet(scored([]))))
    assert len(cells(book["Peringkat"])) == 1


def test_the_same_sheet_gives_the_same_bytes_without_an_author() -> None:
    data = render_ranking_xlsx(sheet(mixed()))
    assert data == render_ranking_xlsx(sheet(mixed()))
    properties = opened(data).properties
    assert not properties.creator
    assert str(properties.created) == "2025-12-31 00:00:00"


def test_a_large_workbook_has_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    small = opened(render_ranking_xlsx(sheet(mixed(), problems=[RETURNED])))
    monkeypatch.setattr(ranking_xlsx, "LARGE", 1)
    data = render_ranking_xlsx(sheet(mixed(), problems=[RETURNED]))
    assert everything(opened(data)) == everything(small)
    assert data == render_ranking_xlsx(sheet(mixed(), problems=[RETURNED]))


def test_the_english_workbook() -> None:
    book = opened(render_ranking_xlsx(sheet(mixed(), lang="en")))
    assert book.sheetnames == ["Ranking", "Notes", "Not ranked"]
    assert cells(book["Ranking"])[1][4] == "First"


def test_rows_of_the_unranked_are_as_high_as_the_title_of_their_group() -> None:
    long = "Pertambangan, Manufaktur, Konstruksi, dan segala yang lain di seluruh provinsi"
    groups = [{"id": "satu", "title": long}]
    result = scored([entry("33.01", group="satu")], contest(groups=groups, missing="return"))
    page = opened(render_ranking_xlsx(sheet(result)))["Tidak diperingkat"]
    wide = page.column_dimensions["C"].width
    assert page.row_dimensions[2].height >= 12.5 * -(-len(long) // wide)
