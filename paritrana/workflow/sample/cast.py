"""Who plays what in the demo: the candidates, who does well, who is late, and the stories that must happen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.entry.candidates import candidate_of, derive_candidates
from paritrana.entry.model import Candidate
from paritrana.regions import region
from paritrana.workflow.sample import enterprises, regencies, small, villages
from paritrana.workflow.sample.answers import Lifelike, Told
from paritrana.workflow.sample.dice import Dice, Who

INVENTED = "Contoh (data karangan)"

ABSENT = frozenset({"33.16", "33.25.12.2003", "BU-33-0005", "UKM-33-0014"})
"""They never send anything."""

TWINS = {"BU-33-0007": "BU-33-0006", "UKM-33-0005": "UKM-33-0002", "33.04": "33.03"}
"""Whose dice a candidate borrows, so that both reach the same score."""

QUALITIES = {
    # Perdagangan dan jasa: the same score twice, told apart by the months paid late.
    "BU-33-0006": 84,
    "BU-33-0008": 60,
    "BU-33-0009": 48,
    # Pendidikan: only two reach the least score that wins.
    "BU-33-0021": 88,
    "BU-33-0022": 74,
    "BU-33-0023": 24,
    "BU-33-0024": 12,
    "BU-33-0025": 18,
    # Pertanian: enough who reach it, although one of them is disqualified.
    "BU-33-0017": 70,
    # Usaha kecil dan mikro: two share the first rank in everything, and the plenary meeting decides.
    "UKM-33-0009": 100,
    "UKM-33-0002": 88,
    "33.03": 90,
}

_ABOVE_ALL_LIMITS = {"target_ucj": 60, "pekerja_rentan": 31_000, "anggaran_rentan": 6_250_000_000}
STORIES: Mapping[str, Mapping[str, Told]] = {
    # Kept out by the gate: most employees are not in the pension programme.
    "BU-33-0013": {"peserta_jp": 20},
    "BU-33-0006": {"bulan_terlambat": 2},
    "BU-33-0007": {"bulan_terlambat": 1},
    # The same points in everything, but not the same coverage: the tie is decided by a rung.
    "33.03": {"pekerja": 510_000, "terlindungi": 321_300, **_ABOVE_ALL_LIMITS},
    "33.04": {"pekerja": 512_000, "terlindungi": 312_320, **_ABOVE_ALL_LIMITS},
}

DISQUALIFIED = {"BU-33-0018": "Contoh karangan: daftar upah yang dikirim ternyata tidak benar."}

CORRECTIONS: Mapping[str, tuple[str, int, str, str]] = {
    "33.22": ("pekerja_rentan", -1_250, "lainnya", "Rekapitulasi iuran memuat 1.250 nama dua kali (contoh)"),
    "33.11": ("pekerja_rentan", -400, "di luar periode", "400 orang sudah tidak aktif pada 31 Desember 2025 (contoh)"),
}
"""What the verifier corrects, by candidate: field, difference, reason of the list and note."""

VERIFIER = "Verifikator 1 (contoh karangan)"
VERIFIED_AFTER = 60
"""Days after the assessment period on which the verifier is done."""


@dataclass(frozen=True, slots=True)
class Troupe:
    """How one category is played: how big a candidate is, and its lifelike answers."""

    size: Callable[[str], int]
    answers: Lifelike


TROUPES = {
    "kabupaten-kota": Troupe(regencies.size, regencies.ANSWERS),
    "desa-kelurahan": Troupe(villages.size, villages.ANSWERS),
    "badan-usaha": Troupe(enterprises.size, enterprises.ANSWERS),
    "usaha-kecil-mikro": Troupe(small.size, small.ANSWERS),
}
"""Categories that are not here are left without candidates of their own."""


def candidates(edition: Edition) -> tuple[Candidate, ...]:
    """Everybody on the list, category by category."""
    return tuple(one for category in edition.categories.values() for one in _listed(edition, category))


def _listed(edition: Edition, category: Category) -> tuple[Candidate, ...]:
    match category.category:
        case "desa-kelurahan":
            places = (region(code) for code in villages.CODES)
            return tuple(_proposed(candidate_of(one, category)) for one in places if one)
        case "badan-usaha":
            named = [(group, name) for group, names in enterprises.GROUPS.items() for name in names]
            return tuple(_enterprise(category, number, *one) for number, one in enumerate(named, 1))
        case "usaha-kecil-mikro":
            return tuple(_small(category, number, name) for number, name in enumerate(small.NAMES, 1))
        case _:
            return derive_candidates(edition, category)


def _proposed(candidate: Candidate) -> Candidate:
    home = region(candidate.code[:5])
    return replace(candidate, proposer=f"{home.name}, {INVENTED.lower()}" if home else INVENTED)


def _enterprise(category: Category, number: int, group: str, name: str) -> Candidate:
    code, seat = enterprises.code(number), enterprises.SEATS[number % len(enterprises.SEATS)]
    return _business(category, code, name, group, seat)


def _small(category: Category, number: int, name: str) -> Candidate:
    group = next(iter(category.group_ids()), "")
    return _business(category, small.code(number), name, group, small.SEATS[number % len(small.SEATS)])


def _business(category: Category, code: str, name: str, group: str, seat: str) -> Candidate:
    reason = DISQUALIFIED.get(code, "")
    return Candidate(
        code,
        category.category,
        name,
        group=group if group in category.group_ids() else "",
        certificate_name=name,
        region=seat,
        nib=f"CONTOH-{code[-4:]}",
        npp=f"CONTOH-{code[-4:]}",
        proposer=INVENTED,
        status="diskualifikasi" if reason else "aktif",
        reason=reason,
    )


def who(category: Category, code: str) -> Who:
    """A candidate as the dice see it; a twin is seen as the one it resembles."""
    owner = TWINS.get(code, code)
    dice, troupe = Dice(owner), TROUPES.get(category.category)
    size = troupe.size(owner) if troupe else dice.between("besar", 100, 1000)
    return Who(owner, QUALITIES.get(owner, dice.between("mutu", 28, 86)), size, dice)


def lifelike(category: Category, code: str) -> Lifelike:
    """The answers of a candidate by field id, its story told last."""
    troupe = TROUPES.get(category.category)
    told = STORIES.get(code, {})
    story: dict[str, Callable[[Who], Told]] = {field: _always(value) for field, value in told.items()}
    return {**(troupe.answers if troupe else {}), **story}


def _always(value: Told) -> Callable[[Who], Told]:
    return lambda _: value
