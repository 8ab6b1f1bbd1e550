"""Make docs/problems.md: every code of the catalogue with an example, its cure, and what it does to the exit code.

Run from the checkout whenever a code or its words change (a test says so):

    .venv/bin/python scripts/build_problem_docs.py

Examples come from the fixtures of tests/cases/criteria, from reading an answer, else from problem_samples.toml.
"""

import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

HOUSE = Path(__file__).parents[1]
sys.path.insert(0, str(HOUSE))

from paritrana.answers import AnswerSpec, Kind, RawAnswer, Source, read  # noqa: E402
from paritrana.catalogue import CATALOGUE, Level, level  # noqa: E402
from paritrana.criteria.load import EDITION_FILE, load_category, load_edition, load_edition_file  # noqa: E402
from paritrana.problems import Problem, Where  # noqa: E402
from paritrana.text import cure, label, says  # noqa: E402

TARGET = HOUSE / "docs" / "problems.md"
CASES = HOUSE / "tests" / "cases" / "criteria"
SAMPLES = HOUSE / "scripts" / "problem_samples.toml"
PLACES = ("file", "sheet", "cell", "line")
SPEC = ("kind", "decimals", "minimum", "maximum", "plausible", "reference", "options", "max_length", "pattern")
RAW = ("typed", "number_format", "formula", "error", "struck")
UNKNOWN = "‹?›"
"""Stands for a detail that the sample of a code lacks."""

FAMILIES = {
    "C": ("Kriteria", "criteria files and their workbooks"),
    "B": ("Berkas, formulir, tabel, dan Daftar Kandidat", "files, forms, tables and the candidate list"),
    "A": ("Jawaban", "answers"),
    "J": ("Penilaian", "judging"),
    "R": ("Perhitungan", "the run"),
    "T": ("Templat", "templates"),
}
HEAD = """# Catatan pemeriksaan / Problems

Setiap catatan mempunyai kode yang tetap. Halaman ini memuat semuanya: tingkat, arti, contoh seperti yang dibaca orang,
cara memperbaiki, dan pengaruhnya pada kode keluar perintah. *Every problem has a stable code; here are all of them with
level, meaning, an example, its cure, and what it does to the exit code.* This page is made by
`scripts/build_problem_docs.py`.

| tingkat | level | artinya |
|---|---|---|
| Wajib diperbaiki | error | kandidat (dalam tabel: baris) itu tidak diperingkat; yang lain tetap dinilai |
| Perlu dicek | warning | tidak mengubah apa pun; mohon dilihat |
| Info | info | hanya pemberitahuan |
"""


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """The whole page, the same for the same catalogue, words and samples."""
    samples = tomllib.loads(SAMPLES.read_text(encoding="utf-8"))
    meanings = _meanings()
    parts = [HEAD]
    for family, (title, english) in FAMILIES.items():
        codes = sorted(code for code in CATALOGUE if code.startswith(family))
        if codes:
            parts.append(f"## {family}: {title}\n\n*{family}: {english}*\n")
            parts.extend(_entry(code, samples.get(code, {}), meanings[code]) for code in codes)
    return "\n".join(parts)


def unsampled() -> list[str]:
    """The codes whose example still has gaps: those without a line in the samples, or with a detail missing."""
    samples = tomllib.loads(SAMPLES.read_text(encoding="utf-8"))
    return [code for code in CATALOGUE if UNKNOWN in says(_example(code, samples.get(code, {})))]


def _entry(code: str, sample: Mapping[str, Any], meaning: str) -> str:
    problem = _example(code, sample)
    grade = label(f"level.{level(code)}", "id")
    meant = sample.get("arti", meaning)
    return "\n".join(
        (
            f"### {code} · {grade}\n",
            f"{meant[0].upper()}{meant[1:]} (*{meaning}*). {_exit(code)}\n",
            f"> {_escaped(_told(problem))}\n",
            f"Cara memperbaiki: {_escaped(cure(problem))}\n",
            f"*{_escaped(says(problem, 'en'))} Cure: {_escaped(cure(problem, 'en'))}*\n",
        )
    )


