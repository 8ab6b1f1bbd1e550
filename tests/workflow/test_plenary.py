"""The plenary meeting: what was decided, and recorded, counts; nothing else does, and no candidate suffers from it."""

import json
from datetime import date

import pytest
from openpyxl import load_workbook
from plenary_kit import GROUNDS, awards, codes, decide, ranks, told
from season_kit import committee, out, paritrana, play, workspace

COMPUTED = {"34.04": "1", "34.02": "2", "34.71": "3", "34.03": "4", "34.01": "5"}


@pytest.fixture(scope="module")
def _played(tmp_path_factory):
    return play(tmp_path_factory.mktemp("season"))


@pytest.fixture
def root(_played):
    """The played season without any book of decisions."""
    for name in ("pleno.xlsx", "sanggahan.xlsx"):
        (_played / "submissions" / "uji-2025" / name).unlink(missing_ok=True)
    return _played


def test_without_the_book_nothing_is_written_or_said_about_decisions(root):
    assert paritrana(root, "score") == 0
    assert ranks(out(root)) == COMPUTED
    assert not (out(root) / "sebelum-pleno").exists()
    assert "plenary" not in json.loads((out(root) / "manifest.json").read_text("utf-8"))["inputs"]
    assert "computed_rank" not in (out(root) / "ranking.csv").read_text("utf-8")
    assert "decisions" not in json.loads((out(root) / "ranking.json").read_text("utf-8"))


def test_a_decided_rank_stands_beside_the_computed_one_and_takes_the_award(root):
    decide(root, {"candidate": "34.03", "kind": "peringkat", "rank": 2})
    assert paritrana(root, "score") == 0
    assert ranks(out(root)) == {"34.04": "1", "34.03": "2", "34.02": "3", "34.71": "4", "34.01": "5"}
    assert awards(root) == {"34.04": "Juara I", "34.03": "Juara II"}
    assert ranks(out(root) / "sebelum-pleno") == COMPUTED
    found = json.loads((out(root) / "ranking.json").read_text("utf-8"))
    computed = {one["code"]: one["computed_rank"] for one in found["candidates"]}
    assert {code: str(rank) for code, rank in computed.items()} == COMPUTED
    assert found["decisions"][0]["article"] == "Pasal 9 (contoh)"
    assert found["decisions"][0]["vote"] == [7, 1, 1]


def test_internal_papers_show_the_decision_and_the_public_page_only_the_result(root):
    decide(root, {"candidate": "34.03", "kind": "peringkat", "rank": 2, "reason": "Alasan <rahasia>"})
    assert paritrana(root, "score") == 0
    page = (out(root) / "ranking.html").read_text(encoding="utf-8")
    assert "Peringkat hitungan" in page
    assert "Alasan &lt;rahasia&gt;" in page
    assert "7 setuju, 1 tidak setuju, 1 abstain" in page
    book = load_workbook(out(root) / "ranking.xlsx")
    assert [cell.value for cell in book["Keputusan pleno"][1]][:4] == ["No", "Tanggal", "Kode", "Kandidat"]
    assert book["Keputusan pleno"]["I2"].value == "Alasan <rahasia>"
    heads = next(row for row in book["Peringkat"].iter_rows(values_only=True) if row[0] == "Peringkat")
    assert heads[1] == "Peringkat hitungan"
    assert "Keputusan" not in (out(root) / "sebelum-pleno" / "ranking.html").read_text(encoding="utf-8")
    assert paritrana(root, "publish") == 0
    public = (root / "out" / "uji-2025" / "public" / "kota.html").read_text(encoding="utf-8")
    assert "Gunungkidul" in public
    assert "rahasia" not in public
    assert "hitungan" not in public


def test_a_disqualification_lets_the_others_move_up_and_keeps_the_former_list(root):
    decide(root, {"candidate": "34.04", "kind": "diskualifikasi", "reason": "Data tidak benar"})
    assert paritrana(root, "score") == 0
    assert ranks(out(root)) == {"34.02": "1", "34.71": "2", "34.03": "3", "34.01": "4", "34.04": "disqualified"}
    assert awards(root) == {"34.02": "Juara I", "34.71": "Juara II"}
    assert ranks(out(root) / "sebelum-pleno") == COMPUTED
    page = (out(root) / "ranking.html").read_text(encoding="utf-8")
    assert "Data tidak benar (Rapat Pleno 3 November 2025, Pasal 9 (contoh))" in page


