"""From points to prizes in words: gates and checks, the total, ranks and ties, classes, awards, the panel."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.criteria.model import Adjustment, Best, Place, Predicate, Rung
from paritrana.criteria.tree import Aggregate, Aspect
from paritrana.documents.guide_fields import Sources
from paritrana.documents.guide_model import Grid, Head, Section
from paritrana.documents.guide_words import Reader
from paritrana.documents.notes import points_line
from paritrana.expressions import Expression
from paritrana.rules.panel import Panel
from paritrana.text import label

HUNDRED = Fraction(100)


def gate_sections(reader: Reader) -> Iterator[Section]:
    """What must hold to be ranked at all, and what is looked at across the answers of a form."""
    category = reader.category
    if category.gates:
        rows = tuple(
            (_condition(gate.condition, reader), gate.message(reader.lang), gate.article) for gate in category.gates
        )
        heads = (
            Head(reader.says("gates.condition"), "3"),
            Head(reader.says("gates.message"), "2.5"),
            Head(reader.says("gates.article"), "2"),
        )
        yield Section(reader.says("gates.title"), (reader.says("gates.line"),), grid=Grid(heads, rows))
    else:
        yield Section(reader.says("gates.title"), (reader.says("gates.none"),))
    if category.checks:
        rows = tuple(
            (
                reader.condition(check.condition),
                check.message(reader.lang),
                reader.says(f"checks.{check.level}"),
            )
            for check in category.checks
        )
        heads = (
            Head(reader.says("gates.condition"), "3"),
            Head(reader.says("checks.message"), "3"),
            Head(reader.says("checks.consequence"), "1.5"),
        )
        yield Section(reader.says("checks.title"), (reader.says("checks.line"),), grid=Grid(heads, rows))


def _condition(condition: Expression, reader: Reader) -> str:
    return "\n".join((reader.condition(condition), *reader.legend(condition)))


def counting_section(reader: Reader) -> Section | None:
    """How points become the total; nothing where a category has no score."""
    category, lang = reader.category, reader.lang
    if not category.scored:
        return None
    places = str(category.precision.score)
    lines = [points_line(category, lang), *_adding_up(reader)]
    if Fraction(category.scale) != HUNDRED:
        lines.append(reader.says("result.scale", scale=reader.number(category.scale)))
    if category.adjustments:
        lines.append(reader.says("result.adjusted", scale=reader.number(category.scale)))
    lines.append(reader.says("result.rounded", places=places))
    return Section(reader.says("result.counting"), tuple(lines))


def _adding_up(reader: Reader) -> Iterator[str]:
    category = reader.category
    odd = [aspect for aspect, _ in category.all_aspects() if aspect.aggregate != "mean"]
    if category.aggregate == "mean" and not odd:
        yield label("notes.counting_sum", reader.lang)
        return
    yield reader.says("result.total", how=aggregate_words(category.aggregate, category.best, reader))
    yield from (aspect_sum(aspect, reader) for aspect, _ in category.all_aspects())


def aspect_sum(aspect: Aspect, reader: Reader) -> str:
    """How an aspect adds up what stands below it, in a sentence."""
    how = aggregate_words(aspect.aggregate, aspect.best, reader)
    return reader.says("result.aspect", title=aspect.title(reader.lang), how=how)


def aggregate_words(aggregate: Aggregate, best: int | None, reader: Reader) -> str:
    """A way of adding up in words."""
    return reader.says(f"aggregate.{aggregate}", best=str(best or ""))


def adjustment_section(sources: Sources, reader: Reader) -> Section | None:
    """Bonuses and penalties: formula, ceiling and article of each, and what all of them come to at most."""
    category = reader.category
    if not category.adjustments:
        return None
    heads = (
        Head(reader.says("adjustments.name"), "2"),
        Head(reader.says("adjustments.points"), "3"),
        Head(reader.says("adjustments.most"), "1.2", numeric=True),
        Head(reader.says("gates.article"), "2"),
    )
    rows = tuple(_adjustment(item, sources, reader) for item in category.adjustments)
    caps = {"bonus": category.caps.bonus, "penalty": category.caps.penalty}
    capped = {key: reader.number(cap) for key, cap in caps.items() if cap is not None}
    after = tuple(reader.says(f"adjustments.cap_{key}", most=most) for key, most in capped.items())
    lines = (reader.says("adjustments.line"),)
    return Section(reader.says("adjustments.title"), lines, grid=Grid(heads, rows), after=after)


def _adjustment(item: Adjustment, sources: Sources, reader: Reader) -> tuple[str, ...]:
    name = f"{item.title(reader.lang)}\n{reader.says(f'adjustments.{item.kind}')}"
    sign = "+" if item.kind == "bonus" else "−"
    article = "\n".join(filter(None, (item.article, sources.reference(item.source))))
    return (name, _condition(item.points, reader), f"{sign}{reader.number(item.most)}", article)


def class_section(reader: Reader) -> Section | None:
    """The classes of scores, both bounds of which belong to them."""
    category = reader.category
    if not category.classes:
        return None
    rows = tuple(
        (reader.interval(reader.number(step.low), reader.number(step.high), True, True), step.title(reader.lang))
        for step in category.classes
    )
    rest = category.unclassified
    after = (reader.says("classes.rest", title=rest(reader.lang)),) if rest else ()
    heads = (Head(label("ranking.score", reader.lang)), Head(reader.says("classes.name")))
    return Section(reader.says("classes.title"), grid=Grid(heads, rows), after=after)


def ranking_section(reader: Reader) -> Section:
    """How scores become ranks, and what is compared where they are equal."""
    ranking, lang, groups = reader.category.ranking, reader.lang, reader.category.groups
    lines = [label(f"notes.ranking_{ranking.rank_on}", lang), label("notes.ranking_style", lang)]
    if groups:
        listed = reader.listing(group.title(lang) for group in groups)
        lines.append(label("notes.ranking_groups", lang, groups=listed))
    if ranking.mixed_bases:
        lines.append(ranking.mixed_bases(lang))
    lines.append(label("notes.ties_first" if ranking.ties else "notes.ties_none", lang))
    after = [label("notes.ties_missing", lang)] if ranking.ties else []
    after.append(label(f"notes.ties_{ranking.still_tied}", lang))
    steps = tuple(_rung(rung, reader) for rung in ranking.ties)
    return Section(reader.says("result.ranking"), tuple(lines), steps, after=tuple(after))


def _rung(rung: Rung, reader: Reader) -> str:
    return reader.says(f"result.ties_{rung.order}", title=reader.title(rung.by))


def award_sections(reader: Reader) -> Iterator[Section]:
    """Places by rank with what limits them, then titles by condition, then titles for the best on one thing."""
    awards = reader.category.awards
    if awards.places:
        heads = [Head(label("ranking.rank", reader.lang), "1"), Head(label("ranking.award", reader.lang), "3")]
        prized = any(place.prize for place in awards.places)
        if prized:
            heads.append(Head(reader.says("awards.prize"), "3"))
        rows = tuple(_place(place, prized, reader) for place in awards.places)
        lines = (reader.says("awards.by_group" if reader.category.groups else "awards.by_rank"),)
        after = tuple(_limits(reader))
        yield Section(reader.says("awards.places"), lines, grid=Grid(tuple(heads), rows), after=after)
    for key, titles in (("predicates", awards.predicates), ("special", awards.special)):
        if titles:
            rows = tuple(_titled(item, reader) for item in titles)
            grid = Grid(_title_heads(reader), rows)
            yield Section(reader.says(f"awards.{key}"), (reader.says(f"awards.{key}_line"),), grid=grid)
    if awards.best:
        steps = tuple(_best(best, reader) for best in awards.best)
        yield Section(reader.says("awards.best"), (reader.says("awards.best_line"),), steps)
    if awards.citation:
        yield Section(reader.says("awards.citation"), (f"“{awards.citation(reader.lang)}”",))


def _title_heads(reader: Reader) -> tuple[Head, ...]:
    return (
        Head(reader.says("awards.title_given"), "2"),
        Head(reader.says("awards.when"), "3"),
        Head(reader.says("gates.article"), "1.6"),
    )


def _place(place: Place, prized: bool, reader: Reader) -> tuple[str, ...]:
    rank = str(place.rank) if len(place.ranks) == 1 else f"{place.rank}–{place.to}"
    prize = (place.prize(reader.lang) if place.prize else "–",) if prized else ()
    return (rank, place.title(reader.lang), *prize)


def _limits(reader: Reader) -> Iterator[str]:
    awards = reader.category.awards
    if awards.minimum_score is not None:
        yield label("notes.awards_minimum", reader.lang, score=reader.number(awards.minimum_score))
    for cut in awards.cutoffs:
        yield reader.says("awards.cutoff", title=reader.title(cut.by), least=reader.number(cut.at_least))
    if awards.quota:
        named = awards.quota.by in ("proposer", "regency")
        by = reader.says(f"awards.same_{awards.quota.by}") if named else reader.title(awards.quota.by)
        yield reader.says("awards.quota", most=str(awards.quota.most), by=by)
    yield label("notes.awards_plenary", reader.lang)
    yield reader.says("awards.none", words=awards.none(reader.lang))


def _titled(item: Predicate, reader: Reader) -> tuple[str, ...]:
    return (item.title(reader.lang), _condition(item.when, reader), item.article or "–")


def _best(best: Best, reader: Reader) -> str:
    line = reader.says(f"awards.best_{best.order}", title=best.title(reader.lang), by=reader.title(best.by))
    if best.at_least is None:
        return line
    return f"{line} {reader.says('awards.best_least', least=reader.number(best.at_least))}"


def panel_section(reader: Reader) -> Section | None:
    """The interview panel: its size, what it marks, and how many marks there have to be."""
    panels = [(node, node.rule) for node, _ in reader.category.indicators() if isinstance(node.rule, Panel)]
    if not panels:
        return None
    heads = (
        Head(label("ranking.indicator", reader.lang), "2"),
        Head(reader.says("panel.marked"), "3"),
        Head(reader.says("panel.scale"), "1.2"),
        Head(reader.says("panel.quorum"), "1", numeric=True),
    )
    rows = tuple(
        (node.title(reader.lang), reader.title(rule.field), _scale(rule, reader), str(rule.quorum))
        for node, rule in panels
    )
    lines = (reader.says("panel.size", size=str(reader.category.panel.size)), reader.says("panel.recusal"))
    return Section(reader.says("panel.title"), lines, grid=Grid(heads, rows), after=(reader.says("panel.short"),))


def _scale(rule: Panel, reader: Reader) -> str:
    low, high = rule.scale
    return f"{reader.number(low)}–{reader.number(high)}"
