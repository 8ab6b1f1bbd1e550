"""From statements to an entry: whose word counts.

EF1 claimed < organiser < verified < decision   EF2 the order of arrival does not matter   EF3 marks stand side by side
EF4 clashes   EF5 what the committee still owes
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle.contest import candidate, category, cell

from paritrana.entry.fold import clashes, fold, missing_from_committee
from paritrana.entry.model import Statement, StatementKind
from paritrana.text import line

ANA = candidate("A")


def said(kind, value, field="x", by="", at="C1"):
    value = Decimal(value) if type(value) is int else value
    return Statement("A", field, value, StatementKind(kind), cell(at), by=by)


@pytest.mark.parametrize(
    ("kinds", "wins"),
    [
        (["claimed"], "claimed"),
        (["claimed", "organiser"], "organiser"),
        (["claimed", "verified"], "verified"),
        (["organiser", "verified"], "verified"),
        (["claimed", "organiser", "verified", "decision"], "decision"),
        (["decision", "claimed"], "decision"),
    ],
)
def test_the_later_word_in_the_ladder_counts(kinds, wins):
    """EF1"""
    entry = fold(ANA, [said(kind, index) for index, kind in enumerate(kinds)])
    assert entry.values == {"x": kinds.index(wins)}


def test_nothing_is_overwritten_all_words_stay_behind_the_value():
    """EF1"""
    entry = fold(ANA, [said("verified", 2), said("claimed", 1)])
    assert [item.value for item in entry.statements["x"]] == [1, 2]


@pytest.mark.parametrize(("value", "seen"), [(Decimal("0.10"), Fraction(1, 10)), (True, True), ("perda", "perda")])
def test_numbers_become_exact_fractions_and_the_rest_stays(value, seen):
    entry = fold(ANA, [said("claimed", value)])
    assert entry.values["x"] == seen
    assert type(entry.values["x"]) is type(seen)


STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from([kind.value for kind in StatementKind]),
        st.integers(0, 5),
        st.sampled_from(["x", "y"]),
        st.sampled_from(["", "Ani", "Budi"]),
        st.sampled_from(["C1", "C2"]),
    ),
    max_size=8,
)


@given(STATEMENTS, st.randoms())
def test_the_order_in_which_statements_arrive_does_not_matter(statements, random):
    """EF2"""
    shuffled = random.sample(statements, len(statements))
    assert fold(ANA, statements) == fold(ANA, shuffled)
    assert clashes(statements) == clashes(shuffled)


def test_marks_stand_side_by_side_in_the_order_of_the_jurors():
    """EF3"""
    entry = fold(ANA, [said("mark", 90, by="Citra"), said("mark", 70, by="Ani"), said("mark", 80, by="Budi")])
    assert entry.values["x"] == (("Ani", 70), ("Budi", 80), ("Citra", 90))


def test_a_decision_replaces_the_marks():
    """EF3"""
    assert fold(ANA, [said("mark", 90, by="Ani"), said("decision", 60)]).values["x"] == 60


def test_marks_of_different_jurors_do_not_clash_but_two_of_one_do():
    """EF4"""
    marks = [said("mark", 90, by="Ani"), said("mark", 80, by="Budi"), said("mark", 70, by="Ani", at="C2")]
    ((first, second),) = clashes(marks)
    assert (first.value, second.value) == (90, 70)


def test_two_tables_that_say_one_thing_clash_whoever_wrote_them():
    """EF4"""
    assert len(clashes([said("verified", 1, by="Ani"), said("verified", 2, by="Budi")])) == 1
    assert len(clashes([said("organiser", 1), said("organiser", 1, at="C2")])) == 1


def test_words_of_different_kinds_fields_or_candidates_do_not_clash():
    """EF4"""
    one = said("verified", 1, by="Ani")
    others = [said("claimed", 1, by="Ani"), said("verified", 1, "y", by="Ani"), replace(one, candidate="B")]
    assert clashes([one, *others]) == ()


FIELDS = [
    {"id": "sendiri", "ask": "Isian kandidat", "kind": "count"},
    {"id": "pekerja", "ask": "Jumlah pekerja", "kind": "count", "filled_by": "organiser"},
    {"id": "catatan", "ask": "Catatan", "kind": "text", "filled_by": "organiser", "required": "false"},
    {"id": "wawancara", "ask": "Nilai wawancara", "kind": "number", "filled_by": "panel"},
]


def test_the_committee_is_told_what_it_still_owes():
    """EF5"""
    owed = missing_from_committee(fold(ANA, [said("organiser", 1, "pekerja")]), category(fields=FIELDS))
    (problem,) = owed
    assert (problem.code, problem.candidate, problem.field) == ("R001", "A", "wawancara")
    assert line(problem) == (
        'A: "Nilai wawancara" belum diisi oleh Tim Penilai. '
        "Isi pada tabel panitia (Tim Penilai) di folder committee. [R001]"
    )


def test_what_is_unreadable_is_not_owed_as_well():
    """EF5"""
    owed = missing_from_committee(fold(ANA, []), category(fields=FIELDS), frozenset({"wawancara"}))
    assert [problem.field for problem in owed] == ["pekerja"]