def test_a_decided_value_wins_over_the_claim_and_keeps_it(root):
    decide(root, {"candidate": "34.01", "kind": "nilai", "field": "Jumlah peserta", "value": 400})
    assert paritrana(root, "score") == 0
    assert ranks(out(root))["34.01"] == "3"
    found = json.loads((out(root) / "ranking.json").read_text("utf-8"))["candidates"]
    assert next(one for one in found if one["code"] == "34.01")["inputs"]["peserta"] == "400"
    page = (out(root) / "ranking.html").read_text(encoding="utf-8")
    assert "Rapat Pleno: Alasan contoh" in page
    assert "<s>100</s>" in page


def test_the_organisers_figure_can_be_decided_and_a_mark_cannot(root):
    decide(
        root,
        {"candidate": "34.01", "kind": "nilai", "field": "catatan_panitia", "value": 10},
        {"candidate": "34.01", "kind": "nilai", "field": "wawancara", "value": 100},
    )
    assert paritrana(root, "score") == 1
    assert codes(root) == ["J036"]
    found = json.loads((out(root) / "ranking.json").read_text("utf-8"))["candidates"]
    own = next(one for one in found if one["code"] == "34.01")["inputs"]
    assert own["catatan_panitia"] == "10"
    assert ["Penilai 1", "80"] in own["wawancara"]


def test_a_further_title_is_added_to_the_award(root):
    decide(
        root,
        {"candidate": "34.04", "kind": "penghargaan", "award": "Inovasi Terpuji"},
        {"candidate": "34.01", "kind": "penghargaan", "award": "=SUM(A1)"},
    )
    assert paritrana(root, "score") == 0
    assert awards(root)["34.04"] == "Juara I; Inovasi Terpuji"
    assert awards(root)["34.01"] == "'=SUM(A1)"
    book = load_workbook(out(root) / "ranking.xlsx")
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_a_decided_rank_below_the_least_score_of_awards_is_asked_about(tmp_path):
    root = play(tmp_path)
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    criteria.write_text(criteria.read_text("utf-8").replace("awards:\n", "awards:\n  minimum_score: 60\n"), "utf-8")
    decide(
        root,
        {"candidate": "34.01", "kind": "peringkat", "rank": 1},
        {"candidate": "34.04", "kind": "peringkat", "rank": 2},
        {"candidate": "34.03", "kind": "peringkat", "rank": 5},
    )
    assert paritrana(root, "score") == 0
    (one,) = told(root)
    assert (one["code"], one["level"], one["candidate"]) == ("J049", "warning", "34.01")
    assert "Peringkat 1 " in one["says"]
    assert "tidak mendapat Juara I " in one["says"]
    assert awards(root) == {"34.04": "Juara I", "34.02": "Juara II"}


GAPS = ("at", "article", "reason", "for_it", "against", "abstained", "number", "kind")


@pytest.mark.parametrize("gap", GAPS)
def test_a_decision_with_a_gap_does_not_count_and_harms_nobody(root, gap):
    decide(root, {"candidate": "34.01", "kind": "peringkat", "rank": 1, gap: None})
    assert paritrana(root, "score") == 1
    assert ranks(out(root)) == COMPUTED
    problem = told(root)[0]
    assert (problem["code"], problem["level"], problem["candidate"]) == ("J030", "error", "")
    assert problem["cell"].endswith("5")


REFUSED = [
    ({"candidate": "34.01", "kind": "peringkat"}, "J030"),
    ({"candidate": "34.01", "kind": "penghargaan"}, "J030"),
    ({"candidate": "34.01", "kind": "nilai", "field": "peserta"}, "J030"),
    ({"candidate": "34.01", "kind": "nilai", "value": 5}, "J030"),
    ({"kind": "peringkat", "rank": 1}, "J030"),
    ({"candidate": "34.01", "kind": "juara", "rank": 1}, "J031"),
    ({"candidate": "34.99", "kind": "peringkat", "rank": 1}, "J031"),
    ({"candidate": "34.01", "category": "desa", "kind": "peringkat", "rank": 1}, "J031"),
    ({"candidate": "34.01", "kind": "nilai", "field": "pesertaa", "value": 5}, "J031"),
    ({"candidate": "34.01", "kind": "peringkat", "rank": 1, "at": "kemarin"}, "J032"),
    ({"candidate": "34.01", "kind": "peringkat", "rank": "satu"}, "J032"),
    ({"candidate": "34.01", "kind": "peringkat", "rank": 0}, "J032"),
    ({"candidate": "34.01", "kind": "peringkat", "rank": 1, "for_it": "semua"}, "J032"),
    ({"candidate": "34.01", "kind": "peringkat", "rank": 1, "article": "x" * 201}, "J032"),
    ({"candidate": "34.01", "kind": "penghargaan", "award": "Juara I;  Terbaik"}, "J032"),
    ({"candidate": "34.01", "kind": "nilai", "field": "peserta", "value": "banyak"}, "J033"),
    ({"candidate": "34.01", "kind": "nilai", "field": "perda", "value": "mungkin"}, "J033"),
    ({"candidate": "34.01", "kind": "peringkat", "rank": 6}, "J035"),
    ({"candidate": "34.01", "kind": "peringkat", "rank": 1, "for_it": 4, "against": 4}, "J037"),
]


