"""The tables of regions beside this module, read when first asked for and then kept.

Provinces, kabupaten and kota are one small text file. What lies below them is one compressed file per
province, so that a single desa costs one province. Both are made by scripts/build_regions.py.
"""

import lzma
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from paritrana.regions.codes import kind_of, parent_code
from paritrana.regions.model import Region


@cache
def governments() -> Mapping[str, Region]:
    """Every province, kabupaten and kota by code, in the order of the codes."""
    return _parse((_data() / "governments.tsv").read_text(encoding="utf-8"))


@cache
def below(province: str) -> Mapping[str, Region]:
    """Every kecamatan, kelurahan and desa of a province by code, in the order of the codes."""
    if "." in province or province not in governments():
        return MappingProxyType({})
    compressed = (_data() / "below" / f"{province}.tsv.xz").read_bytes()
    return _parse(lzma.decompress(compressed).decode("utf-8"))


@cache
def families(province: str) -> Mapping[str, tuple[Region, ...]]:
    """The children of every kabupaten, kota and kecamatan of a province by the code of the parent."""
    members: dict[str, list[Region]] = {}
    for one in below(province).values():
        members.setdefault(one.parent or "", []).append(one)
    return MappingProxyType({parent: tuple(ones) for parent, ones in members.items()})


def _data() -> Traversable:
    """The folder of the tables."""
    return files("paritrana.regions") / "data"


def _parse(text: str) -> Mapping[str, Region]:
    """The regions of a table whose lines are code, tab, name."""
    rows = (line.split("\t") for line in text.splitlines())
    return MappingProxyType({code: Region(code, name, kind_of(code), parent_code(code)) for code, name in rows})
