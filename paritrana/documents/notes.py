"""The small print of the ranking sheet: every rule that made the ranking, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from paritrana.criteria.edition import Edition
from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.model import Adjustment, Best, Category, Parameter, Place, Predicate, Quota, Rung
from paritrana.criteria.tree import WEIGHTED, Aspect, Indicator, Node
from paritrana.documents.guide_words import Reader
from paritrana.rules import GroupRule, is_group_rule
from paritrana.rules.panel import Panel
from paritrana.rules.scalars import WordPair
from paritrana.text import formats, label

SHORT = 12
"""Hexadecimal digits of a hash that are printed."""


@dataclass(frozen=True, slots=True)
class Note:
    """One paragraph of the small print: a heading and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hash:
    """A hash by its name: whole, and as short as it is printed."""

    title: str
    value: str

    @property
    def short(self) -> str:
        return self.value[:SHORT]


def notes(edition: Edition, category: Category, lang: str = "id", seed: str = "") -> tuple[Note, ...]:
    """How points add up and are rounded, ranks, ties, blanks, awards, gates, sources: those that say something."""
    scored = category.scored
    parts = {
        "unscored": [] if scored else [label("notes.unscored_line", lang)],
        "counting": _counting(category, lang) if scored else [],
        "applying": _applying(category, lang),
        "peers": _peers(category, lang),
        "adjustments": _adjustments(category, lang),
        "classes": _classes(category, lang),
        "ranking": _ranking(category, lang) if scored else [],
        "ties": _ties(category, lang, seed) if scored else [],
        "blanks": _blanks(category, lang),
        "awards": _awards(category, lang),
        "parameters": [_parameter(item, lang) for item in category.parameters],
        "gates": _gates(category, lang),
        "bases": [category.ranking.mixed_bases(lang)] if category.ranking.mixed_bases else [],
        "sources": _sources(edition, category, lang),
    }
    return tuple(Note(label(f"notes.{key}", lang), tuple(lines)) for key, lines in parts.items() if lines)


def criteria_hashes(edition: Edition, category: Category, lang: str) -> tuple[Hash, ...]:
    """The hashes printed under the sheet: structure and content of the criteria."""
    found = [Hash(label("notes.criteria_structure", lang), structure_hash(category))]
    content = edition.hashes.get(f"{category.category}.yaml")
    if content:
        found.append(Hash(label("notes.criteria_content", lang), content))
    return tuple(found)


def missing_policy(indicator: Indicator, category: Category, lang: str) -> str:
    """What a blank costs an indicator, in a few words: required fields come first, then the declared policy."""
    fields = Reader(category, lang).fields_behind(indicator.rule.names)
    policy = label(f"notes.blank_{_policy(indicator, category)}", lang)
    if not any(field.required for field in fields):
        return policy
    if all(field.required for field in fields):
        return label("notes.blank_required", lang)
    return label("notes.blank_mixed", lang, policy=policy)


def title_of(name: str, category: Category, lang: str) -> str:
    """The words of an aspect, indicator, field or derived value; the id itself where there are none."""
    titles = {node.id: node.title(lang) for node, _ in category.nodes()}
    titles |= {item.id: item.title(lang) for item in category.parameters}
    titles |= {item.id: item.title(lang) for item in category.derived}
    titles |= {field.id: field.ask(lang) for field in category.fields}
    return titles.get(name, name)


def award_titles(joined: str, category: Category) -> tuple[WordPair, ...]:
    """The titles that an award joins by semicolons; a title may hold semicolons itself."""
    awards = category.awards
    titles = [place.title for place in awards.places] + [best.title for best in awards.best]
    titles += [item.title for item in (*awards.predicates, *awards.special)]
    known = {title.id: title for title in titles}
    found: list[WordPair] = []
    parts = joined.split("; ")
    while parts:
        lengths = (length for length in range(len(parts), 0, -1) if "; ".join(parts[:length]) in known)
        length = next(lengths, 1)
        title = "; ".join(parts[:length])
        found.append(known.get(title) or WordPair(id=title))
        parts = parts[length:]
    return tuple(found)


def _policy(indicator: Indicator, category: Category) -> str:
    return indicator.missing or category.missing or "zero"


def _counting(category: Category, lang: str) -> list[str]:
    rounding = "counting_score" if _all_means(category) else "counting_score_unrounded"
    score = label(f"notes.{rounding}", lang, places=str(category.precision.score))
    return [*_sums(category, lang), *_scale(category, lang), points_line(category, lang), score]


def points_line(category: Category, lang: str) -> str:
    """How the points of indicators are rounded, on the scale that the category has them on: 0–100, or of the weight."""
    digits, budget = category.precision.points, category.weights == "points"
    if digits == "exact":
        return label("notes.counting_budget_exact" if budget else "notes.counting_exact", lang)
    return label("notes.counting_budget" if budget else "notes.counting_points", lang, places=str(digits))


