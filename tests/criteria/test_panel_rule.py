"""The keys of the panel rule: which belong together, what is refused and how that reads, and the way through Excel."""

from pathlib import Path

import pytest

from paritrana.criteria.load import load_category
from paritrana.criteria.nodes import read_tree
from paritrana.criteria.yaml_text import without_empty
from paritrana.form.cells import open_book
from paritrana.form.criteria_book import write_criteria_book
from paritrana.form.criteria_book_reader import read_criteria_book
from paritrana.problems import has_errors
from paritrana.text import line

SHIPPED = Path(__file__).parents[2] / "criteria" / "2025-provinsi" / "kabupaten-kota.yaml"
RULE = "rule: {kind: panel, field: wawancara, reduce: mean, quorum: 5}"
EVERY_KEY = "reduce: trimmed, trim: 1, trim_from: 7, severity: additive"


def with_rule(keys):
    text = SHIPPED.read_text(encoding="utf-8")
    assert RULE in text
    return text.replace(RULE, f"rule: {{kind: panel, field: wawancara, {keys}, quorum: 5}}")


def loaded(keys, folder):
    path = folder / "kabupaten-kota.yaml"
    path.write_text(with_rule(keys), encoding="utf-8")
    return load_category(path)


@pytest.mark.parametrize(
    ("keys", "code", "words"),
    [
        ("reduce: trimmed, trim: 1", "C012", 'Kunci "trim_from" belum ada'),
        ("reduce: trimmed, trim_from: 7", "C012", "Tambahkan trim: berapa nilai dibuang di tiap ujung, seperti 1"),
        ("reduce: trimmed, trim: 2, trim_from: 4", "C004", "angka paling kecil 5: sesudah 2 nilai terendah"),
        ("reduce: trimmed, trim: 0, trim_from: 7", "C004", "angka paling kecil 1"),
        ("reduce: trimmed, trim: 1, trim_from: 10", "C004", "angka paling besar 9"),
        ("reduce: median, trim: 1", "C004", "reduce: trimmed, atau hapus trim"),
        ("trim_from: 7", "C004", "reduce: trimmed, atau hapus trim_from"),
        ("reduce: trimmean", "C004", '"trimmed" bila itu maksudnya'),
        ("severity: rasch", "C004", "additive"),
    ],
)
def test_keys_that_do_not_belong_together_are_told(keys, code, words, tmp_path):
    category, problems = loaded(keys, tmp_path)
    assert category is None or code == "C004"
    errors = [problem for problem in problems if problem.is_error]
    assert [problem.code for problem in errors] == [code]
    assert words in line(errors[0])
    assert line(errors[0], "en") != line(errors[0])


def test_a_rule_with_every_key_is_sound_and_comes_back_from_the_workbook(tmp_path):
    category, problems = loaded(EVERY_KEY, tmp_path)
    assert not has_errors(problems)
    rule = next(one.rule for one, _ in category.indicators() if one.rule.kind == "panel")
    assert (rule.reduce, rule.trim, rule.trim_from, rule.severity) == ("trimmed", 1, 7, "additive")
    value = read_tree(with_rule(EVERY_KEY), "kabupaten-kota.yaml").value
    written = write_criteria_book(value, {"edition": "2025-contoh"})
    found = read_criteria_book(open_book(written.data, "kriteria.xlsx"))
    assert found.problems == ()
    assert found.tree.value == without_empty(value)
