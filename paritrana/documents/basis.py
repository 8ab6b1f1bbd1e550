"""What an indicator's points were given for, in words: the answer as the rule saw it."""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator
from paritrana.decimals import rounded
from paritrana.entry.model import Statement
from paritrana.rules import Input, Inputs, Outcome
from paritrana.rules.bands import Bands
from paritrana.rules.base import Marks, number_of
from paritrana.rules.checklist import Checklist
from paritrana.rules.formula import PointsFormula
from paritrana.rules.given import Given
from paritrana.rules.panel import Panel, adjusted_level
from paritrana.rules.scalars import Formula
from paritrana.rules.table import Table
from paritrana.rules.target import Target
from paritrana.scoring import IndicatorPoints
from paritrana.text import formats, label

Said = Mapping[str, Sequence[Statement]]

SHOWN = 8
"""Digits behind the comma that are shown at most: enough to redo every printed score by hand."""


DECIDED = {
    "growth": {"growth"},
    "per": {"per"},
    "share": {"share", "total", "n"},
    "rank": {"rank", "n"},
    "percentile": {"worse", "equal", "n"},
    "minmax": {"worst", "best", "n"},
    "zscore": {"mean", "sd", "n"},
    "all_equal": {"n"},
}
"""Words for what decided, by the numbers that a rule tells."""


def basis(
    indicator: Indicator,
    item: IndicatorPoints,
    category: Category,
    lang: str = "id",
    inputs: Inputs | None = None,
    said: Said | None = None,
) -> str:
    """The answer behind the points: `Peraturan Daerah`, `43,29 persen (rentang 35 sampai 50)`, `5 penilai: Ani 80; …`.

    `inputs` are all values of the candidate: a rule that reads several fields does not repeat them. `said` are the
    statements behind them, by field: jurors stand in the order of their table, without it in that of their names.
    """
    rule, matched = indicator.rule, item.outcome.matched
    if item.missing:
        return label("ranking.blank", lang)
    if isinstance(rule, Checklist):
        return _ticked(rule, matched, category, lang)
    if isinstance(rule, Table):
        return _row(rule, matched, category, inputs or {}, lang)
    value = item.outcome.value
    if isinstance(rule, Panel) and isinstance(value, tuple):
        return _reduced(_in_table_order(value, (said or {}).get(rule.field, ())), rule, item.outcome, lang)
    if not isinstance(value, Fraction):
        return shown(value, getattr(rule, "field", ""), category, lang) or matched
    number = _number(value, getattr(rule, "value", None), category, lang)
    if isinstance(rule, Bands):
        return _in_band(number, rule, matched, lang)
    if isinstance(rule, Given):
        return label("basis.out_of", lang, value=number, most=formats.number(rule.out_of, None, lang))
    if isinstance(rule, Target):
        return _aimed(number, rule, category, inputs or {}, lang)
    if isinstance(rule, PointsFormula) and not 0 <= value <= 100:
        return label("basis.capped", lang, value=number)
    return _with_facts(number, matched, lang)


def not_applying(fixed: Fraction | None, lang: str = "id") -> str:
    """What became of an aspect or indicator that does not concern the candidate."""
    treatment = "" if fixed is None else "_full" if fixed else "_zero"
    return label(f"basis.not_applying{treatment}", lang)


def shown(value: Input, name: str, category: Category, lang: str) -> str:
    """A value in the words of its field; nothing where it is missing."""
    match value:
        case bool():
            return label("basis.yes" if value else "basis.no", lang)
        case str():
            return _option(value, name, category, lang)
        case tuple():
            return _marks(value, lang)
        case datetime.date():
            return formats.date(value, lang)
        case Fraction():
            return _named(value, name, category, lang)
        case _:
            return ""


def _row(rule: Table, matched: str, category: Category, inputs: Inputs, lang: str) -> str:
    """The answers a decision table looked at, and the row that they fit."""
    found = (shown(inputs.get(column.name), column.name, category, lang) for column in rule.columns)
    values = "; ".join(filter(None, found))
    if not values:
        return matched
    key = "basis.row" if matched.isdecimal() else "basis.row_otherwise"
    return label(key, lang, values=values, row=matched)


def _with_facts(number: str, matched: str, lang: str) -> str:
    """The number with what a rule tells of how it decided, where there are words for it."""
    facts = _facts(matched, lang)
    key = next((key for key, names in DECIDED.items() if names == set(facts)), None)
    return label(f"basis.{key}", lang, value=number, **facts) if key else number


