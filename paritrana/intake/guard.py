"""Whether a file is safe to open, decided from its raw bytes before any spreadsheet reader sees it.

Each hazard is one small function that returns a Hazard or None. The checks stand in tuples: what the bytes are,
what the zip directory says, what the unpacked parts hold. A later tuple runs only where the earlier ones found
nothing; within one tuple every hazard is reported, the first of each code.
"""

from collections.abc import Iterable

from paritrana.form.xmlscan import OddXml
from paritrana.intake import kinds
from paritrana.intake.bounds import OddCells
from paritrana.intake.bytechecks import BYTES_CHECKS
from paritrana.intake.hazards import Hazard, damaged, too_much
from paritrana.intake.limits import USUAL, Limits
from paritrana.intake.package import Package
from paritrana.intake.partchecks import CONTENT_CHECKS, XML_CHECKS
from paritrana.intake.zipchecks import DIRECTORY_CHECKS, Listing
from paritrana.intake.zipfacts import DamagedZip, Directory, directory, entries, spans, unpacked
from paritrana.problems import Problem, Where


def judge(data: bytes, name: str = "", limits: Limits = USUAL) -> tuple[Problem, ...]:
    """Every reason not to open these bytes, none where they are safe; never raises."""
    found = _bytes_hazards(data, name, limits) or _zip_hazards(data, limits)
    return tuple(Problem(hazard.code, Where(file=name), hazard.details) for hazard in found)


def _bytes_hazards(data: bytes, name: str, limits: Limits) -> list[Hazard]:
    found = (check(data, name, limits) for check in BYTES_CHECKS)
    return [hazard for hazard in found if hazard][:1]


def _zip_hazards(data: bytes, limits: Limits) -> list[Hazard]:
    try:
        listed = directory(data)
        if listed.count > limits.entries:
            return [too_much(f"{listed.count} bagian", f"{limits.entries} bagian")]
        return _directory_hazards(data, listed, limits)
    except DamagedZip as damage:
        return [damaged(damage.reason)]
    except (OddXml, OddCells):
        return [damaged("penulisan XML di dalamnya tidak wajar")]


def _directory_hazards(data: bytes, listed: Directory, limits: Limits) -> list[Hazard]:
    listing = entries(data, listed)
    other = kinds.zip_kind((entry.name for entry in listing), data)
    if other:
        return [Hazard("B002", {"read": other})]
    found = _all(check(listing, limits) for check in DIRECTORY_CHECKS)
    return found or _content_hazards(data, listing, listed.start, limits)


def _content_hazards(data: bytes, listing: Listing, stop: int, limits: Limits) -> list[Hazard]:
    places = spans(data, listing, stop)
    parts = {
        entry.name: unpacked(data, entry, place)
        for entry, place in zip(listing, places, strict=True)
        if not entry.is_folder
    }
    package = Package(parts, limits)
    for checks in (XML_CHECKS, CONTENT_CHECKS):
        found = _all(check(package) for check in checks)
        if found:
            return found
    return []


def _all(found: Iterable[Hazard | None]) -> list[Hazard]:
    """What was found, the first of each code."""
    by_code: dict[str, Hazard] = {}
    for hazard in filter(None, found):
        by_code.setdefault(hazard.code, hazard)
    return list(by_code.values())
