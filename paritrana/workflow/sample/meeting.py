"""What the demo's plenary meeting decided, and an objection with its answer: all of it invented, and said to be so."""

import datetime
from collections.abc import Iterator

from paritrana.criteria.edition import Edition
from paritrana.form import words
from paritrana.form.ledger_writer import Cells
from paritrana.form.objection_book import write_objections
from paritrana.form.plenary_book import write_plenary

DECISION: Cells = {
    "number": "1",
    "at": datetime.date(2026, 10, 20),
    "category": "usaha-kecil-mikro",
    "candidate": "UKM-33-0002",
    "kind": "peringkat",
    "rank": 1,
    "article": "Contoh: tata tertib Tim Penilai, pasal tentang nilai sama",
    "reason": (
        "Contoh karangan: nilai kedua usaha sama dalam semua hal. Keripik Tempe Kriukazi Contoh lebih lama mengikuti "
        "keempat program."
    ),
    "for_it": 7,
    "against": 1,
    "abstained": 1,
}
"""The two who share the first rank are told apart."""

OBJECTION: Cells = {
    "number": "001",
    "sender": "Dinas Tenaga Kerja Kabupaten Semarang (contoh)",
    "at": datetime.date(2026, 10, 22),
    "category": "kabupaten-kota",
    "candidate": "33.22",
    "indicator": "skor_rentan",
    "text": "Contoh karangan: jumlah pekerja rentan kami dikurangi 1.250 orang pada verifikasi. Kami mohon dijelaskan.",
    "answer": (
        "Contoh karangan: verifikator menemukan 1.250 nama yang tercatat dua kali pada rekapitulasi iuran. Jumlah yang "
        "dihitung adalah orang, bukan catatan, sehingga nilainya tetap seperti hasil verifikasi."
    ),
    "changes": words.NO,
}
"""An office asks about a verifier's correction, and is told why it stands."""


def books(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The books of decisions and objections, about categories that the edition has."""
    if DECISION["category"] in edition.categories:
        yield "pleno.xlsx", write_plenary(edition, [DECISION])
    if OBJECTION["category"] in edition.categories:
        yield "sanggahan.xlsx", write_objections(edition, [OBJECTION])
