"""Every rule by its cases in `tests/cases/rules/<kind>.yaml`."""

from fractions import Fraction
from pathlib import Path

import pytest
from oracle.contest import as_input
from pydantic import TypeAdapter

from paritrana.criteria.nodes import read_tree
from paritrana.rules import RULES, GroupRule, Rule, is_group_rule
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


def candidates(case):
    """The candidates of a case by code; a rule that scores one by one has a single one."""
    plain = case.get("candidates", {"": case.get("answers")})
    return {code: {name: answer(said) for name, said in (found or {}).items()} for code, found in plain.items()}


def outcomes(rule, people):
    """What a rule finds for every candidate."""
    if not is_group_rule(rule):
        return {code: rule.score(inputs) for code, inputs in people.items()}
    found = {code: rule.own(inputs) for code, inputs in people.items()}
    values = {code: outcome.value for code, outcome in found.items() if isinstance(outcome.value, Fraction)}
    return {**found, **rule.settle(values)}


def told(outcome: Outcome):
    """An outcome as the cases write it."""
    if outcome.fault:
        assert outcome.points is None
        return f"fault {outcome.fault}"
    return "missing" if outcome.points is None else outcome.points


def expected(case):
    points = case["points"] if "candidates" in case else {"": case["points"]}
    return {code: said if said.startswith(("missing", "fault")) else Fraction(said) for code, said in points.items()}


@pytest.mark.parametrize(("plain", "case"), CASES)
def test_every_case_earns_the_points_it_says(plain, case):
    rule = TypeAdapter(Rule).validate_python(plain)
    found = outcomes(rule, candidates(case))
    assert {code: told(outcome) for code, outcome in found.items()} == expected(case)


@pytest.mark.parametrize(("plain", "case"), CASES)
def test_a_rule_reads_the_fields_it_names_and_stays_within_its_top(plain, case):
    rule = TypeAdapter(Rule).validate_python(plain)
    people = candidates(case)
    assert all(set(inputs) <= rule.names for inputs in people.values())
    for outcome in outcomes(rule, people).values():
        assert outcome.points is None or 0 <= outcome.points <= rule.top <= 100


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.lower())
def test_every_rule_has_at_least_six_cases_with_a_blank_among_them(rule):
    kind = rule.model_fields["kind"].annotation.__args__[0]
    path = FOLDER / f"{kind}.yaml"
    assert path.is_file(), f"write {path.name}: rule {kind} has no cases"
    found = read_tree(path.read_text(encoding="utf-8"), path.name).value
    assert len(found["cases"]) >= 6
    assert any("missing" in expected(case).values() for case in found["cases"])
    assert {plain["kind"] for plain in found["rules"].values()} == {kind}
    assert all(("candidates" in case) == issubclass(rule, GroupRule) for case in found["cases"])


@pytest.mark.parametrize(("plain", "case"), CASES)
def test_nothing_but_blanks_never_earns_points(plain, case):  # noqa: ARG001
    rule = TypeAdapter(Rule).validate_python(plain)
    assert (rule.own({}) if is_group_rule(rule) else rule.score({})) == MISSING
