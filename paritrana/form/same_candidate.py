"""Which candidate a row of somebody else's table means: by code, by name, by a name that looks like one.

A guess is never more than a proposal; where two candidates may be meant, none is proposed.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum

from paritrana.entry.model import Candidate
from paritrana.regions import GOVERNMENTS, Kind, Region, find, government_name, normalise_code, region
from paritrana.regions.spelling import readings

NOBODY = "-"
"""Stands for a row that belongs to no candidate."""

NEAR, CLEAR = 0.8, 0.07
"""How alike a name must be, and by how much more than the next."""

OFFERED = 3
GUESSES = 300
"""Names for which others that look alike are sought; a table has few such, and each takes a while."""

MANY = 1_000
"""Candidates beyond which only those are compared whose names begin with the same letter."""

LONGEST_NAME = 120
"""Letters beyond which a text is no name that is worth comparing."""

_COMPANY = re.compile(r"\b(?:pt|cv|ud|pd|perum|perumda|persero|tbk|firma|fa|koperasi|yayasan)\b\.?")
_FORMS = ("pt", "cv", "ud", "pd", "perum", "perumda", "firma", "fa", "koperasi", "yayasan")
"""Legal forms that tell two businesses of one name apart."""

_CITY = re.compile(r"^(?:kodya|kotif|kotamadya|kota madya|kota)\b\.?")
_BEHIND = re.compile(r"(.*\w)[\s,(]+(kab|kabupaten|kodya|kotif|kotamadya|kota)\b[.\s]*\)?")
"""A name with its kind behind it: Semarang (Kab), Tegal, Kota."""


class How(StrEnum):
    """Why a candidate is proposed."""

    CODE = "kode"
    SAME = "persis"
    NEAR = "mirip"
    SEVERAL = "beberapa baris"
    BEFORE = "dari pemetaan lama"
    NOBODY = "bukan kandidat"
    OPEN = "perlu dipilih"


@dataclass(frozen=True, slots=True)
class Match:
    """The code proposed (`-` for nobody, empty where a person must choose), why, and who else it may be."""

    code: str
    how: How
    others: tuple[str, ...] = ()


class Roll:
    """The candidates of one category, to be found by what a table says of them."""

    def __init__(self, candidates: Sequence[Candidate], province: str = "") -> None:
        self.codes = {one.code: one for one in candidates}
        self.within = province or None
        self._marks = {mark: one.code for one in candidates for mark in (one.nib, one.npp) if mark}
        self._names: dict[str, set[str]] = {}
        for one in candidates:
            for name in filter(None, map(plain, (one.name, one.certificate_name))):
                self._names.setdefault(name, set()).add(one.code)
        self._short = {one.code: _short(one) for one in candidates}
        homes = (region(one.code) for one in candidates)
        self._kinds = frozenset(home.kind for home in homes if home is not None)
        self._guesses = GUESSES

    def by_code(self, text: str) -> str:
        """The code of the candidate whose code, NIB or NPP this is; empty where it is nobody's."""
        bare = text.strip()
        found = self._marks.get(bare, bare if bare in self.codes else "")
        return found or next((code for code in (normalise_code(bare) or "",) if code in self.codes), "")

    def by_name(self, name: str) -> tuple[str, ...]:
        """The codes of all candidates whose name this is, written out or as people shorten it."""
        if not name or len(name) > LONGEST_NAME:
            return ()
        own = self._names.get(plain(name), set())
        found = _regions(name, self.within, self._kinds) if self._kinds else ()
        meant = {one.code for one in found if one.code in self.codes}
        return tuple(sorted(own | meant))

    def label(self, code: str) -> str:
        """A candidate, or a region that is none, as a list offers it; the code alone where nothing is known of it."""
        one, home = self.codes.get(code), region(code)
        return shown(one) if one else f"{code} · {government_name(home)}" if home else code

    def match(self, name: str, code: str = "") -> Match:
        """Who is meant by a name with, perhaps, a code beside it."""
        told, named = self.by_code(code) if code else "", self.by_name(name)
        if told:
            return self._confirmed(told, name, named)
        if named:
            return self._named(name, named)
        if self._is_region(name):
            return Match(NOBODY, How.NOBODY)
        return self._near(name)

    def _confirmed(self, told: str, name: str, named: tuple[str, ...]) -> Match:
        """The candidate of a code, unless the name beside it speaks for another."""
        if told in named:
            return Match(told, How.CODE)
        elsewhere = not named and bool(self._kinds) and self._is_region(name)
        others = named or ((self._near(name).code,) if plain(name) and not elsewhere else ())
        against = [one for one in others if one not in ("", told)]
        return Match("", How.OPEN, (told, *against)) if against or elsewhere else Match(told, How.CODE)

    def _named(self, name: str, named: tuple[str, ...]) -> Match:
        """The one candidate of a name; near only where another legal form is written, open where two are meant."""
        fitting = tuple(code for code in named if not _clash(name, self.codes[code]))
        outside = tuple(sorted({one.code for one in self._governments(name)} - self.codes.keys()))
        if len(fitting) == 1 and not outside:
            return Match(fitting[0], How.SAME)
        if len(named) == 1 and not outside:
            return Match(named[0], How.NEAR)
        return Match("", How.OPEN, (*named, *outside))

    def _governments(self, name: str) -> Sequence[Region]:
        """The provinces, kabupaten and kota that a name means, within the province, where candidates are regions."""
        return _regions(name, self.within, GOVERNMENTS) if self._kinds else ()

    def _is_region(self, name: str) -> bool:
        return len(name) <= LONGEST_NAME and bool(_regions(name, None, GOVERNMENTS))

    def _near(self, name: str) -> Match:
        ranked = self._alike(name)
        if not ranked:
            return Match("", How.OPEN)
        (best, code), *rest = ranked
        clear = best >= NEAR and (not rest or best - rest[0][0] >= CLEAR)
        others = tuple(code for _, code in ranked)
        return Match(code, How.NEAR, others[1:]) if clear else Match("", How.OPEN, others)

    def _alike(self, name: str) -> list[tuple[float, str]]:
        """The candidates whose names look most like this one, each with how much."""
        if len(name) > LONGEST_NAME or not self._guesses:
            return []
        self._guesses -= 1
        bare, kinds = _bare(name)
        pool: dict[str, list[str]] = {}
        for code, short in self._short.items():
            home = region(code)
            begins = len(self._short) <= MANY or short[:1] == bare[:1]
            if begins and (kinds is None or home is None or home.kind in kinds):
                pool.setdefault(short, []).append(code)
        close = get_close_matches(bare, pool, OFFERED, cutoff=0.6)
        scored = [(SequenceMatcher(None, bare, short).ratio(), code) for short in close for code in pool[short]]
        squeezed = [(NEAR, code) for short, codes in pool.items() if _squeezes(bare, short) for code in codes]
        best = {code: score for score, code in sorted([*scored, *(squeezed if len(squeezed) == 1 else [])])}
        return sorted(((score, code) for code, score in best.items()), key=lambda one: (-one[0], one[1]))[:OFFERED]


