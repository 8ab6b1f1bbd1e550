"""Rules in words on the ranking sheet, and answers behind points with which a pocket calculator gets the same."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from rich_contest import rich_result
from small_contest import contest, edition, entry, scored

from paritrana.documents.basis import basis, shown
from paritrana.documents.notes import missing_policy, notes
from paritrana.documents.view import ranking_sheet
from paritrana.entry.model import Source, Statement, StatementKind
from paritrana.rules import Outcome
from paritrana.scoring import IndicatorPoints, Result

RATE: dict[str, Any] = {
    "id": "rasio",
    "title": {"id": "Rasio", "en": "Ratio"},
    "formula": "cakupan / 3",
    "unit": "persen",
    "decimals": "2",
}


def with_rule(**rule: Any) -> Any:
    """The contest with another rule for its regulation, and a computed value."""
    fields = [
        {"id": "cakupan", "ask": "Cakupan", "kind": "percent", "unit": "persen"},
        {"id": "perda", "ask": "Ada perda", "kind": "yesno", "required": "false"},
        {"id": "nilai", "ask": "Nilai penilai", "kind": "number", "filled_by": "panel"},
    ]
    indicator = {"id": "skor", "title": "Skor", "weight": "100", "rule": rule}
    aspect = {"id": "satu", "title": "Satu", "weight": "100", "indicators": [indicator]}
    ranking = {"style": "1-2-2-4", "still_tied": "share"}
    return contest(fields=fields, derived=[RATE], aspects=[aspect], gates=[], ranking=ranking)


def rule_of(result: Result, column: str, lang: str = "id") -> str:
    own = ranking_sheet(edition(result.category), result, code=None, lang=lang)
    return "\n".join(next(item.rule for item in own.columns if item.id == column))


def given(category: Any, coverage: str) -> str:
    own = ranking_sheet(edition(category), scored([entry("01", coverage)], category), code=None)
    return own.rows[0].cells[-1].basis


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("skor_rasio", "Skor = cakupan + 40."),
        ("skor_rasio", "cakupan = Cakupan"),
        ("skor_indeks", "Skor = 100 × nilai ÷ 5."),
        ("skor_tabel", "Baris 1: Ukuran: Mikro; Ada perda: Ya → 80."),
        ("skor_tabel", "→ 40."),
        ("skor_nelayan", "Skor = 10 × nilai ÷ pembagi, paling tinggi 100."),
        ("skor_tumbuh", "Pertumbuhan (persen): "),
    ],
)
def test_every_rule_stands_in_words_beside_its_weight(column: str, words: str) -> None:
    assert words in rule_of(rich_result(), column)


def test_computed_values_come_with_their_formulas() -> None:
    category = with_rule(kind="linear", value="rasio", zero_at="0", full_at="5")
    own = ranking_sheet(edition(category), scored([], category), code=None)
    assert own.derived == ("Rasio (persen), rasio = cakupan ÷ 3. cakupan = Cakupan",)


@pytest.mark.parametrize(
    ("rule", "coverage", "words"),
    [
        ({"kind": "linear", "value": "rasio", "zero_at": "0", "full_at": "5"}, "11.71875", "Rasio: 3,90625 persen"),
        ({"kind": "linear", "value": "rasio", "zero_at": "0", "full_at": "5"}, "10", "Rasio: ≈3,33333333 persen"),
        ({"kind": "linear", "value": "cakupan", "zero_at": "0", "full_at": "5"}, "3.5", "3,50 persen"),
        ({"kind": "target", "value": "cakupan", "target": "80"}, "40", "40,00 persen; target 80"),
        (
            {"kind": "target", "value": "cakupan", "target": "rasio"},
            "40",
            "40,00 persen; target Rasio: ≈13,33333333 persen",
        ),
    ],
)
def test_the_answer_is_shown_with_all_it_takes(rule: dict[str, Any], coverage: str, words: str) -> None:
    assert given(with_rule(**rule), coverage) == words


@pytest.mark.parametrize(("reduce", "words"), [("mean", "rata-rata ≈6,66666667"), ("median", "median 7")])
def test_a_panel_says_how_its_marks_became_one(reduce: str, words: str) -> None:
    category = with_rule(kind="panel", field="nilai", quorum="1", reduce=reduce, scale=["1", "10"])
    marks = tuple((f"J{at}", Fraction(mark)) for at, mark in enumerate((4, 7, 9)))
    item = IndicatorPoints("skor", Fraction(1), Fraction(1), Outcome(Fraction(1), marks))
    told = f"3 penilai: J0 4; J1 7; J2 9; {words} pada skala 1–10"
    assert basis(category.indicators()[0][0], item, category) == told


def test_jurors_stand_in_the_order_of_their_table() -> None:
    category = with_rule(kind="panel", field="nilai", quorum="1", scale=["1", "10"])
    item = IndicatorPoints("skor", Fraction(1), Fraction(1), Outcome(Fraction(1), (("Ani", Fraction(4)), *BUDI)))
    said = {"nilai": [_mark("Ani", "AB7"), _mark("Budi", "F7")]}
    told = basis(category.indicators()[0][0], item, category, said=said)
    assert told == "2 penilai: Budi 8; Ani 4; rata-rata 6 pada skala 1–10"
    assert shown(item.outcome.value, "nilai", category, "id") == "2 penilai: 8; 4", "a public figure names nobody"


BUDI = (("Budi", Fraction(8)),)


def _mark(juror: str, cell: str) -> Statement:
    return Statement(
        "01", "nilai", Decimal(1), StatementKind.MARK, Source("tabel.xlsx", "0" * 64, "Penilaian", cell), by=juror
    )


def test_what_a_blank_costs_is_said_truthfully() -> None:
    voluntary = with_rule(kind="yesno", field="perda", yes="100", no="0")
    assert missing_policy(voluntary.indicators()[0][0], voluntary, "id") == "skor 0"
    lines = [
        line for note in notes(edition(voluntary), voluntary) if note.title == "Jawaban kosong" for line in note.lines
    ]
    assert lines[0].startswith("Isian wajib yang kosong: formulir dikembalikan")
    assert lines[1:] == ["Isian sukarela yang kosong mendapat skor 0."]
    required = with_rule(kind="linear", value="rasio", zero_at="0", full_at="5")
    assert missing_policy(required.indicators()[0][0], required, "id") == "wajib diisi"
    mixed = with_rule(kind="formula", points="if(perda, cakupan, 0)", cap="true")
    assert missing_policy(mixed.indicators()[0][0], mixed, "id") == "wajib diisi; isian sukarela: skor 0"


def test_a_gate_is_a_condition_of_exclusion_in_the_notes_and_a_reason_elsewhere() -> None:
    result = scored([entry("05", "1", True)])
    own = ranking_sheet(edition(result.category), result, code=None)
    assert own.rows[0].reasons == ("Cakupan terlalu rendah (Pasal 4)",)
    said = [line for note in own.notes if note.title == "Syarat kelayakan" for line in note.lines]
    assert said == ["Gugur bila: Cakupan terlalu rendah (Pasal 4)"]
