"""Evidence in a season: told, listed, hashed; it changes no points, and a change after sealing is noticed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from season_kit import CATEGORY, inbox, out, paritrana, play

from paritrana.workflow.evidence import evidence_files
from paritrana.workflow.season import open_season

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Size 1>>\nstartxref\n9\n%%EOF\n"
HERE, LINK, ABSENT = "Ada–terlampir", "Tautan", "Belum ada"


def evidence(root: Path) -> Path:
    return root / "submissions" / "uji-2025" / "evidence"


def put(root: Path, path: str, data: bytes = PDF) -> Path:
    target = evidence(root) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def say(root: Path, index: int, word: str, note: str = "") -> None:
    """What an office says about its evidence, typed into the form it has sent."""
    path = inbox(root) / f"kiriman-{index}.xlsx"
    book = load_workbook(path)
    for name, value in (("bukti.perda", word), ("catatan.perda", note)):
        sheet, cell = next(iter(book.defined_names[name].destinations))
        book[sheet][cell.replace("$", "")] = value
    book.save(path)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A season of a category that asks for evidence; what five offices say about theirs."""
    asked = CATEGORY.replace("kind: yesno, source", "kind: yesno, evidence: Salinan perda, source")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("season_kit.CATEGORY", asked)
        root = play(tmp_path_factory.mktemp("bukti"))
    say(root, 0, HERE)
    say(root, 1, LINK, "lihat https://contoh.go.id/perda.")
    say(root, 2, LINK, "di drive kami")
    say(root, 3, ABSENT)
    return root


@pytest.fixture
def season(played: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(played, tmp_path / "musim"))


