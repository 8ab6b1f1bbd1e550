"""Which guesses about a column are never sure: turned words, other years, units, values that do not fit."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from paritrana.criteria.fields import Field
from paritrana.form.cells import open_book
from paritrana.form.column_guess import guess_columns, unit_said
from paritrana.form.organiser_table import tables_in

COVERED, TARGET, WORKERS = (
    Field.model_validate({"id": name, "ask": ask, "kind": kind})
    for name, ask, kind in (
        ("terlindungi", "Jumlah pekerja terlindungi", "count"),
        ("target", "Target UCJ 2025", "percent"),
        ("mandiri", "Peserta bukan penerima upah", "count"),
    )
)


def guessed(header: str, values: Sequence[object] = (10, 20, 30)) -> tuple[str, str]:
    book = Workbook()
    book.active.append(["Nama", header, "Lain"])
    for name, value in zip(("Demak", "Kudus", "Pati"), values, strict=True):
        book.active.append([name, value, 1])
    buffer = io.BytesIO()
    book.save(buffer)
    (table,) = tables_in(open_book(buffer.getvalue(), "data.xlsx"))
    found = guess_columns(table, (COVERED, TARGET, WORKERS), (1,))[2]
    return found.field, found.how


@pytest.mark.parametrize(
    ("header", "field", "how"),
    [
        ("Jumlah Pekerja Terlindungi", "terlindungi", "yakin"),
        ("Jumlah Pekerja Belum Terlindungi", "terlindungi", "mungkin"),
        ("Target Jumlah Pekerja Terlindungi", "terlindungi", "mungkin"),
        ("Target UCJ 2025", "target", "yakin"),
        ("Target UCJ 2024", "target", "mungkin"),
        ("Realisasi UCJ 2025", "target", "mungkin"),
        ("Peserta BPU", "mandiri", "yakin"),
        ("Peserta Bukan Penerima Upah", "mandiri", "yakin"),
        ("Jumlah Pekerja Terlindungi (ribu)", "", "periksa satuan"),
        ("Alamat kantor", "-", "tidak cocok"),
    ],
)
def test_a_word_that_turns_the_meaning_is_never_sure(header: str, field: str, how: str) -> None:
    assert guessed(header) == (field, how)


def test_a_header_that_fits_over_values_that_do_not_is_pointed_at() -> None:
    assert guessed("Jumlah Pekerja Terlindungi", ("banyak", "sedikit", "ada")) == ("-", "periksa isi")


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Iuran (Rp juta)", "juta"),
        ("Pekerja (dalam ribuan)", "ribuan"),
        ("Iuran (Miliar)", "Miliar"),
        ("Pekerja x 1.000", "x 1.000"),
        ("Distribusi pekerja", ""),
        ("Pekerja dengan upah 5.000.000", ""),
    ],
)
def test_the_unit_a_header_names_is_found(header: str, unit: str) -> None:
    assert unit_said(header, COVERED) == unit
    assert unit_said(header, TARGET) == ""


def test_a_unit_that_the_question_names_too_is_no_doubt() -> None:
    asked = Field.model_validate({"id": "iuran", "ask": "Iuran", "kind": "count", "unit": "juta rupiah"})
    assert unit_said("Iuran (juta)", asked) == ""
    assert unit_said("Iuran (ribu)", asked) == "ribu"
