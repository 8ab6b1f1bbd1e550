"""Ranks and awards, drawn as tables: the columns score, rank, tie and award are what the engine has to find.

TI1 ranks 1-2-2-4   TI2 ladder, rung by rung   TI3 lots   TI4 prizes at a tie   TI5 least score   TI6 groups
TI7 who has no rank   TI8 published or exact
"""

import pytest
from oracle.contest import PLAIN, candidate, category, drawn, entry, found_in, score_table

from paritrana.criteria.model import Category
from paritrana.scoring import score_category
from paritrana.scoring.ranking import lot

PLACES = {
    "places": [
        {"rank": "1", "title": "Terbaik I"},
        {"rank": "2", "title": "Terbaik II"},
        {"rank": "3", "title": "Terbaik III"},
    ]
}


def ranking(*ties, still="share", **more):
    rungs = [dict(zip(("by", "order"), rung.split(), strict=True)) for rung in ties]
    return {"style": "1-2-2-4", "ties": rungs, "still_tied": still, **more}


def check(text, criteria, seed=""):
    """Every column of the table that the engine fills in is as drawn."""
    rows, result = score_table(text, criteria, seed)
    found = found_in(result)
    for row in rows:
        own = found[row["code"]]
        expected = {name: row[name] for name in own if name in row and name != "status"}
        assert {name: own[name] for name in expected} == expected, row["code"]
    return result


def codes(result):
    return [place.candidate.code for place in result.placed]


def test_equal_scores_share_a_rank_and_leave_a_gap():
    """TI1"""
    check(
        """
        | code | a  | score | rank | tie    |
        | A    | 70 | 70    | 2    | shared |
        | B    | 90 | 90    | 1    | -      |
        | C    | 70 | 70    | 2    | shared |
        | D    | 50 | 50    | 4    | -      |
        """,
        category(),
    )


def test_the_ladder_parts_equal_scores_and_names_the_rung_that_did():
    """TI2"""
    check(
        """
        | code | a  | b | rank | tie |
        | A    | 70 | 1 | 3    | b   |
        | B    | 70 | 5 | 2    | b   |
        | C    | 80 | 0 | 1    | -   |
        """,
        category(ranking=ranking("b desc")),
    )


def test_asc_lets_the_smaller_win_and_a_blank_comes_last_either_way():
    """TI2"""
    table = """
        | code | a  | b | rank | tie |
        | A    | 70 | 1 | {}   | b   |
        | B    | 70 | 5 | {}   | b   |
        | C    | 70 | - | 3    | b   |
        """
    check(table.format(1, 2), category(ranking=ranking("b asc")))
    check(table.format(2, 1), category(ranking=ranking("b desc")))


def test_a_rung_is_compared_exactly_and_not_as_printed():
    """TI2"""
    check(
        """
        | code | a  | b         | rank | tie |
        | A    | 70 | 1/3       | 1    | b   |
        | B    | 70 | 0.3333333 | 2    | b   |
        """,
        category(ranking=ranking("b desc")),
    )


def test_those_whom_one_rung_leaves_level_go_on_to_the_next():
    """TI2"""
    fields = [{"id": name, "ask": name, "kind": "number"} for name in "abc"]
    check(
        """
        | code | a  | b | c | rank | tie    |
        | A    | 70 | 5 | 1 | 2    | c      |
        | B    | 70 | 5 | 9 | 1    | c      |
        | C    | 70 | 3 | 9 | 3    | b      |
        | D    | 70 | 2 | 4 | 4    | shared |
        | E    | 70 | 2 | 4 | 4    | shared |
        | F    | 10 | 9 | 9 | 6    | -      |
        """,
        category(fields=fields, ranking=ranking("b desc", "c desc")),
    )


def test_a_lot_parts_what_the_ladder_leaves_level_and_the_seed_decides_it():
    """TI3"""
    criteria = category(ranking=ranking("b desc", still="lot"), awards=PLACES)
    entries = [entry(code, a="70", b="1") for code in "ABCD"]
    for seed in ("1", "2", "pleno 2025-11-20"):
        result = score_category(criteria, entries, seed=seed)
        assert codes(result) == sorted("ABCD", key=lambda code: lot(candidate(code), seed))
        assert [place.rank for place in result.placed] == [1, 2, 3, 4]
        assert {place.tie for place in result.placed} == {"lot"}
        assert [award.plenary for award in result.awards.values()] == [False] * 3
    orders = {tuple(codes(score_category(criteria, entries, seed=str(seed)))) for seed in range(20)}
    assert len(orders) > 5


