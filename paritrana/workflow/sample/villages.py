"""Desa and kelurahan of Jawa Tengah, one of every kabupaten and kota: real names, invented answers."""

from paritrana.workflow.sample.answers import Lifelike
from paritrana.workflow.sample.dice import Dice, Who

CODES = (
    *("33.01.19.2004", "33.02.14.2002", "33.03.08.2014", "33.04.15.2008", "33.05.22.2003", "33.06.06.2022"),
    *("33.07.06.2018", "33.08.12.2004", "33.09.09.2001", "33.10.19.2018", "33.11.10.2002", "33.12.17.2011"),
    *("33.13.05.2004", "33.14.07.2002", "33.15.03.2006", "33.16.12.2013", "33.17.03.2008", "33.18.03.2012"),
    *("33.19.06.2003", "33.20.01.2006", "33.21.04.2011", "33.22.15.2005", "33.23.12.2012", "33.24.14.2016"),
    *("33.25.12.2003", "33.26.17.2005", "33.27.11.2014", "33.28.04.2018", "33.29.03.2008", "33.71.03.1002"),
    *("33.72.04.1004", "33.73.03.1003", "33.74.10.1010", "33.75.01.1009", "33.76.04.1007"),
)

LAWS = ("perdes", "perkades", "keputusan", "imbauan", "belum")
YEARLY_CONTRIBUTION = 16_800 * 12


def size(code: str) -> int:
    """People in work, invented."""
    return Dice(code).between("pekerja", 900, 4800)


def _officials(who: Who) -> int:
    return who.size // 40 + who.dice.between("aparat", 25, 60)


def _protected_officials(who: Who) -> int:
    return min(_officials(who), who.share_of(_officials(who), "aparat_terlindungi", 350, 1080))


def _vulnerable(who: Who) -> int:
    return max(5, who.share_of(who.size, "pekerja_rentan", 4, 95))


def _budget(who: Who) -> int:
    people = _vulnerable(who) + _protected_officials(who)
    return people * YEARLY_CONTRIBUTION * who.dice.between("anggaran_iuran", 60, 110) // 100 // 10_000 * 10_000


def _attendance(who: Who) -> str:
    return ("langsung", "langsung", "sekretaris", "perangkat")[who.grade("kehadiran", 4)]


ANSWERS: Lifelike = {
    "produk_hukum": lambda who: LAWS[who.grade("produk_hukum", len(LAWS))],
    "anggaran_iuran": _budget,
    "pekerja": lambda who: who.size,
    "terlindungi": lambda who: who.share_of(who.size, "terlindungi", 180, 720, 15),
    "aparat": _officials,
    "aparat_terlindungi": _protected_officials,
    "pekerja_rentan": _vulnerable,
    "kehadiran": _attendance,
}
