"""Small and micro enterprises that do not exist: every name holds a made-up word and says `Contoh`."""

from paritrana.workflow.sample.answers import Lifelike
from paritrana.workflow.sample.dice import Dice, Who

NAMES = (
    "Warung Makan Mblebero Contoh",
    "Keripik Tempe Kriukazi Contoh",
    "Batik Canthinglo Contoh",
    "Bengkel Motor Grengzo Contoh",
    "Konveksi Jahitru Contoh",
    "Kedai Kopi Seduhira Contoh",
    "Tahu Bakso Bulatrix Contoh",
    "Kerajinan Rotan Anyamuko Contoh",
    "Telur Asin Bebekora Contoh",
    "Binatu Wangizu Contoh",
    "Toko Kelontong Serbaxi Contoh",
    "Jamu Segarwux Contoh",
    "Tambal Ban Anginto Contoh",
    "Gula Aren Legizar Contoh",
    "Jenang Alotiku Contoh",
)
SEATS = ("33.72", "33.21", "33.26", "33.20", "33.10", "33.23", "33.22", "33.05")
MILLION = 1_000_000
MICRO_UP_TO = 6


def code(number: int) -> str:
    return f"UKM-33-{number:04}"


def size(owner: str) -> int:
    """People who work there, invented."""
    dice = Dice(owner)
    return dice.between("pekerja", 2, 6) if dice.chance("skala", 60) else dice.between("pekerja", 9, 32)


def is_micro(who: Who) -> bool:
    return who.size <= MICRO_UP_TO


def _capital(who: Who) -> int | None:
    if who.dice.chance("modal_usaha/kosong", 20):
        return None
    low, high = (20, 900) if is_micro(who) else (1_100, 4_600)
    return who.dice.between("modal_usaha", low, high) * MILLION


def _sales(who: Who) -> int:
    low, high = (90, 1_800) if is_micro(who) else (2_200, 14_000)
    return who.dice.between("penjualan", low, high) * MILLION


def _wages(who: Who) -> int:
    return who.size * who.dice.between("upah_dibayar", 1_500, 2_900) * 1000


def _reported(who: Who) -> int:
    return min(_wages(who), who.share_of(_wages(who), "upah_dilaporkan", 620, 1060))


def _members(who: Who) -> int:
    return min(who.size, max(1, who.share_of(who.size, "peserta", 350, 1150)))


def _late(who: Who) -> int:
    return (0, 0, 1, 2, 4, 7)[who.grade("bulan_terlambat", 6)]


def _attendance(who: Who) -> str:
    return ("pemilik", "pemilik", "wakil")[who.grade("kehadiran", 3)]


def _unemployment(who: Who) -> str:
    if is_micro(who):
        return "tidak_ada_yang_berhak"
    return "ikut" if who.level("jkp") >= 40 else "tidak_ikut"


ANSWERS: Lifelike = {
    "skala": lambda who: "mikro" if is_micro(who) else "kecil",
    "modal_usaha": _capital,
    "penjualan": _sales,
    "pekerja": lambda who: who.size,
    "upah_dibayar": _wages,
    "upah_dilaporkan": _reported,
    "peserta": _members,
    "ikut_jkk": lambda _: True,
    "ikut_jkm": lambda _: True,
    "ikut_jht": lambda who: who.level("ikut_jht") >= (60 if is_micro(who) else 20),
    "ikut_jp": lambda who: who.level("ikut_jp") >= 75,
    "jkp": _unemployment,
    "bulan_terlambat": _late,
    "bulan_tunggakan": lambda who: (0, 0, 0, 1, 2)[who.grade("bulan_tunggakan", 5)],
    "rentan_ditanggung": lambda who: max(0, who.along("rentan_ditanggung", -2, 6)),
    "kehadiran": _attendance,
}
