"""Public figures: as columns for the committee, under the winners for everybody; what is not public stays inside."""

import io
from typing import Any

import openpyxl
import pytest
from small_contest import CONTEST, contest, entry, scored
from test_pages import public, ranking, sheet

from paritrana.criteria.model import Category
from paritrana.documents.key_figures import key_figures
from paritrana.documents.ranking_xlsx import render_ranking_xlsx

PUBLIC, SECRET, FED = (
    {"id": "celah", "title": "Celah", "formula": "100 - cakupan", "unit": "persen", "decimals": "1", "public": "true"},
    {"id": "rahasia", "title": "Rahasia", "formula": "cakupan * 7"},
    {"id": "ganda", "title": "Ganda", "formula": "2 * cakupan", "public": "true", "decimals": "0"},
)


def open_contest(*derived: dict[str, str], **changes: Any) -> Category:
    coverage, rule, founded = CONTEST["fields"]
    fields = [{**coverage, "public": "true"}, rule, {**founded, "public": "true"}]
    return contest(fields=fields, derived=list(derived), **changes)


ENTRIES = [entry("01", "90", True), entry("02", "12.5", False)]


def test_public_fields_that_are_judged_and_public_computed_values_are_key_figures() -> None:
    found = key_figures(open_contest(PUBLIC, SECRET), "id")
    assert [(item.id, item.head, item.numeric) for item in found] == [
        ("cakupan", "Cakupan (persen)", True),
        ("celah", "Celah (persen)", True),
    ]
    assert key_figures(contest(), "id") == ()


def test_they_are_columns_of_the_committee_s_page() -> None:
    said = ranking(scored(ENTRIES, open_contest(PUBLIC, SECRET))).text
    assert "Celah persen" in said
    assert "12,50 87,5" in said
    assert "630" not in said


def test_many_of_them_stand_in_a_table_of_their_own() -> None:
    many = [{**PUBLIC, "id": f"celah_{number}"} for number in range(5)]
    assert "Angka kunci" in ranking(scored(ENTRIES, open_contest(*many))).text
    assert "Angka kunci" not in ranking(scored(ENTRIES, open_contest(PUBLIC))).text


def test_they_are_a_sheet_of_the_workbook_with_numbers() -> None:
    result = scored(ENTRIES, open_contest(PUBLIC, SECRET, FED))
    book = openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet(result))))
    rows = [[cell.value for cell in row] for row in book["Angka kunci"].iter_rows()]
    assert rows == [
        ["Peringkat", "Kode", "Kandidat", "Cakupan (persen)", "Celah (persen)", "Ganda"],
        [1, "01", "Kabupaten 01", 90, 10, 180],
        [2, "02", "Kabupaten 02", 12.5, 87.5, 25],
    ]
    assert book["Angka kunci"].freeze_panes == "D2"
    assert "Angka kunci" not in openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet(scored(ENTRIES)))))


def test_the_public_sees_those_of_winners_only() -> None:
    said = public(scored(ENTRIES, open_contest(PUBLIC, SECRET))).text
    assert "Terbaik I Kabupaten 01 Cakupan: 90,00 persen · Celah: 10,0 persen" in said
    for inside in ("Rahasia", "630", "87,5", "Kabupaten 02"):
        assert inside not in said, inside


def test_where_nobody_wins_the_declared_words_are_said() -> None:
    awards = {**CONTEST["awards"], "none": {"id": "tidak ada yang layak", "en": "nobody deserved it"}}
    result = scored([entry("01", "10", False)], contest(awards=awards))
    for page in (ranking(result), public(result)):
        assert "Tidak ada yang layak." in page.text
    assert "Nobody deserved it." in public(result, lang="en").text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_category_without_awards_has_no_column_of_them(lang: str) -> None:
    result = scored(ENTRIES, contest(awards={}))
    assert ("Penghargaan" if lang == "id" else "Score Award") not in ranking(result, lang=lang).text
    words = "tidak memberi penghargaan" if lang == "id" else "gives no awards"
    assert words in public(result, lang=lang).text
    book = openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet(result))))
    assert "Penghargaan" not in [cell for row in book["Peringkat"].iter_rows(values_only=True) for cell in row]
