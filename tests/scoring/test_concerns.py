"""What does not concern a candidate: points, gates, rungs, cut-offs, titles; and what cannot be decided.

SC1 fields   SC2 rungs   SC3 cut-offs and best   SC4 titles by condition   SC5 adjustments   SC6 points of a budget
SC7 what a result keeps
"""

from fractions import Fraction

import pytest
from oracle.contest import category, entry
from pydantic import ValidationError

from paritrana.criteria.lint import lint
from paritrana.scoring import score_category

FIELDS = [
    {"id": "mikro", "ask": "Usaha mikro", "kind": "yesno"},
    {"id": "a", "ask": "A", "kind": "number", "min": "0", "max": "100"},
    {"id": "jp", "ask": "JP", "kind": "number", "min": "0", "max": "100", "applies_when": "not mikro"},
    {"id": "putusan", "ask": "Putusan", "kind": "yesno", "filled_by": "organiser", "required": "false"},
]


def leaf(name, field, weight, **more):
    rule = {"kind": "given", "value": field, "out_of": "100"}
    return {"id": name, "title": name, "weight": weight, "source": "contoh", "rule": rule, **more}


def contest(otherwise="redistribute", **changes):
    leaves = [leaf("skor_a", "a", "60"), leaf("skor_jp", "jp", "40", otherwise=otherwise)]
    aspects = [{"id": "isi", "title": "Isi", "weight": "100", "indicators": leaves}]
    return category(**{"fields": FIELDS, "aspects": aspects, "missing": "return", **changes})


def ranked(*ties):
    return {"style": "1-2-2-4", "still_tied": "share", "ties": [{"by": by, "order": "desc"} for by in ties]}


def places(result):
    return {place.candidate.code: place for place in result.placed}


@pytest.mark.parametrize(("otherwise", "score"), [("redistribute", 70), ("full", 82), ("zero", 42)])
def test_an_indicator_over_a_question_that_is_not_asked_goes_by_its_otherwise(otherwise, score):
    """SC1: an answer given all the same is not counted, and told."""
    people = [entry("A", mikro=True, a="70"), entry("B", mikro=True, a="70", jp="100"), entry("C", mikro=False, a="70")]
    result = score_category(contest(otherwise), people)
    found = places(result)
    assert (found["A"].scores.published, found["B"].scores.published, found["C"].scores) == (score, score, None)
    assert "jp" not in found["B"].points.inputs
    assert [(one.code, one.candidate, one.field) for one in result.problems] == [
        ("A035", "B", "jp"),
        ("A001", "C", "skor_jp"),
    ]


def test_a_gate_over_a_question_that_is_not_asked_keeps_nobody_out():
    """SC1"""
    gate = {"id": "jp50", "condition": "jp >= 50", "message": "JP", "article": "1"}
    people = [entry("A", mikro=True, a="70"), entry("B", mikro=False, a="70", jp="49"), entry("C", a="70")]
    found = places(score_category(contest(gates=[gate], missing="zero"), people))
    assert [found[code].status for code in "ABC"] == ["ranked", "gated", "gated"]


def test_who_reads_a_question_that_is_not_put_to_all_says_what_becomes_of_the_weight():
    """SC1"""
    silent = contest(
        aspects=[{"id": "isi", "title": "Isi", "weight": "100", "indicators": [leaf("skor_jp", "jp", "100")]}]
    )
    idle = category(
        aspects=[{"id": "isi", "title": "I", "weight": "100", "indicators": [leaf("s", "a", "100", otherwise="zero")]}]
    )
    told = [
        (one.code, one.details["key"]) for criteria in (silent, idle) for one in lint(criteria) if one.code == "C012"
    ]
    assert told == [("C012", "otherwise"), ("C012", "applies_when")]
    assert [one for one in lint(contest()) if one.code == "C012"] == []


def test_a_rung_that_does_not_concern_one_of_them_is_passed_over_for_all():
    """SC2: A and B would be parted by jp, but C is not asked; a is the next rung. D stands on another score."""
    people = [
        entry("A", mikro=False, a="70", jp="70"),
        entry("B", mikro=False, a="60", jp="85"),
        entry("C", mikro=True, a="70"),
        entry("D", mikro=False, a="60", jp="25"),
        entry("E", mikro=False, a="40", jp="55"),
    ]
    for rung in ("skor_jp", "jp"):
        result = score_category(contest(ranking=ranked(rung, "a")), people)
        found = [(place.candidate.code, place.rank, place.tie) for place in result.placed]
        assert found == [("A", 1, "shared"), ("C", 1, "shared"), ("B", 3, "a"), ("E", 4, rung), ("D", 5, rung)]


def test_a_cut_off_on_what_does_not_concern_somebody_keeps_it_from_nothing():
    """SC3: the best of jp is among those who are asked, also with `asc`."""
    awards = {
        "places": [{"rank": "1", "title": "Satu"}, {"rank": "2", "title": "Dua"}],
        "cutoffs": [{"by": "skor_jp", "at_least": "50"}],
        "best": [{"by": "skor_jp", "order": "asc", "title": "Hemat"}],
    }
    people = [
        entry("A", mikro=True, a="90"),
        entry("B", mikro=False, a="90", jp="40"),
        entry("C", mikro=False, a="50", jp="60"),
    ]
    result = score_category(contest(awards=awards), people)
    assert {code: award.title for code, award in result.awards.items()} == {"A": "Satu", "B": "Hemat", "C": "Dua"}
    assert [result.awards[code].place and result.awards[code].place.rank for code in "ABC"] == [1, None, 2]


