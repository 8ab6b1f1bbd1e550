"""The criteria workbook of a category: written for committees that would rather type in Excel than in YAML."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from paritrana.decimals import exact_text, from_float
from paritrana.form.criteria_book_columns import CellColumn, cell_columns, listed
from paritrana.form.criteria_book_layout import (
    CATEGORY,
    CATEGORY_LINES,
    EDITION,
    EDITION_KEYS,
    ENGLISH,
    KIND,
    LINE_ENGLISH,
    LINE_KEY,
    LINE_VALUE,
    ORDER,
    PARENT,
    REST,
    REST_PATH,
    REST_TEXT,
    TREE,
    VALUE,
    Column,
    Form,
    ListSheet,
)
from paritrana.form.criteria_book_rows import Planned, plan_rows
from paritrana.form.criteria_book_texts import cells_of_value
from paritrana.form.layout import column_letters
from paritrana.form.sheets import height, print_setup, workbook
from paritrana.form.styles import BLUE, FAINT, GREY, LINE, PALE_BLUE, SHADE, TEXT_FORMAT, YELLOW, Styles

Texts = Mapping[str, str]
HEADER_ROW = 3
"""The header's row counted from 0, in every sheet."""

SPARE_ROWS = 25
LAST_ROW = 1000
"""How far down drop-downs reach."""

WORD_LISTS = "Daftar Kata"
GUIDE = "Petunjuk"
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_SUM = CellColumn("@sum", "Jumlah bobot di bawahnya", Column("@sum", "", Form.NUMBER, 13, "Dihitung Excel."))

