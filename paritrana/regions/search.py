"""Regions by name. A name is not an identity, so what is found is every region it may mean."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from paritrana.regions import tables
from paritrana.regions.lookup import provinces
from paritrana.regions.model import GOVERNMENTS, VILLAGES, Ambiguous, Kind, Region, Unknown
from paritrana.regions.naming import official_name
from paritrana.regions.spelling import Reading, fold, readings

Kinds = Kind | Iterable[Kind]
"""One kind of region, or several."""

_LOWER = VILLAGES | {Kind.KECAMATAN}

_ALIASES = {
    "dki": "31",
    "dki jakarta": "31",
    "daerah khusus ibu kota jakarta": "31",
    "daerah khusus jakarta": "31",
    "jakarta": "31",
    "di yogyakarta": "34",
    "d.i. yogyakarta": "34",
    "d.i yogyakarta": "34",
    "diy": "34",
    "yogyakarta": "34",
    "sumut": "12",
    "sumbar": "13",
    "sumsel": "16",
    "babel": "19",
    "kepri": "21",
    "jabar": "32",
    "jateng": "33",
    "jatim": "35",
    "ntb": "52",
    "ntt": "53",
    "kalbar": "61",
    "kalteng": "62",
    "kalsel": "63",
    "kaltim": "64",
    "kaltara": "65",
    "sulut": "71",
    "sulteng": "72",
    "sulsel": "73",
    "sultra": "74",
    "sulbar": "76",
    "malut": "82",
}
"""Folded names by which a province is known beside its own."""


def find(name: str, within: str | None = None, kind: Kinds | None = None) -> tuple[Region, ...]:
    """Every region a name may mean, in the order of the codes; empty if there is none.

    The name is compared whole, but for capitals and leading words such as "Kab.", "Kota", "Desa" and
    "Pemerintah"; such a word limits the kinds. It may go on upwards: "Desa Wunut, Kecamatan Tulung". `within`
    is the code of a region that must lie above. Without `kind` the provinces, kabupaten and kota are asked
    first, and what lies below them only if they do not know the name; with `kind` only that kind is asked.
    """
    kinds = _kinds(kind)
    hits = _find_stepwise(name, within, kinds)
    for level in (GOVERNMENTS, _LOWER):
        hits = hits or _hits(readings(name), within, level if kinds is None else level & kinds)
    return hits


def resolve(name: str, within: str | None = None, kind: Kinds | None = None) -> Region | Ambiguous | Unknown:
    """The one region a name means; otherwise the candidates it may mean, or the names that look like it.

    The arguments are those of `find`.
    """
    kinds = _kinds(kind)
    hits = find(name, within, kinds)
    if not hits:
        return Unknown(name, suggest(name, within, kinds))
    return hits[0] if len(hits) == 1 else Ambiguous(name, hits)


def suggest(name: str, within: str | None = None, kind: Kinds | None = None, limit: int = 3) -> tuple[str, ...]:
    """The official names that look most like a name, nearest first, at most `limit`.

    Without `within` and `kind` only provinces, kabupaten and kota are compared, unless a leading word such as
    "Desa" asks for what lies below them.
    """
    meant = readings(name)
    pool = _pool(within, _kinds(kind) or _comparable(meant, within))
    near: dict[str, None] = {}
    for cutoff in (0.75, 0.6):
        for reading in reversed(meant):
            for close in () if near else get_close_matches(reading.name, pool, limit, cutoff=cutoff):
                near.update(dict.fromkeys(_official_names(pool[close], reading.kinds)))
    return tuple(near)[:limit]


def _kinds(kind: Kinds | None) -> frozenset[Kind] | None:
    """The kinds asked for as a set; None asks for all."""
    if kind is None:
        return None
    return frozenset({kind}) if isinstance(kind, Kind) else frozenset(kind)


def _hits(meant: Iterable[Reading], within: str | None, kinds: frozenset[Kind]) -> tuple[Region, ...]:
    """The regions of some kinds that any reading of a name may mean."""
    found: dict[str, Region] = {}
    for reading in meant:
        allowed = kinds if reading.kinds is None else kinds & reading.kinds
        for index in _indexes(within, allowed):
            for one in index.get(reading.name, ()):
                if one.kind in allowed and _lies_within(one, within):
                    found[one.code] = one
    return tuple(found[code] for code in sorted(found))


def _find_stepwise(name: str, within: str | None, kinds: frozenset[Kind] | None) -> tuple[Region, ...]:
    """The hits of a name that goes on upwards after a comma, searched inside what the rest may mean."""
    inner, comma, outer = name.partition(",")
    if not comma or not inner.strip():
        return ()
    above = find(outer, within, GOVERNMENTS | {Kind.KECAMATAN})
    found = {one.code: one for area in above for one in find(inner, area.code, kinds)}
    return tuple(found[code] for code in sorted(found))


def _lies_within(one: Region, within: str | None) -> bool:
    """Whether a region lies anywhere below a code."""
    return within is None or one.code.startswith(f"{within}.")


def _indexes(within: str | None, kinds: frozenset[Kind]) -> Iterator[Mapping[str, tuple[Region, ...]]]:
    """The indexes that can hold regions of these kinds below a code; nothing more is loaded."""
    if kinds & GOVERNMENTS:
        yield _governments_by_name()
    if kinds & _LOWER:
        for code in [one.code for one in provinces()] if within is None else [within[:2]]:
            yield _below_by_name(code)


@cache
def _governments_by_name() -> Mapping[str, tuple[Region, ...]]:
    """Provinces, kabupaten and kota by folded name and alias."""
    governments = tables.governments()
    named = [(fold(one.name), one) for one in governments.values()]
    return _index([*named, *((alias, governments[code]) for alias, code in _ALIASES.items())])


@cache
def _below_by_name(province: str) -> Mapping[str, tuple[Region, ...]]:
    """The kecamatan, kelurahan and desa of a province by folded name."""
    return _index((fold(one.name), one) for one in tables.below(province).values())


def _index(named: Iterable[tuple[str, Region]]) -> Mapping[str, tuple[Region, ...]]:
    """Regions gathered by name."""
    index: dict[str, tuple[Region, ...]] = {}
    for name, one in named:
        index[name] = (*index.get(name, ()), one)
    return index


def _comparable(meant: Iterable[Reading], within: str | None) -> frozenset[Kind]:
    """The kinds a misspelt name is compared with when none is asked for."""
    if within is not None:
        return GOVERNMENTS | _LOWER
    lower = any(reading.kinds is not None and reading.kinds & _LOWER for reading in meant)
    return _LOWER if lower else GOVERNMENTS


@lru_cache(maxsize=16)
def _pool(within: str | None, kinds: frozenset[Kind]) -> Mapping[str, tuple[Region, ...]]:
    """Everything of some kinds below a code by folded name."""
    indexes = _indexes(within, kinds)
    members = ((name, one) for index in indexes for name, ones in index.items() for one in ones)
    return _index((name, one) for name, one in members if one.kind in kinds and _lies_within(one, within))


def _official_names(regions: Iterable[Region], kinds: frozenset[Kind] | None) -> list[str]:
    """The official names of the regions that agree with the kinds, of all if none does."""
    regions = tuple(regions)
    agreeing = [one for one in regions if kinds is None or one.kind in kinds]
    return [official_name(one) for one in agreeing or regions]
