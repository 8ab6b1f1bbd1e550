"""`import`: an organiser's table is proposed, confirmed by a person, written as our table, and reconciled."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from bpjs_table import BRANCHES
from import_kit import CATEGORY, DECLARED, FIVE, codes, confirm, edition, figures, lines, mapping, run, sent, table
from openpyxl import Workbook, load_workbook
from season_kit import fill, fill_table, paritrana

EXPECTED = {
    "34.01": {"pekerja": 240_000, "terlindungi": 72_000, "target": 40.5},
    "34.02": {"pekerja": 560_000, "terlindungi": 124_000, "target": 38},
    "34.03": {"pekerja": 430_000, "terlindungi": 51_000, "target": 30.25},
    "34.04": {"pekerja": 650_000, "terlindungi": 249_000, "target": 50},
    "34.71": {"pekerja": 230_000, "terlindungi": 103_000, "target": 61.5},
}
BOTH = {8: "34.01", 15: "34.01"}
"""The rows of one regency that two branches share, as a person decides them."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    edition(tmp_path, "uji-2025")
    return tmp_path


def test_the_first_call_proposes_and_takes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(root, capsys, sent(root))
    assert (done["exit"], done["step"], done["rows"], done["undecided"]) == (1, "proposed", 5, 0)
    assert not table(root).exists()
    chosen = [(row[0], str(row[3]).partition(" · ")[0]) for row in lines(root, "Kolom")]
    assert [one for one in chosen if one[1] != "tidak dipakai"] == [
        ("D", "pekerja"),
        ("H", "terlindungi"),
        ("I", "target"),
    ]
    assert [(row[1], row[3][:5], row[4]) for row in lines(root, "Padanan")] == [
        ("Kab. Kulonprogo", "34.01", "mirip"),
        ("KAB. BANTUL", "34.02", "persis"),
        ("Gunungkidul", "34.03", "persis"),
        ("Kab Slemn", "34.04", "mirip"),
        ("Kodya Yogyakarta", "34.71", "persis"),
    ]


