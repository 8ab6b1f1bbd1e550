"""What is wrong with criteria that are well formed: one pass, every finding with its place."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from paritrana.criteria.fields import Derived, Role
from paritrana.criteria.model import Aspect, Category, Indicator, Node
from paritrana.criteria.nodes import Path
from paritrana.criteria.order import facts_of, ordered_formulas
from paritrana.decimals import plain
from paritrana.expressions import RESERVED, Expression, denominators, to_text

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of the lint: code, place in the tree, words of the message."""

    code: str
    path: Path
    details: Mapping[str, str]


def lint(category: Category) -> tuple[Remark, ...]:
    """Everything the lint has to say about a category, in reading order of its checks."""
    return tuple(remark for check in CHECKS for remark in check(category))


def places(category: Category) -> Iterator[tuple[Path, Node]]:
    """Every aspect and indicator with its path in the file."""
    for index, aspect in enumerate(category.aspects):
        yield from _places(("aspects", index), aspect)


def _places(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
    yield path, node
    if isinstance(node, Aspect):
        for index, inner in enumerate(node.aspects):
            yield from _places((*path, "aspects", index), inner)
        for index, leaf in enumerate(node.indicators):
            yield from _places((*path, "indicators", index), leaf)


def formulas(category: Category) -> Iterator[tuple[Path, Expression]]:
    """Every formula of the file with its path."""
    for key in ("derived", "gates", "checks"):
        for index, item in enumerate(getattr(category, key)):
            part = "formula" if isinstance(item, Derived) else "condition"
            yield (key, index, part), getattr(item, part)
    for path, node in places(category):
        if isinstance(node, Indicator):
            for key in ("value", "target"):
                if isinstance(found := getattr(node.rule, key, None), Expression):
                    yield (*path, "rule", key), found


def _weights(category: Category) -> Iterator[Remark]:
    yield from _sum_of(category.aspects, ("aspects",), category.category)
    for path, node in places(category):
        if isinstance(node, Aspect):
            yield from _sum_of(node.children, path, node.id)


def _sum_of(children: tuple[Node, ...], path: Path, parent: str) -> Iterator[Remark]:
    total = sum((child.weight for child in children), Fraction(0))
    if total != HUNDRED:
        weights = " + ".join(plain(child.weight) for child in children)
        yield Remark(
            "C005",
            path,
            {"parent": parent, "read": plain(total), "expected": "100", "weights": weights or "-"},
        )


def _ids(category: Category) -> Iterator[tuple[Path, str]]:
    for key in ("fields", "derived"):
        for index, item in enumerate(getattr(category, key)):
            yield (key, index, "id"), item.id
    for path, node in places(category):
        yield (*path, "id"), node.id


def _unique(category: Category) -> Iterator[Remark]:
    seen: set[str] = set()
    for path, found in _ids(category):
        if found in seen:
            yield Remark("C006", path, {"id": found})
        if found in RESERVED:
            yield Remark("C004", path, {"key": "id", "read": found, "expected": "nama yang bukan kata rumus"})
        seen.add(found)


def known_values(category: Category) -> tuple[str, ...]:
    """Ids that may stand in a formula: fields and derived values."""
    return (*(field.id for field in category.fields), *(item.id for item in category.derived))


def nearest(name: str, known: tuple[str, ...]) -> str:
    """A kind guess at what was meant, or the list of what there is."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f'Mungkin maksudnya "{near[0]}"?' if near else f"Yang ada: {', '.join(known)}."


def _names(category: Category) -> Iterator[Remark]:
    known = known_values(category)
    for path, formula in formulas(category):
        for name in sorted(formula.names - set(known)):
            yield _unknown(path, name, known)
    for path, node in places(category):
        if isinstance(node, Indicator):
            told = {n for key in ("value", "target") for n in getattr(getattr(node.rule, key, None), "names", ())}
            for name in sorted(node.rule.names - set(known) - told):
                yield _unknown((*path, "rule"), name, known)


def _unknown(path: Path, name: str, known: tuple[str, ...]) -> Remark:
    key = str(path[-1])
    return Remark("C007", path, {"name": name, "key": key, "hint": nearest(name, known)})


def _ladder(category: Category) -> Iterator[Remark]:
    known = tuple(found for _, found in _ids(category))
    for index, rung in enumerate(category.ranking.ties):
        if rung.by not in known:
            yield _unknown(("ranking", "ties", index, "by"), rung.by, known)
    basis = category.ranking.basis
    if basis and basis not in known_values(category):
        yield _unknown(("ranking", "basis"), basis, known_values(category))


def _circles(category: Category) -> Iterator[Remark]:
    circle = ordered_formulas(category).circle
    if circle:
        yield Remark("C022", ("derived",), {"read": " → ".join(circle)})


def _rules(category: Category) -> Iterator[Remark]:
    facts = facts_of(category)
    for path, node in places(category):
        if isinstance(node, Indicator):
            for complaint in node.rule.complaints(node.id, facts):
                yield Remark(complaint.code, (*path, "rule"), complaint.details)
            if node.rule.top != HUNDRED:
                yield Remark("C021", (*path, "rule"), {"id": node.id, "read": plain(node.rule.top)})


def _missing(category: Category) -> Iterator[Remark]:
    for path, node in places(category):
        if isinstance(node, Indicator) and (node.missing or category.missing) is None:
            yield Remark("C012", path, {"key": f"missing ({node.id})", "expected": "zero / return"})


def _used(category: Category) -> Iterator[Remark]:
    used: set[str] = set()
    for _, formula in formulas(category):
        used |= formula.names
    for node, _ in category.indicators():
        used |= node.rule.names
    used |= {rung.by for rung in category.ranking.ties} | {category.ranking.basis or ""}
    for index, field in enumerate(category.fields):
        if field.id not in used and not field.info_only:
            yield Remark("C013", ("fields", index), {"id": field.id})


def _sources(category: Category) -> Iterator[Remark]:
    for path, node in places(category):
        if isinstance(node, Indicator) and not node.source:
            yield Remark("C014", path, {"id": node.id})


def _divisors(category: Category) -> Iterator[Remark]:
    facts = facts_of(category)
    for path, formula in formulas(category):
        for divisor in denominators(formula):
            name = to_text(divisor)
            known = facts.get(name)
            if known is not None and (known.minimum is None or known.minimum <= 0):
                yield Remark("C016", path, {"read": name, "key": ".".join(map(str, path))})


def _bases(category: Category) -> Iterator[Remark]:
    ranking = category.ranking
    known = facts_of(category).get(ranking.basis or "")
    if known is not None and len(known.options) != 1 and ranking.mixed_bases is None:
        yield Remark("C024", ("ranking", "basis"), {"id": ranking.basis or ""})


def _groups(category: Category) -> Iterator[Remark]:
    seen: set[str] = set()
    for index, group in enumerate(category.groups):
        if group.id in seen:
            yield Remark("C006", ("groups", index, "id"), {"id": group.id})
        seen.add(group.id)


def _marks(category: Category) -> Iterator[Remark]:
    """Marks are several values; only the panel rule may read them."""
    marks = {field.id for field in category.fields if field.filled_by is Role.PANEL}
    for path, formula in formulas(category):
        for name in sorted(formula.names & marks):
            details = {"rule": "rumus", "id": str(path[0]), "field": name}
            yield Remark("C018", path, {**details, "read": "isian panel", "expected": "bukan panel"})


CHECKS = (
    _weights,
    _unique,
    _names,
    _ladder,
    _circles,
    _rules,
    _missing,
    _used,
    _sources,
    _divisors,
    _bases,
    _groups,
    _marks,
)
