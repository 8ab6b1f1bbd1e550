"""What holds for every contest: order does not matter, more points never worsen a rank, ranks are 1-2-2-4."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.contest import category, entry

from paritrana.scoring import score_category

CONTEST = category(
    precision={"points": "1", "score": "1"},
    ranking={
        "style": "1-2-2-4",
        "ties": [{"by": "b", "order": "desc"}],
        "still_tied": "share",
    },
    awards={"minimum_score": "30", "places": [{"rank": "1", "title": "I"}, {"rank": "2", "to": "3", "title": "II"}]},
)
MARKS = st.integers(0, 1000).map(lambda tenth: Fraction(tenth, 10)) | st.sampled_from((Fraction(50), Fraction(1, 3)))
ENTRIES = st.lists(st.tuples(st.none() | MARKS, st.none() | st.sampled_from((1, 2))), max_size=8).map(
    lambda rows: [entry(f"K{number}", a=a, b=b) for number, (a, b) in enumerate(rows)]
)


@settings(max_examples=100)
@given(ENTRIES, st.randoms())
def test_the_order_of_entries_does_not_matter(entries, random):
    shuffled = random.sample(entries, len(entries))
    assert score_category(CONTEST, entries) == score_category(CONTEST, shuffled)


def test_the_order_of_entries_does_not_change_the_order_of_problems():
    strict = category(missing="return")
    entries = [entry(code) for code in "BCA"]
    assert [problem.candidate for problem in score_category(strict, entries).problems] == ["A", "B", "C"]


@settings(max_examples=100)
@given(ENTRIES.filter(bool), st.integers(0), st.integers(0, 300))
def test_more_points_never_worsen_a_rank(entries, which, more):
    chosen = entries[which % len(entries)]
    better = replace(chosen, values={**chosen.values, "a": chosen.values.get("a", Fraction(0)) + Fraction(more, 10)})
    others = [entry for entry in entries if entry is not chosen]
    assert rank_of(chosen, entries) >= rank_of(better, [*others, better])


@settings(max_examples=100)
@given(ENTRIES)
def test_a_rank_is_one_more_than_the_number_of_better_candidates(entries):
    ranked = score_category(CONTEST, entries).ranked
    ranks = [place.rank for place in ranked]
    assert ranks == sorted(ranks)
    for place in ranked:
        assert place.rank == 1 + sum(other.rank < place.rank for other in ranked)
        assert (place.tie == "shared") == (ranks.count(place.rank) > 1)


@settings(max_examples=100)
@given(ENTRIES)
def test_who_wins_has_the_least_score_and_nobody_without_a_prize_stands_above(entries):
    result = score_category(CONTEST, entries)
    losers = [place.rank for place in result.ranked if place.candidate.code not in result.awards]
    for place in result.ranked:
        if place.candidate.code in result.awards:
            assert place.scores.published >= 30
            assert all(place.rank < rank for rank in losers)


def rank_of(wanted, entries):
    placed = score_category(CONTEST, entries).placed
    return next(place.rank for place in placed if place.candidate.code == wanted.candidate.code)
