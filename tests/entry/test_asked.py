"""Questions that do not concern everybody: who has to answer them, and when that is known.

EA1 a form   EA2 questions that rest on others   EA3 the committee's figures decide   EA4 a correction decides
"""

from decimal import Decimal

import pytest
from oracle.contest import candidate, category, cell

from paritrana.answers import RawAnswer
from paritrana.criteria.fields import Role
from paritrana.entry.asked import not_asked
from paritrana.entry.check import Given, check, required_missing
from paritrana.entry.fold import fold, missing_from_committee
from paritrana.entry.model import Statement, StatementKind

CRITERIA = category(
    fields=[
        {"id": "karyawan", "ask": "Karyawan", "kind": "count"},
        {"id": "serikat", "ask": "Ada serikat", "kind": "yesno", "applies_when": "besar >= 1"},
        {"id": "anggota", "ask": "Anggota", "kind": "count", "applies_when": "serikat"},
        {"id": "jp", "ask": "Ikut JP", "kind": "yesno", "applies_when": "skala >= 2"},
        {"id": "skala", "ask": "Skala", "kind": "count", "filled_by": "organiser"},
        {"id": "temuan", "ask": "Temuan", "kind": "text", "filled_by": "verifier", "applies_when": "skala >= 2"},
    ],
    derived=[{"id": "besar", "title": "Besar", "formula": "karyawan / 10"}],
)
ANA = candidate("A")


def lacking(**answers):
    """The fields of a form whose blanks are told."""
    given = tuple(Given(key, RawAnswer(value, cell())) for key, value in answers.items())
    found = check(given, CRITERIA, ANA, Role.CANDIDATE)
    return [problem.field for problem in required_missing(given, found, CRITERIA, ANA)]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, ["karyawan", "serikat", "anggota"]),
        ({"karyawan": 9.0}, []),
        ({"karyawan": 10.0}, ["serikat", "anggota"]),
        ({"karyawan": 10.0, "serikat": "Tidak"}, []),
        ({"karyawan": 10.0, "serikat": "Ya"}, ["anggota"]),
        ({"karyawan": "banyak"}, []),
    ],
)
def test_a_form_has_to_answer_what_concerns_it(answers, told):
    """EA1: a blank frees nobody; what rests on an answer that cannot be read is asked for once that is mended."""
    assert lacking(**answers) == told


@pytest.mark.parametrize(
    ("values", "out"),
    [
        ({"karyawan": 9}, {"serikat", "anggota"}),
        ({"karyawan": 9, "serikat": True}, {"serikat", "anggota"}),
        ({"karyawan": 10}, set()),
        ({"skala": 1, "karyawan": 10}, {"jp", "temuan"}),
    ],
)
def test_what_rests_on_a_question_that_is_not_asked_is_not_asked_either(values, out):
    """EA2"""
    plain = {key: value if isinstance(value, bool) else Decimal(value) for key, value in values.items()}
    entry = fold(ANA, [Statement("A", key, value, StatementKind.CLAIMED, cell()) for key, value in plain.items()])
    assert not_asked(entry.values, CRITERIA) == out


def owed(**said):
    """The fields that are missing once everything is folded; `verified_` marks a correction."""
    kinds = {"skala": StatementKind.ORGANISER, "temuan": StatementKind.VERIFIED}
    statements = []
    for key, value in said.items():
        field = key.removeprefix("verified_")
        kind = StatementKind.VERIFIED if key != field else kinds.get(field, StatementKind.CLAIMED)
        plain = value if isinstance(value, bool) else Decimal(value)
        statements.append(Statement("A", field, plain, kind, cell()))
    return [(problem.code, problem.field) for problem in missing_from_committee(fold(ANA, statements), CRITERIA)]


def test_where_the_committee_decides_a_blank_is_told_when_its_figures_are_there():
    """EA3"""
    assert owed(karyawan=9, skala=1) == []
    assert owed(karyawan=9, skala=2) == [("A001", "jp"), ("R001", "temuan")]
    assert owed(karyawan=9) == [("A001", "jp"), ("R001", "skala"), ("R001", "temuan")]


def test_a_correction_decides_whom_a_question_concerns():
    """EA4"""
    assert owed(karyawan=9, verified_karyawan=10, skala=1) == [("A001", "serikat"), ("A001", "anggota")]
    assert owed(karyawan=10, verified_karyawan=9, skala=1) == []
