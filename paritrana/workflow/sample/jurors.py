"""The demo's invented Tim 9: nine jurors, and one who does not mark a candidate."""

from paritrana.answers import Source
from paritrana.entry.panel import Board, Member, Recusal

_HERE = Source("", "")

MEMBERS = (
    Member("Penilai 1 (Sekretaris Daerah)", "ketua", "pemerintah provinsi", "Sekretariat Daerah (karangan)", "33.21"),
    Member("Penilai 2 (BPJS Ketenagakerjaan)", "sekretaris", "BPJS Ketenagakerjaan", "Kantor wilayah (karangan)"),
    Member("Penilai 3 (Dinas Tenaga Kerja)", "anggota", "pemerintah provinsi", "Dinas tenaga kerja (karangan)"),
    Member("Penilai 4 (Bappeda)", "anggota", "pemerintah provinsi", "Bappeda (karangan)"),
    Member("Penilai 5 (Biro Hukum)", "anggota", "ahli hukum", "Biro hukum (karangan)"),
    Member("Penilai 6 (Inspektorat)", "anggota", "pengawas", "Inspektorat (karangan)"),
    Member("Penilai 7 (Akademisi)", "anggota", "ahli jaminan sosial", "Universitas Contoh (karangan)"),
    Member("Penilai 8 (Serikat Pekerja)", "anggota", "serikat pekerja", "Serikat Pekerja Contoh (karangan)"),
    Member("Penilai 9 (Asosiasi Pengusaha)", "anggota", "pengusaha", "Asosiasi Pengusaha Contoh (karangan)"),
)
BOARD = Board(
    MEMBERS,
    (
        Recusal(
            MEMBERS[0].name,
            "kabupaten-kota",
            "33.21",
            "Contoh karangan: berasal dari kabupaten itu dan pernah menjabat di sana",
            _HERE,
        ),
    ),
)
