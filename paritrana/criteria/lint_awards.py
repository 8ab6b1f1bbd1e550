"""What the lint has to say about classes, cut-offs, quota, and titles by condition."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from paritrana.answers import Kind
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category, Step
from paritrana.criteria.nodes import Path
from paritrana.criteria.remarks import Remark, titles_by_condition, value_ids
from paritrana.criteria.typing import nearest
from paritrana.decimals import plain
from paritrana.text import spoken

QUOTA_WORDS = ("proposer", "regency")
_PANEL = spoken("read", "expected.panel_field")
_SCORED = {**spoken("read", "expected.scored"), **spoken("expected", "expected.shared")}


def _classes(category: Category) -> Iterator[Remark]:
    """Holes and overlaps between classes, and scores that belong to none."""
    unit = Fraction(1, 10**category.precision.score)
    steps = sorted(enumerate(category.classes), key=lambda pair: pair[1].low)
    for (_, lower), (index, upper) in pairwise(steps):
        gap = Fraction(upper.low) - Fraction(lower.high)
        if gap != unit:
            key = "classes.overlap" if gap < unit else "classes.hole"
            yield Remark("C027", ("classes", index), spoken("reason", key, low=_bounds(lower), high=_bounds(upper)))
    if not any(item.kind == "bonus" for item in category.adjustments):
        for index, step in steps:
            if step.low > category.scale:
                beyond = spoken("reason", "classes.beyond", bound=plain(step.low), scale=plain(category.scale))
                yield Remark("C027", ("classes", index), beyond)
    if steps and category.unclassified is None:
        yield from _open_ends(steps[0][1], steps[-1][1], category)


def _open_ends(lowest: Step, highest: Step, category: Category) -> Iterator[Remark]:
    for open_end, key in ((lowest.low > 0, "classes.below"), (highest.high < category.scale, "classes.above")):
        if open_end:
            bound = lowest.low if key == "classes.below" else highest.high
            yield Remark("C027", ("classes",), spoken("reason", key, bound=plain(bound)))


def _bounds(step: Step) -> str:
    return f"{plain(step.low)}–{plain(step.high)}"


def _comparable(category: Category) -> tuple[str, ...]:
    """Ids with a height: scored nodes, and whatever a formula may name."""
    nodes = tuple(node.id for node, _ in category.nodes())
    return (*nodes, *value_ids(category))


def _heights(category: Category) -> Iterator[Remark]:
    known = _comparable(category)
    for key in ("cutoffs", "best"):
        for index, item in enumerate(getattr(category.awards, key)):
            if item.by not in known:
                yield _unknown(("awards", key, index, "by"), item.by, known)
    quota = category.awards.quota
    shared = (*QUOTA_WORDS, *value_ids(category))
    if quota and quota.by not in shared and quota.by not in known:
        yield _unknown(("awards", "quota", "by"), quota.by, shared)


def _reachable(category: Category) -> Iterator[Remark]:
    """A least score that nobody can reach."""
    least = category.awards.minimum_score
    if least is not None and least > category.scale:
        expected = spoken("expected", "expected.at_most", limit=plain(category.scale))
        yield Remark("C004", ("awards", "minimum_score"), {"key": "minimum_score", "read": plain(least), **expected})


def _measurable(category: Category) -> Iterator[Remark]:
    """Cut-offs and prizes by what has no height, and a quota by a score, which nobody shares."""
    fields = {field.id: field for field in category.fields}
    for key in ("cutoffs", "best"):
        for index, item in enumerate(getattr(category.awards, key)):
            field = fields.get(item.by)
            if field is not None and (not _has_height(field.kind) or field.filled_by is Role.PANEL):
                read = {"read": field.kind.value} if field.filled_by is not Role.PANEL else _PANEL
                expected = "/".join(kind.value for kind in Kind if _has_height(kind))
                details = {"rule": key, "id": "awards", "field": item.by, "expected": expected, **read}
                yield Remark("C018", ("awards", key, index, "by"), details)
    quota = category.awards.quota
    if quota and quota.by in {node.id for node, _ in category.nodes()}:
        details = {"rule": "quota", "id": "awards", "field": quota.by, **_SCORED}
        yield Remark("C018", ("awards", "quota", "by"), details)


def _has_height(kind: Kind) -> bool:
    """Whether answers of a kind are more or less: a number, or a yes (1) and a no (0)."""
    return kind.is_numeric or kind is Kind.YESNO


def _conditions(category: Category) -> Iterator[Remark]:
    known = (*_comparable(category), "score")
    for path, formula in titles_by_condition(category):
        for name in sorted(formula.names - set(known)):
            yield _unknown(path, name, known)


def _unknown(path: Path, name: str, known: tuple[str, ...]) -> Remark:
    near = nearest(name, known)
    hint = spoken("hint", "hints.near", near=near) if near else spoken("hint", "hints.known", known=", ".join(known))
    return Remark("C007", path, {"name": name, **hint})


AWARD_CHECKS = (_classes, _heights, _reachable, _measurable, _conditions)
