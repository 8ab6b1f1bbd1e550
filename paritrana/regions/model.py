"""What a region is, and what the search for one may end in."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of a region; the first digit of its number tells a kelurahan, desa or desa adat."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    DESA = "desa"
    DESA_ADAT = "desa_adat"


GOVERNMENTS = frozenset({Kind.PROVINSI, Kind.KABUPATEN, Kind.KOTA})
"""The kinds that are a regional government."""

VILLAGES = frozenset({Kind.KELURAHAN, Kind.DESA, Kind.DESA_ADAT})
"""The kinds of the lowest level."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its dotted code, its bare name ("Demak"), its kind and the code of its parent.

    The parent of a province is None.
    """

    code: str
    name: str
    kind: Kind
    parent: str | None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that may mean several regions: the caller refuses it and shows the candidates."""

    name: str
    candidates: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that means no region, with the official names that look like it, nearest first."""

    name: str
    suggestions: tuple[str, ...]
