"""The panel in a season: strangers, recused jurors, marks typed twice, own workbooks; what is told and what counts."""

import json
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import panel_kit as pk
import pytest
import season_kit as kit
from openpyxl import load_workbook

GIVEN = {code: {"wawancara.1": 80, "wawancara.2": 81, "wawancara.3": 60} for code in kit.CODES}
WHY = "pernah menjabat di sana"
RECUSED = ((pk.BUDI, "kota", "34.02", WHY),)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A season whose panel has a list; nobody has marked yet."""
    root = kit.play(tmp_path_factory.mktemp("rights"))
    (kit.committee(root) / "panel.xlsx").unlink()
    pk.write_list(root)
    return root


@pytest.fixture
def root(played: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(played, tmp_path / "season"))


def test_members_marks_count_and_nothing_is_told(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    assert len(pk.scored(root)) == 5
    assert pk.told(root) == []


def test_a_recused_jurors_marks_are_dropped_and_told_and_harm_nobody(root: Path) -> None:
    pk.hand_in(root, {**GIVEN, "34.02": {"wawancara.1": 80, "wawancara.3": 60}})
    without = pk.scored(root)
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, GIVEN)
    assert pk.scored(root) == without
    assert pk.told(root) == [("J028", "warning", "34.02")]


def test_a_strangers_marks_do_not_count_and_are_an_error_of_no_candidate(root: Path) -> None:
    pk.hand_in(root, {code: {"wawancara.1": 80, "wawancara.3": 60} for code in kit.CODES})
    before = pk.scored(root)
    book = load_workbook(kit.committee(root) / "panel.xlsx")
    book["Tabel"]["D6"] = "Budi Santosa"
    for row in range(8, 13):
        book["Tabel"].cell(row, 4, 0)
    book.save(kit.committee(root) / "panel.xlsx")
    assert pk.scored(root) == before
    assert pk.told(root) == [("J027", "error", "")]
    assert kit.paritrana(root, "score") == 1


def test_a_mark_that_cannot_be_read_harms_nobody_where_it_would_not_count(root: Path) -> None:
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, {**GIVEN, "34.02": {"wawancara.1": 80, "wawancara.2": "delapan puluh", "wawancara.3": 60}})
    assert len(pk.scored(root)) == 5
    assert pk.told(root) == [("J028", "warning", "34.02")]
    pk.hand_in(root, {**GIVEN, "34.03": {"wawancara.1": "delapan puluh", "wawancara.2": 81, "wawancara.3": 60}})
    assert "34.03" not in pk.scored(root)


def test_what_cannot_be_read_and_does_not_count_is_no_excuse_for_a_missing_mark(root: Path) -> None:
    """The only mark of a candidate, not a number and not its juror's to give: it is as if nobody had marked."""
    pk.write_list(root, recusals=RECUSED)
    others = {code: marks for code, marks in GIVEN.items() if code != "34.02"}
    pk.hand_in(root, others)
    silent = pk.scored(root), [one for one in pk.told(root) if one[0] == "R001"]
    pk.hand_in(root, {**others, "34.02": {"wawancara.2": "delapan puluh"}})
    assert (pk.scored(root), [one for one in pk.told(root) if one[0] == "R001"]) == silent
    assert silent[1] == [("R001", "error", "34.02")]


def test_marks_typed_twice_agree_silently_and_differences_name_both_cells(root: Path) -> None:
    pk.hand_in(root, GIVEN, "ketik-1.xlsx")
    once = pk.scored(root)
    pk.hand_in(root, GIVEN, "ketik-2.xlsx")
    assert pk.scored(root) == once
    assert pk.told(root) == []
    pk.hand_in(root, {**GIVEN, "34.04": {**GIVEN["34.04"], "wawancara.2": 18}}, "ketik-2.xlsx")
    pk.scored(root)
    assert pk.told(root) == [("R008", "error", "34.04")]
    (problem,) = json.loads((kit.out(root) / "problems.json").read_text("utf-8"))["problems"]
    assert "ketik-1.xlsx" in problem["says"]
    assert "ketik-2.xlsx › Tabel!D11" in problem["says"]


