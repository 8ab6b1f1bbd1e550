"""The received files that count, laid out as copies in inbox and committee: what scoring reads, and people can open."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from paritrana.criteria.fields import Role
from paritrana.form.words import ROLE_FILES
from paritrana.manifest import sha256
from paritrana.problems import ConflictError
from paritrana.store.journal import read_journal
from paritrana.store.receipts import Receipt, State, receipts
from paritrana.store.received import kept, place
from paritrana.workflow.season import Season
from paritrana.workspace import write_file

FOLDER = "diterima"
"""The folder in inbox and committee that belongs to `receive` alone."""
_OURS = re.compile(r".*_TT-\d{4,}\.xlsx")


@dataclass(frozen=True, slots=True)
class Laid:
    """What the journal says of an edition: receipts by number, and the copies that count with their SHA-256.

    Read once and handed on, so that all who read a season's files see the same. Empty where nothing was received.
    """

    known: Mapping[int, Receipt] = field(default_factory=dict)
    copies: Mapping[Path, str] = field(default_factory=dict)

    def in_use(self, paths: Sequence[Path]) -> list[Path]:
        """The files to read: what was received is read from its copy alone, wherever else the same bytes still lie."""
        received = {one.sha256 for one in self.known.values()}
        return [path for path in paths if path in self.copies or not _is_received(path, received)]


def laid(season: Season) -> Laid:
    """What was received, by the journal alone. Raises ConflictError where the journal is damaged."""
    known = receipts(read_journal(season.workspace.journal), season.edition.id)
    return Laid(known, _wanted(season, known.values()))


def lay_out(season: Season, known: Mapping[int, Receipt]) -> int:
    """Make the copies what the receipts say; returns how many were written or taken away.

    Raises ConflictError where kept bytes are changed or gone.
    """
    wanted, done = _wanted(season, known.values()), 0
    for path in _copies(season):
        if path not in wanted and place(season.workspace.received, sha256(path.read_bytes())).is_file():
            path.unlink()
            done += 1
    for path, digest in wanted.items():
        if not _is_whole(path, digest):
            write_file(path, kept(season.workspace.received, digest))
            done += 1
    return done


def ensure_laid_out(season: Season) -> Laid:
    """What was received; refuses, with ConflictError, a copy that is not as it was received."""
    if not season.workspace.journal.is_file():
        return Laid()
    found = laid(season)
    off = [path for path, digest in found.copies.items() if not _is_whole(path, digest)]
    off.extend(path for path in _copies(season) if path not in found.copies)
    if off:
        name = season.workspace.relative(min(off))
        raise ConflictError("errors.not_as_received", path=name, edition=season.edition.id)
    return found


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()) == digest


def _is_received(path: Path, received: set[str]) -> bool:
    try:
        return bool(received) and sha256(path.read_bytes()) in received
    except OSError:  # reading it will say why
        return False


def _wanted(season: Season, known: Iterable[Receipt]) -> dict[Path, str]:
    return {_copy(season, one): one.sha256 for one in known if one.state is State.COUNTS}


def _copy(season: Season, one: Receipt) -> Path:
    by_office = one.role == Role.CANDIDATE.value
    folder = season.workspace.inbox(season.edition.id) if by_office else season.workspace.committee(season.edition.id)
    single = by_office and len(one.covers) == 1
    label = re.sub(r"[^A-Za-z0-9.-]+", "-", one.covers[0]) if single else f"tabel-{ROLE_FILES[Role(one.role)]}"
    return folder / FOLDER / one.category / f"{label}_{one.number}.xlsx"


def _copies(season: Season) -> list[Path]:
    roots = (season.workspace.inbox(season.edition.id), season.workspace.committee(season.edition.id))
    found = (path for root in roots for path in (root / FOLDER).rglob("*") if path.is_file())
    return sorted(path for path in found if _OURS.fullmatch(path.name))
