"""Agreement among jurors, held against published values and against what must hold for every table."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.scoring.agreement import alpha, intraclass

SHROUT_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Six targets, four judges: table 2 of Shrout & Fleiss, Psychological Bulletin 86 (1979)."""

KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Four observers, twelve units: example C of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011)."""


def _units() -> list[dict[str, Fraction]]:
    columns = zip(*KRIPPENDORFF, strict=True)
    return [{str(juror): Fraction(mark) for juror, mark in enumerate(unit) if mark is not None} for unit in columns]


def _table(rows: object) -> list[list[Fraction]]:
    return [[Fraction(mark) for mark in row] for row in rows]  # type: ignore[attr-defined]


def test_the_published_coefficients_of_shrout_and_fleiss() -> None:
    found = intraclass(_table(SHROUT_FLEISS))
    assert found is not None
    assert [round(float(one or 0), 2) for one in (*found.single, *found.mean)] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_published_alphas_of_krippendorff(level: str, published: float) -> None:
    found = alpha(_units(), level)  # type: ignore[arg-type]
    assert found is not None
    assert round(float(found), 3) == published


MARKS = st.integers(0, 100).map(Fraction)


@given(st.lists(st.lists(MARKS, min_size=3, max_size=3), min_size=2, max_size=6), st.randoms())
def test_the_order_of_candidates_and_jurors_does_not_matter(rows: list[list[Fraction]], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = [list(reversed(row)) for row in shuffled]
    assert intraclass(rows) == intraclass(turned)
    by_juror = [dict(zip("abc", row, strict=True)) for row in rows]
    assert alpha(by_juror) == alpha([dict(zip("cba", row, strict=True)) for row in shuffled])


@given(st.lists(MARKS, min_size=2, max_size=6))
def test_jurors_who_agree_agree_fully(marks: list[Fraction]) -> None:
    rows = [[mark, mark, mark] for mark in marks]
    found, same = alpha([dict(zip("abc", row, strict=True)) for row in rows]), len(set(marks)) == 1
    assert found == (None if same else 1)
    whole = intraclass(rows)
    assert whole is not None
    assert whole.single == ((None, None, None) if same else (1, 1, 1))


def test_too_little_says_nothing() -> None:
    assert intraclass([]) is None
    assert intraclass(_table([[1, 2, 3]])) is None
    assert intraclass(_table([[1], [2]])) is None
    assert alpha([{"a": Fraction(1)}, {"b": Fraction(2)}]) is None


def test_an_absent_mark_has_no_intraclass_correlation() -> None:
    with pytest.raises(ValueError, match="absent"):
        intraclass(_table([[1, 2], [1]]))
