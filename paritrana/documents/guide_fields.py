"""What is asked and of whom: the list of fields, the data behind an indicator, derived values, dated parameters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from paritrana.answers import Kind
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Derived, Field
from paritrana.criteria.model import Category, Dated, Parameter
from paritrana.documents.guide_model import Grid, Head, Section
from paritrana.documents.guide_words import Reader, capital
from paritrana.text import formats, label

LONGEST = 48
"""Letters of a source that is printed where it belongs; a longer one gets a number and stands in the list."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that are too long to stand in a table, each by its number."""

    numbered: tuple[str, ...]

    def reference(self, source: str) -> str:
        """`[3]` for a numbered source, else the source itself."""
        return f"[{self.numbered.index(source) + 1}]" if source in self.numbered else source


def sources_of(category: Category) -> Sources:
    """The long sources of a category in reading order, each once."""
    found = [item.source for item in category.fields]
    found += [value.source or item.source for item in category.parameters for value in item.values]
    found += [item.source for item in category.derived]
    found += [item.source for item in category.adjustments]
    return Sources(tuple(dict.fromkeys(source for source in found if len(source) > LONGEST)))


def source_section(edition: Edition, sources: Sources, reader: Reader) -> Section:
    """What the criteria rest on: the words of edition and category, then the numbered sources."""
    facts, note = edition.facts, reader.category.note
    words = (facts.source, facts.data_note(reader.lang) if facts.data_note else "", note(reader.lang) if note else "")
    lines = tuple(capital(text) for text in words if text)
    rows = tuple((f"[{at}]", source) for at, source in enumerate(sources.numbered, start=1))
    heads = (Head(reader.says("number"), "auto"), Head(reader.says("source")))
    return Section(reader.says("sources.title"), lines, grid=Grid(heads, rows) if rows else None)


def data_grid(names: Iterable[str], reader: Reader) -> Grid | None:
    """The fields behind a rule: number in the list, question, who fills it in, evidence asked."""
    fields = reader.fields_behind(names)
    if not fields:
        return None
    places = {field.id: str(at) for at, field in enumerate(reader.category.fields, start=1)}
    rows = tuple(
        (places[field.id], field.ask(reader.lang), _filled_by(field, reader), _evidence(field, reader))
        for field in fields
    )
    heads = (
        Head(reader.says("fields.number"), "auto", numeric=True),
        Head(reader.says("fields.used"), "4"),
        Head(reader.says("fields.filled_by"), "1.5"),
        Head(reader.says("fields.evidence"), "2.5"),
    )
    return Grid(heads, rows)


def field_sections(sources: Sources, reader: Reader) -> tuple[Section, ...]:
    """Every field of the category, part by part as the forms ask for them."""
    numbered = list(enumerate(reader.category.fields, start=1))
    parts = groupby(numbered, key=lambda pair: pair[1].section(reader.lang) if pair[1].section else "")
    return tuple(_field_section(title, list(of), sources, reader) for title, of in parts)


def _field_section(title: str, fields: Sequence[tuple[int, Field]], sources: Sources, reader: Reader) -> Section:
    heads = (
        Head(reader.says("fields.number"), "auto", numeric=True),
        Head(reader.says("fields.asked"), "4"),
        Head(reader.says("fields.kind"), "2.4"),
        Head(reader.says("fields.filled_by"), "1.5"),
        Head(reader.says("fields.evidence_source"), "2.4"),
    )
    rows = tuple((str(at), *_field_cells(field, sources, reader)) for at, field in fields)
    return Section(title, grid=Grid(heads, rows))


def _field_cells(field: Field, sources: Sources, reader: Reader) -> tuple[str, ...]:
    asked = [field.ask(reader.lang)]
    if field.hint:
        asked.append(field.hint(reader.lang))
    asked.append(reader.says("fields.code", code=field.id))
    source = reader.says("fields.source", source=sources.reference(field.source)) if field.source else ""
    evidence = field.evidence(reader.lang) if field.evidence else ""
    return (
        "\n".join(asked),
        "\n".join(_bounds(field, reader)),
        "\n".join((_filled_by(field, reader), *_duties(field, reader))),
        "\n".join(filter(None, (evidence, source))) or "–",
    )


def _filled_by(field: Field, reader: Reader) -> str:
    return capital(label(f"roles.{field.filled_by}", reader.lang))


