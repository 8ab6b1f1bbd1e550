"""The sheet Petunjuk: how to fill a form or table in, and how to send it."""

from collections.abc import Mapping, Sequence
from typing import Any

from paritrana.answers import Kind
from paritrana.criteria.fields import Field, Role
from paritrana.form import words
from paritrana.form.layout import FormLayout, TableLayout, plan_options
from paritrana.form.sheets import (
    PROTECTION,
    banner,
    candidate_line,
    height,
    identity,
    number_line,
    print_setup,
    scope,
)
from paritrana.form.styles import BLUE, PALE_RED, RED, SHADE, YELLOW, Styles
from paritrana.form.validations import expected
from paritrana.form.verification import VerificationLayout

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
    ),
)
PASTING = "Menyalin dari berkas lain? Pakai Tempel Khusus › Nilai agar daftar pilihan tidak hilang."
TABLE_FILLING: Part = (
    "Cara mengisi",
    (
        "Buka lembar Tabel. Satu baris untuk satu kandidat; kolom Kode dan Nama sudah terisi.",
        "Klik sel untuk melihat cara mengisi dan contohnya. Tajuk kolom jangan diubah.",
        "Baris jumlah dan tanda tangan boleh ditambahkan di bawah tabel; baris itu tidak dibaca.",
    ),
)
ROLE_FILLING = {
    Role.CANDIDATE: ("Jumlahnya memang nol? Tulis 0. Data belum ada? Kosongkan.",),
    Role.ORGANISER: ("Jumlahnya memang nol? Tulis 0. Data belum ada? Kosongkan.",),
    Role.PANEL: (
        "Ganti Penilai 1, Penilai 2, dan seterusnya dengan nama penilai (sel putih berbingkai biru).",
        "Penilai yang tidak ikut menilai seorang kandidat mengosongkan selnya. Kosong tidak dihitung nol.",
    ),
}
SETTLED_FILLING = (
    "Nama penilai sudah terisi menurut daftar Tim Penilai dan tidak diubah: nilai atas nama lain tidak dihitung.",
    "Sel abu-abu bertuliskan tidak ikut menilai dibiarkan. Kosong tidak dihitung nol.",
)
VERIFYING: Part = (
    "Cara memeriksa",
    (
        "Buka lembar Verifikasi. Satu baris untuk satu pertanyaan satu kandidat; jawabannya di kolom Isian mandiri.",
        "Bandingkan isian dengan bukti dukungnya, lalu pilih Status bukti.",
        "Bukti sesuai: pilih Sesuai dan biarkan Nilai hasil verifikasi kosong. Isian mandiri tetap dihitung.",
        "Isian tidak benar: tulis nilai yang benar di Nilai hasil verifikasi dan pilih Alasan. Nilai tanpa alasan "
        "tidak dihitung. Alasan lainnya dijelaskan di Catatan.",
        "Baris yang dikosongkan tidak mengubah apa pun. Isian mandiri tidak pernah ditimpa: keduanya tetap tercatat.",
        "Baris bernomor – diisi verifikator sendiri, tanpa alasan.",
        "Baris boleh disaring. Yang dihitung hanya kandidat yang pada Daftar Kandidat menjadi bagian Anda.",
    ),
)
HANDING_IN: Part = (
    "Menyimpan dan menyerahkan",
    (
        "Simpan sebagai berkas Excel (.xlsx) dan serahkan kepada panitia; panitia menaruhnya di folder committee.",
        "Beberapa verifikator menyerahkan berkas masing-masing; isinya digabung, dan perbedaan dicatat.",
        "Isian kandidat dapat berubah sesudah berkas ini ditulis. Perubahan itu dicatat dan diminta dicek lagi.",
    ),
)
VERIFYING_COLOURS = (
    ({"bg_color": "#FFFFFF", "border_color": BLUE}, "Putih berbingkai biru", "diisi"),
    ({"bg_color": YELLOW}, "Kuning", "masih kurang: nilai, alasan, atau catatan"),
    ({"bg_color": PALE_RED, "font_color": RED}, "Merah", "status Sesuai dengan nilai yang berbeda; perbaiki"),
    ({"bg_color": SHADE}, "Abu-abu", "tidak diisi"),
)
EXAMPLE_TITLES: Example = ("Yang diisi", "Tulis", "Jangan")
EXAMPLES: Mapping[Kind, Example] = {
    Kind.COUNT: ("Jumlah orang", "607426", "607,426 atau 607 ribu"),
    Kind.RUPIAH: ("Rupiah", "1250000000", "1,25 miliar atau Rp1.250.000.000,-"),
    Kind.PERCENT: ("Persen", "38,45", "0,3845 atau 38,45 %"),
    Kind.DATE: ("Tanggal", "17/08/2025", "08/17/2025"),
}
ZERO_EXAMPLE: Example = ("Kosong tetapi nol", "0", "- atau nihil")
LARGE = (Kind.COUNT, Kind.RUPIAH)
ZEROS = (
    "Angka tidak perlu titik ribuan. Di laptop atau telepon berpengaturan Inggris, 607.000 tersimpan sebagai "
    "607; karena itu tulis 607000 dan periksa kolom Terbaca."
)
TABLE_ZEROS = (
    "Angka tidak perlu titik ribuan. Di laptop atau telepon berpengaturan Inggris, 607.000 tersimpan sebagai "
    "607; karena itu tulis 607000."
)


