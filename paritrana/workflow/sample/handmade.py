"""The files that come ready-made in `submissions/contoh-jawa-tengah`: saved by LibreOffice, or broken as clerks do.

`scripts/build_sample.py` makes them; the demo copies them into its inbox. Their candidates get no other form.
"""

from dataclasses import dataclass

FOLDER = "contoh-jawa-tengah"


@dataclass(frozen=True, slots=True)
class Handmade:
    """One ready-made file: its name in the inbox, whose form it is, what was done to it."""

    name: str
    deed: str
    category: str = ""
    code: str = ""


HANDMADE = (
    Handmade("kabupaten-kota/33.09_Boyolali_kabupaten-kota.xlsx", "libreoffice", "kabupaten-kota", "33.09"),
    Handmade("kabupaten-kota/Formulir Demak FINAL.xlsx", "libreoffice", "kabupaten-kota", "33.21"),
    Handmade("kabupaten-kota/33.72_Surakarta_kabupaten-kota.xlsx", "libreoffice", "kabupaten-kota", "33.72"),
    Handmade("desa-kelurahan/Wunut_revisi(1).xlsx", "libreoffice", "desa-kelurahan", "33.10.19.2018"),
    Handmade("badan-usaha/BU-33-0012 kirim ulang.xlsx", "libreoffice", "badan-usaha", "BU-33-0012"),
    Handmade("usaha-kecil-mikro/Batik Canthinglo.xlsx", "libreoffice", "usaha-kecil-mikro", "UKM-33-0003"),
    Handmade("kabupaten-kota/33.07_Wonosobo (baris disisipkan).xlsx", "row_inserted", "kabupaten-kota", "33.07"),
    Handmade("kabupaten-kota/33.71_Magelang_kabupaten-kota.xlsx", "lost_zeros", "kabupaten-kota", "33.71"),
    Handmade("kabupaten-kota/33.27_Pemalang_kabupaten-kota.xlsx", "truncated", "kabupaten-kota", "33.27"),
    Handmade("kabupaten-kota/33.05_Kebumen_kabupaten-kota.xlsx", "in_words", "kabupaten-kota", "33.05"),
    Handmade("kabupaten-kota/33.13_Karanganyar_kabupaten-kota.xlsx", "uncached", "kabupaten-kota", "33.13"),
    Handmade("kabupaten-kota/33.26_Pekalongan_kabupaten-kota.xlsx", "blank_and_too_large", "kabupaten-kota", "33.26"),
    Handmade("kabupaten-kota/33.24_Kendal_kabupaten-kota.xlsx", "as_sent", "kabupaten-kota", "33.24"),
    Handmade("kabupaten-kota/33.24_Kendal_kabupaten-kota (2).xlsx", "second_copy", "kabupaten-kota", "33.24"),
    Handmade("kabupaten-kota/~$33.09_Boyolali_kabupaten-kota.xlsx", "lock_file"),
    Handmade("kabupaten-kota/tabel_panel_kabupaten-kota.xlsx", "committee_table", "kabupaten-kota"),
    Handmade("desa-kelurahan/33.01.19.2004_Purwadadi.xlsx", "other_edition", "desa-kelurahan", "33.01.19.2004"),
    Handmade("usaha-kecil-mikro/UKM-33-0008.xlsx", "other_version", "usaha-kecil-mikro", "UKM-33-0008"),
    Handmade("usaha-kecil-mikro/Formulir Jamu Segarwux.xlsx", "pdf", "", "UKM-33-0012"),
    Handmade("badan-usaha/BU-33-0010_Grosir.xlsm", "macros", "badan-usaha", "BU-33-0010"),
)

CODES = frozenset(one.code for one in HANDMADE if one.code)
