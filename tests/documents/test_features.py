"""The papers of a contest with every way of adding up, of one with titles only, and of winners of several titles."""

import csv
import dataclasses
import io
import json
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from rich_contest import BEST, RICH, answers, rich, rich_result, titles_only, titles_result
from small_contest import GROUPS, candidate, contest, edition, entry, scored
from test_certificate import KLATEN, one
from test_certificate import pages as pages_of
from test_pages import Page

from paritrana.criteria.model import Category
from paritrana.documents import ranking_model
from paritrana.documents.basis import basis
from paritrana.documents.columns import effective_weights
from paritrana.documents.index_pages import Summary, render_index_page, render_public_page
from paritrana.documents.notes import award_titles, notes
from paritrana.documents.ranking_model import NONE, RankingSheet
from paritrana.documents.ranking_page import render_ranking_page
from paritrana.documents.ranking_xlsx import render_ranking_xlsx
from paritrana.documents.tables import render_ranking_csv, render_ranking_json, to_frame
from paritrana.documents.view import ranking_sheet
from paritrana.rules import Outcome
from paritrana.scoring import IndicatorPoints, Result
from paritrana.workflow.certificates import certificate, winners

SHIPPED = Path(__file__).parents[2] / "templates"


def sheet(result: Result, lang: str = "id", **more: Any) -> RankingSheet:
    return ranking_sheet(edition(result.category), result, code="7F3K-9QXM", lang=lang, **more)


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_ranking_csv(result).decode())))


def canonical(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_ranking_json(edition(result.category), result))
    return found


def said(category: Category, lang: str = "id") -> str:
    return "\n".join(line for note in notes(edition(category), category, lang) for line in (note.title, *note.lines))


def cell(result: Result, code: str, column: str) -> Any:
    own = sheet(result)
    row = next(row for row in own.rows if row.code == code)
    return row.cells[[item.id for item in own.columns].index(column)]


def workbook(result: Result, page: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet(result))))
    found = [[item.value for item in row] for row in book[page].iter_rows()]
    start = next(at for at, row in enumerate(found) if row[0] in ("Peringkat", "Kode"))
    return found[start:]


def test_the_table_with_adjustments_classes_and_what_does_not_apply() -> None:
    drawn = """\
rank,code,name,group,score,award,status,tie,capaian,dasar,skor_rasio,skor_indeks,sebanding,skor_urutan,skor_andil,\
upaya,skor_tumbuh,skor_nelayan,skor_tabel,tambahan,potongan,class
1,33.01.01,Kabupaten 33.01.01,,849.03,Juara I; Emas; Pelopor,ranked,,90.57,85.86,216.00,128.00,100.00,100.00,41.55,\
70.15,200.00,0.60,80.00,25.00,0.00,Baik
2,33.02.01,Kabupaten 33.02.01,,635.50,Juara II; bersama; Emas,ranked,,79.25,93.87,216.00,160.00,50.00,50.00,30.47,\
40.00,53.33,,106.67,0.00,0.00,Baik
3,33.03.01,Kabupaten 33.03.01,,485.90,Juara II; bersama; Perak,ranked,,70.30,91.46,240.00,128.00,27.98,0.00,27.98,\
26.03,4.00,0.10,100.00,0.00,-40.00,Cukup
"""
    assert render_ranking_csv(rich_result()).decode() == drawn


def test_weight_that_is_lost_is_a_zero_and_not_an_empty_cell() -> None:
    aspects = [RICH["aspects"][0], {**RICH["aspects"][1], "applies_when": "kapal", "otherwise": "zero"}]
    lost = scored([answers("33.01.01", kapal=False)], rich(aspects=aspects))
    assert {rows(lost)[0][key] for key in ("upaya", "skor_tumbuh", "skor_nelayan", "skor_tabel")} == {"0.00"}
    assert cell(lost, "33.01.01", "upaya").basis == "tidak berlaku; dihitung 0"
    assert (cell(lost, "33.01.01", "upaya").share, cell(lost, "33.01.01", "skor_tumbuh").share) == ("40%", NONE)


