"""The certificate (piagam): what stands on it, and its PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from paritrana.documents.typst_pdf import MissingGlyphsError, Typesetter

TEMPLATE = "certificate.typ.j2"
EXAMPLE_MARK = "CONTOH – BUKAN DOKUMEN RESMI"
DRAFT_MARK = "DRAF"
NO_NUMBER = "…" * 7

Acting = Literal["", "Plt.", "Plh.", "Pj.", "Pjs.", "a.n."]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: `position` and `name` with title; `rank` and `nip` where wanted (a governor has neither).

    `on_behalf` is the office signed for ("Gubernur Jawa Tengah"): it stands first, with "a.n.", and the
    signatory's own position under it. With prefix "a.n." it must be given.
    """

    position: str
    name: str
    prefix: Acting = ""
    on_behalf: str | None = None
    rank: str | None = None
    nip: str | None = None

    def __post_init__(self) -> None:
        if self.prefix == "a.n." and self.on_behalf is None:
            raise ValueError("a.n. needs the office signed for (on_behalf)")

    @property
    def office(self) -> tuple[str, ...]:
        """The lines above the signature: one, or two when signed on behalf of another office."""
        own = self.position if self.prefix in ("", "a.n.") else f"{self.prefix} {self.position}"
        return (f"{own},",) if self.on_behalf is None else (f"a.n. {self.on_behalf}", f"{own},")

    @property
    def details(self) -> tuple[str, ...]:
        """The lines under the name: rank and NIP, as far as given."""
        return tuple(line for line in (self.rank, f"NIP {self.nip}" if self.nip else None) if line)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate: Indonesian strings ready to print. It has no score, for scores are not public.

    `category` stands without the word "Kategori" and `period` without "Periode"; `level` is whole ("Tingkat
    Provinsi Jawa Tengah"). `number` None leaves dots to fill in by hand. `result_code` (Kode Hasil) is
    an internal mark, no electronic signature.
    """

    recipient: str
    award: str
    category: str
    level: str
    edition_title: str
    period: str
    organiser: str
    place: str
    date_text: str
    signatory: Signatory
    recipient_detail: str | None = None
    group: str | None = None
    citation: str | None = None
    number: str | None = None
    example: bool = False
    draft: bool = False
    result_code: str | None = None

    @property
    def number_line(self) -> str:
        """The number of the letter, or dots in its place."""
        return f"Nomor: {self.number or NO_NUMBER}"

    @property
    def category_line(self) -> str:
        """The contest that was won, with the group of peers where there is one."""
        category = f"Kategori {self.category}"
        return category if self.group is None else f"{category} · {self.group}"

    @property
    def edition_line(self) -> str:
        """The award and its level."""
        return f"{self.edition_title} {self.level}"

    @property
    def period_line(self) -> str:
        """The period that was assessed."""
        return f"Periode penilaian {self.period}"

    @property
    def place_and_date(self) -> str:
        """Where and when it is signed."""
        return f"{self.place}, {self.date_text}"

    @property
    def marks(self) -> tuple[str, ...]:
        """The words across the page: of an example, of a draft, of both, or none."""
        return tuple(mark for mark, wanted in ((EXAMPLE_MARK, self.example), (DRAFT_MARK, self.draft)) if wanted)


def render_book(items: Iterable[Certificate], *, at: datetime, template_dirs: Sequence[Path]) -> bytes:
    """All certificates in one PDF, a page each, to print in one go; ValueError if there are none."""
    certificates = tuple(items)
    if not certificates:
        raise ValueError("a book needs at least one certificate")
    title = f"Piagam Penghargaan {certificates[0].edition_title}"
    with Typesetter(template_dirs) as typesetter:
        return typesetter.pdf(TEMPLATE, _values(title, certificates), at=at)


def render_one(typesetter: Typesetter, item: Certificate, at: datetime) -> bytes:
    """One certificate's PDF by an open typesetter. Raises MissingGlyphsError naming recipient and letters."""
    values = _values(f"Piagam Penghargaan: {item.recipient}", (item,))
    try:
        return typesetter.pdf(TEMPLATE, values, at=at)
    except MissingGlyphsError as error:
        raise MissingGlyphsError(error.characters, item.recipient) from error


def _values(title: str, certificates: tuple[Certificate, ...]) -> dict[str, object]:
    first = certificates[0]
    return {
        "title": title,
        "author": first.organiser,
        "description": f"{first.edition_title} {first.level}",
        "certificates": certificates,
    }
