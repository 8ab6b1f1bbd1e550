"""The form of a kode wilayah: PP, PP.KK, PP.KK.CC or PP.KK.CC.DDDD (Permendagri 58/2021)."""

import re

from paritrana.regions.model import Kind

_WRITTEN = re.compile(r"([0-9]{2})(?:(\.?)([0-9]{2})(?:\2([0-9]{2})(?:\2([0-9]{4}))?)?)?")

_FIRST_KOTA = "71"
"""Kabupaten are numbered 01-69, kota 71-99."""

_VILLAGE_KINDS = {"1": Kind.KELURAHAN, "2": Kind.DESA, "3": Kind.DESA_ADAT}


def normalise_code(text: str) -> str | None:
    """The dotted form of a code written with all its dots or with none; None if the text is no such code.

    Only the form is judged: whether the region exists is for `region` to say. Exactly 2, 4, 6 or 10 digits
    are accepted, so a code that a spreadsheet took for a number ("33.1" for 33.10) is refused, not guessed.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    province, _, *rest = match.groups()
    return ".".join([province, *(part for part in rest if part)])


def parent_code(code: str) -> str | None:
    """The dotted code of the region above; None for a province."""
    return code.rpartition(".")[0] or None


def kind_of(code: str) -> Kind:
    """The kind of the region that a well-formed dotted code stands for."""
    parts = code.split(".")
    match len(parts):
        case 1:
            return Kind.PROVINSI
        case 2:
            return Kind.KABUPATEN if parts[1] < _FIRST_KOTA else Kind.KOTA
        case 3:
            return Kind.KECAMATAN
        case _:
            return _VILLAGE_KINDS[parts[3][0]]
