"""Ranks that the plenary meeting decided: who is decided about stands there, and nobody else moves but for that."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from paritrana.entry.model import Candidate
from paritrana.scoring.plenary import PARTS, seat
from paritrana.scoring.ranking import PLENARY, SHARED, Placed, Status


def placed(code, group, rank, tie=""):
    return Placed(Candidate(code, "uji", code, group=group), Status.RANKED, None, rank, tie)


@st.composite
def groups(draw):
    """Ranked candidates of one or two groups, with shared ranks 1-2-2-4, and some decided ranks that are possible."""
    ranked, decided = [], {}
    for group in draw(st.sampled_from([("",), ("a", "b")])):
        sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
        first = 1
        for size in sizes:
            tie = SHARED if size > 1 else ""
            ranked += [placed(f"{group}{first + offset:02}", group, first, tie) for offset in range(size)]
            first += size
        codes = [one.candidate.code for one in ranked if one.candidate.group == group]
        about = draw(st.lists(st.sampled_from(codes), unique=True, max_size=3))
        seats = draw(st.permutations(range(1, len(codes) + 1)))
        decided |= dict(zip(about, seats, strict=False))
    return ranked, decided


def _by_group(places):
    found = {}
    for one in places:
        found.setdefault(one.candidate.group, []).append(one)
    return found


@given(groups())
def test_without_decisions_nothing_changes(case):
    ranked, _ = case
    assert seat(ranked, {}).placed == tuple(ranked)


@given(groups())
def test_the_decided_ones_stand_where_it_was_decided_and_the_others_keep_their_order(case):
    ranked, decided = case
    found = seat(ranked, decided)
    assert set(found.refused.values()) <= {PARTS}
    decided = {code: rank for code, rank in decided.items() if code not in found.refused}
    assert {one.candidate.code for one in found.placed} == {one.candidate.code for one in ranked}
    for code, rank in decided.items():
        own = next(one for one in found.placed if one.candidate.code == code)
        assert (own.rank, own.tie) == (rank, PLENARY)
    others = [one.candidate.code for one in ranked if one.candidate.code not in decided]
    assert [one.candidate.code for one in found.placed if one.candidate.code not in decided] == others


@given(groups())
def test_ranks_are_counted_as_before_and_shared_only_by_those_who_shared(case):
    ranked, decided = case
    before = {one.candidate.code: one.rank for one in ranked}
    found = seat(ranked, decided)
    standing = decided.keys() - found.refused.keys()
    for peers in _by_group(found.placed).values():
        ranks = [one.rank for one in peers]
        assert ranks[0] == 1
        for seat_number, one in enumerate(peers, 1):
            # 1-2-2-4: a rank is the place of the first who has it
            assert one.rank == ranks.index(one.rank) + 1 <= seat_number
            assert one.computed in (None, before[one.candidate.code])
        for one, other in itertools.pairwise(peers):
            if one.rank == other.rank:
                assert before[one.candidate.code] == before[other.candidate.code]
                assert not {one.candidate.code, other.candidate.code} & standing


@given(groups())
def test_nobody_is_told_apart_about_whom_nothing_was_decided(case):
    ranked, decided = case
    found = seat(ranked, decided)
    after = {one.candidate.code: one.rank for one in found.placed}
    standing = decided.keys() - found.refused.keys()
    for one, other in itertools.combinations(ranked, 2):
        if one.candidate.group == other.candidate.group and one.rank == other.rank:
            codes = {one.candidate.code, other.candidate.code}
            assert codes & standing or len({after[code] for code in codes}) == 1


def test_two_who_shared_the_second_rank_are_told_apart():
    ranked = [placed("a", "", 1), placed("b", "", 2, SHARED), placed("c", "", 2, SHARED), placed("d", "", 4)]
    found = seat(ranked, {"c": 2})
    told = [(one.candidate.code, one.rank, one.computed, one.tie) for one in found.placed]
    assert told == [("a", 1, 1, ""), ("c", 2, 2, PLENARY), ("b", 3, 2, PLENARY), ("d", 4, 4, "")]


def test_three_who_shared_a_rank_still_do_where_two_are_left_side_by_side():
    ranked = [placed(code, "", 1, SHARED) for code in "abc"]
    found = seat(ranked, {"b": 1})
    assert [(one.candidate.code, one.rank, one.tie) for one in found.placed] == [
        ("b", 1, PLENARY),
        ("a", 2, SHARED),
        ("c", 2, SHARED),
    ]
    parted = seat(ranked, {"b": 2})
    assert parted.refused == {"b": PARTS}
    assert [(one.candidate.code, one.rank) for one in parted.placed] == [("a", 1), ("b", 1), ("c", 1)]
    both = seat(ranked, {"b": 2, "c": 3})
    assert both.refused == {}
    assert [(one.candidate.code, one.rank) for one in both.placed] == [("a", 1), ("b", 2), ("c", 3)]


def test_a_rank_beyond_the_group_or_for_somebody_without_a_rank_is_refused():
    ranked = [placed("a", "", 1), placed("b", "", 2)]
    found = seat(ranked, {"a": 3, "x": 1})
    assert found.placed == tuple(ranked)
    assert found.refused == {"a": 2, "x": None}


def test_a_group_without_a_decision_is_left_alone():
    ranked = [placed("a", "x", 1), placed("b", "x", 2), placed("c", "y", 1), placed("d", "y", 2)]
    found = seat(ranked, {"d": 1})
    assert [(one.candidate.code, one.rank, one.computed) for one in found.placed] == [
        ("a", 1, None),
        ("b", 2, None),
        ("d", 1, 2),
        ("c", 2, 1),
    ]
