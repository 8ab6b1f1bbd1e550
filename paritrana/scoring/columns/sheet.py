"""The sheet that both ways of computing fill in: points, who is returned, for whom a gate is shut."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from paritrana.criteria.fields import Check, Gate
from paritrana.criteria.model import Indicator
from paritrana.decimals import round_units
from paritrana.expressions import truth
from paritrana.rules import Outcome
from paritrana.scoring.columns.arrays import Mask, Select, union
from paritrana.scoring.columns.kernels import Earned, earned
from paritrana.scoring.columns.plan import Work, judged, owed_by_committee
from paritrana.scoring.columns.rows import plain, rows_of
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.table import Table


class Sheet:
    """`points` is indicators × rows; `returned` and `shut` are masks of the rows."""

    def __init__(self, table: Table, count: int) -> None:
        self.table = table
        self.places = table.category.precision.points
        self.points: Any = np.zeros((count, table.rows), object if self.places == "exact" else np.int64)
        self.returned: Mask = np.zeros(table.rows, np.bool_)
        self.shut: Mask = np.zeros(table.rows, np.bool_)

    def fill_rows(self, work: Work) -> None:
        """Everything without a kernel, row by row."""
        if not work.ids:
            return
        owed = {gate.id: self._owed(gate, slice(None)) for gate in work.gates}
        for number, row in enumerate(rows_of(self.table, work.names)):
            self.returned[number] |= row.is_broken
            for place, indicator in work.indicators:
                self._enter(place, number, indicator, indicator.rule.score(row.inputs))
            for gate in work.gates:
                self._pass(number, truth(gate.condition, plain(row.inputs)), owed[gate.id])
            for check in work.checks:
                self.returned[number] |= truth(check.condition, plain(row.inputs)) is False

    def fill_block(self, work: Work, block: slice) -> None:
        """Everything with a kernel, for a block of rows."""
        scope = Scope(self.table, block)
        for item in work.derived:
            self._return(scope.value(item.formula).fault, block)
        for place, indicator in work.indicators:
            self._enter_block(place, indicator, earned(indicator.rule, scope, int(self.places)), block)
        for gate in work.gates:
            self._pass_block(gate, scope)
        self._check_block(work.checks, scope)

    def _enter(self, place: int, number: int, indicator: Indicator, outcome: Outcome) -> None:
        if outcome.points is None:
            self.returned[number] |= bool(outcome.fault) or self._returns(indicator)
        else:
            exact = self.places == "exact"
            self.points[place, number] = outcome.points if exact else round_units(outcome.points, int(self.places))

    def _enter_block(self, place: int, indicator: Indicator, found: Earned, block: slice) -> None:
        row = self.points[place, block]
        row[:] = found.units
        for blank in (found.missing, found.fault):
            if blank is not None:
                np.copyto(row, 0, where=blank)
        self._return(found.fault, block)
        if self._returns(indicator):
            self._return(found.missing, block)

    def _returns(self, indicator: Indicator) -> bool:
        return (indicator.missing or self.table.category.missing) == "return"

    def _return(self, where: Mask | None, block: Select) -> None:
        if where is not None:
            self.returned[block] |= where

    def _pass(self, number: int, holds: bool | None, owed: Mask | None) -> None:
        if holds is None and owed is not None and owed[number]:
            self.returned[number] = True
        else:
            self.shut[number] |= holds is not True

    def _pass_block(self, gate: Gate, scope: Scope) -> None:
        """A gate that cannot be judged returns the row where the committee owes a figure, else it is shut."""
        judgement = judged(gate.condition, scope)
        shut = ~judgement.holds if judgement.missing is None else ~judgement.holds | judgement.missing
        owed = self._owed(gate, scope.select)
        if judgement.missing is not None and owed is not None:
            self._return(judgement.missing & owed, scope.select)
        self.shut[scope.select] |= shut

    def _owed(self, gate: Gate, select: Select) -> Mask | None:
        found: Mask | None = None
        for name in owed_by_committee(gate.condition.names, self.table):
            found = union(found, self.table.missing(name, select))
        return found

    def _check_block(self, checks: Iterable[Check], scope: Scope) -> None:
        for check in checks:
            judgement = judged(check.condition, scope)
            failed = ~judgement.holds if judgement.missing is None else ~judgement.holds & ~judgement.missing
            self._return(failed, scope.select)

    def reaches(self, work: Work) -> list[int]:
        """The largest magnitude of every indicator's units: 100, or what rows without a kernel have."""
        base = 1 if self.places == "exact" else 10 ** int(self.places)
        found = [100 * base] * len(self.points)
        for place, _ in work.indicators:
            row = self.points[place]
            found[place] = max(int(abs(row.max())), int(abs(row.min())), 1) if len(row) else 1
        return found
