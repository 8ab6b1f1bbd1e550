"""The columns of the ranking workbook before the figures: which there are, how wide, how aligned."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from paritrana.documents.ranking_model import RankingSheet


@dataclass(frozen=True, slots=True)
class Leading:
    """One of the columns before the figures: key of its label, width, and alignment."""

    key: str
    width: int
    align: str = "left"

    @property
    def attribute(self) -> str:
        """Where its value stands in a row."""
        return {"status": "standing", "class": "class_title", "predicate": "award"}.get(self.key, self.key)


LEADING: Final = (
    Leading("rank", 8, "center"),
    Leading("computed", 9, "center"),
    Leading("code", 8),
    Leading("name", 32),
    Leading("group", 11),
    Leading("score", 8, "right"),
    Leading("class", 12),
    Leading("award", 11),
    Leading("predicate", 40),
    Leading("prize", 16),
    Leading("status", 13),
    Leading("tie", 18),
)

FIGURE_WIDTHS: Final = (7.5, 11.0)
"""The narrowest and the widest column of figures, in digits, as far as its words decide."""

EMPTY_TIE: Final = 8
"""Width of the column that says how equal scores were settled, where there are none."""

ACROSS: Final = 215
"""Widths that are still read with ease on one sheet of A4; more is printed on several, side by side."""


def leading_widths(sheet: RankingSheet) -> dict[str, float]:
    """Widths of the columns before the figures: codes never break, and titles of groups take two lines or so."""
    own: dict[str, float] = {item.key: item.width for item in LEADING}
    rows = sheet.rows
    code = max((len(row.code) + 3 for row in rows), default=0)
    group = max((len(peers.title) * 3 // 5 for peers in sheet.groups), default=0)
    tie = own["tie"] if any(row.tie for row in rows) else EMPTY_TIE
    return own | {"code": min(60, max(own["code"], code)), "group": min(30, max(own["group"], group)), "tie": tie}


def figure_widths(sheet: RankingSheet) -> list[float]:
    """Widths of the columns of figures and changes: no figure is cut, and no usual word of a heading breaks."""
    cells = [[row.cells[at].text for row in sheet.rows if row.cells] for at in range(len(sheet.columns))]
    changes = [[row.changes[at].text for row in sheet.rows if row.changes] for at in range(len(sheet.changes))]
    heads = [*(item.title for item in sheet.columns), *(item.title for item in sheet.changes)]
    return [_figure_width(*pair) for pair in zip(heads, (*cells, *changes), strict=True)]


def _figure_width(head: str, figures: Sequence[str]) -> float:
    low, high = FIGURE_WIDTHS
    word = max(map(len, head.split()), default=0)
    return max(low, min(high, 0.85 * word + 1), max(map(len, figures), default=0) + 1.5)


def sheets_across(widths: Sequence[float]) -> int:
    """On how many sheets of paper, side by side, columns of these widths are printed."""
    return max(1, math.ceil(sum(widths) / ACROSS))
