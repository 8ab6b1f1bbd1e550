"""What the lint has to say about formulas: circles, denominators, marks, kinds, blanks that pay."""

from collections.abc import Iterator, Mapping

from paritrana.answers import Kind
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Path
from paritrana.criteria.order import facts_of, ordered_formulas
from paritrana.criteria.remarks import Remark, formulas, places, titles_by_condition
from paritrana.criteria.tree import Indicator
from paritrana.criteria.typing import guess
from paritrana.expressions import Expression, denominators, static_kind, to_text
from paritrana.expressions import Kind as ExpressionKind
from paritrana.expressions.nodes import Call, Comparison, Membership, Name, Text, walk
from paritrana.rules.reasons import reason, wrong_result
from paritrana.text import spoken


def _all(category: Category) -> Iterator[tuple[Path, Expression]]:
    """Every formula of the file, the conditions of titles among them."""
    yield from formulas(category)
    yield from titles_by_condition(category)


def _circles(category: Category) -> Iterator[Remark]:
    circle = ordered_formulas(category).circle
    if circle:
        yield Remark("C022", ("derived",), {"read": " → ".join(circle)})


def _divisors(category: Category) -> Iterator[Remark]:
    facts = facts_of(category)
    for path, formula in _all(category):
        for divisor in denominators(formula):
            name = to_text(divisor)
            known = facts.get(name)
            if known is not None and (known.minimum is None or known.minimum <= 0):
                yield Remark("C016", path, {"read": name})


def _marks(category: Category) -> Iterator[Remark]:
    """Marks are several values; only the panel rule may read them."""
    marks = {field.id for field in category.fields if field.filled_by is Role.PANEL}
    for path, formula in _all(category):
        for name in sorted(formula.names & marks):
            odd = {**spoken("read", "expected.panel_field"), **spoken("expected", "expected.no_panel")}
            yield Remark("C018", path, {"rule": str(path[-1]), "field": name, **odd})


def _kinds(category: Category) -> Iterator[Remark]:
    """Formulas that make no sense for the kinds of their fields, or whose result has the wrong kind."""
    kinds = {key: WORDS_OF_KIND[facts.kind] for key, facts in facts_of(category).items()}
    for item in ordered_formulas(category).formulas:
        kinds[item.id] = static_kind(item.formula, kinds).kind or "number"
    scored: dict[str, ExpressionKind] = dict.fromkeys(("score", *(node.id for node, _ in category.nodes())), "number")
    kinds = {**scored, **kinds}
    for path, formula in _all(category):
        found = static_kind(formula, kinds)
        faults = [complaint for complaint in found.complaints if complaint.message_key != "unknown_name"]
        for fault in faults[:1]:
            details = {"read": formula.source, "position": str(fault.position + 1), **reason(fault)}
            yield Remark("C008", path, details)
        wanted = RESULTS.get(str(path[-1]))
        if wanted and found.kind not in (None, wanted[0]) and not found.complaints:
            told = wrong_result(wanted[1], str(found.kind))
            yield Remark("C008", path, {"read": formula.source, "position": "1", **told})


def _options(category: Category) -> Iterator[Remark]:
    """Texts compared with a choice that has no such option: such a condition never holds."""
    options = {field.id: field.options for field in category.fields if field.options}
    for path, formula in _all(category):
        for name, text in _compared(formula):
            codes = tuple(one.code for one in options.get(name, ()))
            if name in options and text not in codes:
                meant = next((one.code for one in options[name] if text.casefold() == one.label.id.casefold()), "")
                hint = spoken("hint", "hints.near", near=meant) if meant else guess(text, codes)
                yield Remark("C007", path, {"name": text, **hint})


def _compared(formula: Expression) -> Iterator[tuple[str, str]]:
    """Names and the texts they are compared with."""
    for node, _ in walk(formula.node):
        match node:
            case Comparison(_, Name(name), Text(text)) | Comparison(_, Text(text), Name(name)):
                yield name, text
            case Membership(Name(name), texts):
                yield from ((name, one.value) for one in texts if isinstance(one, Text))


RESULTS = {
    "condition": ("boolean", "needs_condition"),
    "applies_when": ("boolean", "needs_condition"),
    "when": ("boolean", "needs_condition"),
    "points": ("number", "needs_number"),
    **dict.fromkeys(("value", "target", "before", "per", "points"), ("number", "needs_number")),
}
"""The kind a formula has to give, by its key, and the words where it gives another."""

WORDS_OF_KIND: dict[Kind, ExpressionKind] = {
    **dict.fromkeys(Kind, "number"),
    **dict.fromkeys((Kind.TEXT, Kind.CODE, Kind.CHOICE), "text"),
    Kind.YESNO: "boolean",
    Kind.DATE: "date",
}


def _blanks(category: Category) -> Iterator[Remark]:
    """Formulas behind points that give a blank a meaning of its own, unless the indicator's note explains it."""
    telling = {item.id: item.formula for item in category.derived}
    for path, node in places(category):
        if isinstance(node, Indicator) and node.note is None:
            own = [formula for _, formula in node.rule.formulas]
            parts = [part for formula in _with_derived(own, telling) for part in _blank_sensitive(formula)]
            if parts:
                read = ", ".join(dict.fromkeys(to_text(part) for part in parts))
                yield Remark("C015", (*path, "rule"), {"id": node.id, **spoken("hint", "hints.blank_pays", read=read)})


def _blank_sensitive(formula: Expression) -> tuple[Expression, ...]:
    """The parts of a formula that have a value although a name in them is blank."""
    calls = [node for node, _ in walk(formula.node) if isinstance(node, Call)]
    return tuple(Expression(formula.source, node) for node in calls if node.function in ("coalesce", "filled", "count"))


def _with_derived(formulas: list[Expression], telling: Mapping[str, Expression]) -> list[Expression]:
    """Formulas and all derived formulas they rest on."""
    found: dict[str, Expression] = {}
    waiting = [name for formula in formulas for name in sorted(formula.names)]
    while waiting:
        name = waiting.pop()
        if name in telling and name not in found:
            found[name] = telling[name]
            waiting.extend(telling[name].names)
    return [*formulas, *found.values()]


FORMULA_CHECKS = (_circles, _divisors, _marks, _kinds, _options, _blanks)
