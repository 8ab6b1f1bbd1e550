"""docs/criteria.md, second part: every example is loaded and scored, and nothing of the model is left out.

The first line of a YAML example says what it is: `# field`, `# fields`, `# rule`, `# category` (keys that replace
those of a small category) or `# edition`, with the codes it provokes behind a colon. Lines beneath a rule say what it
gives.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from doc_pages import Block, blocks, page, section, tables
from pydantic import BaseModel, TypeAdapter

from paritrana.answers import Kind
from paritrana.catalogue import CATALOGUE
from paritrana.criteria.edition import EditionFile
from paritrana.criteria.load import load_category, load_edition, load_edition_file
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import read_tree
from paritrana.decimals import rounded
from paritrana.expressions import FUNCTIONS, OPERATORS, RESERVED, evaluate, parse
from paritrana.rules import RULES, Rule
from paritrana.text import line

PAGE = page("docs/criteria.md")
REFERENCE = section(PAGE, "The reference")
EXAMPLES = blocks(REFERENCE, "yaml")
CASE = re.compile(r"# (?P<answers>.*?) ?→ (?P<told>.+)")

EDITION = """
edition: contoh-2026
title: Contoh
label: "2026"
level: Tingkat Contoh
period: {start: 2026-01-01, end: 2026-12-31}
status: contoh
organiser: Panitia
signatory: {position: Ketua}
"""
CATEGORY = """
category: contoh
title: Contoh
candidates: {kind: business, pattern: 'BU-[0-9]{4}'}
missing: zero
aspects:
  - id: isi
    title: Isi
    weight: 100
    indicators:
      - {id: skor, title: Skor, weight: 100, source: contoh, rule: {kind: yesno, field: inovasi, yes: 100, no: 0}}
