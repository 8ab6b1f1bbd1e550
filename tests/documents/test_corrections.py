"""Where a verifier or the plenary replaced a claim, internal papers show both, who it was, and why."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from small_contest import candidate, contest, scored
from test_pages import public, ranking, sheet

from paritrana.answers import Source
from paritrana.documents.corrections import corrections
from paritrana.documents.ranking_model import Correction
from paritrana.documents.ranking_xlsx import render_ranking_xlsx
from paritrana.entry.fold import fold
from paritrana.entry.model import Entry, Statement, StatementKind

CLAIMED = Statement("01", "cakupan", Decimal(90), StatementKind.CLAIMED, Source("01.xlsx", "a" * 64))
LOWER = replace(CLAIMED, value=Decimal(60), kind=StatementKind.VERIFIED, note="Data ganda <b>")
CONFIRMED = replace(CLAIMED, kind=StatementKind.VERIFIED, note="cocok")
DECIDED = replace(CLAIMED, value=Decimal(70), kind=StatementKind.DECISION, by="Ketua", reason="Rapat 3 Juli")
RULE = replace(CLAIMED, field="perda", value=True)


def told(*said: Statement, verifier: str = "") -> tuple[Correction, ...]:
    return corrections(entry(*said, verifier=verifier), contest(), "id")


def entry(*said: Statement, verifier: str = "") -> Entry:
    return fold(candidate("01", verifier=verifier), (*said, RULE))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((CLAIMED,), ()),
        ((CLAIMED, CONFIRMED), ()),
        ((CLAIMED, LOWER), (("90,00 persen", "60,00 persen", "verifikator", "Data ganda <b>"),)),
        ((CLAIMED, LOWER, DECIDED), (("90,00 persen", "70,00 persen", "Ketua", "Rapat 3 Juli"),)),
        (
            (CLAIMED, replace(LOWER, reason="tidak terbaca")),
            (("90,00 persen", "60,00 persen", "verifikator", "tidak terbaca: Data ganda <b>"),),
        ),
        ((replace(LOWER, note=""),), (("kosong", "60,00 persen", "verifikator", "alasan tidak dicatat"),)),
    ],
)
def test_both_words_who_and_why(said: tuple[Statement, ...], expected: tuple[tuple[str, ...], ...]) -> None:
    assert tuple((item.before, item.after, item.by, item.reason) for item in told(*said)) == expected


def test_the_verifier_of_the_candidate_list_is_named() -> None:
    assert [item.by for item in told(CLAIMED, LOWER, verifier="Ibu Sari")] == ["Ibu Sari"]


def test_the_internal_page_marks_them_and_the_public_one_is_silent() -> None:
    result = scored([entry(CLAIMED, LOWER)])
    page = ranking(result)
    assert page.tags.count("s") == 2
    assert "Cakupan: semula 90,00 persen menjadi 60,00 persen (verifikator: Data ganda <b>)" in page.text
    assert "dikoreksi verifikasi" in page.text
    assert "Koreksi hasil verifikasi" in page.text
    assert "Koreksi" not in ranking(scored([entry(CLAIMED)])).text
    assert "90,00" not in public(result).text


def test_the_workbook_lists_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet(scored([entry(CLAIMED, LOWER)])))))
    rows = [[cell.value for cell in row] for row in book["Koreksi hasil verifikasi"].iter_rows()]
    assert rows == [
        ["Kode", "Kandidat", "Isian", "Semula", "Menjadi", "Oleh", "Alasan"],
        ["01", "Kabupaten 01", "Cakupan", "90,00 persen", "60,00 persen", "verifikator", "Data ganda <b>"],
    ]
