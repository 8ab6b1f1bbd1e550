"""How people write the name of a region, and what they may have meant by it."""

import re
from dataclasses import dataclass

from paritrana.regions.model import Kind

_DESA = frozenset({Kind.DESA, Kind.DESA_ADAT})

_ABBREVIATED = re.compile(r"^(prov|kab|kec|kel|ds|adm)\.\s*")

_OFFICES = {
    "pemerintah": None,
    "pemprov": frozenset({Kind.PROVINSI}),
    "pemkab": frozenset({Kind.KABUPATEN}),
    "pemkot": frozenset({Kind.KOTA}),
    "pemdes": _DESA,
    "pemda": None,
}
"""Words for a government, with the kinds they promise; None promises nothing."""

_KINDS = {
    **dict.fromkeys(("provinsi", "propinsi", "prov"), frozenset({Kind.PROVINSI})),
    **dict.fromkeys(("kabupaten", "kab"), frozenset({Kind.KABUPATEN})),
    **dict.fromkeys(("kota", "kotamadya"), frozenset({Kind.KOTA})),
    **dict.fromkeys(
        ("kecamatan", "kec", "distrik", "kapanewon", "kemantren"),
        frozenset({Kind.KECAMATAN}),
    ),
    **dict.fromkeys(("kelurahan", "kel"), frozenset({Kind.KELURAHAN})),
    **dict.fromkeys(
        (
            "desa",
            "ds",
            "gampong",
            "kalurahan",
            "kampung",
            "lembang",
            "nagari",
            "negeri",
            "ohoi",
            "pekon",
            "tiyuh",
        ),
        _DESA,
    ),
}
"""Words for a kind of region, with the kinds they may mean."""

_FURTHER = {
    "administrasi": frozenset({Kind.KABUPATEN, Kind.KOTA}),
    "adm": frozenset({Kind.KABUPATEN, Kind.KOTA}),
    "adat": frozenset({Kind.DESA_ADAT}),
}
"""Words that may follow the word for a kind, with the kinds they leave."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A bare name somebody may have meant, folded, with the kinds the words before it allow; None is all."""

    name: str
    kinds: frozenset[Kind] | None


def fold(name: str) -> str:
    """A name without what does not tell names apart: capitals, kinds of apostrophe, runs of spaces."""
    return " ".join(re.sub(r"[’‘`´\"]", "'", name).casefold().split())


def readings(name: str) -> tuple[Reading, ...]:
    """Every way to read a name, the one that takes all its words as the name first.

    "Kota Baru" may be a place called Kota Baru or a kota called Baru; whoever searches tries both.
    """
    text = fold(name)
    return _after_office(text) if text else ()


def _after_office(text: str) -> tuple[Reading, ...]:
    """The readings of a text that may begin with a word for a government."""
    word, rest = _split(text)
    whole = (Reading(text, None), *_after_kind(text))
    if not rest or word not in _OFFICES:
        return whole
    kinds = _OFFICES[word]
    if kinds is not None:
        return (*whole, Reading(rest, kinds))
    area = _split(rest)
    daerah = _after_office(area[1]) if area[0] == "daerah" and area[1] else ()
    return (*whole, *_after_office(rest), *daerah)


def _after_kind(text: str) -> tuple[Reading, ...]:
    """The readings of a text that begins with a word for a kind of region."""
    word, rest = _split(text)
    kinds = _KINDS.get(word)
    if kinds is None or not rest:
        return ()
    further, bare = _split(rest)
    left = kinds & _FURTHER.get(further, frozenset())
    if left and bare:
        return (Reading(rest, kinds), Reading(bare, left))
    return (Reading(rest, kinds),)


def _split(text: str) -> tuple[str, str]:
    """The first word of a text, abbreviated or not, and the rest."""
    word, _, rest = _ABBREVIATED.sub(r"\1 ", text).partition(" ")
    return word, rest
