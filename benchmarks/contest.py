"""A large contest for the benchmarks: 30 indicators of mixed rules, 38 groups, a gate, a ladder of three rungs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from paritrana.criteria.model import Category
from paritrana.scoring.columns import Choices, Columns, Numbers, YesNo

LEVELS = {"perda": "100", "perkada": "75", "instruksi": "40", "belum": "0"}
EDGES = ("20", "35", "50")
BAND_POINTS = ("20", "50", "75", "100")
LINEAR, RATIO, BANDS, TARGET, CHOICE, YESNO = 8, 5, 5, 3, 4, 4
ITEMS = (("butir1", 40), ("butir2", 30), ("butir3", 30))
GROUPS = 38
MISSING = 0.03


def _rules() -> list[dict[str, Any]]:
    """The rules of the 30 indicators, in order."""
    bands = [
        {**({"from": low} if low else {}), **({"to": high} if high else {}), "points": points}
        for low, high, points in zip(("", *EDGES), (*EDGES, ""), BAND_POINTS, strict=True)
    ]
    found: list[dict[str, Any]] = []
    found += [{"kind": "linear", "value": f"persen{i}", "zero_at": "0", "full_at": "80"} for i in range(LINEAR)]
    found += [
        {"kind": "linear", "value": f"100 * orang{i} / pekerja", "zero_at": "0", "full_at": "50"} for i in range(RATIO)
    ]
    found += [{"kind": "bands", "value": f"tingkat{i}", "closed": "lower", "bands": bands} for i in range(BANDS)]
    found += [{"kind": "target", "value": f"capaian{i}", "target": f"sasaran{i}"} for i in range(TARGET)]
    found += [{"kind": "choice", "field": f"pilihan{i}", "levels": LEVELS} for i in range(CHOICE)]
    found += [{"kind": "yesno", "field": f"ada{i}", "yes": "100", "no": "0"} for i in range(YESNO)]
    items = [{"field": name, "points": str(points)} for name, points in ITEMS]
    return [*found, {"kind": "checklist", "items": items}]


def names() -> dict[str, tuple[str, ...]]:
    """The fields by kind."""
    percents = [f"{stem}{i}" for stem, count in (("persen", LINEAR), ("tingkat", BANDS)) for i in range(count)]
    percents += [f"{stem}{i}" for i in range(TARGET) for stem in ("capaian", "sasaran")]
    yesno = [f"ada{i}" for i in range(YESNO)] + [name for name, _ in ITEMS]
    counts = ["pekerja", *(f"orang{i}" for i in range(RATIO))]
    choices = [f"pilihan{i}" for i in range(CHOICE)]
    return {"percent": tuple(percents), "count": tuple(counts), "choice": tuple(choices), "yesno": tuple(yesno)}


def _field(name: str, kind: str) -> dict[str, Any]:
    options = [{"code": code, "label": code} for code in LEVELS]
    return {"id": name, "ask": name, "kind": kind, **({"options": options} if kind == "choice" else {})}


WEIGHTS = ("20", "40", "20", "10", "10")
"""Of the five aspects; each has six indicators of these weights."""
SHARES = ("33.33", "16.67", "20", "10", "15", "5")


def category() -> Category:
    """Five aspects of six indicators, weights of two decimals on both levels."""
    indicators = [
        {"id": f"skor{row}", "title": f"skor{row}", "weight": SHARES[row % 6], "rule": rule}
        for row, rule in enumerate(_rules())
    ]
    aspects = [
        {"id": f"aspek{i}", "title": f"aspek{i}", "weight": weight, "indicators": indicators[6 * i : 6 * i + 6]}
        for i, weight in enumerate(WEIGHTS)
    ]
    rungs = [{"by": by, "order": "desc"} for by in ("aspek1", "skor8", "persen0")]
    return Category.model_validate(
        {
            "category": "besar",
            "title": "Besar",
            "candidates": {"kind": "business", "pattern": ".*"},
            "missing": "zero",
            "fields": [_field(name, kind) for kind, found in names().items() for name in found],
            "aspects": aspects,
            "gates": [{"id": "syarat", "condition": "pekerja >= 2000", "message": "-", "article": "-"}],
            "ranking": {"style": "1-2-2-4", "ties": rungs, "still_tied": "share"},
        }
    )


def columns(rows: int, seed: int = 7) -> tuple[Columns, NDArray[np.int64]]:
    """Random answers (fixed seed) and the group of every row; no answer is missing for `pekerja`."""
    dice = np.random.default_rng(seed)
    found: dict[str, Numbers | Choices | YesNo] = {}
    for name in names()["percent"]:
        found[name] = Numbers(dice.integers(100, 10_001, rows), dice.random(rows) < MISSING)
    workers = dice.integers(1_000, 2_000_000, rows)
    found["pekerja"] = Numbers(workers)
    for name in names()["count"][1:]:
        found[name] = Numbers(workers * dice.integers(0, 101, rows) // 100, dice.random(rows) < MISSING)
    for name in names()["choice"]:
        codes = dice.integers(0, len(LEVELS), rows).astype(np.int8)
        found[name] = Choices(np.where(dice.random(rows) < MISSING, np.int8(-1), codes), tuple(LEVELS))
    for name in names()["yesno"]:
        found[name] = YesNo(dice.random(rows) < 0.5, dice.random(rows) < MISSING)
    return found, dice.integers(0, GROUPS, rows)


def bytes_of(given: Columns) -> int:
    """What the columns take in memory, masks included."""
    arrays = [
        getattr(column, part, None) for column in given.values() for part in ("units", "values", "codes", "missing")
    ]
    return sum(array.nbytes for array in arrays if array is not None)


def effective_weights() -> list[float]:
    """What an indicator's points count for in the total, as a user writes it."""
    return [float(weight) / 100 * float(share) / 100 for weight in WEIGHTS for share in SHARES]


def whole_weights() -> list[int]:
    """The same in units of 10**-6; a total of points in hundredths is then in units of 10**-8."""
    return [round(10_000 * float(weight) / 100 * float(share)) for weight in WEIGHTS for share in SHARES]
