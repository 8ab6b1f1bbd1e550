"""Regions by code or name, for people who look one up."""

from dataclasses import dataclass

from paritrana.regions import Region, children, find, normalise_code, region, suggest


@dataclass(frozen=True, slots=True)
class Places:
    """What was found for a code or name: one region, several of that name, or guesses; `below` are its children."""

    wanted: str
    found: tuple[Region, ...]
    below: tuple[Region, ...] = ()
    suggestions: tuple[str, ...] = ()


def find_regions(wanted: str) -> Places:
    """The region with this code, or every region of this name (kabupaten and kota before villages)."""
    code = normalise_code(wanted)
    if code is not None:
        one = region(code)
        return Places(wanted, () if one is None else (one,), children(code))
    found = find(wanted)
    below = children(found[0].code) if len(found) == 1 else ()
    return Places(wanted, found, below, () if found else suggest(wanted))


def above(one: Region) -> tuple[Region, ...]:
    """The regions that a region lies in, the nearest first; none for a province."""
    upper = region(one.parent) if one.parent else None
    return () if upper is None else (upper, *above(upper))
