"""Tim Penilai: the workbook that says who marks and who does not mark whom, written to be filled in."""

from collections.abc import Sequence
from typing import Any

from paritrana.criteria.edition import Edition
from paritrana.entry.panel import ROLES, Board, Member, Recusal
from paritrana.form import words
from paritrana.form.layout import address, column_letters
from paritrana.form.panel_book import MEMBER_COLUMNS, MEMBERS_SHEET, RECUSAL_COLUMNS, RECUSALS_SHEET
from paritrana.form.sheets import PROTECTION, height, print_setup, workbook
from paritrana.form.styles import TEXT_FORMAT, Styles
from paritrana.form.validations import drop_down

TITLE = "Tim Penilai"
FIRST_ROW = 5
ROW_HEIGHT = 20
USUAL = 9
"""Members of a panel: the Tim 9."""

RECUSAL_ROWS = 40
MEMBER_WIDTHS, RECUSAL_WIDTHS = (36, 14, 26, 40, 24, 30), (36, 24, 18, 60)
HELP: tuple[tuple[str, str], ...] = (
    ("Lembar Anggota", "Satu baris untuk setiap penilai. Nama ditulis seperti di tabel nilai, dengan gelarnya."),
    ("Peran", "ketua, sekretaris, atau anggota."),
    ("Unsur", "Yang diwakilinya, misalnya pemerintah provinsi, pengusaha, serikat pekerja, akademisi."),
    ("Lembaga", "Tempatnya bekerja. Kandidat yang namanya sama ditunjukkan; tidak ada yang berubah karenanya."),
    ("Wilayah asal", "Kode atau nama kabupaten/kota asalnya; boleh kosong. Juga hanya untuk petunjuk."),
    ("Kategori", "Id kategori yang dinilainya, dipisahkan koma. Kosong berarti semua."),
    ("Lembar Tidak Ikut Menilai", "Satu baris untuk setiap penilai dan kandidat yang tidak dinilainya."),
    ("Alasan", "Wajib, misalnya pernah menjadi pejabat di sana. Tanpa alasan barisnya belum berlaku."),
    ("Akibatnya", "Nilai penilai itu untuk kandidat itu tidak dihitung; rata-rata diambil dari penilai yang lain."),
)


def write_panel(board: Board, edition: Edition) -> bytes:
    """The list's bytes with these members and recusals and room for more; equal input, equal bytes."""

    def fill(book: Any, styles: Styles) -> None:
        rows = [_member(one) for one in board.members]
        members = _Sheet(book, styles, edition, MEMBERS_SHEET, MEMBER_COLUMNS, MEMBER_WIDTHS)
        last = members.write(rows, max(USUAL, len(rows)))
        members.choices("role", list(ROLES), last)
        recused = [_recusal(one) for one in board.recusals]
        recusals = _Sheet(book, styles, edition, RECUSALS_SHEET, RECUSAL_COLUMNS, RECUSAL_WIDTHS)
        last_recusal = recusals.write(recused, len(recused) + RECUSAL_ROWS)
        recusals.choices("juror", f"={MEMBERS_SHEET}!$A${FIRST_ROW}:$A${last}", last_recusal)
        recusals.choices("category", list(edition.categories), last_recusal)
        _write_help(book, styles, edition)

    return workbook(fill)


def _member(one: Member) -> list[str]:
    return [one.name, one.role, one.element, one.affiliation, one.region, ", ".join(one.categories)]


def _recusal(one: Recusal) -> list[str]:
    return [one.juror, one.category, one.candidate, one.reason]


class _Sheet:
    """A small table with its titles, rows of text, and drop-down lists."""

    def __init__(
        self,
        book: Any,
        styles: Styles,
        edition: Edition,
        name: str,
        columns: dict[str, tuple[str, ...]],
        widths: Sequence[int],
    ) -> None:
        self.sheet, self.columns = book.add_worksheet(name), columns
        self.text = styles.boxed(num_format=TEXT_FORMAT, valign="vcenter", indent=1)
        plain = styles.make(num_format=TEXT_FORMAT)
        for column, (width, titles) in enumerate(zip(widths, columns.values(), strict=True)):
            self.sheet.set_column(column, column, width, plain)
            self.sheet.write_string(FIRST_ROW - 2, column, titles[0], styles.header)
        self.sheet.set_row(FIRST_ROW - 2, 22)
        self.sheet.set_row(0, 24)
        self.sheet.write_string(0, 0, f"{edition.facts.title()} – {TITLE}: {name}", styles.title)
        self.sheet.write_string(1, 0, f"{edition.facts.level()} · {edition.id}", styles.subtitle)
        print_setup(self.sheet, f"{TITLE} {edition.id}", landscape=True)

    def write(self, rows: Sequence[Sequence[str]], room: int) -> int:
        """Write the rows and blank ones up to `room`; the number of the last row."""
        blank = [""] * len(self.columns)
        for offset in range(room):
            self.sheet.set_row(FIRST_ROW - 1 + offset, ROW_HEIGHT)
            for column, value in enumerate(rows[offset] if offset < len(rows) else blank):
                self.sheet.write_string(FIRST_ROW - 1 + offset, column, value, self.text)
        self.sheet.freeze_panes(FIRST_ROW - 1, 1)
        self.sheet.repeat_rows(FIRST_ROW - 2)
        return FIRST_ROW - 1 + room

    def choices(self, key: str, source: list[str] | str, last: int) -> None:
        """A drop-down list for a column; where it is too long for Excel, the cells stay free."""
        column = list(self.columns).index(key) + 1
        drop_down(
            self.sheet, self.columns[key][0], f"{address(FIRST_ROW, column)}:{column_letters(column)}{last}", source
        )


def _write_help(book: Any, styles: Styles, edition: Edition) -> None:
    sheet = book.add_worksheet(words.HELP_SHEET)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 78)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{words.HELP_SHEET} {TITLE}", styles.title)
    named = [(one.category, one.title()) for one in edition.categories.values()]
    for row, (label, text) in enumerate((*HELP, *named), 2):
        sheet.write_string(row, 0, label, styles.body)
        sheet.write_string(row, 1, text, styles.body)
        sheet.set_row(row, height([(text, 10)], 78, 15))
    sheet.protect("", PROTECTION)
    print_setup(sheet, f"{TITLE} {edition.id}", landscape=False)
