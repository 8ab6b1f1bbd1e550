"""ranking.csv, ranking.json, problems.json: the contract column by column, exact, inert, the same everywhere."""

import csv
import io
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_contest import GROUPS, HOSTILE, contest, edition, entry, mixed, scored

from paritrana.documents.tables import (
    LEADING,
    exact_text,
    guarded,
    render_problems_json,
    render_ranking_csv,
    render_ranking_json,
    to_frame,
)
from paritrana.problems import Problem, Where
from paritrana.scoring import Result


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_ranking_csv(result).decode())))


def canonical(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_ranking_json(edition(result.category), result), parse_float=_no_float)
    return found


def _no_float(text: str) -> float:
    raise AssertionError(f"a float in canonical JSON: {text}")


def test_the_table_as_it_stands_in_the_file() -> None:
    drawn = """\
rank,code,name,group,score,award,status,tie,coverage,inti,skor_cakupan,regulasi,skor_perda
1,01,Kabupaten 01,,100.00,Terbaik I,ranked,,100.00,100.00,100.00,100.00,100.00
2,02,Kabupaten 02,,66.67,Terbaik II,ranked,regulasi,50.00,50.00,50.00,100.00,100.00
3,03,Kabupaten 03,,66.67,,ranked,regulasi,100.00,100.00,100.00,0.00,0.00
4,04,Kabupaten 04,,22.22,,ranked,,33.33,33.33,33.33,0.00,0.00
,05,Kabupaten 05,,34.07,,gated,,1.11,1.11,1.11,100.00,100.00
,06,Kabupaten 06,,92.59,,disqualified,,88.89,88.89,88.89,100.00,100.00
,07,Kabupaten 07,,,,returned,,,,,,
,08,Kabupaten 08,,,,absent,,,,,,
"""
    assert render_ranking_csv(mixed()).decode() == drawn


def test_the_first_columns_are_fixed_and_an_empty_category_has_only_them() -> None:
    text = render_ranking_csv(scored([])).decode()
    assert text.startswith(",".join(LEADING) + ",coverage,")
    assert text.count("\n") == 1


def test_groups_come_in_declared_order_by_id() -> None:
    category = contest(groups=GROUPS)
    entries = [entry("01", "90", True, group="kabupaten"), entry("02", "20", True, group="kota")]
    found = rows(scored(entries, category))
    assert [(row["group"], row["rank"], row["code"]) for row in found] == [
        ("kota", "1", "02"),
        ("kabupaten", "1", "01"),
    ]


def test_a_tie_at_a_prize_place_waits_for_the_plenary() -> None:
    found = rows(scored([entry("01", "90", True), entry("02", "90", True), entry("03", "60", True)]))
    assert [(row["rank"], row["award"], row["tie"]) for row in found] == [
        ("1", "perlu keputusan pleno", "shared"),
        ("1", "perlu keputusan pleno", "shared"),
        ("3", "", ""),
    ]


def test_exact_points_are_shown_with_four_decimals_and_kept_whole() -> None:
    result = scored([entry("01", "30", True)], contest(precision={"points": "exact", "score": "3"}))
    assert rows(result)[0]["skor_cakupan"] == "33.3333"
    assert rows(result)[0]["score"] == "55.556"
    assert canonical(result)["candidates"][0]["indicators"]["skor_cakupan"]["points"] == "100/3"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name: str) -> None:
    result = scored([entry("01", "90", True, name)])
    found = rows(result)[0]["name"]
    assert found in (name, f"'{name}")
    assert found[0] not in "=+-@\t\r"
    assert canonical(result)["candidates"][0]["name"] == name


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("-5", "-5"),
        ("+62", "+62"),
        ("-1+1", "'-1+1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("33.01", "33.01"),
    ],
)
def test_only_what_a_spreadsheet_would_run_is_guarded(text: str, written: str) -> None:
    assert guarded(text) == written


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_any_name_survives_the_table(name: str) -> None:
    out = render_ranking_csv(scored([entry("01", "90", True, name or "x")])).decode()
    assert next(iter(csv.DictReader(io.StringIO(out, newline=""))))["name"] == guarded(name or "x")


@given(st.fractions())
def test_exact_text_reads_back_as_the_same_number(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value


def test_canonical_json_is_sorted_has_no_clock_and_ends_in_a_line() -> None:
    result = mixed()
    data = render_ranking_json(edition(result.category), result)
    assert data == render_ranking_json(edition(result.category), mixed())
    assert data.endswith(b"}\n")
    found = canonical(result)
    assert found["schema"] == "paritrana/ranking/1"
    assert list(found) == sorted(found)
    assert len(found["criteria"]) == 64


def test_canonical_json_says_everything_about_a_candidate() -> None:
    first, second, *_ = canonical(mixed())["candidates"]
    assert first["rank"] == 1
    assert first["score"] == {"published": "100.00", "exact": "100"}
    assert first["award"] == {"title": "Terbaik I", "title_en": "First", "plenary": False}
    assert first["inputs"] == {"cakupan": "90", "perda": True}
    assert second["score"] == {"published": "66.67", "exact": "200/3"}
    assert second["indicators"]["skor_cakupan"] == {
        "raw": "50",
        "points": "50",
        "missing": False,
        "applies": True,
        "value": "45",
        "matched": "",
    }


def test_canonical_json_of_those_without_a_rank() -> None:
    by_code = {item["code"]: item for item in canonical(mixed())["candidates"]}
    assert by_code["04"]["indicators"]["skor_perda"]["missing"] is True
    assert (by_code["05"]["gates"], by_code["05"]["rank"]) == (["patuh"], None)
    assert by_code["06"]["score"]["published"] == "92.59"
    assert by_code["07"]["score"] is by_code["07"]["indicators"] is None


def test_problems_json() -> None:
    problem = Problem(
        "A003",
        Where("01.xlsx", "Formulir", "C7"),
        {"read": "12,5,0", "example": "12,5"},
        candidate="01",
        category="uji",
        field="cakupan",
        stake=Fraction(5, 2),
    )
    found = json.loads(render_problems_json([problem]))
    assert found["schema"] == "paritrana/problems/1"
    assert found["problems"] == [
        {
            "code": "A003",
            "level": "error",
            "file": "01.xlsx",
            "sheet": "Formulir",
            "cell": "C7",
            "line": None,
            "category": "uji",
            "candidate": "01",
            "indicator": "cakupan",
            "question": "",
            "read": "12,5,0",
            "expected": "",
            "says": '"12,5,0" bukan angka.',
            "cure": "Tulis angka seperti 12,5.",
            "stake": "2.5",
        }
    ]
    assert json.loads(render_problems_json([]))["problems"] == []


def test_the_frame_has_the_columns_of_the_table() -> None:
    result = mixed()
    frame = to_frame(result)
    assert list(frame.columns) == list(rows(result)[0])
    assert str(frame["rank"].dtype) == "Int64"
    assert str(frame["score"].dtype) == "float64"
    assert frame["rank"].isna().sum() == 4
    assert to_frame(scored([])).empty
