"""Forms made as copies of one are those that writing would give, to the byte, whatever a candidate is called."""

import io
import zipfile
from dataclasses import replace

import pytest
from form_samples import DEMAK, GOVERNMENTS, edition, governments
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana.entry.model import Candidate
from paritrana.form.layout import plan_form
from paritrana.form.prefilled import copied
from paritrana.form.stencil import NoStencil, Spots, Stencil, parts_of
from paritrana.form.writer import write_directly, write_form

NOBODY = "KODE-YANG-TIDAK-DIPAKAI-SIAPA-PUN-0123456789"
HOSTILE = (
    "Demak & <Kudus> \"Timur\" 'Barat'",
    "<r><t>Demak</t></r>",
    "_x0041_ Demak",
    "Demak\x07\x1f",
    "Demak\nKudus",
    " Demak ",
    "Demak\u00a0",
    "=1+1",
    "Jawaban",
    "form",
    "</t></si><si><t>",
    "Demak \U0001f600 \u202e kumeD",
    "Demak\ufffe",
    "x" * 3000,
    "x" * 40_000,
    "Nama yang tidak dipakai siapa pun 0123456789",
    "&amp;&#10;",
)
CODES = ("33.21", "form", "Jawaban", "33&21", "3" * 90, "33 21", "", "paritrana", "1", NOBODY, "33_x0041_21", "<33>")
NAMES = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60), st.text("&<>_x0041 \n", min_size=1))
LETTERS = st.characters(exclude_categories=["Cs"])


def both(candidate: Candidate) -> tuple[bytes | None, bytes]:
    form = plan_form(edition(), governments(), candidate)
    return copied(form, write_directly), write_directly(form)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_gives_what_writing_gives(name: str) -> None:
    copy, written = both(replace(DEMAK, name=name))
    assert copy in (None, written)


@pytest.mark.filterwarnings("ignore:Footer string")
@pytest.mark.parametrize("code", CODES)
def test_a_hostile_code_gives_what_writing_gives(code: str) -> None:
    copy, written = both(replace(DEMAK, code=code))
    assert copy in (None, written)


@settings(max_examples=60, deadline=None)
@given(
    name=NAMES | st.text(LETTERS, min_size=1, max_size=200),
    code=st.from_regex(r"[0-9A-Za-z._/-]{1,50}", fullmatch=True),
)
def test_every_copy_is_what_writing_gives(name: str, code: str) -> None:
    copy, written = both(replace(DEMAK, code=code, name=name, group="kota"))
    assert copy in (None, written)


def test_ordinary_candidates_are_copied() -> None:
    for name in ("Pemerintah Kabupaten Demak", 'PT Maju & Jaya <Tbk> "Demak"', "Désa Ñusa", "_x Demak"):
        copy, written = both(replace(DEMAK, name=name))
        assert copy == written


@pytest.mark.parametrize("name", ["Jawaban", "33.21", "form"])
def test_a_name_that_stands_elsewhere_is_not_copied(name: str) -> None:
    assert both(replace(DEMAK, name=name))[0] is None


def test_another_layout_is_not_copied() -> None:
    form = plan_form(edition(), governments(), DEMAK)
    assert copied(replace(form, sheet="Isian"), write_directly) is None
    assert copied(plan_form(edition(), governments()), write_directly) is None
    assert copied(replace(form, meta=replace(form.meta, version="0" * 8)), write_directly) is None


def test_criteria_that_say_the_word_of_the_spot_are_written() -> None:
    taken = edition(governments=GOVERNMENTS.replace("Jumlah pekerja", NOBODY))
    form = plan_form(taken, taken.categories["kabupaten-kota"], DEMAK)
    assert copied(form, write_directly) is None
    assert write_form(form) == write_directly(form)


def test_a_copy_is_a_sound_zip() -> None:
    copy = write_form(plan_form(edition(), governments(), replace(DEMAK, name="Lain & baru")))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts_of(copy)


def test_a_zip_packed_in_another_way_gets_no_stencil() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("a.xml", bytes(range(256)) * 9 + b"di sini" + bytes(range(200)) * 9)
    head, word, foot = parts_of(buffer.getvalue())["a.xml"].partition(b"di sini")
    with pytest.raises(NoStencil):
        Stencil(buffer.getvalue(), {"a.xml": Spots((head, foot), ("kata",))}, {"kata": word})