def test_each_jurors_own_workbook_together_are_the_grid(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    together = pk.scored(root)
    (kit.committee(root) / "panel.xlsx").unlink()
    for number, name in enumerate((pk.ANI, pk.BUDI, pk.CICI), 1):
        own = {code: {"wawancara.1": marks[f"wawancara.{number}"]} for code, marks in GIVEN.items()}
        pk.hand_in(root, own, f"{number}.xlsx", "--juror", name)
    assert pk.scored(root) == together
    assert pk.told(root) == []


def test_another_name_in_an_own_workbook_is_told_and_does_not_count(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    before = pk.scored(root)
    pk.hand_in(root, {code: {"wawancara.1": 0} for code in kit.CODES}, "milik-ani.xlsx", "--juror", pk.ANI)
    path = kit.committee(root) / "milik-ani.xlsx"
    book = load_workbook(path)
    book["Tabel"]["C6"] = pk.BUDI
    book.save(path)
    assert pk.scored(root) == before
    assert pk.told(root) == [("J029", "error", "")]


@pytest.mark.parametrize(("code", "typed"), [("B042", "34.01"), ("A022", 34.02), ("B040", None)])
def test_a_faulty_row_in_a_recused_jurors_own_workbook_harms_nobody(root: Path, code: str, typed: object) -> None:
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, {**GIVEN, "34.02": {"wawancara.1": 80, "wawancara.3": 60}})
    before = pk.scored(root)
    pk.hand_in(root, {one: {"wawancara.1": 81} for one in kit.CODES}, "milik-budi.xlsx", "--juror", pk.BUDI)
    path = kit.committee(root) / "milik-budi.xlsx"
    book = load_workbook(path)
    row = next(cells[0].row for cells in book["Tabel"].iter_rows(max_col=1) if cells[0].value == "34.02")
    book["Tabel"].cell(row, 1).value = typed
    book["Tabel"].cell(row, 3).value = 81
    book.save(path)
    assert pk.scored(root) == before
    assert pk.told(root) == [(code, "error", "")]


def test_merged_marks_of_a_recused_juror_harm_nobody(root: Path) -> None:
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, {**GIVEN, "34.02": {"wawancara.1": 80, "wawancara.3": 60}})
    before = pk.scored(root)
    path = kit.committee(root) / "panel.xlsx"
    book = load_workbook(path)
    book["Tabel"].merge_cells("D8:D9")
    book.save(path)
    assert pk.scored(root) == before
    assert pk.told(root) == [("J028", "warning", "34.02")]


def test_a_members_column_whose_id_is_lost_is_told_and_a_column_of_ones_own_is_not(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    path = kit.committee(root) / "panel.xlsx"
    book = load_workbook(path)
    book["Tabel"]["H6"] = "Rata-rata"
    book["Tabel"]["H8"] = 80
    book.save(path)
    pk.scored(root)
    assert pk.told(root) == []
    book["Tabel"]["D7"] = None
    del book.defined_names["kolom.wawancara.2"]
    book.save(path)
    assert len(pk.scored(root)) == 5
    assert pk.told(root) == [("B043", "error", "")]


def test_a_recusal_that_is_only_typed_is_asked_about(root: Path) -> None:
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, {**GIVEN, "34.02": {"wawancara.1": 80, "wawancara.2": "tidak ikut menilai", "wawancara.3": 60}})
    pk.scored(root)
    assert pk.told(root) == []
    pk.hand_in(root, {**GIVEN, "34.03": {"wawancara.1": 80, "wawancara.2": "tidak ikut menilai", "wawancara.3": 60}})
    assert len(pk.scored(root)) == 5
    assert ("J048", "warning", "34.03") in pk.told(root)


