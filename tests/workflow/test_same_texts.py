"""Questions and indicators of one text: no book takes the text for one of them, and an id always means itself."""

import pytest
from plenary_kit import decide, object_to
from season_kit import workspace

from paritrana.form.called import called, meant
from paritrana.workflow.season import open_season

TEXTS = {"pekerja": "Jumlah", "peserta": " jumlah ", "tahun": "pekerja", "wilayah": "Wilayah"}


def test_a_text_means_one_thing_only_where_no_other_has_it():
    assert called(TEXTS) == {**{name: name for name in TEXTS}, "wilayah": "wilayah"}
    assert meant("JUMLAH", TEXTS) == ["pekerja", "peserta"]
    assert meant("lain", TEXTS) == list(TEXTS)


def changed(root, *pairs):
    path = workspace(root) / "criteria" / "uji-2025" / "kota.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")
    (root / "submissions" / "uji-2025").mkdir(parents=True)
    return root


def value_of(field):
    return {"candidate": "34.04", "kind": "nilai", "field": field, "value": 500}


def test_a_decision_about_a_question_that_is_asked_twice_is_refused_with_both_ids(tmp_path):
    root = changed(tmp_path, ("ask: Jumlah peserta", "ask: Jumlah pekerja"))
    decide(root, value_of("Jumlah pekerja"), value_of("peserta"))
    decisions, problems = open_season(root, None).plenary
    assert [one.field for one in decisions] == ["peserta"]
    assert [(one.code, one.details["expected"]) for one in problems] == [("J031", "pekerja, peserta")]


def test_marks_are_not_offered(tmp_path):
    root = changed(tmp_path, ("ask: Jumlah peserta", "ask: Nilai wawancara"))
    decide(root, value_of("Nilai wawancara"))
    assert [one.details["expected"] for one in open_season(root, None).plenary[1]] == ["peserta"]


@pytest.mark.parametrize("said", ["peserta", "Peserta"])
def test_an_id_wins_over_the_question_of_another(tmp_path, said):
    root = changed(tmp_path, ("ask: Jumlah pekerja", "ask: Peserta"))
    decide(root, value_of(said))
    assert [one.field for one in open_season(root, None).plenary[0]] == ["peserta"]


def test_an_objection_to_a_title_that_two_indicators_have_is_refused_with_both_ids(tmp_path):
    root = changed(tmp_path, ("title: Target\n", "title: Cakupan\n"), ("title: Wawancara", "title: skor_perda"))
    object_to(root, {"indicator": "Cakupan"}, {"indicator": "skor_target"}, {"indicator": "skor_perda"})
    objections, problems = open_season(root, None).objections
    assert [one.indicator for one in objections] == ["skor_target", "skor_perda"]
    assert [(one.code, one.details["expected"]) for one in problems] == [("J041", "skor_cakupan, skor_target")]
