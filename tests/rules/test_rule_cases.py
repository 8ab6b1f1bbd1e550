"""Every rule by its cases in `tests/cases/rules/<kind>.yaml`."""

from fractions import Fraction
from pathlib import Path

import pytest
from oracle.contest import as_input
from pydantic import TypeAdapter

from paritrana.criteria.nodes import read_tree
from paritrana.rules import RULES, Rule
from paritrana.rules.base import MISSING, Outcome

FOLDER = Path(__file__).parents[1] / "cases" / "rules"


def cases():
    for path in sorted(FOLDER.glob("*.yaml")):
        file = read_tree(path.read_text(encoding="utf-8"), path.name)
        assert not file.problems
        for case in file.value["cases"]:
            yield pytest.param(file.value["rules"][case["rule"]], case, id=f"{path.stem}: {case['says']}")


CASES = tuple(cases())


def answer(text):
    return text == "true" if text in ("true", "false") else as_input(text)


def told(outcome: Outcome):
    """An outcome as the cases write it."""
    if outcome.fault:
        assert outcome.points is None
        return f"fault {outcome.fault}"
    return "missing" if outcome.points is None else outcome.points


@pytest.mark.parametrize(("plain", "case"), CASES)
def test_every_case_earns_the_points_it_says(plain, case):
    rule = TypeAdapter(Rule).validate_python(plain)
    outcome = rule.score({name: answer(said) for name, said in case["answers"].items()})
    words = case["points"].startswith(("missing", "fault"))
    assert told(outcome) == (case["points"] if words else Fraction(case["points"]))


@pytest.mark.parametrize(("plain", "case"), CASES)
def test_a_rule_reads_the_fields_it_names_and_stays_within_its_top(plain, case):
    rule = TypeAdapter(Rule).validate_python(plain)
    assert set(case["answers"]) <= rule.names
    outcome = rule.score({name: answer(said) for name, said in case["answers"].items()})
    assert outcome.points is None or 0 <= outcome.points <= rule.top <= 100


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.lower())
def test_every_rule_has_at_least_six_cases_with_a_blank_among_them(rule):
    kind = rule.model_fields["kind"].annotation.__args__[0]
    path = FOLDER / f"{kind}.yaml"
    assert path.is_file(), f"write {path.name}: rule {kind} has no cases"
    found = read_tree(path.read_text(encoding="utf-8"), path.name).value
    assert len(found["cases"]) >= 6
    assert any(case["points"] == "missing" for case in found["cases"])
    assert {plain["kind"] for plain in found["rules"].values()} == {kind}


@pytest.mark.parametrize(("plain", "case"), CASES)
def test_nothing_but_blanks_never_earns_points(plain, case):  # noqa: ARG001
    assert TypeAdapter(Rule).validate_python(plain).score({}) == MISSING
