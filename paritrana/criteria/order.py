"""Which derived value is computed when, and what rules may know of the fields they read."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from paritrana.answers import Kind
from paritrana.criteria.fields import Derived, Field, Role
from paritrana.criteria.model import Category, Parameter
from paritrana.rules import Facts, FieldFacts


@dataclass(frozen=True, slots=True)
class Order:
    """Derived values, each after those it needs; `circle` names those that need each other."""

    formulas: tuple[Derived, ...]
    circle: tuple[str, ...] = ()


def ordered_formulas(category: Category) -> Order:
    """The order of computation of the derived values."""
    waiting = {item.id: item for item in category.derived}
    done: list[Derived] = []
    while waiting:
        ready = [item for item in waiting.values() if not item.formula.names & waiting.keys()]
        if not ready:
            return Order(tuple(done), tuple(waiting))
        for item in ready:
            done.append(waiting.pop(item.id))
    return Order(tuple(done))


def fields_behind(names: Iterable[str], category: Category) -> frozenset[str]:
    """The ids of the fields that names (of fields and derived values) rest on."""
    wanted = set(names)
    for item in reversed(ordered_formulas(category).formulas):
        if item.id in wanted:
            wanted |= item.formula.names
    return frozenset(field.id for field in category.fields if field.id in wanted)


def facts_of(category: Category) -> Facts:
    """What the rules may know of fields and derived values, by id."""
    derived = {item.id: FieldFacts(Kind.NUMBER) for item in category.derived}
    parameters = {item.id: _bounds(item) for item in category.parameters}
    return {**derived, **parameters, **{field.id: _facts(field) for field in category.fields}}


def _bounds(parameter: Parameter) -> FieldFacts:
    """A parameter is one of the values it has had; where only the one in force is left, just that."""
    values = [Fraction(item.value) for item in parameter.values]
    return FieldFacts(Kind.NUMBER, minimum=min(values), maximum=max(values))


def _facts(field: Field) -> FieldFacts:
    low, high = field.lowest, field.highest
    return FieldFacts(
        kind=field.kind,
        options=tuple(option.code for option in field.options),
        minimum=None if low is None else Fraction(low),
        maximum=None if high is None else Fraction(high),
        by_panel=field.filled_by is Role.PANEL,
        places=field.places if field.kind.is_numeric else None,
    )
