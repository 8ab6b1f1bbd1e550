"""jury.html: how the panel marked, for the committee alone. It informs, and changes no score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from paritrana.criteria.fields import Field
from paritrana.documents.jury_list import PanelList, shown_list
from paritrana.documents.page import render_page
from paritrana.entry.verification import person_key
from paritrana.scoring import Result
from paritrana.scoring.agreement import alpha, intraclass
from paritrana.scoring.jury import Juror, Marks, jurors, marks_on, outliers, panel_fields, podium, without_each
from paritrana.text import formats, label

NOBODY = PanelList()
MANY = 200
"""Candidates beyond which the podium is not worked out anew for every juror."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """One marked question: its jurors, the grid of marks, how far they agree, which marks stand out."""

    title: str
    jurors: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    grid: tuple[tuple[str, ...], ...]
    agreement: tuple[str, ...]
    outliers: tuple[str, ...]


def has_marks(result: Result) -> bool:
    """Whether anybody ranked was marked by a juror."""
    return any(marks_on(field, result) for field in panel_fields(result.category))


def render_jury_page(
    title: str,
    result: Result,
    template_dirs: Sequence[Path],
    *,
    lang: str,
    seed: str = "",
    made: str = "",
    page_marks: Sequence[str] = (),
    board: PanelList = NOBODY,
) -> bytes:
    """The page of a category with marks. `title` names edition and category, `board` is the panel's list."""
    names = {place.candidate.code: place.candidate.name for place in result.ranked}
    panels = [
        _panel(field, marks, names, lang, board.barred)
        for field in panel_fields(result.category)
        if (marks := marks_on(field, result))
    ]
    values = {
        "title": title,
        "made": made,
        "marks": tuple(page_marks),
        "board": shown_list(board, lang),
        "panels": panels,
        "podium": _listed(podium(result), names),
        "without": _without(result, names, seed, lang),
    }
    return render_page("jury.html.j2", template_dirs, lang, **values)


def _panel(
    field: Field, marks: Marks, names: Mapping[str, str], lang: str, barred: frozenset[tuple[str, str]]
) -> _Panel:
    every = jurors(marks)
    columns = tuple(one.name for one in every)
    grid = tuple(
        (
            names[code],
            *(_cell(given.get(name), (code, person_key(name)) in barred, lang) for name in columns),
            _number(_mean(given.values()), lang),
        )
        for code, given in marks.items()
    )
    return _Panel(
        field.ask(lang),
        tuple(_juror(one, lang) for one in every),
        columns,
        grid,
        tuple(_agreement(marks, columns, lang)),
        tuple(_outlying(field, marks, names, lang)),
    )


def _mean(marks: Iterable[Fraction]) -> Fraction:
    given = tuple(marks)
    return sum(given, Fraction(0)) / len(given)


def _mark(mark: Fraction | None, lang: str) -> str:
    return "–" if mark is None else formats.number(mark, None, lang)


def _cell(mark: Fraction | None, barred: bool, lang: str) -> str:
    return label("jury.recused", lang) if barred and mark is None else _mark(mark, lang)


def _number(value: Fraction | None, lang: str, places: int = 2) -> str:
    return "–" if value is None else formats.number(value, places, lang)


def _juror(one: Juror, lang: str) -> tuple[str, ...]:
    spread = None if one.variance is None else _root(one.variance)
    figures = (_number(one.mean, lang), _number(spread, lang), _mark(one.least, lang), _mark(one.greatest, lang))
    return (one.name, str(one.count), *figures)


def _root(value: Fraction) -> Fraction:
    """A square root to 28 digits: enough to print two decimals."""
    return Fraction((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def _agreement(marks: Marks, columns: Sequence[str], lang: str) -> Iterable[str]:
    full = [[given[name] for name in columns] for given in marks.values() if all(name in given for name in columns)]
    found = intraclass(full)
    if found is not None:
        figures = {"single": _number(found.single[1], lang), "mean": _number(found.mean[1], lang)}
        yield label("jury.icc", lang, count=str(len(full)), **figures)
    agreed = alpha(list(marks.values()))
    if agreed is not None:
        yield label("jury.alpha", lang, alpha=_number(agreed, lang))


def _outlying(field: Field, marks: Marks, names: Mapping[str, str], lang: str) -> Iterable[str]:
    for one in outliers(marks, field):
        told = {"juror": one.juror, "name": names[one.code], "mark": _mark(one.mark, lang)}
        yield label("jury.outlier", lang, middle=_mark(one.middle, lang), **told)


def _without(result: Result, names: Mapping[str, str], seed: str, lang: str) -> tuple[tuple[str, str], ...]:
    if len(result.ranked) > MANY:
        return ()
    now, found = podium(result), []
    for one in without_each(result, seed):
        said = label("jury.same", lang) if one.podium == now else _listed(one.podium, names)
        if one.short:
            said += label("jury.short", lang, names=_listed(one.short, names))
        found.append((one.juror, said))
    return tuple(found)


def _listed(codes: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[code] for code in codes)
