"""Small contests for tests: a category from a plain dict, entries from plain answers."""

import copy
from fractions import Fraction

from paritrana.answers import Source
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Entry
from paritrana.scoring import score_category

PLAIN = {
    "category": "contoh",
    "title": "Contoh",
    "candidates": {"kind": "business", "pattern": "[A-Z]+"},
    "missing": "zero",
    "fields": [{"id": "a", "ask": "A", "kind": "number"}, {"id": "b", "ask": "B", "kind": "number"}],
    "aspects": [
        {
            "id": "isi",
            "title": "Isi",
            "weight": "100",
            "indicators": [
                {
                    "id": "skor_a",
                    "title": "A",
                    "weight": "100",
                    "rule": {"kind": "linear", "value": "a", "zero_at": "0", "full_at": "100"},
                }
            ],
        }
    ],
    "ranking": {"style": "1-2-2-4", "still_tied": "share"},
}
"""A category of one indicator: the points are the answer to `a`; `b` only decides ties."""


def category(**changes):
    """The plain category with top-level parts replaced."""
    return Category.model_validate({**copy.deepcopy(PLAIN), **changes})


def candidate(code, group="", status="aktif", of="contoh"):
    return Candidate(code=code, category=of, name=f"Kandidat {code}", group=group, status=status)


def entry(code, group="", status="aktif", of="contoh", **answers):
    """An entry whose numbers may be given as text; None means blank."""
    values = {name: as_input(value) for name, value in answers.items() if value is not None}
    return Entry(candidate(code, group, status, of), values)


def as_input(value):
    """Numbers (also as text) become fractions, lists become the marks of jurors J1, J2, …"""
    if isinstance(value, list):
        return tuple((f"J{index}", Fraction(mark)) for index, mark in enumerate(value, 1))
    if isinstance(value, str):
        try:
            return Fraction(value)
        except ValueError:
            return value
    return value if isinstance(value, bool | tuple) else Fraction(value)


def cell(name="C1", file="form.xlsx"):
    return Source(file, "0" * 64, "Formulir", name)


def drawn(text):
    """The rows of a table drawn in a test, as dicts; a cell of `-` is blank."""
    lines = [[part.strip() for part in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    head, *rows = (line for line in lines if not set("".join(line)) <= set("-: "))
    return [{name: None if found == "-" else found for name, found in zip(head, row, strict=True)} for row in rows]


def score_table(text, criteria, seed=""):
    """Scores a drawn table with columns code, answers…, and gives its rows the columns that the engine found."""
    rows = drawn(text)
    known = {field.id for field in criteria.fields}
    entries = [
        entry(
            row["code"],
            row.get("group") or "",
            row.get("status") or "aktif",
            **{name: found for name, found in row.items() if name in known},
        )
        for row in rows
    ]
    return rows, score_category(criteria, entries, seed=seed)


def found_in(result):
    """The columns a drawn table may expect, by code."""
    return {
        place.candidate.code: {
            "status": place.status.value,
            "score": str(float(place.scores.published)).removesuffix(".0") if place.scores else None,
            "rank": str(place.rank) if place.rank else None,
            "tie": place.tie or None,
            "award": _award(result.awards.get(place.candidate.code)),
        }
        for place in result.placed
    }


def _award(award):
    return None if award is None else award.title + (" (pleno)" if award.plenary else "")