@pytest.mark.parametrize(("row", "code"), REFUSED)
def test_a_decision_that_cannot_stand_is_told_and_changes_nothing(root, row, code):
    decide(root, row)
    assert paritrana(root, "score") == (0 if code == "J037" else 1)
    assert codes(root) == [code]
    assert all(one["candidate"] == "" for one in told(root))
    assert ranks(out(root)) == COMPUTED


def test_a_typed_code_that_became_a_number_is_refused(root):
    path = decide(root, {"candidate": "34.01", "kind": "peringkat", "rank": 1})
    book = load_workbook(path)
    book["Keputusan Pleno"]["D5"] = 34.01
    book.save(path)
    assert paritrana(root, "score") == 1
    assert ranks(out(root)) == COMPUTED
    found = json.loads((out(root) / "problems.json").read_text("utf-8"))["problems"]
    assert [(one["code"], one["candidate"]) for one in found] == [("A022", "")]


CONTRADICTIONS = [
    [{"candidate": "34.01", "kind": "peringkat", "rank": 1}, {"candidate": "34.02", "kind": "peringkat", "rank": 1}],
    [{"candidate": "34.01", "kind": "peringkat", "rank": 1}, {"candidate": "34.01", "kind": "peringkat", "rank": 2}],
    [{"candidate": "34.01", "kind": "peringkat", "rank": 1}, {"candidate": "34.01", "kind": "diskualifikasi"}],
    [
        {"candidate": "34.01", "kind": "nilai", "field": "peserta", "value": 5},
        {"candidate": "34.01", "kind": "nilai", "field": "peserta", "value": 6},
    ],
]


@pytest.mark.parametrize("rows", CONTRADICTIONS)
def test_of_two_decisions_that_contradict_each_other_neither_counts(root, rows):
    decide(root, *rows)
    assert paritrana(root, "score") == 1
    assert codes(root) == ["J034", "J034"]
    assert {one["read"] for one in told(root)} == {"1", "2"}
    assert ranks(out(root)) == COMPUTED


def test_the_same_decision_twice_is_one_and_a_number_twice_is_asked_about(root):
    same = {"candidate": "34.01", "kind": "peringkat", "rank": 1, "number": "3"}
    decide(root, same, same)
    assert paritrana(root, "score") == 0
    assert codes(root) == ["J038"]
    assert ranks(out(root))["34.01"] == "1"


def test_cells_of_another_kind_are_asked_about(root):
    decide(root, {"candidate": "34.01", "kind": "diskualifikasi", "rank": 1})
    assert paritrana(root, "score") == 0
    assert codes(root) == ["J039"]
    assert ranks(out(root))["34.01"] == "disqualified"


def test_a_tie_at_a_prize_place_that_was_decided_is_no_longer_told(tmp_path):
    same = {"perda": "Ya", "peserta": 200}
    play(tmp_path, dict.fromkeys(("34.01", "34.02"), same))
    table = committee(tmp_path) / "panel.xlsx"
    book = load_workbook(table)
    for row in book["Tabel"].iter_rows():
        if row[0].value in ("34.01", "34.02"):
            for cell in row:
                if isinstance(cell.value, int | float) and cell.column > 2:
                    cell.value = 90
    book.save(table)
    paritrana(tmp_path, "score")
    assert ranks(out(tmp_path))["34.01"] == ranks(out(tmp_path))["34.02"] == "1"
    assert awards(tmp_path)["34.01"] == "perlu keputusan pleno"
    decide(tmp_path, {"candidate": "34.02", "kind": "peringkat", "rank": 1})
    paritrana(tmp_path, "score")
    assert awards(tmp_path) == {"34.02": "Juara I", "34.01": "Juara II"}
    every = json.loads((out(tmp_path) / "problems.json").read_text("utf-8"))["problems"]
    assert "R003" not in {one["code"] for one in every}


