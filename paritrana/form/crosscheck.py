"""A second opinion on the cells of a workbook: by calamine on a sample of files, by openpyxl on demand."""

import io
from collections.abc import Mapping, Sequence

from paritrana.answers.model import RawAnswer
from paritrana.form.numberformats import Shows, day, shows
from paritrana.form.origin import Origin, Place, SheetCells
from paritrana.form.unformatted import copied

SAMPLE = 20
"""One file of so many is read by a second library, whether asked for or not."""

Content = Mapping[str, SheetCells]
Grid = Sequence[Sequence[object]]


def sampled(sha256: str) -> bool:
    """Whether a file with this hash belongs to the sample; the same for everybody who checks."""
    return int(sha256[:8], 16) % SAMPLE == 0


def calamine_agrees(parts: Mapping[str, bytes], origins: Sequence[Origin], content: Content) -> bool:
    """Whether calamine sees the same cells. It tells no errors and no formulas, so those are not compared."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(copied(parts, formats=False)))
        grids = {one.sheet: book.get_sheet_by_name(one.sheet).to_python(skip_empty_area=False) for one in origins}
    except (CalamineError, ValueError):
        return False
    return all(_same_sheet(grids[one.sheet], content[one.sheet], one.book.since_1904) for one in origins)


def _same_sheet(grid: Grid, sheet: SheetCells, since_1904: bool) -> bool:
    seen = {(row, at): value for row, line in enumerate(grid, 1) for at, value in enumerate(line, 1) if value != ""}
    told = {place: raw for place, raw in sheet.cells.items() if not raw.error and raw.value not in (None, "")}
    return seen.keys() - sheet.beneath.keys() == told.keys() and all(
        _same(seen[place], raw, since_1904) for place, raw in told.items()
    )


def _same(seen: object, raw: RawAnswer, since_1904: bool) -> bool:
    dated = isinstance(seen, float) and shows(raw.number_format) is Shows.DATE and day(seen, since_1904)
    return (dated or seen) == raw.value


def same_answers(one: Content, other: Content) -> bool:
    """Whether two readings of the same sheets agree on every cell, its formula, error and looks."""
    return {sheet: _comparable(cells.cells) for sheet, cells in one.items()} == {
        sheet: _comparable(cells.cells) for sheet, cells in other.items()
    }


def _comparable(cells: Mapping[Place, RawAnswer]) -> dict[Place, tuple[object, ...]]:
    return {
        place: (type(raw.value), raw.value, raw.formula, raw.cached, raw.error, raw.struck, raw.raised)
        for place, raw in cells.items()
    }
