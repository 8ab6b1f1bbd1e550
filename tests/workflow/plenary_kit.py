"""Books of the plenary meeting and of objections for the tiny season of `season_kit`, written row by row."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from season_kit import out

from paritrana.criteria.load import load_edition
from paritrana.form.objection_book import write_objections
from paritrana.form.plenary_book import write_plenary

Row = Mapping[str, Any]
GROUNDS: Row = {
    "at": date(2025, 11, 3),
    "article": "Pasal 9 (contoh)",
    "reason": "Alasan contoh",
    "for_it": 7,
    "against": 1,
    "abstained": 1,
}
"""What every decision needs."""


def _edition(root: Path) -> Any:
    edition, _ = load_edition(root / "criteria" / "uji-2025")
    assert edition is not None
    return edition


def decide(root: Path, *rows: Row) -> Path:
    """Write pleno.xlsx with these decisions, numbered from 1, on the usual grounds unless a row says otherwise."""
    path = root / "submissions" / "uji-2025" / "pleno.xlsx"
    whole = [{"number": str(number), **GROUNDS, **row} for number, row in enumerate(rows, 1)]
    path.write_bytes(write_plenary(_edition(root), [{k: v for k, v in row.items() if v is not None} for row in whole]))
    return path


def object_to(root: Path, *rows: Row) -> Path:
    """Write sanggahan.xlsx with these objections, numbered from 1."""
    path = root / "submissions" / "uji-2025" / "sanggahan.xlsx"
    usual = {"sender": "Dinas Contoh", "at": date(2025, 11, 5), "candidate": "34.01", "text": "Isi sanggahan contoh"}
    path.write_bytes(
        write_objections(_edition(root), [{"number": str(no), **usual, **row} for no, row in enumerate(rows, 1)])
    )
    return path


def ranks(folder: Path) -> dict[str, str]:
    """Ranks by code, as ranking.csv of a folder gives them."""
    rows = csv.DictReader((folder / "ranking.csv").read_text(encoding="utf-8").splitlines())
    return {row["code"]: row["rank"] or row["status"] for row in rows}


def awards(root: Path) -> dict[str, str]:
    rows = csv.DictReader((out(root) / "ranking.csv").read_text(encoding="utf-8").splitlines())
    return {row["code"]: row["award"] for row in rows if row["award"]}


def told(root: Path) -> list[dict[str, Any]]:
    """The problems of the category and of none, those about decisions and objections."""
    found = []
    for path in (out(root) / "problems.json", out(root).parent / "problems.json"):
        found += json.loads(path.read_text(encoding="utf-8"))["problems"]
    return [one for one in found if "J030" <= one["code"] < "J050"]


def codes(root: Path) -> list[str]:
    return sorted(one["code"] for one in told(root))
