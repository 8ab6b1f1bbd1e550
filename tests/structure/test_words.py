"""Words: every code and key in both languages with the same placeholders, and documentation for every rule."""

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from paritrana.catalogue import CATALOGUE
from paritrana.criteria.edition import EditionFile
from paritrana.criteria.model import Category
from paritrana.criteria.typing import what_belongs
from paritrana.expressions.errors import MESSAGES
from paritrana.rules import RULES
from paritrana.text import LANGUAGES, spoken

HOUSE = Path(__file__).parents[2]
BOOKS = {
    lang: tomllib.loads((HOUSE / "paritrana" / "text" / f"{lang}.toml").read_text(encoding="utf-8"))
    for lang in LANGUAGES
}


def sentences(node, path=()):
    """Every text of a book by its path."""
    if isinstance(node, dict):
        return {key: text for name, inner in node.items() for key, text in sentences(inner, (*path, name)).items()}
    return {path: node}


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


ALL = {lang: sentences(book) for lang, book in BOOKS.items()}


def test_every_code_of_the_catalogue_has_words_and_every_word_has_a_code():
    for lang in LANGUAGES:
        assert set(BOOKS[lang]["problems"]) == set(CATALOGUE)
        for code, words in BOOKS[lang]["problems"].items():
            assert set(words) == {"says", "cure"}, f"{lang} {code}"
            assert all(text.strip() == text != "" for text in words.values()), f"{lang} {code}"


def test_every_key_of_every_section_stands_in_both_languages():
    first, second = (set(ALL[lang]) for lang in LANGUAGES)
    assert sorted(".".join(key) for key in first - second) == []
    assert sorted(".".join(key) for key in second - first) == []


def test_every_text_has_the_same_placeholders_in_both_languages():
    differing = [
        ".".join(key)
        for key in ALL["id"].keys() & ALL["en"].keys()
        if isinstance(ALL["id"][key], str) and placeholders(ALL["id"][key]) != placeholders(ALL["en"][key])
    ]
    assert differing == []


def test_no_placeholder_is_numbered_or_formatted():
    for lang in LANGUAGES:
        for key, text in ALL[lang].items():
            if isinstance(text, str):
                parts = [part for part in Formatter().parse(text) if part[1] is not None]
                assert all(name.isidentifier() and not spec and not turn for _, name, spec, turn in parts), key


def test_every_complaint_about_a_formula_has_words():
    for lang in LANGUAGES:
        assert set(MESSAGES) <= set(BOOKS[lang]["expressions"])


@pytest.mark.parametrize("model", [Category, EditionFile])
def test_every_key_a_criteria_file_needs_is_explained_where_it_is_missing(model):
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    other = spoken("expected", "expected.other")
    bare = [
        f"{part.get('title')}.{key}"
        for part in parts
        for key in part.get("required", ())
        if what_belongs(part.get("title", ""), key) == other
    ]
    assert bare == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.lower())
def test_the_documentation_of_criteria_explains_every_rule(rule):
    kind = rule.model_fields["kind"].annotation.__args__[0]
    page = HOUSE / "docs" / "criteria.md"
    assert page.is_file(), "docs/criteria.md is not written yet"
    text = page.read_text(encoding="utf-8")
    assert f"kind: {kind}" in text, f"docs/criteria.md shows no example of `kind: {kind}`"
    missing = [
        name
        for key, field in rule.model_fields.items()
        if key != "kind" and (name := field.alias or key) and f"{name}:" not in text and f"`{name}`" not in text
    ]
    assert missing == [], f"docs/criteria.md does not explain these keys of `kind: {kind}`: {', '.join(missing)}"
