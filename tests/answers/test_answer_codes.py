"""Every remark the reader can make is provoked by a case, and has words with exactly its placeholders."""

import re
import string
import tomllib
from pathlib import Path

import pytest
import test_answer_kinds as kinds
import test_answer_numbers as numbers

import paritrana.answers
import paritrana.text
from paritrana.answers import Finding, RawAnswer, read
from paritrana.problems import Problem
from paritrana.text import words

CASES = kinds.CASES + numbers.CASES
SOURCES = Path(paritrana.answers.__file__).parent
WORDS = Path(paritrana.text.__file__).parent


def _findings() -> list[Finding]:
    raws = [(RawAnswer(cell, kinds.SOURCE, fmt), spec) for spec, cell, fmt, _, _ in CASES]
    raws += [(raw, kinds.COUNT) for raw, _, _ in kinds.FORMULAS]
    return [finding for raw, spec in raws for finding in read(raw, spec).findings]


def test_every_code_in_the_sources_is_provoked() -> None:
    written = {code for path in SOURCES.glob("*.py") for code in re.findall(r'"(A\d{3})"', path.read_text("utf-8"))}
    assert {finding.code for finding in _findings()} == written


@pytest.mark.parametrize("lang", [path.stem for path in sorted(WORDS.glob("??.toml"))])
def test_details_are_exactly_the_placeholders(lang: str) -> None:
    entries = tomllib.loads((WORDS / f"{lang}.toml").read_text("utf-8"))["problems"]
    for finding in _findings():
        text = entries[finding.code]["says"] + entries[finding.code]["cure"]
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert (finding.code, set(finding.details)) == (finding.code, names)


def test_every_remark_has_a_sentence() -> None:
    for finding in _findings():
        problem = Problem(finding.code, details=finding.details)
        assert words.says(problem) and words.cure(problem)
