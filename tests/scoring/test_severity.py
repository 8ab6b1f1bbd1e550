"""Jurors' levels taken out of their marks: against the naive scoring, and what holds whoever marks whom."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import naive
from oracle.contest import category, entry
from test_oracle import _has_an_order, contests

from paritrana.criteria.model import Category
from paritrana.scoring import score_category
from paritrana.scoring.columns import score_columns
from paritrana.scoring.severity import juror_levels

JURORS = ("Ani", "Budi", "Citra", "Dewi", "Eko")
MARK = st.integers(0, 100).map(Fraction)
FULL_GRIDS = st.integers(1, 4).flatmap(
    lambda count: st.lists(
        st.lists(MARK, min_size=count, max_size=count).map(lambda row: dict(zip(JURORS, row, strict=False))),
        min_size=1,
        max_size=6,
    )
)
GRIDS = st.lists(st.dictionaries(st.sampled_from(JURORS), MARK, min_size=1), min_size=1, max_size=6)


def as_marks(grid):
    return tuple(tuple(sorted(row.items())) for row in grid)


def means(grid):
    """The adjusted mean of every row."""
    levels = juror_levels(as_marks(grid))
    return [sum(mark - levels[juror] for juror, mark in row.items()) / len(row) for row in grid]


def interview(**changes):
    rule = {"kind": "panel", "field": "w", "quorum": "2", "severity": "additive", **changes}
    field = {"id": "w", "ask": "W", "kind": "number", "min": "0", "max": "100", "filled_by": "panel"}
    indicator = {"id": "skor_w", "title": "W", "weight": "100", "rule": rule}
    return category(
        fields=[field, {"id": "a", "ask": "A", "kind": "number"}],
        groups=[{"id": "kota", "title": "Kota"}, {"id": "kabupaten", "title": "Kabupaten"}],
        gates=[{"id": "g", "condition": "a >= 1", "message": "A", "article": "Pasal 1"}],
        aspects=[{"id": "isi", "title": "Isi", "weight": "100", "indicators": [indicator]}],
    )


def points(contest, *entries):
    placed = score_category(contest, entries).placed
    return {one.candidate.code: one.scores.points.indicators["skor_w"].points for one in placed if one.scores}


def marked(code, group="kota", status="aktif", a="1", **marks):
    return entry(code, group, status, a=a, w=tuple((name, Fraction(mark)) for name, mark in sorted(marks.items())))


@given(FULL_GRIDS)
def test_where_everybody_marked_everybody_no_mean_changes(grid):
    assert means(grid) == [sum(row.values()) / len(row) for row in grid]


@given(GRIDS, st.sampled_from(JURORS), st.integers(-50, 50))
def test_a_constant_on_all_marks_of_one_juror_leaves_the_differences_in_its_part(grid, juror, more):
    raised = [{name: mark + more * (name == juror) for name, mark in row.items()} for row in grid]
    shifts = [after - before for before, after in zip(means(grid), means(raised), strict=True)]
    linked = {juror}
    for _ in grid:
        linked = linked.union(*(row for row in grid if row.keys() & linked))
    inside = {shift for row, shift in zip(grid, shifts, strict=True) if row.keys() & linked}
    assert len(inside) <= 1
    assert {shift for row, shift in zip(grid, shifts, strict=True) if not row.keys() & linked} <= {0}


@given(GRIDS, st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(grid, chance):
    other = list(grid)
    chance.shuffle(other)
    levels = juror_levels(as_marks(grid))
    assert juror_levels(as_marks(other)) == levels
    backwards = [tuple(reversed(row)) for row in as_marks(grid)]
    assert juror_levels(backwards) == levels


@given(GRIDS)
def test_the_levels_are_those_of_least_squares(grid):
    cells = [(str(number), juror, mark) for number, row in enumerate(grid) for juror, mark in row.items()]
    assert juror_levels(as_marks(grid)) == naive.juror_levels(cells)


@given(st.lists(MARK, min_size=1, max_size=6), st.lists(st.integers(-20, 20), min_size=5, max_size=5), st.data())
def test_marks_that_are_candidate_plus_juror_give_both_back_whoever_is_absent(worth, levels, data):
    """The first candidate is marked by all, so nobody stands apart; without chance, absence changes nothing."""
    some = st.sets(st.sampled_from(JURORS), min_size=1)
    present = [set(JURORS), *(data.draw(some) for _ in worth[1:])]
    level = dict(zip(JURORS, levels, strict=True))
    grid = [{name: one + level[name] for name in who} for one, who in zip(worth, present, strict=True)]
    middle = Fraction(sum(levels), len(levels))
    assert means(grid) == [one + middle for one in worth]


def test_a_strict_juror_absent_for_one_candidate_is_no_advantage():
    every = {"Ani": 80, "Budi": 80, "Citra": 80}
    both = (marked("A", **every, Dewi=60), marked("B", **every))
    assert points(interview(severity=None), *both) == {"A": 75, "B": 80}
    assert points(interview(), *both) == {"A": 75, "B": 75}


def test_a_lenient_juror_absent_for_one_candidate_is_no_loss():
    both = (marked("A", Ani=70, Budi=70, Citra=70, Eko=95), marked("B", Ani=70, Budi=70, Citra=70))
    assert points(interview(severity=None), *both) == {"A": Fraction("76.25"), "B": 70}
    assert points(interview(), *both) == {"A": Fraction("76.25"), "B": Fraction("76.25")}


def test_levels_are_taken_out_before_marks_are_trimmed():
    contest = interview(reduce="trimmed", trim="1", trim_from="3")
    found = points(contest, marked("A", Ani=60, Budi=80, Citra=90), marked("B", Ani=50, Budi=70, Citra=80))
    assert found == {"A": Fraction("76.67"), "B": Fraction("66.67")}


def test_jurors_have_one_level_in_all_groups_and_who_is_out_of_the_running_has_no_say():
    here = (marked("A", Ani=80, Dewi=60), marked("B", "kabupaten", Ani=80, Budi=80))
    found = points(interview(), *here)
    assert found == {"A": Fraction("73.33"), "B": Fraction("73.33")}
    out = (
        marked("C", status="mundur", Ani=0, Budi=100),
        marked("D", a="0", Budi=0, Dewi=100),
        marked("E", Budi=100),
    )
    assert points(interview(), *here, *out) == {**found, "C": 50, "D": 50}


def test_who_is_returned_for_a_blank_or_too_few_marks_has_no_say():
    contest = interview(quorum="2")
    linear = {"kind": "linear", "value": "a", "zero_at": "0", "full_at": "100"}
    more = {"id": "skor_a", "title": "A", "weight": "100", "missing": "return", "rule": linear}
    aspect = {"id": "lain", "title": "Lain", "weight": "0", "indicators": [more]}
    plain = contest.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    both = Category.model_validate({**plain, "gates": [], "aspects": [*plain["aspects"], aspect]})
    here = (marked("A", Ani=80, Dewi=60), marked("B", Ani=80, Budi=80))
    blank, few = marked("C", a=None, Ani=0, Budi=100), marked("D", Budi=100)
    assert points(both, *here, blank, few) == {"A": Fraction("73.33"), "B": Fraction("73.33")}


def test_parts_of_a_panel_without_a_common_candidate_are_adjusted_apart():
    parts = (marked("A", Ani=90, Budi=70), marked("B", Ani=90, Budi=70), marked("C", Citra=40, Dewi=60))
    assert points(interview(), *parts) == {"A": 80, "B": 80, "C": 50}


def test_a_juror_alone_is_not_adjusted():
    assert points(interview(quorum="1"), marked("A", Ani=90), marked("B", Budi=40)) == {"A": 90, "B": 40}


def test_points_stay_within_the_scale_though_marks_may_leave_it():
    found = points(interview(), marked("A", Ani=100, Budi=0), marked("B", Ani=100, Budi=0), marked("C", Ani=0, Citra=0))
    assert found["C"] == 0
    assert found["A"] > 0


def test_what_the_marks_came_to_before_is_told_beside_what_counts():
    placed = score_category(interview(), [marked("A", Ani=80, Dewi=60), marked("B", Ani=80, Budi=80)]).placed
    outcome = placed[0].scores.points.indicators["skor_w"].outcome
    assert outcome.matched == "raw=70 adjusted=73.333333333333"
    assert outcome.value == (("Ani", 80), ("Dewi", 60))


def test_the_columns_leave_adjusted_marks_to_the_row_wise_engine():
    with pytest.raises(ValueError, match="jurors' levels"):
        score_columns(interview(), {})


@settings(max_examples=100)
@given(contests(), st.data())
def test_the_engine_and_the_naive_scoring_agree_on_adjusted_marks(contest, data):
    plain, people = contest
    rungs = plain["ranking"]["ties"]
    plain["ranking"]["ties"] = [rung for rung in rungs if _has_an_order(rung["by"], people)]
    for rule in panels(plain["aspects"]):
        rule["severity"] = "additive"
        for person in people.values():
            marks = person["answers"][rule["field"]] or ()
            kept = tuple(mark for mark in marks if data.draw(st.integers(0, 3)))
            person["answers"][rule["field"]] = kept or None
    expected = naive.score(plain, people)
    entries = [entry(code, one["group"], one["status"], "kontes", **one["answers"]) for code, one in people.items()]
    for place in score_category(Category.model_validate(plain), entries).placed:
        wanted = expected[place.candidate.code]
        assert (place.status, place.rank) == (wanted["status"], wanted.get("rank"))
        if place.scores is not None:
            earned = {name: item.points for name, item in place.scores.points.indicators.items()}
            assert earned == wanted["points"]
            assert place.scores.exact == wanted["exact"]


def panels(nodes):
    for node in nodes:
        if node.get("rule", {}).get("kind") == "panel":
            yield node["rule"]
        yield from panels([*node.get("aspects", []), *node.get("indicators", [])])
