"""Objections: every one is answered or told of, a letter explains it, and none changes anything by itself."""

import json

import pytest
from openpyxl import load_workbook
from plenary_kit import codes, decide, object_to, ranks, told
from season_kit import out, paritrana, play

ANSWER = {"answer": "Panitia sudah memeriksa bukti dukung.", "changes": "Tidak"}


@pytest.fixture(scope="module")
def _played(tmp_path_factory):
    return play(tmp_path_factory.mktemp("season"))


@pytest.fixture
def root(_played):
    """The played season without books of decisions and objections."""
    for name in ("pleno.xlsx", "sanggahan.xlsx"):
        (_played / "submissions" / "uji-2025" / name).unlink(missing_ok=True)
    return _played


def _ranking(root):
    return (out(root) / "ranking.json").read_bytes()


def _letters(root):
    folder = out(root) / "sanggahan"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_an_objection_changes_nothing_by_itself(root):
    assert paritrana(root, "score") == 0
    before = _ranking(root)
    object_to(root, {**ANSWER, "indicator": "skor_cakupan"}, {"candidate": "34.02"})
    assert paritrana(root, "score") == 0
    assert _ranking(root) == before
    assert codes(root) == ["J046"]
    assert _letters(root) == ["jawaban-1.pdf"]


def test_yes_without_a_decision_and_no_with_one_are_told(root):
    object_to(root, {**ANSWER, "changes": "Ya"}, ANSWER)
    decide(root, {"candidate": "34.02", "kind": "nilai", "field": "peserta", "value": 151, "objection": "2"})
    assert paritrana(root, "score") == 1
    assert codes(root) == ["J044", "J045"]
    decide(root, {"candidate": "34.01", "kind": "nilai", "field": "peserta", "value": 151, "objection": "1"})
    assert paritrana(root, "score") == 0
    assert codes(root) == []


def test_a_decision_that_names_an_unknown_objection_is_asked_about(root):
    decide(root, {"candidate": "34.01", "kind": "nilai", "field": "peserta", "value": 151, "objection": "77"})
    assert paritrana(root, "score") == 0
    assert [(one["code"], one["read"]) for one in told(root)] == [("J047", "1")]
    assert ranks(out(root) / "sebelum-pleno")["34.01"] == "5"


SLIPS = [
    ({"sender": ""}, "J040"),
    ({"at": ""}, "J040"),
    ({"text": ""}, "J040"),
    ({"number": ""}, "J040"),
    ({"candidate": ""}, "J040"),
    ({"answer": "Sudah diperiksa"}, "J040"),
    ({"candidate": "34.99"}, "J041"),
    ({"category": "desa"}, "J041"),
    ({"indicator": "skor_cakupann"}, "J041"),
    ({"answer": "Sudah diperiksa", "changes": "mungkin"}, "J041"),
    ({"at": "kemarin"}, "J042"),
    ({"text": "x" * 4001}, "J042"),
]


@pytest.mark.parametrize(("row", "code"), SLIPS)
def test_a_row_that_cannot_be_dealt_with_is_told_and_harms_nobody(root, row, code):
    object_to(root, row)
    assert paritrana(root, "score") == 1
    assert codes(root) == [code]
    assert told(root)[0]["candidate"] == ""
    assert ranks(out(root))["34.01"] == "5"
    assert _letters(root) == []


def test_of_two_rows_with_one_number_the_second_is_not_used(root):
    object_to(root, {**ANSWER, "number": "S/1"}, {**ANSWER, "number": "s/1"})
    assert paritrana(root, "score") == 1
    assert codes(root) == ["J043"]
    assert len(_letters(root)) == 1


def test_the_letter_is_the_same_twice_and_its_name_safe(root):
    object_to(root, {**ANSWER, "number": "../../x", "sender": "Dinas #let x = 1 <b>{{ 7 }}</b>"})
    assert paritrana(root, "score") == 0
    (name,) = _letters(root)
    assert name.startswith("jawaban-")
    assert "/" not in name.removeprefix("jawaban-")
    first = (out(root) / "sanggahan" / name).read_bytes()
    assert first.startswith(b"%PDF")
    assert paritrana(root, "score") == 0
    assert (out(root) / "sanggahan" / name).read_bytes() == first
    index = (out(root).parent / "index.html").read_text(encoding="utf-8")
    assert f"./kota/sanggahan/{name}" in index