def _sums(category: Category, lang: str) -> list[str]:
    """How the total and every aspect that is no weighted mean adds up."""
    aspects = [aspect for aspect, _ in category.all_aspects()]
    odd = [aspect for aspect in aspects if aspect.aggregate != "mean"]
    if _all_means(category):
        return [label("notes.counting_sum", lang)]
    lines = [_total(category, lang), *(_sum(aspect, lang) for aspect in odd)]
    if len(odd) < len(aspects):
        lines.append(label("notes.node_others", lang))
    lines.append(label("notes.node_shares", lang))
    if {category.aggregate, *(aspect.aggregate for aspect in odd)} & (WEIGHTED - {"mean"}):
        lines.append(label("notes.node_roots", lang))
    return lines


def _all_means(category: Category) -> bool:
    return {category.aggregate, *(aspect.aggregate for aspect, _ in category.all_aspects())} == {"mean"}


def _total(category: Category, lang: str) -> str:
    count, best = len(category.aspects), category.best or 0
    return label(f"notes.counting_{category.aggregate}", lang, best=str(best), n=str(count))


def _sum(aspect: Aspect, lang: str) -> str:
    count, best = len(aspect.children), aspect.best or 0
    return label(f"notes.node_{aspect.aggregate}", lang, title=aspect.title(lang), best=str(best), n=str(count))


def _scale(category: Category, lang: str) -> list[str]:
    scale, lines = formats.number(category.scale, None, lang), []
    if category.weights == "points":
        lines.append(label("notes.counting_points_weights", lang, scale=scale))
    if category.scale != 100:
        factor = formats.number(Fraction(category.scale) / 100, None, lang)
        lines.append(label("notes.counting_scale", lang, scale=scale, factor=factor))
    return lines


def _applying(category: Category, lang: str) -> list[str]:
    lines = [
        label(f"notes.applying_{_treatment(node, siblings)}", lang, title=node.title(lang), when=when.source.strip())
        for node, siblings in _families(category)
        if (when := node.applies_when) is not None
    ]
    return [*lines, label("notes.applying_unknown", lang)] if lines else []


def _families(category: Category) -> Iterator[tuple[Node, str]]:
    """Every node in reading order, and how those beside it add up."""
    parents = {child.id: aspect.aggregate for aspect, _ in category.all_aspects() for child in aspect.children}
    return ((node, parents.get(node.id, category.aggregate)) for node, _ in category.nodes())


def _treatment(node: Node, aggregate: str) -> str:
    treatment = node.otherwise or "zero"
    return f"{treatment}_equal" if treatment == "redistribute" and aggregate not in WEIGHTED else treatment


def _peers(category: Category, lang: str) -> list[str]:
    among = label(f"notes.peers_{'group' if category.groups else 'category'}", lang)
    lines = [
        label(f"notes.peers_{_comparison(indicator.rule)}", lang, title=indicator.title(lang), among=among)
        for indicator, _ in category.indicators()
        if is_group_rule(indicator.rule)
    ]
    lines += [
        label("notes.peers_additive", lang, title=indicator.title(lang))
        for indicator, _ in category.indicators()
        if isinstance(indicator.rule, Panel) and indicator.rule.severity
    ]
    return [*lines, label("notes.peers_who", lang)] if lines else []


def _comparison(rule: GroupRule) -> str:
    kind = str(getattr(rule, "method", getattr(rule, "kind", "")))
    return kind if kind in ("rank", "percentile", "minmax", "zscore", "share") else "other"


def _adjustments(category: Category, lang: str) -> list[str]:
    if not category.adjustments:
        return []
    lines = [_adjustment(item, lang) for item in category.adjustments]
    for kind, cap in (("bonus", category.caps.bonus), ("penalty", category.caps.penalty)):
        if cap is not None:
            lines.append(label(f"notes.adjustments_cap_{kind}", lang, cap=formats.number(cap, None, lang)))
    scale, places = formats.number(category.scale, None, lang), str(category.precision.score)
    return [*lines, label("notes.adjustments_rounding", lang, places=places, scale=scale)]


def _adjustment(item: Adjustment, lang: str) -> str:
    most, points = formats.number(item.most, None, lang), item.points.source.strip()
    title, article = item.title(lang), item.article
    return label(f"notes.adjustments_{item.kind}", lang, title=title, points=points, most=most, article=article)


def _classes(category: Category, lang: str) -> list[str]:
    places = category.precision.score
    lines = []
    for step in category.classes:
        low, high = (formats.number(bound, places, lang) for bound in (step.low, step.high))
        lines.append(label("notes.classes_step", lang, low=low, high=high, title=step.title(lang)))
    if category.unclassified is not None and lines:
        lines.append(label("notes.classes_none", lang, title=category.unclassified(lang)))
    return lines


def _parameter(item: Parameter, lang: str) -> str:
    now = item.values[-1]
    value = formats.number(now.value, None, lang) + (f" {item.unit(lang)}" if item.unit else "")
    date, source = formats.date(now.start, lang), now.source or item.source
    key = "notes.parameters_line_source" if source else "notes.parameters_line"
    return label(key, lang, title=item.title(lang), value=value, date=date, source=source)