GUIDE_TEXTS = (
    (
        "Untuk apa buku kerja ini",
        "Isinya kriteria satu kategori: apa yang ditanyakan, bagaimana jawaban menjadi skor, dan siapa yang menang. "
        "Ubah di sini, simpan, lalu jalankan: paritrana criteria from-excel NAMA_BERKAS. Semua kesalahan dilaporkan "
        "dengan nama lembar dan selnya; selama ada kesalahan, tidak ada berkas yang ditulis.",
    ),
    (
        "Lembar demi lembar",
        "Kategori: hal-hal tunggal. Kelompok: siapa diperingkat dengan siapa. Isian dan Pilihan: pertanyaan dan "
        "pilihan jawabannya. Rumus: nilai hitungan dan angka acuan. Indikator: pohon penilaian dengan bobot. "
        "Parameter: setelan aturan tiap indikator. Bonus dan Penalti, Syarat, Peringkat, Penghargaan: sesuai namanya. "
        "Lain-lain: bagian yang tidak mempunyai kolom; biarkan bila tidak paham.",
    ),
    (
        "Cara mengisi",
        "Satu baris untuk satu hal. Baris boleh ditambah, dihapus, dan dipindah; urutannya dipakai. Judul kolom "
        "dan nama lembar jangan diubah. Kolom tambahan buatan sendiri diabaikan. Sel kosong berarti tidak diatur.",
    ),
    (
        "Angka",
        "Tulis angka sebagai angka biasa: 33,33 pada Excel Indonesia. Angka yang tersimpan sebagai teks dengan koma "
        "ditolak. Bobot pecahan ditulis sebagai teks: ubah format sel menjadi Teks, lalu tulis 1/3 (tanpa itu Excel "
        "mengubahnya menjadi tanggal).",
    ),
    (
        "Id",
        "Id menghubungkan lembar: huruf kecil, angka, dan garis bawah, misalnya skor_cakupan. Bila sebuah id diubah, "
        "ubah juga di kolom Di bawah, Id isian, Id indikator, dan di dalam rumus.",
    ),
    (
        "Pilihan dari daftar",
        "Kata dalam kurung, misalnya (bands), adalah kode yang dipakai berkas kriteria; kodenya saja juga diterima.",
    ),
    (
        "Bobot",
        "Bobot anak-anak satu induk berjumlah tepat 100. Kolom Jumlah bobot di bawahnya membantu memeriksa; kolom itu "
        "tidak dibaca.",
    ),
    (
        "Penanda Tangan",
        "Lembar itu hanya untuk dilihat. Penanda tangan, penyelenggara, dan keputusan diubah di edition.yaml.",
    ),
)


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a workbook, and the names of the parts that stand in its sheet Lain-lain."""

    data: bytes
    kept: tuple[str, ...]


def write_criteria_book(value: Any, edition: Any) -> Written:
    """The workbook of a category's plain tree and of its edition's; the same trees give the same bytes."""
    planned = plan_rows(value)

    def fill(book: Any, styles: Styles) -> None:
        lists = _Lists()
        _write_guide(book, styles, planned)
        _write_category(book, styles, planned.rows[CATEGORY], lists)
        for sheet in ORDER:
            _SheetWriter(book, styles, sheet, lists).write(planned.rows[sheet.name])
        _write_edition(book, styles, edition)
        _write_rest(book, styles, planned.rows[REST])
        lists.write(book, styles)

    return Written(workbook(fill), planned.kept)


class _Lists:
    """The drop-downs of the workbook, each in a column of one sheet."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], str] = {}

    def rule(self, options: tuple[str, ...], title: str) -> dict[str, Any]:
        """The validation of cells that take one of the options; anything else is warned of only."""
        self._lists.setdefault(options, title)
        letters = column_letters(list(self._lists).index(options) + 1)
        last = HEADER_ROW + 1 + len(options)
        return {
            "validate": "list",
            "source": f"='{WORD_LISTS}'!${letters}${HEADER_ROW + 2}:${letters}${last}",
            "error_type": "warning",
            "error_title": title[:32],
            "error_message": "Pilih dari daftar.",
            "ignore_blank": True,
        }

    def write(self, book: Any, styles: Styles) -> None:
        sheet = book.add_worksheet(WORD_LISTS)
        _head(sheet, styles, WORD_LISTS, "Isi daftar pilihan pada lembar lain. Jangan diubah.")
        for index, (options, title) in enumerate(self._lists.items()):
            sheet.set_column(index, index, max(18, *(len(option) + 2 for option in (*options, title))))
            sheet.write_string(HEADER_ROW, index, title, styles.header)
            for row, option in enumerate(options, start=HEADER_ROW + 1):
                sheet.write_string(row, index, option, styles.fixed_text)
        print_setup(sheet, "", landscape=True)


def _head(sheet: Any, styles: Styles, title: str, intro: str) -> None:
    sheet.hide_gridlines(2)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, title, styles.title)
    sheet.write_string(1, 0, intro, styles.subtitle)


def _write_guide(book: Any, styles: Styles, planned: Planned) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 88)
    sheet.hide_gridlines(2)
    titles = {row[LINE_KEY]: row[LINE_VALUE] for row in planned.rows[CATEGORY]}
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, f"Kriteria: {titles.get('title', titles.get('category', ''))}", styles.title)
    row = 2
    for title, text in GUIDE_TEXTS:
        sheet.write_string(row, 0, title, styles.heading)
        sheet.write_string(row + 1, 0, text, styles.body)
        sheet.set_row(row + 1, height([(text, 10)], 88))
        row += 3
    print_setup(sheet, "", landscape=False)


def _write_category(book: Any, styles: Styles, rows: Sequence[Texts], lists: _Lists) -> None:
    """The sheet of single values: every line there can be, filled in or not."""
    sheet = book.add_worksheet(CATEGORY)
    _head(sheet, styles, CATEGORY, "Hal-hal tunggal kategori ini. Kosong berarti tidak diatur.")
    for index, (title, width) in enumerate(
        (("Hal", 32), ("Isi", 46), ("Bahasa Inggris", 46), ("Keterangan", 44), ("Kunci", 22))
    ):
        sheet.set_column(index, index, width)
        sheet.write_string(HEADER_ROW, index, title, styles.header)
    found = {row[LINE_KEY]: row for row in rows}
    row = HEADER_ROW + 1
    for section, lines in CATEGORY_LINES:
        for index in range(5):
            sheet.write_string(row, index, section if not index else "", styles.section)
        row += 1
        for line in lines:
            _write_single(sheet, styles, row, line, found.get(line.key, {}))
            if options := listed(TREE, line):
                sheet.data_validation(row, 1, row, 1, lists.rule(options, line.title))
            row += 1
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    print_setup(sheet, "", landscape=True)


