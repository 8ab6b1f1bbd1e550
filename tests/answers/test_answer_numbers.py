"""Numbers as offices send them: each line is a field, what stands in the cell, what is read, which remarks."""

from decimal import Decimal

import pytest

from paritrana.answers import AnswerSpec, Kind, RawAnswer, Source, read

D = Decimal
SOURCE = Source("33.21.xlsx", "0" * 64, "Formulir", "C7")

COUNT = AnswerSpec(Kind.COUNT, minimum=D(0))
SMALL = AnswerSpec(Kind.COUNT, minimum=D(0), maximum=D(500))
LAST_YEAR = AnswerSpec(Kind.COUNT, minimum=D(0), reference=D(598_000))
LIKELY = AnswerSpec(Kind.COUNT, minimum=D(0), plausible=(D(100_000), D(900_000)))
AT_LEAST = AnswerSpec(Kind.COUNT, minimum=D(0), plausible=(D(100), None))
FROM_1000 = AnswerSpec(Kind.COUNT, minimum=D(1000), reference=D(598_000))
PERCENT = AnswerSpec(Kind.PERCENT, 2, D(0), D(100))
PERCENT_3 = AnswerSpec(Kind.PERCENT, 3, D(0), D(100))
PERCENT_4 = AnswerSpec(Kind.PERCENT, 4, D(0), D(100))
RARE = AnswerSpec(Kind.PERCENT, 2, D(0), D(100), plausible=(D(0), D(2)))
RUPIAH = AnswerSpec(Kind.RUPIAH, minimum=D(0))
NUMBER_1 = AnswerSpec(Kind.NUMBER, 1)
NUMBER_2 = AnswerSpec(Kind.NUMBER, 2)
NUMBER_3 = AnswerSpec(Kind.NUMBER, 3)
RATIO = AnswerSpec(Kind.NUMBER, 3, D(0), D(10))
GENERAL, SHARE = "General", "0.00%"