def test_the_letter_explains_the_points_from_claim_to_decision(root):
    from paritrana.documents.objection_letter import Letter, values
    from paritrana.workflow.collect import read_folders
    from paritrana.workflow.objections import led_to
    from paritrana.workflow.season import open_season
    from paritrana.workflow.stages import judge

    decide(root, {"candidate": "34.01", "kind": "nilai", "field": "peserta", "value": 400, "objection": "1"})
    object_to(root, {"answer": "Benar.", "changes": "Ya"}, {**ANSWER, "indicator": "Wawancara"})
    season = open_season(root, None)
    category = season.edition.categories["kota"]
    scored = judge(season, category, read_folders(season), "")
    first, second = season.objections[0]
    known = season.known()["kota"]

    def filled(one):
        letter = Letter(
            season.edition,
            category,
            one,
            known[one.candidate],
            led_to(season, one),
            scored.result,
            scored.before.result,
            ("DRAF",),
            "belum dikunci",
        )
        return values(letter)

    told_values = filled(first)
    titles = [item["title"] for item in told_values["indicators"]]
    assert [title.split(" (")[0] for title in titles] == ["Indikator: Cakupan", "Indikator: Target"]
    said = told_values["indicators"][0]["said"]
    claims = [line for line in said if line[0] == "Jumlah peserta"]
    assert [(line[1], line[2]) for line in claims] == [("Isian mandiri", "100"), ("Keputusan pleno", "400")]
    assert claims[0][5].endswith("Formulir!C9")
    assert "Pasal 9 (contoh)" in claims[1][4]
    assert told_values["indicators"][0]["points"][0] == ("Skor (0–100)", "10,00", "40,00")
    assert told_values["sums"][1][1:] == ("Peringkat 5", "Peringkat 3")
    assert told_values["outcome"] == "Sanggahan ini mengubah hasil penilaian."
    marks = filled(second)["indicators"][0]["said"]
    assert len(marks) == 1
    assert "Penilai 1" not in json.dumps(marks)


def test_show_lists_them_and_the_template_is_never_overwritten(root, capsys):
    assert paritrana(root, "objection", "template") == 0
    assert paritrana(root, "objection", "template") == 5
    assert paritrana(root, "objection", "show") == 0
    object_to(root, {**ANSWER, "indicator": "skor_cakupan"}, {"candidate": "34.02"})
    paritrana(root, "score")
    capsys.readouterr()
    assert paritrana(root, "objection", "show", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["number"], one["answered"], one["changes"]) for one in found["objections"]] == [
        ("1", True, False),
        ("2", False, None),
    ]
    assert found["objections"][0]["letter"].endswith("sanggahan/jawaban-1.pdf")
    assert paritrana(root, "objection", "show", "kota") == 0
    assert "belum dijawab" in capsys.readouterr().out


def test_the_book_keeps_texts_as_texts(root):
    path = object_to(root, {"text": "=1+1", "sender": "@kantor"})
    sheet = load_workbook(path)["Sanggahan"]
    assert (sheet["G5"].value, sheet["G5"].data_type) == ("=1+1", "s")
    assert (sheet["B5"].value, sheet["B5"].data_type) == ("@kantor", "s")


def test_of_two_indicators_of_one_title_the_letter_tells_of_the_one_that_is_meant(tmp_path):
    from paritrana.documents.ladder_model import ladder_sheet
    from paritrana.documents.objection_letter import Letter, values
    from paritrana.workflow.collect import read_folders
    from paritrana.workflow.season import open_season
    from paritrana.workflow.stages import judge

    root = play(tmp_path)
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    criteria.write_text(criteria.read_text("utf-8").replace("title: Target\n", "title: Cakupan\n"), "utf-8")
    object_to(root, {**ANSWER, "indicator": "skor_target"})
    season = open_season(root, None)
    category = season.edition.categories["kota"]
    result = judge(season, category, read_folders(season), "").result
    sheet = ladder_sheet(result, {}, "id")
    (own,) = (one for one in sheet.candidates if one.code == "34.01")
    ((one,), _) = season.objections
    who = season.known()["kota"]["34.01"]
    letter = Letter(season.edition, category, one, who, (), result, None, ("DRAF",), "belum dikunci", sheet.steps, own)
    ((told_of,), points) = values(letter)["indicators"], (own.rows[1].cells[0].text, own.rows[2].cells[0].text)
    assert points == ("10,00", "25,00")
    assert told_of["climb"][0][1] == "25,00"


def test_of_two_questions_of_one_text_only_the_corrected_one_is_told_as_corrected():
    from paritrana.documents.ladder_model import LadderCandidate, LadderRow, Word

    def word(field, *, correcting):
        return Word(field, "Jumlah", "", "1", "", "", "", "", "", correcting)

    words = (word("a", correcting=False), word("a", correcting=True), word("b", correcting=False))
    own = LadderCandidate("34.01", "Kulon Progo", "", (), LadderRow("", ()), words)
    assert own.corrections == words[:2]
