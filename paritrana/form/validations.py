"""What Excel checks while an office types: rule, hint, example and error text, all from the one field.

This is help for the person typing and never trusted: the reader judges every cell again.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from paritrana.answers import Kind, show
from paritrana.answers.bounds import sample
from paritrana.criteria.fields import Field
from paritrana.form import words

TITLE_LIMIT, MESSAGE_LIMIT = 32, 255
"""What Excel allows in a hint or error window."""

LIST_LIMIT = 255
"""Letters that Excel takes in a drop-down list."""

LARGEST = Decimal(999_999_999_999_999)
"""The largest whole number a spreadsheet keeps exactly."""

_FIRST_DAY, _LAST_DAY = datetime.date(1900, 3, 1), datetime.date(2199, 12, 31)
_TITLES = {
    Kind.COUNT: "Bilangan bulat",
    Kind.NUMBER: "Angka",
    Kind.PERCENT: "Angka persen",
    Kind.RUPIAH: "Jumlah rupiah",
    Kind.YESNO: "Ya atau Tidak",
    Kind.CHOICE: "Pilih satu",
    Kind.DATE: "Tanggal",
    Kind.TEXT: "Teks",
    Kind.CODE: "Kode",
}


def title(field: Field) -> str:
    """What kind of answer is wanted, in a word or two."""
    return _TITLES[field.kind]


def expected(field: Field) -> str:
    """How to write the answer, with bounds and an example: `Tulis angka utuh …, misalnya 1250.`"""
    match field.kind:
        case Kind.COUNT | Kind.RUPIAH if field.places == 0:
            return f"Tulis angka utuh tanpa titik ribuan, misalnya {example(field)}.{_bounds(field)}"
        case Kind.COUNT | Kind.NUMBER | Kind.PERCENT | Kind.RUPIAH:
            return f"Tulis angka seperti {example(field)}{_precision(field)}.{_bounds(field)}"
        case Kind.YESNO:
            return f"Pilih {words.YES} atau {words.NO} dari daftar."
        case Kind.CHOICE:
            return "Pilih salah satu dari daftar; isinya ada pada lembar Daftar Pilihan."
        case Kind.DATE:
            return "Tulis tanggal seperti 17/08/2025."
        case Kind.CODE:
            return f"Tulis kodenya lengkap dengan nol di depan{_pattern_example(field)}."
        case _:
            return f"Tulis uraian singkat, paling banyak {show.shown(Decimal(field.max_length))} huruf."


def example(field: Field) -> str:
    """A number this field accepts, as people write it."""
    value = sample(field.spec())
    return f"{value:.{field.places}f}".replace(".", ",") if field.places else show.plain(value)


def rule(field: Field, cell: str, options: str) -> dict[str, Any]:
    """The validation of one answer cell. `cell` is its address, `options` the range of a choice's labels."""
    return {
        **_condition(field, cell, options),
        "input_title": title(field),
        "input_message": _cut(_hinted(field)),
        "error_title": f"{title(field)} belum sesuai"[:TITLE_LIMIT],
        "error_message": _cut(expected(field)),
        "ignore_blank": True,
    }


def evidence_rule(field: Field, options: str) -> dict[str, Any]:
    """The list beside an answer; anything else is allowed after a question."""
    asked = field.evidence() if field.evidence else ""
    return {
        "validate": "list",
        "source": f"={options}",
        "input_title": words.EVIDENCE,
        "input_message": _cut(f"{asked}. Pilih dari daftar; alamat tautan ditulis di kolom Catatan."),
        "error_title": words.EVIDENCE,
        "error_message": f"Pilih: {', '.join(words.EVIDENCE_CHOICES)}.",
        "error_type": "warning",
    }


def note_rule() -> dict[str, Any]:
    """A hint only: a note may be anything short."""
    return {
        "validate": "length",
        "criteria": "<=",
        "value": 2000,
        "input_title": words.NOTE,
        "input_message": "Bila perlu: keterangan singkat atau alamat tautan bukti.",
        "error_title": words.NOTE,
        "error_message": "Catatan terlalu panjang; paling banyak 2.000 huruf.",
    }


