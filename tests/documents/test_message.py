"""The message for WhatsApp: plain words, nothing in an office's text formats it, hides in it or leads away from it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.documents.message import (
    INSTEAD,
    LONGEST,
    POINTS,
    WAYS,
    Message,
    Point,
    instead_of,
    ready_answer,
    render_message,
    safe,
)
from paritrana.intake import kinds
from paritrana.workspace import Workspace, shipped

DIRS = Workspace(shipped("criteria").parent).template_dirs
FULL = Message(
    "Pemerintah Kabupaten Demak",
    "Formulir belum dapat diterima: 7 hal wajib diperbaiki.",
    code="33.21",
    receipt="TT-1",
    points=tuple(Point(f"Salah {number}.", f"Tanya {number}", f"C{number}") for number in range(1, 8)),
    more=2,
    attached="33.21_hasil-periksa.xlsx",
    what_to_do="Perbaiki lalu kirim.",
    sender="Panitia Uji",
)


def test_a_message_begins_with_yth_and_tells_five_points() -> None:
    assert render_message(FULL, DIRS).splitlines() == [
        "Yth. Pemerintah Kabupaten Demak",
        "Kode: 33.21",
        "",
        "Nomor tanda terima: *TT-1*",
        "",
        "Formulir belum dapat diterima: 7 hal wajib diperbaiki.",
        "",
        *(f"{number}. *Tanya {number}* (sel C{number}): Salah {number}." for number in range(1, POINTS + 1)),
        "dan 2 catatan lain, lihat berkas 33.21_hasil-periksa.xlsx",
        "",
        "Perbaiki lalu kirim.",
        "",
        "Terima kasih.",
        "Panitia Uji",
    ]


def test_in_english_too() -> None:
    assert render_message(FULL, DIRS, "en").startswith("Dear Pemerintah Kabupaten Demak\nCode: 33.21\n")


def test_parts_that_are_not_there_leave_no_gaps() -> None:
    text = render_message(Message("", "Berkas dapat diterima.", "x.xlsx"), DIRS)
    assert text == "Yth. Bapak/Ibu pengirim berkas x.xlsx\n\nBerkas dapat diterima.\n\nTerima kasih.\n"


@given(st.text())
def test_no_text_from_outside_formats_hides_or_links(text: str) -> None:
    shown = safe(f"a {text} b https://jahat.id/x?y www.jahat.id")
    assert not set("*_~`") & set(shown)
    assert all(letter.isprintable() for letter in shown)
    assert "://" not in shown
    assert "www." not in shown.lower()


def test_a_hostile_question_stays_within_its_line() -> None:
    point = Point("*tebal*\n1. palsu\u202e", "Tanya*\n_miring_ ~x~ `kode` http://jahat.id", "C8")
    text = render_message(Message("A\nB", "v", points=(point,)), DIRS)
    (line,) = [line for line in text.splitlines() if line.startswith("1. ")]
    assert line.count("*") == 2
    assert re.fullmatch(r"1\. \*[^*_~`]+\* \(sel C8\): [^*_~`]+", line)
    assert text.startswith("Yth. A B\n")


def test_a_long_list_of_options_is_cut_at_a_word() -> None:
    text = render_message(Message("A", "v", points=(Point("pilihan " * 100),)), DIRS)
    (line,) = [line for line in text.splitlines() if line.startswith("1. ")]
    assert len(line) <= LONGEST + 5
    assert line.endswith("pilihan …")


KINDS = {
    b"\x89PNG": "photo",
    b"%PDF-": "pdf",
    b'{"doc_id": 1}': "link",
    b"https://docs.google.com/x": "link",
    b"a;b;c\n1;2;3\n": "csv",
    b"Rar!": "other",
}


@pytest.mark.parametrize(("data", "key"), KINDS.items())
def test_the_words_of_the_guard_find_their_ready_answer(data: bytes, key: str) -> None:
    assert instead_of(kinds.kind(data), data) == key


@pytest.mark.parametrize("key", WAYS)
def test_every_ready_answer_has_a_sentence_and_says_how_to_send(key: str) -> None:
    assert {answer for _, answer in INSTEAD} <= set(WAYS)
    for lang in ("id", "en"):
        sentence, ways = ready_answer(key, "arsip RAR", lang)
        assert sentence.endswith(".")
        assert ways