def write_instructions(book: Any, styles: Styles, layout: FormLayout | TableLayout) -> None:
    """The sheet Petunjuk of a form or table: what concerns its role and the kinds of answers in it, nothing else."""
    page = _Page(book.add_worksheet(words.HELP_SHEET), styles)
    page.title(layout)
    page.part(_filling(layout))
    if layout.meta.role is Role.PANEL:
        page.scale(layout.fields)
    page.colours(layout)
    if layout.meta.role is not Role.PANEL:
        page.examples(layout)
    page.part(_sending(layout))
    if layout.meta.role is not Role.PANEL:
        page.remarks(layout)
    page.close(identity(layout.meta))


def write_verifying(book: Any, styles: Styles, layout: VerificationLayout) -> None:
    """The sheet Petunjuk of a verifier's workbook."""
    page = _Page(book.add_worksheet(words.HELP_SHEET), styles)
    page.title(layout)
    page.part(VERIFYING)
    page.legend(VERIFYING_COLOURS)
    page.part((HANDING_IN[0], (*HANDING_IN[1], PASTING)))
    page.remarks(layout)
    page.close(identity(layout.meta))


def _filling(layout: FormLayout | TableLayout) -> Part:
    if isinstance(layout, FormLayout):
        return FILLING
    heading, steps = TABLE_FILLING
    return heading, (*steps, *(SETTLED_FILLING if layout.people else ROLE_FILLING[layout.role]))


def _sending(layout: FormLayout | TableLayout) -> Part:
    heading, steps = SENDING
    return heading, (*steps, *((PASTING,) if _has_lists(layout) else ()))


def _has_lists(layout: FormLayout | TableLayout) -> bool:
    return bool(plan_options(layout.fields, table=isinstance(layout, TableLayout)))


class _Page:
    """A sheet written from top to bottom."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_column(1, 1, TEXT_WIDTH)
        sheet.set_column(2, 2, OTHER_WIDTH)
        sheet.hide_gridlines(2)

    def title(self, layout: FormLayout | TableLayout | VerificationLayout) -> None:
        kind = words.ROLE_TITLES[layout.meta.role]
        self.sheet.set_row(0, 26)
        self._wide(f"{layout.edition.facts.title()} – {kind}", self.styles.title)
        self._wide(scope(layout.edition, layout.category, layout.meta.role), self.styles.subtitle)
        if isinstance(layout, FormLayout) and layout.candidate is not None:
            self._wide(candidate_line(layout.meta), self.styles.candidate)
        self._wide(banner(layout.edition, layout.category), self.styles.banner)
        self._wide(number_line(layout.meta), self.styles.decided)

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

    def scale(self, marked: Sequence[Field]) -> None:
        """How each thing is marked."""
        self.heading("Skala nilai")
        for one in marked:
            self.paragraph(f"{one.ask()}: {expected(one)}")

    def colours(self, layout: FormLayout | TableLayout) -> None:
        wrong = "di luar batas atau bukan pilihan; perbaiki" if _has_lists(layout) else "di luar batas; perbaiki"
        legend: list[tuple[Mapping[str, Any], str, str]] = [
            ({"bg_color": "#FFFFFF", "border_color": BLUE}, "Putih berbingkai biru", "diisi"),
            ({"bg_color": YELLOW}, "Kuning", "wajib diisi dan masih kosong"),
            ({"bg_color": PALE_RED, "font_color": RED}, "Merah", wrong),
            ({"bg_color": SHADE}, "Abu-abu", "tidak diisi"),
        ]
        if isinstance(layout, TableLayout):
            legend = [one for one in legend if one[1] != "Kuning"]
        self.legend(legend)

    def legend(self, entries: Sequence[tuple[Mapping[str, Any], str, str]]) -> None:
        """What each colour means."""
        self.heading("Arti warna")
        for looks, name, meaning in entries:
            self.sheet.write_string(self.row, 0, name, self.styles.boxed(indent=1, align="left", **looks))
            self.sheet.write_string(self.row, 1, meaning, self.styles.make(indent=1))
            self.row += 1

    def examples(self, layout: FormLayout | TableLayout) -> None:
        """How to write what is asked here; nothing where all of it is chosen or told in words."""
        kinds = {one.kind for one in layout.fields}
        rows = [example for kind, example in EXAMPLES.items() if kind in kinds]
        if any(kind.is_numeric for kind in kinds):
            rows.append(ZERO_EXAMPLE)
        if not rows:
            return
        self.heading("Contoh penulisan")
        self._example(EXAMPLE_TITLES, self.styles.header)
        for row in rows:
            self._example(row, self.styles.boxed(num_format="@", indent=1, align="left"))
        if kinds & set(LARGE):
            self.sheet.set_row(self.row, 5)
            self.row += 1
            self.paragraph(TABLE_ZEROS if isinstance(layout, TableLayout) else ZEROS)

    def _example(self, example: Example, look: Any) -> None:
        for column, text in enumerate(example):
            self.sheet.write_string(self.row, column, text, look)
        self.row += 1

    def remarks(self, layout: FormLayout | TableLayout | VerificationLayout) -> None:
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