def test_a_lot_can_be_redone_with_any_sha256():
    """TI3: printf '7\\ncontoh\\n33.21' | sha256sum"""
    assert lot(candidate("33.21"), "7").startswith("e8b28610df75")
    assert lot(candidate("33.21"), "7") != lot(candidate("33.21", of="lain"), "7")


def test_a_tie_at_a_prize_place_waits_for_the_plenary():
    """TI4"""
    result = check(
        """
        | code | a  | rank | award                          |
        | A    | 90 | 1    | Terbaik I                      |
        | B    | 80 | 2    | Terbaik II / Terbaik III (pleno) |
        | C    | 80 | 2    | Terbaik II / Terbaik III (pleno) |
        | D    | 10 | 4    | -                              |
        """,
        category(awards=PLACES),
    )
    (problem,) = result.problems
    assert problem.code == "R003"
    assert problem.details == {"names": "Kandidat B (B), Kandidat C (C)", "award": "Terbaik II / Terbaik III"}


def test_a_tie_across_the_last_prize_waits_for_the_plenary_too():
    """TI4"""
    result = check(
        """
        | code | a  | rank | award               |
        | A    | 90 | 1    | Terbaik I           |
        | B    | 80 | 2    | Terbaik II          |
        | C    | 70 | 3    | Terbaik III (pleno) |
        | D    | 70 | 3    | Terbaik III (pleno) |
        """,
        category(awards=PLACES),
    )
    assert [problem.code for problem in result.problems] == ["R003"]


def test_a_tie_below_the_prizes_concerns_nobody():
    """TI4"""
    result = check(
        """
        | code | a  | rank | award       |
        | A    | 90 | 1    | Terbaik I   |
        | B    | 80 | 2    | Terbaik II  |
        | C    | 70 | 3    | Terbaik III |
        | D    | 60 | 4    | -           |
        | E    | 60 | 4    | -           |
        """,
        category(awards=PLACES),
    )
    assert result.problems == ()


def test_a_tie_among_places_of_the_same_title_is_given_at_once():
    """TI4"""
    awards = {"places": [{"rank": "1", "title": "Terbaik"}, {"rank": "2", "to": "3", "title": "Harapan"}]}
    result = check(
        """
        | code | a  | rank | award   |
        | A    | 90 | 1    | Terbaik |
        | B    | 80 | 2    | Harapan |
        | C    | 80 | 2    | Harapan |
        """,
        category(awards=awards),
    )
    assert result.problems == ()


def test_nobody_wins_below_the_least_score():
    """TI5"""
    result = check(
        """
        | code | a     | rank | award     |
        | A    | 50    | 1    | Terbaik I |
        | B    | 49.99 | 2    | -         |
        """,
        category(awards={**PLACES, "minimum_score": "50"}),
    )
    assert [(problem.code, problem.details["award"]) for problem in result.problems] == [
        ("R007", "Terbaik II"),
        ("R007", "Terbaik III"),
    ]
    reasons = [(problem.details["reason"], problem.details["reason_en"]) for problem in result.problems]
    assert reasons == [
        ("nilai di bawah batas", "scores below the minimum"),
        ("kandidat tidak cukup", "not enough candidates"),
    ]


def test_the_least_score_is_compared_with_what_is_published():
    """TI5"""
    awards = {**PLACES, "minimum_score": "50"}
    check(
        """
        | code | a      | score | rank | award     |
        | A    | 49.995 | 50    | 1    | Terbaik I |
        | B    | 49.994 | 49.99 | 2    | -         |
        """,
        category(awards=awards, precision={"points": "exact", "score": "2"}),
    )


def test_every_group_begins_at_one_and_has_its_own_prizes():
    """TI6"""
    groups = [{"id": "kota", "title": "Kota"}, {"id": "kabupaten", "title": "Kabupaten"}]
    result = check(
        """
        | code | group     | a  | rank | award       |
        | A    | kabupaten | 90 | 1    | Terbaik I   |
        | B    | kota      | 40 | 2    | Terbaik II  |
        | C    | kota      | 60 | 1    | Terbaik I   |
        | D    | kabupaten | 80 | 2    | Terbaik II  |
        | E    | kabupaten | 70 | 3    | Terbaik III |
        """,
        category(groups=groups, awards=PLACES),
    )
    assert codes(result) == ["C", "B", "A", "D", "E"]
    assert [problem.details["award"] for problem in result.problems] == ["Terbaik III Kota"]


