"""Categories that the columns leave to the row-wise engine."""

from pathlib import Path

import pytest

from paritrana.criteria.load import load_category
from paritrana.scoring.columns.bulk import score_columns
from paritrana.scoring.columns.limits import beyond_columns

INSTRUMENTS = Path(__file__).parents[1] / "cases" / "instruments"


def test_a_geometric_mean_is_refused_and_never_taken_for_an_arithmetic_one() -> None:
    category, _ = load_category(next((INSTRUMENTS / "ipm-2022").glob("*.yaml")))
    assert category is not None
    assert beyond_columns(category)
    with pytest.raises(ValueError, match="columns cannot score"):
        score_columns(category, {})
