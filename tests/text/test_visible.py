"""Names from outside, written so that every sign is seen."""

from hypothesis import given
from hypothesis import strategies as some

from paritrana.text import visible
from paritrana.workspace import shown


def test_what_is_drawn_stays() -> None:
    for text in ("33.21 Demak (1).xlsx", "Kabupaten\u00a0Demak", "名前 é"):
        assert visible(text) == text


def test_what_is_not_drawn_is_written_out() -> None:
    assert visible("a\x1b[2J\n\u202eb\u200b\udcff\U000e0041") == r"a\u001b[2J\u000a\u202eb\u200b\xff\U000e0041"
    assert visible("satu\ndua\x07", but="\n") == "satu\ndua" + r"\u0007"


NAMES = some.text(some.characters(exclude_categories=()), max_size=8)


@given(NAMES, NAMES)
def test_every_name_is_shown_by_itself_and_can_be_printed(one: str, other: str) -> None:
    shown(one).encode()
    assert (shown(one) == shown(other)) == (one == other)
