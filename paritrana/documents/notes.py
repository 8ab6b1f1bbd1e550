"""The small print of the ranking sheet: every rule that made the ranking, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from paritrana.criteria.edition import Edition
from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.model import Category, Indicator, Place, Rung
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
    """Rounding, ranks, ties, blanks, awards, gates, mixed bases and sources: those that say something."""
    parts = {
        "counting": _counting(category, lang),
        "ranking": _ranking(category, lang),
        "ties": _ties(category, lang, seed),
        "blanks": _blanks(category, lang),
        "awards": _awards(category, lang),
        "gates": _gates(category, lang),
        "bases": [category.ranking.mixed_bases(lang)] if category.ranking.mixed_bases else [],
        "sources": _sources(edition, category, lang),
    }
    return tuple(Note(label(f"notes.{key}", lang), tuple(lines)) for key, lines in parts.items() if lines)


def criteria_hashes(edition: Edition, category: Category, meta: Mapping[str, str], lang: str) -> tuple[Hash, ...]:
    """The hashes printed under the sheet: structure and content of the criteria, then those of `meta`."""
    found = [Hash(label("notes.criteria_structure", lang), structure_hash(category))]
    content = edition.hashes.get(f"{category.category}.yaml")
    if content:
        found.append(Hash(label("notes.criteria_content", lang), content))
    return (*found, *(Hash(title, value) for title, value in meta.items()))


def missing_policy(indicator: Indicator, category: Category, lang: str) -> str:
    """What a blank costs an indicator, in a word or two."""
    return label(f"notes.blank_{_policy(indicator, category)}", lang)


def title_of(name: str, category: Category, lang: str) -> str:
    """The words of an aspect, indicator, field or derived value; the id itself where there are none."""
    titles = {node.id: node.title(lang) for node, _ in category.nodes()}
    titles |= {item.id: item.title(lang) for item in category.derived}
    titles |= {field.id: field.ask(lang) for field in category.fields}
    return titles.get(name, name)


def _policy(indicator: Indicator, category: Category) -> str:
    return indicator.missing or category.missing or "zero"


def _counting(category: Category, lang: str) -> list[str]:
    points = category.precision.points
    by_indicator = (
        label("notes.counting_exact", lang)
        if points == "exact"
        else label("notes.counting_points", lang, places=str(points))
    )
    score = label("notes.counting_score", lang, places=str(category.precision.score))
    return [label("notes.counting_sum", lang), by_indicator, score]


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
    titles: dict[str, list[str]] = {}
    for indicator, _ in category.indicators():
        titles.setdefault(_policy(indicator, category), []).append(indicator.title(lang))
    if len(titles) == 1:
        return [label(f"notes.blanks_{policy}", lang) for policy in titles]
    return [
        label(f"notes.blanks_{policy}_some", lang, titles=formats.listing(of, lang)) for policy, of in titles.items()
    ]


def _awards(category: Category, lang: str) -> list[str]:
    awards = category.awards
    if not awards.places:
        return []
    lines = [_place(place, lang) for place in awards.places]
    if awards.minimum_score is not None:
        score = formats.number(awards.minimum_score, None, lang)
        lines.append(label("notes.awards_minimum", lang, score=score))
    return [*lines, label("notes.awards_plenary", lang)]


def _place(place: Place, lang: str) -> str:
    title, first = place.title(lang), str(place.rank)
    if len(place.ranks) == 1:
        return label("notes.awards_place", lang, rank=first, title=title)
    return label("notes.awards_places", lang, rank=first, to=str(place.to), title=title)


def _gates(category: Category, lang: str) -> list[str]:
    return [
        label("notes.gates_line", lang, message=gate.message(lang), article=gate.article) for gate in category.gates
    ]


def _sources(edition: Edition, category: Category, lang: str) -> list[str]:
    words = (edition.facts.source, edition.facts.data_note, category.note)
    return [text if isinstance(text, str) else text(lang) for text in words if text]
