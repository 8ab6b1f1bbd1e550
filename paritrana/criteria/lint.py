"""What is wrong with criteria that are well formed: one pass, every finding with its place."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.answers import Kind
from paritrana.criteria.fields import Role
from paritrana.criteria.lint_applies import concerns
from paritrana.criteria.lint_awards import AWARD_CHECKS
from paritrana.criteria.lint_direction import directions
from paritrana.criteria.lint_formulas import FORMULA_CHECKS
from paritrana.criteria.lint_names import category_names
from paritrana.criteria.lint_stages import stages
from paritrana.criteria.lint_units import units
from paritrana.criteria.lint_words import languages
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Path
from paritrana.criteria.order import facts_of
from paritrana.criteria.remarks import Remark, formulas, places, titles_by_condition, value_ids
from paritrana.criteria.tree import WEIGHTED, Aspect, Indicator, Node, whole_of
from paritrana.criteria.typing import guess, what_belongs
from paritrana.decimals import plain
from paritrana.expressions import RESERVED
from paritrana.text import spoken

HUNDRED = Fraction(100)
TAKEN = frozenset({"rank", "code", "name", "group", "score", "award", "status", "tie", "class", "kode", "alasan"})
"""Names of columns that ranking.csv and the committee's tables already have."""


def lint(category: Category) -> tuple[Remark, ...]:
    """Everything the lint has to say about a category, in reading order of its checks."""
    return tuple(remark for check in CHECKS for remark in check(category))


def _weights(category: Category) -> Iterator[Remark]:
    if category.aspects:
        yield from _siblings(category.aspects, category.aggregate, category.whole, ("aspects",), category.category)
    points = category.weights == "points"
    for path, node in places(category):
        if isinstance(node, Aspect):
            whole = whole_of(node, points)
            yield from _siblings(node.children, node.aggregate, whole, path, node.id)


def _siblings(children: tuple[Node, ...], aggregate: str, whole: Fraction, path: Path, parent: str) -> Iterator[Remark]:
    """Weights that sum to the whole where the parent weighs; none at all where it does not."""
    if aggregate not in WEIGHTED:
        yield from (
            Remark("C025", path, {"id": child.id, "parent": parent}) for child in children if child.weight is not None
        )
        return
    lacking = [child.id for child in children if child.weight is None]
    yield from (
        Remark("C012", path, {"key": "weight", "parent": name, **what_belongs("Indicator", "weight")})
        for name in lacking
    )
    if not lacking:
        yield from _sum_of(children, whole, path, parent)


def _sum_of(children: tuple[Node, ...], whole: Fraction, path: Path, parent: str) -> Iterator[Remark]:
    own = [child.weight for child in children if child.weight is not None]
    total = sum(own, Fraction(0))
    if total != whole:
        weights = " + ".join(_share(weight, whole) for weight in own) or "-"
        expected = plain(whole)
        details = {"parent": parent, "read": _unlike(total, expected), "expected": expected, "weights": weights}
        yield Remark("C005", path, details)
    elif len(own) > 2:
        heavy = [child.id for child in children if child.weight is not None and child.weight * 2 > whole]
        yield from (Remark("C026", path, {"id": name, "parent": parent}) for name in heavy)


def _share(weight: Fraction, whole: Fraction) -> str:
    """A weight as it was written: decimals, or a fraction of the whole."""
    shown = plain(weight, 30)
    return shown if Fraction(shown) == weight else str(weight / whole)


def _unlike(total: Fraction, expected: str) -> str:
    """A sum with as many decimals as it takes to see that it is not what was expected."""
    return next((shown for limit in (6, 12, 30) if (shown := plain(total, limit)) != expected), str(total))


def _ids(category: Category) -> Iterator[tuple[Path, str]]:
    for key in ("fields", "parameters", "derived", "adjustments"):
        for index, item in enumerate(getattr(category, key)):
            yield (key, index, "id"), item.id
    for path, node in places(category):
        yield (*path, "id"), node.id


def _unique(category: Category) -> Iterator[Remark]:
    seen: set[str] = set()
    for path, found in _ids(category):
        if found in seen:
            yield Remark("C006", path, {"id": found})
        if found in RESERVED or found in TAKEN:
            yield Remark("C004", path, {"key": "id", "read": found, **spoken("expected", "expected.free_word")})
        seen.add(found)


def _names(category: Category) -> Iterator[Remark]:
    known = value_ids(category)
    codes = {option.code for field in category.fields for option in field.options}
    for path, formula in formulas(category):
        for name in sorted(formula.names - set(known)):
            quoted = Remark("C007", path, {"name": name, **spoken("hint", "hints.code", name=name)})
            yield quoted if name in codes else _unknown(path, name, known)
    for path, node in places(category):
        if isinstance(node, Indicator):
            told = {name for _, formula in node.rule.formulas for name in formula.names}
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
    if basis and basis not in value_ids(category):
        yield _unknown(("ranking", "basis"), basis, value_ids(category))


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
    used |= {name for _, condition in titles_by_condition(category) for name in condition.names}
    awards = category.awards
    used |= {item.by for item in (*awards.cutoffs, *awards.best, *((awards.quota,) if awards.quota else ()))}
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
    """A quorum, or a number of marks from which some are left out, that the panel's table has no room for."""
    for path, node in places(category):
        rule = node.rule if isinstance(node, Indicator) else None
        for key in ("quorum", "trim_from"):
            asked = getattr(rule, key, None) or 0
            if asked > category.panel.size:
                most = spoken("expected", "expected.at_most", limit=str(category.panel.size))
                yield Remark("C004", (*path, "rule", key), {"key": key, "read": str(asked), **most})


def _twice_given(category: Category) -> Iterator[Remark]:
    """A rank that two prizes claim."""
    taken: dict[int, str] = {}
    for index, place in enumerate(category.awards.places):
        both = next((taken[rank] for rank in place.ranks if rank in taken), None)
        if both is not None:
            told = {"key": "rank", "read": f"{place.rank}–{place.to}" if place.to else str(place.rank)}
            free = spoken("expected", "expected.free_rank", title=both)
            yield Remark("C004", ("awards", "places", index, "rank"), {**told, **free})
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
    *AWARD_CHECKS,
    *FORMULA_CHECKS,
    concerns,
    category_names,
    stages,
    units,
    languages,
    directions,
)
