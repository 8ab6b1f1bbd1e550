"""docs/problems.md is what scripts/build_problem_docs.py makes of the catalogue today."""

import importlib.util
from types import ModuleType

import pytest
from doc_pages import HOUSE, page

from paritrana.catalogue import CATALOGUE

SCRIPT = HOUSE / "scripts" / "build_problem_docs.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    found = importlib.util.spec_from_file_location("build_problem_docs", SCRIPT)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(script: ModuleType) -> None:
    assert page("docs/problems.md") == script.page(), "run scripts/build_problem_docs.py"


def test_every_code_has_an_entry_with_an_example(script: ModuleType) -> None:
    text = page("docs/problems.md")
    assert [code for code in CATALOGUE if f"### {code} · " not in text] == []
    assert script.unsampled() == [], "add a line to scripts/problem_samples.toml"
