"""How far several jurors agree: intraclass correlation and Krippendorff's alpha, in exact fractions.

Both inform the committee and never touch a score.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Literal

Mark = Fraction
Level = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True)
class Intraclass:
    """The six coefficients of Shrout and Fleiss (1979); None where their denominator is zero.

    `single` tell of one juror's mark, `mean` of the mean of all; case 1 takes jurors as drawn anew for each candidate,
    case 2 as a sample of jurors, case 3 as the only jurors there are.
    """

    single: tuple[Fraction | None, Fraction | None, Fraction | None]
    mean: tuple[Fraction | None, Fraction | None, Fraction | None]


def intraclass(marks: Sequence[Sequence[Mark]]) -> Intraclass | None:
    """The coefficients for a full table, candidates × jurors. None below two candidates or two jurors.

    Raises ValueError where a row is shorter or longer than the others: an absent mark has no place in this measure.
    """
    n, k = len(marks), len(marks[0]) if marks else 0
    if any(len(row) != k for row in marks):
        raise ValueError("a mark is absent")
    if n < 2 or k < 2:
        return None
    between, jurors, rest, within = _mean_squares(marks, n, k)
    single = (
        _ratio(between - within, between + (k - 1) * within),
        _ratio(between - rest, between + (k - 1) * rest + Fraction(k, n) * (jurors - rest)),
        _ratio(between - rest, between + (k - 1) * rest),
    )
    mean = (
        _ratio(between - within, between),
        _ratio(between - rest, between + (jurors - rest) / n),
        _ratio(between - rest, between),
    )
    return Intraclass(single, mean)


def _mean_squares(marks: Sequence[Sequence[Mark]], n: int, k: int) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Between candidates, between jurors, residual, and within candidates."""
    whole = sum((sum(row, Fraction(0)) for row in marks), Fraction(0)) / (n * k)
    rows = [sum(row, Fraction(0)) / k for row in marks]
    columns = [sum((row[juror] for row in marks), Fraction(0)) / n for juror in range(k)]
    total = sum(((mark - whole) ** 2 for row in marks for mark in row), Fraction(0))
    by_row = k * sum(((mean - whole) ** 2 for mean in rows), Fraction(0))
    by_column = n * sum(((mean - whole) ** 2 for mean in columns), Fraction(0))
    rest = (total - by_row - by_column) / ((n - 1) * (k - 1))
    return by_row / (n - 1), by_column / (k - 1), rest, (total - by_row) / (n * (k - 1))


def _ratio(above: Fraction, below: Fraction) -> Fraction | None:
    return above / below if below else None


def alpha(units: Sequence[Mapping[str, Mark]], level: Level = "interval") -> Fraction | None:
    """Krippendorff's alpha of marks by unit and juror; a juror without a mark has no key.

    Units with fewer than two marks say nothing about agreement. None where no unit is left or all marks are one value.
    """
    pairable = [tuple(marks.values()) for marks in units if len(marks) > 1]
    coincidences: defaultdict[tuple[Mark, Mark], Fraction] = defaultdict(Fraction)
    for marks in pairable:
        share = Fraction(1, len(marks) - 1)
        for one, other in permutations(marks, 2):
            coincidences[one, other] += share
    sizes = {mark: Fraction(0) for mark in sorted({mark for marks in pairable for mark in marks})}
    for (mark, _), count in coincidences.items():
        sizes[mark] += count
    number = sum(sizes.values(), Fraction(0))
    distance = _distances(level, sizes)
    seen = sum((count * distance(*pair) for pair, count in coincidences.items()), Fraction(0))
    expected = sum((sizes[one] * sizes[other] * distance(one, other) for one in sizes for other in sizes), Fraction(0))
    return 1 - (number - 1) * seen / expected if expected else None


def _distances(level: Level, sizes: Mapping[Mark, Fraction]) -> Callable[[Mark, Mark], Fraction]:
    """The squared difference of two marks on a level of measurement."""
    if level == "nominal":
        return lambda one, other: Fraction(one != other)
    if level == "interval":
        return lambda one, other: (one - other) ** 2
    if level == "ratio":
        return lambda one, other: ((one - other) / (one + other)) ** 2 if one + other else Fraction(0)
    values = list(sizes)
    before = {value: sum((sizes[low] for low in values[:place]), Fraction(0)) for place, value in enumerate(values)}

    def ordinal(one: Mark, other: Mark) -> Fraction:
        low, high = min(one, other), max(one, other)
        between = before[high] + sizes[high] - before[low] - (sizes[low] + sizes[high]) / 2
        return between**2 if one != other else Fraction(0)

    return ordinal
