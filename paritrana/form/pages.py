"""Where a printed form turns the page: between sections where they fit on one, else between questions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

PAGE = 498.0
"""Points of rows on a page of A4 laid across, with our margins, on the safe side."""


class Line(NamedTuple):
    """A row by its number from 0, and its height in points."""

    row: int
    points: float


def page_breaks(head: float, repeated: float, blocks: Sequence[Sequence[Line]]) -> list[int]:
    """The rows, from 0, that begin a page.

    `head` are the points above the first block, `repeated` those of the rows that every further page begins with.
    A block that is too high for a page is broken between its lines, but never behind the first: that is a heading.
    """
    found: list[int] = []
    start = used = head
    for number, block in enumerate(blocks):
        for part in _parts(block, PAGE - (repeated if number else head)):
            points = sum(line.points for line in part)
            if used + points > PAGE and used > start:
                found.append(part[0].row)
                start = used = repeated
            used += points
    return found


def _parts(block: Sequence[Line], room: float) -> Iterator[Sequence[Line]]:
    """The block, or, where it is higher than the room, its heading with the first line and each further line."""
    if sum(line.points for line in block) <= room:
        yield block
        return
    yield block[:2]
    yield from ((line,) for line in block[2:])
