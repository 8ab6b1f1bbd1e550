"""Parameters: numbers of the rules that change with time. Which of their values counts on a day."""

from collections.abc import Iterator
from datetime import date

from paritrana.criteria.model import Category, Parameter
from paritrana.criteria.remarks import Remark


def in_force(category: Category, on: date) -> tuple[Category, tuple[Remark, ...]]:
    """The category with only those values of its parameters that are in force on a day, and what lacks one (C030)."""
    kept = tuple(_at(parameter, on) for parameter in category.parameters)
    lacking = tuple(
        Remark("C030", ("parameters", index), {"name": parameter.id, "first": str(parameter.values[0].start)})
        for index, (parameter, found) in enumerate(zip(category.parameters, kept, strict=True))
        if found is None
    )
    if lacking:
        return category, lacking
    return category.model_copy(update={"parameters": tuple(filter(None, kept))}), ()


def _at(parameter: Parameter, on: date) -> Parameter | None:
    begun = [value for value in parameter.values if value.start <= on]
    if not begun:
        return None
    latest = max(begun, key=lambda value: value.start)
    return parameter.model_copy(update={"values": (latest,)})


def ascending(category: Category) -> Iterator[Remark]:
    """Values of parameters that do not stand in order of their days, or begin on one day (C031)."""
    for index, parameter in enumerate(category.parameters):
        for at, (before, after) in enumerate(zip(parameter.values, parameter.values[1:], strict=False), start=1):
            if after.start <= before.start:
                path = ("parameters", index, "values", at)
                read = {"read": str(after.start), "expected": str(before.start)}
                yield Remark("C031", path, {"name": parameter.id, **read})
