"""What an indicator's points were given for, in words: the answer as the rule saw it."""

import datetime
from fractions import Fraction

from paritrana.criteria.model import Category, Indicator
from paritrana.decimals import rounded
from paritrana.rules.bands import Bands
from paritrana.rules.base import Marks
from paritrana.rules.checklist import Checklist
from paritrana.rules.scalars import Formula
from paritrana.scoring import IndicatorPoints
from paritrana.text import formats, label

SHOWN = 4
"""Digits behind the comma of a value computed by a formula in the rule."""


def basis(indicator: Indicator, item: IndicatorPoints, category: Category, lang: str = "id") -> str:
    """The answer behind the points: `Peraturan Daerah`, `43,29 persen (rentang 35 sampai 50)`, `5 penilai: 80; …`."""
    rule, value = indicator.rule, item.outcome.value
    if item.missing:
        return label("ranking.blank", lang)
    if isinstance(rule, Checklist):
        return _ticked(rule, item.outcome.matched, category, lang)
    match value:
        case bool():
            return label("basis.yes" if value else "basis.no", lang)
        case Fraction():
            number = _number(value, getattr(rule, "value", None), category, lang)
            return _in_band(number, rule, item.outcome.matched, lang) if isinstance(rule, Bands) else number
        case str():
            return _option(value, getattr(rule, "field", ""), category, lang)
        case tuple():
            return _marks(value, lang)
        case datetime.date():
            return formats.date(value, lang)
        case _:
            return item.outcome.matched


def _ticked(rule: Checklist, matched: str, category: Category, lang: str) -> str:
    ids = matched.split(", ")
    titles = [category.field(item.field).ask(lang) for item in rule.items if item.field in ids]
    return "; ".join(titles) or label("basis.nothing", lang)


def _number(value: Fraction, formula: Formula | None, category: Category, lang: str) -> str:
    """The number with its unit, where the formula is just the name of a field or derived value."""
    name = formula.source.strip() if formula is not None else ""
    known = {field.id: (field.places, field.unit) for field in category.fields}
    known |= {item.id: (item.decimals, item.unit) for item in category.derived}
    if name not in known:
        return formats.number(rounded(value, SHOWN), None, lang)
    places, unit = known[name]
    return formats.number(value, places, lang) + (f" {unit(lang)}" if unit else "")


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
    shown = "; ".join(formats.number(mark, None, lang) for _, mark in marks)
    return label("basis.marks", lang, count=str(len(marks)), marks=shown)
