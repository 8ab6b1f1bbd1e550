"""What is computed on columns and what row by row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

from paritrana.criteria.fields import Check, Derived, Gate, Role
from paritrana.criteria.model import Category, Indicator
from paritrana.expressions import Expression
from paritrana.scoring.columns.kernels import Earned, earned
from paritrana.scoring.columns.lazy import Lazy, LazyMask, union
from paritrana.scoring.columns.ratio import NoKernel
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.table import Table
from paritrana.scoring.columns.words import Truth

Part = TypeVar("Part")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Work:
    """Parts of a category without a kernel. Indicators come with their row among the points."""

    indicators: tuple[tuple[int, Indicator], ...]
    derived: tuple[Derived, ...]
    gates: tuple[Gate, ...]
    checks: tuple[Check, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        parts: list[Indicator | Derived | Gate | Check] = [indicator for _, indicator in self.indicators]
        return tuple(part.id for part in (*parts, *self.derived, *self.gates, *self.checks))

    @property
    def names(self) -> frozenset[str]:
        """Everything these parts read, and the derived values among them."""
        found = [indicator.rule.names for _, indicator in self.indicators]
        found += [gate.condition.names for gate in self.gates]
        found += [check.condition.names for check in self.checks]
        return frozenset(item.id for item in self.derived).union(*found)


@dataclass(frozen=True, slots=True)
class Plan:
    """The work row by row, and the columns planned for the rest: points, faults of derived values, conditions."""

    rows: Work
    indicators: tuple[tuple[int, Indicator, Earned], ...]
    faults: tuple[Lazy, ...]
    gates: tuple[tuple[Truth, LazyMask], ...]
    checks: tuple[Truth, ...]


def plan_work(table: Table, scope: Scope) -> Plan:
    """Every part of a category on columns where there is a kernel, else among the rows; warnings change no rank."""
    category = table.category
    places = category.precision.points

    def scored(part: tuple[int, Indicator]) -> Earned:
        if places == "exact":
            raise NoKernel
        return earned(part[1].rule, scope, places)

    checks = tuple(check for check in category.checks if check.level == "error")
    points, unscored = _parted(tuple(enumerate(one for one, _ in category.indicators())), scored)
    faults, untold = _parted(tuple(table.derived.values()), lambda item: scope.derived(item.id).fault)
    opened, unopened = _parted(category.gates, lambda gate: judged(gate.condition, scope))
    tried, untried = _parted(checks, lambda check: judged(check.condition, scope))
    return Plan(
        rows=Work(unscored, untold, unopened, untried),
        indicators=tuple((row, indicator, found) for (row, indicator), found in points),
        faults=tuple(fault for _, fault in faults if fault is not None),
        gates=tuple((holds, owed(gate, scope)) for gate, holds in opened),
        checks=tuple(holds for _, holds in tried),
    )


def owed(gate: Gate, scope: Scope) -> LazyMask:
    """Where a figure behind a gate is missing that is not the candidate's to fill in."""
    masks = [scope.missing(name) for name in owed_by_committee(gate.condition.names, scope.table)]
    return reduce(union, masks, None)


def judged(condition: Expression, scope: Scope) -> Truth:
    """Whether a condition holds. Raises NoKernel where it is none."""
    value = scope.value(condition)
    if not isinstance(value, Truth):
        raise NoKernel
    return value


def owed_by_committee(names: frozenset[str], table: Table) -> tuple[str, ...]:
    """The fields behind names, through derived values, that are not the candidate's to fill in."""
    wanted = set(names)
    for item in reversed(table.derived.values()):
        if item.id in wanted:
            wanted |= item.formula.names
    fields = table.category.fields
    return tuple(field.id for field in fields if field.id in wanted and field.filled_by is not Role.CANDIDATE)


def points_base(category: Category) -> int:
    """What the units of points are parts of."""
    places = category.precision.points
    return 1 if places == "exact" else 10**places


def _parted(
    parts: Sequence[Part], planned: Callable[[Part], Made]
) -> tuple[tuple[tuple[Part, Made], ...], tuple[Part, ...]]:
    """Every part with what was planned for it, and those that cannot be planned."""
    done: list[tuple[Part, Made]] = []
    left: list[Part] = []
    for part in parts:
        try:
            done.append((part, planned(part)))
        except NoKernel:
            left.append(part)
    return tuple(done), tuple(left)
