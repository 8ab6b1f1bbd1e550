"""The sheet Petunjuk: how to fill a form or table in, and how to send it."""

from collections.abc import Sequence
from typing import Any

from paritrana.criteria.fields import Role
from paritrana.form import words
from paritrana.form.layout import FormLayout, TableLayout
from paritrana.form.sheets import PROTECTION, banner, height, identity, print_setup, scope
from paritrana.form.styles import BLUE, PALE_RED, RED, SHADE, YELLOW, Styles

Part = tuple[str, Sequence[str]]
Example = tuple[str, str, str]

LABEL_WIDTH, TEXT_WIDTH, OTHER_WIDTH = 24, 36, 36

FILLING: Part = (
    "Cara mengisi",
    (
        "Buka lembar Formulir. Isi kolom Jawaban dari atas ke bawah; tidak ada rumus yang perlu dibuat.",
        "Klik sel jawaban untuk melihat cara mengisi dan contohnya.",
        "Kolom Terbaca menyebut jawaban Anda dengan kata. Bila tidak sesuai maksudnya, perbaiki jawabannya.",
        "Bukti dukung: pilih Ada–terlampir, Tautan (alamatnya ditulis di kolom Catatan), atau Belum ada.",
        "Tidak ada data sama sekali? Kosongkan dan jelaskan di Catatan. Jumlahnya memang nol? Tulis 0.",
    ),
)
SENDING: Part = (
    "Menyimpan dan mengirim",
    (
        "Kirim berkas Excel ini (.xlsx), bukan foto, hasil pindai, PDF, atau tautan berbagi.",
        "Microsoft Excel: Simpan (Ctrl+S), lalu lampirkan berkasnya.",
        "WPS Office: Bagikan › sebagai file .xlsx.",
        "Google Sheets: File › Download › Microsoft Excel (.xlsx); di telepon: Bagikan & ekspor › Simpan "
        "sebagai Excel.",
        "Jangan menghapus baris, kolom, atau lembar, dan jangan menyalin isinya ke buku kerja lain.",
        "Menyalin dari berkas lain? Pakai Tempel Khusus › Nilai agar daftar pilihan tidak hilang.",
    ),
)
TABLE_FILLING: Part = (
    "Cara mengisi",
    (
        "Buka lembar Tabel. Satu baris untuk satu kandidat; kolom Kode dan Nama sudah terisi.",
        "Klik sel untuk melihat cara mengisi dan contohnya. Tajuk kolom jangan diubah.",
        "Baris jumlah dan tanda tangan boleh ditambahkan di bawah tabel; baris itu tidak dibaca.",
        "Jumlahnya memang nol? Tulis 0. Data belum ada? Kosongkan.",
    ),
)
ROLE_FILLING = {
    Role.VERIFIER: (
        "Kolom Koreksi diisi hanya bila isian kandidat perlu dibetulkan; kosong berarti isian kandidat tetap.",
        "Setiap koreksi diberi alasan di kolom Alasan koreksi.",
    ),
    Role.PANEL: (
        "Ganti Penilai 1, Penilai 2, dan seterusnya dengan nama penilai (sel putih berbingkai biru).",
        "Penilai yang tidak ikut menilai seorang kandidat mengosongkan selnya.",
    ),
}
EXAMPLES: tuple[Example, ...] = (
    ("Yang diisi", "Tulis", "Jangan"),
    ("Jumlah orang", "607426", "607,426 atau 607 ribu"),
    ("Rupiah", "1250000000", "1,25 miliar atau Rp1.250.000.000,-"),
    ("Persen", "38,45", "0,3845 atau 38,45 %"),
    ("Tanggal", "17/08/2025", "08/17/2025"),
    ("Kosong tetapi nol", "0", "- atau nihil"),
)
ZEROS = (
    "Angka tidak perlu titik ribuan. Di laptop atau telepon berpengaturan Inggris, 607.000 tersimpan sebagai "
    "607; karena itu tulis 607000 dan periksa kolom Terbaca."
)
TABLE_ZEROS = (
    "Angka tidak perlu titik ribuan. Di laptop atau telepon berpengaturan Inggris, 607.000 tersimpan sebagai "
    "607; karena itu tulis 607000."
)


