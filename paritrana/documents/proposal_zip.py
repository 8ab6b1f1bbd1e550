"""The parcel that a province sends on: files of fixed order and date, with the SHA-256 of each."""

import io
import zipfile
from collections.abc import Mapping

from paritrana.manifest import canonical, sha256

PROPOSAL, LISTING, README, LETTER = "usulan.json", "manifest.json", "BACA-SAYA.txt", "surat-pengantar.pdf"
_FIXED = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16


def parcel(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files and their listing; the same files give the same bytes."""
    listing = {
        "schema": "paritrana/proposal-manifest/1",
        "files": {name: sha256(data) for name, data in sorted(files.items())},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in [*sorted(files.items()), (LISTING, canonical(listing))]:
            info = zipfile.ZipInfo(name, _FIXED)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, _REGULAR
            archive.writestr(info, data)
    return out.getvalue()
