"""Taking in filled forms: what openpyxl, pandas and calamine need to read them, and what our whole intake needs.

    python -m benchmarks.intake [FORMS]

Made once from the shipped criteria of kabupaten/kota, and kept in a folder beside the other temporary files.
"""

import io
import sys
import tempfile
import time
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from benchmarks.measure import Row, medians, table
from paritrana.answers import Kind
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field
from paritrana.criteria.load import load_edition
from paritrana.entry.candidates import derive_candidates
from paritrana.entry.model import Candidate
from paritrana.form.cells import open_form
from paritrana.form.layout import plan_form
from paritrana.form.writer import Filled, write_form
from paritrana.intake.guard import inspect
from paritrana.runner import run
from paritrana.workflow.reading import read_file

HOUSE = Path(__file__).parents[1]
FORMS = 500
SLOW = 40
"""So many forms are enough for the slow ways."""

OPENPYXL, PANDAS, PANDAS_CALAMINE, CALAMINE, OURS = (
    "openpyxl, cells by name",
    "pandas (openpyxl), sheet by sheet",
    "pandas (calamine), sheet by sheet",
    "python-calamine to_python",
    "ours: guard, read, check, hash",
)


def main(count: int = FORMS) -> str:
    """The table of one run: CPU per form, and what a second worker brings."""
    edition = _edition()
    candidates = _candidates(edition)
    paths = _forms(edition, candidates, count)
    forms = [path.read_bytes() for path in paths]
    few = forms[:SLOW]
    read = partial(_ours, edition=edition, candidates=candidates)
    ways: dict[str, tuple[Any, Sequence[Any]]] = {
        OPENPYXL: (_openpyxl, few),
        PANDAS: (_pandas, few),
        PANDAS_CALAMINE: (_pandas_calamine, few),
        CALAMINE: (_calamine, forms),
        OURS: (read, paths),
        "  of that the guard": (inspect, forms),
        "  guard, read the cells": (_cells, forms),
    }
    seconds = medians({name: _loop(*way) for name, way in ways.items()})
    rows = [Row(name, seconds[name] / len(ways[name][1])) for name in ways]
    ours, bare, loop = (next(row.seconds for row in rows if row.name == name) for name in (OURS, CALAMINE, OPENPYXL))
    title = f"Intake of {len(forms)} forms, per form: {loop / ours:.1f}× the openpyxl loop, "
    title += f"{ours / bare:.1f} times what bare calamine needs, two workers {_gain(read, paths):.1f}× one "
    title += f"(a bare loop: {_gain(_spin, range(2 * len(paths))):.1f}×)"
    return table(title, rows, OPENPYXL)


def _spin(_item: int) -> int:
    """Some work that shares nothing: its gain tells what a second core is worth at the moment."""
    return sum(range(100_000))


def _gain(read: Any, paths: Sequence[Any]) -> float:
    """How much sooner two workers are done than one, by the clock."""
    spent = {1: [0.0], 2: [0.0]}
    for workers, found in [*spent.items()] * 3:
        started = time.perf_counter()
        list(run(read, paths, workers))
        found.append(time.perf_counter() - started)
    return min(spent[1][1:]) / min(spent[2][1:])


def _loop(way: Any, forms: list[bytes]) -> Any:
    return lambda: [way(data) for data in forms]


def _openpyxl(data: bytes) -> dict[str, Any]:
    book = load_workbook(io.BytesIO(data), data_only=True)
    found = {}
    for name, defined in book.defined_names.items():
        for sheet, cell in defined.destinations:
            found[name] = book[sheet][cell.replace("$", "")].value
    return found


def _pandas(data: bytes) -> list[pd.DataFrame]:
    names = load_workbook(io.BytesIO(data), read_only=True).sheetnames
    return [pd.read_excel(io.BytesIO(data), sheet_name=name, header=None, engine="openpyxl") for name in names]


def _pandas_calamine(data: bytes) -> list[pd.DataFrame]:
    names = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    return [pd.read_excel(io.BytesIO(data), sheet_name=name, header=None, engine="calamine") for name in names]


def _calamine(data: bytes) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def _ours(path: Path, edition: Edition, candidates: tuple[Candidate, ...]) -> Any:
    known = {"kabupaten-kota": {one.code: one for one in candidates}}
    found = read_file(path, path.name, edition, known, "inbox")
    if found.problems or not found.checked:
        raise AssertionError(found.problems)
    return found


def _cells(data: bytes) -> Any:
    return open_form(data, "form.xlsx", inspect(data, "form.xlsx").parts)


def _edition() -> Edition:
    edition, problems = load_edition(HOUSE / "criteria" / "2025-provinsi")
    if edition is None:
        raise AssertionError(problems)
    return edition


def _candidates(edition: Edition) -> tuple[Candidate, ...]:
    return derive_candidates(edition, edition.categories["kabupaten-kota"])


def _forms(edition: Edition, candidates: tuple[Candidate, ...], count: int) -> list[Path]:
    """Filled forms, made where they are not there yet."""
    category = edition.categories["kabupaten-kota"]
    version = plan_form(edition, category).meta.version
    folder = Path(tempfile.gettempdir()) / "paritrana-benchmarks" / version
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:04}.xlsx" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            form = plan_form(edition, category, candidates[number % len(candidates)])
            filled = {slot.id: _answer(slot.field, number) for slot in form.slots}
            path.write_bytes(write_form(form, filled))
    return paths


def _answer(field: Field, number: int) -> Filled:
    """An answer that fits its field and differs from form to form."""
    low, high = field.plausible.min or field.lowest or Decimal(0), field.highest
    value: Any = low + number
    if high is not None and value > high:
        value = high
    match field.kind:
        case Kind.YESNO:
            value = number % 2 == 0
        case Kind.CHOICE:
            value = field.options[number % len(field.options)].code
        case Kind.TEXT | Kind.CODE:
            value = f"Peraturan Nomor {number} Tahun 2025"
    return Filled(value, "Ada" if field.evidence else "", "diisi untuk uji kecepatan")


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else FORMS))
