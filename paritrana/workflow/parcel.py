"""A file that a province sends on, opened: nothing in it is trusted, no path of it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from paritrana.documents.proposal_zip import LISTING, PROPOSAL
from paritrana.entry.proposal import NotAProposal, Proposal, read_listing, read_proposal
from paritrana.intake.archive import PARCEL, names_in, open_archive
from paritrana.manifest import sha256
from paritrana.problems import Problem, UsageError, Where
from paritrana.text import says, spoken
from paritrana.workflow.season import unopened
from paritrana.workspace import shown

NAMED = 5
"""So many files are named one by one."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A proposal with its file: the name it came under, its bytes and their SHA-256."""

    name: str
    sha256: str
    data: bytes
    proposal: Proposal


def is_parcel(path: Path) -> bool:
    """Whether a file is meant as a proposal: by its ending, or by the machine file in it. Raises UsageError."""
    if not path.is_file():
        raise UsageError("errors.no_file", path=str(path))
    if path.suffix.lower() == ".zip":
        return True
    names = names_in(_bytes(path) or b"")
    return any(name.rpartition("/")[2] == PROPOSAL for name in names)


def open_parcel(path: Path) -> tuple[Parcel | None, tuple[Problem, ...]]:
    """The proposal in a file, or why it is not taken (B090; B091 where a file in it is not as it was exported)."""
    name = shown(path.name)
    try:
        data = _bytes(path)
    except OSError as error:
        return None, (Problem("B012", Where(name), unopened(error)),)
    if data is None:
        return None, (_broken(name, "large"),)
    parts, hazards = open_archive(data, name)
    if hazards:
        return None, tuple(_unsafe(name, one) for one in hazards)
    if PROPOSAL not in parts or LISTING not in parts:
        return None, (_broken(name, "no_machine_file"),)
    try:
        listing, proposal = read_listing(parts[LISTING]), read_proposal(parts[PROPOSAL])
    except NotAProposal as error:
        return None, (_broken(name, "not_read", place=error.reason),)
    changed = _changed(listing.files, parts)
    if changed:
        return None, (Problem("B091", Where(name), {"read": ", ".join(changed)}),)
    return Parcel(name, sha256(data), data, proposal), ()


def _bytes(path: Path) -> bytes | None:
    """The file's bytes; None where there are more than any parcel has."""
    with path.open("rb") as file:
        data = file.read(PARCEL.file + 1)
    return data if len(data) <= PARCEL.file else None


def _unsafe(name: str, hazard: Problem) -> Problem:
    reasons = {key: says(hazard, lang).rstrip(".") for key, lang in (("reason", "id"), ("reason_en", "en"))}
    return Problem("B090", Where(name), reasons)


def _broken(name: str, key: str, **details: str) -> Problem:
    return Problem("B090", Where(name), spoken("reason", f"proposal.broken.{key}", **details))


def _changed(listed: Mapping[str, str], parts: Mapping[str, bytes]) -> list[str]:
    """The files that are not as the listing says: changed, gone or added."""
    found = {name: sha256(data) for name, data in parts.items() if name != LISTING}
    off = [shown(name)[:80] for name in sorted({*listed, *found}) if listed.get(name) != found.get(name)]
    return [*off[:NAMED], *([f"… (+{len(off) - NAMED})"] if len(off) > NAMED else [])]
