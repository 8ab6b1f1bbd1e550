"""The time zone of a province: WIB, WITA or WIT."""

from datetime import timedelta, timezone

WIB, WITA, WIT = (timezone(timedelta(hours=7 + east), name) for east, name in enumerate(("WIB", "WITA", "WIT")))

ZONES = {zone.tzname(None): zone for zone in (WIB, WITA, WIT)}

_CENTRAL = frozenset(("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"))
_EAST = ("8", "9")


def zone_of(code: str) -> timezone:
    """The zone of the province that a kode wilayah begins with; WIB where it names none.

    Keppres 41/1987: WITA for Bali, Nusa Tenggara, Sulawesi and the south, east and north of Kalimantan, WIT for
    Maluku and Papua, WIB for the rest.
    """
    if code[:2] in _CENTRAL:
        return WITA
    return WIT if code.startswith(_EAST) else WIB
