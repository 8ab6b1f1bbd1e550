"""A mapping workbook read back: what a person decided, with the cell in which it stands. Nothing is judged yet."""

from collections.abc import Mapping

from paritrana.answers import RawAnswer, Source
from paritrana.form import mapping_words as words
from paritrana.form.cells import Book
from paritrana.form.column_guess import UNUSED
from paritrana.form.found import cells_of, folded, raw_at, rows_of, text_of, where
from paritrana.form.mapping import ColumnChoice, Declared, RowChoice, SourceMap
from paritrana.form.tables import Row, read_rows
from paritrana.problems import Problem

COLUMNS = {"letters": (words.LETTERS,), "header": (words.HEADER,), "choice": (words.FIELD,), "how": (words.GUESS,)}
ROWS = {
    "row": (words.ROW,),
    "name": (words.NAME,),
    "beside": (words.CODE,),
    "choice": (words.CANDIDATE,),
    "how": (words.HOW,),
}
_DASH = " · "
_NONE = ("-", "–", words.UNUSED, words.NOBODY)


def read_mapping(book: Book) -> tuple[SourceMap, tuple[Problem, ...]]:
    """The decisions in a mapping workbook, and a problem for every sheet or column that is gone."""
    facts = _facts(book)
    columns, lost = read_rows(book, words.COLUMN_SHEET, COLUMNS, ("letters", "choice"))
    rows, gone = read_rows(book, words.ROW_SHEET, ROWS, ("row", "choice"))
    source = SourceMap(
        file=text_of(facts.get(words.FILE)),
        sha256=text_of(facts.get(words.DIGEST)),
        sheet=text_of(facts.get(words.SHEET)),
        columns=tuple(map(_column, columns)),
        rows=tuple(map(_row, rows)),
        declared=Declared(*(facts.get(label) or _blank(book) for label in _ASKED)),
    )
    missing = [label for label in _ASKED if label not in facts]
    absent = (Problem("B043", where(book, words.SOURCE_SHEET), {"expected": label}) for label in missing)
    return source, (*lost, *gone, *absent)


_ASKED = (words.POSITION, words.BASIS, words.BY, words.ON)


def _facts(book: Book) -> Mapping[str, RawAnswer]:
    """The cells beside the labels of the sheet Sumber, blank ones too."""
    labels = {folded(label): label for label in (words.FILE, words.DIGEST, words.SHEET, *_ASKED)}
    found: dict[str, RawAnswer] = {}
    for number, row in rows_of(cells_of(book, words.SOURCE_SHEET)):
        if label := labels.get(folded(text_of(row.get(1)))):
            found.setdefault(label, raw_at(book, (words.SOURCE_SHEET, number, 2)))
    return found


def _blank(book: Book) -> RawAnswer:
    return RawAnswer(None, Source(book.file, book.sha256, words.SOURCE_SHEET))


def _column(row: Row) -> ColumnChoice:
    cell = row.cells["choice"].source.cell
    return ColumnChoice(row.text("letters"), row.text("header"), "", _choice(row), row.text("how"), cell)


def _row(row: Row) -> RowChoice:
    number = row.text("row")
    line = int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else 0
    cell = row.cells["choice"].source.cell
    return RowChoice(line, row.text("name"), row.text("beside"), _choice(row), row.text("how"), cell=cell)


def _choice(row: Row) -> str:
    """What was chosen: the code or id before the words that the list shows behind it."""
    text = row.text("choice")
    return UNUSED if folded(text) in _NONE else text.partition(_DASH)[0].strip()