def test_an_aspect_that_hands_its_weight_on_is_empty_with_all_below() -> None:
    aspects = [RICH["aspects"][0], {**RICH["aspects"][1], "applies_when": "kapal", "otherwise": "redistribute"}]
    result = scored([answers("33.01.01", kapal=False)], rich(aspects=aspects))
    assert {rows(result)[0][key] for key in ("upaya", "skor_tumbuh", "skor_nelayan", "skor_tabel")} == {""}
    assert cell(result, "33.01.01", "capaian").share == "100%"
    assert cell(result, "33.01.01", "upaya").text == cell(result, "33.01.01", "skor_tabel").text == NONE


def test_those_without_scores_have_empty_cells_to_the_end() -> None:
    result = scored([], rich(), absent=[candidate("33.01.01")])
    assert render_ranking_csv(result).decode().splitlines()[1] == ",33.01.01,Kabupaten 33.01.01,,,,absent," + "," * 14
    row = sheet(result).rows[0]
    assert (row.cells, row.changes, row.class_title, row.prize) == ((), (), "", "")
    render_ranking_page(sheet(result), [SHIPPED])
    render_ranking_xlsx(sheet(result))


def test_canonical_json_of_the_new_features() -> None:
    found = canonical(rich_result())
    first, second, third = found["candidates"]
    assert found["scale"] == "1000"
    assert first["adjustments"] == {"tambahan": "25", "potongan": "0"}
    assert third["adjustments"]["potongan"] == "-40"
    assert first["class"] == {"title": "Baik", "title_en": "Good"}
    assert second["fixed"] == {"skor_nelayan": None}
    assert third["fixed"] == {"skor_tabel": "100"}
    assert [second["indicators"][key]["applies"] for key in ("skor_nelayan", "skor_tabel")] == [False, True]
    assert first["inputs"]["ambang"] == "2"


def test_the_frame_holds_classes_as_words_and_nothing_where_nothing_applies() -> None:
    frame = to_frame(rich_result())
    assert list(frame["class"]) == ["Baik", "Baik", "Cukup"]
    assert frame["potongan"].min() == -40
    assert frame["skor_nelayan"].isna().sum() == 1


def test_effective_weights_exist_only_below_weighted_means() -> None:
    assert effective_weights(rich()) == {
        "capaian": Fraction(3, 5),
        "dasar": Fraction(2, 5),
        "sebanding": Fraction(1, 5),
        "upaya": Fraction(2, 5),
        "skor_tumbuh": Fraction(1, 5),
        "skor_nelayan": Fraction(1, 10),
        "skor_tabel": Fraction(1, 10),
    }
    assert effective_weights(rich(aggregate="geometric")) == {}


def test_the_parts_of_every_candidate_sum_to_the_score() -> None:
    result = rich_result()
    own = sheet(result)
    for place, row in zip(result.placed, own.rows, strict=True):
        assert place.scores is not None
        weighted, points = place.scores.weighted, place.scores.points
        parts = zip(own.columns, row.cells, strict=True)
        leaves = [column.id for column, cell in parts if cell.contribution and column.id in ("capaian", "upaya")]
        changes = sum(points.adjustments.values(), Fraction(0))
        assert sum(weighted[key] for key in leaves) + changes == place.scores.exact


