"""From points to aspect scores and totals: integer weights over one denominator each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from paritrana.criteria.model import Aspect, Category
from paritrana.scoring.columns.lazy import fitting
from paritrana.scoring.columns.ratio import LIMIT


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator: its row among the points, their base, and the largest magnitude of its units."""

    row: int
    base: int
    reach: int
    is_wide = False


@dataclass(frozen=True, slots=True)
class Sum:
    """An aspect (or the total, with an empty id): Σ factor × part, over `base`. `is_wide`: more than 64 bits."""

    id: str
    parts: tuple[tuple[int, "Leaf | Sum"], ...]
    base: int
    reach: int
    is_wide: bool


def plan_tree(category: Category, base: int, reaches: Sequence[int], *, exact: bool) -> Sum:
    """The sum of a category's aspects; `reaches` are the largest magnitudes of each indicator's units.

    With `exact` the points are fractions, and all is added as such.
    """
    leaves = iter([Leaf(row, base, reach) for row, reach in enumerate(reaches)])
    found = [(Fraction(aspect.weight or 0), _planned(aspect, leaves, exact)) for aspect in category.aspects]
    return _sum("", found, exact)


def aspects_of(total: Sum) -> Iterator[Sum]:
    """Every aspect below, in reading order."""
    for _, part in total.parts:
        if isinstance(part, Sum):
            yield part
            yield from aspects_of(part)


def added(node: Sum, points: Any, sums: dict[str, Any]) -> Any:
    """The numerators of a node for a block of points (indicators × rows); those of all nodes go into `sums`."""
    kind = np.object_ if node.is_wide else fitting(node.reach)
    total = np.zeros(points.shape[1], kind)
    for factor, part in node.parts:
        column = points[part.row] if isinstance(part, Leaf) else added(part, points, sums)
        total += column if factor == 1 else np.multiply(column, factor, dtype=kind)
    sums[node.id] = total
    return total


def _planned(aspect: Aspect, leaves: Iterator[Leaf], exact: bool) -> Sum:
    parts = [
        (Fraction(child.weight or 0), _planned(child, leaves, exact) if isinstance(child, Aspect) else next(leaves))
        for child in aspect.children
    ]
    return _sum(aspect.id, parts, exact)


def _sum(name: str, parts: Sequence[tuple[Fraction, Leaf | Sum]], exact: bool) -> Sum:
    shares = [weight / 100 / part.base for weight, part in parts]
    base = lcm(*(share.denominator for share in shares))
    factors = [int(share * base) for share in shares]
    reach = sum(factor * part.reach for factor, (_, part) in zip(factors, parts, strict=True))
    wide = exact or reach >= LIMIT or any(part.is_wide for _, part in parts) or any(f >= LIMIT for f in factors)
    kept = tuple((factor, part) for factor, (_, part) in zip(factors, parts, strict=True))
    return Sum(name, kept, base, reach, wide)