ranking: {style: 1-2-2-4, still_tied: share}
"""


def plain(text: str) -> Any:
    """A YAML text as the loader sees it: every scalar as text."""
    tree = read_tree(text, "docs/criteria.md")
    assert tree.problems == [], [line(problem) for problem in tree.problems]
    return tree.value


def kind_of(block: Block) -> str:
    return block.first.removeprefix("# ").partition(":")[0]


def codes_of(block: Block) -> list[str]:
    return re.findall(r"[A-Z]\d{3}", block.first.partition(":")[2])


def named(kind: str) -> list[Any]:
    return [pytest.param(each, id=f"line {each.line}") for each in EXAMPLES if kind_of(each) == kind]


(SHARED,) = (plain(each.text) for each in EXAMPLES if kind_of(each) == "fields")
QUIET = [{**field, "info_only": "true"} for field in SHARED]


def with_keys(keys: Mapping[str, Any]) -> dict[str, Any]:
    """The small category with some of its keys replaced; fields stand beside the shared ones."""
    own = list(keys.get("fields", ()))
    return {**plain(CATEGORY), **keys, "fields": [*QUIET, *own]}


def found(category: Mapping[str, Any], folder: Path) -> list[str]:
    """The codes of everything that is wrong with a category."""
    path = folder / "contoh.yaml"
    path.write_text(yaml.safe_dump(dict(category), allow_unicode=True), encoding="utf-8", newline="\n")
    return [problem.code for problem in load_category(path)[1]]


def scored(rule: Any) -> dict[str, Any]:
    """The small category with another rule."""
    category = with_keys({})
    category["aspects"][0]["indicators"][0]["rule"] = rule
    return category


def test_every_example_says_what_it_is() -> None:
    assert {kind_of(each) for each in EXAMPLES} == {"category", "edition", "field", "fields", "rule"}


@pytest.mark.parametrize("block", named("category"))
def test_keys_of_a_category_are_accepted_or_refused_as_marked(block: Block, tmp_path: Path) -> None:
    assert found(with_keys(plain(block.text)), tmp_path) == codes_of(block)


@pytest.mark.parametrize("block", named("edition"))
def test_keys_of_an_edition_are_accepted_or_refused_as_marked(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "contoh-2026" / "edition.yaml"
    path.parent.mkdir()
    facts = {**plain(EDITION), **plain(block.text)}
    path.write_text(yaml.safe_dump(facts, allow_unicode=True), encoding="utf-8", newline="\n")
    assert [problem.code for problem in load_edition_file(path)[1]] == codes_of(block)


@pytest.mark.parametrize("block", named("field"))
def test_fields_are_accepted_or_refused_as_marked(block: Block, tmp_path: Path) -> None:
    assert found(with_keys({"fields": [plain(block.text)]}), tmp_path) == codes_of(block)


@pytest.mark.parametrize("block", named("rule"))
def test_rules_are_accepted_or_refused_as_marked(block: Block, tmp_path: Path) -> None:
    assert found(scored(plain(block.text)), tmp_path) == codes_of(block)


def cases() -> Iterator[Any]:
    for block in EXAMPLES:
        if kind_of(block) == "rule":
            for offset, row in enumerate(block.text.splitlines()):
                if case := CASE.fullmatch(row):
                    yield pytest.param(block, case, id=f"line {block.line + offset}")


@pytest.mark.parametrize(("block", "case"), tuple(cases()))
def test_a_rule_gives_the_points_that_stand_beneath_it(block: Block, case: re.Match[str]) -> None:
    rule = TypeAdapter(Rule).validate_python(plain(block.text))
    outcome = rule.score(values(case["answers"]))
    given = None if outcome.points is None else rounded(outcome.points, 2)
    wanted = case["told"]
    if wanted.endswith(" points"):
        assert given == Fraction(wanted.removesuffix(" points"))
    else:
        assert given is None
        assert (f"fault {outcome.fault}" if outcome.fault else "missing") == wanted


def values(told: str) -> dict[str, Any]:
    """Answers as the page writes them: `inovasi ya, pekerja 3`."""
    pairs = (each.split(" ", 1) for each in told.split(", ") if each)
    return {name: value for name, said in pairs if (value := valued(name, said)) is not None}


def valued(name: str, said: str) -> Any:
    kind = next(field["kind"] for field in SHARED if field["id"] == name)
    marks = said.split("/")
    panel = any(field["id"] == name and field.get("filled_by") == "panel" for field in SHARED)
    if said == "blank":
        return None
    if panel:
        return tuple((f"Penilai {number}", Fraction(mark)) for number, mark in enumerate(marks, start=1))
    if kind == "yesno":
        return {"ya": True, "tidak": False}[said]
    if kind == "date":
        return date.fromisoformat(said)
    return Fraction(said) if Kind(kind).is_numeric else said


def formulas() -> Iterator[Any]:
    for block in blocks(REFERENCE, "formula"):
        for offset, row in enumerate(block.text.splitlines()):
            formula, _, remark = row.partition("#")
            case = CASE.fullmatch(f"#{remark}")
            yield pytest.param(formula.strip(), case, id=f"line {block.line + offset}")


@pytest.mark.parametrize(("formula", "case"), tuple(formulas()))
def test_a_formula_has_the_value_that_stands_beside_it(formula: str, case: re.Match[str]) -> None:
    result = evaluate(parse(formula), values(case["answers"]))
    wanted = case["told"]
    if wanted.startswith("fault "):
        assert [f"fault {fault.kind}" for fault in result.faults] == [wanted]
    elif wanted == "missing":
        assert result.value is None
        assert result.faults == ()
    else:
        assert result.value == ({"ya": True, "tidak": False}[wanted] if wanted in ("ya", "tidak") else Fraction(wanted))


def test_the_files_of_the_ten_minutes_have_no_remarks(tmp_path: Path) -> None:
    folder = tmp_path / "contoh-2026"
    folder.mkdir()
    for block in blocks(section(PAGE, "A category in ten minutes"), "yaml"):
        with (folder / block.first.rpartition("/")[2]).open("a", encoding="utf-8", newline="\n") as file:
            file.write(block.text)
    edition, problems = load_edition(folder)
    assert edition is not None
    assert problems == ()


def models(model: type[BaseModel]) -> Iterator[tuple[str, tuple[str, ...]]]:
    schema = model.model_json_schema(by_alias=True)
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            yield part["title"], tuple(part["properties"])


KEYS = {**dict(models(Category)), **dict(models(EditionFile))}


@pytest.mark.parametrize("name", sorted(KEYS))
def test_every_key_of_every_model_is_explained(name: str) -> None:
    shown = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", REFERENCE))))
    assert [key for key in KEYS[name] if key not in shown] == []


def test_every_problem_code_of_criteria_is_in_the_table_with_its_level() -> None:
    (rows,) = (rows for rows in tables(REFERENCE) if rows[0][:2] == ["code", "level"])
    told = {row[0]: row[1] for row in rows[1:]}
    assert told == {code: level.value for code, level in CATALOGUE.items() if code.startswith("C")}


def test_every_word_of_the_formula_language_is_explained() -> None:
    spoken = " ".join(re.findall(r"`([^`\n]+)`", section(PAGE, "The formula language")))
    for word in (*RESERVED, *FUNCTIONS):
        assert re.search(rf"\b{word}\b", spoken), word
    for operator in OPERATORS:
        assert operator in spoken.replace("a not in (…)", ""), operator


def test_every_rule_and_every_kind_of_field_has_its_place() -> None:
    for rule in RULES:
        kind = rule.model_fields["kind"].annotation.__args__[0]
        assert f"\n### {kind}\n" in REFERENCE
    for kind in Kind:
        assert f"| `{kind}` |" in REFERENCE
