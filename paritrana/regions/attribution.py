"""The line that names the source of the region data, wherever they are shown."""

ATTRIBUTION: str = "Data wilayah: idn-area-data 4.0.1, ODbL 1.0, berdasarkan kode wilayah Kemendagri."
