"""How strictly each juror marks, by the additive model: a mark is the candidate's part plus the juror's level."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from paritrana.rules import Marks

ZERO = Fraction(0)


def juror_levels(given: Sequence[Marks]) -> dict[str, Fraction]:
    """How many marks each juror gives more (a strict one less) than the panel, by name; exact, on the scale of marks.

    `given` holds the marks of one candidate each, the order of neither matters. The levels are those of least squares
    of mark = candidate + juror, and sum to zero over the jurors. Where the panel falls into parts that share no
    candidate, nothing tells one part's level from the other's: they sum to zero over each part, and a juror who alone
    marked some candidates, and no others, has level zero.
    """
    levels: dict[str, Fraction] = {}
    for jurors in _parts(given):
        own = [marks for marks in given if marks and marks[0][0] in jurors]
        levels |= _levels(sorted(jurors), own)
    return levels


def _parts(given: Iterable[Marks]) -> list[frozenset[str]]:
    """The jurors in parts: two who marked the same candidate are in one."""
    parts: list[frozenset[str]] = []
    for together in {frozenset(juror for juror, _ in marks) for marks in given if marks}:
        touched = [part for part in parts if part & together]
        parts = [part for part in parts if not part & together]
        parts.append(together.union(*touched))
    return parts


def _levels(jurors: Sequence[str], given: Iterable[Marks]) -> Mapping[str, Fraction]:
    """The levels within one part, each candidate's own part eliminated from the normal equations.

    Adding one to every cell of the matrix asks for levels that sum to zero, and leaves exactly one solution.
    """
    place = {juror: at for at, juror in enumerate(jurors)}
    matrix = [[Fraction(1)] * len(jurors) for _ in jurors]
    wanted = [ZERO] * len(jurors)
    pairs: Counter[tuple[int, int, int]] = Counter()
    for marks in given:
        mean = sum((mark for _, mark in marks), ZERO) / len(marks)
        seats = [place[juror] for juror, _ in marks]
        pairs.update((one, other, len(seats)) for one in seats for other in seats)
        for seat, (_, mark) in zip(seats, marks, strict=True):
            wanted[seat] += mark - mean
            matrix[seat][seat] += 1
    for (one, other, count), times in pairs.items():
        matrix[one][other] -= Fraction(times, count)
    return dict(zip(jurors, _solved(matrix, wanted), strict=True))


def _solved(matrix: list[list[Fraction]], wanted: list[Fraction]) -> list[Fraction]:
    """The solution of linear equations whose matrix is positive definite: no pivot is ever zero."""
    rows = [[*row, right] for row, right in zip(matrix, wanted, strict=True)]
    for at, pivot in enumerate(rows):
        pivot[at:] = [cell / pivot[at] for cell in pivot[at:]]
        for row in rows:
            if row is not pivot and row[at]:
                factor = row[at]
                row[at:] = [cell - factor * over for cell, over in zip(row[at:], pivot[at:], strict=True)]
    return [row[-1] for row in rows]
