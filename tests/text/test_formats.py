"""The Indonesian way: exact numbers, rounded half up once, and dates in words, each with its English twin."""

from datetime import date as D
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.text import formats


@pytest.mark.parametrize(
    ("value", "places", "indonesian", "english"),
    [
        (Fraction(12345, 10), None, "1.234,5", "1,234.5"),
        (Decimal("82.155"), 2, "82,16", "82.16"),
        (Fraction(-1, 8), 2, "-0,13", "-0.13"),
        (Fraction(1, 3), 4, "0,3333", "0.3333"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (999, 2, "999,00", "999.00"),
        (Fraction(-1, 1000), 2, "0,00", "0.00"),
        (10**18, None, "1.000.000.000.000.000.000", "1,000,000,000,000,000,000"),
    ],
)
def test_numbers(value: formats.Exact, places: int | None, indonesian: str, english: str) -> None:
    assert formats.number(value, places) == indonesian
    assert formats.number(value, places, "en") == english


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        formats.number(0.1)  # type: ignore[arg-type]


@given(st.fractions(max_denominator=10**6), st.integers(min_value=0, max_value=9))
def test_a_shown_number_reads_back_as_the_rounded_one(value: Fraction, places: int) -> None:
    text = formats.number(value, places).replace(".", "").replace(",", ".")
    assert abs(Fraction(text) - value) * 2 <= Fraction(1, 10**places)


def test_percentages_say_when_they_do_not_end() -> None:
    assert formats.percent(Fraction(14, 100)) == "14%"
    assert formats.percent(Fraction(1, 8)) == "12,5%"
    assert formats.percent(Fraction(1, 3)) == "≈33,3333%"
    assert formats.percent(Fraction(1, 8), "en") == "12.5%"


def test_rupiah() -> None:
    assert formats.rupiah(5_000_000) == "Rp5.000.000"
    assert formats.rupiah(Decimal("-5000.5")) == "-Rp5.000,50"


def test_dates() -> None:
    day = D(2026, 11, 20)
    assert formats.date(day) == "20 November 2026"
    assert formats.date(D(2025, 5, 1), "en") == "1 May 2025"
    assert (formats.weekday(day), formats.month(day)) == ("Jumat", "November")
    assert formats.weekday(day, "en") == "Friday"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (D(2025, 1, 1), D(2025, 12, 31), "1 Januari–31 Desember 2025"),
        (D(2025, 12, 1), D(2025, 12, 31), "1–31 Desember 2025"),
        (D(2024, 7, 1), D(2025, 6, 30), "1 Juli 2024–30 Juni 2025"),
        (D(2025, 8, 17), D(2025, 8, 17), "17 Agustus 2025"),
    ],
)
def test_periods(start: D, end: D, words: str) -> None:
    assert formats.period(start, end) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-11-20", "20 November 2026"),
        ("2026-11-20T09:05:00", "20 November 2026 09.05"),
        ("2026-11-20T09:05:00+07:00", "20 November 2026 09.05 WIB"),
        ("2026-11-20T09:05:00+09:00", "20 November 2026 09.05 WIT"),
        ("2026-11-20T02:05:00+00:00", "20 November 2026 02.05 UTC"),
    ],
)
def test_moments(iso: str, words: str) -> None:
    assert formats.moment(iso) == words


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (0, None, "nol"),
        (11, None, "sebelas"),
        (2025, None, "dua ribu dua puluh lima"),
        (1_100, None, "seribu seratus"),
        (Decimal("82.16"), 2, "delapan puluh dua koma satu enam"),
        (Decimal("82.1"), 2, "delapan puluh dua koma satu nol"),
        (Decimal("-0.05"), None, "min nol koma nol lima"),
        (1_250_000, None, "satu juta dua ratus lima puluh ribu"),
    ],
)
def test_terbilang(value: formats.Exact, places: int | None, words: str) -> None:
    assert formats.terbilang(value, places) == words


def test_terbilang_in_english() -> None:
    assert formats.terbilang(Decimal("82.16"), lang="en") == "eighty-two point one six"


def test_listing() -> None:
    assert formats.listing(["a"]) == "a"
    assert formats.listing(["a", "b"]) == "a dan b"
    assert formats.listing(["a", "b", "c"]) == "a, b, dan c"
    assert formats.listing(["a", "b", "c"], "en") == "a, b, and c"