def write_instructions(book: Any, styles: Styles, layout: FormLayout | TableLayout) -> None:
    """The sheet Petunjuk of a form or table."""
    page = _Page(book.add_worksheet(words.HELP_SHEET), styles)
    page.title(layout)
    table = isinstance(layout, TableLayout)
    heading, steps = TABLE_FILLING if table else FILLING
    page.part((heading, (*steps, *ROLE_FILLING.get(layout.meta.role, ()))))
    page.colours(table=table)
    page.examples(TABLE_ZEROS if table else ZEROS)
    page.part(SENDING)
    page.remarks(layout)
    page.close(identity(layout.meta))


class _Page:
    """A sheet written from top to bottom."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_column(1, 1, TEXT_WIDTH)
        sheet.set_column(2, 2, OTHER_WIDTH)
        sheet.hide_gridlines(2)

    def title(self, layout: FormLayout | TableLayout) -> None:
        kind = words.ROLE_TITLES[layout.meta.role]
        self.sheet.set_row(0, 26)
        self._wide(f"{layout.edition.facts.title()} – {kind}", self.styles.title)
        self._wide(scope(layout.edition, layout.category), self.styles.subtitle)
        if isinstance(layout, FormLayout) and layout.candidate is not None:
            self._wide(f"{layout.candidate.code} · {layout.candidate.name}", self.styles.candidate)
        self._wide(banner(layout.edition, layout.category), self.styles.banner)
        self._wide(f"Nomor formulir {identity(layout.meta)}", self.styles.decided)

    def part(self, part: Part) -> None:
        heading, steps = part
        self.heading(heading)
        for number, step in enumerate(steps, 1):
            self.paragraph(f"{number}.  {step}")

    def heading(self, text: str) -> None:
        self.row += 1
        for column in range(3):
            self.sheet.write_blank(self.row, column, None, self.styles.heading)
        self.sheet.write_string(self.row, 0, text, self.styles.heading)
        self.sheet.set_row(self.row, 18)
        self.row += 1

    def paragraph(self, text: str) -> None:
        width = LABEL_WIDTH + TEXT_WIDTH + OTHER_WIDTH
        self.sheet.merge_range(self.row, 0, self.row, 2, "", self.styles.body)
        self.sheet.write_string(self.row, 0, text, self.styles.body)
        self.sheet.set_row(self.row, height([(text, 10)], width, 15))
        self.row += 1

    def colours(self, *, table: bool) -> None:
        self.heading("Arti warna")
        legend = [
            ({"bg_color": "#FFFFFF", "border_color": BLUE}, "Putih berbingkai biru", "diisi"),
            ({"bg_color": YELLOW}, "Kuning", "wajib diisi dan masih kosong"),
            ({"bg_color": PALE_RED, "font_color": RED}, "Merah", "di luar batas atau bukan pilihan; perbaiki"),
            ({"bg_color": SHADE}, "Abu-abu", "tidak diisi"),
        ]
        for looks, name, meaning in legend:
            if table and name == "Kuning":
                continue
            self.sheet.write_string(self.row, 0, name, self.styles.boxed(indent=1, align="left", **looks))
            self.sheet.write_string(self.row, 1, meaning, self.styles.make(indent=1))
            self.row += 1

    def examples(self, zeros: str) -> None:
        self.heading("Contoh penulisan")
        for place, example in enumerate(EXAMPLES):
            for column, text in enumerate(example):
                look = self.styles.header if place == 0 else self.styles.boxed(num_format="@", indent=1, align="left")
                self.sheet.write_string(self.row, column, text, look)
            self.row += 1
        self.sheet.set_row(self.row, 5)
        self.row += 1
        self.paragraph(zeros)

    def remarks(self, layout: FormLayout | TableLayout) -> None:
        notes = [note() for note in (layout.edition.facts.data_note, layout.category.note) if note]
        if notes:
            self.heading("Keterangan")
        for note in notes:
            self.paragraph(note)

    def close(self, footer: str) -> None:
        self.sheet.protect("", PROTECTION)
        print_setup(self.sheet, footer, landscape=False)

    def _wide(self, text: str, look: Any) -> None:
        self.sheet.write_string(self.row, 0, text, look)
        self.row += 1
