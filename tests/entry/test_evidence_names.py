"""Which question a file of evidence belongs to, by its name."""

import pytest

from paritrana.entry.evidence_names import leading_code, near, tied

QUESTIONS = {"produk_hukum": 3, "produk_hukum_2": 4, "anggaran": 12}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("produk_hukum.pdf", "produk_hukum"),
        ("produk_hukum-2 lampiran.pdf", "produk_hukum_2"),
        ("produk_hukum-lampiran.pdf", "produk_hukum"),
        ("Produk Hukum.pdf", "produk_hukum"),
        ("produk_hukuman.pdf", ""),
        ("3 perda.pdf", "produk_hukum"),
        ("03_perda.pdf", "produk_hukum"),
        ("No. 3 perda.pdf", "produk_hukum"),
        ("no3.pdf", ""),
        ("(3) perda.pdf", "produk_hukum"),
        ("3.pdf", "produk_hukum"),
        ("12.jpg", "anggaran"),
        ("12-05-2025 SK.pdf", ""),
        ("12 Mei 2025 SK.pdf", ""),
        ("12_05_2025.pdf", ""),
        ("12 desa.pdf", "anggaran"),
        ("3 junior.pdf", "produk_hukum"),
        ("12 Des.pdf", ""),
        ("bukti 3.pdf", "produk_hukum"),
        ("3.21 Demak.pdf", ""),
        ("2025 laporan.pdf", ""),
        ("3perda.pdf", ""),
        ("5 perda.pdf", ""),
        ("3/scan.pdf", "produk_hukum"),
        ("anggaran/3 scan.pdf", "anggaran"),
        ("lain-lain/3 scan.pdf", "produk_hukum"),
        ("scan0001.pdf", ""),
    ],
)
def test_a_file_is_tied_by_the_beginning_of_its_name(path: str, field: str) -> None:
    assert tied(path.split("/"), QUESTIONS) == field
    assert tied(path.split("/"), dict(reversed(QUESTIONS.items()))) == field


def test_a_near_miss_is_guessed() -> None:
    assert near("produk_hukm.pdf", QUESTIONS) == "produk_hukum"
    assert near("anggarn 2025 lengkap.pdf", QUESTIONS) == "anggaran"
    assert near("scan0001.pdf", QUESTIONS) == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("33.21", "33.21"),
        ("33.21 Demak", "33.21"),
        ("33.21_Demak", "33.21"),
        ("33.21.01.2001 Wonosari", "33.21.01.2001"),
        ("33.211", ""),
        ("33.21.02", ""),
        ("Demak 33.21", ""),
    ],
)
def test_a_folder_belongs_to_the_code_it_begins_with(name: str, code: str) -> None:
    assert leading_code(name, ("33.21", "33.21.01.2001")) == code
