"""Whether a file is safe to open, decided from its raw bytes before any spreadsheet reader sees it.

Each hazard is one small function that returns a Hazard or None. The checks stand in tuples: what the bytes are,
what the zip directory says, what the unpacked parts hold. A later tuple runs only where the earlier ones found
nothing; within one tuple every hazard is reported, the first of each code.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from paritrana.form.xmlscan import OddXml
from paritrana.intake import kinds
from paritrana.intake.bounds import OddCells
from paritrana.intake.bytechecks import BYTES_CHECKS
from paritrana.intake.hazards import Hazard, damaged, too_much
from paritrana.intake.limits import USUAL, Limits
from paritrana.intake.package import Package
from paritrana.intake.partchecks import CONTENT_CHECKS, WHOLE_CHECKS, XML_CHECKS
from paritrana.intake.zipchecks import DIRECTORY_CHECKS
from paritrana.intake.zipfacts import DamagedZip, Directory, directory, entries, spans, unpacked
from paritrana.problems import Problem, Where


class Inspected(NamedTuple):
    """Every reason not to open a file, and its parts by name; no parts where there is a reason."""

    problems: tuple[Problem, ...]
    parts: Mapping[str, bytes]


def judge(data: bytes, name: str = "", limits: Limits = USUAL) -> tuple[Problem, ...]:
    """Every reason not to open these bytes, none where they are safe; never raises."""
    return inspect(data, name, limits).problems


def inspect(data: bytes, name: str = "", limits: Limits = USUAL) -> Inspected:
    """The same, with the parts that were unpacked for it, so that a reader need not do so again; never raises."""
    parts: dict[str, bytes] = {}
    found = _bytes_hazards(data, name, limits) or _zip_hazards(data, limits, parts)
    return Inspected(_told(found, name), {} if found else parts)


def _told(found: Iterable[Hazard], name: str) -> tuple[Problem, ...]:
    return tuple(Problem(hazard.code, Where(file=name), hazard.details) for hazard in found)


def _bytes_hazards(data: bytes, name: str, limits: Limits) -> list[Hazard]:
    found = (check(data, name, limits) for check in BYTES_CHECKS)
    return [hazard for hazard in found if hazard][:1]


def _zip_hazards(data: bytes, limits: Limits, parts: dict[str, bytes]) -> list[Hazard]:
    """What is wrong with a zip; `parts` is filled with what is in it."""
    try:
        listed = directory(data)
        if listed.count > limits.entries:
            return [too_much(f"{listed.count} bagian", f"{limits.entries} bagian")]
        return _directory_hazards(data, listed, limits, parts)
    except DamagedZip as damage:
        return [damaged(damage.reason)]
    except (OddXml, OddCells):
        return [damaged("penulisan XML di dalamnya tidak wajar")]


def _directory_hazards(data: bytes, listed: Directory, limits: Limits, parts: dict[str, bytes]) -> list[Hazard]:
    listing = entries(data, listed)
    other = kinds.zip_kind((entry.name for entry in listing), data)
    if other:
        return [Hazard("B002", {"read": other})]
    found = _all(check(listing, limits) for check in DIRECTORY_CHECKS)
    if found:
        return found
    for entry, place in zip(listing, spans(data, listing, listed.start), strict=True):
        if not entry.is_folder:
            parts[entry.name] = unpacked(data, entry, place)
    return _content_hazards(Package(parts, limits))


def _content_hazards(package: Package) -> list[Hazard]:
    for checks in (XML_CHECKS, CONTENT_CHECKS, WHOLE_CHECKS):
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
