"""When two problems are one."""

from dataclasses import replace
from fractions import Fraction

from paritrana.problems import Problem, Where, unique

ONE = Problem("R005", Where("a.xlsx", "Data", "C3"), {"read": "2"}, "33.21", "kota", "wawancara")


def test_the_same_content_is_said_once_in_the_order_given() -> None:
    other = replace(ONE, code="R001")
    assert unique([other, ONE, replace(ONE, details={"read": "2"}), replace(ONE, stake=Fraction(5)), other]) == (
        other,
        ONE,
    )


def test_every_part_of_the_content_tells_two_apart() -> None:
    others = [
        replace(ONE, code="R001"),
        replace(ONE, where=Where("a.xlsx", "Data", "C4")),
        replace(ONE, where=replace(ONE.where, line=3)),
        replace(ONE, details={"read": "1"}),
        replace(ONE, candidate="33.22"),
        replace(ONE, category="desa"),
        replace(ONE, field="presentasi"),
    ]
    assert unique([ONE, *others]) == (ONE, *others)
