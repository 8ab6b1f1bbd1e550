"""Ten thousand damaged forms, each refused with a reason or read exactly as openpyxl reads the same bytes."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))
import mutants
from damaged import forms

HUNDRED = 100


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(100))
def test_no_damage_is_read_otherwise_than_by_openpyxl(hundred: int) -> None:
    some = forms()
    seeds = range(1000 + hundred * HUNDRED, 1000 + (hundred + 1) * HUNDRED)
    verdicts = {seed: mutants.verdict(mutants.mutant(some[seed % len(some)], seed)) for seed in seeds}
    assert {seed: one for seed, one in verdicts.items() if one not in ("refused", "read")} == {}
