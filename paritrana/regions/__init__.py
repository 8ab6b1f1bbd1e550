"""Kode wilayah of Kemendagri: every province, kabupaten, kota, kecamatan, kelurahan and desa, with its names.

A code is the identity of a region; a name is not: 26 kabupaten share theirs with a kota, thousands of desa
with each other. `find` gives every region a name may mean, `resolve` gives one, or says why it cannot.
"""

from paritrana.regions.attribution import ATTRIBUTION
from paritrana.regions.codes import normalise_code
from paritrana.regions.lookup import children, districts, provinces, regencies, region, villages
from paritrana.regions.model import GOVERNMENTS, VILLAGES, Ambiguous, Kind, Region, Unknown
from paritrana.regions.naming import government_name, official_name
from paritrana.regions.search import find, resolve, suggest

__all__ = [
    "ATTRIBUTION",
    "GOVERNMENTS",
    "VILLAGES",
    "Ambiguous",
    "Kind",
    "Region",
    "Unknown",
    "children",
    "districts",
    "find",
    "government_name",
    "normalise_code",
    "official_name",
    "provinces",
    "regencies",
    "region",
    "resolve",
    "suggest",
    "villages",
]