def _evidence(field: Field, reader: Reader) -> str:
    return field.evidence(reader.lang) if field.evidence else "–"


def _duties(field: Field, reader: Reader) -> Iterator[str]:
    yield reader.says("fields.required" if field.required else "fields.optional")
    if field.info_only:
        yield reader.says("fields.info_only")
    if field.applies_when is not None:
        yield reader.says("fields.applies_when", condition=reader.condition(field.applies_when))


def _bounds(field: Field, reader: Reader) -> Iterator[str]:
    """Kind and unit, choices, bounds, decimals, and the range outside of which an answer is questioned."""
    unit = f" ({field.unit(reader.lang)})" if field.unit else ""
    yield capital(reader.says(f"kinds.{field.kind}")) + unit
    yield from (f"• {option.label(reader.lang)}" for option in field.options)
    if field.kind.is_numeric:
        yield from _numeric_bounds(field, reader)
    if field.kind in (Kind.TEXT, Kind.CODE):
        yield reader.says("fields.longest", limit=reader.number(field.max_length))


def _numeric_bounds(field: Field, reader: Reader) -> Iterator[str]:
    low, high = (None if bound is None else reader.number(bound) for bound in (field.lowest, field.highest))
    if low or high:
        yield capital(reader.interval(low or "", high or "", True, True))
    if field.places:
        yield reader.says("fields.decimals", places=str(field.places))
    usual = (field.plausible.min, field.plausible.max)
    low, high = ("" if bound is None else reader.number(bound) for bound in usual)
    if low or high:
        yield reader.says("fields.plausible", range=reader.interval(low, high, True, True))


def derived_section(sources: Sources, reader: Reader) -> Section | None:
    """The values computed from fields: formula, what its names stand for, unit and source."""
    derived = reader.category.derived
    if not derived:
        return None
    heads = (
        Head(reader.says("derived.value"), "2.2"),
        Head(reader.says("derived.formula"), "4"),
        Head(reader.says("source"), "1.4"),
    )
    rows = tuple(_derived_cells(item, sources, reader) for item in derived)
    return Section(reader.says("derived.title"), (reader.says("derived.line"),), grid=Grid(heads, rows))


def _derived_cells(item: Derived, sources: Sources, reader: Reader) -> tuple[str, ...]:
    unit = f" ({item.unit(reader.lang)})" if item.unit else ""
    value = f"{item.title(reader.lang)}{unit}\n{reader.says('fields.code', code=item.id)}"
    formula = "\n".join((f"= {reader.formula(item.formula)}", *reader.legend(item.formula)))
    return (value, formula, sources.reference(item.source) or "–")


def parameter_section(
    parameters: Sequence[Parameter], period_end: date, sources: Sources, reader: Reader
) -> Section | None:
    """Numbers that change with time: each value with the day it begins on, and which one counts for this period."""
    if not parameters:
        return None
    heads = (
        Head(reader.says("parameters.name"), "3"),
        Head(reader.says("parameters.start"), "1.6"),
        Head(reader.says("parameters.value"), "1.4", numeric=True),
        Head(reader.says("source"), "2"),
    )
    rows = [row for parameter in parameters for row in _values(parameter, period_end, sources, reader)]
    line = reader.says("parameters.line", day=formats.date(period_end, reader.lang))
    return Section(reader.says("parameters.title"), (line,), grid=Grid(heads, tuple(rows)))


def _values(
    parameter: Parameter, period_end: date, sources: Sources, reader: Reader
) -> Iterator[tuple[str, str, str, str]]:
    unit = f" ({parameter.unit(reader.lang)})" if parameter.unit else ""
    name = f"{parameter.title(reader.lang)}{unit}\n{reader.says('fields.code', code=parameter.id)}"
    current = max((one.start for one in parameter.values if one.start <= period_end), default=None)
    for value in parameter.values:
        yield (name, _start(value, current, reader), reader.number(value.value), _source(value, parameter, sources))
        name = ""


def _start(value: Dated, current: date | None, reader: Reader) -> str:
    day = formats.date(value.start, reader.lang)
    return f"{day}\n{reader.says('parameters.in_force')}" if value.start == current else day


def _source(value: Dated, parameter: Parameter, sources: Sources) -> str:
    return sources.reference(value.source or parameter.source) or "–"
