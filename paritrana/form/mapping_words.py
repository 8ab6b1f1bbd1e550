"""The Indonesian words of the mapping workbook."""

SOURCE_SHEET, COLUMN_SHEET, ROW_SHEET, LIST_SHEET = "Sumber", "Kolom", "Padanan", "Daftar"
TITLE = "Pemetaan tabel penyelenggara"
FILE, DIGEST, SHEET = "Berkas", "SHA-256", "Lembar"
NAME_COLUMN, CODE_COLUMN = "Kolom nama", "Kolom kode"
TOTALS, HIDDEN, UNFOUND = "Baris jumlah, tidak dipakai", "Baris tersembunyi, dipakai", "Isian tanpa kolom"
ASKED = "Diisi oleh yang memeriksa"
POSITION, BASIS, BY, ON = "Posisi data per", "Dasar (basis)", "Sudah diperiksa oleh", "Tanggal diperiksa"
POSITION_HINT = "Tanggal, misalnya 31/12/2025."
BASIS_HINT = "Misalnya: penduduk bekerja menurut Sakernas Agustus 2025; peserta aktif PU, BPU, dan Jakon."
BY_HINT, ON_HINT = "Nama lengkap.", "Tanggal, misalnya 12/01/2026."
WRITTEN_ABOVE = "Tertulis di tabel: "
STEPS = (
    "1. Lembar Kolom: pastikan setiap kolom memakai isian yang benar. Yang tidak diperlukan: tidak dipakai.",
    "2. Lembar Padanan: pastikan setiap baris memakai kandidat yang benar. Baris lain: bukan kandidat.",
    "    Beberapa baris satu kandidat dijumlahkan, jadi pilih hanya yang memang bagian dari jumlahnya.",
    "3. Yang kuning belum pasti atau masih kosong. Yang putih juga mohon dilihat.",
    "4. Isi keempat sel di atas, simpan berkas ini, lalu jalankan perintah yang sama sekali lagi.",
)
UNUSED, NOBODY = "tidak dipakai", "bukan kandidat"
LETTERS, HEADER, SAMPLES, FIELD, GUESS = "Kolom", "Judul di sumber", "Contoh isi", "Isian", "Tebakan"
ROW, NAME, CODE, CANDIDATE, HOW, OTHERS = (
    "Baris",
    "Nama di sumber",
    "Kode di sumber",
    "Kandidat",
    "Cara",
    "Mungkin juga",
)
FIELDS_LIST, CANDIDATES_LIST = "Isian penyelenggara", "Kandidat"
UNCERTAIN = ("mungkin", "mirip", "perlu dipilih", "beberapa baris", "bukan kandidat", "periksa satuan", "periksa isi")
"""Guesses that are shown in yellow until somebody has looked at them."""