def out_of_range(field: Field, cell: str, options: str) -> str:
    """The formula that is true where a typed answer cannot be right; empty where any text may be."""
    if field.kind.is_numeric:
        sides = [f"{cell}<{field.lowest:f}"] if field.lowest is not None else []
        sides += [f"{cell}>{field.highest:f}"] if field.highest is not None else []
        return f"=AND(ISNUMBER({cell}),OR({','.join(sides)}))" if sides else ""
    if field.kind in (Kind.YESNO, Kind.CHOICE):
        return f"=AND(LEN({cell})>0,COUNTIF({options},{cell})=0)"
    return f"=ISNUMBER({cell})" if field.kind is Kind.CODE else ""


def _condition(field: Field, cell: str, options: str) -> dict[str, Any]:
    match field.kind:
        case Kind.YESNO | Kind.CHOICE:
            return {"validate": "list", "source": f"={options}"}
        case Kind.DATE:
            limits = {"minimum": _FIRST_DAY, "maximum": _LAST_DAY}
            return {"validate": "date", "criteria": "between", **limits}
        case Kind.TEXT:
            return {"validate": "length", "criteria": "<=", "value": field.max_length}
        case Kind.CODE:
            return {"validate": "custom", "value": f"=AND(ISTEXT({cell}),LEN({cell})<={field.max_length})"}
        case _:
            return _numeric(field, cell)


def _numeric(field: Field, cell: str) -> dict[str, Any]:
    low = -LARGEST if field.lowest is None else max(field.lowest, -LARGEST)
    high = LARGEST if field.highest is None else min(field.highest, LARGEST)
    if field.places == 0:
        limits = {"minimum": f"{low:f}", "maximum": f"{high:f}"}
        return {"validate": "integer", "criteria": "between", **limits}
    formula = f"=AND(ISNUMBER({cell}),{cell}>={low:f},{cell}<={high:f},ROUND({cell},{field.places})={cell})"
    return {"validate": "custom", "value": formula}


def _hinted(field: Field) -> str:
    unit = f" Satuan: {field.unit()}." if field.unit else ""
    hint = f" {field.hint()}" if field.hint else ""
    optional = "" if field.required else " Boleh dikosongkan."
    return expected(field) + unit + optional + hint


def _bounds(field: Field) -> str:
    low, high = field.lowest, field.highest
    if low is not None and high is not None:
        return f" Antara {show.shown(low)} dan {show.shown(high)}."
    if low:
        return f" Paling rendah {show.shown(low)}."
    return f" Paling tinggi {show.shown(high)}." if high is not None else ""


def _precision(field: Field) -> str:
    return f", paling banyak {field.places} angka di belakang koma" if field.places else " tanpa koma"


def _pattern_example(field: Field) -> str:
    return ", misalnya 33.21" if not field.pattern else ""


def _cut(text: str) -> str:
    """A text within Excel's limit, cut at a word."""
    if len(text) <= MESSAGE_LIMIT:
        return text
    return text[: MESSAGE_LIMIT - 2].rpartition(" ")[0] + " …"


def drop_down(sheet: Any, title: str, area: str, source: Sequence[str] | str) -> None:
    """A list for a column of a table that people keep; where it is empty or too long for Excel, the cells stay free.

    `source` are the words, or a formula that names their cells.
    """
    words_or_cells = source if isinstance(source, str) else list(source)
    if not words_or_cells or (isinstance(words_or_cells, list) and len(",".join(words_or_cells)) > LIST_LIMIT):
        return
    told = f"Pilih {title.lower()} dari daftar."
    messages = {"input_title": title, "input_message": told, "error_title": title, "error_message": told}
    sheet.data_validation(area, {"validate": "list", "source": words_or_cells, **messages})
