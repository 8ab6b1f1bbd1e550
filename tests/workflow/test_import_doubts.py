"""`import` on tables that would mislead: repeated rows, blanks, merged figures, units, several sheets."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from import_kit import codes, confirm, edition, figures, lines, mapping, run, table
from openpyxl import Workbook, load_workbook
from season_kit import paritrana

HEAD = ("No", "Kabupaten/Kota", "Jumlah Penduduk Bekerja", "Jumlah Pekerja Terlindungi", "Target UCJ 2025 (%)")
ROWS = (
    (1, "Kab. Kulon Progo", 240_000, 72_000, 40.5),
    (2, "Kab. Bantul", 560_000, 124_000, 38),
    (3, "Kab. Gunungkidul", 430_000, 51_000, 30.25),
    (4, "Kab. Sleman", 650_000, 249_000, 50),
    (5, "Kota Yogyakarta", 230_000, 103_000, 61.5),
)
SLEMAN = {5: "34.04", 7: "34.04"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    edition(tmp_path, "uji-2025")
    return tmp_path


def plain(
    root: Path,
    rows: Sequence[Sequence[object]] = ROWS,
    head: Sequence[object] = HEAD,
    change: Callable[[Any], None] | None = None,
    sheets: Sequence[str] = ("Rekap",),
) -> Path:
    """A table of one header row, the same on every sheet."""
    book = Workbook()
    del book[book.active.title]
    for name in sheets:
        sheet = book.create_sheet(name)
        for row in (head, *rows):
            sheet.append(row)
        if change:
            change(sheet)
    book.save(root / "data.xlsx")
    return root / "data.xlsx"


def written(root: Path, capsys: pytest.CaptureFixture[str], path: Path, **decided: Any) -> dict[str, Any]:
    """Both calls with what a person decides between them."""
    run(root, capsys, path)
    confirm(root, **decided)
    return run(root, capsys, path)


def test_a_total_beside_a_merged_name_is_not_added(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[tuple[object, ...]] = []
    for number, name, working, covered, target in ROWS:
        rows.append((number, name, "PU", working - 1_000, covered - 500, target))
        rows.append((None, None, "BPU", 1_000, 500, target))
        rows.append((None, None, "Jumlah", working, covered, target))

    def merge(sheet: Any) -> None:
        for top in range(2, 17, 3):
            sheet.merge_cells(start_row=top, end_row=top + 2, start_column=2, end_column=2)

    path = plain(root, rows, (*HEAD[:2], "Segmen", *HEAD[2:]), merge)
    assert run(root, capsys, path)["undecided"] == 10
    asked = [int(row[0]) for row in lines(root, "Padanan")]
    assert asked == [2, 3, 5, 6, 8, 9, 11, 12, 14, 15]
    codes_of = ("34.01", "34.02", "34.03", "34.04", "34.71")
    confirm(root, rows={row: codes_of[(row - 2) // 3] for row in asked})
    done = run(root, capsys, path)
    assert (done["step"], set(codes(done))) == ("written", {"B069"})
    assert figures(root)["34.04"] == {"pekerja": 650_000, "terlindungi": 249_000, "target": 50}


def test_the_only_row_of_a_candidate_is_kept_though_it_says_total(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(*row[:2], "Jumlah" if row[0] == 4 else "Semua", *row[2:]) for row in ROWS]
    done = written(root, capsys, plain(root, rows, (*HEAD[:2], "Segmen", *HEAD[2:])))
    assert (done["exit"], codes(done)) == (0, [])
    assert figures(root)["34.04"]["pekerja"] == 650_000


def test_the_same_figure_in_all_rows_is_asked_about(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plain(root, (*ROWS, (6, "Kab. Sleman", 650_000, 1_000, 50)))
    done = written(root, capsys, path, rows=SLEMAN)
    assert (done["exit"], codes(done)) == (1, ["B069", "B070"])
    assert figures(root)["34.04"] == {"terlindungi": 250_000, "target": 50}
    assert paritrana(root, "check", str(table(root)), "-e", "uji-2025") == 1


def test_a_blank_in_one_of_several_rows_is_no_nought(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plain(root, (*ROWS, (6, "Kab. Sleman", 1_000, None, None)))
    done = written(root, capsys, path, rows=SLEMAN)
    assert (done["exit"], codes(done)) == (1, ["B069", "B072"])
    assert [one["cell"] for one in done["problems"] if one["code"] == "B072"] == ["D7"]
    assert figures(root)["34.04"] == {"pekerja": 651_000, "target": 50}


def test_a_figure_merged_over_the_rows_of_one_candidate_counts_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (*ROWS, (None, None, None, 1_000, None))

    def move(sheet: Any) -> None:
        sheet.move_range("A6:E6", rows=1)
        for column, value in enumerate((None, "Kab. Sleman", None, 1_000, None), 1):
            sheet.cell(6, column, value)
        sheet.merge_cells("C5:C6")

    done = written(root, capsys, plain(root, rows, change=move), rows={5: "34.04", 6: "34.04"})
    assert (done["exit"], codes(done)) == (0, ["B069"])
    assert figures(root)["34.04"] == {"pekerja": 650_000, "terlindungi": 250_000, "target": 50}


@pytest.mark.parametrize(
    ("area", "lost"),
    [("C2:C3", {"34.01": {"pekerja"}, "34.02": {"pekerja"}}), ("C5:D5", {"34.04": {"pekerja", "terlindungi"}})],
)
def test_a_figure_merged_with_another_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], area: str, lost: dict[str, set[str]]
) -> None:
    done = written(root, capsys, plain(root, change=lambda sheet: sheet.merge_cells(area)))
    assert (done["exit"], codes(done)) == (1, ["B073", "B073"])
    found = figures(root)
    assert {code: {"pekerja", "terlindungi", "target"} - found[code].keys() for code in lost} == lost
    assert paritrana(root, "check", str(table(root)), "-e", "uji-2025") == 1


@pytest.mark.parametrize("unit", ["(ribu orang)", "(dalam juta)", "(%)", "(Rp 000)"])
def test_a_unit_in_a_header_is_left_to_choose_and_told(
    root: Path, capsys: pytest.CaptureFixture[str], unit: str
) -> None:
    path = plain(root, head=(*HEAD[:2], f"{HEAD[2]} {unit}", *HEAD[3:]))
    assert run(root, capsys, path)["undecided"] == 1
    assert [row[3:5] for row in lines(root, "Kolom") if row[0] == "C"] == [("", "periksa satuan")]
    confirm(root, columns={"C": "pekerja"})
    done = run(root, capsys, path)
    assert (done["exit"], codes(done)) == (0, ["B074"])


def test_a_required_question_without_a_column_and_a_hidden_column_are_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plain(root, change=lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True))
    done = written(root, capsys, path, columns={"E": "-"})
    assert (done["exit"], codes(done)) == (0, ["B038", "B075"])


def test_other_sheets_are_told_and_one_can_be_chosen(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plain(root, sheets=("Rekap 2024", "Rekap 2025"))
    assert codes(run(root, capsys, path)) == ["B076"]
    assert codes(run(root, capsys, path, "--sheet", "Rekap 2025")) == []
    confirm(root)
    done = run(root, capsys, path)
    assert (done["exit"], codes(done)) == (0, [])
    assert load_workbook(table(root))["Asal"]["C4"].value == "Rekap 2025"
    assert paritrana(root, "import", str(path), "-e", "uji-2025", "--sheet", "Rekap") == 2


def test_what_nobody_signed_is_a_guess_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [(*row[:1], "Kab. Slemn", *row[2:]) if row[1] == "Kab. Sleman" else row for row in ROWS]
    run(root, capsys, plain(root, rows))
    confirm(root, declared={"Sudah diperiksa oleh": None})
    run(root, capsys, plain(root, [*rows[:4], (5, "Kota Yogyakarta", 230_001, 103_000, 61.5)]))
    assert {row[4] for row in lines(root, "Padanan")} == {"persis", "mirip"}
    confirm(root)
    run(root, capsys, plain(root, rows))
    assert {row[4] for row in lines(root, "Padanan")} == {"dari pemetaan lama"}


def test_no_header_and_no_name_is_known_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (*ROWS, (6, None, 5, 5, None))
    run(root, capsys, plain(root, rows, (*HEAD[:4], None)))
    confirm(root, rows={7: "-"}, columns={"E": "target"})
    run(root, capsys, plain(root, (*rows, (7, None, 1, 2, None)), (*HEAD[:4], None)))
    assert [row[4] for row in lines(root, "Kolom") if row[0] == "E"] == ["tidak cocok"]
    assert [row[3:5] for row in lines(root, "Padanan") if row[0] in ("7", "8")] == [("", "perlu dipilih")] * 2


def test_rows_given_to_one_candidate_once_are_asked_again_where_one_more_came(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (*ROWS, (6, "Kab. Sleman", 1_000, 500, 50))
    written(root, capsys, plain(root, rows), rows=SLEMAN)
    changed = (*rows[:4], (5, "Kota Yogyakarta", 230_001, 103_000, 61.5), rows[5])
    assert run(root, capsys, plain(root, changed))["undecided"] == 0
    confirm(root)
    assert run(root, capsys, plain(root, (*rows, (7, "Kab. Sleman", 2_000, 700, 50))))["undecided"] == 3
    assert mapping(root).is_file()
