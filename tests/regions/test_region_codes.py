"""Codes as people write them."""

import pytest

from paritrana.regions import normalise_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("33", "33"),
        ("3310", "33.10"),
        ("33.10", "33.10"),
        ("331019", "33.10.19"),
        ("33.10.19", "33.10.19"),
        ("3310192018", "33.10.19.2018"),
        ("33.10.19.2018", "33.10.19.2018"),
        (" 33.10 \n", "33.10"),
        ("99.99", "99.99"),
    ],
)
def test_a_code_with_all_its_dots_or_none_is_normalised(text: str, code: str) -> None:
    assert normalise_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "33.1",
        "331",
        "33.10.",
        ".33",
        "33 10",
        "33.1019",
        "3310.19",
        "33.10.192018",
        "33101920",
        "33-10",
        "33.10.19.201",
        "33.10.19.20180",
        "٣٣",
        "³³",
        "33,10",
        "Demak",
        "-33",
        "33.10.19.2018.1",
        "3310.0",
    ],
)
def test_anything_else_is_no_code(text: str) -> None:
    assert normalise_code(text) is None
