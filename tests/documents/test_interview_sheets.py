"""The panel's papers: a page for every pair that marks, who came asked once, marks as typed, text that is only text."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from paritrana.documents.interview_sheets import (
    RECAP,
    SHEET,
    Attendance,
    Graded,
    Interview,
    Interviewed,
    Juror,
    Question,
    recap_values,
    render_recap,
    render_sheets,
    sheet_values,
)
from paritrana.documents.typst_pdf import Typesetter

SHIPPED = Path(__file__).parents[2] / "templates"
AT = datetime(2026, 2, 3, tzinfo=UTC)
ASKED = Question("paparan", "Paparan", "Dengarkan paparan.", Fraction(0), Fraction(100), 0)
ALSO = Question("materi", "Penguasaan materi", "", Fraction(1), Fraction(5), 1)
ANI, BUDI, CICI = Juror("Ani", "ketua"), Juror("Budi", "sekretaris", secretary=True), Juror("Cici", "anggota")
BOTH = frozenset({"paparan", "materi"})
IT = Interview(
    award="Penghargaan Uji",
    category="Kabupaten/Kota",
    place="Semarang",
    questions=(ASKED, ALSO),
    jurors=(ANI, BUDI, CICI),
    candidates=(
        Interviewed("33.01", "Kabupaten Cilacap", "Kabupaten", BOTH),
        Interviewed("33.74", "Kota Semarang", "Kota", frozenset({"materi"})),
    ),
    recused=frozenset({("33.74", "Budi")}),
    attendance=Attendance("Kehadiran", ("Hadir langsung", "Wakil", "Tidak hadir")),
)
GIVEN = {
    ("33.01", "Ani"): (Fraction(80),),
    ("33.01", "Cici"): (Fraction(80), Fraction(85)),
    ("33.01", "Budi"): (Fraction(70), Fraction(70)),
}


def pages(it: Interview) -> Any:
    return sheet_values(it)["pages"]


def rows(it: Interview, one: Graded) -> Any:
    grids: Any = recap_values(it, [one])["grids"]
    return grids[0][-1]


def test_every_pair_has_a_page_but_who_does_not_mark_whom() -> None:
    found = [(juror, code) for juror, _, code, *_ in pages(IT)]
    assert found == [("Ani", "33.01"), ("Ani", "33.74"), ("Budi", "33.01"), ("Cici", "33.01"), ("Cici", "33.74")]
    assert IT.pages == 5


def test_a_page_asks_only_what_is_marked_of_its_candidate() -> None:
    assert {code: places for _, _, code, _, _, places, _ in pages(IT)} == {"33.01": ("0", "1"), "33.74": ("1",)}


def test_who_came_is_ticked_by_the_secretary_alone_else_by_the_first_juror() -> None:
    everybody = replace(IT, recused=frozenset())
    assert {juror for juror, *_, ticks in pages(everybody) if ticks} == {"Budi"}
    assert {juror for juror, *_, ticks in pages(replace(everybody, jurors=(ANI, CICI))) if ticks} == {"Ani"}


def test_where_the_secretary_does_not_mark_the_next_juror_ticks_who_came() -> None:
    assert {(juror, code) for juror, _, code, *_, ticks in pages(IT) if ticks} == {("Budi", "33.01"), ("Ani", "33.74")}


def test_blank_sheets_stand_at_the_end_and_ask_everything() -> None:
    *_, spare = pages(replace(IT, blank=2))
    assert spare == ("", "", "", "", "", ("0", "1"), True)
    assert replace(IT, blank=2).pages == IT.pages + 2


def test_the_scale_and_its_steps_are_said() -> None:
    found: Any = sheet_values(IT)["questions"]
    assert [scale for _, _, scale in found] == [
        "Nilai 0 sampai 100, bilangan bulat",
        "Nilai 1 sampai 5, paling banyak 1 angka di belakang koma",
    ]


def test_marks_are_printed_as_typed_and_what_they_come_to() -> None:
    one = Graded(ASKED, GIVEN, {"33.01": Fraction(235, 3)}, "Rata-rata")
    assert rows(IT, one) == (("1", "33.01", "Kabupaten Cilacap", "80", "70", "80 / 85", "3", "78,33"),)


def test_a_recused_juror_a_missing_mark_and_too_few_marks_look_different() -> None:
    one = Graded(ALSO, {}, {"33.01": Fraction(3)}, "Nilai tengah", {"33.01": Fraction(5, 2)}, adjusting=True)
    assert rows(IT, one) == (
        ("1", "33.01", "Kabupaten Cilacap", "–", "–", "–", "0", "3,00", "2,50"),
        ("2", "33.74", "Kota Semarang", "–", "tidak ikut menilai", "–", "0", "–", "–"),
    )
    english = rows(replace(IT, lang="en"), one)
    assert english[1][4] == "does not mark"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_same_interview_gives_the_same_bytes(lang: str) -> None:
    it, one = replace(IT, lang=lang, blank=1, marks=("CONTOH",)), Graded(ASKED, GIVEN, {}, "Rata-rata", rules=("X.",))
    made = []
    for _ in range(2):
        with Typesetter([SHIPPED]) as typesetter:
            made.append((render_sheets(it, typesetter, AT), render_recap(it, [one, one], typesetter, AT)))
    assert made[0] == made[1]
    assert all(paper.startswith(b"%PDF-") for paper in made[0])


def test_names_from_files_are_text_and_nothing_else() -> None:
    evil = '#panic("x") {{ 7 * 7 }} $a$ \\ "'
    it = replace(
        IT,
        jurors=(Juror(evil), Juror("Nama\u202e terbalik \u0001")),
        candidates=(Interviewed(evil, evil, evil, BOTH),),
        questions=(replace(ASKED, asked=evil, hint=evil),),
    )
    with Typesetter([SHIPPED]) as typesetter:
        for template, values in ((SHEET, sheet_values(it)), (RECAP, recap_values(it, [Graded(ASKED, {}, {}, evil)]))):
            source = typesetter.source(template, values)
            assert "49" not in source
            assert "\u202e" not in source
            assert typesetter.spelt_pdf(template, values, at=AT).startswith(b"%PDF-")


def test_nobody_at_the_stage_is_said_and_papers_are_made_all_the_same() -> None:
    it = replace(IT, candidates=())
    with Typesetter([SHIPPED]) as typesetter:
        assert render_sheets(it, typesetter, AT).startswith(b"%PDF-")
        assert "Belum ada kandidat" in typesetter.source(RECAP, recap_values(it, [Graded(ASKED, {}, {}, "Rata-rata")]))
