"""Answers typed back: one that was read is read again as the same, one that was refused stays refused."""

import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from returned_kit import workspace

from paritrana.answers import Kind, RawAnswer, Source, read
from paritrana.criteria.edition import Edition
from paritrana.criteria.load import load_edition
from paritrana.form.cells import open_book
from paritrana.form.layout import FormLayout, plan_form
from paritrana.form.marker import Report, write_returned
from paritrana.form.reader import FormAnswers, read_form
from paritrana.intake.guard import judge
from paritrana.workflow.typed_back import Located, filled_in

FORMATS = ("General", "@", "0.00", "#,##0", "0.00%", "dd/mm/yyyy")
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32) | st.integers(-(10**9), 10**15).map(float)
SLIPS = ("1.234", "38,45 %", "Rp 1.250,-", "nihil", "=1+1", "@x", "Ya", "tidak", "Tinggi, dengan sanksi", "31/02/2025")
PAYLOADS = (
    "17/08/2025",
    "#DIV/0!",
    "_x0041_",
    "{{ 7*7 }}",
    "2,8 juta",
    "O",
    "٣",
    "\u202e12",
    "33.10",
    "TRUE",
    "1e3",
    "x\ud800",
)
TEXTS = st.text(max_size=40) | st.sampled_from(SLIPS + PAYLOADS)
DAYS = st.dates(datetime.date(1905, 1, 1), datetime.date(2099, 1, 1))
VALUES = st.none() | st.booleans() | NUMBERS | TEXTS | DAYS
RAWS = st.builds(
    lambda value, code, error: RawAnswer(None if error else value, Source("a.xlsx", ""), code, error=error),
    VALUES,
    st.sampled_from(FORMATS),
    st.sampled_from(["", "", "", "", "#DIV/0!", "#REF!"]),
)


@cache
def edition() -> Edition:
    with TemporaryDirectory() as folder:
        loaded, problems = load_edition(workspace(Path(folder)) / "criteria" / "uji-2025")
    assert loaded is not None, problems
    return loaded


def layout() -> FormLayout:
    return plan_form(edition(), edition().categories["kabupaten-kota"])


def there_and_back(raws: dict[str, RawAnswer]) -> dict[str, RawAnswer]:
    """The answers of a returned form made of these, as the reader finds them."""
    form = layout()
    found = Located(form, FormAnswers(raws, {}, {}), None)
    data = write_returned(form, filled_in(found, ()), Report("", "", (), (), ""))
    assert judge(data) == ()
    return dict(read_form(open_book(data, "b.xlsx"), form)[0].answers)


@settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(RAWS)
def test_what_was_read_stays_and_what_was_refused_stays_refused(raw: RawAnswer) -> None:
    slots = layout().slots
    given_back = there_and_back({slot.id: raw for slot in slots})
    for slot in slots:
        first, again = (read(one, slot.field.spec()) for one in (raw, given_back[slot.id]))
        assert again.value == first.value, (slot.id, raw.value, given_back[slot.id].value)


@pytest.mark.parametrize(
    ("field", "raw", "typed"),
    [
        ("pekerja", RawAnswer("=HYPERLINK(1)", Source("", "")), "=HYPERLINK(1)"),
        ("pekerja", RawAnswer(12.5, Source("", "")), 12.5),
        ("pekerja", RawAnswer(0.3845, Source("", ""), "0.00%"), "38,45%"),
        ("ucj24", RawAnswer(3.845, Source("", ""), "0.00%"), 384.5),
        ("ucj24", RawAnswer(0.3845, Source("", ""), "0.00%"), 38.45),
        ("wilayah", RawAnswer(33.1, Source("", ""), "@"), 33.1),
        ("tanggal", RawAnswer(2025.0, Source("", "")), "2025"),
        ("pekerja", RawAnswer(None, Source("", ""), error="#DIV/0!"), "#DIV/0!"),
        ("kantor", RawAnswer(None, Source("", ""), formula=True, cached=False), None),
        ("perda", RawAnswer("ada", Source("", "")), "Ya"),
    ],
)
def test_an_answer_is_typed_as_it_was_read_or_in_its_own_words(field: str, raw: RawAnswer, typed: object) -> None:
    assert there_and_back({field: raw})[field].value == typed


def test_every_kind_of_answer_is_there() -> None:
    assert {slot.field.kind for slot in layout().slots} == set(Kind)