def _facts(matched: str, lang: str) -> Mapping[str, str]:
    """`key=number` pairs as printed; none at all where `matched` says anything else."""
    facts: dict[str, str] = {}
    for pair in matched.split():
        name, _, number = pair.partition("=")
        try:
            facts[name] = _digits(Fraction(number), lang)
        except ValueError:
            return {}
    return facts


def _ticked(rule: Checklist, matched: str, category: Category, lang: str) -> str:
    ids = matched.split(", ")
    titles = [category.field(item.field).ask(lang) for item in rule.items if item.field in ids]
    return "; ".join(titles) or label("basis.nothing", lang)


def _number(value: Fraction, formula: Formula | None, category: Category, lang: str) -> str:
    """The number with its unit, and its name where it was computed."""
    name = formula.source.strip() if formula is not None else ""
    number = _named(value, name, category, lang)
    title = next((item.title(lang) for item in category.derived if item.id == name), "")
    return label("basis.derived", lang, title=title, value=number) if title else number


def _named(value: Fraction, name: str, category: Category, lang: str) -> str:
    """A number with its unit, and with at least the decimals of its field or derived value."""
    known = {field.id: (field.places, field.unit) for field in category.fields}
    known |= {item.id: (item.decimals, item.unit) for item in category.derived}
    known |= {item.id: (0, item.unit) for item in category.parameters}
    places, unit = known.get(name, (0, None))
    return _digits(value, lang, places) + (f" {unit(lang)}" if unit else "")


def _digits(value: Fraction, lang: str, places: int = 0) -> str:
    """All digits of a number, `places` behind the comma at least; `≈` before it where there are more than `SHOWN`."""
    if rounded(value, places) == value:
        return formats.number(value, places, lang)
    shown = rounded(value, SHOWN)
    return ("" if shown == value else "≈") + formats.number(shown, None, lang)


def _aimed(number: str, rule: Target, category: Category, inputs: Inputs, lang: str) -> str:
    """The number and the target it was held against."""
    aim = number_of(rule.target, inputs).value
    if not isinstance(aim, Fraction):
        return number
    return label("basis.target", lang, value=number, target=_number(aim, rule.target, category, lang))


def _in_table_order(marks: Marks, said: Sequence[Statement]) -> Marks:
    """The marks as they stand in the committee's table, from its first column to its last."""
    columns = {one.by: one.source.cell.rstrip("0123456789") for one in said}
    return tuple(sorted(marks, key=lambda mark: (len(columns.get(mark[0], "")), columns.get(mark[0], ""))))


def _reduced(marks: Marks, rule: Panel, outcome: Outcome, lang: str) -> str:
    """The marks of a panel with the jurors' names, what they were reduced to, and their scale.

    Where the jurors' levels were taken out, what came of that stands beside what was given.
    """
    low, high = (formats.number(end, None, lang) for end in rule.scale)
    told = _counted(marks, tuple(f"{juror} {formats.number(mark, None, lang)}" for juror, mark in marks), lang)
    cut = rule.cut(len(marks))
    way = "mean" if rule.reduce == "trimmed" and not cut else rule.reduce
    by = label(f"basis.by_{way}", lang, trim=str(cut)) if cut else label(f"basis.by_{way}", lang)
    shown = {"marks": told, "by": by, "value": _digits(rule.reduced([mark for _, mark in marks]), lang)}
    adjusted = adjusted_level(outcome)
    if adjusted is None:
        return label("basis.panel", lang, low=low, high=high, **shown)
    return label("basis.panel_adjusted", lang, low=low, high=high, adjusted=_digits(adjusted, lang), **shown)


def _in_band(number: str, rule: Bands, matched: str, lang: str) -> str:
    band = next((band for band in rule.bands if str(band) == matched), None)
    if band is None:
        return number
    low = "" if band.start is None else formats.number(band.start, None, lang)
    high = "" if band.end is None else formats.number(band.end, None, lang)
    if not low and not high:
        return number
    key = "basis.band" if low and high else "basis.band_above" if low else "basis.band_below"
    return label(key, lang, value=number, low=low, high=high)


def _option(code: str, field_id: str, category: Category, lang: str) -> str:
    fields = [field for field in category.fields if field.id == field_id]
    return next((option.label(lang) for field in fields for option in field.options if option.code == code), code)


def _marks(marks: Marks, lang: str) -> str:
    """The marks without the names of the jurors, from the highest down: no order tells who gave which."""
    given = sorted((mark for _, mark in marks), reverse=True)
    return _counted(marks, tuple(formats.number(mark, None, lang) for mark in given), lang)


def _counted(marks: Marks, told: Sequence[str], lang: str) -> str:
    return label("basis.marks", lang, count=str(len(marks)), marks="; ".join(told))