CASES: list[tuple[AnswerSpec, object, str, Decimal | None, str]] = [
    # stored as numbers
    (COUNT, 607426.0, GENERAL, D(607426), ""),
    (COUNT, 607426, GENERAL, D(607426), ""),
    (COUNT, 0.0, GENERAL, D(0), ""),
    (NUMBER_1, 0.1 + 0.2, GENERAL, D("0.3"), ""),
    (PERCENT, 38.449999999999996, GENERAL, D("38.45"), ""),
    (PERCENT, 100 / 3, GENERAL, None, "A006"),
    (COUNT, 12.5, GENERAL, None, "A009"),
    (COUNT, -1.0, GENERAL, None, "A007"),
    (COUNT, 1e308, GENERAL, None, "A008"),
    (NUMBER_2, -1e308, GENERAL, None, "A007"),
    (NUMBER_2, 1e-300, GENERAL, None, "A006"),
    (PERCENT, 100.5, GENERAL, None, "A008"),
    (PERCENT, 100.555, GENERAL, None, "A006 A008"),
    (COUNT, float("nan"), GENERAL, None, "A003"),
    (COUNT, float("inf"), GENERAL, None, "A003"),
    (COUNT, True, GENERAL, None, "A003"),
    # the cell's percent format
    (PERCENT, 0.3845, SHARE, D("38.45"), "A018"),
    (PERCENT, 0.003, "0%", D("0.3"), "A018"),
    (PERCENT, 38.45, SHARE, None, "A018 A008"),
    (PERCENT, 38.45, '0.00"%"', D("38.45"), ""),
    (PERCENT, 38.45, "0.00\\%", D("38.45"), ""),
    (NUMBER_2, 0.5, "0%", None, "A003"),
    # a fraction where a percentage is asked for
    (PERCENT_4, 0.3845, GENERAL, D("0.3845"), "A032"),
    (PERCENT, 0.3845, GENERAL, None, "A006 A032"),
    (PERCENT, "0,38", GENERAL, D("0.38"), "A005 A032"),
    (PERCENT, "0,38 %", GENERAL, D("0.38"), "A005"),
    (RARE, 0.38, GENERAL, D("0.38"), ""),
    # Indonesian text
    (PERCENT, "38,45", GENERAL, D("38.45"), "A005"),
    (PERCENT, "38,450", GENERAL, D("38.45"), "A005"),
    (PERCENT, "38,45 %", GENERAL, D("38.45"), "A005"),
    (PERCENT, "38,45%", GENERAL, D("38.45"), "A005"),
    (PERCENT, "38,45 persen", GENERAL, D("38.45"), "A005"),
    (NUMBER_1, "1.234,5", GENERAL, D("1234.5"), "A005"),
    (NUMBER_1, "-1.234,5", GENERAL, D("-1234.5"), "A005"),
    (NUMBER_1, "−12,5", GENERAL, D("-12.5"), "A005"),
    (COUNT, "１２３", GENERAL, D(123), "A005"),
    (COUNT, "1.250.000", GENERAL, D(1_250_000), "A005"),
    (COUNT, "607.426", GENERAL, D(607_426), "A005"),
    (COUNT, "607426", GENERAL, D(607_426), "A005"),
    (COUNT, "007", GENERAL, D(7), "A005"),
    (COUNT, "-0", GENERAL, D(0), "A005"),
    (COUNT, "1.000,00", GENERAL, D(1000), "A005"),
    (COUNT, "\u200b 1\u200b2\u00a0", GENERAL, D(12), "A017 A005"),
    (RUPIAH, "Rp 1.250.000,00", GENERAL, D(1_250_000), "A005"),
    (RUPIAH, "Rp1.250.000,-", GENERAL, D(1_250_000), "A005"),
    (RUPIAH, "rp. 1.250.000 ,-", GENERAL, D(1_250_000), "A005"),
    (RUPIAH, "1.250.000 rupiah", GENERAL, D(1_250_000), "A005"),
    (RUPIAH, "1.250.000,50", GENERAL, None, "A009"),
    (COUNT, "500 orang", GENERAL, D(500), "A005"),
    (COUNT, "1.500 tenaga kerja", GENERAL, D(1500), "A005"),
    # grouping by spaces
    (COUNT, "27 214", GENERAL, D(27214), "A005"),
    (COUNT, "27\u00a0214", GENERAL, D(27214), "A005"),
    (COUNT, "27. 214", GENERAL, D(27214), "A005"),
    (COUNT, "1 234 567", GENERAL, D(1_234_567), "A005"),
    (COUNT, "27 21", GENERAL, None, "A028"),
    (COUNT, "1 234.567", GENERAL, None, "A028"),
    # the point: grouping, decimal, or both
    (PERCENT, "38.45", GENERAL, D("38.45"), "A005"),
    (NUMBER_2, "1.234", GENERAL, None, "A004"),
    (NUMBER_3, "1.234", GENERAL, None, "A004"),
    (NUMBER_3, "0.385", GENERAL, D("0.385"), "A005"),
    (NUMBER_3, "1234.567", GENERAL, D("1234.567"), "A005"),
    (RATIO, "1.234", GENERAL, D("1.234"), "A005"),
    (PERCENT_3, "1.234", GENERAL, D("1.234"), "A005"),
    (PERCENT, "1.234", GENERAL, None, "A006"),
    (COUNT, "38.45", GENERAL, None, "A009"),
    (COUNT, "1234.567", GENERAL, None, "A003"),
    (COUNT, "12.0", GENERAL, D(12), "A005"),
    # the comma: decimal, or English grouping
    (COUNT, "607,000", GENERAL, None, "A031"),
    (SMALL, "1,000", GENERAL, None, "A031"),
    (COUNT, "1,234,567", GENERAL, None, "A031"),
    (RUPIAH, "1,250,000.00", GENERAL, None, "A031"),
    (NUMBER_2, "1,234", GENERAL, None, "A031"),
    (NUMBER_2, "1,250", GENERAL, None, "A004"),
    (NUMBER_3, "1,234", GENERAL, D("1.234"), "A005"),
    (PERCENT, "1,250", GENERAL, D("1.25"), "A005"),
    (PERCENT, "1,234", GENERAL, None, "A006"),
    # words, notes and two numbers
    (COUNT, "2,8 juta", GENERAL, None, "A021"),
    (RUPIAH, "Rp 1,2 miliar", GENERAL, None, "A021"),
    (COUNT, "5 ribu orang", GENERAL, None, "A021"),
    (COUNT, "1.234 *)", GENERAL, None, "A028"),
    (COUNT, "1.234²", GENERAL, None, "A028"),
    (COUNT, "12/15", GENERAL, None, "A028"),
    (COUNT, "10-12", GENERAL, None, "A028"),
    (COUNT, "10–12", GENERAL, None, "A028"),
    (COUNT, "± 500", GENERAL, None, "A028"),
    (COUNT, "5 kg", GENERAL, None, "A028"),
    (COUNT, "12 %", GENERAL, None, "A028"),
    # not numbers
    *((COUNT, text, GENERAL, None, "A003") for text in ("-", "–", "nihil", "belum ada", "n/a", "NaN", "٣", "½")),
    *((COUNT, text, GENERAL, None, "A003") for text in ("1O0", "+5", "1e3", "1_000", "1.2.3", "Infinity")),
    (PERCENT, "12.5,0", GENERAL, None, "A003"),
    (COUNT, "9" * 61, GENERAL, None, "A003"),
    # doubts
    (LAST_YEAR, 607.0, GENERAL, D(607), "A019"),
    (LAST_YEAR, "607", GENERAL, D(607), "A005 A019"),
    (LAST_YEAR, 607000.0, GENERAL, D(607000), ""),
    (LAST_YEAR, 607.426, GENERAL, None, "A009 A019"),
    (FROM_1000, 607.0, GENERAL, None, "A007 A019"),
    (LIKELY, 607.0, GENERAL, D(607), "A019"),
    (LIKELY, 5.0, GENERAL, D(5), "A020"),
    (LIKELY, 950000.0, GENERAL, D(950000), "A020"),
    (AT_LEAST, 50.0, GENERAL, D(50), "A020"),
    (SMALL, 501.0, GENERAL, None, "A008"),
]


