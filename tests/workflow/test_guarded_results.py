"""What was sealed and published stays so until somebody says otherwise; the journal is believed only while whole."""

from pathlib import Path

import pytest
from season_kit import CATEGORY, fill, inbox, out, paritrana, play

from paritrana.cli.run import run

OTHER = "lain"


def two_categories(root: Path) -> Path:
    """The season with a second category of the same words."""
    made = play(root)
    copy = CATEGORY.replace("category: kota", f"category: {OTHER}", 1)
    assert copy != CATEGORY
    (made / "criteria" / "uji-2025" / f"{OTHER}.yaml").write_text(copy, encoding="utf-8")
    return made


def test_publishing_one_category_never_changes_what_was_published_of_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = two_categories(tmp_path)
    assert [paritrana(root, verb, "kota") for verb in ("score", "seal", "publish")] == [0, 0, 0]
    page = root / "out" / "uji-2025" / "public" / "kota.html"
    published, index = page.read_bytes(), (page.parent / "index.html").read_bytes()
    next(inbox(root).glob("kiriman-0.xlsx")).unlink()
    paritrana(root, "score")
    capsys.readouterr()
    assert paritrana(root, "publish", OTHER) == 5
    assert "kota" in capsys.readouterr().err
    assert (page.read_bytes(), (page.parent / "index.html").read_bytes()) == (published, index)


def test_a_changed_line_of_the_journal_is_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    assert [paritrana(root, verb) for verb in ("score", "seal")] == [0, 0]
    journal = root / ".paritrana" / "journal.jsonl"
    whole = journal.read_bytes()
    for damaged in (whole.replace(b'"category": "kota"', b'"category": "desa"'), whole + b"x\n", b""):
        assert damaged != whole
        journal.write_bytes(damaged)
        capsys.readouterr()
        assert paritrana(root, "publish") == 5
        assert ".paritrana" in capsys.readouterr().err
    journal.write_bytes(whole)
    assert paritrana(root, "publish") == 0


def test_the_index_tells_of_a_seal_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = play(tmp_path)
    assert paritrana(root, "score") == 0
    capsys.readouterr()
    assert paritrana(root, "seal") == 0
    code = capsys.readouterr().out.strip().split()[-1]
    assert code in (out(root).parent / "index.html").read_text(encoding="utf-8")


def test_one_form_or_all_of_them(tmp_path: Path) -> None:
    assert paritrana(play(tmp_path), "form", "kota", "--candidate", "34.01", "--all") == 2


def test_the_bare_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    shown = capsys.readouterr()
    assert "publish" in shown.out + shown.err
    assert "Traceback" not in shown.err


def test_iya_is_ya(tmp_path: Path) -> None:
    root = play(tmp_path)
    form = next((root / "forms").glob("34.01_*.xlsx"))
    fill(form, inbox(root) / "kiriman-0.xlsx", {"perda": "iya", "pekerja": 1000, "peserta": 999})
    assert paritrana(root, "check") == 0
