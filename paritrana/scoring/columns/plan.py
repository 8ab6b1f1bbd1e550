"""What is computed on columns and what row by row: found out once, on no rows at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from paritrana.criteria.fields import Check, Derived, Gate, Role
from paritrana.criteria.model import Category, Indicator
from paritrana.expressions import Expression, denominators
from paritrana.scoring.columns.kernels import earned
from paritrana.scoring.columns.ratio import NoKernel
from paritrana.scoring.columns.scope import Scope
from paritrana.scoring.columns.table import Table
from paritrana.scoring.columns.words import Truth

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Work:
    """Parts of a category that are computed in one way. Indicators come with their row among the points."""

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
    """The work on columns and the work row by row."""

    columns: Work
    rows: Work


def plan_work(table: Table) -> Plan:
    """Every part that has a kernel, and every part that has none; what can change no rank is left out.

    A derived value is looked at for its faults alone, so only where one can occur.
    """
    category, scope = table.category, Scope(table, slice(0, 0))
    places = category.precision.points
    indicators = [(row, indicator) for row, (indicator, _) in enumerate(category.indicators())]
    derived = [item for item in table.derived.values() if _can_fail(item.formula, scope)]
    checks = [check for check in category.checks if check.level == "error"]

    def scores(part: tuple[int, Indicator]) -> None:
        if places == "exact":
            raise NoKernel
        earned(part[1].rule, scope, places)

    scored, unscored = _parted(indicators, scores)
    told, untold = _parted(derived, lambda item: scope.value(item.formula))
    opened, unopened = _parted(category.gates, lambda gate: judged(gate.condition, scope))
    tried, untried = _parted(checks, lambda check: judged(check.condition, scope))
    return Plan(Work(scored, told, opened, tried), Work(unscored, untold, unopened, untried))


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


def _can_fail(formula: Expression, scope: Scope) -> bool:
    """Whether a fault can occur: the kernels know none but a division by zero."""
    try:
        scope.value(formula)
    except NoKernel:
        return True
    return bool(denominators(formula))


def _parted(parts: Iterable[Part], attempt: Callable[[Part], object]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    done: list[Part] = []
    left: list[Part] = []
    for part in parts:
        try:
            attempt(part)
            done.append(part)
        except NoKernel:
            left.append(part)
    return tuple(done), tuple(left)
