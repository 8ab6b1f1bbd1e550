"""A zip that is no workbook, opened safely: the same checks of its directory, no path of it used for anything."""

from collections.abc import Mapping

from paritrana.intake.hazards import Hazard, damaged, mib, too_much
from paritrana.intake.limits import MIB, Limits
from paritrana.intake.zipchecks import DIRECTORY_CHECKS
from paritrana.intake.zipfacts import DamagedZip, directory, entries, spans, unpacked
from paritrana.problems import Problem, Where

PARCEL = Limits(file=64 * MIB, part=16 * MIB, small_part=16 * MIB, total=128 * MIB, entries=1000)
"""Bounds on a parcel of papers: one of a province with all its categories uses about a hundredth of each."""


def names_in(data: bytes, limits: Limits = PARCEL) -> tuple[str, ...]:
    """The names in a zip; none where the bytes are no zip, or one that cannot be listed. Unpacks nothing."""
    try:
        listed = directory(data)
        return tuple(one.name for one in entries(data, listed)) if listed.count <= limits.entries else ()
    except DamagedZip:
        return ()


def open_archive(data: bytes, name: str, limits: Limits = PARCEL) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The files of a zip by name, or every reason not to open it; never raises."""
    parts: dict[str, bytes] = {}
    found = _hazards(data, limits, parts)
    told = tuple(Problem(hazard.code, Where(name), hazard.details) for hazard in found)
    return ({}, told) if told else (parts, ())


def _hazards(data: bytes, limits: Limits, parts: dict[str, bytes]) -> list[Hazard]:
    """What is wrong; `parts` is filled with what is in it. The first of each code is told."""
    if len(data) > limits.file:
        return [too_much(mib(len(data)), mib(limits.file))]
    try:
        listed = directory(data)
        if listed.count > limits.entries:
            return [too_much(f"{listed.count} berkas", f"{limits.entries} berkas")]
        listing = entries(data, listed)
        found: dict[str, Hazard] = {}
        for check in DIRECTORY_CHECKS:
            if hazard := check(listing, limits):
                found.setdefault(hazard.code, hazard)
        if found:
            return list(found.values())
        for entry, span in zip(listing, spans(data, listing, listed.start), strict=True):
            if not entry.is_folder:
                parts[entry.name] = unpacked(data, entry, span)
    except DamagedZip as damage:
        return [damaged(damage.reason)]
    return []
