"""The engine against the naive scoring of `oracle.naive`, point for point."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import naive
from oracle.contest import entry

from paritrana.criteria.model import Category
from paritrana.scoring import score_category

SHARES = (
    ("100",),
    ("50", "50"),
    ("12.5", "87.5"),
    ("0", "100"),
    ("33.33", "33.33", "33.34"),
    ("1/3", "1/3", "1/3"),
    ("1/6", "33.3", "50.03333333"),
    ("10", "20", "30", "40"),
)
EDGES = ("0", "0.01", "12.34", "12.345", "20", "33.33", "50", "99.99", "100")
HALVES = ("0", "1", "3", "5", "7", "13", "400", "799", "800", "801")
POINTS = ("0", "12.345", "33.335", "50", "66.665", "99.995", "100")


@st.composite
def rules(draw, name):
    """A rule over fields that begin with `name`, and the answers that suit it."""
    return draw(st.sampled_from(MAKERS))(draw, name)


def _number(pool):
    return st.none() | st.sampled_from(pool).map(Fraction)


def _bands(draw, name):
    edges = sorted(draw(st.sets(st.sampled_from(EDGES), min_size=1, max_size=4)), key=Fraction)
    ends = [*zip([None, *edges], [*edges, None], strict=True)]
    bands = []
    for low, high in ends:
        band = {
            "points": draw(st.sampled_from(POINTS)),
            **({"from": low} if low else {}),
            **({"to": high} if high else {}),
        }
        bands.append(band)
    cut = draw(st.integers(0, len(bands) - 1))
    closed = draw(st.sampled_from(("lower", "upper")))
    kept = bands[cut:] if draw(st.booleans()) else bands[: cut + 1]
    return {"kind": "bands", "value": name, "closed": closed, "bands": kept}, {name: _number(EDGES)}


def _linear(draw, name):
    zero, full = draw(st.sampled_from((("0", "800"), ("800", "0"), ("3", "700"), ("-5", "12.5"))))
    return {"kind": "linear", "value": name, "zero_at": zero, "full_at": full}, {name: _number(HALVES)}


def _ratio(draw, name):  # noqa: ARG001
    rule = {"kind": "linear", "value": f"100 * {name} / {name}_n", "zero_at": "0", "full_at": "100"}
    return rule, {name: _number(HALVES), f"{name}_n": _number(HALVES)}


def _target(draw, name):
    rule = {
        "kind": "target",
        "value": name,
        "target": f"{name}_t",
        "better": draw(st.sampled_from(("higher", "lower"))),
    }
    return rule, {name: _number(HALVES), f"{name}_t": _number(HALVES)}


def _choice(draw, name):
    levels = {code: draw(st.sampled_from(POINTS)) for code in ("satu", "dua", "tiga")}
    return {"kind": "choice", "field": name, "levels": levels}, {name: st.none() | st.sampled_from(tuple(levels))}


def _yesno(draw, name):
    rule = {"kind": "yesno", "field": name, "yes": draw(st.sampled_from(POINTS)), "no": draw(st.sampled_from(POINTS))}
    return rule, {name: st.none() | st.booleans()}


def _checklist(draw, name):
    points = draw(st.sampled_from((("40", "30", "30"), ("33.335", "0.005", "66.66"), ("1.005",))))
    items = [{"field": f"{name}_{index}", "points": found} for index, found in enumerate(points)]
    return {"kind": "checklist", "items": items}, {item["field"]: st.none() | st.booleans() for item in items}


def _panel(draw, name):
    reduce, quorum = draw(st.sampled_from(("mean", "median", "trimmed"))), draw(st.integers(1, 3))
    scale = draw(st.sampled_from((("0", "100"), ("1", "5"), ("0", "8"))))
    low, high = map(int, scale)
    marks = st.lists(st.integers(low, high).map(Fraction), max_size=8)
    rule = {"kind": "panel", "field": name, "reduce": reduce, "quorum": str(quorum), "scale": list(scale)}
    if reduce == "trimmed":
        trim = draw(st.integers(1, 2))
        rule |= {"trim": str(trim), "trim_from": str(2 * trim + draw(st.integers(1, 3)))}
    return rule, {name: marks.map(lambda found: tuple((f"J{i}", mark) for i, mark in enumerate(found)) or None)}


MAKERS = (_bands, _linear, _ratio, _target, _choice, _yesno, _checklist, _panel)


@st.composite
def contests(draw):
    """A category as plain YAML, and its candidates."""
    answers, names = {}, iter(f"x{number}" for number in range(100))
    aspects = [
        _aspect(draw, names, answers, weight, depth=draw(st.integers(0, 2)))
        for weight in draw(st.sampled_from(SHARES[:6]))
    ]
    nodes = [node["id"] for node in _all_nodes(aspects)]
    numeric = [name for name in answers if not name.endswith(("_0", "_1", "_2"))]
    rungs = draw(st.lists(st.sampled_from([*nodes, *numeric]), max_size=3, unique=True))
    groups = draw(st.sampled_from(((), ("satu", "dua"))))
    category = {
        "category": "kontes",
        "title": "Kontes",
        "candidates": {"kind": "business", "pattern": ".*"},
        "missing": draw(st.sampled_from(("zero", "zero", "return"))),
        "precision": {
            "points": draw(st.sampled_from(("2", "2", "0", "1", "4", "exact"))),
            "score": draw(st.sampled_from(("2", "0", "1", "3"))),
        },
        "groups": [{"id": group, "title": group} for group in groups],
        "fields": [{"id": name, "ask": name, "kind": "text"} for name in answers],
        "aspects": aspects,
        "ranking": {
            "style": "1-2-2-4",
            "rank_on": draw(st.sampled_from(("published", "exact"))),
            "ties": [{"by": rung, "order": draw(st.sampled_from(("desc", "asc")))} for rung in rungs],
            "still_tied": draw(st.sampled_from(("share", "share", "lot"))),
        },
        "awards": {
            "minimum_score": draw(st.sampled_from(("0", "33.33", "50"))),
            "places": [{"rank": "1", "title": "Satu"}, {"rank": "2", "to": "3", "title": "Harapan"}],
        },
    }
    if draw(st.booleans()):
        category["fields"].append({"id": "syarat", "ask": "Syarat", "kind": "number"})
        category["gates"] = [{"id": "s", "condition": "syarat >= 1", "message": "Syarat", "article": "Pasal 1"}]
        answers["syarat"] = st.sampled_from((None, Fraction(0), Fraction(1), Fraction(1), Fraction(2)))
    people = {
        f"K{number}": {
            "group": draw(st.sampled_from(groups or ("",))),
            "status": draw(st.sampled_from(("aktif",) * 6 + ("mundur",))),
            "answers": {name: draw(values) for name, values in answers.items()},
        }
        for number in range(draw(st.integers(1, 6)))
    }
    return category, people


def _aspect(draw, names, answers, weight, depth):
    name = next(names)
    node = {"id": f"aspek_{name}", "title": name, "weight": weight}
    inner = draw(st.sampled_from(SHARES))
    if depth:
        node["aspects"] = [_aspect(draw, names, answers, share, depth - 1) for share in inner[:1]]
        node["indicators"] = [_indicator(draw, names, answers, share) for share in inner[1:]]
    else:
        node["indicators"] = [_indicator(draw, names, answers, share) for share in inner]
    return node


def _indicator(draw, names, answers, weight):
    name = next(names)
    rule, values = draw(rules(name))
    answers.update(values)
    return {"id": f"skor_{name}", "title": name, "weight": weight, "rule": rule}


def _all_nodes(aspects):
    for node in aspects:
        yield node
        yield from _all_nodes(node.get("aspects", []))
        yield from node.get("indicators", [])


@settings(max_examples=250)
@given(contests(), st.text("abc", max_size=3))
def test_the_engine_and_the_naive_scoring_agree_point_for_point(contest, seed):
    plain, people = contest
    rungs = plain["ranking"]["ties"]
    plain["ranking"]["ties"] = [rung for rung in rungs if _has_an_order(rung["by"], people)]
    expected = naive.score(plain, people, seed)
    entries = [entry(code, one["group"], one["status"], "kontes", **one["answers"]) for code, one in people.items()]
    result = score_category(Category.model_validate(plain), entries, seed=seed)

    assert {place.candidate.code for place in result.placed} == set(people)
    for place in result.placed:
        wanted = expected[place.candidate.code]
        assert place.status == wanted["status"]
        assert place.rank == wanted.get("rank")
        assert place.tie == wanted.get("tie", "")
        if place.scores is not None:
            earned = {name: item.points for name, item in place.scores.points.indicators.items()}
            assert earned == wanted["points"]
            assert place.scores.aspects == wanted["aspects"]
            assert (place.scores.exact, place.scores.published) == (wanted["exact"], wanted["published"])
        award = result.awards.get(place.candidate.code)
        assert (award and (award.title, award.plenary)) == wanted.get("award")


def _has_an_order(name, people):
    """Texts and marks of a panel have no order; the lint refuses them as rungs."""
    return not any(isinstance(person["answers"].get(name), str | tuple) for person in people.values())
