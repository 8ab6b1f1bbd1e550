"""Dates, yes and no, options, codes, text, and cells that are blank, in error or calculated."""

import datetime
from decimal import Decimal

import pytest

from paritrana.answers import AnswerSpec, Kind, RawAnswer, Source, Value, read

SOURCE = Source("33.21.xlsx", "0" * 64, "Formulir", "C7")
GENERAL, DAY = "General", "dd/mm/yyyy"

COUNT = AnswerSpec(Kind.COUNT)
DATE = AnswerSpec(Kind.DATE)
YESNO = AnswerSpec(Kind.YESNO)
TEXT = AnswerSpec(Kind.TEXT, max_length=40)
CODE = AnswerSpec(Kind.CODE, pattern=r"\d{2}\.\d{2}")
CHOICE = AnswerSpec(
    Kind.CHOICE,
    options={"perda": ("Perda", "Regional regulation"), "perkada": ("Peraturan Kepala Daerah",), "3": ()},
)
GRADES = AnswerSpec(Kind.CHOICE, options={"a": ("A",), "b": ("B-", "< 5"), "c": ("C",), "c_plus": ("C +",)})
INDEPENDENCE, JUNE = datetime.date(2026, 8, 17), datetime.date(2026, 6, 5)

CASES: list[tuple[AnswerSpec, object, str, Value | None, str]] = [
    # dates
    (DATE, datetime.datetime(2026, 8, 17, 8, 30), DAY, INDEPENDENCE, ""),  # noqa: DTZ001
    (DATE, INDEPENDENCE, DAY, INDEPENDENCE, ""),
    (DATE, 46251.0, DAY, INDEPENDENCE, ""),
    (DATE, 46251.75, GENERAL, INDEPENDENCE, "A005"),
    (DATE, 2026.0, GENERAL, None, "A012"),
    (DATE, 17082026, GENERAL, None, "A012"),
    (DATE, float("nan"), DAY, None, "A012"),
    (DATE, True, GENERAL, None, "A012"),
    *(
        (DATE, text, GENERAL, INDEPENDENCE, "A005")
        for text in (
            *("17 Agustus 2026", "17-Agt-26", "17/08/2026", "17.8.2026", "2026-08-17", "17 August 2026"),
            *("Senin, 17 Agustus 2026", "17 Ags. 2026", "17 / 08 / 2026", "17/08/26", "2026/8/17"),
            *("2026-08-17T00:00:00", "17\u00a0AGUSTUS\u00a02026"),
        )
    ),
    (DATE, "05/06/2026", GENERAL, JUNE, "A005"),
    (DATE, "1 Pebruari 1970", GENERAL, datetime.date(1970, 2, 1), "A005"),
    (DATE, "01-02-70", GENERAL, datetime.date(1970, 2, 1), "A005"),
    (DATE, "01-02-69", GENERAL, datetime.date(2069, 2, 1), "A005"),
    *(
        (DATE, text, GENERAL, None, "A012")
        for text in ("08/17/2026", "31/02/2026", "Agustus 2026", "17 Augtus 2026", "17/08", "46251", "17/08/0026")
    ),
    # yes or no
    *((YESNO, yes, GENERAL, True, "") for yes in ("Ya", "Y", " ya. ", "ADA", "sudah", "✓", "✔️", "v", "1", 1.0, True)),
    *((YESNO, no, GENERAL, False, "") for no in ("Tidak", "T", "Belum", "belum\u00a0ada", "Tidak  ada", 0, False)),
    *((YESNO, text, GENERAL, None, "A011") for text in ("x", "✗", "-", "Ya/Tidak", "mungkin", 2.0, INDEPENDENCE)),
    # options
    (CHOICE, "perda", GENERAL, "perda", ""),
    (CHOICE, " PERDA. ", GENERAL, "perda", ""),
    (CHOICE, "regional\u00a0 regulation", GENERAL, "perda", "A005"),
    (CHOICE, "PERKADA", GENERAL, "perkada", "A005"),
    (CHOICE, "Peraturan-Kepala Daerah", GENERAL, "perkada", ""),
    (CHOICE, 3.0, GENERAL, "3", ""),
    (CHOICE, "Perdaa", GENERAL, None, "A033"),
    (CHOICE, "Perda?", GENERAL, None, "A033"),
    (CHOICE, "xyz", GENERAL, None, "A010"),
    (CHOICE, "!!", GENERAL, None, "A010"),
    (GRADES, "A+", GENERAL, None, "A033"),
    (GRADES, "A", GENERAL, "a", ""),
    (GRADES, "<5", GENERAL, "b", "A005"),
    (GRADES, "(< 5)", GENERAL, "b", "A005"),
    (GRADES, "> 5", GENERAL, None, "A033"),
    # codes
    (CODE, " 33.21\u00a0", GENERAL, "33.21", ""),
    (CODE, "33.2１", GENERAL, "33.21", ""),
    (CODE, "33.2", GENERAL, None, "A034"),
    (CODE, "٣٣.٢١", GENERAL, None, "A034"),
    (CODE, 33.1, GENERAL, None, "A022"),
    (CODE, 3321, GENERAL, None, "A022"),
    (CODE, INDEPENDENCE, GENERAL, None, "A022"),
    (AnswerSpec(Kind.CODE), "BU-33-0001", GENERAL, "BU-33-0001", ""),
    # text
    (TEXT, "  Bupati\u00a0Demak \r\n", GENERAL, "Bupati Demak", ""),
    (TEXT, "satu\r\ndua", GENERAL, "satu\ndua", ""),
    (TEXT, "e\u0301", GENERAL, "é", ""),
    *((TEXT, text, GENERAL, text, "") for text in ("=1+1", "+62", "-", "@SUM(A1)", "{{ 7*7 }}", "#eval()", "<b>")),
    (TEXT, "Demak\u202e", GENERAL, "Demak", "A017"),
    (TEXT, "De\u200bm\x07ak", GENERAL, "Demak", "A017"),
    (TEXT, "\ud800Demak\uffff", GENERAL, "Demak", "A017"),
    (TEXT, "nihil", GENERAL, "nihil", ""),
    (TEXT, 12.0, GENERAL, "12", ""),
    (TEXT, 12.5, GENERAL, "12,5", ""),
    (TEXT, INDEPENDENCE, GENERAL, "17 Agustus 2026", ""),
    (TEXT, True, GENERAL, "TRUE", ""),
    (TEXT, "a" * 41, GENERAL, None, "A016"),
    # a date where a number is asked for: Excel made it out of 1.5
    (COUNT, datetime.datetime(2026, 5, 1), "d-mmm", None, "A003"),  # noqa: DTZ001
    (COUNT, datetime.time(8, 30), "h:mm", None, "A003"),
    # blank
    *((spec, blank, GENERAL, None, "") for spec in (COUNT, TEXT, DATE) for blank in (None, "", " \u00a0\t", "\u200b")),
]


