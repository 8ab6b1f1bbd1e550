"""Whose marks count: members who may give them, under the names of the list.

PS1 strangers   PS2 recused jurors   PS3 names without capitals and blanks   PS4 no list
PS5 a recused juror's marks are as if never given   PS6 the order does not matter   PS7 marks that cannot be read
PS8 one person of two spellings   PS9 doubts
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from paritrana.answers import Source
from paritrana.entry.fold import fold
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.entry.panel import JUROR, Board, Member, Recusal, settle
from paritrana.problems import Problem, Where
from paritrana.rules.panel import Panel

ROW = Source("panel.xlsx", "0" * 64, "Tidak Ikut Menilai", "A5")
MEMBERS = (Member("Ani", "ketua"), Member("Budi Santoso", "anggota"), Member("Cici", "anggota", categories=("kota",)))
BOARD = Board(MEMBERS, (Recusal("Budi Santoso", "kota", "A", "kakaknya bupati", ROW),))


def mark(by: str, value: int = 80, candidate: str = "A", file: str = "a.xlsx", cell: str = "C8") -> Statement:
    return Statement(candidate, "x", Decimal(value), StatementKind.MARK, Source(file, file * 9, "Tabel", cell), by=by)


def settled(*said: Statement, board: Board = BOARD, category: str = "kota"):
    found: dict[str, list[Statement]] = {}
    for one in said:
        found.setdefault(one.candidate, []).append(one)
    return settle(found, board, category)


def kept(found) -> list[tuple[str, str, int]]:
    return [(one.candidate, one.by, int(one.value)) for every in found.statements.values() for one in every]


def test_a_strangers_marks_are_told_once_for_each_file_with_a_guess():
    """PS1"""
    found = settled(mark("Anni", cell="E9"), mark("Anni", cell="E8"), mark("Anni", file="b.xlsx"), mark("Ani"))
    assert kept(found) == [("A", "Ani", 80)]
    first, second = found.problems
    assert (first.code, first.where, first.candidate) == ("J027", Where("a.xlsx", "Tabel", "E8"), "")
    assert first.is_error
    assert first.details["count"] == "2"
    assert "Ani" in first.details["hint"]
    assert second.where.file == "b.xlsx"


def test_a_member_of_other_categories_is_told_where_that_is_written():
    """PS1"""
    found = settled(mark("cici"), category="desa")
    assert kept(found) == []
    assert "Anggota" in found.problems[0].details["hint"]


def test_a_recused_jurors_marks_are_a_warning_about_that_candidate_only():
    """PS2"""
    found = settled(mark("Budi Santoso"), mark("Budi Santoso", candidate="B"))
    assert kept(found) == [("B", "Budi Santoso", 80)]
    (problem,) = found.problems
    assert (problem.code, problem.candidate, problem.is_error) == ("J028", "A", False)
    assert problem.details["reason"] == "kakaknya bupati"


def test_names_are_one_whatever_their_capitals_blanks_and_invisible_letters():
    """PS3"""
    found = settled(mark("  BUDI\u00a0 santoso\u200b", candidate="B"))
    assert kept(found) == [("B", "Budi Santoso", 80)]
    assert kept(settled(mark("Dr. Budi Santoso", candidate="B"))) == []


def test_without_a_list_everything_counts_as_it_was_said():
    """PS4"""
    found = settled(mark("Penilai 1"), board=Board())
    assert kept(found) == [("A", "Penilai 1", 80)]
    assert found.problems == ()


def test_without_a_list_one_person_of_two_spellings_is_one_juror():
    """PS8"""
    said = (mark("Budi Santoso"), mark("BUDI  SANTOSO", 60, "B", "b.xlsx"), mark("Ani", candidate="B"))
    found = settled(*said, board=Board())
    assert len({by for _, by, _ in kept(found)}) == 2
    assert sorted(kept(found)) == sorted(kept(settled(*reversed(said), board=Board())))


def test_a_doubt_is_told_of_a_member_who_may_mark_once_for_each_file_and_candidate():
    """PS9"""
    own = Problem("J048", Where("a.xlsx", "Tabel", "D8"), {"read": "Ani", JUROR: "ani"}, "A", "kota", "x")
    again = replace(own, where=Where("a.xlsx", "Tabel", "F8"), field="y")
    others = [replace(own, details={**own.details, JUROR: name}) for name in ("Budi Santoso", "Rata-rata")]
    assert settle({}, BOARD, "kota", doubts=[again, *others, own]).problems == (own,)
    assert settle({}, Board(), "kota", doubts=[own]).problems == ()


def test_words_that_are_no_marks_pass():
    claim = replace(mark("Anni"), kind=StatementKind.CLAIMED)
    assert settled(claim).statements == {"A": (claim,)}


JURORS = st.sampled_from(["Ani", "ani ", "Budi Santoso", "BUDI SANTOSO", "Cici", "Dedi"])
SAID = st.lists(
    st.builds(mark, JURORS, st.integers(0, 100), st.sampled_from("AB"), st.sampled_from(["a.xlsx", "b.xlsx"])),
    max_size=12,
)


@given(SAID)
def test_a_recused_jurors_marks_are_as_if_never_given(said):
    """PS5"""
    silent = [one for one in said if not (one.candidate == "A" and one.by.casefold() == "budi santoso")]
    with_them, without = settled(*said), settled(*silent)
    assert kept_of(with_them) == kept_of(without)


def kept_of(found) -> dict[str, list[tuple[str, int]]]:
    every = {code: [(one.by, int(one.value)) for one in said] for code, said in found.statements.items()}
    return {code: said for code, said in every.items() if said}


@given(SAID, st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_read_does_not_matter(said, random):
    """PS6"""
    said = [replace(one, source=mark("", cell=f"C{at + 8}").source) for at, one in enumerate(said)]
    shuffled = random.sample(said, len(said))
    one, other = settled(*said), settled(*shuffled)
    assert one.problems == other.problems
    for code in "AB":
        folded = [fold(Candidate(code, "kota", code), found.statements.get(code, ())) for found in (one, other)]
        assert folded[0] == folded[1]


@given(st.dictionaries(st.sampled_from(["Ani", "Cici", "Dedi", "Eka"]), st.integers(0, 100), min_size=2))
def test_an_absent_juror_lowers_nobody_by_absence(marks):
    """The mean is taken of the marks that are there: an absent juror counts as a mark at that mean, never as 0."""
    rule = Panel(kind="panel", field="x", quorum=1)
    points = rule.score({"x": tuple((name, Fraction(value)) for name, value in sorted(marks.items()))}).points
    assert points == Fraction(sum(marks.values()), len(marks))


def test_problems_in_marks_that_do_not_count_are_nobodys_concern():
    """PS7"""
    place = Where("a.xlsx", "Tabel", "D8")
    own = Problem("A003", place, {"read": "abc", JUROR: "Ani"}, "A", "kota", "x")
    faults = [replace(own, details={**own.details, JUROR: name}) for name in ("Ani", "Budi Santoso", "Dedi")]
    other = Problem("A003", place, {"read": "abc"}, "A", "kota", "pekerja")
    found = settle({}, BOARD, "kota", [*faults, other])
    assert [one.details[JUROR] for one in found.unheeded] == ["Budi Santoso", "Dedi"]
    assert sorted(one.code for one in found.problems) == ["J027", "J028"]
