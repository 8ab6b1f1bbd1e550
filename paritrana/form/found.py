"""Looking for things in a workbook that was read: texts, cells by name, blank cells with their address."""

import datetime
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from paritrana.answers import RawAnswer, Source
from paritrana.answers.texts import cleaned, single_line
from paritrana.form.cells import Book
from paritrana.form.layout import address, place
from paritrana.problems import Where

Place = tuple[int, int]
Cells = Mapping[Place, RawAnswer]
Spot = tuple[str, int, int]
"""Sheet, row and column."""


def cells_of(book: Book, sheet: str) -> Cells:
    """The filled cells of a sheet; none where the sheet is not there."""
    try:
        return book.cells(sheet)
    except KeyError:
        return {}


def has_sheet(book: Book, sheet: str) -> bool:
    return sheet in book.content or any(one.name == sheet for one in book.sheets)


def named(book: Book, name: str) -> Spot | None:
    """Where a defined name points; None where it is lost or points to no sheet."""
    target = book.names.get(name)
    if target is None or not has_sheet(book, target[0]):
        return None
    return _spot(*target)


@lru_cache(maxsize=20_000)
def _spot(sheet: str, cell: str) -> Spot:
    return sheet, *place(cell)


def raw_at(book: Book, spot: Spot) -> RawAnswer:
    """The cell at a spot, blank where nothing stands there."""
    sheet, row, column = spot
    found = cells_of(book, sheet).get((row, column))
    return found or RawAnswer(None, Source(book.file, book.sha256, sheet, address(row, column)))


def beneath(book: Book, spot: Spot) -> Spot | None:
    """The cell that hides this one in a merged area; None where the cell can be seen."""
    sheet, row, column = spot
    corner = book.content[sheet].beneath.get((row, column)) if sheet in book.content else None
    return (sheet, *corner) if corner else None


def is_hidden(book: Book, spot: Spot) -> bool:
    """Whether the row or column of a cell is hidden."""
    sheet, row, column = spot
    look = book.content.get(sheet)
    return look is not None and (row in look.rows or column in look.columns)


def text_of(raw: RawAnswer | None) -> str:
    """What a cell says as text, without invisible letters or outer blanks; empty for blanks and errors."""
    if raw is None or raw.value is None:
        return ""
    if isinstance(raw.value, float) and raw.value.is_integer():
        return str(int(raw.value))
    if isinstance(raw.value, datetime.date):
        return raw.value.isoformat()
    return _clean(str(raw.value))


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    return cleaned(text)[0]


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text without what does not tell headers and questions apart: blanks, capitals, ways to write a letter."""
    return single_line(unicodedata.normalize("NFC", text)).casefold()


def is_blank(raw: RawAnswer | None) -> bool:
    """Whether nothing was meant to stand in a cell: also invisible letters and blanks only."""
    return raw is None or raw.blank or (isinstance(raw.value, str) and not text_of(raw) and not raw.formula)


def rows_of(cells: Cells) -> Iterator[tuple[int, dict[int, RawAnswer]]]:
    """The rows that hold something, from top to bottom, each as column → cell."""
    rows: dict[int, dict[int, RawAnswer]] = {}
    for (row, column), raw in cells.items():
        rows.setdefault(row, {})[column] = raw
    yield from sorted(rows.items())


def where(book: Book, sheet: str = "", row: int = 0, column: int = 0) -> Where:
    """A place in this workbook for a problem."""
    return Where(book.file, sheet, address(row, column) if row and column else "")
