"""The received files that count, laid out as copies in inbox and committee: what scoring reads, and people can open."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from paritrana.criteria.fields import Role
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


def ledger(season: Season) -> dict[int, Receipt]:
    """The receipts of the edition by number. Raises ConflictError where the journal is damaged."""
    return receipts(read_journal(season.workspace.journal), season.edition.id)


def lay_out(season: Season, known: Mapping[int, Receipt]) -> None:
    """Make the copies what the receipts say. Raises ConflictError where kept bytes are changed or gone."""
    wanted = _wanted(season, known.values())
    for path in _copies(season):
        if path not in wanted and place(season.workspace.received, sha256(path.read_bytes())).is_file():
            path.unlink()
    for path, digest in wanted.items():
        if not path.is_file() or sha256(path.read_bytes()) != digest:
            write_file(path, kept(season.workspace.received, digest))


def ensure_laid_out(season: Season) -> None:
    """Refuse, with ConflictError, a copy that is not as it was received; where nothing was, there is nothing to see."""
    if not season.workspace.journal.is_file():
        return
    wanted = _wanted(season, ledger(season).values())
    off = [path for path, digest in wanted.items() if not path.is_file() or sha256(path.read_bytes()) != digest]
    off.extend(path for path in _copies(season) if path not in wanted)
    if off:
        name = season.workspace.relative(min(off))
        raise ConflictError("errors.not_as_received", path=name, edition=season.edition.id)


def in_use(season: Season, paths: Sequence[Path]) -> list[Path]:
    """The files to read: what was received is read from its copy alone, wherever else the same bytes still lie."""
    if not season.workspace.journal.is_file():
        return list(paths)
    known = ledger(season).values()
    copies, received = _wanted(season, known), {one.sha256 for one in known}
    return [path for path in paths if path in copies or not _is_received(path, received)]


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
    label = re.sub(r"[^A-Za-z0-9.-]+", "-", one.covers[0]) if single else f"tabel-{one.role}"
    return folder / FOLDER / one.category / f"{label}_{one.number}.xlsx"


def _copies(season: Season) -> list[Path]:
    roots = (season.workspace.inbox(season.edition.id), season.workspace.committee(season.edition.id))
    found = (path for root in roots for path in (root / FOLDER).rglob("*") if path.is_file())
    return sorted(path for path in found if _OURS.fullmatch(path.name))
