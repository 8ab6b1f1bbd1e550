"""The machine file of a proposal: values come back as they were, the last word counts, marks stand beside."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.answers import Source, Value
from paritrana.entry.fold import fold
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.entry.proposal import NotAProposal, Told, Typed, read_listing, read_proposal, typed

NUMBERS = st.decimals(min_value=-(10**20), max_value=10**20, places=9, allow_nan=False)
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(st.one_of(NUMBERS, DAYS, TEXTS, st.booleans()))
def test_a_value_comes_back_as_it_was(value: Value) -> None:
    found = Typed.model_validate_json(typed(value).model_dump_json()).value
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("number", "1,5"), ("number", "1e3"), ("number", "NaN"), ("number", "٣"), ("number", "1" * 31), ("yesno", "ya")],
)
def test_a_text_that_is_none_of_its_type_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match="Typed"):
        Typed.model_validate({"type": kind, "text": text})


def said(kind: StatementKind, value: str, by: str = "") -> Statement:
    return Statement("34.01", "peserta", Decimal(value), kind, Source("a.xlsx", "0" * 64, "Tabel", "C8"), by=by)


def told(*every: Statement) -> Told:
    entry = fold(Candidate("34.01", "kota", "Kulon Progo"), every)
    return Told.of("peserta", entry.statements["peserta"])


def test_the_value_that_counts_is_the_one_that_scoring_takes() -> None:
    claim, check = said(StatementKind.CLAIMED, "300"), said(StatementKind.VERIFIED, "250", "Siti")
    plenary = said(StatementKind.DECISION, "260")
    assert told(check, claim).value == typed(Decimal(250))
    assert told(plenary, check, claim).value == typed(Decimal(260))
    assert [one.kind for one in told(plenary, check, claim).statements] == ["claimed", "verified", "decision"]


def test_marks_have_no_single_value() -> None:
    marks = (said(StatementKind.MARK, "80", "A"), said(StatementKind.MARK, "90", "B"))
    assert told(*marks).value is None
    assert len(told(*marks).statements) == 2


def test_a_fault_is_told_by_its_place() -> None:
    with pytest.raises(NotAProposal) as refused:
        read_listing(b'{"schema": "paritrana/proposal-manifest/1", "files": {"a": "zz"}}')
    assert refused.value.reason == "files › a"
    with pytest.raises(NotAProposal):
        read_proposal(b"{}")
