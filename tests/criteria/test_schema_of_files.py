"""The JSON Schema that text editors use: it takes every file that loads, and underlines what a secretary mistypes."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from paritrana.criteria.skeleton import skeleton_text

HOUSE = Path(__file__).parents[2]
SHIPPED = sorted((HOUSE / "criteria").glob("*/*.yaml"))
INSTRUMENTS = sorted((HOUSE / "tests" / "cases" / "instruments").rglob("*.yaml"))
SLIPS = (
    ("weight: 100", "wieght: 100"),
    ("kind: yesno", "kind: yesnoo"),
    ("missing: zero", "missing: nol"),
    ("precision: {points: 2, score: 2}", "precision: {points: dua, score: 2}"),
)


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: yes, no and dates are plain words."""


Core.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def faults(text, kind):
    schema = json.loads((HOUSE / "criteria" / "schema" / f"{kind}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    data = yaml.load(text, Loader=Core)  # noqa: S506 - a safe loader with fewer resolvers
    return [f"{list(error.path)}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("path", SHIPPED + INSTRUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_schema_takes_every_file_that_loads(path):
    assert faults(path.read_text(encoding="utf-8"), "edition" if path.stem == "edition" else "category") == []


def test_the_schema_takes_a_new_category():
    assert faults(skeleton_text("lomba"), "category") == []


@pytest.mark.parametrize(("old", "new"), SLIPS, ids=[new for _, new in SLIPS])
def test_the_schema_underlines_a_slip(old, new):
    text = skeleton_text("lomba")
    assert old in text
    assert faults(text.replace(old, new, 1), "category")


def test_a_file_that_extends_another_may_say_anything_that_a_whole_file_may():
    text = "extends: lain.yaml\ncategory: lomba\nfields:\n  - {id: a, required: true}\n  - {id: b, remove: true}\n"
    assert faults(text, "category") == []
    assert faults(text.replace("remove: true", "hapus: true"), "category")
