"""The ladder: the same candidates by claims, verified, marked and decided; every figure recomputed outside."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from paritrana.answers import Source, Value
from paritrana.criteria.load import load_category
from paritrana.criteria.model import Category
from paritrana.entry.fold import fold
from paritrana.entry.model import Candidate, Entry, Statement, StatementKind
from paritrana.scoring import score_category
from paritrana.scoring.ladder import Step, first_steps, heard_until, ladder, steps_of

TEXT = """
category: kota
title: Kabupaten dan Kota
candidates: {kind: region, levels: [kabupaten, kota], list: derived}
missing: zero
fields:
  - {id: peserta, ask: Peserta, kind: percent, source: contoh}
  - {id: inovasi, ask: Inovasi, kind: percent, source: contoh}
  - {id: kunjungan, ask: Kunjungan, kind: percent, filled_by: verifier, source: contoh}
  - {id: wawancara, ask: Wawancara, kind: number, decimals: 0, min: 0, max: 100, filled_by: panel, source: contoh}
aspects:
  - id: kinerja
    title: Kinerja
    weight: 60
    indicators:
      - id: skor_peserta
        title: Peserta
        weight: 50
        source: contoh
        rule: {kind: linear, value: peserta, zero_at: 0, full_at: 100}
      - id: skor_inovasi
        title: Inovasi
        weight: 30
        source: contoh
        rule: {kind: linear, value: inovasi, zero_at: 0, full_at: 100}
      - id: skor_kunjungan
        title: Kunjungan
        weight: 20
        source: contoh
        rule: {kind: linear, value: kunjungan, zero_at: 0, full_at: 100}
  - id: paham
    title: Paham
    weight: 40
    indicators:
      - {id: skor_wawancara, title: Wawancara, weight: 100, source: contoh,
         rule: {kind: panel, field: wawancara, quorum: 1}}
ranking: {style: 1-2-2-4, still_tied: share}
"""


def _loaded(folder: Path, text: str) -> Category:
    path = folder / "kota.yaml"
    path.write_text(text, encoding="utf-8")
    found, problems = load_category(path)
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def category(tmp_path_factory: pytest.TempPathFactory) -> Category:
    return _loaded(tmp_path_factory.mktemp("tangga"), TEXT)


def _said(field: str, value: Value, kind: StatementKind, by: str = "") -> Statement:
    return Statement("34.01", field, value, kind, Source("a.xlsx", "0" * 64, "Formulir", "C7"), by)


def _words() -> Iterator[Statement]:
    yield _said("peserta", Decimal(80), StatementKind.CLAIMED)
    yield _said("inovasi", Decimal(50), StatementKind.CLAIMED)
    yield _said("peserta", Decimal(60), StatementKind.VERIFIED, "Ibu Sari")
    yield _said("kunjungan", Decimal(90), StatementKind.VERIFIED, "Ibu Sari")
    yield _said("wawancara", Decimal(70), StatementKind.MARK, "Ani")
    yield _said("wawancara", Decimal(81), StatementKind.MARK, "Budi")
    yield _said("inovasi", Decimal(40), StatementKind.DECISION, "Pleno")


def _entry(*without: StatementKind) -> Entry:
    said = [one for one in _words() if one.kind not in without]
    return fold(Candidate("34.01", "kota", "Kulon Progo"), said)


def test_every_step_is_scored_by_what_was_said_until_then(category: Category) -> None:
    heights = ladder([_entry()], category)["34.01"]
    assert {step: dict(height.points) for step, height in heights.items()} == {
        Step.CLAIMED: {"skor_peserta": 80, "skor_inovasi": 50},
        Step.VERIFIED: {"skor_peserta": 60, "skor_inovasi": 50, "skor_kunjungan": 90},
        Step.MARKED: {"skor_peserta": 60, "skor_inovasi": 50, "skor_kunjungan": 90, "skor_wawancara": Fraction("75.5")},
        Step.DECIDED: {
            "skor_peserta": 60,
            "skor_inovasi": 40,
            "skor_kunjungan": 90,
            "skor_wawancara": Fraction("75.5"),
        },
    }
    parts = {"skor_peserta": 30, "skor_inovasi": 18, "skor_kunjungan": 12, "skor_wawancara": 40}
    for height in heights.values():
        assert height.total == sum(parts[name] * points for name, points in height.points.items()) / 100


def test_the_last_step_is_the_result_itself(category: Category) -> None:
    (place,) = score_category(category, [_entry()]).ranked
    assert place.scores is not None
    assert ladder([_entry()], category)["34.01"][Step.DECIDED].total == place.scores.published


def test_steps_nobody_spoke_at_are_not_there(category: Category) -> None:
    assert steps_of([_entry(StatementKind.DECISION)], category) == (Step.CLAIMED, Step.VERIFIED, Step.MARKED)
    silent = _entry(StatementKind.DECISION, StatementKind.VERIFIED, StatementKind.MARK)
    assert steps_of([silent], category) == (Step.CLAIMED, Step.MARKED)


STAGES = """stages:
  - {id: desk, title: D, kind: desk, aspects: [paham], pass: {top: 1, ties: all}}
  - {id: tanya, title: T, kind: interview, aspects: [kinerja]}
