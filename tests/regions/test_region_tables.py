"""The region data: how many there are, the codes of known winners, the marks of their source."""

from importlib.resources import files

import pytest

from paritrana.regions import (
    ATTRIBUTION,
    Kind,
    Region,
    children,
    districts,
    normalise_code,
    provinces,
    regencies,
    region,
    villages,
)

WINNERS = {
    "33.02.14.2002": "Tipar Kidul",
    "33.28.04.2018": "Balapulang Wetan",
    "33.10.19.2018": "Wunut",
    "35.14.18.2017": "Ranggeh",
    "33.22.15.2005": "Pringsari",
    "33.23.12.2012": "Plosogaden",
    "33.29.03.2008": "Kalisumur",
    "21.01.15.2001": "Busung",
    "64.09.04.2015": "Telemow",
    "18.12.01.2006": "Penumangan Baru",
    "13.73.02.2005": "Santur",
    "52.01.12.2003": "Sigerongan",
    "81.71.05.2001": "Hukurila",
    "81.72.01.2002": "Ngadi",
}


def every_village() -> list[Region]:
    return [one for province in provinces() for one in villages(province.code)]


def test_counts_of_the_decree() -> None:
    kinds = [one.kind for one in regencies()]
    below = [one.kind for one in every_village()]

    assert len(provinces()) == 38
    assert (len(kinds), kinds.count(Kind.KABUPATEN), kinds.count(Kind.KOTA)) == (514, 416, 98)
    assert sum(len(districts(province.code)) for province in provinces()) == 7_285
    assert len(below) == 83_762
    assert below.count(Kind.DESA) == 75_252
    assert below.count(Kind.DESA_ADAT) == 14
    assert below.count(Kind.KELURAHAN) == 8_496


@pytest.mark.parametrize(("code", "name"), WINNERS.items())
def test_codes_of_winners(code: str, name: str) -> None:
    assert region(code) == Region(code, name, Kind.DESA, code[:8])


def test_every_region_is_found_by_its_code_and_hangs_on_its_parent() -> None:
    every = [
        *provinces(),
        *regencies(),
        *(one for p in provinces() for one in districts(p.code)),
        *every_village(),
    ]

    assert len({one.code for one in every}) == len(every)
    for one in every:
        assert region(one.code) is one
        assert normalise_code(one.code.replace(".", "")) == one.code
        assert (one.parent is None) == (one.kind is Kind.PROVINSI)
        assert one.parent is None or region(one.parent) is not None


def test_children_go_down_one_level_at_a_time() -> None:
    assert [one.name for one in children("34")] == [
        "Kulon Progo",
        "Bantul",
        "Gunungkidul",
        "Sleman",
        "Yogyakarta",
    ]
    assert children("34") == regencies("34")
    assert {one.kind for one in children("33.10")} == {Kind.KECAMATAN}
    assert children("33.10") == districts("33.10")
    assert children("33.10.19") == villages("33.10.19")
    assert children("33.10.19.2018") == ()


@pytest.mark.parametrize(
    "code", ["", "99", "33.99", "33.10.99", "33.10.19.9999", "3310", "99.10.19.2018", "x", ".", "33."]
)
def test_unknown_codes_have_no_region_and_nothing_below(code: str) -> None:
    assert region(code) is None
    assert children(code) == villages(code) == districts(code) == regencies(code) == ()


def test_names_are_clean() -> None:
    for one in [*provinces(), *regencies(), *every_village()]:
        assert one.name == " ".join(one.name.split())
        assert one.name[0] == one.name[0].upper()
        assert not set(one.name) & set('"’*\t')
        assert not one.name.startswith(("Kabupaten ", "Kota Administrasi", "Desa Adat "))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("73.10", "Pangkajene dan Kepulauan"),
        ("31.01", "Kepulauan Seribu"),
        ("31.71", "Jakarta Pusat"),
        ("13.05.04", "2 x 11 Anam Lingkuang"),
        ("35.29.22", "Ra'as"),
        ("33.07.07.2016", "Lamuk"),
        ("73.18.38.2005", "Rante Limbong"),
        ("82.01.04.2007", "Goro goro"),
        ("35.27.14.2001", "Blu uran"),
        ("53.02.01.1001", "SoE"),
        ("91.03.01.3007", "Yoboi"),
        ("12.02.12.2022", "Siabal-abal IV"),
    ],
)
def test_spelling_of_single_names(code: str, name: str) -> None:
    one = region(code)
    assert one is not None
    assert one.name == name


def test_the_source_is_named_and_its_licence_lies_beside_the_data() -> None:
    data = files("paritrana.regions") / "data"

    assert "idn-area-data 4.0.1" in ATTRIBUTION
    assert "ODbL 1.0" in ATTRIBUTION
    assert (data / "ATTRIBUTION").read_text(encoding="utf-8").splitlines()[0] == ATTRIBUTION
    assert (data / "LICENSE-ODbL.md").read_text(encoding="utf-8").startswith("# Open Database License (ODbL)")
