"""Values for fields that are not the sender's to fill in: told, never taken."""

from collections.abc import Iterator

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.check import may_fill
from paritrana.form.cells import Book
from paritrana.form.found import cells_of, is_blank, named, raw_at, rows_of, text_of, where
from paritrana.form.layout import FIRST_ROW, ID_ROW
from paritrana.problems import Problem
from paritrana.text import spoken

FORM, TABLE = "isian.", "kolom."


def trespasses(book: Book, category: Category, role: Role, *, table: bool) -> tuple[Problem, ...]:
    """A023, once for each field of another role for which a form or table was given a cell or column, and a value.

    The problem is nobody's: what somebody else writes into a file puts no candidate out.
    """
    foreign = {field.id: field for field in category.fields if not may_fill(field, role)}
    found = dict(_columns(book, foreign) if table else _cells(book, foreign)) if foreign else {}
    return tuple(
        Problem(
            "A023",
            where(book, *spot),
            {**spoken("read", f"roles.{role}"), **spoken("expected", f"roles.{foreign[name].filled_by}")},
            category=category.category,
            field=name,
        )
        for name, spot in sorted(found.items())
    )


Found = Iterator[tuple[str, tuple[str, int, int]]]
"""Fields, each with the first cell that holds a value for it: sheet, row and column."""


def _cells(book: Book, foreign: dict[str, Field]) -> Found:
    for name in book.names:
        field = name.removeprefix(FORM)
        spot = named(book, name) if name.startswith(FORM) and field in foreign else None
        if spot is not None and not is_blank(raw_at(book, spot)):
            yield field, spot


def _columns(book: Book, foreign: dict[str, Field]) -> Found:
    """Columns by the ids that stand beneath their titles, named or not."""
    for sheet in book.sheets:
        heads: dict[int, str] = {}
        for number, row in rows_of(cells_of(book, sheet.name)):
            for column, raw in row.items():
                text = text_of(raw)
                if number <= max(ID_ROW, FIRST_ROW) and text.startswith(TABLE) and text.split(".")[1] in foreign:
                    heads.setdefault(column, text.split(".")[1])
                elif column in heads and not is_blank(raw):
                    yield heads.pop(column), (sheet.name, number, column)