@pytest.mark.parametrize(("spec", "cell", "number_format", "value", "codes"), CASES)
def test_kind(spec: AnswerSpec, cell: object, number_format: str, value: Value | None, codes: str) -> None:
    reading = read(RawAnswer(cell, SOURCE, number_format), spec)
    assert (reading.value, [finding.code for finding in reading.findings]) == (value, codes.split())
    assert type(reading.value) is type(value)


FORMULAS = [
    (RawAnswer("", SOURCE, error="#DIV/0!"), None, ["A013"]),
    (RawAnswer(5.0, SOURCE, formula=True, error="#REF!"), None, ["A013"]),
    (RawAnswer(None, SOURCE, formula=True, cached=False), None, ["A014"]),
    (RawAnswer(None, SOURCE, formula=True), None, ["A014"]),
    (RawAnswer("", SOURCE, formula=True), None, []),
    (RawAnswer(5.0, SOURCE, formula=True), Decimal(5), ["A015"]),
    (RawAnswer(5.5, SOURCE, formula=True), None, ["A015", "A009"]),
    (RawAnswer("607", SOURCE, struck=True), None, ["A026"]),
    (RawAnswer(607.0, SOURCE, struck=True), None, ["A026"]),
    (RawAnswer("6072", SOURCE, raised=True), None, ["A028"]),
    (RawAnswer(0.5, SOURCE, "h:mm"), None, ["A003"]),
    (RawAnswer("607\n214", SOURCE), None, ["A028"]),
    (RawAnswer("607  214", SOURCE), None, ["A028"]),
    (RawAnswer("607\t214", SOURCE), None, ["A028"]),
]


@pytest.mark.parametrize(("raw", "value", "codes"), FORMULAS)
def test_errors_and_formulas(raw: RawAnswer, value: Value | None, codes: list[str]) -> None:
    reading = read(raw, COUNT)
    assert (reading.value, [finding.code for finding in reading.findings]) == (value, codes)


SAYS = [
    (CHOICE, "PERKADA", {"read": "PERKADA", "value": "Peraturan Kepala Daerah"}),
    (CHOICE, "Perdaa", {"read": "Perdaa", "guess": "Perda", "expected": "Perda; Peraturan Kepala Daerah; 3"}),
    (CHOICE, "xyz", {"read": "xyz", "expected": "Perda; Peraturan Kepala Daerah; 3"}),
    (CODE, "33.2", {"read": "33.2", "expected": "99.99"}),
    (DATE, "05/06/2026", {"read": "05/06/2026", "value": "5 Juni 2026"}),
    (TEXT, "Demak\u202e\u200b", {"read": "U+202E, U+200B", "value": "Demak"}),
    (COUNT, datetime.datetime(2026, 5, 1), {"read": "1 Mei 2026", "example": "1250"}),  # noqa: DTZ001
    (COUNT, "a" * 99, {"read": "a" * 59 + "…", "example": "1250"}),
]


@pytest.mark.parametrize(("spec", "cell", "details"), SAYS)
def test_remark_says_what_was_read(spec: AnswerSpec, cell: object, details: dict[str, str]) -> None:
    assert read(RawAnswer(cell, SOURCE), spec).findings[0].details == details


def test_a_long_list_of_options_is_cut() -> None:
    many = AnswerSpec(Kind.CHOICE, options={f"pilihan_{number}": () for number in range(20)})
    assert read(RawAnswer("?", SOURCE), many).findings[0].details["expected"].endswith("pilihan_11; …")
