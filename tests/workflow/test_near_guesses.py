"""Names that do not exist: what is meant is guessed, whichever command they were given to."""

from pathlib import Path

import pytest
from season_kit import paritrana, workspace

from paritrana.__main__ import main
from paritrana.workflow.init import init_workspace


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("form", "kotta"), "kota"),
        (("score", "Kota-"), "kota"),
        (("criteria", "new", "baru", "--like", "koota"), "kota"),
        (("criteria", "to-excel", "koota"), "kota"),
        (("score", "-e", "uji-2052"), "uji-2025"),
        (("form", "kota", "--candidate", "34.1"), "34.01 (Pemerintah Kabupaten Kulon Progo)"),
        (("form", "kota", "--candidate", "Kabupaten Sleman"), "34.04 (Pemerintah Kabupaten Sleman)"),
        (("form", "kota", "--table", "--for", "organizer"), "organiser"),
        (("form", "kota", "--table", "--for", "tim penilai"), "panel"),
    ],
)
def test_a_misspelt_name_gets_a_near_guess(
    arguments: tuple[str, ...], near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert paritrana(workspace(tmp_path), *arguments) == 2
    told = capsys.readouterr().err
    assert near in told.partition("Mungkin maksudnya: ")[2].partition(". ")[0] + ".", told


def test_a_name_like_no_other_gets_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert paritrana(workspace(tmp_path), "score", "xyz") == 2
    assert capsys.readouterr().err.strip() == 'Kategori "xyz" tidak ada. Yang ada: kota.'


@pytest.mark.parametrize("wanted", ["73", "Sulawesi Selatan", "provinsi sulawesi selatan", "sulsel"])
def test_init_takes_a_province_by_code_or_name(wanted: str, tmp_path: Path) -> None:
    made = init_workspace(tmp_path / "kerja", wanted)
    said = (made.criteria("2025-provinsi") / "edition.yaml").read_text(encoding="utf-8")
    assert 'province: "73"' in said
    assert "Sulawesi Selatan" in said


def test_init_guesses_what_was_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "kerja"), "--province", "Sulawesi Selatn"]) == 2
    assert "Mungkin maksudnya: 73 (Sulawesi Selatan)" in capsys.readouterr().err
    assert not (tmp_path / "kerja").exists()


def test_a_file_in_the_place_of_the_results_is_named_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(tmp_path)
    (root / "out").write_bytes(b"")
    assert paritrana(root, "score") == 2
    told = capsys.readouterr().err
    assert f"{root / 'out'} bukan folder" in told
    assert ".new" not in told
