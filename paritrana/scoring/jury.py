"""What the marks of a panel look like: each juror's level and spread, marks that stand out, who decides the podium.

It informs the committee and changes no score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Entry
from paritrana.scoring.ranking import Placed
from paritrana.scoring.result import Result, score_category

Marks = Mapping[str, Mapping[str, Fraction]]
"""Marks on one field, by candidate and juror; a juror who gave none has no key."""

STANDS_OUT = Fraction(1, 5)
"""The part of the scale by which a mark differs from the middle of all, to be pointed at."""

FEWEST = 3
"""Marks of a candidate below which none stands out: of two nobody knows which."""


@dataclass(frozen=True, slots=True)
class Juror:
    """One juror on one field: how many marks, their mean, least and greatest, and their variance (None for one)."""

    name: str
    count: int
    mean: Fraction
    least: Fraction
    greatest: Fraction
    variance: Fraction | None


@dataclass(frozen=True, slots=True)
class Outlier:
    """A mark far from the middle (median) of all that were given to the candidate."""

    code: str
    juror: str
    mark: Fraction
    middle: Fraction


@dataclass(frozen=True, slots=True)
class Without:
    """The first of each group with a prize, as they stand, and without one juror's marks.

    `short` are candidates whom too few marks would be left for.
    """

    juror: str
    podium: tuple[str, ...]
    short: tuple[str, ...]


def panel_fields(category: Category) -> tuple[Field, ...]:
    """The fields that jurors mark, in the order of the file."""
    return category.filled_by(Role.PANEL)


def marks_on(field: Field, result: Result) -> Marks:
    """The marks of the ranked candidates."""
    given = {place.candidate.code: place.points.inputs.get(field.id) for place in result.ranked if place.points}
    return {code: dict(marks) for code, marks in given.items() if isinstance(marks, tuple)}


def jurors(marks: Marks) -> tuple[Juror, ...]:
    """Every juror by name."""
    names = sorted({juror for given in marks.values() for juror in given})
    return tuple(_juror(name, [given[name] for given in marks.values() if name in given]) for name in names)


def _juror(name: str, given: Sequence[Fraction]) -> Juror:
    mean = sum(given, Fraction(0)) / len(given)
    squares = sum(((mark - mean) ** 2 for mark in given), Fraction(0))
    variance = squares / (len(given) - 1) if len(given) > 1 else None
    return Juror(name, len(given), mean, min(given), max(given), variance)


def outliers(marks: Marks, field: Field) -> tuple[Outlier, ...]:
    """Marks that stand out, by candidate and juror. None where the field has no bounds."""
    if field.lowest is None or field.highest is None:
        return ()
    far = STANDS_OUT * (Fraction(field.highest) - Fraction(field.lowest))
    found = []
    for code, given in marks.items():
        middle = Fraction(median(given.values()))
        for juror, mark in sorted(given.items()) if len(given) >= FEWEST else ():
            if abs(mark - middle) >= far:
                found.append(Outlier(code, juror, mark, middle))
    return tuple(found)


def podium(result: Result) -> tuple[str, ...]:
    """The codes of those whose rank has a prize, in order; without prizes, the first of each group.

    Ranks are those that scores give: what the plenary meeting decided is no juror's doing.
    """
    last = max((place.to or place.rank for place in result.category.awards.places), default=1)
    groups = list(dict.fromkeys(place.candidate.group for place in result.ranked))
    ranks = {place.candidate.code: place.computed or place.rank or 0 for place in result.ranked}
    ordered = sorted(result.ranked, key=lambda one: (groups.index(one.candidate.group), ranks[one.candidate.code]))
    return tuple(place.candidate.code for place in ordered if ranks[place.candidate.code] <= last)


def without_each(result: Result, seed: str = "") -> tuple[Without, ...]:
    """The podium without each juror, scored anew by the same rules."""
    fields = frozenset(field.id for field in panel_fields(result.category))
    entries = [place.points.entry for place in result.ranked if place.points]
    names = sorted({juror for field in fields for entry in entries for juror in dict(_given(entry, field))})
    return tuple(_without(name, entries, fields, result.category, seed) for name in names)


def _given(entry: Entry, field: str) -> tuple[tuple[str, Fraction], ...]:
    marks = entry.values.get(field, ())
    return marks if isinstance(marks, tuple) else ()


def _without(juror: str, entries: Sequence[Entry], fields: frozenset[str], category: Category, seed: str) -> Without:
    fewer = [_silenced(entry, fields, juror) for entry in entries]
    found = score_category(category, fewer, seed=seed)
    ranked: tuple[Placed, ...] = found.ranked
    short = {entry.candidate.code for entry in entries} - {place.candidate.code for place in ranked}
    return Without(juror, podium(found), tuple(sorted(short)))


def _silenced(entry: Entry, fields: frozenset[str], juror: str) -> Entry:
    """The entry without a juror's marks."""
    values = dict(entry.values)
    for field in fields & values.keys():
        values[field] = tuple(pair for pair in _given(entry, field) if pair[0] != juror)
    return replace(entry, values=values)
