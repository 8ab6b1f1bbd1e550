"""A contest that uses every way of adding up, and one that has titles only, for the tests of papers."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from small_contest import GROUPS, candidate, contest, scored

from paritrana.criteria.model import Category
from paritrana.entry.model import Entry
from paritrana.scoring import Result


def _words(id_: str, en: str) -> dict[str, str]:
    return {"id": id_, "en": en}


def _indicator(id_: str, title: str, weight: str | None, rule: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    found = {"id": id_, "title": title, "rule": dict(rule), **more}
    return found if weight is None else {**found, "weight": weight}


FIELDS: list[dict[str, Any]] = [
    {"id": "cakupan", "ask": "Cakupan", "kind": "percent", "unit": "persen"},
    {"id": "indeks", "ask": "Indeks", "kind": "number", "decimals": "1"},
    {"id": "lalu", "ask": "Peserta tahun lalu", "kind": "count", "min": "1"},
    {"id": "kini", "ask": "Peserta tahun ini", "kind": "count", "unit": "orang"},
    {"id": "perda", "ask": "Ada perda", "kind": "yesno"},
    {"id": "kapal", "ask": "Ada nelayan", "kind": "yesno"},
    {
        "id": "ukuran",
        "ask": "Ukuran",
        "kind": "choice",
        "options": [{"code": "mikro", "label": "Mikro"}, {"code": "besar", "label": "Besar"}],
    },
    {"id": "inovasi", "ask": "Inovasi", "kind": "count"},
    {"id": "temuan", "ask": "Temuan", "kind": "count"},
]

ASPECTS: list[dict[str, Any]] = [
    {
        "id": "capaian",
        "title": _words("Capaian", "Reach"),
        "weight": "600",
        "aspects": [
            {
                "id": "dasar",
                "title": _words("Dasar", "Base"),
                "weight": "400",
                "aggregate": "geometric",
                "indicators": [
                    _indicator(
                        "skor_rasio", "Rasio", "240", {"kind": "formula", "points": "cakupan + 40", "cap": "true"}
                    ),
                    _indicator("skor_indeks", "Indeks", "160", {"kind": "given", "value": "indeks", "out_of": "5"}),
                ],
            },
            {
                "id": "sebanding",
                "title": _words("Sebanding", "Compared"),
                "weight": "200",
                "aggregate": "best",
                "best": "1",
                "indicators": [
                    _indicator(
                        "skor_urutan",
                        "Urutan",
                        None,
                        {"kind": "relative", "value": "kini", "method": "rank", "better": "higher", "all_equal": "50"},
                    ),
                    _indicator(
                        "skor_andil",
                        "Andil",
                        None,
                        {"kind": "share", "value": "kini", "zero_at": "0", "full_at": "100"},
                    ),
                ],
            },
        ],
    },
    {
        "id": "upaya",
        "title": _words("Upaya", "Effort"),
        "weight": "400",
        "indicators": [
            _indicator(
                "skor_tumbuh",
                "Pertumbuhan",
                "200",
                {"kind": "growth", "value": "kini", "before": "lalu", "zero_at": "0", "full_at": "50"},
            ),
            _indicator(
                "skor_nelayan",
                "Nelayan",
                "100",
                {"kind": "count", "value": "inovasi", "each": "10", "most": "100", "per": "lalu", "least": "10"},
                applies_when="kapal",
                otherwise="redistribute",
            ),
            _indicator(
                "skor_tabel",
                "Tabel",
                "100",
                {
                    "kind": "table",
                    "rows": [{"if": {"ukuran": ["mikro"], "perda": "true"}, "points": "80"}],
                    "otherwise": "40",
                },
                applies_when="ukuran != 'besar'",
                otherwise="full",
            ),
        ],
    },
]

RICH: dict[str, Any] = {
    "fields": FIELDS,
    "parameters": [
        {
            "id": "ambang",
            "title": _words("Ambang inovasi", "Innovation threshold"),
            "unit": "buah",
            "values": [{"from": "2025-01-01", "value": "2", "source": "Kepgub 1/2025"}],
        }
    ],
    "scale": "1000",
    "weights": "points",
    "aspects": ASPECTS,
    "adjustments": [
        {
            "id": "tambahan",
            "title": _words("Bonus inovasi", "Innovation bonus"),
            "kind": "bonus",
            "points": "if(inovasi >= ambang, 25, 0)",
            "most": "25",
            "article": "Pasal 7",
        },
        {
            "id": "potongan",
            "title": _words("Temuan audit", "Audit findings"),
            "kind": "penalty",
            "points": "7.5 * temuan",
            "most": "50",
            "article": "Pasal 8",
        },
    ],
    "caps": {"penalty": "40"},
    "classes": [
        {"from": "0", "to": "499.99", "title": _words("Cukup", "Fair")},
        {"from": "500", "to": "1000", "title": _words("Baik", "Good")},
    ],
    "groups": [],
    "gates": [],
    "ranking": {"style": "1-2-2-4", "still_tied": "share"},
    "awards": {
        "places": [
            {"rank": "1", "title": _words("Juara I", "First"), "prize": _words("Rp50.000.000", "IDR 50,000,000")},
            {"rank": "2", "to": "3", "title": _words("Juara II; bersama", "Second; shared")},
        ],
        "cutoffs": [{"by": "upaya", "at_least": "10"}],
        "quota": {"by": "regency", "most": "1"},
        "predicates": [
            {"title": _words("Emas", "Gold"), "when": "score >= 600", "article": "Pasal 9"},
            {"title": _words("Perak", "Silver"), "when": "score >= 300"},
        ],
        "special": [{"title": _words("Pelopor", "Pioneer"), "when": "inovasi >= 5"}],
    },
}
BEST = [{"by": "skor_indeks", "title": _words("Indeks terbaik", "Best index"), "at_least": "50"}]

TITLES: dict[str, Any] = {
    "aspects": [],
    "groups": [],
    "ranking": {"style": "1-2-2-4", "still_tied": "share"},
    "gates": [{"id": "tertib", "condition": "temuan <= 9", "message": "Terlalu banyak temuan", "article": "Pasal 4"}],
    "fields": FIELDS,
    "awards": {
        "predicates": [
            {"title": _words("Utama", "High"), "when": "cakupan >= 80", "article": "Pasal 3"},
            {"title": _words("Madya", "Middle"), "when": "cakupan >= 40"},
        ],
        "special": [{"title": _words("Pelopor", "Pioneer"), "when": "inovasi >= 5"}],
    },
}


def rich(**changes: Any) -> Category:
    """The category with everything in it."""
    return contest(**{**RICH, **changes})


def titles_only(**changes: Any) -> Category:
    return contest(**{**TITLES, **changes})


def answers(code: str, more: Mapping[str, Any] | None = None, **changes: Any) -> Entry:
    """An entry with all answers, some of them replaced; None leaves one blank."""
    said: dict[str, Any] = {
        "cakupan": Fraction(50),
        "indeks": Fraction(4),
        "lalu": Fraction(100),
        "kini": Fraction(120),
        "perda": True,
        "kapal": True,
        "ukuran": "mikro",
        "inovasi": Fraction(1),
        "temuan": Fraction(0),
        **changes,
    }
    values = {key: Fraction(value) if type(value) is int else value for key, value in said.items() if value is not None}
    return Entry(candidate(code, **(more or {})), values)


def rich_result(**changes: Any) -> Result:
    """Three candidates: all applies and a bonus; fishermen do not apply; the table does not, with findings."""
    entries = [
        answers("33.01.01", kini=150, inovasi=6),
        answers("33.02.01", kini=110, kapal=False, indeks=5),
        answers("33.03.01", kini=101, ukuran="besar", temuan=9, cakupan=90),
    ]
    return scored(entries, rich(**changes))


def titles_result(**changes: Any) -> Result:
    entries = [
        answers("01", cakupan=85, inovasi=6),
        answers("02", cakupan=45),
        answers("03", cakupan=10),
        answers("04", temuan=10),
    ]
    return scored(entries, titles_only(**changes), absent=[candidate("05")])


__all__ = ["GROUPS", "answers", "rich", "rich_result", "titles_only", "titles_result"]
