"""Received files by their SHA-256: kept once, never changed."""

from pathlib import Path

from paritrana.manifest import sha256
from paritrana.problems import ConflictError
from paritrana.store.disk import write_durably


def place(folder: Path, digest: str) -> Path:
    """Where the bytes of a hash are kept."""
    return folder / digest[:2] / digest


def keep(folder: Path, data: bytes) -> str:
    """Keep bytes, whatever they are; returns their SHA-256. Raises ConflictError where others stand in their place."""
    digest = sha256(data)
    if place(folder, digest).is_file():
        kept(folder, digest)
    else:
        write_durably(place(folder, digest), data)
    return digest


def kept(folder: Path, digest: str) -> bytes:
    """The bytes of a hash. Raises ConflictError where they are changed or gone."""
    path = place(folder, digest)
    data = path.read_bytes() if path.is_file() else None
    if data is None or sha256(data) != digest:
        raise ConflictError("errors.damaged_received", path=path.name)
    return data
