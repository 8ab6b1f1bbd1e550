"""Regions by name: exact but for capitals and titles, and never one of several."""

from collections import Counter

import pytest

from paritrana.regions import (
    GOVERNMENTS,
    VILLAGES,
    Ambiguous,
    Kind,
    Region,
    Unknown,
    find,
    government_name,
    official_name,
    provinces,
    regencies,
    region,
    resolve,
    suggest,
    villages,
)

PAIRS = (
    "Solok",
    "Bogor",
    "Sukabumi",
    "Bandung",
    "Tasikmalaya",
    "Cirebon",
    "Bekasi",
    "Banjar",
    "Magelang",
    "Semarang",
    "Pekalongan",
    "Tegal",
    "Blitar",
    "Kediri",
    "Malang",
    "Probolinggo",
    "Pasuruan",
    "Mojokerto",
    "Madiun",
    "Tangerang",
    "Serang",
    "Bima",
    "Kupang",
    "Gorontalo",
    "Jayapura",
    "Sorong",
)


def code_of(outcome: Region | Ambiguous | Unknown) -> str:
    assert isinstance(outcome, Region), outcome
    return outcome.code


def test_there_are_26_pairs_of_kabupaten_and_kota() -> None:
    names = Counter(one.name for one in regencies())
    assert sorted(name for name, times in names.items() if times > 1) == sorted(PAIRS)
    assert len(PAIRS) == 26


@pytest.mark.parametrize("name", PAIRS)
def test_the_bare_name_of_a_pair_is_ambiguous_and_a_title_settles_it(name: str) -> None:
    outcome = resolve(name)

    assert isinstance(outcome, Ambiguous)
    assert {Kind.KABUPATEN, Kind.KOTA} <= {one.kind for one in outcome.candidates}
    assert find(f"Kabupaten {name}") == find(name, kind=Kind.KABUPATEN)
    assert find(f"Kota {name}") == find(name, kind=Kind.KOTA)
    assert len(find(f"Kabupaten {name}")) == len(find(f"Kota {name}")) == 1
    assert find(f"Kota {name}", kind=Kind.KABUPATEN) == ()


def test_names_of_villages_repeat() -> None:
    """The source has 7 468 repeated names; two more meet once a quotation mark is read as an apostrophe."""
    names = Counter(one.name.casefold() for province in provinces() for one in villages(province.code))

    assert sum(times > 1 for times in names.values()) == 7_468 + 2
    assert names["sidomulyo"] == len(find("Sidomulyo", kind=VILLAGES)) == 98
    assert isinstance(resolve("Sidomulyo", kind=VILLAGES), Ambiguous)


def test_a_bare_village_name_is_settled_by_what_lies_above() -> None:
    outcome = resolve("Wunut")

    assert isinstance(outcome, Ambiguous)
    assert len(outcome.candidates) == 4
    assert len(find("Wunut", within="33")) == 2
    assert code_of(resolve("Wunut", within="33.10")) == "33.10.19.2018"
    assert code_of(resolve("Wunut", within="33.10.19")) == "33.10.19.2018"
    assert find("Wunut", within="33.1") == find("Wunut", within="99") == ()


@pytest.mark.parametrize(
    "name",
    [
        "Demak",
        "DEMAK",
        " demak ",
        "Kab. Demak",
        "Kab.Demak",
        "KAB DEMAK",
        "Kabupaten  Demak",
        "Pemkab Demak",
        "Pemerintah Kabupaten Demak",
        "Pemerintah Kab. Demak",
        "Pemerintah Daerah Kabupaten Demak",
    ],
)
def test_ways_to_write_a_kabupaten(name: str) -> None:
    assert code_of(resolve(name)) == "33.21"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DKI Jakarta", "31"),
        ("Provinsi DKI Jakarta", "31"),
        ("Pemprov DKI Jakarta", "31"),
        ("Daerah Khusus Ibu Kota Jakarta", "31"),
        ("DI Yogyakarta", "34"),
        ("D.I. Yogyakarta", "34"),
        ("Pemda DIY", "34"),
        ("Provinsi Yogyakarta", "34"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "34"),
        ("Kota Yogyakarta", "34.71"),
        ("Jakarta Pusat", "31.71"),
        ("Kota Jakarta Pusat", "31.71"),
        ("Kota Adm. Jakarta Pusat", "31.71"),
        ("Kab. Adm. Kepulauan Seribu", "31.01"),
        ("Prov. Jawa Tengah", "33"),
        ("Pangkajene Dan Kepulauan", "73.10"),
        ("Desa Adat Yoboi", "91.03.01.3007"),
        ("Kapanewon Temon", "34.01.01"),
        ("Wunut, Tulung, Klaten", "33.10.19.2018"),
        ("Desa Wunut, Kec. Tulung, Kab. Klaten", "33.10.19.2018"),
        ("Lambang Sari I, II, III", "14.02.09.2010"),
        ('Kecamatan Ra"as', "35.29.22"),
        ("Kecamatan Ra’as", "35.29.22"),
    ],
)
def test_other_ways_to_write_a_name(name: str, code: str) -> None:
    assert code_of(resolve(name)) == code


