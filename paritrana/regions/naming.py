"""The names that are written on documents: of a region, and of its government."""

from paritrana.regions.lookup import region
from paritrana.regions.model import VILLAGES, Kind, Region

_ACEH, _DKI, _DIY = "11", "31", "34"

_PAPUA = frozenset({"91", "92", "93", "94", "95", "96"})

_DIY_DISTRICTS = {Kind.KABUPATEN: "Kapanewon", Kind.KOTA: "Kemantren"}

_WORDS = {
    Kind.PROVINSI: "Provinsi",
    Kind.KABUPATEN: "Kabupaten",
    Kind.KOTA: "Kota",
    Kind.KECAMATAN: "Kecamatan",
    Kind.KELURAHAN: "Kelurahan",
    Kind.DESA: "Desa",
    Kind.DESA_ADAT: "Desa Adat",
}


def official_name(one: Region, sebutan: str | None = None) -> str:
    """The name of a region with the word for its kind: "Kabupaten Demak", "Kalurahan Jangkaran".

    A sebutan ("Nagari", "Gampong", "Tiyuh") replaces the word for a desa, kelurahan or desa adat and is
    ignored for every other kind. A village whose name already begins with the word is not given it twice.
    """
    if one.code in (_DKI, _DIY):
        return one.name
    if one.kind not in VILLAGES:
        return f"{_word(one)} {one.name}"
    word = sebutan or _word(one)
    doubled = one.name.casefold().startswith(f"{word.casefold()} ")
    return one.name if doubled else f"{word} {one.name}"


def government_name(one: Region, sebutan: str | None = None) -> str:
    """The name of the government of a region: "Pemerintah Desa Wunut, Kecamatan Tulung, Kabupaten Klaten".

    Below the kabupaten and kota the name goes on up to it, because names repeat. Aceh and Yogyakarta are
    called as their laws call them: Pemerintah Aceh (UU 11/2006) and Pemerintah Daerah Daerah Istimewa
    Yogyakarta (UU 13/2012).
    """
    if one.code == _ACEH:
        return f"Pemerintah {one.name}"
    if one.code == _DKI:
        return f"Pemerintah Provinsi {one.name}"
    if one.code == _DIY:
        return f"Pemerintah Daerah {one.name}"
    return ", ".join([f"Pemerintah {official_name(one, sebutan)}", *_seat(one)])


def _seat(one: Region) -> list[str]:
    """The official names of the regions above, up to the kabupaten or kota."""
    above = region(one.parent) if one.parent else None
    if above is None or above.kind is Kind.PROVINSI:
        return []
    return [official_name(above), *_seat(above)]


def _word(one: Region) -> str:
    """The word for the kind of a region where the region lies."""
    province = one.code[:2]
    if province == _DKI and one.kind in (Kind.KABUPATEN, Kind.KOTA):
        return f"{_WORDS[one.kind]} Administrasi"
    if province == _DIY and one.kind is Kind.DESA:
        return "Kalurahan"
    if one.kind is Kind.KECAMATAN:
        return _district_word(one)
    return _WORDS[one.kind]


def _district_word(one: Region) -> str:
    """The word for a kecamatan: distrik in Papua, kapanewon or kemantren in Yogyakarta."""
    province = one.code[:2]
    above = region(one.parent) if one.parent else None
    if province == _DIY and above is not None:
        return _DIY_DISTRICTS[above.kind]
    return "Distrik" if province in _PAPUA else _WORDS[Kind.KECAMATAN]
