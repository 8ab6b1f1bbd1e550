"""The panel rule in words: how marks are reduced, what a juror's level is, and the raw mean beside what counts."""

from fractions import Fraction
from typing import Any

import pytest
from small_contest import edition
from test_rule_lines import with_rule

from paritrana.documents.basis import basis
from paritrana.documents.guide_rules import rule_words
from paritrana.documents.guide_words import Reader
from paritrana.documents.notes import notes
from paritrana.entry.model import Candidate, Entry
from paritrana.scoring import Result, score_category

SCALE = {"scale": ["0", "100"]}
TRIMMED = {"reduce": "trimmed", "trim": "1", "trim_from": "4"}


def panel(**keys: Any) -> Any:
    return with_rule(kind="panel", field="nilai", quorum="1", **SCALE, **keys)


def interviewed(category: Any, **marks: dict[str, int]) -> Result:
    entries = [
        Entry(
            Candidate(code, category.category, f"Kandidat {code}"),
            {"nilai": tuple((name, Fraction(mark)) for name, mark in sorted(given.items()))},
        )
        for code, given in marks.items()
    ]
    return score_category(category, entries)


def basis_of(category: Any, code: str, lang: str = "id", **marks: dict[str, int]) -> str:
    result = interviewed(category, **marks)
    place = next(one for one in result.placed if one.candidate.code == code)
    assert place.scores is not None
    return basis(category.indicators()[0][0], place.scores.points.indicators["skor"], category, lang)


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        (
            {"Ani": 20, "Budi": 80, "Citra": 82, "Dewi": 100},
            "4 penilai: Ani 20; Budi 80; Citra 82; Dewi 100; "
            "rata-rata tanpa 1 nilai terendah dan 1 nilai tertinggi 81 pada skala 0–100",
        ),
        ({"Ani": 20, "Budi": 80}, "2 penilai: Ani 20; Budi 80; rata-rata 50 pada skala 0–100"),
    ],
)
def test_a_trimmed_mean_says_what_was_left_out_and_only_where_it_was(marks: dict[str, int], words: str) -> None:
    assert basis_of(panel(**TRIMMED), "A", A=marks) == words


def test_the_raw_mean_stands_beside_the_adjusted_one() -> None:
    category = panel(severity="additive")
    marks = {"A": {"Ani": 80, "Dewi": 60}, "B": {"Ani": 81}}
    assert basis_of(category, "B", **marks) == (
        "1 penilai: Ani 81; rata-rata mentah 81; setelah penyesuaian tingkat penilai 71, pada skala 0–100"
    )
    assert "raw mean 81; 71 once the jurors' levels are taken out" in basis_of(category, "B", "en", **marks)


def test_guide_and_sheet_tell_both_in_words() -> None:
    category = panel(severity="additive", **TRIMMED)
    reduced, levels, quorum = rule_words(category.indicators()[0][0].rule, Reader(category, "id")).lines
    assert reduced.startswith("Bila ada sedikitnya 4 nilai, 1 nilai terendah dan 1 nilai tertinggi tidak dihitung")
    assert "nilai = kandidat + penilai" in levels
    assert quorum.startswith("Kuorum: sedikitnya 1 dari")
    told = {note.title: note.lines for note in notes(edition(category), category)}
    assert told["Penilaian terhadap sesama kandidat"][0].startswith("Skor: tingkat setiap penilai")
    assert "Penilaian terhadap sesama kandidat" not in {note.title for note in notes(edition(panel()), panel())}
