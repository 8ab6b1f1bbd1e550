"""A small contest drawn in code, for the tests of tables, workbook and pages."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from paritrana.criteria.edition import Edition, EditionFile
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Entry
from paritrana.scoring import Result, score_category

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    "{{7*7}}",
    "\"quoted\" & 'single'",
    "{% raw %}",
    "@SUM(A1)",
)

FACTS: dict[str, Any] = {
    "edition": "2025-uji",
    "title": {"id": "Paritrana Award 2025", "en": "Paritrana Award 2025"},
    "label": "2025",
    "level": {"id": "Tingkat Provinsi Uji", "en": "Test province"},
    "period": {"start": "2025-01-01", "end": "2025-12-31"},
    "status": "rancangan",
    "organiser": {"id": "Gubernur Uji", "en": "Governor of Test"},
    "signatory": {"position": "Gubernur Uji"},
    "source": "contoh",
}

CONTEST: dict[str, Any] = {
    "category": "uji",
    "title": {"id": "Kategori Uji", "en": "Test category"},
    "candidates": {"kind": "region", "levels": ["kabupaten", "kota"]},
    "missing": "zero",
    "fields": [
        {"id": "cakupan", "ask": {"id": "Cakupan", "en": "Coverage"}, "kind": "percent", "unit": "persen"},
        {"id": "perda", "ask": {"id": "Ada perda", "en": "Has a regulation"}, "kind": "yesno"},
        {"id": "berdiri", "ask": {"id": "Tanggal berdiri", "en": "Founded"}, "kind": "date", "info_only": "true"},
    ],
    "aspects": [
        {
            "id": "coverage",
            "title": {"id": "Cakupan", "en": "Coverage"},
            "weight": "2/3",
            "aspects": [
                {
                    "id": "inti",
                    "title": {"id": "Inti", "en": "Core"},
                    "weight": "100",
                    "indicators": [
                        {
                            "id": "skor_cakupan",
                            "title": {"id": "Capaian", "en": "Reach"},
                            "weight": "100",
                            "rule": {"kind": "linear", "value": "cakupan", "zero_at": "0", "full_at": "90"},
                            "source": "contoh",
                        }
                    ],
                }
            ],
        },
        {
            "id": "regulasi",
            "title": {"id": "Regulasi", "en": "Regulation"},
            "weight": "1/3",
            "indicators": [
                {
                    "id": "skor_perda",
                    "title": {"id": "Perda", "en": "Regulation"},
                    "weight": "100",
                    "rule": {"kind": "yesno", "field": "perda", "yes": "100", "no": "0"},
                }
            ],
        },
    ],
    "gates": [
        {
            "id": "patuh",
            "condition": "cakupan >= 5",
            "message": {"id": "Cakupan terlalu rendah", "en": "Coverage too low"},
            "article": "Pasal 4",
        }
    ],
    "ranking": {"style": "1-2-2-4", "ties": [{"by": "regulasi", "order": "desc"}], "still_tied": "share"},
    "awards": {
        "minimum_score": "50",
        "places": [
            {"rank": "1", "title": {"id": "Terbaik I", "en": "First"}},
            {"rank": "2", "title": {"id": "Terbaik II", "en": "Second"}},
        ],
    },
}

GROUPS = [
    {"id": "kota", "title": {"id": "Kota", "en": "Cities"}},
    {"id": "kabupaten", "title": {"id": "Kabupaten", "en": "Regencies"}},
]


def contest(**changes: Any) -> Category:
    """The category, with some of its keys replaced."""
    return Category.model_validate({**CONTEST, **changes})


def edition(category: Category, **changes: Any) -> Edition:
    """An edition that holds just this category."""
    facts = EditionFile.model_validate({**FACTS, **changes})
    return Edition(facts, {category.category: category}, {"uji.yaml": "c" * 64, "edition.yaml": "e" * 64})


def candidate(code: str, name: str = "", **more: Any) -> Candidate:
    return Candidate(code=code, category="uji", name=name or f"Kabupaten {code}", **more)


def entry(code: str, coverage: str | None = None, perda: bool | None = None, name: str = "", **more: Any) -> Entry:
    """An entry with a coverage in percent and whether there is a regulation; None leaves the answer blank."""
    values: Mapping[str, Any] = {"cakupan": None if coverage is None else Fraction(coverage), "perda": perda}
    return Entry(candidate(code, name, **more), {key: value for key, value in values.items() if value is not None})


def scored(entries: Sequence[Entry], category: Category | None = None, **others: Any) -> Result:
    return score_category(category or contest(), entries, **others)


def mixed() -> Result:
    """One of everything: winners, a tie that a rung decides, blank, gated, disqualified, returned and absent."""
    return scored(
        [
            entry("01", "90", True),
            entry("02", "45", True),
            entry("03", "90", False),
            entry("04", "30", None),
            entry("05", "1", True),
            entry("06", "80", True, status="diskualifikasi", reason="Menunggak iuran"),
        ],
        returned=[candidate("07")],
        absent=[candidate("08")],
    )
