"""Names of certificate files: safe on every system, each code its own, always the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.workflow.certificates import RESERVED, safe_name

HARD = [
    "C" * 300,
    "con",
    "NUL",
    "nul.1",
    "COM1",
    "a",
    "A",
    "a.",
    "a ",
    "A.",
    "../x",
    "x/y",
    "x\\y",
    "",
    ".",
    "王",
    "-A",
]


@pytest.mark.parametrize("code", ["33.03", "BU-33-0001", "33.08.12.2004"])
def test_usual_codes_are_their_own_names(code: str) -> None:
    assert safe_name(code) == code


@given(st.text() | st.sampled_from(HARD))
def test_a_name_is_safe_on_every_system(code: str) -> None:
    name = safe_name(code)
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,73}", name)
    assert name.partition(".")[0].upper() not in RESERVED
    assert not name.startswith(".")
    assert not name.endswith(".")
    assert safe_name(code) == name


def test_no_two_codes_share_a_name_where_letters_of_both_sizes_are_the_same() -> None:
    codes = [*HARD, *(code.swapcase() for code in HARD if code.swapcase() not in HARD), "C" * 299, "A_559AEAD08264"]
    assert len({safe_name(code).lower() for code in codes}) == len(set(codes))
