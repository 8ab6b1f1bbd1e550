"""How an answer becomes points, rule by rule: sentences and the table that a committee looks a score up in."""

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch

from paritrana.documents.guide_model import Grid, Head
from paritrana.documents.guide_words import Reader
from paritrana.expressions import Expression
from paritrana.rules.bands import Band, Bands
from paritrana.rules.base import BaseRule
from paritrana.rules.cells import Span
from paritrana.rules.checklist import Checklist
from paritrana.rules.choice import Choice
from paritrana.rules.columns import Column
from paritrana.rules.count import Count
from paritrana.rules.formula import PointsFormula
from paritrana.rules.given import Given
from paritrana.rules.growth import Growth
from paritrana.rules.linear import Linear
from paritrana.rules.log import Log
from paritrana.rules.panel import Panel
from paritrana.rules.relative import Relative
from paritrana.rules.share import Share
from paritrana.rules.table import Table
from paritrana.rules.target import Target
from paritrana.rules.yesno import YesNo
from paritrana.text import label


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in words: what it measures, sentences, and its table where it has one."""

    measured: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None


@singledispatch
def rule_words(rule: BaseRule, reader: Reader) -> RuleWords:
    """The words of a rule; of a kind that has none yet, its keys and values as they stand in the file."""
    found = rule.model_dump(mode="json", by_alias=True, exclude_none=True)
    rows = tuple((key, value if isinstance(value, str) else json.dumps(value)) for key, value in found.items())
    heads = (Head(reader.says("rule.key"), "1"), Head(reader.says("rule.value"), "3"))
    measured = "; ".join(reader.title(name) for name in sorted(rule.names))
    return RuleWords(measured, (), Grid(heads, rows))


@rule_words.register
def _(rule: Choice, reader: Reader) -> RuleWords:
    rows = tuple((reader.option(rule.field, code), reader.number(points)) for code, points in rule.levels.items())
    return RuleWords(reader.title(rule.field), (), _scores(reader, reader.says("rule.answer"), rows))


@rule_words.register
def _(rule: YesNo, reader: Reader) -> RuleWords:
    rows = tuple(
        (label(f"basis.{key}", reader.lang), reader.number(points))
        for key, points in (("yes", rule.yes), ("no", rule.no))
    )
    return RuleWords(reader.title(rule.field), (), _scores(reader, reader.says("rule.answer"), rows))


@rule_words.register
def _(rule: Checklist, reader: Reader) -> RuleWords:
    rows = tuple((reader.title(item.field), reader.number(item.points)) for item in rule.items)
    line = reader.says("rule.checklist", top=reader.number(rule.top))
    grid = _scores(reader, reader.says("rule.item"), rows)
    return RuleWords(reader.says("rule.checklist_measured"), (line,), grid)


@rule_words.register
def _(rule: Bands, reader: Reader) -> RuleWords:
    rows = tuple((_band(rule, band, reader), reader.number(band.points)) for band in rule.bands)
    grid = _scores(reader, _valued(reader, rule.value), rows)
    return RuleWords(reader.measured(rule.value), (), grid)


def _band(rule: Bands, band: Band, reader: Reader) -> str:
    low_in, high_in = rule.includes(band)
    return reader.interval(_edge(band.start, reader), _edge(band.end, reader), low_in, high_in)


def _edge(bound: Decimal | None, reader: Reader) -> str:
    return "" if bound is None else reader.number(bound)


@rule_words.register
def _(rule: Linear, reader: Reader) -> RuleWords:
    between = _between(rule.zero_at, rule.full_at, reader, reader.says("rule.the_value"))
    middle = (Fraction(rule.zero_at) + Fraction(rule.full_at)) / 2
    rows = _posts(rule.zero_at, rule.full_at, between, reader)
    example = reader.says("rule.linear_example", value=reader.number(middle))
    return RuleWords(reader.measured(rule.value), (example,), _scores(reader, _valued(reader, rule.value), rows))


@rule_words.register
def _(rule: Log, reader: Reader) -> RuleWords:
    zero, full = reader.number(rule.zero_at), reader.number(rule.full_at)
    rows = _posts(rule.zero_at, rule.full_at, reader.says("rule.log", zero=zero, full=full), reader)
    grid = _scores(reader, _valued(reader, rule.value), rows)
    return RuleWords(reader.measured(rule.value), (reader.says("rule.log_line"),), grid)


@rule_words.register
def _(rule: Target, reader: Reader) -> RuleWords:
    higher = rule.better == "higher"
    keys = ("reached", "short") if higher else ("kept", "missed")
    points = (reader.number(100), reader.says("rule.of_target" if higher else "rule.target_of"))
    rows = tuple((reader.says(f"rule.{key}"), shown) for key, shown in zip(keys, points, strict=True))
    line = reader.says("rule.target", target=reader.measured(rule.target))
    return RuleWords(reader.measured(rule.value), (line,), _scores(reader, reader.says("rule.achievement"), rows))


@rule_words.register
def _(rule: Panel, reader: Reader) -> RuleWords:
    lines = [_reducing(rule, reader)]
    if rule.severity:
        lines.append(reader.says(f"rule.panel_{rule.severity}"))
    low, high = rule.scale
    if low != 0 or high != 100:
        lines.append(reader.says("rule.panel_scale", low=reader.number(low), high=reader.number(high)))
    size = str(reader.category.panel.size)
    lines.append(reader.says("rule.panel_quorum", quorum=str(rule.quorum), size=size))
    return RuleWords(reader.title(rule.field), tuple(lines))


def _reducing(rule: Panel, reader: Reader) -> str:
    if rule.reduce == "trimmed":
        return reader.says("rule.panel_trimmed", trim=str(rule.trim), least=str(rule.trim_from))
    return reader.says(f"rule.panel_{rule.reduce}")


@rule_words.register
def _(rule: Count, reader: Reader) -> RuleWords:
    each, most = reader.number(rule.each), reader.number(rule.most)
    if rule.per is None:
        return RuleWords(reader.measured(rule.value), (reader.says("rule.count", each=each, most=most),))
    per, least = reader.measured(rule.per), reader.number(rule.least or 1)
    line = reader.says("rule.count_per", each=each, most=most, per=per, least=least)
    return RuleWords(reader.measured(rule.value), (line,))


@rule_words.register
def _(rule: Given, reader: Reader) -> RuleWords:
    line = reader.says("rule.given", out_of=reader.number(rule.out_of))
    return RuleWords(reader.measured(rule.value), (line,))


@rule_words.register
def _(rule: PointsFormula, reader: Reader) -> RuleWords:
    line = reader.says("rule.formula", formula=reader.formula(rule.points))
    cap = reader.says("rule.formula_cap" if rule.cap else "rule.formula_strict")
    return RuleWords("; ".join(reader.title(name) for name in _names(rule.points)), (line, cap))


@rule_words.register
def _(rule: Growth, reader: Reader) -> RuleWords:
    between = _between(rule.zero_at, rule.full_at, reader, reader.says("rule.the_growth"))
    rows = _posts(rule.zero_at, rule.full_at, between, reader)
    line = reader.says("rule.growth", before=reader.measured(rule.before))
    return RuleWords(reader.measured(rule.value), (line,), _scores(reader, reader.says("rule.growth_head"), rows))


@rule_words.register
def _(rule: Share, reader: Reader) -> RuleWords:
    between = _between(rule.zero_at, rule.full_at, reader, reader.says("rule.the_share"))
    rows = _posts(rule.zero_at, rule.full_at, between, reader)
    lines = (reader.says("rule.share"), reader.says("rule.group"))
    return RuleWords(reader.measured(rule.value), lines, _scores(reader, reader.says("rule.share_head"), rows))


@rule_words.register
def _(rule: Relative, reader: Reader) -> RuleWords:
    lines = [reader.says(f"rule.relative_{rule.method}"), reader.says(f"rule.better_{rule.better}")]
    grid = None
    if rule.zero_at is not None and rule.full_at is not None:
        divisor = "n − 1" if rule.ddof else "n"
        lines.append(reader.says("rule.zscore_over", divisor=divisor))
        between = _between(rule.zero_at, rule.full_at, reader, "z")
        grid = _scores(reader, "z", _posts(rule.zero_at, rule.full_at, between, reader))
    lines += [reader.says("rule.all_equal", points=reader.number(rule.all_equal)), reader.says("rule.group")]
    return RuleWords(reader.measured(rule.value), tuple(lines), grid)


@rule_words.register
def _(rule: Table, reader: Reader) -> RuleWords:
    heads = (
        Head(reader.says("rule.row"), "auto", numeric=True),
        *(Head(_headed(column.name, reader)) for column in rule.columns),
        Head(reader.says("rule.points"), "auto", numeric=True),
    )
    rows = [
        (str(at), *(_cell(column, at - 1, reader) for column in rule.columns), reader.number(row.points))
        for at, row in enumerate(rule.rows, start=1)
    ]
    if rule.otherwise is not None:
        rest = [reader.says("rule.otherwise"), *("" for _ in rule.columns[1:])]
        rows.append(("", *rest, reader.number(rule.otherwise)))
    measured = "; ".join(reader.title(column.name) for column in rule.columns)
    return RuleWords(measured, (reader.says("rule.table"),), Grid(heads, tuple(rows)))


def _headed(name: str, reader: Reader) -> str:
    unit = reader.unit(name)
    return reader.title(name) + (f" ({unit})" if unit else "")


def _cell(column: Column, row: int, reader: Reader) -> str:
    """What a row asks of a field; any answer where it asks nothing."""
    cell = column.cells[row]
    if cell is None:
        return reader.says("interval.any")
    if not isinstance(cell, Span):
        return ", ".join(_code(column.name, code, reader) for code in cell)
    low_in = column.closed == "lower" or (cell.start is not None and cell.start == column.low)
    high_in = column.closed == "upper" or (cell.end is not None and cell.end == column.high)
    return reader.interval(_edge(cell.start, reader), _edge(cell.end, reader), low_in, high_in)


def _code(name: str, code: str, reader: Reader) -> str:
    shown = reader.option(name, code)
    words = {"true": "basis.yes", "false": "basis.no"}
    return label(words[code], reader.lang) if shown == code and code in words else shown


def _names(formula: Expression) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, _ in formula.name_positions))


def _scores(reader: Reader, first: str, rows: tuple[tuple[str, str], ...]) -> Grid:
    """A table of two columns: what was answered, and the points for it."""
    return Grid((Head(first, "3"), Head(reader.says("rule.points"), "2", numeric=True)), rows)


def _valued(reader: Reader, formula: Expression) -> str:
    unit = reader.unit_of(formula)
    return reader.says("rule.valued_in", unit=unit) if unit else reader.says("rule.valued")


def _posts(zero: Decimal, full: Decimal, between: str, reader: Reader) -> tuple[tuple[str, str], ...]:
    """The rows of goalposts: up to the lower one, between them, from the upper one."""
    low, high = min(zero, full), max(zero, full)
    ends = {zero: reader.number(0), full: reader.number(100)}
    inner = reader.interval(reader.number(low), reader.number(high), False, False)
    return (
        (reader.interval("", reader.number(low), False, True), ends[low]),
        (inner, between),
        (reader.interval(reader.number(high), "", True, False), ends[high]),
    )


def _between(zero: Decimal, full: Decimal, reader: Reader, value: str) -> str:
    """Points between two goalposts as a formula, without needless zeros."""
    low, high = reader.number(zero), reader.number(full)
    if zero == 0 and full == 100:
        return value
    if zero == 0 < full:
        return f"100 × {value} ÷ {high}"
    if zero < full:
        return f"100 × ({value} − {_signed(low)}) ÷ {reader.number(full - zero)}"
    return f"100 × ({low} − {value}) ÷ {reader.number(zero - full)}"


def _signed(number: str) -> str:
    return f"({number})" if number.startswith("-") else number
