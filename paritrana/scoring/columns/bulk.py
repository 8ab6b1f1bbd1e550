"""A category scored at once: points in blocks, totals by integer weights, ranks by one sort."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paritrana.criteria.model import Category
from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.inputs import Columns
from paritrana.scoring.columns.ladder import Standing, ladder_of
from paritrana.scoring.columns.limits import beyond_columns
from paritrana.scoring.columns.order import ranked
from paritrana.scoring.columns.plan import plan_work, points_base
from paritrana.scoring.columns.ratio import NoKernel
from paritrana.scoring.columns.result import BulkResult
from paritrana.scoring.columns.rounding import rounded_objects, score_rounding
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.sheet import Sheet
from paritrana.scoring.columns.table import Table
from paritrana.scoring.columns.tree import Sum, added, aspects_of, plan_tree
from paritrana.scoring.ranking import LOT

BLOCK = 16_384
"""Rows computed at a time: few enough that a block's columns stay in the cache."""


def score_columns(
    category: Category,
    columns: Columns,
    groups: Sequence[str] | NDArray[Any] | None = None,
    *,
    active: Mask | None = None,
    codes: Sequence[str] | None = None,
    seed: str = "",
) -> BulkResult:
    """Points, exact and published scores, and ranks of n candidates.

    `columns` holds a column of n answers for every field that a rule, formula or rung reads. `groups` (n) names
    each candidate's group (one group where it is None); `active` (n) is false for who is disqualified or has
    withdrawn: scored, not ranked. `codes` (n) and `seed` are needed only where the last rung is a lot. Raises
    ValueError where columns are missing, do not fit together or hold what they may not, and for categories beyond
    trees of weighted means in percent (`limits.beyond_columns`), which score_category takes.
    """
    beyond = beyond_columns(category)
    if beyond:
        raise ValueError(f"columns cannot score {', '.join(beyond)}")
    if category.ranking.still_tied == LOT and codes is None:
        raise ValueError("still_tied: lot needs the candidates' codes")
    table = Table(category, columns)
    scope = Scope(table)
    plan = plan_work(table, scope)
    names = tuple(indicator.id for indicator, _ in category.indicators())
    sheet = Sheet(table, plan)
    sheet.fill_rows(scope)
    tree = plan_tree(category, points_base(category), sheet.reaches(), exact=sheet.places == "exact")
    scores = _Scores(tree, table.rows, category.precision.score)
    for block in _blocks(table.rows):
        sheet.fill_block(block)
        scores.fill_block(sheet.points[:, block], block)
    runs = ~(sheet.returned | sheet.shut) if active is None else ~(sheet.returned | sheet.shut) & active
    standing = Standing(scope, names, sheet.points, scores.aspect_ids, scores.aspects, scores.totals, scores.published)
    ranks, ties = ranked(np.flatnonzero(runs), table.rows, groups, ladder_of(standing, codes, seed))
    return BulkResult(
        indicators=names,
        units=sheet.points,
        points_base=points_base(category),
        aspect_ids=scores.aspect_ids,
        aspects=scores.aspects.T,
        aspect_bases=tuple(part.base for part in scores.parts),
        totals=scores.totals,
        total_base=tree.base,
        published=scores.published,
        score_base=10**category.precision.score,
        ranks=ranks,
        ties=ties,
        returned=sheet.returned,
        gated=sheet.shut & ~sheet.returned,
        fallbacks=(*plan.rows.ids, *scores.wide_ids),
    )


class _Scores:
    """Aspect scores (aspects × rows), totals and published scores, filled in block by block."""

    def __init__(self, tree: Sum, rows: int, places: int) -> None:
        self.tree = tree
        self.rounded = _rounding(tree, places)
        self.parts = tuple(aspects_of(tree))
        self.aspect_ids = tuple(part.id for part in self.parts)
        wide = any(part.is_wide for part in self.parts)
        self.aspects: Any = np.zeros((len(self.parts), rows), object if wide else np.int64)
        self.totals: Any = np.zeros(rows, object if tree.is_wide else np.int64)
        self.published = np.zeros(rows, np.int64)

    @property
    def wide_ids(self) -> tuple[str, ...]:
        """What could need more than 64 bits."""
        total = ("total",) if self.tree.is_wide else ()
        return (*(part.id for part in self.parts if part.is_wide), *total)

    def fill_block(self, points: Any, block: slice) -> None:
        sums: dict[str, Any] = {}
        self.totals[block] = added(self.tree, points, sums)
        for place, name in enumerate(self.aspect_ids):
            self.aspects[place, block] = sums[name]
        self.published[block] = self.rounded(self.totals[block])


def _rounding(tree: Sum, places: int) -> Callable[[Any], IntArray]:
    if not tree.is_wide:
        with suppress(NoKernel):
            return score_rounding(tree.base, places, tree.reach)
    return partial(rounded_objects, base=tree.base, places=places)


def _blocks(rows: int) -> Iterator[slice]:
    for low in range(0, rows, BLOCK):
        yield slice(low, min(low + BLOCK, rows))
