"""Small tables that people keep themselves: the header row is found by its titles, the rows keep their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from paritrana.answers import RawAnswer
from paritrana.form.cells import Book
from paritrana.form.found import Cells, cells_of, folded, is_blank, raw_at, rows_of, text_of, where
from paritrana.problems import Problem

HEADER_ROWS = 30
"""How far down the header row is looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its true number: every known column has its cell, blank where nothing stands there."""

    number: int
    cells: Mapping[str, RawAnswer]

    def text(self, key: str) -> str:
        """What a column says as text; empty where it is blank or not in the file."""
        return text_of(self.cells.get(key))


def read_rows(
    book: Book,
    sheet: str,
    columns: Mapping[str, tuple[str, ...]],
    required: tuple[str, ...],
    missing_code: str = "B043",
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The filled rows beneath the header, and a problem for every required column that is not there.

    `columns` maps keys to the titles a column may have; capitals and spaces do not matter. The header is the
    row, among the first thirty, that holds most of the titles. Where the sheet is not there, the only visible
    sheet that has such a row is taken.
    """
    name, header = _header(book, sheet, columns)
    if not header:
        return (), (Problem("B026", where(book), {"expected": sheet}),)
    row, places = header
    absent = [key for key in required if key not in places]
    if absent:
        details = [{"expected": columns[key][0]} for key in absent]
        return (), tuple(Problem(missing_code, where(book, name), words) for words in details)
    cells = cells_of(book, name)
    found = [number for number, _ in rows_of(cells) if number > row and _filled(cells, number, places)]
    return tuple(_row(book, name, number, places) for number in found), ()


def _header(
    book: Book, sheet: str, columns: Mapping[str, tuple[str, ...]]
) -> tuple[str, tuple[int, dict[str, int]] | None]:
    """The sheet and its header row with the column of every key; None where no row holds a title."""
    if cells := cells_of(book, sheet):
        return sheet, _best_row(cells, columns)
    others = [one.name for one in book.sheets if one.state == "visible"]
    found = [(name, best) for name in others if (best := _best_row(cells_of(book, name), columns))]
    most = max((len(best[1]) for _, best in found), default=0)
    likely = [one for one in found if len(one[1][1]) == most and most > 1]
    return likely[0] if len(likely) == 1 else (sheet, None)


def _best_row(cells: Cells, columns: Mapping[str, tuple[str, ...]]) -> tuple[int, dict[str, int]] | None:
    keys = {folded(title): key for key, titles in columns.items() for title in titles}
    best: tuple[int, dict[str, int]] | None = None
    for number, row in rows_of(cells):
        places: dict[str, int] = {}
        for column, raw in sorted(row.items()):
            if key := keys.get(folded(text_of(raw))):
                places.setdefault(key, column)
        if number <= HEADER_ROWS and len(places) > (len(best[1]) if best else 0):
            best = number, places
    return best


def _filled(cells: Cells, number: int, places: Mapping[str, int]) -> bool:
    return any(not is_blank(cells.get((number, column))) for column in places.values())


def _row(book: Book, sheet: str, number: int, places: Mapping[str, int]) -> Row:
    return Row(number, {key: raw_at(book, (sheet, number, column)) for key, column in places.items()})