@pytest.mark.parametrize(("spec", "cell", "number_format", "value", "codes"), CASES)
def test_number(spec: AnswerSpec, cell: object, number_format: str, value: Decimal | None, codes: str) -> None:
    reading = read(RawAnswer(cell, SOURCE, number_format), spec)
    assert (reading.value, [finding.code for finding in reading.findings]) == (value, codes.split())


SAYS = [
    (COUNT, "2,8 juta", {"read": "2,8 juta", "value": "2.800.000", "example": "2800000"}),
    (COUNT, "1O0", {"read": "1O0", "example": "100"}),
    (COUNT, "nihil", {"read": "nihil", "example": "1250"}),
    (SMALL, "nihil", {"read": "nihil", "example": "500"}),
    (NUMBER_3, "1.234", {"read": "1.234", "readings": "1.234 / 1,234", "example": "1234 / 1,234"}),
    (LAST_YEAR, 607, {"value": "607", "expected": "598.000", "example": "607000"}),
    (LIKELY, 607, {"value": "607", "expected": "100.000–900.000", "example": "607000"}),
    (AT_LEAST, 50, {"value": "50", "expected": "≥ 100"}),
    (PERCENT, 38.456, {"read": "38,456", "expected": "2", "example": "38,46"}),
    (PERCENT, 0.3845, {"read": "0,3845", "expected": "2", "example": "0,38 / 38,45"}),
    (PERCENT, 1e308, {"read": "1,00E+308", "expected": "100"}),
    (COUNT, "607,000", {"read": "607,000", "example": "607000"}),
    (NUMBER_2, -1234567.891, {"read": "-1.234.567,891", "expected": "2", "example": "-1234567,89"}),
]


@pytest.mark.parametrize(("spec", "cell", "details"), SAYS)
def test_first_remark_shows_numbers_the_indonesian_way(spec: AnswerSpec, cell: object, details: dict[str, str]) -> None:
    assert read(RawAnswer(cell, SOURCE), spec).findings[0].details == details


def test_a_stored_value_has_one_written_form() -> None:
    same = [read(RawAnswer(cell, SOURCE), PERCENT).value for cell in ("38,450", "38,45 %", 38.45)]
    assert {str(value) for value in same} == {"38.45"}
    assert str(read(RawAnswer(1e15, SOURCE), RUPIAH).value) == "1000000000000000"
