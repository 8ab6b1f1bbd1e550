"""Bulk scoring against the naive scoring and against the row-wise engine, number by number."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import naive
from oracle.contest import candidate
from test_oracle import _has_an_order, contests

from paritrana.criteria.model import Category
from paritrana.entry.model import Entry
from paritrana.scoring import score_category
from paritrana.scoring.columns import Choices, Marks, Numbers, Plain, YesNo, score_columns

PLACES = 3
WORDS = ("satu", "dua", "tiga")
JURORS = 8


def units(values, places, garbage=0):
    """A column of numbers, None where there is no answer; `garbage` stands behind the mask."""
    missing = np.array([value is None for value in values])
    return Numbers(np.array([garbage if v is None else int(v * 10**places) for v in values]), missing)


def flags(values):
    return YesNo(np.array([bool(value) for value in values]), np.array([value is None for value in values]))


def words(values, options=WORDS):
    codes = [-1 if value is None else options.index(value) for value in values]
    return Choices(np.array(codes, np.int8), options)


def marks(values, places=0):
    """Marks as pairs of juror and mark; every juror has a column of its own."""
    filled = [dict(value or ()) for value in values]
    names = [f"J{index}" for index in range(JURORS)]
    table = [[int(row.get(name, 0) * 10**places) for name in names] for row in filled]
    return Marks(np.array(table), np.array([[name not in row for name in names] for row in filled]))


def check_equal(bulk, result, category, codes):
    """Every number of the bulk result is that of the row-wise engine."""
    place = {placed.candidate.code: placed for placed in result.placed}
    rungs = [rung.by for rung in category.ranking.ties]
    last = "lot" if category.ranking.still_tied == "lot" else "shared"
    for row, code in enumerate(codes):
        found = place[code]
        assert (found.rank or 0) == bulk.ranks[row]
        assert found.tie == ["", *rungs, last][bulk.ties[row]]
        assert bulk.returned[row] == (found.status == "returned") or found.status == "disqualified"
        assert bulk.gated[row] == (found.status == "gated") or found.status == "disqualified"
        if found.scores is not None:
            earned = {name: item.points for name, item in found.scores.points.indicators.items()}
            assert exact(bulk.points[row], [bulk.points_base] * len(earned)) == list(earned.values())
            assert tuple(earned) == bulk.indicators
            scores = dict(zip(bulk.aspect_ids, exact(bulk.aspects[row], bulk.aspect_bases), strict=True))
            assert scores == found.scores.aspects
            assert exact([bulk.totals[row]], [bulk.total_base]) == [found.scores.exact]
            assert exact([bulk.published[row]], [bulk.score_base]) == [found.scores.published]


def exact(numerators, bases):
    pairs = zip(numerators, bases, strict=True)
    return [(above if isinstance(above, Fraction) else Fraction(int(above))) / base for above, base in pairs]


def typed(plain, people):
    """The contest of the oracle with fields of their true kinds, and its answers as columns."""
    columns, fields = {}, []
    for field in plain["fields"]:
        values = [person["answers"].get(field["id"]) for person in people.values()]
        field, columns[field["id"]] = _typed(field, values)
        fields.append(field)
    return {**plain, "fields": fields}, columns


def _typed(field, values):
    kinds = {type(value) for value in values if value is not None}
    if kinds == {Fraction}:
        return {**field, "kind": "number", "decimals": str(PLACES)}, units(values, PLACES)
    if kinds == {bool}:
        return {**field, "kind": "yesno"}, flags(values)
    if kinds == {str}:
        options = [{"code": code, "label": code} for code in WORDS]
        return {**field, "kind": "choice", "options": options}, words(values)
    if kinds == {tuple}:
        return {**field, "kind": "number", "decimals": "0", "filled_by": "panel"}, marks(values)
    return field, Plain(values)


@settings(max_examples=100)
@given(contests(), st.text("abc", max_size=3))
def test_columns_and_the_naive_scoring_agree_point_for_point(contest, seed):
    plain, people = contest
    rungs = plain["ranking"]["ties"]
    plain["ranking"]["ties"] = [rung for rung in rungs if _has_an_order(rung["by"], people)]
    expected = naive.score(plain, people, seed)
    declared, columns = typed(plain, people)
    category = Category.model_validate(declared)
    bulk = score_columns(
        category,
        columns,
        [person["group"] for person in people.values()],
        active=np.array([person["status"] == "aktif" for person in people.values()]),
        codes=list(people),
        seed=seed,
    )

    words = ["", *(rung["by"] for rung in plain["ranking"]["ties"]), category.ranking.still_tied]
    words[-1] = {"share": "shared"}.get(words[-1], words[-1])
    for row, code in enumerate(people):
        wanted = expected[code]
        assert bulk.ranks[row] == wanted.get("rank", 0)
        assert words[bulk.ties[row]] == wanted.get("tie", "")
        earned = exact(bulk.points[row], [bulk.points_base] * len(bulk.indicators))
        assert dict(zip(bulk.indicators, earned, strict=True)) == wanted["points"]
        aspects = exact(bulk.aspects[row], bulk.aspect_bases)
        assert dict(zip(bulk.aspect_ids, aspects, strict=True)) == wanted["aspects"]
        assert exact([bulk.totals[row]], [bulk.total_base]) == [wanted["exact"]]
        assert exact([bulk.published[row]], [bulk.score_base]) == [wanted["published"]]


NUMBERS = {"a": 2, "b": 0, "c": 4, "d": 0}
"""Numeric fields and their decimals."""

FIELDS = [
    *({"id": name, "ask": name, "kind": "number", "decimals": str(places)} for name, places in NUMBERS.items()),
    {"id": "owed", "ask": "owed", "kind": "number", "filled_by": "organiser", "required": "false"},
    {"id": "p", "ask": "p", "kind": "yesno"},
    {"id": "q", "ask": "q", "kind": "yesno"},
    {"id": "w", "ask": "w", "kind": "choice", "options": [{"code": code, "label": code} for code in WORDS]},
    {"id": "v", "ask": "v", "kind": "choice", "options": [{"code": code, "label": code} for code in ("dua", "x")]},
    {"id": "m", "ask": "m", "kind": "number", "decimals": "1", "min": "1", "max": "5", "filled_by": "panel"},
    {"id": "t", "ask": "t", "kind": "date"},
]
LEAVES = (*NUMBERS, *NUMBERS, "owed", "x", "y", "0", "1", "0.5", "100", "3", "p", "q", "1000000007")


@st.composite
def numbers(draw, depth=2):
    """A formula that gives a number (of any kind a kernel knows, and of some it does not)."""
    shape = draw(st.sampled_from(("leaf", "leaf", "chain", "chain", "call", "negative", "if", "count", "rare")))
    inner = numbers(depth - 1)
    if depth == 0 or shape == "leaf":
        return draw(st.sampled_from(LEAVES))
    if shape == "chain":
        return f"({draw(inner)} {draw(st.sampled_from('+-*//'))} {draw(inner)})"
    if shape == "call":
        name = draw(st.sampled_from(("min", "max", "sum", "mean", "coalesce")))
        return f"{name}({draw(inner)}, {draw(inner)})"
    if shape == "if":
        return f"if({draw(conditions(depth - 1))}, {draw(inner)}, {draw(inner)})"
    if shape == "count":
        return f"count({draw(conditions(depth - 1))}, {draw(conditions(depth - 1))})"
    return f"-{draw(inner)}" if shape == "negative" else f"{draw(st.sampled_from(('abs', 'ln')))}({draw(inner)})"


@st.composite
def conditions(draw, depth=2):
    """A formula that gives a condition."""
    shape = draw(st.sampled_from(("compare", "compare", "word", "in", "filled", "flag", "and", "or", "not", "if")))
    if depth > 0 and shape in ("and", "or"):
        return f"({draw(conditions(depth - 1))} {shape} {draw(conditions(depth - 1))})"
    if depth > 0 and shape == "not":
        return f"not ({draw(conditions(depth - 1))})"
    if depth > 0 and shape == "if":
        return f"if({draw(conditions(0))}, {draw(conditions(0))}, {draw(conditions(depth - 1))})"
    if shape == "word":
        return draw(st.sampled_from(("w = v", "w != 'dua'", "'x' = v", "w = 'apa'", "if(p, w, v) = 'dua'")))
    if shape == "in":
        return draw(st.sampled_from(("w in ('satu', 'x')", "a in (1, b, c)", "v not in (w, 'x')")))
    if shape == "filled":
        return f"filled({draw(st.sampled_from(('a', 'p', 'w', 'x', 'owed')))})"
    if shape == "flag":
        return draw(st.sampled_from(("p", "q", "true")))
    sign = draw(st.sampled_from(("<", "<=", "=", "!=", ">", ">=")))
    return f"({draw(numbers(max(depth - 1, 0)))} {sign} {draw(numbers(0))})"


def number_rules(value):
    """The rules that read a formula."""
    return st.one_of(
        st.sampled_from((("0", "100"), ("100", "0"), ("-5", "12.5"), ("0", "0.3"))).map(
            lambda ends: {"kind": "linear", "value": value, "zero_at": ends[0], "full_at": ends[1]}
        ),
        st.builds(
            lambda aim, better: {"kind": "target", "value": value, "target": aim, "better": better},
            st.sampled_from(("40", "d", "a", "0.25", "x", "(b / d)", "0")),
            st.sampled_from(("higher", "lower")),
        ),
        st.builds(
            lambda bands, closed: {"kind": "bands", "value": value, "closed": closed, "bands": bands},
            st.sampled_from((ENDLESS, WITHIN)),
            st.sampled_from(("lower", "upper")),
        ),
    )


ENDLESS = [
    {"to": "0.33", "points": "12.345"},
    {"from": "0.33", "to": "20", "points": "33.335"},
    {"from": "20", "points": "100"},
]
WITHIN = [{"from": "-1", "to": "12.34", "points": "0.005"}, {"from": "12.34", "to": "100", "points": "99.995"}]
OTHER_RULES = st.sampled_from(
    (
        {"kind": "choice", "field": "w", "levels": {"satu": "12.345", "dua": "0", "tiga": "100"}},
        {"kind": "choice", "field": "w", "levels": {"satu": "1", "dua": "66.665"}},
        {"kind": "yesno", "field": "p", "yes": "33.335", "no": "0.005"},
        {"kind": "checklist", "items": [{"field": "p", "points": "33.335"}, {"field": "q", "points": "66.66"}]},
        {"kind": "panel", "field": "m", "quorum": "2", "scale": ["1", "5"]},
        {"kind": "panel", "field": "m", "quorum": "1", "scale": ["0", "7"], "reduce": "median"},
        {"kind": "panel", "field": "m", "quorum": "1", "scale": ["1", "3"], "reduce": "median"},
        {"kind": "panel", "field": "m", "quorum": "1", "reduce": "trimmed", "trim": "1", "trim_from": "3"},
        {
            "kind": "panel",
            "field": "m",
            "quorum": "2",
            "scale": ["1", "5"],
            "reduce": "trimmed",
            "trim": "1",
            "trim_from": "3",
        },
    )
)
WEIGHTS = (("100",), ("33.33", "33.33", "33.34"), ("1/3", "1/3", "1/3"), ("12.5", "87.5"), ("1/7", "6/7"))


@st.composite
def categories(draw):
    """A category over the fields above: two levels of aspects, derived values, gates, checks, a ladder."""
    names = iter(f"skor_{number}" for number in range(99))

    def indicator(weight):
        rule = draw(number_rules(draw(numbers())) | OTHER_RULES)
        policy = draw(st.sampled_from(({}, {"missing": "return"}, {})))
        name = next(names)
        return {"id": name, "title": name, "weight": weight, "rule": rule, **policy}

    aspects = []
    for weight in draw(st.sampled_from(WEIGHTS)):
        name = f"aspek_{len(aspects)}"
        shares = draw(st.sampled_from(WEIGHTS))
        inner = {"id": f"{name}_dalam", "title": name, "weight": shares[0], "indicators": [indicator("100")]}
        rest = [indicator(share) for share in shares[1:]]
        aspects.append({"id": name, "title": name, "weight": weight, "aspects": [inner], "indicators": rest})
    rungs = ("aspek_0", "aspek_0_dalam", "skor_0", "a", "c", "p", "w", "x", "y", "t", "m")
    return {
        "category": "kontes",
        "title": "Kontes",
        "candidates": {"kind": "business", "pattern": ".*"},
        "missing": "zero",
        "precision": {
            "points": draw(st.sampled_from(("2", "2", "2", "0", "4", "9", "exact"))),
            "score": draw(st.sampled_from(("2", "0", "4"))),
        },
        "fields": FIELDS,
        "derived": [
            {"id": "x", "title": "x", "formula": draw(st.sampled_from(("100 * a / b", "a / c", "b - d", "min(a, c)")))},
            {"id": "y", "title": "y", "formula": draw(st.sampled_from(("x / d", "ln(b)", "coalesce(x, 3)", "-x")))},
        ],
        "aspects": aspects,
        "gates": [
            {"id": f"gate_{number}", "condition": draw(conditions()), "message": "-", "article": "-"}
            for number in range(draw(st.integers(0, 2)))
        ],
        "checks": [
            {"id": f"check_{level}", "condition": draw(conditions(1)), "level": level, "message": "-"}
            for level in draw(st.sampled_from(((), ("warning",), ("error",))))
        ],
        "ranking": {
            "style": "1-2-2-4",
            "rank_on": draw(st.sampled_from(("published", "exact"))),
            "ties": [
                {"by": rung, "order": draw(st.sampled_from(("desc", "asc")))}
                for rung in draw(st.lists(st.sampled_from(rungs), max_size=3, unique=True))
            ],
            "still_tied": draw(st.sampled_from(("share", "share", "lot"))),
        },
    }


SMALL = st.sampled_from(("0", "0", "0.33", "1", "-1", "3", "7", "12.34", "20", "100")).map(Fraction)
ODD = st.integers(-10, 10).map(lambda tenth: Fraction(tenth, 10)) | st.integers(-(10**12), 10**12).map(Fraction)
NEAR = st.integers(2**48 - 3, 2**48 + 3).map(Fraction)
PANEL = st.lists(st.none() | st.integers(10, 50).map(lambda tenth: Fraction(tenth, 10)), min_size=3, max_size=3).map(
    lambda row: tuple((f"J{juror}", mark) for juror, mark in enumerate(row) if mark is not None) or None
)


@st.composite
def answers(draw):
    """Columns as values, None for blanks: small numbers that tie and touch edges, huge ones, or ones near overflow."""
    rows = draw(st.integers(1, 9))
    pool = draw(st.sampled_from((SMALL, SMALL, SMALL | ODD, SMALL | NEAR)))
    gaps = draw(st.sampled_from((st.nothing(), st.none())))

    def column(values):
        return draw(st.lists(values | gaps, min_size=rows, max_size=rows))

    return {
        **{name: [_cut(value, places) for value in column(pool)] for name, places in NUMBERS.items()},
        "owed": column(SMALL),
        "p": column(st.booleans()),
        "q": column(st.booleans()),
        "w": column(st.sampled_from(WORDS)),
        "v": column(st.sampled_from(("dua", "x"))),
        "m": column(PANEL),
        "t": column(st.dates()),
    }


def _cut(value, places):
    return None if value is None else Fraction(int(value * 10**places), 10**places)


def columns_of(values, garbage=0):
    """The answers as bulk scoring takes them."""
    return {
        **{name: units(values[name], places, garbage) for name, places in {**NUMBERS, "owed": 2}.items()},
        "p": flags(values["p"]),
        "q": flags(values["q"]),
        "w": words(values["w"]),
        "v": words(values["v"], ("dua", "x")),
        "m": marks(values["m"], 1),
        "t": Plain(values["t"]),
    }


def entries_of(values, groups, statuses, of="kontes"):
    """The same answers as the row-wise engine takes them."""
    entries = []
    for row, (group, status) in enumerate(zip(groups, statuses, strict=True)):
        given = {name: column[row] for name, column in values.items() if column[row] is not None}
        entries.append(Entry(candidate(f"K{row}", group, status, of), given))
    return entries


@settings(max_examples=150)
@given(categories(), answers(), st.data())
def test_columns_and_the_row_wise_engine_agree_in_every_number(declared, values, data):
    category = Category.model_validate(declared)
    rows = len(values["a"])
    groups = data.draw(st.lists(st.sampled_from(("", "satu")), min_size=rows, max_size=rows))
    statuses = data.draw(st.lists(st.sampled_from(("aktif",) * 5 + ("mundur",)), min_size=rows, max_size=rows))
    result = score_category(category, entries_of(values, groups, statuses), seed="a")
    codes = [f"K{row}" for row in range(rows)]
    active = np.array([status == "aktif" for status in statuses])
    garbage = data.draw(st.sampled_from((0, 7, -(2**63))))
    bulk = score_columns(category, columns_of(values, garbage), groups, active=active, codes=codes, seed="a")
    check_equal(bulk, result, category, codes)
