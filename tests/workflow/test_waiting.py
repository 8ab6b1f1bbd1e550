"""A candidate that waits for the committee's own data is not called returned."""

from pathlib import Path

import pytest
from season_kit import CODES, committee, fill_table, out, paritrana, play


def standings(root: Path) -> dict[str, str]:
    """What the ranking page and the CSV say: the words for people by key of the status."""
    page = (out(root) / "ranking.html").read_text(encoding="utf-8")
    csv = (out(root) / "ranking.csv").read_text(encoding="utf-8")
    words = ("Formulir dikembalikan", "Menunggu data panitia")
    return {"page": ", ".join(word for word in words if word in page), "returned": str(csv.count("returned"))}


def without_marks(root: Path, *, extra: object = None) -> None:
    """The panel's table again, with nothing for the first candidate but perhaps something that is no mark."""
    marks: dict[str, dict[str, object]] = {
        code: {"wawancara.1": 80, "wawancara.2": 81, "wawancara.3": 60} for code in CODES[1:]
    }
    if extra is not None:
        marks[CODES[0]] = {"wawancara.1": extra, "wawancara.2": 80, "wawancara.3": 80}
    fill_table(root / "forms" / "tabel_panel_kota.xlsx", committee(root) / "panel.xlsx", marks)


def test_missing_marks_are_waited_for(tmp_path: Path) -> None:
    root = play(tmp_path)
    without_marks(root)
    assert paritrana(root, "score") == 1
    assert standings(root) == {"page": "Menunggu data panitia", "returned": "1"}
    assert paritrana(root, "score", "--lang", "en") == 1
    assert "Waiting for committee data" in (out(root) / "ranking.html").read_text(encoding="utf-8")


def test_seal_tells_them_apart_from_returned_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path, {CODES[1]: {"pekerja": "banyak"}})
    without_marks(root)
    assert paritrana(root, "score") == 1
    capsys.readouterr()
    assert paritrana(root, "seal") == 0
    told = capsys.readouterr().err
    assert "1 kandidat dikunci sebagai Dikembalikan" in told
    assert "1 kandidat dikunci sebagai Menunggu data panitia" in told


def test_a_slip_in_the_committees_own_table_is_none_of_the_office(tmp_path: Path) -> None:
    root = play(tmp_path)
    without_marks(root, extra="bagus")
    assert paritrana(root, "score") == 1
    assert standings(root) == {"page": "Menunggu data panitia", "returned": "1"}


def test_whoever_must_mend_the_form_as_well_is_returned(tmp_path: Path) -> None:
    root = play(tmp_path, {CODES[0]: {"pekerja": "banyak"}})
    without_marks(root)
    assert paritrana(root, "score") == 1
    assert standings(root) == {"page": "Formulir dikembalikan", "returned": "1"}
