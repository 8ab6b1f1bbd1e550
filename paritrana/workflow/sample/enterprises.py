"""Medium and large enterprises that do not exist: every name holds a made-up word and says `Contoh`."""

from paritrana.workflow.sample.answers import Lifelike
from paritrana.workflow.sample.dice import Dice, Who

GROUPS = {
    "keuangan": (
        "PT Bank Zirambo Contoh",
        "KSP Qinora Contoh",
        "PT Asuransi Vexali Contoh",
        "PT Pembiayaan Wuntrika Contoh",
        "PT Gadai Plumbeka Contoh",
    ),
    "perdagangan-jasa": (
        "PT Toserba Jenggirox Contoh",
        "PT Ekspedisi Mbolarix Contoh",
        "PT Hotel Srundulo Contoh",
        "PT Rumah Sakit Kwelatu Contoh",
        "CV Grosir Ngibrax Contoh",
    ),
    "tambang-manufaktur-konstruksi": (
        "PT Tekstil Zumbari Contoh",
        "PT Logam Trengginox Contoh",
        "PT Konstruksi Blekutama Contoh",
        "PT Mebel Ukirazo Contoh",
        "PT Batu Kapur Gempliro Contoh",
    ),
    "pertanian-perikanan": (
        "PT Kebun Teh Lumbrika Contoh",
        "PT Peternakan Kokoruyu Contoh",
        "PT Tambak Udrasi Contoh",
        "PT Gula Manisoka Contoh",
        "PT Perikanan Banyulox Contoh",
    ),
    "pendidikan": (
        "Yayasan Pendidikan Wasisora Contoh",
        "Universitas Pintarux Contoh",
        "Sekolah Tinggi Ngelmuzi Contoh",
        "Yayasan Sekolah Cerdixa Contoh",
        "Akademi Vokasiru Contoh",
    ),
}
SEATS = ("33.74", "33.72", "33.19", "33.01", "33.11", "33.24", "33.76", "33.02", "33.22", "33.09")
MEDIUM_UP_TO = 160
BILLION = 1_000_000_000


def code(number: int) -> str:
    return f"BU-33-{number:04}"


def size(owner: str) -> int:
    """Employees, invented: every second enterprise is a medium one."""
    dice = Dice(owner)
    medium = dice.chance("skala", 45)
    return dice.between("karyawan", 35, 150) if medium else dice.between("karyawan", 200, 1900)


def is_medium(who: Who) -> bool:
    return who.size <= MEDIUM_UP_TO


def _capital(who: Who) -> int | None:
    if who.dice.chance("modal_usaha/kosong", 15):
        return None
    low, high = (52, 98) if is_medium(who) else (120, 4000)
    return who.dice.between("modal_usaha", low, high) * BILLION // 10


def _sales(who: Who) -> int:
    low, high = (155, 490) if is_medium(who) else (600, 9000)
    return who.dice.between("penjualan", low, high) * BILLION // 10


def _exempt(who: Who) -> int:
    return who.size * who.dice.between("karyawan_dikecualikan", 0, 30) // 1000


def due(who: Who) -> int:
    """Employees who must be in all four programmes."""
    return who.size - _exempt(who)


def _casual(who: Who) -> int:
    return who.size * who.dice.between("pekerja_lepas", 0, 20) // 100


def _wages(who: Who) -> int:
    return who.size * who.dice.between("upah_dibayar", 2_400, 4_600) * 1000


def _reported(who: Who) -> int:
    return min(_wages(who), who.share_of(_wages(who), "upah_dilaporkan", 810, 1020))


def _covered(who: Who) -> int:
    """Employees due, and of the casual workers as many as the enterprise is good."""
    return due(who) + min(_casual(who), who.share_of(_casual(who), "peserta_jkk", 0, 1100))


def _late(who: Who) -> int:
    return (0, 0, 1, 2, 4, 7)[who.grade("bulan_terlambat", 6)]


def _arrears(who: Who) -> int:
    return (0, 0, 0, 0, 1, 2)[who.grade("bulan_tunggakan", 6)]


def _vendors(who: Who) -> int:
    return who.dice.between("vendor", 4, 60)


def _attendance(who: Who) -> str:
    return ("langsung", "langsung", "direksi", "pejabat")[who.grade("kehadiran", 4)]


ANSWERS: Lifelike = {
    "skala": lambda who: "menengah" if is_medium(who) else "besar",
    "modal_usaha": _capital,
    "penjualan": _sales,
    "karyawan": lambda who: who.size,
    "karyawan_dikecualikan": _exempt,
    "pekerja_lepas": _casual,
    "upah_dibayar": _wages,
    "upah_dilaporkan": _reported,
    "peserta_jkk": _covered,
    "peserta_jkm": _covered,
    "peserta_jht": due,
    "peserta_jp": due,
    "jkp": lambda who: "ikut" if who.quality >= 35 else "tidak_ikut",
    "bulan_terlambat": _late,
    "bulan_tunggakan": _arrears,
    "pengguna_jmo": lambda who: who.share_of(_covered(who), "pengguna_jmo", 150, 900),
    "nik_valid": lambda who: who.share_of(_covered(who), "nik_valid", 550, 1000),
    "vendor": _vendors,
    "vendor_terdaftar": lambda who: who.share_of(_vendors(who), "vendor_terdaftar", 100, 950),
    "csr_rentan": lambda who: max(5, who.share_of(who.size, "csr_rentan", 20, 620)),
    "kehadiran": _attendance,
}
