"""The Indonesian words that stand in our forms and tables."""

from paritrana.criteria.fields import Role

OWN_CODE = "Kode kandidat (tulis di sebelah kanan):"
FORM_SHEET = "Formulir"
TABLE_SHEET = "Tabel"
HELP_SHEET = "Petunjuk"
VERIFICATION_SHEET = "Verifikasi"
OPTIONS_SHEET = "Daftar Pilihan"
META_SHEET = "_meta"
LIST_SHEET = "Daftar Kandidat"

NUMBER = "No"
QUESTION = "Pertanyaan"
ANSWER = "Jawaban"
UNIT = "Satuan"
ECHO = "Terbaca"
EVIDENCE = "Bukti dukung"
NOTE = "Catatan"
MARKER = "Kode isian"
CODE = "Kode"
NAME = "Nama"
JUROR = "Penilai"
RECUSED = "tidak ikut menilai"
EVIDENCE_ASKED = "Bukti: "
CANDIDATE = "Kandidat"
CLAIM = "Isian mandiri"
VERDICT = "Status bukti"
VERIFIED = "Nilai hasil verifikasi"
WHY = "Alasan"
VERIFIER = "Verifikator"
VERIFIED_ON = "Tanggal verifikasi"

YES, NO = "Ya", "Tidak"
EVIDENCE_CHOICES = ("Ada–terlampir", "Tautan", "Belum ada")

BANNERS = {
    "contoh": "CONTOH – BUKAN DOKUMEN RESMI",
    "rancangan": "RANCANGAN – BELUM DITETAPKAN",
    "ditetapkan": "Kriteria telah ditetapkan",
}
ROLE_TITLES = {
    Role.CANDIDATE: "Formulir Isian Kandidat",
    Role.ORGANISER: "Tabel Data Penyelenggara",
    Role.VERIFIER: "Lembar Verifikasi",
    Role.PANEL: "Tabel Nilai Tim Penilai",
}
ROLE_FILES = {
    Role.CANDIDATE: "kandidat",
    Role.ORGANISER: "penyelenggara",
    Role.VERIFIER: "verifikator",
    Role.PANEL: "panel",
}
MAGNITUDES = ((12, "triliun"), (9, "miliar"), (6, "juta"), (3, "ribu"))
TOTALS = ("jumlah", "total", "subtotal", "sub total", "rata-rata", "rerata", "keseluruhan", "grand total")
"""How a total row begins; such rows are nobody's answers."""
