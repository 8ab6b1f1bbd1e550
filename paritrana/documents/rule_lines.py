"""Rules in few lines, for the ranking sheet: the words of the technical guide with their tables written out."""

from collections.abc import Iterator

from paritrana.criteria.fields import Derived
from paritrana.criteria.tree import Indicator
from paritrana.documents.guide_model import Grid
from paritrana.documents.guide_rules import rule_words
from paritrana.documents.guide_words import Reader, capital
from paritrana.expressions import Expression
from paritrana.expressions.nodes import Name


def rule_lines(indicator: Indicator, reader: Reader) -> tuple[str, ...]:
    """How an answer becomes points: what is measured, its table written out, and sentences."""
    words = rule_words(indicator.rule, reader)
    table = () if words.grid is None else tuple(_written(words.grid))
    legends = (_legend(formula, reader) for _, formula in indicator.rule.formulas)
    return (f"{capital(words.measured)}.", *table, *words.lines, *dict.fromkeys(filter(None, legends)))


def derived_lines(reader: Reader) -> tuple[str, ...]:
    """Every value computed from fields: its title, its formula, and what the names of the formula stand for."""
    return tuple(_derived(item, reader) for item in reader.category.derived)


def _derived(item: Derived, reader: Reader) -> str:
    unit = f" ({item.unit(reader.lang)})" if item.unit else ""
    legend = _legend(item.formula, reader)
    formula = reader.formula(item.formula)
    return f"{item.title(reader.lang)}{unit}, {item.id} = {formula}" + (f". {legend}" if legend else "")


def _written(grid: Grid) -> Iterator[str]:
    """A table in words: a scale in one line, a wider table in a line for each row."""
    if len(grid.heads) == 2:
        yield f"{grid.titles[0]}: {'; '.join(f'{answer} → {points}' for answer, points in grid.rows)}."
        return
    for number, *cells, points in grid.rows:
        if number:
            asked = "; ".join(f"{head}: {cell}" for head, cell in zip(grid.titles[1:-1], cells, strict=True))
            yield f"{grid.titles[0]} {number}: {asked} → {points}."
        else:
            yield f"{capital('; '.join(filter(None, cells)))} → {points}."


def _legend(formula: Expression, reader: Reader) -> str:
    """What the names of a formula stand for; nothing where it is just one name."""
    if isinstance(formula.node, Name):
        return ""
    return "; ".join(line.removeprefix("– ") for line in reader.legend(formula))
