"""The quota of places: who shares a proposer, a regency or an answer, drawn as tables."""

from oracle.contest import category, found_in, score_table

PRIZES = [{"rank": "1", "title": "Terbaik I"}, {"rank": "2", "to": "3", "title": "Harapan"}]


def scored(text, *places):
    """The awards of a table whose candidates share what they answered to b, and codes and awards of the problems."""
    awards = {"places": [*places] or PRIZES, "quota": {"by": "b", "most": "1"}}
    rows, result = score_table(text, category(awards=awards))
    found = found_in(result)
    assert {row["code"]: found[row["code"]]["award"] for row in rows} == {
        row["code"]: None if row["award"] == "-" else row["award"] for row in rows
    }
    return [(problem.code, problem.details["award"]) for problem in result.problems]


def test_who_is_over_the_quota_is_passed_over():
    table = """
        | code | a  | b | award     |
        | A    | 90 | 1 | Terbaik I |
        | B    | 80 | 1 | -         |
        | C    | 70 | 2 | Harapan   |
        | D    | 60 | 3 | Harapan   |
        """
    assert scored(table) == []


def test_a_tie_that_the_quota_cannot_hold_waits_for_the_plenary_even_within_one_place():
    table = """
        | code | a  | b | award           |
        | A    | 90 | 1 | Terbaik I       |
        | B    | 80 | 2 | Harapan (pleno) |
        | C    | 80 | 2 | Harapan (pleno) |
        """
    assert scored(table) == [("R003", "Harapan")]


def test_a_place_that_the_quota_leaves_empty_is_told():
    table = """
        | code | a  | b | award     |
        | A    | 90 | 1 | Terbaik I |
        | B    | 80 | 1 | -         |
        | C    | 70 | 1 | -         |
        """
    assert scored(table) == [("R007", "Harapan")]


def test_who_leaves_blank_what_the_quota_counts_by_shares_it_with_nobody_and_is_told():
    table = """
        | code | a  | b | award     |
        | A    | 90 |   | Terbaik I |
        | B    | 80 |   | Harapan   |
        | C    | 70 | 1 | Harapan   |
        """
    assert scored(table) == [("R010", "Terbaik I"), ("R010", "Harapan")]