def test_confirmed_it_says_what_a_table_filled_in_by_hand_says(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sent(root)
    run(root, capsys, path)
    confirm(root)
    done = run(root, capsys, path)
    assert (done["exit"], done["step"], done["figures"], codes(done)) == (0, "written", 15, [])
    imported = figures(root)
    table(root).unlink()
    paritrana(root, "form", "daerah", "--for", "organiser", "-e", "uji-2025", "-o", str(root / "kosong.xlsx"))
    fill_table(root / "kosong.xlsx", table(root).with_name("tangan.xlsx"), EXPECTED)
    assert imported == figures(root)


def test_the_same_call_gives_the_same_bytes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sent(root)
    run(root, capsys, path)
    confirm(root)
    first, again = ((run(root, capsys, path), *_written(root)) for _ in range(2))
    assert first == again
    assert again[0]["kept"] == []


def _written(root: Path) -> tuple[bytes, ...]:
    papers = (root / "out" / "uji-2025" / "internal" / "reconciliation" / "daerah").iterdir()
    return tuple(path.read_bytes() for path in (table(root), *sorted(papers)))


def test_every_figure_can_be_traced_to_its_cell(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sent(root)
    run(root, capsys, path)
    confirm(root)
    run(root, capsys, path)
    rows = [row for row in load_workbook(table(root))["Asal"].iter_rows(values_only=True) if row[0] == "34.04"]
    source = load_workbook(path)["Rekap UCJ"]
    traced = {row[2]: source[row[5]].value for row in rows}
    assert traced == EXPECTED["34.04"]
    told = {row[0]: row[2] for row in load_workbook(table(root))["Asal"].iter_rows(max_row=8, values_only=True)}
    assert told["Dasar (basis)"] == DECLARED["Dasar (basis)"]
    assert told["Posisi data per"] == "31 Desember 2025"


def test_two_branches_of_one_regency_are_added_up_and_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ("Wates", (("Kab. Kulonprogo", 1_000, 500, 300, 0, 40.5),))
    path = sent(root, (*FIVE, more))
    assert run(root, capsys, path)["undecided"] == 2
    assert [row[3:] for row in lines(root, "Padanan") if row[0] in ("8", "15")] == [
        ("", "beberapa baris", "34.01 · Pemerintah Kabupaten Kulon Progo"),
    ] * 2
    confirm(root, rows=BOTH)
    done = run(root, capsys, path)
    assert (done["exit"], codes(done)) == (0, ["B069", "B069"])
    assert {problem["level"] for problem in done["problems"]} == {"warning"}
    assert figures(root)["34.01"] == {"pekerja": 241_000, "terlindungi": 72_800, "target": 40.5}
    assert done["problems"][1]["cell"] == "H8"


def test_what_cannot_be_added_up_is_refused_and_stays_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ("Wates", (("Kab. Kulonprogo", 1_000, 500, 300, 0, 44.0),))
    path = sent(root, (*FIVE, more))
    run(root, capsys, path)
    confirm(root, rows=BOTH)
    done = run(root, capsys, path)
    assert (done["exit"], codes(done)) == (1, ["B065", "B069", "B069"])
    assert "target" not in figures(root)["34.01"]
    assert paritrana(root, "check", str(table(root)), "-e", "uji-2025") == 1


def test_next_year_only_what_is_new_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sent(root, change=lambda sheet: sheet.__setitem__("C8", "Wilayah Barat"))
    assert run(root, capsys, path)["undecided"] == 1
    confirm(root, rows={8: "34.01"})
    assert run(root, capsys, path)["step"] == "written"
    edition(root, "uji-2026")
    new = (*FIVE[1:], ("Lain", (("Wilayah Timur", 1, 1, 1, 1, 1.0),)))
    again = sent(root, (FIVE[0], *new), change=lambda sheet: sheet.__setitem__("C8", "Wilayah Barat"), name="baru.xlsx")
    capsys.readouterr()
    assert paritrana(root, "import", str(again), "-e", "uji-2026", "--category", "daerah", "--json") == 1
    done = json.loads(capsys.readouterr().out)
    assert (done["step"], done["undecided"]) == ("proposed", 1)
    how = {row[1]: (str(row[3] or "")[:5], row[4]) for row in lines(root, "Padanan", "uji-2026")}
    assert how["Wilayah Barat"] == ("34.01", "dari pemetaan lama")
    assert how["Wilayah Timur"] == ("", "perlu dipilih")
    basis = [
        row[1].value for row in load_workbook(mapping(root, "uji-2026"))["Sumber"] if row[0].value == "Dasar (basis)"
    ]
    assert basis == [DECLARED["Dasar (basis)"]]
    position = [
        row[1].value for row in load_workbook(mapping(root, "uji-2026"))["Sumber"] if row[0].value == "Posisi data per"
    ]
    assert position == [None]


def test_a_corrected_file_is_confirmed_anew_and_the_former_papers_are_kept(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sent(root)
    run(root, capsys, path)
    confirm(root)
    run(root, capsys, path)
    former = table(root).read_bytes()
    path = sent(root, change=lambda sheet: sheet.__setitem__("H8", 73_000))
    done = run(root, capsys, path)
    assert (done["step"], done["undecided"], len(done["kept"])) == ("proposed", 0, 1)
    assert table(root).read_bytes() == former
    confirm(root)
    done = run(root, capsys, path)
    assert done["step"] == "written"
    assert [Path(name).read_bytes() for name in done["kept"]] == [former]
    assert figures(root)["34.01"]["terlindungi"] == 73_000
    assert [one.name for one in table(root).parent.iterdir()] == [table(root).name]


@pytest.mark.parametrize(
    ("declared", "rows", "columns", "expected"),
    [
        ({"Posisi data per": None}, {}, {}, ["B066"]),
        ({"Posisi data per": "akhir tahun"}, {}, {}, ["B066"]),
        ({"Posisi data per": datetime.date(2026, 12, 31), "Tanggal diperiksa": None}, {}, {}, ["B066", "B066"]),
        ({"Tanggal diperiksa": datetime.date(2025, 1, 1)}, {}, {}, ["B066"]),
        ({"Dasar (basis)": None, "Sudah diperiksa oleh": "-"}, {}, {}, ["B066", "B066"]),
        ({}, {8: ""}, {}, ["B064"]),
        ({}, {8: "34.99"}, {}, ["B063"]),
        ({}, {}, {"D": None}, ["B061"]),
        ({}, {}, {"D": "terlindungi"}, ["B062"]),
        ({}, {}, {"D": "kemiskinan"}, ["B063"]),
        ({"Posisi data per": None}, {9: "", 8: "x"}, {"D": "y"}, ["B063", "B063", "B064", "B066"]),
    ],
)
def test_an_unfinished_mapping_takes_nothing_and_tells_all_at_once(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    declared: dict[str, object],
    rows: dict[int, str],
    columns: dict[str, str | None],
    expected: list[str],
) -> None:
    path = sent(root)
    run(root, capsys, path)
    confirm(root, rows, columns, declared)
    before = mapping(root).read_bytes()
    done = run(root, capsys, path)
    assert (done["exit"], done["step"], codes(done)) == (1, "open", expected)
    assert all(problem["sheet"] in ("Sumber", "Kolom", "Padanan") for problem in done["problems"])
    assert not table(root).exists()
    assert mapping(root).read_bytes() == before


def test_a_position_outside_the_period_is_asked_about_and_missing_candidates_are_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sent(root, FIVE[:1], change=lambda sheet: sheet.__setitem__("D8", None))
    run(root, capsys, path)
    confirm(root, declared={"Posisi data per": datetime.date(2024, 12, 31)})
    done = run(root, capsys, path)
    assert (done["exit"], codes(done)) == (0, ["B067", "B068", "B068", "B068", "B071"])
    assert [one["cell"] for one in done["problems"] if one["code"] == "B071"] == ["D8"]


@pytest.mark.parametrize(
    ("cell", "value", "code", "form"),
    [
        ("H8", "=1/0", "A014", "General"),
        ("H8", "72,5", "A009", "General"),
        ("H8", "2,8 juta", "A021", "General"),
        ("H8", -5, "A007", "General"),
        ("I8", "#DIV/0!", "A013", "General"),
        ("I8", "1.234", "A006", "General"),
        ("I8", 140, "A008", "General"),
        ("H8", 0.5, "A003", "0%"),
    ],
)
def test_a_figure_that_cannot_be_read_is_told_with_its_cell_and_never_guessed(
    root: Path, capsys: pytest.CaptureFixture[str], cell: str, value: object, code: str, form: str
) -> None:
    def change(sheet: Any) -> None:
        sheet[cell] = value
        sheet[cell].number_format = form
        if str(value).startswith("#"):
            sheet[cell].data_type = "e"

    path = sent(root, change=change)
    run(root, capsys, path)
    confirm(root, columns={"H": "terlindungi", "I": "target"})
    done = run(root, capsys, path)
    told = [(one["code"], one["file"], one["cell"]) for one in done["problems"] if one["level"] == "error"]
    assert (done["exit"], told) == (1, [(code, "bpjs.xlsx", cell)])
    field = "terlindungi" if cell == "H8" else "target"
    assert field not in figures(root)["34.01"]
    assert len(figures(root)) == 5
    assert paritrana(root, "check", str(table(root)), "-e", "uji-2025") == 1


def test_percent_cells_and_numbers_as_text_are_read_and_noted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(sheet: Any) -> None:
        sheet["I8"] = 0.405
        sheet["I8"].number_format = "0.0%"
        sheet["H8"] = "72.000"

    path = sent(root, change=change)
    run(root, capsys, path)
    confirm(root)
    done = run(root, capsys, path)
    assert (done["exit"], codes(done)) == (0, ["A005", "A018"])
    assert figures(root)["34.01"] == EXPECTED["34.01"]


def test_a_hidden_row_counts_and_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sent(root, change=lambda sheet: setattr(sheet.row_dimensions[8], "hidden", True))
    run(root, capsys, path)
    confirm(root)
    assert set(codes(run(root, capsys, path))) == {"B038"}


def test_names_that_look_like_formulas_stay_text(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(sheet: Any) -> None:
        sheet["C8"] = "=cmd|' /C calc'!A0"
        sheet["C8"].data_type = "s"
        sheet["D5"] = "@SUM(1) \u202eegarevoc"

    run(root, capsys, sent(root, change=change))
    cells = [cell for sheet in load_workbook(mapping(root)) for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert not any("\u202e" in str(cell.value) for cell in cells)


def test_files_without_a_table_and_files_that_are_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.active["A1"] = "Dengan hormat, terlampir data."
    book.save(root / "surat.xlsx")
    done = run(root, capsys, root / "surat.xlsx")
    assert (done["exit"], codes(done)) == (1, ["B060"])
    (root / "data.xlsx").write_bytes(b"%PDF-1.7 data")
    done = run(root, capsys, root / "data.xlsx")
    assert (done["exit"], codes(done)) == (3, ["B002"])
    assert paritrana(root, "import", str(root / "tidak-ada.xlsx"), "-e", "uji-2025") == 2
    (root / "criteria" / "uji-2025" / "usaha.yaml").write_text(
        CATEGORY.replace("category: daerah", "category: usaha").replace(
            "{kind: region, levels: [kabupaten, kota], list: derived}", "{kind: business, pattern: 'BU-.+'}"
        ),
        encoding="utf-8",
    )
    assert run(root, capsys, sent(root))["category"] == "daerah"
    assert paritrana(root, "import", str(sent(root)), "-e", "uji-2025", "--category", "usaha") == 2
    stranger = sent(root, BRANCHES, name="jateng.xlsx")
    assert paritrana(root, "import", str(stranger), "-e", "uji-2025") == 2


def test_claims_are_held_against_the_figures(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paritrana(root, "form", "daerah", "--all", "-e", "uji-2025", "-o", str(root / "forms"))
    inbox = root / "submissions" / "uji-2025" / "inbox"
    for code, claim in (("34.01", 72_000), ("34.02", 130_200), ("34.03", "banyak"), ("34.04", None)):
        fill(next((root / "forms").glob(f"{code}_*.xlsx")), inbox / f"{code}.xlsx", {"klaim": claim})
    path = sent(root)
    run(root, capsys, path)
    confirm(root)
    done = run(root, capsys, path)
    assert (done["compared"], done["differing"]) == (2, 1)
    listed, minutes = (Path(name) for name in done["papers"])
    sheet = load_workbook(listed).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=6, values_only=True)}
    assert {code: row[9] for code, row in rows.items()} == {
        "34.01": "Sama",
        "34.02": "Berbeda",
        "34.03": "Isian tidak terbaca",
        "34.04": "Isian kosong",
        "34.71": "Belum mengirim formulir",
    }
    assert rows["34.02"][3:9] == (
        130_200,
        "34.02.xlsx › Formulir!C7",
        124_000,
        "bpjs.xlsx › Rekap UCJ!H9",
        6_200,
        pytest.approx(0.05),
    )
    assert minutes.read_bytes().startswith(b"%PDF-")
    assert paritrana(root, "score", "-e", "uji-2025") == 1
    assert minutes.is_file()


def test_a_form_that_waits_for_a_decision_is_not_called_unsent(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "criteria" / "uji-2025" / "edition.yaml"
    schedule = "schedule: {deadline: 2026-01-15 16:00, freeze: 2026-03-01 00:00}\n"
    path.write_text(path.read_text(encoding="utf-8") + schedule, encoding="utf-8")
    paritrana(root, "form", "daerah", "--all", "-e", "uji-2025", "-o", str(root / "forms"))
    for code in ("34.01", "34.02"):
        fill(next((root / "forms").glob(f"{code}_*.xlsx")), root / "late" / f"{code}.xlsx", {"klaim": 72_000})
    paritrana(root, "receive", str(root / "late" / "34.01.xlsx"), "-e", "uji-2025", "--at", "2026-01-20T09:00")
    paritrana(root, "receive", str(root / "late" / "34.02.xlsx"), "-e", "uji-2025", "--at", "2026-03-02T09:00")
    sheet = _reconciled(root, capsys)
    rows = {row[0]: row[9] for row in sheet.iter_rows(min_row=6, values_only=True)}
    assert rows["34.01"] == "Formulir ditahan, menunggu keputusan panitia"
    assert rows["34.02"] == "Formulir terlambat, tidak dihitung"
    assert rows["34.03"] == "Belum mengirim formulir"


def _reconciled(root: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    table = sent(root)
    run(root, capsys, table)
    confirm(root)
    return load_workbook(run(root, capsys, table)["papers"][0]).active
