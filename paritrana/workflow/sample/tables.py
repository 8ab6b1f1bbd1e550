"""Committee tables with values in them, as bytes that are the same whenever they are made."""

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from paritrana.answers import Value
from paritrana.criteria.fields import Field
from paritrana.form import words
from paritrana.form.layout import TableLayout
from paritrana.form.writer import write_table

Rows = Mapping[str, Mapping[str, Value | None]]
"""By code, then by the name of the column: `kolom.pekerja`, `kolom.wawancara.3` of the third juror."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
_CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def fill_table(table: TableLayout, rows: Rows) -> bytes:
    """A table as the committee hands it in: values in the rows of the candidates."""
    book = load_workbook(io.BytesIO(write_table(table)), rich_text=True)
    sheet: Any = book[table.sheet]
    columns = {column.name: column for column in table.columns}
    for row in table.rows:
        for name, value in rows.get(row.candidate.code, {}).items():
            if value is not None:
                sheet.cell(row.row, columns[name].column).value = cell_value(columns[name].field, value)
    return saved(book)


def cell_value(field: Field, value: Value) -> object:
    """A value as a spreadsheet stores it: numbers and dates as such, yes, no and choices by their words."""
    match value:
        case bool():
            return words.YES if value else words.NO
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime.date():
            return value
        case _:
            return {option.code: option.label() for option in field.options}.get(value, value)


def saved(book: Any) -> bytes:
    """The bytes of an openpyxl workbook without the hour in which it was saved."""
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def timeless(workbook: bytes) -> bytes:
    """The same workbook without the times of its parts."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["docProps/core.xml"] = _CHANGED.sub(rb"\g<1>2020-01-01T00:00:00Z", parts["docProps/core.xml"])
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a zip whose bytes depend on nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, data)
    return buffer.getvalue()
