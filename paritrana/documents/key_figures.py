"""Key figures: what a category lets the public know beside ranks, as columns of a sheet."""

from collections.abc import Sequence
from fractions import Fraction

from paritrana.criteria.fields import Derived, Field
from paritrana.criteria.model import Category
from paritrana.documents.basis import shown
from paritrana.documents.figures import Figure, figure
from paritrana.documents.ranking_model import NONE, KeyFigure
from paritrana.rules import Inputs


def key_figures(category: Category, lang: str) -> tuple[KeyFigure, ...]:
    """The computed values declared public, and before them the public fields that an indicator reads by itself.

    Fields that only feed a computed value, and those that are mere information, would crowd the table.
    """
    return tuple(
        KeyFigure(item.id, _title(item, lang), _unit(item, lang), _numeric(item)) for item in _public(category)
    )


def key_values(category: Category, inputs: Inputs, lang: str) -> tuple[Figure | str, ...]:
    """A candidate's key figures in the order of the columns; a dash for what is missing."""
    return tuple(_value(item, inputs, category, lang) for item in _public(category))


def _public(category: Category) -> Sequence[Field | Derived]:
    read = {name for indicator, _ in category.indicators() for name in indicator.rule.names}
    read.add(category.ranking.basis or "")
    fields = [field for field in category.fields if field.public and field.id in read and not field.info_only]
    return [*fields, *(item for item in category.derived if item.public)]


def _title(item: Field | Derived, lang: str) -> str:
    return item.ask(lang) if isinstance(item, Field) else item.title(lang)


def _unit(item: Field | Derived, lang: str) -> str:
    return item.unit(lang) if item.unit else ""


def _numeric(item: Field | Derived) -> bool:
    return isinstance(item, Derived) or item.kind.is_numeric


def _value(item: Field | Derived, inputs: Inputs, category: Category, lang: str) -> Figure | str:
    value = inputs.get(item.id)
    if isinstance(value, Fraction):
        return figure(value, item.places if isinstance(item, Field) else item.decimals, lang)
    return shown(value, item.id, category, lang) or NONE
