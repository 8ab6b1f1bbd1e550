"""Daftar Kandidat: written, read back, and every way to get a line of it wrong; candidates derived from regions."""

import io
from typing import Any

import openpyxl
import pytest
from form_samples import changed, codes, edition, governments, opened

from paritrana.criteria.fields import Group
from paritrana.criteria.model import Category
from paritrana.entry.candidates import candidate_of, derive_candidates, group_of
from paritrana.entry.model import Candidate
from paritrana.form.candidate_list import COLUMNS, FIRST_ROW, read_candidates, write_candidates
from paritrana.problems import Problem
from paritrana.regions import region
from paritrana.rules.scalars import WordPair
from paritrana.text import LANGUAGES, line

Row = dict[str, Any]
DEMAK: Row = {"code": "33.21", "category": "kabupaten-kota"}
FIRM: Row = {"code": "BU-33-0001", "category": "badan-usaha", "name": "PT Satu", "group": "besar"}


def read(*rows: Row) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """What a list with these rows typed into it says."""

    def change(book: openpyxl.Workbook) -> None:
        page = book["Daftar Kandidat"]
        for offset, row in enumerate(rows):
            for key, value in row.items():
                page.cell(FIRST_ROW + offset, list(COLUMNS).index(key) + 1).value = value

    candidates, problems = read_candidates(opened(changed(write_candidates((), edition()), change)), edition())
    for problem in problems:
        assert all(line(problem, lang) for lang in LANGUAGES)
    return candidates, problems


def one(row: Row) -> Candidate:
    candidates, problems = read(row)
    assert problems == ()
    return candidates[0]


def test_what_is_written_is_what_is_read() -> None:
    every = derive_candidates(edition(), governments())
    firm = Candidate(
        "BU-33-0001",
        "badan-usaha",
        "=PT Satu",
        "mikro",
        "PT SATU Tbk",
        "Semarang",
        region="33.74",
        certificate_number="001/PA/2025",
        nib="0123456789012",
    )
    listed = (*every, firm)
    candidates, problems = read_candidates(opened(write_candidates(listed, edition())), edition())
    assert problems == ()
    assert candidates == listed


def test_the_same_list_gives_the_same_bytes() -> None:
    every = derive_candidates(edition(), governments())
    assert write_candidates(every, edition()) == write_candidates(every, edition())


def test_codes_are_text_and_choices_are_checked() -> None:
    page = openpyxl.load_workbook(io.BytesIO(write_candidates((), edition())))["Daftar Kandidat"]
    assert {page.cell(FIRST_ROW, column + 1).number_format for column in range(len(COLUMNS))} == {"@"}
    lists = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert '"aktif,diskualifikasi,mundur"' in lists
    assert '"badan-usaha,desa-kelurahan,kabupaten-kota"' in lists


def test_a_region_needs_nothing_but_its_code() -> None:
    demak = one(DEMAK)
    assert (demak.name, demak.group, demak.region) == ("Pemerintah Kabupaten Demak", "kabupaten", "33.21")
    assert (demak.certificate_name, demak.detail, demak.status) == ("Pemerintah Kabupaten Demak", "", "aktif")


def test_a_village_has_two_lines() -> None:
    wunut = next(
        v
        for v in derive_candidates(edition(), edition().categories["desa-kelurahan"])
        if "Desa Wunut" in v.name and "Klaten" in v.detail
    )
    read_back = one({"code": wunut.code, "category": "desa-kelurahan"})
    assert (read_back.name, read_back.detail) == ("Pemerintah Desa Wunut", "Kecamatan Tulung, Kabupaten Klaten")


def test_category_group_and_status_by_title_and_in_any_case() -> None:
    row = FIRM | {"category": "Badan  usaha", "group": "USAHA BESAR", "status": "Mundur", "reason": "tutup"}
    firm = one(row)
    assert (firm.category, firm.group, firm.status, firm.reason) == ("badan-usaha", "besar", "mundur", "tutup")


def test_a_code_without_dots_is_the_same_code() -> None:
    assert one(DEMAK | {"code": "3321"}).code == "33.21"


