"""Names on documents."""

import pytest

from paritrana.regions import Region, government_name, official_name, provinces, region, villages


def known(code: str) -> Region:
    one = region(code)
    assert one is not None
    return one


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("33", "Provinsi Jawa Tengah"),
        ("11", "Provinsi Aceh"),
        ("31", "Daerah Khusus Ibukota Jakarta"),
        ("34", "Daerah Istimewa Yogyakarta"),
        ("33.21", "Kabupaten Demak"),
        ("33.22", "Kabupaten Semarang"),
        ("33.74", "Kota Semarang"),
        ("63.03", "Kabupaten Banjar"),
        ("32.79", "Kota Banjar"),
        ("13.07", "Kabupaten Lima Puluh Kota"),
        ("71.74", "Kota Kotamobagu"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu"),
        ("31.71", "Kota Administrasi Jakarta Pusat"),
        ("31.71.01", "Kecamatan Gambir"),
        ("33.10.19", "Kecamatan Tulung"),
        ("34.01.01", "Kapanewon Temon"),
        ("34.71.01", "Kemantren Tegalrejo"),
        ("91.03.01", "Distrik Sentani"),
        ("96.71.01", "Distrik Sorong"),
        ("33.10.19.2018", "Desa Wunut"),
        ("34.01.01.2001", "Kalurahan Jangkaran"),
        ("34.71.01.1001", "Kelurahan Kricak"),
        ("91.03.01.3007", "Desa Adat Yoboi"),
        ("13.12.07.2002", "Desa Baru"),
        ("33.22.08.2003", "Desa Kelurahan"),
    ],
)
def test_official_name(code: str, name: str) -> None:
    assert official_name(known(code)) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("33", "Pemerintah Provinsi Jawa Tengah"),
        ("11", "Pemerintah Aceh"),
        ("31", "Pemerintah Provinsi Daerah Khusus Ibukota Jakarta"),
        ("34", "Pemerintah Daerah Daerah Istimewa Yogyakarta"),
        ("33.21", "Pemerintah Kabupaten Demak"),
        ("33.74", "Pemerintah Kota Semarang"),
        ("31.71", "Pemerintah Kota Administrasi Jakarta Pusat"),
        ("33.10.19.2018", "Pemerintah Desa Wunut, Kecamatan Tulung, Kabupaten Klaten"),
        ("34.01.01.2001", "Pemerintah Kalurahan Jangkaran, Kapanewon Temon, Kabupaten Kulon Progo"),
        ("91.03.01.3007", "Pemerintah Desa Adat Yoboi, Distrik Sentani, Kabupaten Jayapura"),
    ],
)
def test_government_name(code: str, name: str) -> None:
    assert government_name(known(code)) == name


@pytest.mark.parametrize(
    ("code", "sebutan", "name"),
    [
        ("11.01.01.2001", "Gampong", "Gampong Keude Bakongan"),
        ("11.01.01.2004", "Gampong", "Gampong Drien"),
        ("11.01.01.2004", "gampong", "Gampong Drien"),
        ("11.07.16.2022", "Gampong", "Gampong Gampong"),
        ("13.05.01.2009", "Nagari", "Nagari Balah Hilia Lubuk Alung"),
        ("18.12.01.2006", "Tiyuh", "Tiyuh Penumangan Baru"),
        ("33.21", "Nagari", "Kabupaten Demak"),
    ],
)
def test_a_sebutan_replaces_the_word_of_a_village_once(code: str, sebutan: str, name: str) -> None:
    assert official_name(known(code), sebutan) == name
    assert government_name(known(code), sebutan).startswith(f"Pemerintah {name}")


def test_no_gampong_in_aceh_is_named_twice() -> None:
    for one in villages("11"):
        doubled = official_name(one, "Gampong").startswith("Gampong Gampong ")
        assert not doubled


def test_no_province_is_called_a_province_twice() -> None:
    for one in provinces():
        assert "Provinsi Daerah" not in official_name(one)
        assert government_name(one).startswith("Pemerintah ")
