"""What the directory of the zip says: checks that need no unpacking."""

import re
from collections.abc import Callable
from functools import lru_cache

from paritrana.intake.hazards import Hazard, first, mib, too_much
from paritrana.intake.limits import MIB, Limits
from paritrana.intake.zipfacts import DEFLATED, STORED, Entry

Listing = tuple[Entry, ...]


def total_size(listing: Listing, limits: Limits) -> Hazard | None:
    """All parts together unpack to too much."""
    total = sum(entry.size for entry in listing)
    return too_much(mib(total), mib(limits.total)) if total > limits.total else None


def part_size(listing: Listing, limits: Limits) -> Hazard | None:
    """One part unpacks to too much."""
    size = max((entry.size for entry in listing), default=0)
    return too_much(f"satu bagian {mib(size)}", mib(limits.part)) if size > limits.part else None


def small_part_size(listing: Listing, limits: Limits) -> Hazard | None:
    """A part that is small in every workbook (styles, names, drawings) is not."""
    large = (entry for entry in listing if entry.size > limits.small_part)
    small = (entry for entry in large if not re.search(r"sheet\d*\.xml$|strings|media/", entry.name.lower()))
    size = max((entry.size for entry in small), default=0)
    return too_much(f"satu bagian {mib(size)}", mib(limits.small_part)) if size > limits.small_part else None


def links_size(listing: Listing, limits: Limits) -> Hazard | None:
    """The lists of relationships and content types are large, which costs a parser most."""
    size = sum(entry.size for entry in listing if entry.name.lower().endswith((".rels", "types].xml")))
    return too_much(f"daftar tautan {mib(size)}", mib(limits.links)) if size > limits.links else None


def bomb_ratio(listing: Listing, limits: Limits) -> Hazard | None:
    """A large part that was packed far tighter than text ever is."""
    found = (entry for entry in listing if entry.size > MIB and entry.size > limits.ratio * entry.packed)
    worst = next(found, None)
    if worst is None:
        return None
    return too_much(f"{worst.size // max(1, worst.packed)} kali lipat", f"{limits.ratio} kali lipat")


def twice(listing: Listing, _limits: Limits) -> Hazard | None:
    """Two entries whose names differ at most in case: readers would take different ones."""
    seen: set[str] = set()
    for entry in listing:
        key = entry.name.casefold()
        if key in seen:
            return Hazard("B006", {"read": f"bagian ganda {entry.name!r}"})
        seen.add(key)
    return None


def stray_path(listing: Listing, _limits: Limits) -> Hazard | None:
    """Names that lead out of the package, are absolute, or mean different places to different readers."""
    names = (entry.name for entry in listing if _is_stray(entry.name))
    return first("B006", (f"nama {name[:80]!r}" for name in names))


@lru_cache(maxsize=1024)
def _is_stray(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    odd = not name.isprintable() or "\\" in name or ":" in name or "\ufffd" in name
    return odd or any(step in ("", ".", "..") for step in steps)


def symlink(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries that are links, devices or pipes by their Unix mode."""
    usual = (0, 0o100000, 0o040000)
    return first("B006", (f"tautan {entry.name}" for entry in listing if entry.mode & 0o170000 not in usual))


def encrypted_entry(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries behind a zip password."""
    return first("B006", (f"bagian terkunci {entry.name}" for entry in listing if entry.encrypted))


def strange_method(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries packed in a way no spreadsheet program uses."""
    found = (one for one in listing if one.patched or one.method not in (STORED, DEFLATED))
    return first("B006", (f"pemampatan {'tambalan' if one.patched else one.method} pada {one.name}" for one in found))


def second_name(listing: Listing, _limits: Limits) -> Hazard | None:
    """Entries that carry a second name in an extra field."""
    return first("B006", (f"nama kedua pada {entry.name}" for entry in listing if _has_extra(entry, 0x7075)))


def _has_extra(entry: Entry, wanted: int) -> bool:
    at = 0
    while at + 4 <= len(entry.extra):
        if int.from_bytes(entry.extra[at : at + 2], "little") == wanted:
            return True
        at += 4 + int.from_bytes(entry.extra[at + 2 : at + 4], "little")
    return False


DIRECTORY_CHECKS: tuple[Callable[[Listing, Limits], Hazard | None], ...] = (
    total_size,
    part_size,
    small_part_size,
    links_size,
    bomb_ratio,
    twice,
    stray_path,
    symlink,
    encrypted_entry,
    strange_method,
    second_name,
)