@pytest.mark.parametrize("name", ["Kabupaten Demak", "Demak", "PEMERINTAH KABUPATEN DEMAK", "Pemkab Demak"])
def test_usual_ways_to_write_a_name_are_no_problem(name: str) -> None:
    assert one(DEMAK | {"name": name}).name == name


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"category": "kabupaten-kota", "name": "Demak"}], [("B050", "A5")]),
        ([DEMAK, DEMAK], [("B051", "A6")]),
        ([DEMAK | {"group": "provinsi"}], [("B052", "C5")]),
        ([FIRM | {"group": ""}], [("B052", "C5")]),
        ([{"code": "33.74.01.1001", "category": "desa-kelurahan", "group": "besar"}], [("B052", "C5")]),
        ([DEMAK | {"code": "33.99"}], [("B053", "A5")]),
        ([DEMAK | {"code": "33"}], [("B053", "A5")]),
        ([DEMAK | {"code": "34.71"}], [("B053", "A5")]),
        ([FIRM | {"code": "BU-33-1"}], [("B053", "A5")]),
        ([FIRM | {"region": "99.99"}], [("B053", "I5")]),
        ([FIRM | {"category": "bumn"}], [("B055", "B5")]),
        ([FIRM | {"category": ""}], [("B055", "B5")]),
        ([FIRM | {"name": ""}], [("B049", "D5")]),
        ([FIRM | {"status": "ikut"}], [("B057", "O5")]),
        ([DEMAK | {"code": 33.21}], [("A022", "A5")]),
        ([FIRM | {"nib": 123456789012}], [("A022", "J5")]),
        ([FIRM | {"region": 33.1}], [("A022", "I5")]),
    ],
)
def test_hazards_of_a_list(rows: list[Row], expected: list[tuple[str, str]]) -> None:
    candidates, problems = read(*rows)
    assert [(problem.code, problem.where.cell) for problem in problems] == expected
    nameless = {"B050", "B051", "B055"}
    own_code_unreadable = expected in ([("B053", "A5")], [("A022", "A5")]) and rows[0].get("category") != "badan-usaha"
    lost = own_code_unreadable or expected[0][0] in nameless
    assert len(candidates) == len(rows) - lost


def test_a_name_of_another_region_is_asked_about() -> None:
    candidates, problems = read(DEMAK | {"name": "Kabupaten Kudus"})
    assert codes(problems) == ["B056"]
    assert candidates[0].name == "Kabupaten Kudus"


def test_a_wrong_code_with_a_right_name_says_the_right_code() -> None:
    _, problems = read(DEMAK | {"code": "33.99", "name": "Kabupaten Demak"})
    assert "33.21" in problems[0].details["hint"]


def test_a_code_as_a_number_says_the_right_code() -> None:
    _, problems = read(DEMAK | {"code": 33.1, "name": "Kabupaten Klaten"})
    assert problems[0].details == {"read": "33,1", "example": "33.10"}


def test_a_lost_column() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Daftar Kandidat"]["B4"] = "Jenis"

    _, problems = read_candidates(opened(changed(write_candidates((), edition()), change)), edition())
    assert [(problem.code, problem.details["expected"]) for problem in problems] == [("B054", "Kategori")]


# derived


def test_regions_of_a_province_by_level() -> None:
    every = derive_candidates(edition(), governments())
    assert len(every) == 35
    assert every[0].code == "33.01"
    assert {candidate.group for candidate in every} == {"kabupaten", "kota"}


def test_the_whole_country_where_no_province_is_named() -> None:
    plain = edition()
    facts = plain.facts.model_copy(update={"province": ""})
    category = _levels(governments(), "provinsi")
    derived = derive_candidates(type(plain)(facts, plain.categories, plain.hashes), category)
    assert len(derived) == 38
    assert derived[0].name == "Pemerintah Aceh"


def test_businesses_are_never_derived() -> None:
    assert derive_candidates(edition(), edition().categories["badan-usaha"]) == ()


def test_groups_by_code_and_by_kind() -> None:
    zones = (
        Group(id="pantura", title=WordPair(id="Pantura"), regions=("33.21", "33.74")),
        Group(id="kota", title=WordPair(id="Kota"), kinds=("kota",)),
        Group(id="lain", title=WordPair(id="Lain")),
    )
    category = governments().model_copy(update={"groups": zones})
    assert [_group(code, category) for code in ("33.21", "33.74", "33.71", "33.10")] == [
        "pantura",
        "pantura",
        "kota",
        "",
    ]
    alone = governments().model_copy(update={"groups": zones[2:]})
    assert _group("33.10", alone) == "lain"


def test_a_sebutan_goes_into_the_name() -> None:
    found = region("33.10.16.2001") or region("33.10.01.2001")
    assert found is not None
    assert candidate_of(found, governments(), "Nagari").name.startswith("Pemerintah Nagari ")


def _levels(category: Category, *levels: str) -> Category:
    return category.model_copy(update={"candidates": category.candidates.model_copy(update={"levels": levels})})


def _group(code: str, category: Category) -> str:
    found = region(code)
    assert found is not None
    return group_of(found, category)
