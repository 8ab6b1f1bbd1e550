"""Cells of a workbook that is not plain, by openpyxl: loaded twice, for its values and for its formulas."""

import datetime
import io
import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string

from paritrana.answers.model import RawAnswer
from paritrana.form.numberformats import GENERAL, Shows, day, shows, without_midnight
from paritrana.form.origin import Origin, Place, SheetCells
from paritrana.form.strings import unescaped
from paritrana.form.unformatted import copied

MOST_CELLS = 40_000
MOST_BYTES = 6 * 1024 * 1024
"""What openpyxl reads twice in about two seconds and a hundred megabytes."""

_CELL = re.compile(rb"<(?:[\w.\-]+:)?c[\s/>]")


class CannotRead(Exception):
    """openpyxl cannot read the workbook, or does not see its sheets."""


class TooLarge(Exception):
    """A workbook that is not plain and too large to be read slowly."""


def read_sheets(parts: Mapping[str, bytes], origins: Sequence[Origin]) -> Mapping[str, SheetCells]:
    """The cells of these sheets, where all of the workbook can be read. Raises CannotRead or TooLarge.

    The values come from a copy without number formats: openpyxl would turn numbers into dates, not all of them
    rightly, and those that are none into errors.
    """
    _bounded(parts)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
        try:
            values = _loaded(copied(parts, formats=False), True)
            formulas = _loaded(copied(parts, formats=True), False)
            return {origin.sheet: _cells(values[origin.sheet], formulas[origin.sheet], origin) for origin in origins}
        except MemoryError:
            raise
        except Exception as error:
            raise CannotRead(type(error).__name__) from error


def _bounded(parts: Mapping[str, bytes]) -> None:
    read = [content for name, content in parts.items() if name.lower().endswith(".xml")]
    cells = sum(len(_CELL.findall(content)) for content in read if b"sheetData" in content)
    if sum(map(len, read)) > MOST_BYTES or cells > MOST_CELLS:
        raise TooLarge


def _loaded(data: bytes, data_only: bool) -> Any:
    return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False, rich_text=not data_only)


def _cells(values: Any, formulas: Any, origin: Origin) -> SheetCells:
    """Only the cells that are written (`_cells`): walking the rectangle would create all others."""
    found: dict[Place, RawAnswer] = {
        place: _answer(cell, formulas._cells[place], origin) for place, cell in values._cells.items()
    }
    filled = {place: answer for place, answer in found.items() if not answer.blank}
    rows = frozenset(number for number, row in values.row_dimensions.items() if row.hidden)
    columns = (range(column.min, column.max + 1) for column in _hidden_columns(values))
    beneath = {place: area.min_place for area in _areas(values) for place in area.others()}
    return SheetCells(filled, beneath, rows, frozenset(number for span in columns for number in span))


class _Area:
    """A merged area by its corners."""

    def __init__(self, area: Any) -> None:
        self.min_place: Place = (area.min_row, area.min_col)
        self.rows, self.columns = range(area.min_row, area.max_row + 1), range(area.min_col, area.max_col + 1)

    def others(self) -> list[Place]:
        return [(row, column) for row in self.rows for column in self.columns if (row, column) != self.min_place]


def _areas(values: Any) -> list[_Area]:
    return [_Area(area) for area in values.merged_cells.ranges]


def _hidden_columns(values: Any) -> list[Any]:
    for letters, column in values.column_dimensions.items():
        column.min = column.min or column_index_from_string(letters)
        column.max = column.max or column.min
    return [column for column in values.column_dimensions.values() if column.hidden]


def _answer(cell: Any, written: Any, origin: Origin) -> RawAnswer:
    code, source = str(getattr(written, "number_format", GENERAL)), origin.source(str(cell.coordinate))
    formula = written.data_type == "f"
    if cell.data_type == "e":
        return RawAnswer(None, source, code, formula, True, str(cell.value or "#N/A"))
    empty_text = formula and cell.value is None and cell.data_type == "str"
    value = "" if empty_text else _as_stored(cell.value, code, origin.book.since_1904)
    font = getattr(written, "font", None)
    struck = bool(font and font.strike) or _any_run(written.value, "strike")
    raised = _any_run(written.value, "vertAlign")
    return RawAnswer(value, source, code, formula, value is not None or not formula, "", struck, raised)


def _any_run(value: object, look: str) -> bool:
    """Whether some of a text with formats inside has this look."""
    runs = [run for run in value if isinstance(run, TextBlock)] if isinstance(value, CellRichText) else []
    return any(run.text.strip() and getattr(run.font, look) not in (None, False, "baseline") for run in runs)


def _as_stored(value: object, code: str, since_1904: bool) -> object:
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, datetime.datetime):
        return without_midnight(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    moment = day(float(value), since_1904) if shows(code) is Shows.DATE else None
    return float(value) if moment is None else moment
