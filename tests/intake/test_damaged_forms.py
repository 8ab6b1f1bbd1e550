"""A hundred damaged forms; ten thousand of them in `make test-long`."""

import mutants
import pytest
from damaged import forms


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_form_is_refused_or_read_as_openpyxl_reads_it(seed: int) -> None:
    some = forms()
    assert mutants.verdict(mutants.mutant(some[seed % len(some)], seed)) in ("refused", "read")


def test_whole_forms_are_read() -> None:
    assert [mutants.verdict(data) for data in forms()] == ["read"] * len(forms())
