"""Two files of one candidate: noticed wherever they lie, and answered once, in words for an office."""

import json
import shutil
from pathlib import Path

import pytest
from returned_kit import RIGHT, ask_otherwise, filled, form, paritrana, sent, workspace
from season_kit import inbox


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path)


def desk(root: Path, *names: str) -> Path:
    """A folder with the same candidate's form under these names; the second has an answer that is no number."""
    folder = root / "kiriman"
    for number, name in enumerate(names):
        path = sent(root, {**RIGHT, **({"isian.ucj24": "abc"} if number == 1 else {})})
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, folder / name)
    return folder


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    assert paritrana(root, "check", *arguments, "--json") == 1
    return sorted(one["code"] for one in json.loads(capsys.readouterr().out)["problems"])


def test_a_folder_given_by_path_is_noticed_as_the_inbox_is(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = desk(root, "a.xlsx", "b.xlsx")
    assert told(root, capsys, str(folder)) == ["A003", "B028"]
    shutil.copytree(folder, inbox(root))
    assert told(root, capsys) == ["A003", "B028"]


def test_files_of_one_name_in_two_folders_are_told_apart(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = desk(root, "lama/f.xlsx", "baru/f.xlsx")
    assert paritrana(root, "check", str(folder)) == 1
    said = capsys.readouterr().out
    assert "baru/f.xlsx dan lama/f.xlsx" in said
    assert "B028" in said


def test_a_file_given_twice_is_one_file(root: Path) -> None:
    path = sent(root, RIGHT)
    assert paritrana(root, "check", str(path), str(path.parent / "." / path.name)) == 0


def test_a_refused_file_beside_a_good_one_is_a_second_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = desk(root, "a.xlsx")
    ask_otherwise(root, ("decimals: 3", "decimals: 2"))
    (folder / "b.xlsx").write_bytes(filled(form(root, "--candidate", "33.21"), RIGHT))
    assert told(root, capsys, str(folder)) == ["B023", "B028"]


def test_they_get_one_reply_that_names_both_and_asks_which_is_meant(root: Path) -> None:
    shutil.copytree(desk(root, "a.xlsx", "b.xlsx"), inbox(root) / "demak")
    assert paritrana(root, "check", "-o", str(root / "balasan")) == 1
    names = sorted(path.name for path in (root / "balasan").iterdir())
    assert names == ["33.21_hasil-periksa.html", "33.21_pesan.txt"]
    message = (root / "balasan" / names[1]).read_text(encoding="utf-8")
    assert "Yth. Pemerintah Kabupaten Demak" in message
    assert "Kami menerima 2 berkas untuk kandidat yang sama" in message
    assert "1. Berkas yang kami terima: a.xlsx dan b.xlsx. Berkas mana yang dimaksud?" in message
    assert "dan 1 catatan lain, lihat berkas 33.21_hasil-periksa.html" in message
    page = (root / "balasan" / names[0]).read_text(encoding="utf-8")
    assert "Berkas mana yang dimaksud?" in page
    assert "b.xlsx › Formulir!C10" in page
    for text in (message, page):
        assert "inbox" not in text
        assert "submissions" not in text


def test_three_files_are_told_of_in_one_point(root: Path) -> None:
    folder = desk(root, "a.xlsx", "b.xlsx", "c.xlsx")
    assert paritrana(root, "check", str(folder), "-o", str(root / "balasan"), "--lang", "en") == 1
    message = (root / "balasan" / "33.21_pesan.txt").read_text(encoding="utf-8")
    assert "We received 3 files" in message
    assert "1. The files that we received: a.xlsx, b.xlsx and c.xlsx. Which of them do you mean?" in message


def test_no_reply_names_the_committees_folders(root: Path) -> None:
    inbox(root).mkdir(parents=True)
    sent(root, {**RIGHT, "isian.ucj24": "abc"}).rename(inbox(root) / "a.xlsx")
    (inbox(root) / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0JFIF")
    assert paritrana(root, "check", "-o", str(root / "balasan")) == 3
    texts = [path.read_text(encoding="utf-8") for path in (root / "balasan").glob("*[tl]") if path.suffix != ".xlsx"]
    assert len(texts) == 4
    assert not any("submissions" in text or "inbox" in text for text in texts)
