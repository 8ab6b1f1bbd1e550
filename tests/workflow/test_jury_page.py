"""The panel's page: each juror's level, marks that stand out, and who decides the podium."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from statistics import mean, stdev

import pytest
import season_kit as kit

from paritrana.scoring.jury import jurors, marks_on, outliers, podium, without_each
from paritrana.workflow.collect import read_folders
from paritrana.workflow.season import open_season
from paritrana.workflow.stages import judge

GIVEN = {
    "34.01": (70, 71, 72),
    "34.02": (70, 71, 72),
    "34.03": (70, 71, 95),
    "34.04": (70, 72, 0),
    "34.71": (60, 61, None),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = kit.play(tmp_path_factory.mktemp("panel"))
    rows: Mapping[str, Mapping[str, object]] = {
        code: {f"wawancara.{number}": mark for number, mark in enumerate(marks, 1)} for code, marks in GIVEN.items()
    }
    kit.fill_table(root / "forms" / "tabel_panel_kota.xlsx", kit.committee(root) / "panel.xlsx", rows)
    kit.paritrana(root, "score")
    return root


def _result(root: Path):  # type: ignore[no-untyped-def]
    season = open_season(root, None)
    category = season.edition.categories["kota"]
    return judge(season, category, read_folders(season), "").result, category.field("wawancara")


def test_level_and_spread_of_each_juror(root: Path) -> None:
    result, field = _result(root)
    found = {one.name: one for one in jurors(marks_on(field, result))}
    for number, name in enumerate(("Penilai 1", "Penilai 2", "Penilai 3")):
        own = [marks[number] for marks in GIVEN.values() if marks[number] is not None]
        assert found[name].count == len(own)
        assert found[name].mean == Fraction(sum(own), len(own)) == Fraction(mean(own)).limit_denominator(1000)
        assert float(found[name].variance or 0) == pytest.approx(stdev(own) ** 2)


def test_only_marks_far_from_the_middle_stand_out(root: Path) -> None:
    result, field = _result(root)
    assert {(one.code, one.juror) for one in outliers(marks_on(field, result), field)} == {
        ("34.03", "Penilai 3"),
        ("34.04", "Penilai 3"),
    }


def test_the_podium_without_a_juror_is_scored_anew(root: Path) -> None:
    result, _ = _result(root)
    found = {one.juror: one for one in without_each(result)}
    assert set(found) == {"Penilai 1", "Penilai 2", "Penilai 3"}
    assert found["Penilai 1"].short == ("34.71",)
    assert found["Penilai 3"].short == ()
    assert found["Penilai 3"].podium != podium(result)
    best = sorted(result.ranked, key=lambda place: place.rank or 0)[:2]
    assert podium(result) == tuple(place.candidate.code for place in best)


def test_the_page_is_written_for_the_committee_and_escapes_names(root: Path) -> None:
    page = (kit.out(root) / "jury.html").read_text("utf-8")
    assert "Nilai yang menonjol" in page
    assert "Penilai 3 memberi 95 kepada Pemerintah Kabupaten Gunungkidul; nilai tengah semua penilai 71." in page
    assert "kurang dari kuorum untuk: Pemerintah Kota Yogyakarta" in page
    assert "jury.html" in (kit.out(root).parent / "index.html").read_text("utf-8")
    assert not list((root / "out" / "uji-2025").glob("public/**/jury.html"))