"""


def test_an_interview_stage_hides_its_indicators_until_the_interview(category: Category, tmp_path: Path) -> None:
    staged = _loaded(tmp_path, TEXT.replace("ranking:", f"{STAGES}ranking:"))
    assert set(first_steps(staged).values()) == {Step.MARKED}
    assert first_steps(category)["skor_kunjungan"] is Step.VERIFIED


def test_hearing_until_a_step_takes_nothing_from_the_entry() -> None:
    entry = _entry()
    before = replace(entry)
    assert heard_until(entry, Step.CLAIMED).values == {"peserta": 80, "inovasi": 50}
    assert heard_until(entry, Step.DECIDED).values == entry.values
    assert entry == before


def test_without_a_panel_the_last_step_is_the_result_all_the_same(tmp_path: Path) -> None:
    text = TEXT.replace("filled_by: panel, ", "").replace(
        "kind: panel, field: wawancara, quorum: 1", "kind: linear, value: wawancara, zero_at: 0, full_at: 100"
    )
    stages = (
        STAGES.replace("aspects: [paham]", "aspects: [kinerja]", 1)
        .replace("Title", "")
        .replace("T, kind: interview, aspects: [kinerja]", "T, kind: interview, aspects: [paham]")
    )
    staged = _loaded(tmp_path, text.replace("ranking:", f"{stages}ranking:"))
    said = [one for one in _words() if one.kind is not StatementKind.MARK and one.kind is not StatementKind.DECISION]
    entry = fold(
        Candidate("34.01", "kota", "Kulon Progo"), [*said, _said("wawancara", Decimal(70), StatementKind.CLAIMED)]
    )
    (place,) = score_category(staged, [entry]).ranked
    assert place.scores is not None
    assert ladder([entry], staged)["34.01"][Step.VERIFIED].total == place.scores.published


def test_rules_that_compare_see_the_same_peers_at_every_step(tmp_path: Path) -> None:
    compared = TEXT.replace("missing: zero", "missing: return").replace(
        "kind: linear, value: inovasi, zero_at: 0, full_at: 100",
        "kind: relative, value: inovasi, method: minmax, better: higher, all_equal: 100",
    )
    category = _loaded(tmp_path, compared)
    people = {"34.01": 50, "34.02": 75, "34.03": 100}
    entries = [
        fold(Candidate(code, "kota", code), [replace(one, candidate=code) for one in (*_words_but("inovasi"), claim)])
        for code, value in people.items()
        for claim in [_said("inovasi", Decimal(value), StatementKind.CLAIMED)]
    ]
    heights = ladder(entries, category)
    for step in (Step.CLAIMED, Step.VERIFIED, Step.MARKED):
        assert [heights[code][step].points["skor_inovasi"] for code in people] == [0, 50, 100]


def _words_but(field: str) -> list[Statement]:
    return [one for one in _words() if one.field != field]
