"""Whole forms for the mutants to damage: as we write them, and as another program saves them."""

import datetime
import io
from functools import cache
from typing import Any

import build
import openpyxl
import xlsxwriter
from openpyxl.worksheet.datavalidation import DataValidation

NAMES = {"isian.pekerja": 607426, "isian.ucj": 38.45, "isian.perda": "Ya", "isian.uraian": "Perda 5/2024 & lampiran"}


@cache
def forms() -> tuple[bytes, ...]:
    """A form by XlsxWriter, with rich text, merged cells, dates and formulas, and the same saved by openpyxl."""
    first = _written()
    return first, _saved_again(first), build.by_openpyxl(), build.by_xlsxwriter()


def _written() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, meta = book.add_worksheet("Formulir"), book.add_worksheet("_meta")
    bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    percent = book.add_format({"num_format": "0.00%"})
    sheet.merge_range("A1:D1", "Formulir Isian", bold)
    for row, (name, value) in enumerate(NAMES.items(), 2):
        sheet.write_number(row, 0, row)
        sheet.write_rich_string(row, 1, bold, f"Pertanyaan {row}", "\nMenurut BPS")
        sheet.write(row, 2, value)
        book.define_name(name, f"=Formulir!$C${row + 1}")
    sheet.write_datetime(8, 2, datetime.datetime(2025, 8, 17), dated)  # noqa: DTZ001
    sheet.write_number(9, 2, 0.3845, percent)
    sheet.write_formula(10, 2, '=IF(C3>0,"ribu","")', None, "ribu")
    sheet.write_boolean(11, 2, True)
    sheet.data_validation("C3:C6", {"validate": "any", "input_title": "Isi di sini"})
    meta.write_string(0, 0, "product")
    meta.very_hidden()
    book.close()
    return out.getvalue()


def _saved_again(data: bytes) -> bytes:
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    book["Formulir"].add_data_validation(DataValidation("list", formula1='"Ya,Tidak"', sqref="C5"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
