"""The technical guide (petunjuk teknis) of a category, from its criteria alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Group, Role
from paritrana.criteria.model import Category, Parameter
from paritrana.criteria.tree import Aspect, Indicator, Node, shares, whole_of
from paritrana.decimals import rounded
from paritrana.documents.certificate import Signatory
from paritrana.documents.figures import Figure
from paritrana.documents.guide_fields import (
    data_grid,
    derived_section,
    field_sections,
    parameter_section,
    source_section,
    sources_of,
)
from paritrana.documents.guide_model import (
    TONES,
    AspectGuide,
    Bar,
    Chapter,
    Grid,
    Guide,
    Head,
    IndicatorGuide,
    Legend,
    Section,
    Signature,
    WeightRow,
)
from paritrana.documents.guide_result import (
    adjustment_section,
    aggregate_words,
    aspect_sum,
    award_sections,
    class_section,
    counting_section,
    gate_sections,
    panel_section,
    ranking_section,
)
from paritrana.documents.guide_rules import rule_words
from paritrana.documents.guide_words import Reader, capital
from paritrana.documents.notes import criteria_hashes, missing_policy
from paritrana.documents.view import marks, standing_words
from paritrana.text import formats, label

SHARE_PLACES = 4
"""Decimals that a weight in percent is kept with."""

DOTS = "…" * 12
HUNDRED = Fraction(100)


def technical_guide(
    edition: Edition,
    category: Category,
    *,
    parameters: Sequence[Parameter] = (),
    at: str | None = None,
    lang: str = "id",
) -> Guide:
    """The guide of a category.

    `parameters` are its parameters with the values of all days (those of the category hold only the one in force);
    `at` is the ISO time to print on it, None leaves it out.
    """
    reader, facts, standing = Reader(category, lang), edition.facts, edition.status(category)
    return Guide(
        lang=lang,
        edition=edition.id,
        category=category.category,
        award_title=facts.title(lang),
        category_title=category.title(lang),
        level=facts.level(lang),
        organiser=facts.organiser(lang),
        period=formats.period(facts.period.start, facts.period.end, lang),
        standing=standing,
        standing_words=standing_words(edition, standing, lang),
        banner=_banner(edition, category, reader),
        marks=marks(standing, ""),
        made=label("papers.made", lang, moment=formats.moment(at, lang)) if at else "",
        facts=tuple(_facts(edition, reader)),
        chapters=_lettered(_chapters(edition, reader, parameters or category.parameters)),
        hashes=criteria_hashes(edition, category, lang),
        signature=_signature(edition),
    )


def _banner(edition: Edition, category: Category, reader: Reader) -> str:
    standing = edition.status(category)
    if standing == "contoh":
        return label("papers.example")
    return reader.says("draft") if standing == "rancangan" else standing_words(edition, standing, reader.lang)


def _facts(edition: Edition, reader: Reader) -> Iterator[tuple[str, str]]:
    facts, lang = edition.facts, reader.lang
    period = formats.period(facts.period.start, facts.period.end, lang)
    yield label("show.category", lang), reader.category.title(lang)
    yield reader.says("facts.level"), facts.level(lang)
    yield reader.says("facts.period"), period
    if facts.award_date:
        yield reader.says("facts.award_date"), formats.date(facts.award_date, lang)
    yield reader.says("facts.organiser"), facts.organiser(lang)
    yield reader.says("facts.standing"), standing_words(edition, edition.status(reader.category), lang)


def _signature(edition: Edition) -> Signature:
    who, place = edition.facts.signatory, edition.facts.place
    signatory = Signatory(who.position, who.name, who.prefix, who.on_behalf or None, who.rank or None, who.nip or None)
    return Signature(f"{place or DOTS}, {DOTS}", signatory.office, who.name or DOTS * 2, signatory.details)


def _lettered(chapters: Iterator[Chapter]) -> tuple[Chapter, ...]:
    """The chapters that say something, lettered A, B, C."""
    filled = [chapter for chapter in chapters if chapter.filled]
    return tuple(replace(chapter, mark=chr(ord("A") + at)) for at, chapter in enumerate(filled))


def _chapters(edition: Edition, reader: Reader, parameters: Sequence[Parameter]) -> Iterator[Chapter]:
    category, sources = reader.category, sources_of(reader.category)
    numbers = _numbers(category)
    values = (
        derived_section(sources, reader),
        parameter_section(parameters, edition.facts.period.end, sources, reader),
    )
    total = (
        counting_section(reader),
        adjustment_section(sources, reader),
        class_section(reader),
        ranking_section(reader) if category.scored else None,
    )
    yield Chapter("", reader.says("general.title"), _said(*_general(edition, reader)))
    yield _weight_chapter(numbers, reader)
    yield Chapter("", reader.says("indicators.title"), aspects=_aspects(numbers, reader))
    yield Chapter("", reader.says("values.title"), _said(*values))
    yield Chapter("", reader.says("gates.chapter"), _said(*gate_sections(reader)))
    yield Chapter("", reader.says("result.title"), _said(*total))
    yield Chapter("", reader.says("awards.title"), _said(*award_sections(reader)))
    yield Chapter("", reader.says("panel.chapter"), _said(panel_section(reader)))
    yield Chapter("", reader.says("fields.title"), field_sections(sources, reader))
    yield Chapter("", reader.says("sources.chapter"), _said(source_section(edition, sources, reader)))


def _said(*sections: Section | None) -> tuple[Section, ...]:
    return tuple(section for section in sections if section is not None)


def _general(edition: Edition, reader: Reader) -> Iterator[Section]:
    yield Section(reader.says("who.title"), tuple(_who(edition, reader)))
    if reader.category.groups:
        yield _groups(reader)
    yield Section(reader.says("stages.title"), (reader.says("stages.line"),), tuple(_stages(reader)))
    terms = ("points", "weight", "share", "score") if reader.category.scored else ()
    if terms:
        heads = (Head(reader.says("terms.word"), "1"), Head(reader.says("terms.meaning"), "4"))
        rows = tuple(
            (label(f"ranking.{key}", reader.lang), reader.says(f"terms.{_in_mode(key, reader)}")) for key in terms
        )
        yield Section(reader.says("terms.title"), grid=Grid(heads, rows))


def _who(edition: Edition, reader: Reader) -> Iterator[str]:
    candidates, lang = reader.category.candidates, reader.lang
    if candidates.kind == "region":
        levels = reader.listing(reader.says(f"levels.{level}") for level in candidates.levels)
        yield reader.says("who.regions", levels=levels, place=edition.facts.level(lang))
    else:
        yield reader.says("who.businesses", code=candidates.example or candidates.pattern)
    yield reader.says(f"who.list_{candidates.list}")
    yield reader.says("who.period", period=formats.period(edition.facts.period.start, edition.facts.period.end, lang))


def _groups(reader: Reader) -> Section:
    groups = enumerate(reader.category.groups, start=1)
    rows = tuple((str(at), group.title(reader.lang), _members(group, reader)) for at, group in groups)
    heads = (
        Head(reader.says("number"), "auto", numeric=True),
        Head(label("ranking.group", reader.lang), "3"),
        Head(reader.says("who.members"), "3"),
    )
    return Section(reader.says("who.groups"), (reader.says("who.groups_line"),), grid=Grid(heads, rows))


def _members(group: Group, reader: Reader) -> str:
    kinds = (reader.says(f"levels.{kind}") for kind in group.kinds)
    return ", ".join((*kinds, *group.regions)) or reader.says("who.listed")


def _in_mode(key: str, reader: Reader) -> str:
    """The key of words about points: they are of 100, or of the points that are the weight."""
    return f"{key}_budget" if key == "points" and reader.category.weights == "points" else key


def _stages(reader: Reader) -> Iterator[str]:
    category = reader.category
    counts = {role: str(len(category.filled_by(role))) for role in Role if category.filled_by(role)}
    if Role.CANDIDATE in counts:
        yield reader.says("stages.candidate", count=counts[Role.CANDIDATE])
        yield reader.says("stages.verified")
    if Role.ORGANISER in counts:
        yield reader.says("stages.organiser", count=counts[Role.ORGANISER])
    if Role.VERIFIER in counts:
        yield reader.says("stages.verifier", count=counts[Role.VERIFIER])
    if Role.PANEL in counts:
        yield reader.says("stages.panel", count=counts[Role.PANEL], size=str(category.panel.size))
    if category.gates:
        yield reader.says("stages.gates")
    if category.scored:
        yield reader.says(f"stages.{_in_mode('points', reader)}")
        yield reader.says("stages.total_adjusted" if category.adjustments else "stages.total")
        yield reader.says("stages.ranking")
    yield reader.says("stages.awards")


Numbers = dict[str, tuple[str, int]]
"""The number (`1.2`) and depth of every node, by id."""


def _numbers(category: Category) -> Numbers:
    return dict(found for pair in enumerate(category.aspects, start=1) for found in _numbered(str(pair[0]), pair[1], 0))


def _numbered(number: str, node: Node, depth: int) -> Iterator[tuple[str, tuple[str, int]]]:
    yield node.id, (number, depth)
    if isinstance(node, Aspect):
        for at, child in enumerate(node.children, start=1):
            yield from _numbered(f"{number}.{at}", child, depth + 1)


def _weight_chapter(numbers: Numbers, reader: Reader) -> Chapter:
    rows = tuple(_weight_rows(numbers, reader))
    tops = {aspect.id: at % TONES for at, aspect in enumerate(reader.category.aspects)}
    tops_by_number = {numbers[key][0]: tone for key, tone in tops.items()}
    measured = [row for row in rows if not row.is_aspect and row.share is not None]
    longest = max((row.share.value for row in measured if row.share), default=Fraction(0))
    bars = tuple(
        Bar(
            f"{row.number} {row.title}",
            row.share,
            _length(row.share.value, longest, reader.lang),
            tops_by_number[row.number.partition(".")[0]],
        )
        for row in measured
        if row.share
    )
    legend = tuple(Legend(_legend(row), tops[row.id]) for row in rows if row.depth == 0 and bars)
    title = reader.says("weights.title")
    return Chapter("", title, weights=rows, total=_total(reader), bars=bars, legend=legend)


def _total(reader: Reader) -> tuple[str, str, str] | None:
    """The sum of the topmost weights, where there are any: the lint has seen to it that they make up the whole."""
    category = reader.category
    if any(aspect.weight is None for aspect in category.aspects) or not category.scored:
        return None
    weight = _own_weight(category.whole, reader)
    share = _percent(Fraction(1), reader.lang).text if category.aggregate == "mean" else "–"
    return (label("notes.aspects_total", reader.lang), weight.text if weight else "–", share)


def _length(share: Fraction, longest: Fraction, lang: str) -> Figure:
    part = rounded(HUNDRED * share / longest, 2) if longest else Fraction(0)
    return Figure(formats.number(part, 2, lang), part, 2)


def _legend(row: WeightRow) -> str:
    return f"{row.number} {row.title}" + (f" ({row.share.text})" if row.share else "")


def _weight_rows(numbers: Numbers, reader: Reader) -> Iterator[WeightRow]:
    category = reader.category
    own = shares(category.aspects, category.whole)
    for aspect, share in zip(category.aspects, own, strict=True):
        effective = share if category.aggregate == "mean" else None
        yield from _rows_below(aspect, effective, numbers, reader)


def _rows_below(node: Node, effective: Fraction | None, numbers: Numbers, reader: Reader) -> Iterator[WeightRow]:
    number, depth = numbers[node.id]
    yield WeightRow(
        node.id,
        number,
        node.title(reader.lang),
        depth,
        isinstance(node, Aspect),
        _own_weight(node.weight, reader),
        None if effective is None else _percent(effective, reader.lang),
        _tree_note(node, reader),
    )
    if isinstance(node, Aspect):
        inner = shares(node.children, whole_of(node, reader.category.weights == "points"))
        passed = effective if node.aggregate == "mean" else None
        for child, share in zip(node.children, inner, strict=True):
            yield from _rows_below(child, None if passed is None else passed * share, numbers, reader)


def _own_weight(weight: Fraction | None, reader: Reader) -> Figure | None:
    if weight is None:
        return None
    if reader.category.weights == "points":
        return Figure(reader.says("weights.points", points=reader.number(weight)), weight, SHARE_PLACES)
    return _percent(weight / HUNDRED, reader.lang)


def _percent(share: Fraction, lang: str) -> Figure:
    return Figure(formats.percent(share, lang), rounded(share * HUNDRED, SHARE_PLACES), SHARE_PLACES)


def _tree_note(node: Node, reader: Reader) -> str:
    """What is unusual about a node: it adds up otherwise than by weights, or does not concern everybody."""
    parts = []
    if isinstance(node, Aspect) and node.aggregate != "mean":
        parts.append(capital(aggregate_words(node.aggregate, node.best, reader)))
    if node.applies_when is not None:
        parts.append(reader.says("weights.conditional"))
    return "; ".join(parts)


def _aspects(numbers: Numbers, reader: Reader) -> tuple[AspectGuide, ...]:
    weights = {row.id: _weights_said(row, reader) for row in _weight_rows(numbers, reader)}
    return tuple(
        AspectGuide(
            aspect.id,
            numbers[aspect.id][0],
            aspect.title(reader.lang),
            weights[aspect.id],
            tuple(_aspect_lines(aspect, reader)),
            tuple(_indicator(one, numbers, weights, reader) for one in aspect.indicators),
        )
        for aspect, _ in reader.category.all_aspects()
    )


def _weights_said(row: WeightRow, reader: Reader) -> str:
    if row.weight is None:
        return reader.says("weights.without")
    if row.share is None or (row.share == row.weight and row.depth == 0):
        return reader.says("weights.own", weight=row.weight.text)
    return reader.says("weights.both", weight=row.weight.text, share=row.share.text)


def _aspect_lines(aspect: Aspect, reader: Reader) -> Iterator[str]:
    if aspect.aggregate != "mean":
        yield aspect_sum(aspect, reader)
    if aspect.applies_when is not None:
        yield _applies(aspect, reader)
    if aspect.source:
        yield f"{reader.says('source')}: {aspect.source}"


def _applies(node: Node, reader: Reader) -> str:
    condition = reader.condition_named(node.applies_when) if node.applies_when else ""
    otherwise = reader.says(f"otherwise.{node.otherwise}")
    return reader.says("weights.applies", condition=condition, otherwise=otherwise)


def _indicator(node: Indicator, numbers: Numbers, weights: dict[str, str], reader: Reader) -> IndicatorGuide:
    words = rule_words(node.rule, reader)
    return IndicatorGuide(
        id=node.id,
        number=numbers[node.id][0],
        title=node.title(reader.lang),
        weights=weights[node.id],
        facts=tuple(_indicator_facts(node, words.measured, reader)),
        lines=words.lines,
        grid=words.grid,
        data=data_grid(node.rule.names, reader),
    )


def _indicator_facts(node: Indicator, measured: str, reader: Reader) -> Iterator[tuple[str, str]]:
    lang = reader.lang
    yield reader.says("indicators.measured"), measured
    derived = [item for item in reader.category.derived if item.id in node.rule.names]
    for item in derived:
        yield reader.says("indicators.formula"), f"{item.id} = {reader.formula(item.formula)}"
    yield reader.says("indicators.blank"), capital(missing_policy(node, reader.category, lang))
    if node.applies_when is not None:
        yield reader.says("indicators.applies"), _applies(node, reader)
    if node.note:
        yield reader.says("indicators.note"), node.note(lang)
    if node.source:
        yield reader.says("source"), node.source