GATED = category(
    gates=[{"id": "cukup", "condition": "b >= 1", "message": "Kurang", "article": "Pasal 2"}],
    missing="return",
)


def test_who_has_no_rank_stands_below_the_ranked_in_a_fixed_order():
    """TI7"""
    entries = [
        entry("G", a="99", b="0"),
        entry("F", a="98"),
        entry("E", a=None, b="1"),
        entry("D", status="diskualifikasi", a="97", b="1"),
        entry("C", status="mundur", a="96", b="1"),
        entry("A", a="20", b="1"),
        entry("B", a="10", b="1"),
    ]
    result = score_category(GATED, entries, returned=[candidate("R")], absent=[candidate("Z"), candidate("Y")])
    assert [(place.candidate.code, place.status.value, place.rank) for place in result.placed] == [
        ("A", "ranked", 1),
        ("B", "ranked", 2),
        ("F", "gated", None),
        ("G", "gated", None),
        ("C", "disqualified", None),
        ("D", "disqualified", None),
        ("E", "returned", None),
        ("R", "returned", None),
        ("Y", "absent", None),
        ("Z", "absent", None),
    ]  # fmt: skip
    assert [problem.code for problem in result.problems] == ["A001"]


def test_who_is_out_is_still_scored_where_that_is_possible():
    """TI7"""
    result = score_category(GATED, [entry("A", a="99", b="0"), entry("B", b="1"), entry("C", status="mundur", b="1")])
    shown = {place.candidate.code: place.scores for place in result.placed}
    assert shown["A"].published == 99
    assert shown["A"].points.gates == ("cukup",)
    assert (shown["B"], shown["C"]) == (None, None)


def test_who_is_out_takes_no_prize_and_no_rank_from_others():
    """TI7"""
    criteria = category(gates=[{"id": "cukup", "condition": "b >= 1", "message": "x", "article": "y"}], awards=PLACES)
    result = score_category(criteria, [entry("A", a="99", b="0"), entry("B", a="50", b="1")])
    assert {code: award.title for code, award in result.awards.items()} == {"B": "Terbaik I"}
    assert result.ranked[0].rank == 1


def test_equal_published_scores_are_a_tie_unless_ranks_are_exact():
    """TI8"""
    table = """
        | code | a      | score | rank | tie    |
        | A    | 50.004 | 50    | 1    | {tie}  |
        | B    | 50.001 | 50    | {b}  | {tie}  |
        """
    exact = {"points": "exact", "score": "2"}
    check(table.format(tie="shared", b=1), category(precision=exact))
    check(table.format(tie="-", b=2), category(precision=exact, ranking=ranking(rank_on="exact")))


@pytest.mark.parametrize(
    ("places", "points"),
    [("0", "33"), ("1", "33.5"), ("2", "33.45"), ("3", "33.455"), ("4", "33.4545"), ("exact", "33.4545")],
)
def test_points_are_rounded_half_up_to_the_declared_decimals(places, points):
    (row,) = drawn(f"| code | a | score |\n| A | 33.4545 | {points} |")
    result = score_category(category(precision={"points": places, "score": "4"}), [entry("A", a=row["a"])])
    assert found_in(result)["A"]["score"] == points


def test_points_are_rounded_once_and_then_added_exactly():
    """0.125 is printed 0.13; eight eighths of it are 0.13 and not 0.12 or 0.125."""
    leaf = PLAIN["aspects"][0]["indicators"][0]
    halves = {"kind": "linear", "value": "a", "zero_at": "0", "full_at": "800"}
    leaves = [{**leaf, "id": f"skor_{number}", "weight": "12.5", "rule": halves} for number in range(8)]
    criteria = Category.model_validate({**PLAIN, "aspects": [{**PLAIN["aspects"][0], "indicators": leaves}]})
    (place,) = score_category(criteria, [entry("A", a="1")]).placed
    assert str(place.scores.exact) == "13/100"
