"""Who answers for a form: the lines beneath its questions, which an office fills in on screen or by hand.

Nothing here is an answer: it is found by its labels, never judged, and goes back to the office as it came.
"""

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from paritrana.answers import RawAnswer, show
from paritrana.answers.texts import single_line
from paritrana.form.cells import Book
from paritrana.form.found import Cells, cells_of, folded, rows_of, text_of

TITLE = "Penanggung jawab pengisian"
BY_HAND = "pengisi.tanda_tangan"
LINES: Mapping[str, str] = MappingProxyType(
    {
        "pengisi.nama": "Nama",
        "pengisi.jabatan": "Jabatan",
        "pengisi.telepon": "Telepon/WhatsApp",
        BY_HAND: "Tanggal dan tanda tangan",
    }
)
"""The lines by the key under which they are filled in, in their order."""

_LONGEST = 200


def read_signature(book: Book) -> dict[str, str]:
    """What an office wrote on these lines, by key; blank lines, and those that are not there, have none."""
    for sheet in book.sheets:
        cells = cells_of(book, sheet.name)
        titles = [place for place, raw in cells.items() if folded(text_of(raw)) == folded(TITLE)]
        if titles:
            return _beneath(cells, *max(titles))
    return {}


def _beneath(cells: Cells, title_row: int, column: int) -> dict[str, str]:
    keys = {folded(label): key for key, label in LINES.items()}
    written: dict[str, str] = {}
    for row, found in rows_of(cells):
        key = keys.get(folded(text_of(found.get(column)))) if row > title_row else None
        text = " ".join(filter(None, (_told(found[right]) for right in sorted(found) if right > column)))
        if key and text:
            written.setdefault(key, text[:_LONGEST])
    return written


def _told(raw: RawAnswer) -> str:
    """The text of a cell; a date that a spreadsheet made of it, as people write it."""
    return show.day(raw.value) if isinstance(raw.value, datetime.date) else single_line(text_of(raw))
