"""Two hashes of one file: every word, and only what can change points; and the mark of a form's version."""

import re
from pathlib import Path

import pytest

from paritrana.criteria.fields import Role
from paritrana.criteria.fingerprint import content_hash, form_version, structure_hash
from paritrana.criteria.load import load_category

SMALL = (Path(__file__).parents[1] / "cases" / "criteria" / "C005.yaml").read_text(encoding="utf-8")
RICH = """
note: Contoh
precision: {points: 2, score: 2}
gates:
  - {id: aktif, condition: terlindungi >= 100, message: Terlalu sedikit, article: Pasal 3}
awards:
  minimum_score: 50
  places:
    - {rank: 1, title: Terbaik I}
    - {rank: 2, to: 3, title: Harapan}
"""
BASE = SMALL.replace("59.99", "60") + RICH


def loaded(text, folder):
    path = folder / "contoh.yaml"
    path.write_text(text, encoding="utf-8")
    category, problems = load_category(path)
    assert category is not None, problems
    return category


def changed(old, new, folder):
    assert BASE.count(old) == 1, old
    return loaded(BASE.replace(old, new), folder)


WORDS = (
    ("title: Isi", "title: {id: Isian, en: Content}"),
    ("ask: Ada inovasi", "ask: Adakah inovasi, hint: Lihat laporan"),
    ("ask: Ada inovasi", "ask: Ada inovasi, evidence: Laporan, section: Inovasi, public: true"),
    ("note: Contoh", "note: Catatan lain"),
    ("message: Terlalu sedikit, article: Pasal 3", "message: Kurang, article: Pasal 4"),
    ("title: Harapan", "title: Juara Harapan"),
    ("weight: 60", "weight: 60.00"),
    ("weight: 100", "weight: 1/1"),
    ("kind: count, min: 1", "kind: count, min: 1.0"),
    ("{to: 50, points: 40}", "{to: 50.0, points: 40.00}"),
    ("kind: count}", "kind: count, source: BPS, unit: orang}"),
)
POINTS = (
    (("weight: 60", "weight: 59"), ("weight: 40", "weight: 41")),
    (("points: 40}", "points: 41}"),),
    (("{to: 50,", "{to: 51,"), ("{from: 50,", "{from: 51,")),
    (("closed: lower", "closed: upper"),),
    (("yes: 100, no: 0", "yes: 100, no: 1"),),
    (("formula: 100 *", "formula: 99 *"),),
    (("condition: terlindungi >= 100", "condition: terlindungi >= 101"),),
    (("order: desc", "order: asc"),),
    (("by: skor_cakupan", "by: cakupan"),),
    (("still_tied: share", "still_tied: lot"),),
    (("style: 1-2-2-4", "style: 1-2-2-4\n  rank_on: exact"),),
    (("minimum_score: 50", "minimum_score: 51"),),
    (("{points: 2, score: 2}", "{points: exact, score: 2}"),),
    (("{points: 2, score: 2}", "{points: 2, score: 1}"),),
    (("missing: zero", "missing: return"),),
    (("{rank: 2, to: 3,", "{rank: 2, to: 4,"),),
    (("kind: count, min: 1}", "kind: count, min: 2}"),),
)


@pytest.mark.parametrize(("old", "new"), WORDS)
def test_words_and_spellings_leave_the_structure_as_it_is(old, new, tmp_path):
    assert structure_hash(changed(old, new, tmp_path)) == structure_hash(loaded(BASE, tmp_path))


@pytest.mark.parametrize("changes", POINTS, ids=lambda changes: changes[0][1])
def test_what_can_change_points_ranks_or_awards_changes_the_structure(changes, tmp_path):
    text = BASE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert structure_hash(loaded(text, tmp_path)) != structure_hash(loaded(BASE, tmp_path))


@pytest.mark.parametrize("option", ["none", "status", "public", "label", "unit", "note", "belum"])
def test_levels_count_whatever_the_options_are_called(option, tmp_path):
    options = f"kind: choice, options: [{{code: ada, label: Ada}}, {{code: {option}, label: Lain}}]}}"
    rule = "{kind: yesno, field: inovasi, yes: 100, no: 0}"
    text = BASE.replace("kind: yesno}", options)
    low, high = (
        loaded(text.replace(rule, f"{{kind: choice, field: inovasi, levels: {{ada: 100, {option}: {n}}}}}"), tmp_path)
        for n in (0, 10)
    )
    assert structure_hash(low) != structure_hash(high)


def test_the_content_hash_sees_every_word_but_no_line_ends_and_no_byte_order_mark():
    assert content_hash(BASE) == content_hash(BASE.replace("\n", "\r\n")) == content_hash("\ufeff" + BASE)
    assert content_hash("nama: José\n") == content_hash("nama: Jose\u0301\n")
    assert content_hash(BASE) != content_hash(BASE.replace("Contoh", "contoh", 1))
    assert re.fullmatch("[0-9a-f]{64}", content_hash(BASE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 100", "weight: 1/1"),
        ("yes: 100, no: 0", "yes: 100, no: 1"),
        ("minimum_score: 50", "minimum_score: 51"),
        ("ask: Ada inovasi", "ask: Adakah inovasi"),
    ],
)
def test_weights_rules_and_wording_leave_the_form_version_as_it_is(old, new, tmp_path):
    before = form_version(loaded(BASE, tmp_path), Role.CANDIDATE)
    assert form_version(changed(old, new, tmp_path), Role.CANDIDATE) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: count, min: 1}", "kind: count, min: 2}"),
        ("kind: count}", "kind: number, decimals: 1, min: 0}"),
        ("ask: Ada inovasi", "ask: Ada inovasi, required: false"),
        ("kind: yesno}\n", "kind: yesno}\n  - {id: baru, ask: Baru, kind: text, info_only: true}\n"),
    ],
)
def test_a_change_of_fields_changes_the_form_version(old, new, tmp_path):
    before = form_version(loaded(BASE, tmp_path), Role.CANDIDATE)
    assert form_version(changed(old, new, tmp_path), Role.CANDIDATE) != before


def test_a_field_of_another_role_leaves_the_candidates_form_version_as_it_is(tmp_path):
    organiser = BASE.replace("kind: count}", "kind: count, filled_by: organiser}")
    more = organiser.replace("filled_by: organiser}", "max: 5000000, filled_by: organiser}")
    one, two = loaded(organiser, tmp_path), loaded(more, tmp_path)
    assert form_version(one, Role.CANDIDATE) == form_version(two, Role.CANDIDATE)
    assert form_version(one, Role.ORGANISER) != form_version(two, Role.ORGANISER)