def test_weights_are_shown_in_their_unit_and_dashes_where_there_are_none() -> None:
    shown = {column.id: (column.weight, column.share) for column in sheet(rich_result()).columns}
    assert shown["capaian"] == ("600 poin", "60%")
    assert shown["skor_rasio"] == ("240 poin", NONE)
    assert shown["skor_urutan"] == (NONE, NONE)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("skor_rasio", "130 (dibatasi pada 0–100)"),
        ("skor_indeks", "4,0 dari 5"),
        ("skor_urutan", "101 orang (urutan 3 dari 3 kandidat)"),
        ("skor_andil", "101 orang (≈27,97783934% dari jumlah 361; 3 kandidat)"),
        ("skor_tumbuh", "101 orang (pertumbuhan 1%)"),
        ("skor_nelayan", "1 dibagi 100"),
        ("skor_tabel", "tidak berlaku; dihitung penuh"),
    ],
)
def test_what_points_were_given_for(column: str, words: str) -> None:
    assert cell(rich_result(), "33.03.01", column).basis == words


def test_what_a_table_and_a_redistributed_weight_say() -> None:
    result = scored([answers("33.01.01", perda=False), answers("33.02.01", kapal=False)], rich())
    assert cell(result, "33.01.01", "skor_tabel").basis == "Mikro; Tidak (baris lainnya)"
    assert cell(result, "33.02.01", "skor_tabel").basis == "Mikro; Ya (baris 1)"
    assert cell(result, "33.02.01", "skor_nelayan").basis == "tidak berlaku; bobotnya dibagikan"


@pytest.mark.parametrize(
    ("matched", "words"),
    [
        ("rank=2 n=7", "5 (urutan 2 dari 7 kandidat)"),
        ("n=7", "5 (sama pada semua 7 kandidat)"),
        ("worse=3 equal=1 n=7", "5 (3 kandidat di bawahnya, 1 sama termasuk dirinya, dari 7)"),
        ("worst=-1.5 best=9 n=3", "5 (terburuk -1,5, terbaik 9; 3 kandidat)"),
        ("mean=4.33333 sd=2 n=3", "5 (rata-rata 4,33333, simpangan baku 2; 3 kandidat)"),
        ("something=1 else=2", "5"),
        ("words that tell", "5"),
        ("a=b", "5"),
        ("", "5"),
    ],
)
def test_what_a_rule_tells_is_put_into_words_and_the_unknown_never_fails(matched: str, words: str) -> None:
    category = contest()
    indicator = category.indicators()[0][0]
    item = IndicatorPoints("skor_cakupan", Fraction(1), Fraction(1), Outcome(Fraction(1), Fraction(5), matched))
    plain = contest(fields=[{"id": "lain", "ask": "Lain", "kind": "yesno"}])
    assert basis(indicator, item, plain) == words


def test_the_rules_in_words() -> None:
    words = said(rich(awards={**RICH["awards"], "best": BEST}))
    for line in (
        "Aspek Dasar: rata-rata geometrik tertimbang.",
        "Aspek Sebanding: rata-rata 1 terbaik dari 2.",
        "Bobot ditulis dalam poin: seluruhnya 1.000 poin",
        "hasil pada skala 0–100 dikalikan 10",
        "Nelayan berlaku bila kapal. Bila tidak, bobotnya dibagikan",
        "Tabel berlaku bila ukuran != 'besar'. Bila tidak, dihitung penuh (100).",
        "Urutan: menurut urutan di antara semua kandidat dalam kategori ini.",
        "Andil: menurut bagian dari jumlah seluruh kandidat dalam kategori ini.",
        "Penambah – Bonus inovasi: if(inovasi >= ambang, 25, 0), paling banyak 25 (Pasal 7).",
        "Semua pengurang bersama-sama paling banyak 40.",
        "500,00 sampai 1.000,00: Baik",
        "Peringkat 1: Juara I (hadiah: Rp50.000.000)",
        "kandidat dengan Upaya sedikitnya 10",
        "Paling banyak 1 tempat dalam satu kelompok untuk kandidat dengan kabupaten/kota yang sama",
        "Predikat Emas: bila score >= 600 (Pasal 9)",
        "Dalam syarat, score berarti nilai akhir.",
        "Penghargaan khusus Pelopor: bila inovasi >= 5",
        "Indeks terbaik: yang tertinggi pada Indeks, sedikitnya 50",
        "Ambang inovasi: 2 buah, berlaku sejak 1 Januari 2025 (Kepgub 1/2025).",
    ):
        assert line in words, line


