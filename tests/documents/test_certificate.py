"""The certificate: safe with hostile names, one page whatever the length, the same bytes for the same inputs."""

import dataclasses
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from paritrana.documents.certificate import (
    DRAFT_MARK,
    EXAMPLE_MARK,
    TEMPLATE,
    Certificate,
    Signatory,
    render_book,
    render_one,
)
from paritrana.documents.template_error import TemplateError
from paritrana.documents.typst_pdf import MissingGlyphsError, Typesetter, typst_literal

SHIPPED = Path(__file__).parents[2] / "templates"
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

GOVERNOR = Signatory(position="Gubernur Jawa Tengah", name="Nama Gubernur, S.H.")
SECRETARY = Signatory(
    prefix="a.n.",
    on_behalf="Gubernur Jawa Tengah",
    position="Sekretaris Daerah",
    name="Dr. Nama Sekretaris, M.Si.",
    rank="Pembina Utama Madya",
    nip="19690101 199503 1 001",
)
KLATEN = Certificate(
    recipient="Pemerintah Kabupaten Klaten",
    award="Terbaik I",
    category="Pemerintah Kabupaten/Kota",
    group="Kelompok Kabupaten",
    level="Tingkat Provinsi Jawa Tengah",
    edition_title="Paritrana Award 2025",
    period="1 Januari–31 Desember 2025",
    organiser="Gubernur Jawa Tengah",
    citation="atas komitmen mewujudkan perlindungan jaminan sosial ketenagakerjaan bagi seluruh pekerja",
    place="Semarang",
    date_text="20 November 2026",
    signatory=GOVERNOR,
)
FULL = dataclasses.replace(
    KLATEN,
    recipient_detail="Kecamatan Tulung, Kabupaten Klaten",
    signatory=SECRETARY,
    number="400.14.1.1/0123/2026",
    result_code="7F3K-9QXM",
    example=True,
    draft=True,
)

HOSTILE = (
    '#import "@preview/cetz:0.3.0": *',
    '"] #panic("x") #["',
    "\\u{41}\\",
    "{{7*7}} {% raw %} {# x #}",
    "$x$ *bold* _i_ `r` = // /* @ref <l>",
    "<script>alert(1)</script>",
)
LONG = (
    "PT X",
    "Pemerintah Desa Balapulang Wetan, Kecamatan Balapulang, Kabupaten Tegal",
    "Koperasi Konsumen Serba Usaha Pegawai dan Pekerja Perkebunan Wilayah Timur Bersatu " * 2,
    "W" * 80,
    "Pemerintah " + "w" * 80 + " Desa",
    "Sangat panjang " * 40,
)


def one(item: Certificate, *dirs: Path) -> bytes:
    with Typesetter([*dirs, SHIPPED]) as typesetter:
        return render_one(typesetter, item, AT)


def changed(item: Certificate, changes: Mapping[str, Any]) -> Certificate:
    return dataclasses.replace(item, **changes)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def source(item: Certificate) -> str:
    values = {"title": "x", "author": "x", "description": "x", "certificates": (item,)}
    with Typesetter([SHIPPED]) as typesetter:
        return typesetter.source(TEMPLATE, values)


def fit(item: Certificate) -> dict[str, float]:
    """How much of the room for the text is used, 1 being all of it, and the scale that this took."""
    found: str = typst.query(  # type: ignore[misc]  # its stub gives `input` and `root` one type
        source(item).encode("utf-8"),
        "<fit>",
        field="value",
        one=True,
        root=str(SHIPPED),
        font_paths=[str(SHIPPED / "fonts")],
        ignore_system_fonts=True,
    )
    values: dict[str, float] = json.loads(found)
    return values


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_one_string_and_nothing_else(name: str) -> None:
    item = dataclasses.replace(KLATEN, recipient=name)
    assert f"  recipient: {typst_literal(name)},\n" in source(item)
    assert pages(one(item)) == 1


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf"))) | st.sampled_from(HOSTILE))
def test_typst_reads_a_literal_as_the_same_text(text: str) -> None:
    assert json.loads(typst.eval(b"", typst_literal(text), format="json")) == text


def test_values_that_are_not_text_are_refused() -> None:
    assert typst_literal((None, True, "a\n")) == '(none,true,"a\\n",)'
    with pytest.raises(TypeError):
        typst_literal(1.5)


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("PT 王小明 王", ("王", "小", "明")),
        ("PT X 😀", ("😀",)),
        ("PT \x07X\x00", ("\x07", "\x00")),
        ("PT \u202eX", ("\u202e",)),
        ("\ufeffPT X", ("\ufeff",)),
    ],
)
def test_letters_that_cannot_be_printed_are_named(name: str, characters: tuple[str, ...]) -> None:
    with pytest.raises(MissingGlyphsError) as caught:
        one(dataclasses.replace(KLATEN, recipient=name))
    assert caught.value.characters == characters
    assert caught.value.key == "T001"
    assert all(text.isprintable() for text in caught.value.details.values())