def _write_single(sheet: Any, styles: Styles, row: int, line: Column, texts: Texts) -> None:
    value, english = texts.get(LINE_VALUE, ""), texts.get(LINE_ENGLISH, "")
    sheet.write_string(row, 0, line.title, styles.question)
    _write_cell(sheet, row, 1, value, _open(styles, line.form), line.form)
    words = line.form is Form.WORDS
    sheet.write_string(row, 2, english, _open(styles, Form.WORDS) if words else styles.shade)
    sheet.write_string(row, 3, line.note, styles.unit)
    sheet.write_string(row, 4, line.key, styles.boxed(font_size=8, font_color=GREY, num_format=TEXT_FORMAT))
    sheet.set_row(row, max(height([(text, 10)], 46) for text in (value, english, line.note)))


def _open(styles: Styles, form: Form, **looks: Any) -> Any:
    """The format of a cell to type in."""
    if form is Form.NUMBER:
        return styles.boxed(**{"num_format": "General", "align": "right", "indent": 1, **looks})
    return styles.boxed(**{"num_format": TEXT_FORMAT, "align": "left", "indent": 1, **looks})


def _write_cell(sheet: Any, row: int, column: int, text: str, look: Any, form: Form) -> None:
    """A text, or a number where a number is wanted and says exactly the same."""
    if text and form is Form.NUMBER and _NUMBER.fullmatch(text) and exact_text(Fraction(_typed(text))) == text:
        sheet.write_number(row, column, float(text), look)
    elif text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def _typed(text: str) -> Fraction:
    return Fraction(from_float(float(text)))


