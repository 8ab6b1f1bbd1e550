"""Published instruments as criteria files: `tests/cases/instruments/<name>/`, each with data and the result it gives.

`expected.csv` names in its header what is compared: status, rank, score, class, award, tie, or the points of a node.
"""

import csv
import random
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest

from paritrana.answers import Kind
from paritrana.criteria.fields import Role
from paritrana.criteria.load import load_category
from paritrana.decimals import fixed
from paritrana.entry.fold import as_input
from paritrana.entry.model import Candidate, Entry
from paritrana.problems import has_errors
from paritrana.scoring import score_category
from paritrana.text import line

FOLDER = Path(__file__).parents[1] / "cases" / "instruments"
INSTRUMENTS = tuple(sorted(path.parent.name for path in FOLDER.glob("*/data.csv")))


def load(name):
    """The category of an instrument, without errors."""
    (path,) = (FOLDER / name).glob("*.yaml")
    category, problems = load_category(path)
    for problem in problems:
        print(line(problem))
    assert category is not None
    assert not has_errors(problems)
    return category


def table(name, file):
    with (FOLDER / name / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def answer(field, text):
    """A cell of data.csv as scoring sees it, within the bounds of its field; marks are separated by strokes."""
    if field.filled_by is Role.PANEL:
        return tuple((f"juri {at}", number(field, mark)) for at, mark in enumerate(text.split("/"), start=1))
    if field.kind is Kind.YESNO:
        return as_input({"ya": True, "tidak": False}[text])
    if field.kind is Kind.CHOICE:
        assert text in {option.code for option in field.options}
    return number(field, text) if field.kind.is_numeric else as_input(text)


def number(field, text):
    read = Decimal(text)
    assert -read.as_tuple().exponent <= field.places, (field.id, text)
    assert field.lowest is None or read >= field.lowest, (field.id, text)
    assert field.highest is None or read <= field.highest, (field.id, text)
    return as_input(read)


def entry(category, row):
    fields = {field.id: field for field in category.fields}
    given = {key: text for key, text in row.items() if key not in ("code", "group")}
    assert set(given) == set(fields), "data.csv has a column for every field"
    person = Candidate(row["code"], category.category, row["code"], group=row.get("group", ""))
    return Entry(person, {key: answer(fields[key], text) for key, text in given.items() if text})


def scored(name):
    category = load(name)
    return score_category(category, [entry(category, row) for row in table(name, "data.csv")])


def shown(result, place, column):
    """What stands in a column of expected.csv."""
    code, scores = place.candidate.code, place.scores
    words = result.classes.get(code)
    award = result.awards.get(code)
    told = {
        "code": code,
        "status": str(place.status),
        "rank": "" if place.rank is None else str(place.rank),
        "score": fixed(scores.published, result.category.precision.score) if scores and place.rank else "",
        "class": words.id if words else "",
        "award": award.title if award else "",
        "tie": place.tie,
    }
    if column in told or scores is None:
        return told.get(column, "")
    if column in scores.points.indicators:
        return scores.points.indicators[column].points
    return scores.aspects.get(column, "")


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_instrument_gives_its_published_result(name):
    expected, result = table(name, "expected.csv"), scored(name)
    found = [{column: shown(result, place, column) for column in expected[0]} for place in result.placed]
    for row, place in zip(expected, found, strict=True):
        for column, told in place.items():
            if isinstance(told, Fraction):
                row[column] = Fraction(row[column])
    assert found == expected


def test_every_instrument_has_its_three_files():
    assert [path.name for path in sorted(FOLDER.iterdir()) if path.is_dir()] == list(INSTRUMENTS)
    assert all((FOLDER / name / "expected.csv").is_file() for name in INSTRUMENTS)


GOALPOSTS = {"umur": ("20", "85"), "sekolah_harapan": ("0", "18"), "sekolah_rata": ("0", "15"), "pnb": ("100", "75000")}


def naive_index(row):
    """The human development index in 60 digits, as the technical notes of UNDP write it."""
    share = {}
    for key, (low, high) in GOALPOSTS.items():
        value, least, most = (Decimal(text) for text in (row[key], low, high))
        if key == "pnb":
            value, least, most = value.ln(), least.ln(), most.ln()
        share[key] = max(Decimal(0), min(Decimal(1), (value - least) / (most - least)))
    education = (share["sekolah_harapan"] + share["sekolah_rata"]) / 2
    product = share["umur"] * education * share["pnb"]
    return (product.ln() / 3).exp() if product else Decimal(0)


def country(chance, at):
    """A country drawn by lot, often beyond a goalpost, sometimes the same as others."""
    spans = {"umur": (15, 95), "sekolah_harapan": (0, 24), "sekolah_rata": (0, 18), "pnb": (60, 120_000)}
    drawn = {key: str(Decimal(chance.randint(low * 1000, high * 1000)) / 1000) for key, (low, high) in spans.items()}
    if at % 10 == 0:
        drawn.update(umur="85", sekolah_harapan="18.5", sekolah_rata="15", pnb="75000.01")
    return {"code": f"{chr(65 + at // 26)}{chr(65 + at % 26)}X", **drawn}


def test_the_human_development_index_of_200_countries_is_the_naive_one():
    category, chance = load("ipm-2022"), random.Random(2022)  # noqa: S311
    rows = [country(chance, at) for at in range(200)]
    with localcontext(prec=60):
        exact = {row["code"]: naive_index(row) for row in rows}
        index = {code: value.quantize(Decimal("0.001"), "ROUND_HALF_UP") for code, value in exact.items() if value}
    result = score_category(category, [entry(category, row) for row in rows])
    assert {place.candidate.code: place.scores.published for place in result.ranked} == {
        code: Fraction(value) for code, value in index.items()
    }
    ranks = {code: 1 + sum(other > value for other in index.values()) for code, value in index.items()}
    assert {place.candidate.code: place.rank for place in result.ranked} == ranks
    assert list(ranks.values()).count(1) >= 20
    assert all(
        abs(Decimal(place.scores.exact.numerator) / place.scores.exact.denominator - exact[place.candidate.code])
        < Decimal("1e-27")
        for place in result.ranked
    )
