"""The columns of the ranking workbook before the figures: which there are, how wide, how aligned."""

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
    Leading("code", 9),
    Leading("name", 34),
    Leading("group", 11),
    Leading("score", 8, "right"),
    Leading("class", 14),
    Leading("award", 14),
    Leading("predicate", 40),
    Leading("prize", 16),
    Leading("status", 22),
    Leading("tie", 20),
)


def leading_widths(sheet: RankingSheet) -> dict[str, int]:
    """Widths of the columns before the figures: codes never break, and titles of groups take two lines or so."""
    own = {item.key: item.width for item in LEADING}
    code = max((len(row.code) + 3 for row in sheet.rows), default=0)
    group = max((len(peers.title) * 3 // 5 for peers in sheet.groups), default=0)
    return own | {"code": min(60, max(own["code"], code)), "group": min(30, max(own["group"], group))}
