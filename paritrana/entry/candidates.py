"""Who may take part where no list says so: the regions of a category, named and put into their groups."""

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.regions import Kind, Region, government_name, official_name, provinces, regencies, villages

_REGENCIES = frozenset({Kind.KABUPATEN, Kind.KOTA})


def derive_candidates(edition: Edition, category: Category) -> tuple[Candidate, ...]:
    """The candidates of a category of regions: its levels within the edition's province, or the whole country."""
    if category.candidates.kind != "region":
        return ()
    levels = frozenset(category.candidates.levels)
    regions = _regions(edition.facts.province, levels)
    return tuple(candidate_of(one, category) for one in regions if one.kind in levels)


def candidate_of(one: Region, category: Category, sebutan: str = "") -> Candidate:
    """A region as a candidate under its official name."""
    name, detail = government_lines(one, sebutan)
    group = group_of(one, category)
    return Candidate(
        code=one.code,
        category=category.category,
        name=name,
        group=group,
        certificate_name=name,
        detail=detail,
        region=one.code,
        sebutan=sebutan,
    )


def government_lines(one: Region, sebutan: str = "") -> tuple[str, str]:
    """The name of a government in two lines: `Pemerintah Desa Wunut`, `Kecamatan Tulung, Kabupaten Klaten`.

    The second is empty from the kabupaten upwards.
    """
    full = government_name(one, sebutan or None)
    main = f"Pemerintah {official_name(one, sebutan or None)}"
    if full.startswith(f"{main}, "):
        return main, full.removeprefix(f"{main}, ")
    return full, ""


def group_of(one: Region, category: Category) -> str:
    """The first group that takes a region by its kind or by the beginning of its code.

    The only group of a category takes everyone; otherwise a group that names neither takes nobody by itself.
    """
    if len(category.groups) == 1:
        return category.groups[0].id
    for group in category.groups:
        by_kind = not group.kinds or one.kind in group.kinds
        by_code = not group.regions or any(_lies_in(one.code, prefix) for prefix in group.regions)
        if (group.kinds or group.regions) and by_kind and by_code:
            return group.id
    return ""


def _lies_in(code: str, prefix: str) -> bool:
    return code == prefix or code.startswith(f"{prefix}.")


def _regions(province: str, levels: frozenset[str]) -> tuple[Region, ...]:
    """The regions in question, in the order of their codes; nothing is loaded that no level asks for."""
    home = tuple(one for one in provinces() if province in ("", one.code))
    found: list[Region] = list(home) if Kind.PROVINSI in levels else []
    if levels & _REGENCIES:
        found += regencies(province or None)
    if levels - _REGENCIES - {Kind.PROVINSI}:
        found += [village for one in home for village in villages(one.code)]
    return tuple(found)
