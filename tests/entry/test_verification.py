"""Which of a verifier's words count: no claim changes without a reason, none is confirmed that was not seen."""

from decimal import Decimal
from typing import Any

import pytest

from paritrana.answers import Source, Value
from paritrana.catalogue import Level, level
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.entry.verification import Verdict, Verified, claim_mark, judged, may_verify, weighed

CATEGORY = Category.model_validate(
    {
        "category": "uji",
        "title": "Uji",
        "missing": "zero",
        "candidates": {"kind": "business", "pattern": "A"},
        "fields": [
            {"id": "pekerja", "ask": "Jumlah pekerja", "kind": "count"},
            {"id": "mutu", "ask": "Mutu bukti", "kind": "number", "filled_by": "verifier"},
        ],
        "aspects": [
            {
                "id": "satu",
                "title": "Satu",
                "weight": "100",
                "indicators": [
                    {
                        "id": "skor",
                        "title": "Skor",
                        "weight": "100",
                        "rule": {"kind": "linear", "value": "pekerja", "zero_at": "0", "full_at": "100"},
                    }
                ],
            }
        ],
        "ranking": {"style": "1-2-2-4", "still_tied": "share"},
    }
)
PLACE = Source("v.xlsx", "x", "Verifikasi", "I9")


def claim(value: int) -> Statement:
    return Statement("A", "pekerja", Decimal(value), StatementKind.CLAIMED, Source("a.xlsx", "y", "Formulir", "C8"))


def word(value: Value, seen: int | None, typed: bool = True, field: str = "pekerja", **beside: Any) -> Verified:
    mark = "" if seen is None else claim_mark(Decimal(seen))
    amount = Decimal(value) if isinstance(value, int) else value
    return Verified("A", field, amount, StatementKind.VERIFIED, PLACE, by="Ani", seen=mark, typed=typed, **beside)


AGREES, DIFFERS = {"verdict": Verdict.AGREES}, {"verdict": Verdict.DIFFERS}
WHY = {"reason": "tidak terbaca"}


@pytest.mark.parametrize(
    ("said", "code", "counts"),
    [
        (word(90, 90, False, **AGREES), "", True),
        (word(90, 90, True), "", True),
        (word(90, 90, True, **AGREES), "", True),
        (word(60, 90, True, **WHY), "", True),
        (word(60, 90, True, **WHY, **DIFFERS), "", True),
        (word(0, 90, True, reason="lainnya", note="Surat kosong"), "", True),
        (word(60, 90, True), "J010", False),
        (word(120, 90, True, **DIFFERS), "J010", False),
        (word(60, 90, True, note="tanpa alasan dari daftar"), "J010", False),
        (word(60, 90, True, reason="lainnya"), "J011", False),
        (word(90, 90, False, **DIFFERS), "J012", False),
        (word(90, 90, False, **WHY), "J012", False),
        (word(60, 90, True, **WHY, **AGREES), "J013", False),
        (word(80, 80, False, **AGREES), "J014", False),
        (word(80, 80, True, **AGREES), "J014", False),
        (word(80, 80, True, **WHY), "J014", False),
        (word(60, 80, True, **WHY), "J015", True),
        (word(60, 80, True), "J010", False),
        (word(90, 80, True), "", True),
        (word(90, None, True), "", True),
        (word(60, None, True, **WHY), "J015", True),
        (word(55, None, True, field="mutu"), "", True),
    ],
)
def test_what_counts_of_a_word_about_the_claim_90(said: Verified, code: str, counts: bool) -> None:
    kept, told = weighed((claim(90), said), CATEGORY)
    assert [problem.code for problem in told] == ([code] if code else [])
    assert (said in kept) is counts
    assert claim(90) in kept
    for problem in told:
        assert level(problem.code) is Level.WARNING
        assert (problem.candidate, problem.field, problem.where.cell) == ("A", "pekerja", "I9")


def test_without_a_claim_a_value_needs_a_reason_and_nothing_can_be_confirmed() -> None:
    assert [one.code for one in weighed((word(60, None),), CATEGORY)[1]] == ["J010"]
    assert weighed((word(60, None, **WHY),), CATEGORY)[1] == ()
    assert [one.code for one in weighed((word(60, 60, False, **AGREES),), CATEGORY)[1]] == ["J014"]


def test_what_is_said_of_a_claim_that_has_changed_is_not_judged_yet() -> None:
    old, new = word(80, 80, False, **AGREES), word(90, 90, False, **DIFFERS)
    assert judged((claim(90), old)) == frozenset()
    assert judged((claim(90), new)) == frozenset(), "a verdict without the value that it asks for"
    assert judged((claim(90), word(60, 80))) == frozenset(), "a change without a reason"
    assert judged((claim(90), word(60, 80, **WHY))) == {"pekerja"}


@pytest.mark.parametrize(
    ("one", "other"),
    [(Decimal(1), Decimal("1.5")), (Decimal(1), "1"), (True, "True"), (True, False), ("a", "A")],
)
def test_marks_tell_values_apart(one: Value, other: Value) -> None:
    assert claim_mark(one) != claim_mark(other)


def test_marks_do_not_depend_on_how_a_number_is_written() -> None:
    assert claim_mark(Decimal("1.50")) == claim_mark(Decimal("1.5"))
    assert claim_mark(None) == ""


@pytest.mark.parametrize(
    ("listed", "person", "may"),
    [("", "", True), ("", "Ani", True), ("Ani", " ANI ", True), ("Ani", "", False), ("Ani", "Anis", False)],
)
def test_a_listed_candidate_is_its_verifiers_only(listed: str, person: str, may: bool) -> None:
    assert may_verify(Candidate("A", "uji", "A", verifier=listed), person) is may