@pytest.mark.parametrize(
    ("aggregate", "words"),
    [
        ("minimum", "Nilai akhir: nilai aspek yang terendah."),
        ("harmonic", "Nilai akhir: rata-rata harmonik tertimbang nilai aspek."),
        ("geometric", "Nilai akhir: rata-rata geometrik tertimbang nilai aspek."),
    ],
)
def test_the_total_in_words(aggregate: str, words: str) -> None:
    assert words in said(contest(aggregate=aggregate))
    assert "best 1 of 2" in said(contest(aggregate="best", best="1"), "en")


def test_a_contest_of_weighted_means_has_no_word_too_many() -> None:
    words = said(contest())
    assert "Nilai akhir = jumlah (bobot efektif × skor indikator)." in words
    for heading in ("rata-rata", "bersyarat", "sesama", "Penambah", "Kelas", "Ketentuan yang", "dikalikan 1"):
        assert heading not in words, heading


def test_every_rule_in_words_has_an_english_twin() -> None:
    words = said(rich(groups=GROUPS, unclassified={"id": "Tanpa kelas", "en": "No class"}), "en")
    for line in ("mean of the best 1 of 2", "of its group", "Outside of all classes: No class", "IDR 50,000,000"):
        assert line in words, line


def test_titles_are_told_apart_even_where_they_hold_semicolons() -> None:
    found = award_titles("Juara II; bersama; Emas", rich())
    assert [title.id for title in found] == ["Juara II; bersama", "Emas"]
    assert [title.id for title in award_titles("Tak dikenal; Emas", rich())] == ["Tak dikenal", "Emas"]


def test_places_with_one_title_have_the_prize_of_their_rank() -> None:
    places = [{"rank": str(at), "title": "Pemenang", "prize": f"Rp{at}"} for at in (1, 2)]
    special = [{"title": "Pemenang", "when": "perda"}]
    category = contest(awards={"places": places, "special": special})
    result = scored([entry("33.01", "90", True), entry("33.02", "60", True), entry("33.03", "30", True)], category)
    rows = ranking_sheet(edition(category), result, code=None).rows
    assert [(row.award, row.prize) for row in rows] == [
        ("Pemenang; Pemenang", "Rp1"),
        ("Pemenang; Pemenang", "Rp2"),
        ("Pemenang", ""),
    ]


def test_the_page_shows_scale_classes_adjustments_prizes_and_dashes() -> None:
    text = Page(render_ranking_page(sheet(rich_result()), [SHIPPED])).text
    for words in (
        "· skala 0–1.000",
        "Nilai akhir (skala 0–1.000)",
        "Kelas",
        "Hadiah: Rp50.000.000",
        "Juara I; Emas; Pelopor",
        "+25,00",
        "-40,00",
        "paling banyak -50,00",
        "Nelayan tidak berlaku; bobotnya dibagikan – – –",
        "≈26,6667%",
    ):
        assert words in text, words


def test_many_winners_are_cut_above_the_table_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking_model, "CARDS", 1)
    own = sheet(rich_result())
    text = Page(render_ranking_page(own, [SHIPPED])).text
    assert "dan 2 lagi, lihat tabel" in text
    assert text.count("Juara II; bersama; Perak") == 1
    assert "dan 2 lagi" in Page(render_index_page(edition(rich()), [Summary(own)], [SHIPPED])).text