@pytest.mark.parametrize("name", ["Yogyakarta", "Gorontalo", "Kota Baru", "Desa Baru", "Purworejo, Jawa Timur"])
def test_names_that_stay_ambiguous(name: str) -> None:
    outcome = resolve(name)
    assert isinstance(outcome, Ambiguous)
    assert outcome.name == name
    assert len(outcome.candidates) > 1
    assert [one.code for one in outcome.candidates] == sorted({one.code for one in outcome.candidates})


def test_a_kind_asks_only_for_that_kind() -> None:
    assert {one.kind for one in find("Purworejo")} == {Kind.KABUPATEN}
    assert {one.kind for one in find("Purworejo", kind=VILLAGES)} == {Kind.DESA, Kind.KELURAHAN}
    assert find("Wunut", kind=GOVERNMENTS) == ()
    assert find("Desa Demak", kind=GOVERNMENTS) == ()


def test_the_names_on_documents_lead_back_to_every_government() -> None:
    for one in [*provinces(), *regencies()]:
        assert find(official_name(one), kind=GOVERNMENTS) == (one,)
        assert find(government_name(one), kind=GOVERNMENTS) == (one,)


def test_the_names_on_documents_never_lead_only_to_another_village() -> None:
    for one in [*villages("34"), *villages("31"), *villages("91.03"), *villages("33.10")]:
        assert one in find(official_name(one), within=one.parent)
        assert one in find(government_name(one))


@pytest.mark.parametrize(
    "name", ["", "  ", ",", ", Klaten", "Pemerintah", "Entah Di Mana", "Desa Wunut, Kabupaten Demak"]
)
def test_unknown_names(name: str) -> None:
    assert find(name) == ()
    assert isinstance(resolve(name), Unknown)


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Demk", "Kabupaten Demak"),
        ("Kab. Demka", "Kabupaten Demak"),
        ("Kota Demak", "Kabupaten Demak"),
        ("Pangkalpinang", "Kota Pangkal Pinang"),
        ("Semarng", "Kota Semarang"),
        ("Semarng", "Kabupaten Semarang"),
        ("Kelurahan Wunut", "Desa Wunut"),
        ("Jawa Tenggah", "Provinsi Jawa Tengah"),
    ],
)
def test_misspelt_names_get_suggestions(name: str, suggestion: str) -> None:
    outcome = resolve(name)
    assert outcome == Unknown(name, suggest(name))
    assert suggestion in suggest(name)


def test_suggestions_stay_below_the_place_asked_for() -> None:
    assert "Desa Wunut" in suggest("Wunutt", within="33.10")
    assert "Desa Wunut" not in suggest("Wunutt", within="33.21")
    assert len(suggest("Sukamaj", kind=VILLAGES, limit=2)) <= 2
    assert suggest("") == suggest("qqqqqq") == ()


@pytest.mark.parametrize(("short", "code"), [("sulsel", "73"), ("Jateng", "33"), ("NTT", "53"), ("kaltara", "65")])
def test_provinces_are_known_by_their_usual_short_names(short: str, code: str) -> None:
    assert [one.code for one in find(short)] == [code]


def test_a_name_far_off_still_gets_the_nearest() -> None:
    assert "Provinsi Sulawesi Selatan" in suggest("Sulawesi Sltn")
    assert any("Sulawesi" in name for name in suggest("sulawesi"))


def test_a_region_is_a_value() -> None:
    one = region("33.21")
    assert one is not None
    assert one == Region("33.21", "Demak", Kind.KABUPATEN, "33")
    assert f"{one.kind}" == "kabupaten"
    with pytest.raises(AttributeError):
        one.name = "Kudus"  # type: ignore[misc]
