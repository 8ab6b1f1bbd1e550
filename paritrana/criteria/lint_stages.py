"""What the lint has to say about stages: aspects without one or with two, lines that lead nowhere."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.remarks import Remark
from paritrana.criteria.tree import walk
from paritrana.criteria.typing import guess
from paritrana.decimals import plain
from paritrana.text import spoken

ONE = Fraction(1)


def stages(category: Category) -> Iterator[Remark]:
    """Everything about the stages of a category; nothing where it has none."""
    if category.stages:
        yield from _aspects(category)
        yield from _order(category)
        yield from _weights(category)
        yield from _forgotten(category)


def _aspects(category: Category) -> Iterator[Remark]:
    """Every topmost aspect belongs to one stage, and no stage names another thing."""
    known = tuple(aspect.id for aspect in category.aspects)
    taken: set[str] = set()
    for index, stage in enumerate(category.stages):
        for place, name in enumerate(stage.aspects):
            path = ("stages", index, "aspects", place)
            if name not in known:
                yield Remark("C007", path, {"name": name, **guess(name, known)})
            elif name in taken:
                yield Remark("C006", path, {"id": name})
            taken.add(name)
    for name in known:
        if name not in taken:
            yield _wrong(("stages",), "stages.nowhere", id=name)


def _order(category: Category) -> Iterator[Remark]:
    for index, stage in enumerate(category.stages):
        if stage.id in [one.id for one in category.stages[:index]]:
            yield Remark("C006", ("stages", index, "id"), {"id": stage.id})
        if stage.kind == "verification" and index == 0:
            yield _wrong(("stages", index, "kind"), "stages.verification_first", id=stage.id)
    last = len(category.stages) - 1
    if category.stages[last].passing is not None:
        yield _wrong(("stages", last, "pass"), "stages.pass_at_end", id=category.stages[last].id)


def _weights(category: Category) -> Iterator[Remark]:
    weights = {aspect.id: aspect.weight or Fraction(0) for aspect in category.aspects}
    for index, stage in enumerate(category.stages):
        total = sum((weights.get(name, Fraction(0)) for name in stage.aspects), Fraction(0))
        if stage.weight is not None and stage.weight != total:
            details = {"read": plain(stage.weight), "sum": plain(total)}
            yield _wrong(("stages", index, "weight"), "stages.weight", id=stage.id, **details)


def _wrong(path: tuple[str | int, ...], key: str, /, **details: str) -> Remark:
    return Remark("C058", path, spoken("reason", key, **details))


def _forgotten(category: Category) -> Iterator[Remark]:
    """What a stage that replaces others takes from the end: aspects that awards name, and the scale of points."""
    first = max((place for place, one in enumerate(category.stages) if one.counts == "replaces"), default=None)
    if first is None:
        return
    if category.weights == "points":
        yield _wrong(("stages", first, "counts"), "stages.points_replaced", id=category.stages[first].id)
    kept = {name for one in category.stages[first:] for name in one.aspects}
    aspects = [aspect for aspect in category.aspects if aspect.id not in kept]
    gone = {node.id for aspect in aspects for node, _ in walk(aspect, ONE, points=False)}
    awards = category.awards
    named = {cut.by for cut in awards.cutoffs} | {best.by for best in awards.best}
    named |= {name for item in (*awards.predicates, *awards.special) for name in item.when.names}
    for name in sorted(named & gone):
        yield _wrong(("awards",), "stages.forgotten", id=name)