@pytest.mark.parametrize("field", ["recipient", "award", "category", "organiser", "citation", "result_code"])
def test_every_line_prints_latin_letters_and_dashes(field: str) -> None:
    letters = "ÀÉÎÕÜŠŽŁĞŐȘȚ àéîõüšžłğőșț – — ‑ ‘ ’ “ ” … − · ʼ ĵ ŭ"
    assert pages(one(changed(KLATEN, {field: letters}))) == 1


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("rest", [KLATEN, FULL])
def test_a_name_of_any_length_stays_on_one_page(name: str, rest: Certificate) -> None:
    item = dataclasses.replace(rest, recipient=name)
    used = fit(item)
    assert used["height"] <= 1.0
    assert used["width"] <= 1.0001
    assert pages(one(item)) == 1


def test_everything_too_long_is_still_one_page() -> None:
    words = "panjang sekali " * 60
    fields = ("recipient", "recipient_detail", "award", "category", "level", "organiser", "citation", "period")
    item = changed(FULL, dict.fromkeys(fields, words))
    assert fit(item)["width"] <= 1.0001
    assert pages(one(item)) == 1


def test_an_ordinary_name_is_not_reduced() -> None:
    assert fit(KLATEN)["scale"] == 1.0


def test_a_book_has_a_page_for_each() -> None:
    book = render_book([KLATEN, FULL, KLATEN], at=AT, template_dirs=[SHIPPED])
    assert pages(book) == 3
    with pytest.raises(ValueError, match="at least one"):
        render_book([], at=AT, template_dirs=[SHIPPED])


def test_the_same_inputs_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:]; import test_certificate as t; "
        "print(hashlib.sha256(t.one(t.FULL)).hexdigest())"
    )
    folders = [str(Path(__file__).parent), str(SHIPPED.parent)]
    other = subprocess.run([sys.executable, "-c", code, *folders], capture_output=True, check=True, encoding="utf-8")
    assert other.stdout.strip() == hashlib.sha256(one(FULL)).hexdigest()


def test_metadata_names_title_author_and_the_given_date_and_no_path() -> None:
    pdf = one(KLATEN)
    assert b"Piagam Penghargaan: Pemerintah Kabupaten Klaten" in pdf
    assert b"<rdf:li>Gubernur Jawa Tengah</rdf:li>" in pdf
    assert b"D:20261120020000Z" in pdf
    assert str(SHIPPED.parent).encode() not in pdf
    assert b"paritrana-" not in pdf


def test_a_date_needs_a_time_zone() -> None:
    naive = AT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        render_book([KLATEN], at=naive, template_dirs=[SHIPPED])


def test_marks_across_the_page() -> None:
    assert KLATEN.marks == ()
    assert FULL.marks == (EXAMPLE_MARK, DRAFT_MARK)
    assert EXAMPLE_MARK in source(FULL)
    assert EXAMPLE_MARK not in source(KLATEN)


def test_lines_of_the_certificate() -> None:
    assert KLATEN.number_line == "Nomor: …………………"
    assert FULL.number_line == "Nomor: 400.14.1.1/0123/2026"
    assert KLATEN.category_line == "Kategori Pemerintah Kabupaten/Kota · Kelompok Kabupaten"
    assert KLATEN.edition_line == "Paritrana Award 2025 Tingkat Provinsi Jawa Tengah"
    assert KLATEN.place_and_date == "Semarang, 20 November 2026"


def test_office_and_details_of_the_signatory() -> None:
    assert GOVERNOR.office == ("Gubernur Jawa Tengah,",)
    assert GOVERNOR.details == ()
    assert dataclasses.replace(GOVERNOR, prefix="Plt.").office == ("Plt. Gubernur Jawa Tengah,",)
    assert SECRETARY.office == ("a.n. Gubernur Jawa Tengah", "Sekretaris Daerah,")
    assert SECRETARY.details == ("Pembina Utama Madya", "NIP 19690101 199503 1 001")
    acting = dataclasses.replace(SECRETARY, prefix="Plt.")
    assert acting.office == ("a.n. Gubernur Jawa Tengah", "Plt. Sekretaris Daerah,")
    with pytest.raises(ValueError, match="on_behalf"):
        Signatory(prefix="a.n.", position="Sekretaris Daerah", name="X")


def test_a_workspace_without_templates_uses_the_shipped_ones(tmp_path: Path) -> None:
    assert one(KLATEN, tmp_path / "templates") == one(KLATEN)


def test_own_template_of_a_workspace_wins(tmp_path: Path) -> None:
    (tmp_path / TEMPLATE).write_text(
        '#set document(title: {{ title }})\n#set text(font: "EB Garamond")\n#{{ author }}\n', encoding="utf-8"
    )
    assert len(one(KLATEN, tmp_path)) < len(one(KLATEN)) / 2


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ('#import "@preview/cetz:0.3.0"', "packages"),
        ("#{{ unknown }}", "'unknown' is undefined"),
        ("#{{ ''.__class__.__mro__ }}", "unsafe"),
        ("#{{ 3.5 }}", "only"),
        ('#read("/../secret.txt")', TEMPLATE),
        ("#{{ title", TEMPLATE),
        ("#panic()", "panicked"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(tmp_path: Path, template: str, reason: str) -> None:
    (tmp_path / TEMPLATE).write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape(reason)) as caught:
        one(KLATEN, tmp_path)
    assert caught.value.key == "T002"
    assert "paritrana-" not in str(caught.value)
