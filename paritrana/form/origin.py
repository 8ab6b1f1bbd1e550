"""What the cells of one sheet have in common, and how a cell becomes a RawAnswer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from paritrana.answers.model import RawAnswer, Source
from paritrana.form.numberformats import GENERAL
from paritrana.form.outline import Outline

Place = tuple[int, int]
"""Row and column of a cell, both counted from 1."""

Cells = Mapping[Place, RawAnswer]
"""The cells of a sheet that hold a value, a formula or an error."""


class SheetCells(NamedTuple):
    """What one sheet holds, and what cannot be seen of it.

    `beneath` maps cells under a merged area to the top left cell that hides them; `rows` and `columns` are hidden.
    """

    cells: Cells
    beneath: Mapping[Place, Place] = MappingProxyType({})
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


class Origin(NamedTuple):
    """What every cell of one sheet has in common."""

    file: str
    sha256: str
    sheet: str
    book: Outline

    def source(self, address: str) -> Source:
        """Where the cell at this address was read."""
        return Source(self.file, self.sha256, self.sheet, address)

    def code(self, style: int) -> str:
        """The number format of a cell style."""
        codes = self.book.styles.codes
        return codes[style] if style < len(codes) else GENERAL
