"""`relative`: points by a candidate's place among its group."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from paritrana.rules.base import FULL, GroupRule, Outcome, goalposts, on_common_ground, told
from paritrana.rules.inexact import in_roots, root
from paritrana.rules.scalars import Number, Whole, lacking, refusal, upside_down

_ZSCORE_ONLY = ("ddof", "zero_at", "full_at")


class Relative(GroupRule):
    """Points by rank, percentile, range or standard score among the n candidates of a group that have a value.

    - `rank`: 100 × (n − r) ÷ (n − 1), r being 1 + the number of better candidates (1-2-2-4);
    - `percentile`: 100 × (worse + equal ÷ 2) ÷ n, `equal` counting the candidate itself (the mid-rank definition);
    - `minmax`: 100 × (value − worst) ÷ (best − worst);
    - `zscore`: z = (value − mean) ÷ standard deviation, the latter over n − `ddof`; goalposts on z, capped to 0–100.
      z has 50 exact decimals.

    With `better: lower` every comparison is mirrored, and z is (mean − value) ÷ standard deviation, so `zero_at` is
    always below `full_at`. Where all values are equal, a single one included, everyone has `all_equal` points. A
    candidate without a value is missing and does not count for n.
    """

    kind: Literal["relative"]
    method: Literal["rank", "percentile", "minmax", "zscore"]
    better: Literal["higher", "lower"]
    all_equal: Number = Field(ge=0, le=100)
    ddof: Annotated[Whole, Field(le=1)] | None = None
    zero_at: Number | None = None
    full_at: Number | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for key in _ZSCORE_ONLY:
            given = getattr(self, key) is not None
            if given and self.method != "zscore":
                raise refusal("zscore_only", f"method: {self.method}", name=key)
            if not given and self.method == "zscore":
                raise lacking(key)
        if self.zero_at is not None and self.full_at is not None and self.zero_at >= self.full_at:
            raise upside_down(self.zero_at, self.full_at)
        return self

    def settle(self, values: Mapping[str, Fraction]) -> Mapping[str, Outcome]:
        if len(set(values.values())) <= 1:
            points, matched = Fraction(self.all_equal), told(n=len(values))
            return {code: Outcome(points, value, matched) for code, value in values.items()}
        sign = 1 if self.better == "higher" else -1
        settle = {"rank": _rank, "percentile": _percentile, "minmax": _minmax, "zscore": self._zscore}[self.method]
        settled = settle([sign * value for value in values.values()], sign)
        pairs = zip(values.items(), settled, strict=True)
        return {code: Outcome(points, value, matched) for (code, value), (points, matched) in pairs}

    def _zscore(self, values: list[Fraction], sign: int) -> "Settled":
        number, (whole, unit) = len(values), on_common_ground(values)
        total = sum(whole)
        away = [number * value - total for value in whole]
        square = Fraction(sum(value * value for value in away), number - (self.ddof or 0))
        mean, sd = Fraction(total, number * unit), root(square / (number * unit) ** 2)
        matched = told(mean=sign * mean, sd=Fraction(sd), n=number)
        zero, full = self.zero_at or Decimal(0), self.full_at or Decimal(0)
        return [(goalposts(in_roots(Fraction(value), square), zero, full), matched) for value in away]


Settled = list[tuple[Fraction, str]]
"""Points of each value, and what decided; values are negated (sign −1) where the lower is the better."""


def _rank(values: list[Fraction], sign: int) -> Settled:  # noqa: ARG001
    ordered, number = sorted(values), len(values)
    ranks = [1 + number - bisect_right(ordered, value) for value in values]
    return [(FULL * (number - rank) / (number - 1), told(rank=rank, n=number)) for rank in ranks]


def _percentile(values: list[Fraction], sign: int) -> Settled:  # noqa: ARG001
    ordered, number = sorted(values), len(values)
    ends = [(bisect_left(ordered, value), bisect_right(ordered, value)) for value in values]
    return [
        (FULL * Fraction(worse + upto, 2 * number), told(worse=worse, equal=upto - worse, n=number))
        for worse, upto in ends
    ]


def _minmax(values: list[Fraction], sign: int) -> Settled:
    worst, best = min(values), max(values)
    matched = told(worst=sign * worst, best=sign * best, n=len(values))
    return [(FULL * (value - worst) / (best - worst), matched) for value in values]
