"""What decides a rank, rung by rung: keys to sort by, the smallest first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from paritrana.criteria.model import Rung
from paritrana.entry.model import Candidate
from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.lazy import Block
from paritrana.scoring.columns.ratio import NoKernel, Ratio, negative
from paritrana.scoring.columns.rows import rows_of
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.table import Table
from paritrana.scoring.columns.words import Word, numeric
from paritrana.scoring.ranking import LOT, lot

Keys: TypeAlias = Iterator[IntArray]
"""Columns that, compared one after the other, order the rows exactly, the smallest first."""

Step: TypeAlias = Callable[[IntArray], Keys]
"""The keys of the rows with these numbers."""

DIGITS = 62


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """The score, the rungs, and the lot where one is drawn (else the tied share their rank)."""

    score: Step
    rungs: tuple[Step, ...]
    lot: Step | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All that is compared, in this order."""
        return (self.score, *self.rungs, *((self.lot,) if self.lot else ()))

    @property
    def depth(self) -> int:
        """The level of rows that agree in everything."""
        return len(self.steps)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """All that a rung may compare: columns of the table, points and scores (one row per indicator or aspect)."""

    scope: Scope
    indicators: tuple[str, ...]
    points: Any
    aspect_ids: tuple[str, ...]
    aspects: Any
    totals: Any
    published: IntArray


def ladder_of(standing: Standing, codes: Sequence[str] | None, seed: str) -> Ladder:
    """The declared ladder of a category."""
    ranking = standing.scope.table.category.ranking
    total = standing.published if ranking.rank_on == "published" else standing.totals
    draw = _drawn(standing.scope.table.category.category, codes, seed) if codes is not None else None
    rungs = tuple(_rung(rung, standing) for rung in ranking.ties)
    return Ladder(_counted(total, best_high=True), rungs, draw if ranking.still_tied == LOT else None)


def _rung(rung: Rung, standing: Standing) -> Step:
    high = rung.order == "desc"
    if rung.by in standing.aspect_ids:
        return _counted(standing.aspects[standing.aspect_ids.index(rung.by)], best_high=high)
    if rung.by in standing.indicators:
        return _counted(standing.points[standing.indicators.index(rung.by)], best_high=high)
    return lambda rows: _input_keys(standing.scope, rung.by, rows, best_high=high)


def _counted(values: Any, *, best_high: bool) -> Step:
    """Keys of whole numbers, or of any exact numbers held as objects."""

    def keys(rows: IntArray) -> Keys:
        found = values[rows]
        numbers = dense(found.tolist()) if found.dtype == object else np.asarray(found, np.int64)
        yield -numbers if best_high else numbers

    return keys


def dense(values: Sequence[Any]) -> IntArray:
    """The places of values among all different ones: 0 for the smallest."""
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([places[value] for value in values], np.int64)


def _input_keys(scope: Scope, name: str, rows: IntArray, *, best_high: bool) -> Keys:
    """Keys of a field or derived value; a missing one comes last whichever end wins."""
    try:
        value = scope.named(name)
    except NoKernel:
        return _plain_keys(scope.table, name, rows, best_high=best_high)
    if isinstance(value, Word):
        return iter([np.zeros(len(rows), np.int64)])
    number = numeric(value)
    if number.top.bit_length() >= DIGITS:
        return _plain_keys(scope.table, name, rows, best_high=best_high)
    block = Block(rows)
    missing = None if number.missing is None else number.missing.of(block)
    return _last(digits(negative(number) if best_high else number, block), missing)


def _last(keys: Keys, missing: Mask | None) -> Keys:
    """The keys with missing rows behind all others, and all alike."""
    for place, key in enumerate(keys):
        behind = key.max(initial=0) + 1 if place == 0 else 0
        yield key if missing is None else np.where(missing, behind, key)


def digits(value: Ratio, block: Block) -> Keys:
    """Keys that order exact rationals: the quotient with as many binary places as fit, then further places.

    Two fractions with denominators up to `top` differ by at least 1 / top², so twice its bits are enough.
    """
    num = value.num if isinstance(value.num, int) else value.num.of(block)
    if value.den is None:
        yield np.asarray(num, np.int64)
        return
    den = value.den.of(block)
    width = value.top.bit_length()
    places = DIGITS - value.reach.bit_length()
    quotient, rest = np.divmod(np.left_shift(num, places, dtype=np.int64), den)
    yield quotient
    while places < 2 * width:
        quotient, rest = np.divmod(rest << (DIGITS - width), den)
        yield quotient
        places += DIGITS - width


def _plain_keys(table: Table, name: str, rows: IntArray, *, best_high: bool) -> Keys:
    """Keys of what has no kernel: numbers and dates count, texts and marks do not."""
    values = [_height(row.inputs.get(name)) for row in rows_of(table, (name,), rows)]
    known = dense([value for value in values if value is not None])
    missing = np.array([value is None for value in values], np.bool_)
    found = np.zeros(len(values), np.int64)
    found[~missing] = -known if best_high else known
    return _last(iter([found]), missing)


def _height(value: Any) -> Fraction | None:
    if hasattr(value, "toordinal"):
        return Fraction(value.toordinal())
    return Fraction(value) if isinstance(value, Fraction | bool) else None


def _drawn(category: str, codes: Sequence[str], seed: str) -> Step:
    def keys(rows: IntArray) -> Keys:
        names = [codes[row] for row in rows.tolist()]
        yield dense([lot(Candidate(code=name, category=category, name=""), seed) for name in names])

    return keys