def plain(name: str) -> str:
    """A name without capitals, accents, punctuation and the legal form of a company."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    spaced = re.sub(r"[^a-z0-9&]+", " ", _COMPANY.sub(" ", ascii_only))
    return " ".join(spaced.split())


def shown(one: Candidate) -> str:
    """A candidate as a list offers it: `33.21 · Pemerintah Kabupaten Demak`."""
    return f"{one.code} · {one.name}"


def _city(name: str) -> str:
    return _CITY.sub("kota ", name.strip().casefold())


def _turned(name: str) -> str:
    """A name with the word for its kind in front, where it stands behind; empty where it does not."""
    found = _BEHIND.fullmatch(name.strip().casefold())
    return _city(f"{found[2]} {found[1]}") if found else ""


def _regions(name: str, within: str | None, kinds: frozenset[Kind]) -> Sequence[Region]:
    """The regions a name means as it stands; else with its kind taken from behind."""
    turned = _turned(name)
    return find(_city(name), within, kinds) or (find(turned, within, kinds) if turned else ())


def _clash(name: str, one: Candidate) -> bool:
    """Whether a name is written with another legal form than the candidate has."""
    said, own = _forms(name), _forms(one.name)
    return bool(said and own and not said & own)


def _forms(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.casefold())) & set(_FORMS)


def _bare(name: str) -> tuple[str, frozenset[Kind] | None]:
    """The name without the words for its kind of region, and the kinds those words allow."""
    read = readings(_turned(name) or _city(name))
    last = read[-1] if read else None
    bare, kinds = (last.name, last.kinds) if last and last.kinds else (name, None)
    return plain(bare).replace(" ", ""), kinds


def _short(one: Candidate) -> str:
    home = region(one.code)
    return plain(home.name if home is not None else one.name).replace(" ", "")


def _squeezes(short: str, name: str) -> bool:
    """Whether a name was shortened to some of its letters, as Smg stands for Semarang."""
    if (
        not 2 < len(short) < len(name) - 1
        or short[0] != name[0]
        or short[-1] not in (name[-1], name.rstrip("aiueo")[-1:])
    ):
        return False
    letters = iter(name)
    return all(letter in letters for letter in short)


def most(found: Iterable[tuple[int, int]]) -> int:
    """Of (how many, column), the column with the most, the leftmost of several; 0 where none has any."""
    return max(((count, -column) for count, column in found if count), default=(0, 0))[1] * -1
