"""Where weights are points, papers show what an indicator brings of its points, and of how many."""

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from small_contest import candidate, contest, edition
from test_pages import SHIPPED, Page

from paritrana.criteria.load import load_category
from paritrana.criteria.model import Category
from paritrana.documents.figures import trimmed
from paritrana.documents.guide import technical_guide
from paritrana.documents.guide_render import render_guide_page
from paritrana.documents.ranking_model import RankingSheet, Row
from paritrana.documents.ranking_page import render_ranking_page
from paritrana.documents.ranking_xlsx import render_ranking_xlsx
from paritrana.documents.view import ranking_sheet
from paritrana.entry.model import Entry
from paritrana.scoring import score_category

KLA = Path(__file__).parents[1] / "cases" / "instruments" / "kla" / "kla.yaml"


def kla(**changes: Any) -> Category:
    category, _ = load_category(KLA)
    assert category is not None
    return category.model_copy(update=changes)


def shown(category: Category, lang: str = "id") -> RankingSheet:
    """One candidate with 7 of whatever an answer may come to, where that is allowed."""
    values = {field.id: Fraction(min(7, field.highest or 7)) for field in category.fields}
    result = score_category(category, [Entry(candidate("33.10"), values)])
    return ranking_sheet(edition(category), result, code=None, lang=lang)


def texts(sheet: RankingSheet, row: Row) -> dict[str, tuple[str, str]]:
    return {column.id: (cell.text, cell.of) for column, cell in zip(sheet.columns, row.cells, strict=True)}


@pytest.mark.parametrize(("digits", "text"), [(0, "7"), (2, "7,00"), ("exact", "7")])
def test_seven_of_sixty_points_are_seven_and_no_share_of_a_hundred(digits: Any, text: str) -> None:
    category = kla()
    sheet = shown(category.model_copy(update={"precision": category.precision.model_copy(update={"points": digits})}))
    found = texts(sheet, sheet.rows[0])
    assert found["perda_kla"] == (text, "dari 60")
    assert {column.id: column.head for column in sheet.columns}["perda_kla"] == "dari 60"


def test_aspects_add_up_to_the_score_in_points() -> None:
    sheet = shown(kla())
    (row,) = sheet.rows
    tops = [cell for column, cell in zip(sheet.columns, row.cells, strict=True) if column.depth == 0]
    assert row.score is not None
    assert sum(cell.points.value for cell in tops if cell.points) == row.score.value


def test_page_and_workbook_say_of_how_many() -> None:
    sheet = shown(kla())
    assert "7 dari 60" in Page(render_ranking_page(sheet, [SHIPPED])).text
    book = openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet)))
    cells = [cell.value for line in book.worksheets[0].iter_rows(max_row=10) for cell in line]
    assert {"Bobot →", "dari 60", 7} <= set(cells)


@pytest.mark.parametrize(
    ("value", "text", "places"), [(7, "7", 0), ("20/3", "6,6667", 4), ("13/2", "6,5", 1), ("1/100000", "0", 0)]
)
def test_exact_points_have_no_needless_zeros(value: Any, text: str, places: int) -> None:
    found = trimmed(Fraction(value), 4, "id")
    assert (found.text, found.places) == (text, places)


@pytest.mark.parametrize("digits", [2, "exact"])
def test_the_guide_words_points_after_the_mode_of_the_category(digits: Any) -> None:
    category = kla()
    category = category.model_copy(update={"precision": category.precision.model_copy(update={"points": digits})})
    said = Page(render_guide_page(technical_guide(edition(category), category), [SHIPPED])).text
    assert "bagian itu dari poin bobotnya" in said
    assert "dari 0 sampai sebesar bobotnya" in said
    assert "sebagai bagian dari bobotnya" in said
    assert "Skor setiap indikator (0–100)" not in said
    assert "Setiap indikator diberi skor 0–100" not in said
    usual = Page(render_guide_page(technical_guide(edition(contest()), contest()), [SHIPPED])).text
    assert "Setiap indikator diberi skor 0–100" in usual
    assert "Skor setiap indikator (0–100)" in usual


@pytest.mark.parametrize(("lang", "words"), [("id", "sebagai bagian dari bobotnya"), ("en", "as part of its weight")])
def test_the_notes_round_points_as_part_of_the_weight(lang: str, words: str) -> None:
    category = kla()
    sheet = shown(kla(precision=category.precision.model_copy(update={"points": 1})), lang)
    assert any(words in text for note in sheet.notes for text in note.lines)