class _SheetWriter:
    """One sheet of rows."""

    def __init__(self, book: Any, styles: Styles, sheet: ListSheet, lists: _Lists) -> None:
        self._sheet, self._styles, self._layout, self._lists = book.add_worksheet(sheet.name), styles, sheet, lists
        columns = list(cell_columns(sheet))
        if sheet is TREE:
            columns.insert(1 + next(i for i, one in enumerate(columns) if one.key == "weight"), _SUM)
        self._columns = columns

    def write(self, rows: Sequence[Texts]) -> None:
        _head(self._sheet, self._styles, self._layout.name, self._layout.intro)
        self._write_header()
        depths = _depths(rows)
        for number, texts in enumerate(rows):
            self._write_row(HEADER_ROW + 1 + number, texts, depths.get(number, 0), rows)
        for row in range(HEADER_ROW + 1 + len(rows), HEADER_ROW + 1 + len(rows) + SPARE_ROWS):
            self._write_row(row, {}, 0, rows)
        self._validate()
        self._mark(len(rows))
        self._sheet.freeze_panes(HEADER_ROW + 1, self._place("id") + 1 if self._has("id") else 1)
        self._sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(rows) + SPARE_ROWS, len(self._columns) - 1)
        self._sheet.repeat_rows(HEADER_ROW)
        print_setup(self._sheet, "", landscape=True)
        width = sum(one.column.width for one in self._columns)
        self._sheet.fit_to_pages(1 + width // 240, 0)
        self._sheet.print_area(0, 0, HEADER_ROW + len(rows) + 3, len(self._columns) - 1)

    def _has(self, key: str) -> bool:
        return any(one.key == key for one in self._columns)

    def _place(self, key: str) -> int:
        return next(index for index, one in enumerate(self._columns) if one.key == key)

    def _write_header(self) -> None:
        needed = 18.0
        for index, one in enumerate(self._columns):
            self._sheet.set_column(index, index, one.column.width)
            look = self._styles.boxed(**_header_look(one))
            _write_header_cell(self._sheet, self._styles, index, one, look)
            texts = [(line, 10 if not at else 8) for at, line in enumerate(one.header)]
            needed = max(needed, height(texts, one.column.width))
        self._sheet.set_row(HEADER_ROW, needed)

    def _write_row(self, row: int, texts: Texts, depth: int, rows: Sequence[Texts]) -> None:
        needed = 18.0
        for index, one in enumerate(self._columns):
            if one is _SUM:
                self._write_sum(row, index, texts, rows)
                continue
            looks: dict[str, Any] = {"indent": 1 + 2 * depth} if one.key == "title" else {}
            looks |= {"align": "left"} if one.key == VALUE else {}
            text, form = texts.get(one.key, ""), Form.NUMBER if one.key == VALUE else one.column.form
            _write_cell(self._sheet, row, index, text, _open(self._styles, form, **looks), form)
            needed = max(needed, height([(text, 10)], one.column.width - 2 - 2 * depth))
        if texts:
            self._sheet.set_row(row, needed)

    def _write_sum(self, row: int, index: int, texts: Texts, rows: Sequence[Texts]) -> None:
        """What the weights below an aspect come to, for the eye only; empty where one of them is no number."""
        letters = {key: column_letters(self._place(key) + 1) for key in (KIND, "id", PARENT, "weight")}
        below, weight, own = letters[PARENT], letters["weight"], f"${letters['id']}{row + 1}"
        kind = f"LEFT(${letters[KIND]}{row + 1},5)"
        parents, weights = f"${below}$5:${below}${LAST_ROW}", f"${weight}$5:${weight}${LAST_ROW}"
        worded = f'COUNTIFS({parents},{own},{weights},"*")'
        formula = f'=IF(AND({kind}="aspek",{worded}=0),SUMIF({parents},{own},{weights}),"")'
        look = self._styles.boxed(font_color=GREY, bg_color=SHADE, align="right", font_size=9)
        self._sheet.write_formula(row, index, formula, look, _sum_below(texts, rows))

    def _validate(self) -> None:
        for index, one in enumerate(self._columns):
            options = () if one.english else listed(self._layout, one.column)
            if options:
                rule = self._lists.rule(options, one.title)
                self._sheet.data_validation(HEADER_ROW + 1, index, LAST_ROW, index, rule)

    def _mark(self, count: int) -> None:
        """Aspects stand out from their indicators, and rows of one kind from those of another."""
        if self._layout is TREE:
            area = (HEADER_ROW + 1, 0, HEADER_ROW + count + SPARE_ROWS, len(self._columns) - 1)
            look = self._styles.make(bold=True, bg_color=PALE_BLUE)
            self._sheet.conditional_format(
                *area, {"type": "formula", "criteria": f'=LEFT($A{HEADER_ROW + 2},5)="aspek"', "format": look}
            )


def _sum_below(texts: Texts, rows: Sequence[Texts]) -> str | float:
    """The value that stands beside the formula until Excel computes it."""
    if not texts.get(KIND, "").startswith("aspek"):
        return ""
    weights = [row.get("weight", "") for row in rows if row.get(PARENT, "") == texts.get("id")]
    numbers = [weight for weight in weights if weight]
    if not all(_NUMBER.fullmatch(weight) for weight in numbers):
        return ""
    return float(sum(map(Fraction, numbers), Fraction(0)))


def _header_look(one: CellColumn) -> dict[str, Any]:
    look = {"bold": True, "align": "center", "valign": "vcenter", "border_color": LINE}
    if one.english or one is _SUM:
        return {**look, "font_color": GREY, "bg_color": SHADE}
    return {**look, "font_color": "#FFFFFF", "bg_color": BLUE, "border_color": BLUE}


def _write_header_cell(sheet: Any, styles: Styles, index: int, one: CellColumn, look: Any) -> None:
    """Title, key and note in one cell, the latter two small."""
    title, *small = one.header
    if not small:
        sheet.write_string(HEADER_ROW, index, title, look)
        return
    plain = one.english or one is _SUM
    bold = styles.make(bold=True, font_color=GREY if plain else "#FFFFFF")
    faint = styles.make(font_size=8, font_color=GREY if plain else FAINT)
    sheet.write_rich_string(HEADER_ROW, index, bold, title, faint, "\n" + "\n".join(small), look)


def _depths(rows: Sequence[Texts]) -> dict[int, int]:
    """How deep every row of the tree stands; nothing for other sheets."""
    by_id: dict[str, int] = {}
    found = {}
    for number, row in enumerate(rows):
        found[number] = by_id.get(row.get(PARENT, ""), -1) + 1
        if row.get(KIND, "").startswith("aspek"):
            by_id[row.get("id", "")] = found[number]
    return found


def _write_edition(book: Any, styles: Styles, edition: Any) -> None:
    """The facts of the edition, for reading only."""
    sheet = book.add_worksheet(EDITION)
    _head(sheet, styles, EDITION, "Hanya untuk dilihat: hal-hal ini diubah di edition.yaml, bukan di sini.")
    for index, (title, width) in enumerate((("Hal", 32), ("Isi", 50), ("Bahasa Inggris", 50), ("Kunci", 24))):
        sheet.set_column(index, index, width)
        sheet.write_string(HEADER_ROW, index, title, styles.header)
    for row, (key, (value, english)) in enumerate(edition_texts(edition).items(), start=HEADER_ROW + 1):
        sheet.write_string(row, 0, EDITION_KEYS.get(key, key), styles.question)
        sheet.write_string(row, 1, value, styles.fixed_text)
        sheet.write_string(row, 2, english, styles.fixed_text)
        sheet.write_string(row, 3, key, styles.boxed(font_size=8, font_color=GREY, num_format=TEXT_FORMAT))
        sheet.set_row(row, max(height([(text, 10)], 50) for text in (value, english)))
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    print_setup(sheet, "", landscape=True)


def edition_texts(edition: Any) -> dict[str, tuple[str, str]]:
    """The facts of an edition by key: what stands in Indonesian (or in no language), and in English."""
    found: dict[str, tuple[str, str]] = {}
    for key in EDITION_KEYS:
        value = edition
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        cells = cells_of_value(Column(key, "", Form.WORDS), value)
        found[key] = (cells.get(key, ""), cells.get(key + ENGLISH, ""))
    return found


def _write_rest(book: Any, styles: Styles, rows: Sequence[Texts]) -> None:
    """The parts that no column holds, each as YAML."""
    sheet = book.add_worksheet(REST)
    intro = "Bagian yang tidak mempunyai kolom, ditulis apa adanya dalam YAML." if rows else "Tidak ada bagian lain."
    _head(sheet, styles, REST, intro)
    for index, (title, width) in enumerate((("Bagian", 50), ("Isi (YAML)", 100))):
        sheet.set_column(index, index, width)
        sheet.write_string(HEADER_ROW, index, title, styles.header)
    look = styles.boxed(num_format=TEXT_FORMAT, font_name="Courier New", font_size=9, bg_color=YELLOW)
    for row, texts in enumerate(rows, start=HEADER_ROW + 1):
        sheet.write_string(row, 0, texts[REST_PATH], _open(styles, Form.TEXT))
        sheet.write_string(row, 1, texts[REST_TEXT], look)
        sheet.set_row(row, min(300.0, height([(texts[REST_TEXT], 10)], 100)))
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    print_setup(sheet, "", landscape=True)


__all__ = ["Written", "edition_texts", "write_criteria_book"]