def test_a_title_that_the_committee_s_data_decide_waits_for_them():
    """SC4: R009 names what is missing, and no predicate below it is given; a blank of the candidate means no."""
    awards = {
        "predicates": [
            {"title": "Utama", "when": "score >= 80 and putusan"},
            {"title": "Madya", "when": "score >= 60"},
        ],
        "special": [{"title": "Pelopor", "when": "putusan or skor_jp >= 90"}],
    }
    people = [
        entry("A", mikro=True, a="90"),
        entry("B", mikro=True, a="70"),
        entry("C", mikro=False, a="90", jp="90", putusan=False),
        entry("D", mikro=True, a="90", putusan=True),
    ]
    result = score_category(contest(awards=awards), people)
    assert {code: award.title for code, award in result.awards.items()} == {
        "B": "Madya",
        "C": "Madya; Pelopor",
        "D": "Utama; Pelopor",
    }
    told = [(one.code, one.candidate, one.details["award"], one.details["fields"]) for one in result.problems]
    assert told == [
        ("R009", "A", "Utama", '"Putusan"'),
        ("R009", "A", "Pelopor", '"Putusan"'),
        ("R009", "B", "Pelopor", '"Putusan"'),
    ]


@pytest.mark.parametrize(
    ("most", "caps", "score"), [("2.004", {}, "52"), ("2.006", {}, "52.01"), ("5", {"bonus": "0"}, "50")]
)
def test_a_bonus_is_rounded_and_then_cut_to_its_most(most, caps, score):
    """SC5"""
    bonus = {"id": "b1", "title": "B", "kind": "bonus", "points": "b", "most": most, "article": "1"}
    (place,) = score_category(category(adjustments=[bonus], caps=caps), [entry("A", a="50", b="2.005")]).placed
    assert place.scores.published == Fraction(score)
    assert place.scores.exact <= 50 + Fraction(most)


def test_a_cap_below_zero_is_refused():
    """SC5"""
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        category(caps={"penalty": "-1"})


def budget(weights, **changes):
    leaves = [leaf(f"skor_{at}", "a", weight) for at, weight in enumerate(weights)]
    aspects = [{"id": "isi", "title": "Isi", "weight": "40", "indicators": leaves}]
    return category(weights="points", scale="40", aspects=aspects, **changes)


@pytest.mark.parametrize(
    ("a", "earned", "score"), [("33.37", "13.35", "13.35"), ("100", "40", "40"), ("0.012", "0", "0")]
)
def test_points_of_a_budget_are_rounded_as_they_are_published(a, earned, score):
    """SC6: 33.37 % of 40 are 13.348, published 13.35; rounded on 0 to 100 they would come to 13.348."""
    (place,) = score_category(budget(["40"]), [entry("A", a=a)]).placed
    assert place.scores.weighted["skor_0"] == Fraction(earned)
    assert place.scores.exact == Fraction(score)


def test_a_fraction_is_that_part_of_the_budget():
    """SC6: full points bring the whole weight, also where it has no end."""
    criteria = budget(["1/3", "2/3"])
    assert [node.weight for node, _ in criteria.nodes()] == [40, Fraction(40, 3), Fraction(80, 3)]
    assert [one.code for one in lint(criteria) if one.code == "C005"] == []
    (place,) = score_category(criteria, [entry("A", a="100")]).placed
    assert place.scores.exact == 40


def test_a_weight_of_zero_is_refused_where_there_are_no_weights():
    aspect = {"id": "isi", "title": "I", "weight": "100", "aggregate": "minimum", "indicators": [leaf("s", "a", "0")]}
    assert "C025" in [one.code for one in lint(category(aspects=[aspect]))]


def test_a_parameter_above_zero_may_be_divided_by():
    told = [
        {"id": "sasaran", "title": "S", "values": [{"from": "2026-01-01", "value": value}]} for value in ("40", "0")
    ]
    derived = [{"id": "jarak", "title": "J", "formula": "a / sasaran"}]
    found = [[one.code for one in lint(category(parameters=[one], derived=derived))].count("C016") for one in told]
    assert found == [0, 1]


def test_a_category_without_a_score_keeps_its_inputs():
    """SC7"""
    gate = {"id": "ada", "condition": "a >= 1", "message": "A", "article": "1"}
    awards = {"predicates": [{"title": "Patuh", "when": "a >= 50"}]}
    result = score_category(category(aspects=[], gates=[gate], awards=awards), [entry("A", a="50"), entry("B", a="0")])
    assert {code: (place.points.inputs, place.points.gates) for code, place in places(result).items()} == {
        "A": ({"a": 50}, ()),
        "B": ({"a": 0}, ("ada",)),
    }
