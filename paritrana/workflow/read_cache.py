"""What was read from candidates' forms before, by the hash of their bytes: an unchanged form is not read again.

A pack counts only for the same program, criteria, candidate and figures of the organiser; any other, and a damaged
one, is passed over and written anew. It can be deleted at any time. Sealing and publishing never look into it, so that
nothing in it can decide an award.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from paritrana.entry.model import Candidate
from paritrana.manifest import canonical, sha256, versions
from paritrana.runner import run
from paritrana.workflow.read_codec import packed, packs, unpacked
from paritrana.workflow.reading import FileRead, References
from paritrana.workflow.season import Season
from paritrana.workspace import STATE, write_file

FEW = 100
"""So few files are read as soon as a pack is."""

_PASSING = ("B013",)
"""Remarks that another machine, or a quieter hour, may not make."""


_AT_ONCE = 50
"""Files hashed by a worker before it tells of them."""


class ReadCache:
    """The pack of an edition; `way` tells how forms are read, `references` hold the figures of the organiser."""

    def __init__(self, season: Season, way: str, references: References) -> None:
        self._known, self._references = season.known(), references
        self._path = season.workspace.root / STATE / "cache" / f"{season.edition.id}-{way}.pack"
        self._context = _context(season)
        self._lines = self._loaded()
        self._valid: set[str] = set()

    def known(self, jobs: Sequence[tuple[Path, str]], digests: Mapping[Path, str]) -> Iterator[FileRead | None]:
        """For every path and name what was read there before; None where it has to be read.

        `digests` are SHA-256 of files that were just hashed; the others are hashed here.
        """
        paths = [str(path) for path, _ in jobs if path not in digests]
        found = run(_digests, [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)])
        hashed = (digest for some in found for digest in some)
        for path, name in jobs:
            yield self._one(digests.get(path) or next(hashed), name)

    def keep(self, reads: Iterable[FileRead]) -> None:
        """Remember these readings, and no others. A pack that cannot be written is left out: nothing hangs on it."""
        fit = (read for read in reads if packs(read) and not any(one.code in _PASSING for one in read.problems))
        keyed = ((_key(read.sha256, read.name), read) for read in fit)
        lines = {key: self._lines[key] if key in self._valid else self._line(read) for key, read in keyed}
        if lines == self._lines:
            return
        text = b"\n".join(b"\t".join((key.encode(), line)) for key, line in lines.items())
        head = f"{self._context} {sha256(text)}\n".encode()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._path, head + text)
        except OSError:
            return

    def _one(self, digest: str, name: str) -> FileRead | None:
        key = _key(digest, name)
        line = self._lines.get(key)
        if line is None:
            return None
        about, head, body = line.split(b"\t")
        read = unpacked(head.decode("ascii"), body)
        (code,) = read.checked
        if about.decode("ascii") != self._about(read.category, code):
            return None
        self._valid.add(key)
        return read

    def _line(self, read: FileRead) -> bytes:
        head, body = packed(read)
        (code,) = read.checked
        return b"\t".join((self._about(read.category, code).encode(), head.encode("ascii"), body))

    def _about(self, category: str, code: str) -> str:
        """A digest of the candidate as the list has it, and of the figures its answers are compared with."""
        one = self._known.get(category, {}).get(code)
        figures = self._references.get(category, {}).get(code, {})
        row = [getattr(one, name) for name in Candidate.__slots__] if one else []
        return hashlib.sha256(repr((row, sorted(figures.items()))).encode()).hexdigest()[:32]

    def _loaded(self) -> Mapping[str, bytes]:
        try:
            data = self._path.read_bytes()
        except OSError:
            return {}
        head, _, text = data.partition(b"\n")
        if head != f"{self._context} {sha256(text)}".encode():
            return {}
        keyed = (line.partition(b"\t") for line in text.split(b"\n") if line)
        return {key.decode("ascii"): line for key, _, line in keyed}


def _digests(paths: Iterable[str]) -> list[str]:
    return [_digest_of(path) for path in paths]


def _digest_of(path: str) -> str:
    try:
        return sha256(Path(path).read_bytes())
    except OSError:  # reading it will say why
        return ""


def _key(digest: str, name: str) -> str:
    return f"{digest}:{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _context(season: Season) -> str:
    """The digest of all that a reading depends on besides the file, its candidate and the organiser's figures."""
    edition = season.edition
    criteria = {key: one.model_dump(mode="json", by_alias=True) for key, one in edition.categories.items()}
    told = [edition.facts.model_dump(mode="json", by_alias=True), criteria, versions(), _program()]
    return sha256(canonical(told))


@cache
def _program() -> str:
    """The digest of the program itself: a version number does not tell two states of it apart while it is written."""
    root = Path(__file__).parents[1]
    files = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".toml"))
    return sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files))
