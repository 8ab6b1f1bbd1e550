"""Parameters: the value in force at the end of the period, and what is told where there is none."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from paritrana.criteria.load import load_category, load_edition
from paritrana.criteria.parameters import in_force
from paritrana.text import line

SHIPPED = Path(__file__).parents[2] / "criteria" / "2025-provinsi"
SMALL = (Path(__file__).parents[1] / "cases" / "criteria" / "C005.yaml").read_text(encoding="utf-8")
SMALL = SMALL.replace("59.99", "60").replace("100 * terlindungi / pekerja", "target_wajib * terlindungi / pekerja")
VALUES = "{from: 2024-01-01, value: 80}, {from: 2025-07-01, value: 90.5}, {from: 2026-01-01, value: 95}"


def write(folder, values):
    parameters = f"parameters:\n  - id: target_wajib\n    title: Target\n    values: [{values}]\n"
    path = folder / "2025-provinsi" / "contoh.yaml"
    path.parent.mkdir()
    path.write_text(SMALL.replace("derived:", f"{parameters}derived:"), encoding="utf-8")
    edition = (SHIPPED / "edition.yaml").read_text(encoding="utf-8")
    (path.parent / "edition.yaml").write_text(edition, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "value"),
    [("2024-01-01", "80"), ("2025-06-30", "80"), ("2025-07-01", "90.5"), ("2025-12-31", "90.5"), ("2030-01-01", "95")],
)
def test_the_latest_value_that_has_begun_is_in_force(day, value, tmp_path):
    category, _ = load_category(write(tmp_path, VALUES))
    current, remarks = in_force(category, datetime.date.fromisoformat(day))
    assert remarks == ()
    assert [found.value for found in current.parameters[0].values] == [Decimal(value)]
    assert len(category.parameters[0].values) == 3


def test_an_edition_keeps_the_value_at_the_end_of_its_period(tmp_path):
    edition, problems = load_edition(write(tmp_path, VALUES).parent)
    assert edition is not None, [line(problem) for problem in problems]
    (parameter,) = edition.categories["contoh"].parameters
    assert [(str(found.start), found.value) for found in parameter.values] == [("2025-07-01", Decimal("90.5"))]


def test_a_parameter_without_a_value_in_force_is_told_with_the_period(tmp_path):
    path = write(tmp_path, "{from: 2026-01-01, value: 80}")
    edition, problems = load_edition(path.parent)
    assert edition is None
    at = 1 + path.read_text(encoding="utf-8").partition("- id: target_wajib")[0].count("\n")
    assert [line(problem) for problem in problems if problem.code == "C030"] == [
        f'2025-provinsi/contoh.yaml:{at}: Parameter "target_wajib" belum mempunyai nilai yang berlaku pada '
        "31 Desember 2025, akhir periode penilaian; nilai pertamanya berlaku mulai 2026-01-01. "
        "Tambahkan nilai yang berlaku pada periode penilaian, atau periksa tanggal from:. [C030]"
    ]
    assert "31 December 2025" in line(problems[-1], "en")
    assert load_category(path)[0] is not None


@pytest.mark.parametrize("second", ["2024-01-01", "2023-12-31"])
def test_values_stand_in_order_of_their_days(second, tmp_path):
    path = write(tmp_path, f"{{from: 2024-01-01, value: 80}},\n      {{from: {second}, value: 90}}")
    category, problems = load_category(path)
    assert category is None
    (told,) = [problem for problem in problems if problem.code == "C031"]
    at = 1 + path.read_text(encoding="utf-8").partition(f"{{from: {second}, value: 90}}")[0].count("\n")
    assert told.where.line == at
    assert f'Nilai parameter "target_wajib" tidak urut: {second} ditulis setelah 2024-01-01.' in line(told)
