"""Slips of a secretary's pen that deserve a message of their own: each says what to write instead."""

from pathlib import Path

import pytest

from paritrana.criteria.load import load_category
from paritrana.criteria.skeleton import skeleton_text
from paritrana.text import line

SLIPS = (
    ("minimum_score: 50", "minimum_score: 550", "C004", "angka paling besar 100"),
    ("formula: ", "formula: perda + ", "C007", "di antara tanda kutip: 'perda'"),
)


def remarks(tmp_path: Path, text: str | bytes) -> list[str]:
    path = tmp_path / "lomba.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [line(problem) for problem in load_category(path)[1]]


@pytest.mark.parametrize(("old", "new", "code", "told"), SLIPS, ids=[new for _, new, _, _ in SLIPS])
def test_a_slip_is_told_with_what_to_write(tmp_path: Path, old: str, new: str, code: str, told: str) -> None:
    text = skeleton_text("lomba")
    assert old in text
    found = remarks(tmp_path, text.replace(old, new, 1))
    assert any(f"[{code}]" in one and told in one for one in found), found


def test_a_rank_that_two_places_claim_names_the_other_place(tmp_path: Path) -> None:
    text = skeleton_text("lomba").partition("\nawards:")[0]
    text += "\nawards:\n  places:\n    - {rank: 1, to: 3, title: Terbaik}\n    - {rank: 2, title: Harapan}\n"
    (found,) = [one for one in remarks(tmp_path, text) if "[C004]" in one]
    assert "Terbaik sudah memakainya" in found


def test_a_workbook_under_the_name_of_a_text_is_recognised(tmp_path: Path) -> None:
    (found,) = remarks(tmp_path, b"PK\x03\x04 whatever")
    assert "criteria from-excel" in found


def test_the_words_of_an_option_in_place_of_its_code_are_understood(tmp_path: Path) -> None:
    text = skeleton_text("lomba")
    condition = (
        "\ngates:\n  - {id: sah, condition: produk_hukum = 'Peraturan Daerah', message: Belum, article: Pasal 1}\n"
    )
    found = remarks(tmp_path, text.replace("\ngates: []\n", condition, 1))
    assert any("[C007]" in one and '"perda"' in one for one in found), found
