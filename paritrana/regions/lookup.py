"""Regions by code: one, the ones below it, all of a level."""

from paritrana.regions import tables
from paritrana.regions.model import VILLAGES, Kind, Region


def region(code: str) -> Region | None:
    """The region with this dotted code; None if there is none."""
    if code.count(".") < 2:
        return tables.governments().get(code)
    return tables.below(code[:2]).get(code)


def children(code: str) -> tuple[Region, ...]:
    """The regions directly below a code, in the order of their codes; empty if there are none."""
    if "." not in code:
        return tuple(one for one in tables.governments().values() if one.parent == code)
    return tables.families(code[:2]).get(code, ())


def provinces() -> tuple[Region, ...]:
    """All provinces in the order of their codes."""
    return tuple(one for one in tables.governments().values() if one.kind is Kind.PROVINSI)


def regencies(province_code: str | None = None) -> tuple[Region, ...]:
    """All kabupaten and kota, or those of one province, in the order of their codes."""
    if province_code is not None and "." in province_code:
        return ()
    every = (one for one in tables.governments().values() if one.parent is not None)
    return tuple(one for one in every if province_code in (None, one.parent))


def districts(under: str) -> tuple[Region, ...]:
    """All kecamatan anywhere below a province, kabupaten or kota, in the order of their codes."""
    return tuple(one for one in _below(under) if one.kind is Kind.KECAMATAN)


def villages(under: str) -> tuple[Region, ...]:
    """All kelurahan, desa and desa adat anywhere below a code, in the order of their codes."""
    return tuple(one for one in _below(under) if one.kind in VILLAGES)


def _below(under: str) -> tuple[Region, ...]:
    """Every kecamatan and village whose code continues the given one."""
    return tuple(one for one in tables.below(under[:2]).values() if one.code.startswith(f"{under}."))