def listed(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert paritrana(root, "evidence", "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def states(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["candidate"], one["field"], one["status"]) for one in found["evidence"]]


def remarks(found: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((one["code"], one["candidate"]) for one in found["problems"])


def manifest(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out(root) / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_every_word_about_evidence_has_its_state(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(season, capsys)
    assert states(found) == [
        ("34.01", "perda", "missing"),
        ("34.02", "perda", "link"),
        ("34.03", "perda", "no_address"),
        ("34.04", "perda", "said_missing"),
        ("34.71", "perda", "not_said"),
    ]
    assert found["evidence"][1]["address"] == "https://contoh.go.id/perda"
    assert not found["in_use"]
    assert remarks(found) == [("B081", "34.03")]


def test_files_are_tied_to_questions_and_what_is_wrong_is_told(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(season, "34.02 Bantul/1 perda.pdf")
    put(season, "kota/34.03/perda/scan.pdf", PDF[:-7])
    put(season, "34.04/perda.pdf.exe", b"MZ")
    put(season, "34.71/scan.pdf")
    put(season, "34.99/1.pdf")
    put(season, "catatan.txt")
    found = listed(season, capsys)
    assert states(found) == [
        ("34.01", "perda", "missing"),
        ("34.02", "perda", "present"),
        ("34.03", "perda", "unreadable"),
        ("34.04", "perda", "unreadable"),
        ("34.71", "perda", "not_said"),
        ("34.71", "", "present"),
    ]
    assert remarks(found) == [
        ("B080", "34.01"),
        ("B082", "34.03"),
        ("B083", "34.71"),
        ("B084", ""),
        ("B084", ""),
        ("B085", "34.04"),
    ]
    assert all(one["level"] == "warning" for one in found["problems"])
    book = load_workbook(out(season) / "bukti-dukung.xlsx")["Bukti dukung"]
    rows = [[cell.value for cell in row] for row in book.iter_rows(min_row=5)]
    assert [row[5] for row in rows] == [
        "Tidak ada berkas", "Ada", "Tidak terbaca", "Tidak terbaca", "Tidak disebut", "Tidak terhubung",
    ]  # fmt: skip
    assert all(cell.hyperlink is None and cell.data_type in "sn" for row in book.iter_rows() for cell in row)


def test_a_folder_too_large_is_told_and_nothing_in_it_called_missing(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(season, "34.01/a/b/c/d/e/f/g/1.pdf")
    assert remarks(listed(season, capsys)) == [("B081", "34.03"), ("B086", "34.01")]
    opened = open_season(season, None)
    hashes = evidence_files(opened).hashes(next(iter(opened.edition.categories)))
    assert [told for path, told in hashes.items() if path.endswith("evidence/34.01")] == ["refused:deep"]


def test_without_evidence_files_manifest_and_code_are_as_they_were(season: Path) -> None:
    assert paritrana(season, "score") == 0
    assert "evidence" not in manifest(season)
    assert not (out(season) / "bukti-dukung.xlsx").exists()
    assert paritrana(season, "seal") == 0
    seal = json.loads((season / ".paritrana" / "seals" / "uji-2025" / "kota.json").read_text(encoding="utf-8"))
    assert set(seal) == {"schema", "edition", "category", "criteria", "inputs", "ranking", "code"}


def test_evidence_changes_no_points_and_is_listed_the_same_in_any_order(season: Path, tmp_path: Path) -> None:
    assert paritrana(season, "score") == 0
    before = (out(season) / "ranking.json").read_bytes()
    other = Path(shutil.copytree(season, tmp_path / "lain"))
    names = ("34.01/1 a.pdf", "34.01/perda b.pdf", "34.02/1.pdf")
    for root, order in ((season, names), (other, names[::-1])):
        for name in order:
            put(root, name)
        assert paritrana(root, "score") == 0
    assert (out(season) / "ranking.json").read_bytes() == before
    assert list(manifest(season)["evidence"]) == [f"submissions/uji-2025/evidence/{name}" for name in names]
    for paper in ("bukti-dukung.xlsx", "manifest.json", "problems.json"):
        assert (out(season) / paper).read_bytes() == (out(other) / paper).read_bytes(), paper


@pytest.mark.parametrize("change", ["edited", "added", "gone"])
def test_evidence_that_changed_after_sealing_is_named_and_nothing_published(
    change: str, season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = put(season, "34.01/1.pdf")
    put(season, "34.02/1.pdf")
    assert [paritrana(season, verb) for verb in ("score", "seal", "publish")] == [0, 0, 0]
    name = "34.01/2.pdf" if change == "added" else "34.01/1.pdf"
    if change == "gone":
        first.unlink()
    else:
        put(season, name, PDF + b"\n")
    before = (out(season) / "manifest.json").read_bytes()
    capsys.readouterr()
    assert paritrana(season, "publish") == 5
    assert f"berubah sejak dikunci: submissions/uji-2025/evidence/{name}." in capsys.readouterr().err
    assert (out(season) / "manifest.json").read_bytes() == before
    assert paritrana(season, "seal") == 5
    assert f"berubah sejak dinilai: submissions/uji-2025/evidence/{name}." in capsys.readouterr().err
    assert [paritrana(season, verb) for verb in ("score", "seal", "publish")] == [0, 0, 0]


def test_a_code_of_two_categories_asks_for_the_folder_of_its_category(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = (season / "criteria" / "uji-2025" / "kota.yaml").read_text(encoding="utf-8")
    (season / "criteria" / "uji-2025" / "kembar.yaml").write_text(
        twin.replace("category: kota", "category: kembar"), encoding="utf-8"
    )
    put(season, "34.01/1.pdf")
    put(season, "kembar/34.02/1.pdf")
    found = listed(season, capsys)
    assert [(one["candidate"], one["category"]) for one in found["evidence"] if one["files"]] == [("34.02", "kembar")]
    assert "kembar, kota" in next(one["says"] for one in found["problems"] if one["code"] == "B084")


def test_a_remark_on_evidence_expects_no_answer_and_stakes_no_points(season: Path) -> None:
    put(season, "34.01/perda.pdf", b"%PDF-1.7 terpotong")
    paritrana(season, "score")
    told = json.loads((out(season) / "problems.json").read_text("utf-8"))["problems"]
    found = [one for one in told if one["code"].startswith("B08")]
    assert found
    assert all(not one["stake"] and not one["expected"] for one in found)
