"""The rules that score one candidate at a time against the naive ones of `oracle.naive`, point for point."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import naive
from pydantic import TypeAdapter

from paritrana.rules import Rule

EDGES = ("0", "0.01", "1", "9.99", "10", "33.33", "50", "99.99", "100", "1000")
NUMBERS = st.none() | st.sampled_from((*EDGES, "-1", "-50")).map(Fraction) | st.fractions(-200, 200, max_denominator=50)
FORMULAS = st.sampled_from(("x", "y", "100 * x / y"))
POINTS = st.sampled_from(("0", "12.345", "33.335", "50", "100"))
POSITIVE = st.sampled_from(EDGES[1:])


def ends(pool):
    """Two different goalposts."""
    return st.lists(pool, min_size=2, max_size=2, unique=True).map(lambda two: {"zero_at": two[0], "full_at": two[1]})


LOG = st.builds(lambda value, two: {"kind": "log", "value": value, **two}, FORMULAS, ends(POSITIVE))
GROWTH = st.builds(
    lambda value, before, two: {"kind": "growth", "value": value, "before": before, **two},
    FORMULAS,
    FORMULAS,
    ends(st.sampled_from((*EDGES, "-5", "12.5"))),
)
COUNT = st.builds(
    lambda value, each, most, per: {"kind": "count", "value": value, "each": each, "most": most, **per},
    FORMULAS,
    st.sampled_from(EDGES),
    st.sampled_from(("0.5", "33.33", "100")),
    st.sampled_from(({}, {"per": "y", "least": "10"}, {"per": "100 * x / y", "least": "0.5"})),
)
FORMULA = st.builds(
    lambda points, cap: {"kind": "formula", "points": points, "cap": cap}, FORMULAS, st.sampled_from(("true", "false"))
)
GIVEN = st.builds(lambda value, out_of: {"kind": "given", "value": value, "out_of": out_of}, FORMULAS, POSITIVE)
SPANS = (
    st.tuples(st.none() | st.sampled_from(EDGES), st.none() | st.sampled_from(EDGES))
    .filter(lambda two: two != (None, None) and (None in two or Fraction(two[0]) < Fraction(two[1])))
    .map(lambda two: {key: bound for key, bound in zip(("from", "to"), two, strict=True) if bound is not None})
)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "x": SPANS,
        "y": SPANS,
        "a": st.sampled_from(("true", "false", ["true", "false"])),
        "c": st.sampled_from(("satu", ["satu", "dua"], ["tiga"])),
    },
).filter(bool)
TABLE = st.builds(
    lambda closed, rows, more: {"kind": "table", "closed": closed, "rows": rows, **more},
    st.sampled_from(("lower", "upper")),
    st.lists(st.builds(lambda cells, points: {"if": cells, "points": points}, CELLS, POINTS), min_size=1, max_size=4),
    st.sampled_from(({}, {"otherwise": "7"})),
)
ANSWERS = st.fixed_dictionaries(
    {
        "x": NUMBERS,
        "y": NUMBERS,
        "a": st.none() | st.booleans(),
        "c": st.sampled_from((None, "satu", "dua", "tiga")),
    }
)


@settings(max_examples=600)
@given(st.one_of(LOG, GROWTH, COUNT, FORMULA, GIVEN, TABLE), ANSWERS)
def test_a_rule_and_its_naive_twin_agree_point_for_point(plain, answers):
    rule = TypeAdapter(Rule).validate_python(plain)
    wanted = naive.earned(plain, answers)
    found = rule.score(answers)
    assert found.points == (wanted if isinstance(wanted, Fraction) else None)
    assert bool(found.fault) == (wanted == naive.OUT)