def _ranking(category: Category, lang: str) -> list[str]:
    lines = [label(f"notes.ranking_{category.ranking.rank_on}", lang), label("notes.ranking_style", lang)]
    if category.groups:
        titles = formats.listing([group.title(lang) for group in category.groups], lang)
        lines.append(label("notes.ranking_groups", lang, groups=titles))
    return lines


def _ties(category: Category, lang: str, seed: str) -> list[str]:
    rungs = [_rung(place, rung, category, lang) for place, rung in enumerate(category.ranking.ties, start=1)]
    lines = [label("notes.ties_first", lang), *rungs] if rungs else [label("notes.ties_none", lang)]
    if rungs:
        lines.append(label("notes.ties_missing", lang))
    lines.append(label(f"notes.ties_{category.ranking.still_tied}", lang))
    if seed and category.ranking.still_tied == "lot":
        lines.append(label("notes.ties_seed", lang, seed=seed))
    return lines


def _rung(place: int, rung: Rung, category: Category, lang: str) -> str:
    title = title_of(rung.by, category, lang)
    return label(f"notes.ties_{rung.order}", lang, place=str(place), title=title)


def _blanks(category: Category, lang: str) -> list[str]:
    """Required fields never stay blank; of the others, every indicator has its declared policy."""
    reader, titles = Reader(category, lang), dict[str, list[str]]()
    for indicator, _ in category.indicators():
        if any(not field.required for field in reader.fields_behind(indicator.rule.names)):
            titles.setdefault(_policy(indicator, category), []).append(indicator.title(lang))
    lines = [label("notes.blanks_required", lang)] if any(field.required for field in category.fields) else []
    if len(titles) == 1:
        return [*lines, *(label(f"notes.blanks_{policy}", lang) for policy in titles)]
    return lines + [
        label(f"notes.blanks_{policy}_some", lang, titles=formats.listing(of, lang)) for policy, of in titles.items()
    ]


def _awards(category: Category, lang: str) -> list[str]:
    awards = category.awards
    lines = [_place(place, lang) for place in awards.places]
    if awards.minimum_score is not None:
        score = formats.number(awards.minimum_score, None, lang)
        lines.append(label("notes.awards_minimum", lang, score=score))
    for cut in awards.cutoffs:
        value = formats.number(cut.at_least, None, lang)
        lines.append(label("notes.awards_cutoff", lang, title=title_of(cut.by, category, lang), value=value))
    if awards.quota is not None:
        lines.append(_quota(awards.quota, category, lang))
    if awards.places:
        lines.append(label("notes.awards_plenary", lang))
    if len(awards.predicates) > 1:
        lines.append(label("notes.awards_ladder", lang))
    if any("score" in item.when.names for item in (*awards.predicates, *awards.special)):
        lines.append(label("notes.awards_score", lang))
    lines += [_condition("predicate", item, lang) for item in awards.predicates]
    lines += [_condition("special", item, lang) for item in awards.special]
    lines += [_best(item, category, lang) for item in awards.best]
    return [*lines, label("notes.awards_best_plenary", lang)] if awards.best else lines


def _place(place: Place, lang: str) -> str:
    title, first = place.title(lang), str(place.rank)
    if len(place.ranks) == 1:
        line = label("notes.awards_place", lang, rank=first, title=title)
    else:
        line = label("notes.awards_places", lang, rank=first, to=str(place.to), title=title)
    return label("notes.awards_prize", lang, place=line, prize=place.prize(lang)) if place.prize else line


def _quota(quota: Quota, category: Category, lang: str) -> str:
    known = quota.by in ("proposer", "regency")
    by = label(f"notes.awards_quota_{quota.by}", lang) if known else title_of(quota.by, category, lang)
    return label("notes.awards_quota", lang, most=str(quota.most), by=by)


def _condition(kind: str, item: Predicate, lang: str) -> str:
    line = label(f"notes.awards_{kind}", lang, title=item.title(lang), when=item.when.source.strip())
    return label("notes.awards_article", lang, award=line, article=item.article) if item.article else line


def _best(item: Best, category: Category, lang: str) -> str:
    by = title_of(item.by, category, lang)
    line = label(f"notes.awards_best_{item.order}", lang, title=item.title(lang), by=by)
    if item.at_least is None:
        return line
    return label("notes.awards_best_least", lang, award=line, value=formats.number(item.at_least, None, lang))


def _gates(category: Category, lang: str) -> list[str]:
    """What shuts a candidate out; the message of a gate says what is wrong."""
    return [
        label("notes.gates_out", lang, message=gate.message(lang).rstrip("."), article=gate.article)
        for gate in category.gates
    ]


def _sources(edition: Edition, category: Category, lang: str) -> list[str]:
    words = (edition.facts.source, edition.facts.data_note, category.note)
    return [text if isinstance(text, str) else text(lang) for text in words if text]
