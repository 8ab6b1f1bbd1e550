"""Cells of a workbook that is not plain, by openpyxl: loaded twice, for its values and for its formulas."""

import datetime
import io
import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from paritrana.answers.model import RawAnswer
from paritrana.form.numberformats import GENERAL, Shows, day, shows, without_midnight
from paritrana.form.origin import Cells, Origin, Place
from paritrana.form.unformatted import without_formats

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class CannotRead(Exception):
    """openpyxl cannot read the workbook, or does not see its sheets."""


def read_sheets(archive: ZipFile, data: bytes, origins: Sequence[Origin]) -> Mapping[str, Cells]:
    """The cells of these sheets. Raises CannotRead.

    The values come from a copy without number formats: openpyxl would turn numbers into dates, not all of them
    rightly, and those that are none into errors.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
        try:
            values, formulas = _loaded(without_formats(archive), True), _loaded(data, False)
            return {origin.sheet: _cells(values[origin.sheet], formulas[origin.sheet], origin) for origin in origins}
        except Exception as error:
            raise CannotRead(type(error).__name__) from error


def _loaded(data: bytes, data_only: bool) -> Any:
    return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)


def _cells(values: Any, formulas: Any, origin: Origin) -> Cells:
    """Only the cells that are written (`_cells`): walking the rectangle would create all others."""
    found: dict[Place, RawAnswer] = {
        place: _answer(cell, formulas._cells[place], origin) for place, cell in values._cells.items()
    }
    return {place: answer for place, answer in found.items() if not answer.blank}


def _answer(cell: Any, written: Any, origin: Origin) -> RawAnswer:
    code, source = str(getattr(written, "number_format", GENERAL)), origin.source(str(cell.coordinate))
    formula = written.data_type == "f"
    if cell.data_type == "e":
        return RawAnswer(None, source, code, formula, True, str(cell.value or "#N/A"))
    empty_text = formula and cell.value is None and cell.data_type == "str"
    value = "" if empty_text else _as_stored(cell.value, code, origin.book.since_1904)
    return RawAnswer(value, source, code, formula, value is not None or not formula)


def _as_stored(value: object, code: str, since_1904: bool) -> object:
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), value)
    if isinstance(value, datetime.datetime):
        return without_midnight(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    moment = day(float(value), since_1904) if shows(code) is Shows.DATE else None
    return float(value) if moment is None else moment