def test_a_sealed_result_no_longer_stands_once_something_was_decided(root, capsys):
    assert paritrana(root, "score") == 0
    assert paritrana(root, "seal") == 0
    assert paritrana(root, "plenary", "template") == 0
    assert paritrana(root, "publish") == 0
    decide(root, {"candidate": "34.03", "kind": "peringkat", "rank": 4})
    capsys.readouterr()
    assert paritrana(root, "publish") == 5
    assert "pleno.xlsx (keputusan Rapat Pleno)" in capsys.readouterr().err
    assert paritrana(root, "publish", "--lang", "en") == 5
    assert "pleno.xlsx (decisions of the plenary meeting)" in capsys.readouterr().err
    assert paritrana(root, "score") == 0
    assert paritrana(root, "seal") == 0
    assert paritrana(root, "publish") == 0


def test_the_same_book_gives_the_same_bytes_and_the_template_is_never_overwritten(root):
    assert paritrana(root, "plenary", "template") == 0
    path = root / "submissions" / "uji-2025" / "pleno.xlsx"
    first = path.read_bytes()
    assert paritrana(root, "plenary", "template") == 5
    path.unlink()
    assert paritrana(root, "plenary", "template") == 0
    assert path.read_bytes() == first
    assert paritrana(root, "score") == 0
    assert codes(root) == []


def test_a_book_that_cannot_be_read_is_told_and_counts_for_nothing(root):
    (root / "submissions" / "uji-2025" / "pleno.xlsx").write_bytes(b"%PDF-1.7 nothing")
    assert paritrana(root, "score") == 1
    assert ranks(out(root)) == COMPUTED
    stray = json.loads((out(root).parent / "problems.json").read_text("utf-8"))["problems"]
    assert [one["code"] for one in stray] == ["B002"]


def test_a_book_without_a_column_it_needs_is_told(root):
    path = decide(root, {"candidate": "34.01", "kind": "peringkat", "rank": 1})
    book = load_workbook(path)
    book["Keputusan Pleno"]["K4"] = "Catatan"
    book.save(path)
    assert paritrana(root, "score") == 1
    stray = json.loads((out(root).parent / "problems.json").read_text("utf-8"))["problems"]
    assert [(one["code"], one["expected"]) for one in stray] == [("B043", "Alasan")]


def test_show_tells_what_every_decision_did(root, capsys):
    decide(
        root,
        {"candidate": "34.03", "kind": "peringkat", "rank": 2},
        {"candidate": "34.99", "kind": "peringkat", "rank": 1},
    )
    capsys.readouterr()
    assert paritrana(root, "plenary", "show", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in found["decisions"]] == ["1"]
    assert found["decisions"][0]["before"] == {"rank": 4, "status": "ranked", "award": None}
    assert found["decisions"][0]["after"] == {"rank": 2, "status": "ranked", "award": "Juara II"}
    assert [one["code"] for one in found["problems"]] == ["J031"]
    assert paritrana(root, "plenary", "show", "kota", "--lang", "en") == 1
    assert "Rank 2, Juara II" in capsys.readouterr().out


def test_show_without_decisions_says_so(tmp_path, capsys):
    workspace(tmp_path)
    assert paritrana(tmp_path, "plenary", "show") == 0
    assert "plenary template" in capsys.readouterr().err
    assert GROUNDS["at"] == date(2025, 11, 3)


def test_a_value_with_which_the_answers_no_longer_fit_does_not_count_and_puts_nobody_out(tmp_path):
    root = play(tmp_path)
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    check = (
        "checks:\n  - {id: wajar, condition: peserta <= pekerja, level: error, message: Peserta melebihi pekerja.}\n"
    )
    text = criteria.read_text("utf-8")
    criteria.write_text(text.replace("ranking:", f"{check}ranking:", 1), encoding="utf-8")
    paritrana(root, "score")
    before = ranks(out(root))
    decide(root, {"candidate": "34.04", "kind": "nilai", "field": "pekerja", "value": 200})
    paritrana(root, "score")
    assert ranks(out(root)) == before
    assert codes(root) == ["J035"]


def test_a_decision_about_a_returned_candidate_is_told_to_wait(tmp_path):
    root = play(tmp_path, {"34.04": {"peserta": "banyak"}})
    decide(root, {"candidate": "34.04", "kind": "nilai", "field": "peserta", "value": 200})
    paritrana(root, "score")
    assert ranks(out(root))["34.04"] == "returned"
    assert codes(root) == ["J035"]


def test_nothing_is_sealed_while_the_book_cannot_be_read(tmp_path, capsys):
    root = play(tmp_path)
    path = decide(root, {"candidate": "34.04", "kind": "diskualifikasi"})
    path.write_bytes(path.read_bytes()[:2000])
    paritrana(root, "score")
    capsys.readouterr()
    assert paritrana(root, "seal") == 5
    assert "pleno.xlsx" in capsys.readouterr().err
