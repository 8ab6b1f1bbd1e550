"""The engine against the naive scoring where not everything concerns everybody, in percent and in points."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import naive
from oracle.contest import entry

from paritrana.criteria.model import Category
from paritrana.scoring import score_category

SHARES = (("1",), ("1/2", "1/2"), ("1/8", "7/8"), ("1/3", "1/3", "1/3"), ("1/10", "1/5", "3/10", "2/5"), ("0", "1"))
AMOUNTS = (None, *map(Fraction, ("0", "1", "2", "3.345", "4", "7.005", "10", "12")))
OTHERWISE = ("redistribute", "full", "zero")
BANDS = (
    [{"to": "2", "points": "10"}, {"above": "2", "below": "4", "points": "33.335"}, {"from": "4", "points": "100"}],
    [{"below": "0", "points": "5"}, {"from": "0", "to": "0", "points": "7"}, {"above": "0", "points": "66.665"}],
    [{"from": "1", "to": "10", "points": "50"}, {"above": "10", "to": "12", "points": "100"}],
)


def _rule(draw, name):
    kind = draw(st.sampled_from(("linear", "bands", "given")))
    if kind == "bands":
        return {"kind": "bands", "value": name, "bands": draw(st.sampled_from(BANDS))}
    if kind == "given":
        return {"kind": "given", "value": name, "out_of": "10"}
    return {"kind": "linear", "value": name, "zero_at": "0", "full_at": "7"}


def _condition(draw):
    return f"{draw(st.sampled_from(('ukuran', 'lama')))} >= 1"


def _maybe(draw):
    """What whom it concerns adds to a node, and what becomes of its weight."""
    if draw(st.integers(0, 3)):
        return {}
    return {"applies_when": _condition(draw), "otherwise": draw(st.sampled_from(OTHERWISE))}


def _weight(share, whole):
    """A share as it may be written: as a fraction, or in percent or points."""
    own = Fraction(share) * whole
    return share if "/" in share and own.denominator % 3 == 0 else str(own if own.denominator == 1 else float(own)), own


@st.composite
def contests(draw):
    points, names = draw(st.booleans()), iter(f"x{at}" for at in range(50))
    scale = Fraction(draw(st.sampled_from(("1000", "40", "1")))) if points else Fraction(100)
    fields = [{"id": "ukuran", "ask": "Ukuran", "kind": "number"}]
    fields.append(
        {"id": "lama", "ask": "Lama", "kind": "number", **draw(st.sampled_from(({}, {"applies_when": "ukuran >= 1"})))}
    )

    def indicator(share, whole):
        name = next(names)
        field = {"id": name, "ask": name, "kind": "number"}
        own = _maybe(draw)
        if draw(st.booleans()):
            field["applies_when"] = _condition(draw)
            own = own or {"otherwise": draw(st.sampled_from(OTHERWISE))}
        fields.append(field)
        written, _ = _weight(share, whole)
        return {"id": f"skor_{name}", "title": name, "weight": written, "rule": _rule(draw, name), **own}

    def aspect(share, whole):
        written, own = _weight(share, whole)
        inner = own if points and own else Fraction(100)
        leaves = [indicator(part, inner) for part in draw(st.sampled_from(SHARES))]
        return {"id": next(names), "title": "A", "weight": written, "indicators": leaves, **_maybe(draw)}

    aspects = [aspect(share, scale if points else Fraction(100)) for share in draw(st.sampled_from(SHARES[:5]))]
    nodes = [node["id"] for one in aspects for node in (one, *one["indicators"])]
    rungs = draw(st.lists(st.sampled_from([*nodes, *(field["id"] for field in fields)]), max_size=3, unique=True))
    category = {
        "category": "kontes",
        "title": "Kontes",
        "candidates": {"kind": "business", "pattern": ".*"},
        "missing": draw(st.sampled_from(("zero", "zero", "return"))),
        "precision": {"points": draw(st.sampled_from(("2", "0", "1", "exact"))), "score": draw(st.sampled_from("012"))},
        "scale": str(scale),
        "weights": "points" if points else "percent",
        "fields": fields,
        "aspects": aspects,
        "gates": draw(st.sampled_from(([], [{"id": "s", "condition": "lama >= 2", "message": "S", "article": "1"}]))),
        "adjustments": draw(st.sampled_from(([], _adjustments(draw)))),
        "caps": draw(st.sampled_from(({}, {"bonus": "4.015"}, {"bonus": "3", "penalty": "0"}))),
        "ranking": {
            "style": "1-2-2-4",
            "rank_on": draw(st.sampled_from(("published", "exact"))),
            "ties": [{"by": rung, "order": draw(st.sampled_from(("desc", "asc")))} for rung in rungs],
            "still_tied": "share",
        },
    }
    amounts = st.sampled_from(AMOUNTS)
    people = {
        f"K{at}": {"group": "", "status": "aktif", "answers": {field["id"]: draw(amounts) for field in fields}}
        for at in range(draw(st.integers(1, 6)))
    }
    return category, people


def _adjustments(draw):
    return [
        {
            "id": f"ubah_{at}",
            "title": "U",
            "kind": draw(st.sampled_from(("bonus", "penalty"))),
            "points": draw(st.sampled_from(("ukuran", "lama"))),
            "most": draw(st.sampled_from(("3", "2.5", "7.004"))),
            "article": "1",
        }
        for at in range(2)
    ]


@settings(max_examples=300)
@given(contests())
def test_the_engine_and_the_naive_scoring_agree_on_what_concerns_whom(contest):
    plain, people = contest
    expected = naive.score(plain, people)
    entries = [entry(code, of="kontes", **one["answers"]) for code, one in people.items()]
    result = score_category(Category.model_validate(plain), entries)

    for place in result.placed:
        wanted = expected[place.candidate.code]
        assert (place.status, place.rank, place.tie) == (wanted["status"], wanted.get("rank"), wanted.get("tie", ""))
        if place.scores is not None:
            earned = {name: item.points for name, item in place.scores.points.indicators.items()}
            assert earned == wanted["points"]
            assert place.scores.aspects == wanted["aspects"]
            assert (place.scores.exact, place.scores.published) == (wanted["exact"], wanted["published"])
