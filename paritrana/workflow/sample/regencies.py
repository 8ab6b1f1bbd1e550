"""Kabupaten and kota of Jawa Tengah: real names, invented answers."""

from decimal import Decimal

from paritrana.workflow.sample.answers import Lifelike
from paritrana.workflow.sample.dice import Dice, Who

_KABUPATEN = (
    *(950, 900, 510, 512, 640, 400, 450, 700, 600, 620, 490, 560, 500, 480, 780),
    *(482, 350, 680, 478, 650, 610, 604, 460, 514, 420, 462, 676, 730, 930),
)
_KOTA = (65, 280, 105, 910, 155, 130)
THOUSANDS_IN_WORK = {f"33.{number:02}": people for number, people in (*enumerate(_KABUPATEN, 1), *enumerate(_KOTA, 71))}
"""Invented, but large where the kabupaten is large."""

LAWS = ("perda", "perkada", "instruksi", "belum")
LAW_NAMES = {"perda": "Peraturan Daerah", "perkada": "Peraturan Kepala Daerah", "instruksi": "Surat Edaran"}
MONTHLY_CONTRIBUTION = 16_800


def size(code: str) -> int:
    """People in work, invented."""
    return THOUSANDS_IN_WORK.get(code, 500) * 1000 + Dice(code).between("pekerja", -9_000, 9_000)


def _law(who: Who) -> str:
    return LAWS[who.grade("produk_hukum", len(LAWS))]


def _law_title(who: Who) -> str | None:
    kind = LAW_NAMES.get(_law(who))
    number, year = who.dice.between("nomor", 1, 60), who.dice.between("tahun", 2021, 2025)
    return f"{kind} Nomor {number} Tahun {year} (karangan)" if kind else None


def _vulnerable(who: Who) -> int:
    return who.share_of(who.size, "pekerja_rentan", 1, 62) // 10 * 10


def _budget(who: Who) -> int | None:
    if who.dice.chance("anggaran_rentan/kosong", 8):
        return None
    percent = who.dice.between("anggaran_rentan", 80, 120)
    return _vulnerable(who) * MONTHLY_CONTRIBUTION * 12 * percent // 100 // 100_000 * 100_000


def _protected(who: Who) -> int:
    return who.share_of(who.size, "terlindungi", 150, 750, 15)


def _target(who: Who) -> Decimal:
    coverage = _protected(who) * 100 // who.size
    goal = min(95, max(20, coverage + who.dice.between("target_ucj", -3, 14)))
    return Decimal(goal) + Decimal(who.dice.roll("target_ucj/koma", 100)).scaleb(-2)


def _staff(who: Who) -> Decimal:
    return Decimal(who.along("non_asn", 3500, 9990)).scaleb(-2)


def _attendance(who: Who) -> str:
    return ("langsung", "langsung", "wakil", "sekda", "pejabat")[who.grade("kehadiran", 5)]


ANSWERS: Lifelike = {
    "produk_hukum": _law,
    "nomor_produk_hukum": _law_title,
    "anggaran_rentan": _budget,
    "pekerja": lambda who: who.size,
    "terlindungi": _protected,
    "target_ucj": _target,
    "pekerja_rentan": _vulnerable,
    "non_asn": _staff,
    "kehadiran": _attendance,
}
