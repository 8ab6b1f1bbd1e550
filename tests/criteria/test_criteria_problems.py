"""Every C-code by a file that provokes exactly it: `tests/cases/criteria/<code>[-variant].yaml`.

The first line of a file says `# expect: <code> line <number>` (`line -`: a folder), the second how the message reads.
"""

from pathlib import Path

import pytest

from paritrana.catalogue import CATALOGUE
from paritrana.criteria.load import EDITION_FILE, load_category, load_edition, load_edition_file
from paritrana.text import line

FILES = tuple(sorted((Path(__file__).parents[1] / "cases" / "criteria").glob("*.yaml")))


def problems_of(path, folder):
    """The problems of a fixture, loaded under the name that its content asks for."""
    text = path.read_text(encoding="utf-8")
    is_edition = "\nedition:" in text
    home = folder / "2025-contoh"
    home.mkdir()
    copy = home / (EDITION_FILE if is_edition else "contoh.yaml")
    copy.write_text(text, encoding="utf-8", newline="\n")
    if path.stem == "C019":
        return load_edition(home)[1]
    return (load_edition_file(copy) if is_edition else load_category(copy, decree=False))[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_provokes_exactly_its_problem_at_its_line(path, tmp_path):
    expected, says, *_ = path.read_text(encoding="utf-8").splitlines()
    found = problems_of(path, tmp_path)
    assert [f"# expect: {each.code} line {each.where.line or '-'}" for each in found] == [expected]
    assert f"# {line(found[0])}" == says
    assert path.stem.startswith(found[0].code)
    assert line(found[0], "en") != line(found[0], "id")


ELSEWHERE = {"C030", "C031", "C032", "C033", "C034", "C035", "C043", *(f"C05{digit}" for digit in range(8))}
"""Codes that need several files, or a workbook; their own tests provoke them."""


def test_every_code_of_criteria_has_a_file_that_provokes_it():
    assert {path.stem[:4] for path in FILES} == {
        code for code in CATALOGUE if code.startswith("C") and code not in ELSEWHERE
    }
