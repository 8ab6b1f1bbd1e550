"""The sheet that both ways of computing fill in: points, who is returned, for whom a gate is shut."""

from typing import Any

import numpy as np

from paritrana.criteria.model import Indicator
from paritrana.decimals import round_units
from paritrana.expressions import Result as Judged
from paritrana.expressions import evaluate
from paritrana.rules import Outcome
from paritrana.scoring.columns.arrays import IntArray, Mask
from paritrana.scoring.columns.kernels import Earned
from paritrana.scoring.columns.lazy import Block, LazyMask, fitting
from paritrana.scoring.columns.plan import Plan, owed
from paritrana.scoring.columns.rows import plain, rows_of
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.table import Table
from paritrana.scoring.columns.words import Truth, denied, present


class Sheet:
    """`points` is indicators × rows; `returned` and `shut` are masks of the rows."""

    def __init__(self, table: Table, plan: Plan) -> None:
        self.table = table
        self.places = table.category.precision.points
        self.plan = plan
        count = len(plan.indicators) + len(plan.rows.indicators)
        self.points: Any = np.zeros((count, table.rows), self._kind())
        self.returned: Mask = np.zeros(table.rows, np.bool_)
        self.shut: Mask = np.zeros(table.rows, np.bool_)

    def _kind(self) -> type[np.generic]:
        """Every kernel gives points between 0 and 100: 16 bits hold them with two decimals, 32 with up to seven."""
        if self.places == "exact":
            return np.object_
        top = 100 * 10 ** int(self.places)
        if self.plan.rows.indicators:
            return np.int64
        return np.int16 if top <= np.iinfo(np.int16).max else fitting(top)

    def fill_rows(self, scope: Scope) -> None:
        """Everything without a kernel, row by row."""
        work = self.plan.rows
        if not work.ids:
            return
        everything = Block(slice(None))
        debts = {gate.id: owed(gate, scope) for gate in work.gates}
        owing = {name: debt.of(everything) for name, debt in debts.items() if debt is not None}
        for number, row in enumerate(rows_of(self.table, work.names)):
            self.returned[number] |= row.is_broken
            for place, indicator in work.indicators:
                self._enter(place, number, indicator, indicator.rule.score(row.inputs))
            for gate in work.gates:
                self._pass(number, evaluate(gate.condition, plain(row.inputs)), owing.get(gate.id))
            for check in work.checks:
                judged = evaluate(check.condition, plain(row.inputs))
                self.returned[number] |= bool(judged.faults) or judged.value is False

    def fill_block(self, rows: slice) -> None:
        """Everything with a kernel, for a block of rows."""
        block, plan = Block(rows), self.plan
        for fault in plan.faults:
            self.returned[rows] |= fault.of(block)
        for place, indicator, found in plan.indicators:
            self._enter_block(self.points[place, rows], indicator, found, block)
        for holds, owing in plan.gates:
            self._pass_block(holds, owing, block)
        for holds in plan.checks:
            self.returned[rows] |= present(denied(holds)).of(block)
            if holds.fault is not None:
                self.returned[rows] |= holds.fault.of(block)

    def _enter(self, place: int, number: int, indicator: Indicator, outcome: Outcome) -> None:
        if outcome.points is None:
            self.returned[number] |= bool(outcome.fault) or self._returns(indicator)
        else:
            exact = self.places == "exact"
            self.points[place, number] = outcome.points if exact else round_units(outcome.points, int(self.places))

    def _enter_block(self, row: IntArray, indicator: Indicator, found: Earned, block: Block) -> None:
        row[:] = found.units if isinstance(found.units, int) else found.units.of(block)
        for blank, returns in ((found.missing, self._returns(indicator)), (found.fault, True)):
            if blank is None:
                continue
            where = blank.of(block)
            np.copyto(row, 0, where=where)
            if returns:
                self.returned[block.select] |= where

    def _returns(self, indicator: Indicator) -> bool:
        return (indicator.missing or self.table.category.missing) == "return"

    def _pass(self, number: int, judged: Judged, owing: Mask | None) -> None:
        owed_a_figure = judged.value is None and owing is not None and bool(owing[number])
        if judged.faults or owed_a_figure:
            self.returned[number] = True
        else:
            self.shut[number] |= judged.value is not True

    def _pass_block(self, holds: Truth, owing: LazyMask, block: Block) -> None:
        """A gate that cannot be computed, or that wants a figure the committee owes, returns the row; else it is shut.

        Whoever is returned is not gated, so it does no harm to shut the gate as well.
        """
        self.shut[block.select] |= ~present(holds).of(block)
        if holds.fault is not None:
            self.returned[block.select] |= holds.fault.of(block)
        if holds.missing is not None and owing is not None:
            self.returned[block.select] |= holds.missing.of(block) & owing.of(block)

    def reaches(self) -> list[int]:
        """The largest magnitude of every indicator's units: 100, or what rows without a kernel have."""
        base = 1 if self.places == "exact" else 10 ** int(self.places)
        found = [100 * base] * len(self.points)
        for place, _ in self.plan.rows.indicators:
            row = self.points[place]
            found[place] = max(int(abs(row.max())), int(abs(row.min())), 1) if len(row) else 1
        return found
