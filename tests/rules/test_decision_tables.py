"""Decision tables: the lint names every overlap, idle row and hole, and is right about them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from paritrana.answers import Kind
from paritrana.rules import FieldFacts, Rule
from paritrana.text import label

FACTS = {
    "ukuran": FieldFacts(Kind.CHOICE, ("mikro", "kecil", "besar")),
    "jkk": FieldFacts(Kind.YESNO),
    "pekerja": FieldFacts(Kind.COUNT, minimum=Fraction(0)),
    "cakupan": FieldFacts(Kind.PERCENT, minimum=Fraction(0), maximum=Fraction(100)),
    "selisih": FieldFacts(Kind.NUMBER),
    "nama": FieldFacts(Kind.TEXT),
    "nilai": FieldFacts(Kind.NUMBER, minimum=Fraction(0), maximum=Fraction(100), by_panel=True),
}


def table(*rows, closed="lower", **more):
    """A table whose rows earn points in turn."""
    plain = [{"if": cells, "points": str(number)} for number, cells in enumerate(rows)]
    return TypeAdapter(Rule).validate_python({"kind": "table", "closed": closed, "rows": plain, **more})


def reasons(*rows, **more):
    found = table(*rows, **more).complaints("skor", FACTS)
    assert all(complaint.code == "C041" for complaint in found)
    return [complaint.details["reason_en"] for complaint in found]


def span(start=None, end=None):
    return {key: str(bound) for key, bound in (("from", start), ("to", end)) if bound is not None}


def overlap(first, second, example):
    return label("table.overlap", "en", first=str(first), second=str(second), example=example)


def hole(example):
    return label("table.hole", "en", example=example)


def idle(row):
    return label("table.idle", "en", row=str(row))


def test_a_table_that_meets_every_combination_once_is_sound():
    small = ["mikro", "kecil"]
    assert reasons({"ukuran": small, "jkk": "true"}, {"ukuran": "besar"}, {"jkk": "false", "ukuran": small}) == []
    assert reasons({"pekerja": span(0, 10)}, {"pekerja": span(10)}) == []
    assert reasons({"cakupan": span(0, 50)}, {"cakupan": span(50, 100)}) == []
    assert reasons({"cakupan": span(0, 50)}, {"cakupan": span(50, 100)}, closed="upper") == []
    assert reasons({"selisih": span(None, 0)}, {"selisih": span(0)}) == []


@pytest.mark.parametrize(
    ("rows", "closed", "expected"),
    [
        (({"jkk": "true"}, {"jkk": ["true", "false"]}), "lower", [overlap(1, 2, "jkk = true")]),
        (({"jkk": "true"},), "lower", [hole("jkk = false")]),
        (({"ukuran": ["mikro", "besar"]},), "lower", [hole("ukuran = kecil")]),
        (({"pekerja": span(0, 10)}, {"pekerja": span(9)}), "lower", [overlap(1, 2, "pekerja = 9")]),
        (({"pekerja": span(0, 10)}, {"pekerja": span(9)}), "upper", [overlap(1, 2, "pekerja = 10")]),
        (({"pekerja": span(0, 10)}, {"pekerja": span(11)}), "lower", [hole("pekerja = 10")]),
        (({"pekerja": span(0, 10)}, {"pekerja": span(10, 50)}), "lower", [hole("pekerja = 51")]),
        (({"cakupan": span(10, 100)},), "lower", [hole("cakupan = 0")]),
        (({"selisih": span(0)},), "lower", [hole("selisih = -1")]),
        (({"selisih": span(None, 1.5)}, {"selisih": span(2)}), "lower", [hole("selisih = 1.5")]),
        (({"selisih": span(None, 1.5)}, {"selisih": span(2)}), "upper", [hole("selisih = 2")]),
        (({"selisih": span(0, 2)}, {"selisih": span(None, 0)}, {"selisih": span(2.5)}), "lower",
         [hole("selisih = 2")]),
        (({"selisih": span(None, 2)}, {"selisih": span(2.5)}, {"selisih": span(2, 2.25)}), "lower",
         [hole("selisih = 2.25")]),
        (({"cakupan": span(None, 101)}, {"cakupan": span(101)}), "lower", [idle(2)]),
        (({"jkk": "true"}, {"jkk": "false"}, {"jkk": "false", "ukuran": "mikro"}), "lower",
         [overlap(2, 3, "jkk = false, ukuran = mikro")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_an_example(rows, closed, expected):
    assert reasons(*rows, closed=closed) == expected


def test_whole_numbers_have_no_hole_between_neighbours():
    assert reasons({"pekerja": span(None, 9.5)}, {"pekerja": span(9.7)}, closed="upper") == []
    assert reasons({"pekerja": span(0, 9)}, {"pekerja": span(9.5)}, closed="upper") == []


def test_otherwise_fills_every_hole_but_no_overlap():
    assert reasons({"jkk": "true", "ukuran": "mikro"}, otherwise="0") == []
    assert len(reasons({"jkk": "true"}, {"ukuran": "mikro"}, otherwise="0")) == 1


def test_every_row_that_overlaps_is_told_once():
    assert len(reasons({"jkk": "true"}, {"jkk": "true"}, {"jkk": "true"}, otherwise="0")) == 2


def test_too_many_combinations_are_refused_instead_of_guessed():
    rows = [{"selisih": span(i, i + 1), "cakupan": span(i, i + 1)} for i in range(80)]
    (reason,) = reasons(*rows, otherwise="0")
    assert reason == label("table.large", "en", read=str(163 * 163), expected="20000")


@pytest.mark.parametrize(
    ("cells", "code", "details"),
    [
        ({"ukuran": span(0, 1)}, "C018", {"field": "ukuran", "read": "choice"}),
        ({"pekerja": "mikro"}, "C018", {"field": "pekerja", "expected": "choice"}),
        ({"pekerja": "true"}, "C018", {"field": "pekerja", "expected": "yesno/choice"}),
        ({"jkk": "ya"}, "C018", {"field": "jkk", "expected": "choice"}),
        ({"nama": "budi"}, "C018", {"field": "nama", "read": "text"}),
        ({"nilai": span(0, 50)}, "C018", {"field": "nilai", "read_en": "a panel field"}),
        ({"ukuran": ["mikro", "raksasa"]}, "C020", {"read": "raksasa", "expected": "mikro, kecil, besar"}),
    ],
)
def test_cells_that_do_not_suit_their_field_are_told(cells, code, details):
    (complaint,) = table(cells).complaints("skor", FACTS)
    assert complaint.code == code
    assert details.items() <= complaint.details.items()


def test_an_unknown_field_is_left_to_the_lint_of_names():
    assert table({"tiada": "mikro"}).complaints("skor", FACTS) == ()


@pytest.mark.parametrize(
    "cell",
    [{}, [], "", "10", {"form": "1"}, {"from": "a"}, {"from": "1,5"}, span(5, 5), span(6, 5), ["a", {}], [["a"]]],
)
def test_a_cell_of_another_shape_is_refused(cell):
    with pytest.raises(ValidationError):
        table({"ukuran": cell})


def test_an_interval_needs_to_know_which_edge_belongs_to_it():
    with pytest.raises(ValidationError) as refused:
        table({"pekerja": span(0, 10)}, closed=None)
    assert refused.value.errors()[0]["ctx"] == {"key": "closed"}
    assert table({"jkk": True}, closed=None).top == 0


def test_the_dump_keeps_every_cell_whatever_its_field_is_called():
    dumped = table({"title": "a", "note": span(1, 2)}).model_dump(mode="json", by_alias=True)
    assert dumped["rows"] == [{"if": [["note", {"from": "1", "to": "2"}], ["title", ["a"]]], "points": "0"}]


BOUNDS = st.sampled_from((0, 10, 20, 30, 40))
SPANS = st.tuples(st.none() | BOUNDS, st.none() | BOUNDS).filter(
    lambda ends: ends != (None, None) and (None in ends or ends[0] < ends[1])
)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cakupan": SPANS.map(lambda ends: span(*ends)),
        "jkk": st.sampled_from(("true", "false", ["true", "false"])),
        "ukuran": st.lists(st.sampled_from(("mikro", "kecil", "besar")), min_size=1, unique=True),
    },
).filter(bool)
VALUES = {
    "cakupan": [Fraction(number) for number in range(0, 101, 5)],
    "jkk": [True, False],
    "ukuran": ["mikro", "kecil", "besar"],
}


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(("lower", "upper")))
def test_the_lint_agrees_with_trying_every_answer(rows, closed):
    rule = table(*rows, closed=closed)
    answers = [{}]
    for name in rule.names:
        answers = [{**found, name: value} for found in answers for value in VALUES[name]]
    hits = [_rows_that_hold(rule, found) for found in answers]
    told = reasons(*rows, closed=closed)
    assert any(reason.startswith("there is no row") for reason in told) == any(not rows for rows in hits)
    assert any("both fit" in reason for reason in told) == any(len(rows) > 1 for rows in hits)
    unmet = set(range(len(rows))) - {row for rows in hits for row in rows}
    assert {reason for reason in told if "no answer" in reason} == {idle(row + 1) for row in unmet}
    for found, held in zip(answers, hits, strict=True):
        outcome = rule.score(found)
        assert outcome.matched == (str(held[0] + 1) if held else "")


def _rows_that_hold(rule, answers):
    return [
        number
        for number in range(len(rule.rows))
        if all(column.holds(number, answers[column.name]) for column in rule.columns)
    ]
