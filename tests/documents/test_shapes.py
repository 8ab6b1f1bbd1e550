"""Contests of unusual shapes make papers that say what is the case: nobody, one, a tie, many groups, long names."""

import io

import openpyxl
import pytest
from small_contest import GROUPS, candidate, contest, entry, scored
from test_pages import public, ranking, sheet

from paritrana.documents import ranking_xlsx
from paritrana.documents.ranking_xlsx import render_ranking_xlsx


def test_one_candidate_only() -> None:
    said = ranking(scored([entry("01", "90", True)])).text
    assert "1 diperingkat dari 1 kandidat" in said
    assert "Terbaik I" in said


def test_a_tie_at_a_prize_place_goes_to_the_plenary() -> None:
    said = ranking(scored([entry("01", "90", True), entry("02", "90", True), entry("03", "80", True)])).text
    assert said.count("perlu keputusan pleno (Terbaik I / Terbaik II)") == 4
    assert "Tidak ada pemenang" not in said


def test_a_group_without_winners_says_so_beside_one_that_has_some() -> None:
    entries = [entry("01", "90", True, group="kota"), entry("02", "10", False, group="kabupaten")]
    result = scored(entries, contest(groups=GROUPS))
    for page in (ranking(result), public(result)):
        assert page.text.count("Tidak ada pemenang.") == 1
        assert page.text.index("Terbaik I") < page.text.index("Tidak ada pemenang.")


def test_those_without_a_group_stand_apart() -> None:
    result = scored([entry("01", "90", True), entry("02", "80", True, group="kota")], contest(groups=GROUPS))
    assert "Tanpa kelompok" in ranking(result).text
    book = openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet(result))))
    assert "Tanpa kelompok" in [row[0] for row in book["Peringkat"].iter_rows(values_only=True)]


def test_three_hundred_groups() -> None:
    groups = [{"id": f"g{number}", "title": f"Kelompok {number}"} for number in range(300)]
    result = scored(
        [entry(f"{number}", "90", True, group=f"g{number}") for number in range(300)], contest(groups=groups)
    )
    page = ranking(result)
    assert page.text.count("1 diperingkat dari 1 kandidat") == 300
    assert len(sheet(result).groups) == 300


@pytest.mark.parametrize("name", ["W" * 500, "Pemerintah Desa " * 30, "\u200fשלום", "x\u202egnirts"])
def test_long_and_turning_names_are_whole_on_every_paper(name: str) -> None:
    result = scored([entry("01", "90", True, name)], absent=[candidate("C" * 300, name)])
    assert ranking(result).text.count(" ".join(name.split())) >= 3
    page = openpyxl.load_workbook(io.BytesIO(render_ranking_xlsx(sheet(result))))["Peringkat"]
    assert name in [row[2] for row in page.iter_rows(values_only=True)]
    assert page.column_dimensions["B"].width < 65


def test_what_many_rows_share_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    widths = ranking_xlsx.leading_widths
    monkeypatch.setattr(ranking_xlsx, "leading_widths", lambda own: (calls.append(own), widths(own))[1])
    render_ranking_xlsx(sheet(scored([entry(f"{number:03}", "90", True) for number in range(50)])))
    assert len(calls) == 1
