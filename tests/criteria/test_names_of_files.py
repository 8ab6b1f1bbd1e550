"""Ids that cannot name a file of results, and criteria files that would not be read."""

from pathlib import Path

import pytest

from paritrana.criteria.load import load_edition
from paritrana.problems import Problem
from paritrana.workspace import Workspace, shipped

EXAMPLE = shipped("criteria") / "2025-provinsi"


def edition(root: Path, category: str = "kabupaten-kota", name: str = "") -> Path:
    """An edition of one category, in a file of its own or of another name."""
    folder = root / "criteria" / "2025-provinsi"
    folder.mkdir(parents=True)
    for source, target, old, new in (
        ("edition.yaml", "edition.yaml", "", ""),
        ("kabupaten-kota.yaml", name or f"{category}.yaml", "category: kabupaten-kota\n", f"category: {category}\n"),
    ):
        text = (EXAMPLE / source).read_text(encoding="utf-8")
        assert old in text
        (folder / target).write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder


def errors(folder: Path) -> list[Problem]:
    return [problem for problem in load_edition(folder)[1] if problem.is_error]


@pytest.mark.parametrize(
    "name", ["index", "interview", "receipts", "reconciliation", "con", "nul", "com1", "lpt9", "aux", "prn"]
)
def test_ids_that_cannot_name_a_file_are_refused(name: str, tmp_path: Path) -> None:
    (found,) = errors(edition(tmp_path, name))
    assert (found.code, found.details["read"]) == ("C004", name)
    assert found.where.line is not None


def test_ids_that_only_begin_so_are_fine(tmp_path: Path) -> None:
    assert errors(edition(tmp_path, "con-2")) == []


def test_an_edition_cannot_be_a_device(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    path = folder / "edition.yaml"
    text = path.read_text(encoding="utf-8").replace("edition: 2025-provinsi\n", "edition: nul\n")
    path.write_text(text, encoding="utf-8")
    assert "nul" in {found.details["read"] for found in errors(folder) if "berkas hasil" in found.details["expected"]}


@pytest.mark.parametrize("name", ["kabupaten-kota.yml", "kabupaten-kota.YAML", "kabupaten-kota.Yml"])
def test_a_category_file_that_is_not_read_is_named(name: str, tmp_path: Path) -> None:
    found = {problem.code: problem for problem in errors(edition(tmp_path, name=name))}
    assert found["C057"].details == {"read": name, "expected": "kabupaten-kota.yaml"}
    assert found["C057"].where.file == f"2025-provinsi/{name}"


@pytest.mark.parametrize("name", ["edition.yml", "Edition.yaml"])
def test_an_edition_file_that_is_not_read_is_named(name: str, tmp_path: Path) -> None:
    folder = edition(tmp_path)
    (folder / "edition.yaml").rename(folder / name)
    assert Workspace(tmp_path).editions() == ("2025-provinsi",)
    assert {"C019", "C057"} <= {problem.code for problem in errors(folder)}
