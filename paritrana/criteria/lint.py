"""What is wrong with criteria that are well formed: one pass, every finding with its place."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.answers import Kind
from paritrana.criteria.fields import Role
from paritrana.criteria.lint_formulas import FORMULA_CHECKS
from paritrana.criteria.model import Aspect, Category, Indicator, Node
from paritrana.criteria.nodes import Path
from paritrana.criteria.order import facts_of
from paritrana.criteria.remarks import Remark, formulas, places
from paritrana.criteria.typing import guess, what_belongs
from paritrana.decimals import plain
from paritrana.expressions import RESERVED
from paritrana.text import spoken

HUNDRED = Fraction(100)


def lint(category: Category) -> tuple[Remark, ...]:
    """Everything the lint has to say about a category, in reading order of its checks."""
    return tuple(remark for check in CHECKS for remark in check(category))


def _weights(category: Category) -> Iterator[Remark]:
    yield from _sum_of(category.aspects, ("aspects",), category.category)
    for path, node in places(category):
        if isinstance(node, Aspect):
            yield from _sum_of(node.children, path, node.id)


def _sum_of(children: tuple[Node, ...], path: Path, parent: str) -> Iterator[Remark]:
    total = sum((child.weight for child in children), Fraction(0))
    if total != HUNDRED:
        weights = " + ".join(_share(child.weight) for child in children)
        yield Remark(
            "C005",
            path,
            {"parent": parent, "read": _unlike_hundred(total), "expected": "100", "weights": weights or "-"},
        )


def _share(weight: Fraction) -> str:
    """A weight as it was written: decimals, or a fraction of the whole."""
    shown = plain(weight, 30)
    return shown if Fraction(shown) == weight else str(weight / 100)


def _unlike_hundred(total: Fraction) -> str:
    """A sum with as many decimals as it takes to see that it is not 100."""
    return next((shown for limit in (6, 12, 30) if (shown := plain(total, limit)) != "100"), str(total))


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
            yield Remark("C004", path, {"key": "id", "read": found, **spoken("expected", "expected.free_word")})
        seen.add(found)


def known_values(category: Category) -> tuple[str, ...]:
    """Ids that may stand in a formula: fields and derived values."""
    return (*(field.id for field in category.fields), *(item.id for item in category.derived))


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
    return Remark("C007", path, {"name": name, **guess(name, known)})


def _ladder(category: Category) -> Iterator[Remark]:
    known = tuple(found for _, found in _ids(category))
    for index, rung in enumerate(category.ranking.ties):
        if rung.by not in known:
            yield _unknown(("ranking", "ties", index, "by"), rung.by, known)
    basis = category.ranking.basis
    if basis and basis not in known_values(category):
        yield _unknown(("ranking", "basis"), basis, known_values(category))


def _likes(category: Category) -> Iterator[Remark]:
    """Figures of about the same size are numbers that somebody else than the candidate gives."""
    known = tuple(one.id for one in category.fields if one.filled_by is not Role.CANDIDATE and one.kind.is_numeric)
    for index, field in enumerate(category.fields):
        if field.like is not None and field.like not in known:
            yield _unknown(("fields", index, "like"), field.like, known)


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
            details = {"key": "missing", "parent": node.id}
            yield Remark("C012", path, {**details, **what_belongs("Indicator", "missing")})


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


def _bases(category: Category) -> Iterator[Remark]:
    ranking = category.ranking
    known = facts_of(category).get(ranking.basis or "")
    if known is not None and len(known.options) != 1 and ranking.mixed_bases is None:
        yield Remark("C024", ("ranking", "basis"), {"id": ranking.basis or ""})


def _lists(category: Category) -> Iterator[Remark]:
    """Ids used twice within one list: groups, gates, checks, options."""
    for key in ("groups", "gates", "checks"):
        yield from _repeated((key,), "id", [item.id for item in getattr(category, key)])
    for index, field in enumerate(category.fields):
        yield from _repeated(("fields", index, "options"), "code", [option.code for option in field.options])


def _seats(category: Category) -> Iterator[Remark]:
    """A quorum that the panel's table has no room for."""
    for path, node in places(category):
        quorum = getattr(node.rule, "quorum", 0) if isinstance(node, Indicator) else 0
        if quorum > category.panel.size:
            details = {"key": "quorum", "read": str(quorum)}
            most = spoken("expected", "expected.at_most", limit=str(category.panel.size))
            yield Remark("C004", (*path, "rule", "quorum"), {**details, **most})


def _twice_given(category: Category) -> Iterator[Remark]:
    """A rank that two prizes claim."""
    taken: dict[int, str] = {}
    for index, place in enumerate(category.awards.places):
        both = next((taken[rank] for rank in place.ranks if rank in taken), None)
        if both is not None:
            yield Remark("C006", ("awards", "places", index, "rank"), {"id": f"{both} / {place.title.id}"})
        taken.update(dict.fromkeys(place.ranks, place.title.id))


def _repeated(path: Path, key: str, ids: list[str]) -> Iterator[Remark]:
    for index, found in enumerate(ids):
        if found in ids[:index]:
            yield Remark("C006", (*path, index, key), {"id": found})


def _rungs(category: Category) -> Iterator[Remark]:
    """Rungs of the tie ladder that can never tell two candidates apart, having no order."""
    unordered = {Kind.TEXT, Kind.CODE, Kind.CHOICE}
    fields = {field.id: field for field in category.fields}
    for index, rung in enumerate(category.ranking.ties):
        field = fields.get(rung.by)
        if field is not None and (field.kind in unordered or field.filled_by is Role.PANEL):
            read = {"read": field.kind.value} if field.kind in unordered else spoken("read", "expected.panel_field")
            expected = "/".join(kind.value for kind in Kind if kind not in unordered)
            details = {"rule": "ties", "id": "ranking", "field": rung.by, "expected": expected, **read}
            yield Remark("C018", ("ranking", "ties", index, "by"), details)


CHECKS = (
    _weights,
    _unique,
    _names,
    _ladder,
    _likes,
    _rules,
    _missing,
    _used,
    _sources,
    _bases,
    _lists,
    _seats,
    _twice_given,
    _rungs,
    *FORMULA_CHECKS,
)
