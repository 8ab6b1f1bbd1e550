"""Whatever a clerk types, the value taken is the one that was meant; else nothing is taken and a reason given."""

import clerks
import pytest

from paritrana.answers import RawAnswer, Source, read

SOURCE = Source("33.21.xlsx", "0" * 64, "Formulir", "C7")


def _wrong(seed: int) -> list[str]:
    found = []
    for typed in clerks.slips(seed):
        reading = read(RawAnswer(typed.cell, SOURCE, typed.number_format), clerks.SPECS[typed.field])
        if reading.value is None and not reading.findings:
            found.append(f"{typed}: no reason")
        elif reading.value is not None and (typed.truth is None or reading.value != typed.truth):
            found.append(f"{typed}: {reading}")
    return found


@pytest.mark.parametrize("seed", range(20))
def test_no_value_but_the_one_meant_is_taken(seed: int) -> None:
    assert _wrong(seed) == []


@pytest.mark.long
def test_no_value_but_the_one_meant_is_taken_of_very_many() -> None:
    assert [wrong for seed in range(20, 3000) for wrong in _wrong(seed)] == []


def test_most_styles_are_read() -> None:
    """The parser is not strict by refusing everything."""
    meant = [typed for seed in range(20) for typed in clerks.slips(seed) if typed.truth is not None]
    read_back = [
        typed
        for typed in meant
        if read(RawAnswer(typed.cell, SOURCE, typed.number_format), clerks.SPECS[typed.field]).value is not None
    ]
    assert len(read_back) > 0.5 * len(meant)