def test_the_workbook_shows_them_too() -> None:
    heads, first, second, third = workbook(rich_result(), "Peringkat")
    assert heads[3:7] == ["Nilai akhir (skala 0–1.000)", "Kelas", "Penghargaan", "Hadiah"]
    assert heads[-2:] == ["Bonus inovasi", "Temuan audit"]
    assert first[3:7] == [849.03, "Baik", "Juara I; Emas; Pelopor", "Rp50.000.000"]
    at = heads.index("Nelayan")
    assert (second[at], third[at]) == (NONE, 0.1)
    assert [row[-2:] for row in (first, third)] == [[25, 0], [0, -40]]


def test_a_contest_of_titles_has_no_scores_on_any_paper() -> None:
    result = titles_result()
    own = sheet(result)
    assert [row["award"] for row in rows(result)[:3]] == ["Utama; Pelopor", "Madya", ""]
    assert {(row["rank"], row["score"], row["status"]) for row in rows(result)[:3]} == {("", "", "ranked")}
    text = Page(render_ranking_page(own, [SHIPPED])).text
    assert "Predikat per kandidat 3 dinilai dari 5 kandidat" in text
    assert "Kabupaten 01 Utama; Pelopor" in text
    assert "Terlalu banyak temuan (Pasal 4)" in text
    for word in ("Nilai akhir", "Bobot", "skala", "Penentu"):
        assert word not in text, word
    index = Page(render_index_page(edition(result.category), [Summary(own)], [SHIPPED])).text
    assert "Utama; Pelopor Kabupaten 01" in index
    assert "Nilai akhir" not in index
    assert "Madya Kabupaten 02" in Page(render_public_page(own, [SHIPPED])).text
    assert workbook(result, "Predikat")[:2] == [
        ["Kode", "Kandidat", "Predikat", "Status"],
        ["01", "Kabupaten 01", "Utama; Pelopor", "Dinilai"],
    ]
    assert [row[0] for row in workbook(result, "Tidak dinilai")[1:]] == ["04", "05"]
    assert list(to_frame(result).columns) == list(rows(result)[0])


def test_where_it_is_unknown_which_gate_shut_all_are_named() -> None:
    gates = [
        {"id": "tertib", "condition": "temuan <= 9", "message": "Banyak temuan", "article": "Pasal 4"},
        {"id": "luas", "condition": "cakupan >= 5", "message": "Cakupan rendah", "article": "Pasal 5"},
    ]
    reasons = sheet(scored([answers("01", temuan=10)], titles_only(gates=gates))).rows[0].reasons
    assert "Banyak temuan (Pasal 4)" in reasons


def test_an_empty_contest_of_titles() -> None:
    own = sheet(scored([], titles_only()))
    render_ranking_xlsx(own)
    assert "Belum ada kandidat" in Page(render_ranking_page(own, [SHIPPED])).text


def _scored(result: Result) -> Any:
    season = SimpleNamespace(edition=edition(result.category))
    return SimpleNamespace(season=season, category=result.category, result=result)


def test_a_certificate_names_all_titles() -> None:
    own = _scored(rich_result())
    awards = [certificate(own, place, award, None).award for place, award in winners(own)]
    assert awards == ["Juara I, Emas, dan Pelopor", "Juara II; bersama dan Emas", "Juara II; bersama dan Perak"]
    titles = _scored(titles_result())
    assert [certificate(titles, *pair, None).award for pair in winners(titles)] == ["Utama dan Pelopor", "Madya"]


def test_an_award_that_waits_for_the_plenary_has_no_certificate_and_no_prize() -> None:
    entries = [answers("33.01.01", inovasi=6), answers("33.02.01", inovasi=6)]
    result = scored(entries, rich())
    assert all(award.plenary for award in result.awards.values())
    assert list(winners(_scored(result))) == []
    assert [row.prize for row in sheet(result).rows] == ["", ""]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_certificate_of_several_titles_stays_one_page(count: int) -> None:
    award = ", ".join(["Terbaik Perlindungan Pekerja Rentan"] * count) + " dan Pelopor Inovasi"
    item = dataclasses.replace(KLATEN, award=award)
    assert pages_of(one(item)) == 1