def _told(problem: Problem) -> str:
    """Where it is, and what is wrong."""
    place = str(problem.where)
    return f"{place}: {says(problem)}" if place else says(problem)


def _exit(code: str) -> str:
    """What a problem does to the exit code of a command."""
    if code == "T002":
        return "Kode keluar 2."
    if level(code) is not Level.ERROR:
        return "Kode keluar tidak berubah."
    if code.startswith("C"):
        return "Kode keluar 4."
    if "B001" <= code < "B020":
        return "Kode keluar 3 pada `check`, 1 pada `score`."
    return "Kode keluar 3." if code in ("B090", "B091") else "Kode keluar 1."


def _example(code: str, sample: Mapping[str, Any]) -> Problem:
    """A problem with this code: out of a fixture, by reading an answer, or with the details of its sample."""
    fixture = CASES / f"{code}.yaml"
    provoked = [problem for problem in _of_fixture(fixture) if problem.code == code] if fixture.is_file() else []
    if provoked:
        return provoked[0]
    own = {key: value for key, value in sample.items() if key in PLACES and code[0] != "T"}
    cell = {"sheet": "Formulir", "cell": "C8"} if code.startswith("A") else {}
    where = Where(**{"file": "33.21.xlsx" if code[0] in "BA" else "", **cell, **own})
    live = code.startswith("A") and "kind" in sample
    return Problem(code, where, _read(code, sample) if live else _details(code, sample))


def _details(code: str, sample: Mapping[str, Any]) -> dict[str, str]:
    """The details of a sample, with a mark where its message needs more."""
    given = {key: str(value) for key, value in sample.items() if key != "arti"}
    words = _words(code)
    needed = {name for text in words for _, name, _, _ in Formatter().parse(text) if name}
    return {**dict.fromkeys(needed, UNKNOWN), **given}


def _words(code: str) -> tuple[str, ...]:
    """The words of a code as they stand in the text file, placeholders and all."""
    return tuple(label(("problems", code, part)) for part in ("says", "cure"))


def _read(code: str, sample: Mapping[str, Any]) -> Mapping[str, str]:
    """The details of the finding that this answer provokes."""
    raw = {key: sample[key] for key in RAW if key in sample}
    typed = raw.pop("typed", None)
    value = float(typed) if isinstance(typed, int | float) else typed
    answer = RawAnswer(value, Source("33.21.xlsx", ""), cached=value is not None, **raw)
    findings = read(answer, _spec(sample)).findings
    return next(finding.details for finding in findings if finding.code == code)


def _spec(sample: Mapping[str, Any]) -> AnswerSpec:
    given: dict[str, Any] = {key: sample[key] for key in SPEC if key in sample}
    for key in ("minimum", "maximum", "reference"):
        if key in given:
            given[key] = Decimal(given[key])
    if "plausible" in given:
        given["plausible"] = tuple(map(Decimal, given["plausible"]))
    if "options" in given:
        given["options"] = {text.lower(): (text,) for text in given["options"]}
    return AnswerSpec(**{**given, "kind": Kind(given["kind"])})


def _of_fixture(path: Path) -> tuple[Problem, ...]:
    """The problems of a criteria file that provokes exactly one."""
    text = path.read_text(encoding="utf-8")
    is_edition = "\nedition:" in text
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "2025-contoh"
        home.mkdir()
        copy = home / (EDITION_FILE if is_edition else "contoh.yaml")
        copy.write_text(text, encoding="utf-8", newline="\n")
        if path.stem == "C019":
            return load_edition(home)[1]
        return (load_edition_file(copy) if is_edition else load_category(copy, decree=False))[1]


def _meanings() -> dict[str, str]:
    """What each code stands for, in English: the remarks beside the codes of the catalogue."""
    source = (HOUSE / "paritrana" / "catalogue.py").read_text(encoding="utf-8")
    return dict(re.findall(r'^ +"([A-Z]\d{3})": _\w,  # (.+)$', source, re.MULTILINE))


def _escaped(text: str) -> str:
    """A message as Markdown shows it letter by letter."""
    return re.sub(r"([*_`<\\\[\]])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    main()
