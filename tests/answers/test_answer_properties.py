"""What holds for every cell, whatever an office wrote into it."""

import datetime
import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from paritrana.answers import AnswerSpec, Kind, RawAnswer, Reading, Source, read, show
from paritrana.catalogue import Level, level

SOURCE = Source("33.21.xlsx", "0" * 64, "Formulir", "C7")
HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"
OPTIONS = {"perda": ("Perda",), "pergub": ("Pergub", "Peraturan Gubernur")}

bounds = st.none() | st.integers(-(10**6), 10**6).map(Decimal)
specs = st.builds(
    AnswerSpec,
    kind=st.sampled_from(Kind),
    decimals=st.integers(0, 4),
    minimum=bounds,
    maximum=bounds,
    plausible=st.tuples(bounds, bounds),
    reference=bounds,
    options=st.just(OPTIONS),
    max_length=st.integers(1, 50),
    pattern=st.sampled_from(["", r"\d{2}\.\d{2}"]),
)
numberish = st.text(alphabet="0123456789.,- %Rpjutaorang/*\u00a0\u200bO−", max_size=20)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(alphabet=st.characters(codec=None)),
    numberish,
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
raws = st.builds(
    RawAnswer,
    value=cells,
    source=st.just(SOURCE),
    number_format=st.sampled_from(["General", "0.00%", "dd/mm/yyyy", '0"%"']),
    formula=st.booleans(),
    cached=st.booleans(),
    error=st.sampled_from(["", "", "", "#REF!"]),
)


def _codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


@given(raws, specs)
def test_no_cell_raises_and_no_error_comes_with_a_value(raw: RawAnswer, spec: AnswerSpec) -> None:
    reading = read(raw, spec)
    errors = [code for code in _codes(reading) if level(code) is Level.ERROR]
    assert not (errors and reading.value is not None)
    assert isinstance(reading.value, Decimal | bool | str | datetime.date | None)
    assert len(_codes(reading)) == len(set(_codes(reading)))
    assert not {"A019", "A020"} <= set(_codes(reading))


@given(raws.filter(lambda raw: not raw.formula), specs)
def test_only_a_blank_is_left_without_a_reason(raw: RawAnswer, spec: AnswerSpec) -> None:
    reading = read(raw, spec)
    if reading.value is None and not reading.findings:
        text = "" if raw.value is None else raw.value
        assert isinstance(text, str)
        assert not any(letter.isalnum() and letter not in HANGUL_FILLERS for letter in text)


@given(numberish, specs.filter(lambda spec: spec.kind.is_numeric))
def test_an_accepted_number_keeps_to_its_field(text: str, spec: AnswerSpec) -> None:
    value = read(RawAnswer(text, SOURCE), spec).value
    if isinstance(value, Decimal):
        assert spec.minimum is None or spec.minimum <= value
        assert spec.maximum is None or value <= spec.maximum
        assert len(str(value).partition(".")[2]) <= spec.decimals or spec.kind is Kind.COUNT
        assert spec.kind is not Kind.COUNT or value == int(value)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_number_written_the_indonesian_way_is_read_back(number: Decimal) -> None:
    spec = AnswerSpec(Kind.NUMBER, decimals=2)
    grouped = show.shown(number)
    has_two_readings = re.fullmatch(r"-?[0-9]{1,3}[.][0-9]{3}", grouped) is not None
    for text in (show.plain(number), grouped.replace(".", " "), *(() if has_two_readings else (grouped,))):
        assert read(RawAnswer(text, SOURCE), spec).value == number
    assert not has_two_readings or read(RawAnswer(grouped, SOURCE), spec).value is None


@given(st.decimals(-999, 999, places=3), st.sampled_from(["", "0"]))
def test_a_decimal_comma_is_read_in_a_field_with_three_decimals(number: Decimal, zero: str) -> None:
    text = show.plain(number)
    text += zero if "," in text and len(text.partition(",")[2]) < 3 else ""
    assert read(RawAnswer(text, SOURCE), AnswerSpec(Kind.NUMBER, decimals=3)).value == number


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_point_before_three_digits_never_has_two_values(before: int, behind: int) -> None:
    text = f"{before}.{behind:03}"
    undecided = read(RawAnswer(text, SOURCE), AnswerSpec(Kind.NUMBER, decimals=3))
    assert (undecided.value, _codes(undecided)) == (None, ["A004"])
    count = read(RawAnswer(text, SOURCE), AnswerSpec(Kind.COUNT))
    assert (count.value, _codes(count)) == (Decimal(before * 1000 + behind), ["A005"])


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e11, max_value=1e11))
def test_a_stored_number_with_two_decimals_is_exact(value: float) -> None:
    typed = Decimal(f"{value:.2f}")
    assert read(RawAnswer(float(typed), SOURCE), AnswerSpec(Kind.NUMBER, decimals=2)).value == typed


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)))
def test_a_date_is_read_back_in_every_declared_form(day: datetime.date) -> None:
    forms = (show.day(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}")
    for text in forms:
        assert read(RawAnswer(text, SOURCE), AnswerSpec(Kind.DATE)).value == day


@given(st.text(max_size=50))
def test_reading_a_read_text_changes_nothing(text: str) -> None:
    spec = AnswerSpec(Kind.TEXT, max_length=200)
    once = read(RawAnswer(text, SOURCE), spec).value
    assert read(RawAnswer(once, SOURCE), spec) == Reading(once)