def test_without_a_list_the_quorum_counts_people_not_spellings(root: Path) -> None:
    pk.panel_path(root).unlink()
    for file, name in (("a.xlsx", "Budi Santoso"), ("b.xlsx", "BUDI SANTOSO")):
        pk.hand_in(root, {code: {"wawancara.1": 80} for code in kit.CODES}, file, "--juror", name)
    assert pk.scored(root) == {}


def test_the_names_of_files_do_not_matter(root: Path) -> None:
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, GIVEN, "a.xlsx")
    pk.hand_in(root, {"34.01": {"wawancara.1": 80}}, "b.xlsx")
    found = pk.scored(root), pk.told(root)
    committee = kit.committee(root)
    (committee / "a.xlsx").rename(committee / "z.xlsx")
    assert (pk.scored(root), pk.told(root)) == found


def test_the_list_is_frozen_by_a_seal_and_only_what_can_change_the_category(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    pk.scored(root)
    assert kit.paritrana(root, "seal") == 0
    pk.write_list(root, [(*row[:3], "Lembaga lain", *row[4:]) for row in reversed(pk.MEMBERS)])
    assert kit.paritrana(root, "publish") == 0
    pk.write_list(root, recusals=RECUSED)
    assert kit.paritrana(root, "publish") == 5


def test_a_faulty_list_is_told_by_score_and_takes_nobodys_marks_away(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    before = pk.scored(root)
    pk.write_list(root, [(pk.ANI, "raja"), *pk.MEMBERS[1:]], [("Dedi", "kota", "34.02", WHY)])
    assert pk.scored(root) == before
    assert [code for code, _, _ in pk.told(root)] == ["J022", "J026"]


def test_check_tells_of_a_faulty_list_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pk.write_list(root, [(pk.ANI, "raja"), *pk.MEMBERS[1:]])
    capsys.readouterr()
    kit.paritrana(root, "check", "--json")
    assert "J022" in {one["code"] for one in json.loads(capsys.readouterr().out)["problems"]}


def test_without_a_list_names_are_taken_as_they_stand(root: Path) -> None:
    pk.panel_path(root).unlink()
    pk.hand_in(root, GIVEN)
    assert len(pk.scored(root)) == 5
    assert pk.told(root) == []


def test_a_list_that_is_no_workbook_is_told(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    pk.panel_path(root).write_bytes(b"bukan buku kerja")
    pk.scored(root)
    assert {level for _, level, _ in pk.told(root)} == {"error"}


def test_the_template_is_never_written_over(root: Path) -> None:
    assert kit.paritrana(root, "panel", "template") == 5


@pytest.mark.parametrize(
    "options",
    [
        ("--for", "panel", "--juror", "Orang Lain"),
        ("--for", "organiser", "--juror", pk.ANI),
        ("--for", "organiser", "--each-juror"),
        ("--juror", "  "),
    ],
)
def test_wrong_use_is_refused(root: Path, options: tuple[str, ...]) -> None:
    assert kit.paritrana(root, "form", "kota", *options) == 2


def test_one_workbook_for_each_member(root: Path) -> None:
    folder = root / "lembar"
    assert kit.paritrana(root, "form", "kota", "--for", "panel", "--each-juror", "-o", str(folder)) == 0
    assert len(list(folder.iterdir())) == 3
    pk.panel_path(root).unlink()
    assert kit.paritrana(root, "form", "kota", "--for", "panel", "--each-juror") == 2
    assert kit.paritrana(root, "form", "kota", "--juror", "Siapa Saja", "--juror", "siapa saja", "-o", str(folder)) == 0
    assert len(list(folder.iterdir())) == 4


def _shown(root: Path) -> dict:  # type: ignore[type-arg]
    with redirect_stdout(StringIO()) as out:
        kit.paritrana(root, "panel", "show", "--json")
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def test_show_tells_what_is_owed_who_is_recused_and_who_may_have_an_interest(root: Path) -> None:
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, {"34.01": GIVEN["34.01"], "34.02": GIVEN["34.02"], "34.03": {"wawancara.1": 70}})
    found = _shown(root)
    (panel,) = found["panels"]
    ani, budi, _ = panel["members"]
    assert (ani["marked"], ani["owed"]) == (3, ["34.04", "34.71"])
    assert (budi["marked"], budi["owed"], budi["recused"]) == (1, ["34.03", "34.04", "34.71"], ["34.02"])
    reached = {one["code"]: (one["marks"], one["quorum_reached"]) for one in panel["candidates"]}
    assert reached == {
        "34.01": (3, True),
        "34.02": (2, True),
        "34.03": (1, False),
        "34.04": (0, False),
        "34.71": (0, False),
    }
    assert [(one["juror"], one["code"], one["reason"]) for one in panel["recusals"]] == [(pk.BUDI, "34.02", WHY)]
    assert [(one["juror"], one["code"], one["by"]) for one in panel["hints"]] == [
        (pk.BUDI, "34.02", "region"),
        (pk.CICI, "34.04", "affiliation"),
    ]
    assert len(found["remarks"]) == 2
    assert [one["code"] for one in found["problems"]] == ["J028"]


def test_hints_change_nothing(root: Path) -> None:
    pk.hand_in(root, GIVEN)
    before = pk.scored(root)
    pk.write_list(root, [(*row[:3], "Pemerintah Kabupaten Sleman", "34.04", row[5]) for row in pk.MEMBERS])
    assert len(_shown(root)["panels"][0]["hints"]) == 6
    assert pk.scored(root) == before


def test_the_jury_page_names_members_recusals_hints_and_the_two_remarks(root: Path) -> None:
    members = [(f"{pk.ANI} <b>", *pk.MEMBERS[0][1:]), *pk.MEMBERS[1:]]
    pk.write_list(root, members, [(pk.BUDI, "kota", "34.02", "<script>alert(1)</script>")])
    pk.hand_in(root, {**GIVEN, "34.02": {"wawancara.1": 80, "wawancara.3": 60}})
    pk.scored(root)
    page = (kit.out(root) / "jury.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Ani Lestari, S.H. &lt;b&gt;" in page
    assert "<td>sekretaris</td><td>BPJS Ketenagakerjaan</td><td>Kantor Wilayah</td>" in page
    assert "wilayah asal Budi Santoso bersinggungan dengan Pemerintah Kabupaten Bantul" in page
    assert '<td class="num">tidak ikut menilai</td>' in page
    assert "Semua anggota Tim Penilai berasal dari provinsi yang dinilai" in page
    assert "sumber data cakupan sekaligus sekretaris" in page


def test_nobody_owes_a_mark_for_whom_the_juror_does_not_mark(root: Path) -> None:
    """The status of a stage names members who have given no mark at all, and no recused pair."""
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    stages = (
        "\nstages:\n  - {id: desk, title: Seleksi, kind: desk, aspects: [aturan, capaian], pass: {top: 5, ties: all}}\n"
        "  - {id: wawancara, title: Wawancara, kind: interview, aspects: [paham]}\n"
    )
    text = criteria.read_text(encoding="utf-8")
    criteria.write_text(text.replace("\nranking:", f"{stages}ranking:", 1), encoding="utf-8")
    pk.write_list(root, recusals=RECUSED)
    pk.hand_in(root, {code: {"wawancara.1": 80} for code in kit.CODES})
    with redirect_stdout(StringIO()) as out:
        kit.paritrana(root, "stage", "status", "--json")
    boards = {one["stage"]: one for one in json.loads(out.getvalue())["stages"]}
    owed = {one["name"]: one["codes"] for one in boards["wawancara"]["missing"] if one["role"] == "panel"}
    assert owed == {pk.BUDI: ["34.01", "34.03", "34.04", "34.71"], pk.CICI: list(kit.CODES)}
