"""Whatever stands in a criteria file, loading it gives problems with a line and readable words, and never raises."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana.criteria.load import load_category, load_edition_file
from paritrana.problems import has_errors
from paritrana.text import line

SHIPPED = Path(__file__).parents[2] / "criteria" / "2025-provinsi"
EXAMPLE = (SHIPPED / "kabupaten-kota.yaml").read_text(encoding="utf-8")
EDITION = (SHIPPED / "edition.yaml").read_text(encoding="utf-8")
SMALL = (Path(__file__).parents[1] / "cases" / "criteria" / "C005.yaml").read_text(encoding="utf-8")
SMALL = SMALL.replace("59.99", "60")

SLIPS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "criteria_slips.yaml").read_text(encoding="utf-8"))
ENGLISH = re.compile(r"\b(input|should|valid|error|expected|mapping|found|string|type|must|greater|unable)\b", re.I)


def loaded(content, folder):
    """The category and the problems of a text (or bytes) as `contoh.yaml`; every problem reads well."""
    path = folder / "contoh.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    category, problems = load_category(path)
    assert (category is None) == has_errors(problems)
    for problem in problems:
        assert problem.where.line >= 1
        for lang in ("id", "en"):
            assert not re.search(r"\{[a-z_]+\}|\bNone\b|<class|Node\(", line(problem, lang))
    return category, problems


def words(content, folder):
    """The problems of a broken file, without place and code, as a secretary reads them."""
    category, problems = loaded(content, folder)
    assert category is None
    return [line(problem).partition(": ")[2] for problem in problems if problem.is_error]


def test_the_small_file_is_sound(tmp_path):
    category, problems = loaded(SMALL, tmp_path)
    assert category is not None
    assert problems == ()


@pytest.mark.parametrize("kept", range(0, EXAMPLE.count("\n"), 40))
def test_a_file_cut_off_at_any_line_is_told_to_be_incomplete(kept, tmp_path):
    category, problems = loaded("".join(EXAMPLE.splitlines(keepends=True)[:kept]), tmp_path)
    assert category is None
    assert problems


@pytest.mark.parametrize("kept", range(0, len(SMALL), 7))
def test_a_file_cut_off_anywhere_never_raises(kept, tmp_path):
    loaded(SMALL[:kept], tmp_path)


VALUES = ("33,33", "010x", "[]", "{}", "~", "''", "1_000", "no", "{{ x }}", "'\\'", "2025-13-01")
KEYS = tuple(sorted({found for found in re.findall(r"([a-z_]+):", SMALL) if found not in ("expect", "yaml")}))


@pytest.mark.parametrize("key", KEYS)
def test_a_misspelt_key_is_named_with_its_line_and_the_right_spelling(key, tmp_path):
    misspelt = key + key[-1]
    text, number = re.subn(rf"(?<![\w.]){key}:", f"{misspelt}:", SMALL, count=1)
    assert number == 1
    _, problems = loaded(text, tmp_path)
    at = 1 + text[: text.index(f"{misspelt}:")].count("\n")
    told = [(problem.code, problem.where.line) for problem in problems]
    if key == "kind":
        assert ("C003", at) in told or told[0] == ("C012", at)
    else:
        assert ("C003", at) in told
        hints = [line(problem) for problem in problems if problem.code == "C003"]
        assert any(f'Mungkin maksudnya "{key}"?' in hint for hint in hints)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", VALUES)
def test_a_value_of_another_shape_never_raises_and_speaks_indonesian(key, value, tmp_path):
    text = re.sub(rf"(?<![\w.]){key}:( [^\n,}}]*)?", f"{key}: {value}", SMALL, count=1)
    _, problems = loaded(text, tmp_path)
    for problem in problems:
        said = re.sub(r'"[^"]*"|\b\w+:|filled_by.*|berjenis .*', "", line(problem))
        assert not ENGLISH.search(said.replace("contoh.yaml", "")), said


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["new"].strip())
def test_a_common_slip_is_told_with_its_cure(slip, tmp_path):
    assert SMALL.count(slip["old"]) == 1
    text = SMALL.replace(slip["old"], slip["new"])
    category, problems = loaded(text, tmp_path)
    assert (category is not None) == (slip["says"] == "-")
    assert slip["says"] == "-" or slip["says"] in " ".join(map(line, problems))


def test_a_number_of_thousands_of_digits_is_refused(tmp_path):
    assert "Tulis angka seperti 33.33" in words(SMALL.replace("weight: 60", f"weight: {'9' * 5000}"), tmp_path)[0]
    assert "Tulis angka seperti 33.33" in words(SMALL.replace("weight: 60", f"weight: 1/{'9' * 5000}"), tmp_path)[0]


def test_a_leading_zero_is_a_plain_number_and_no_octal(tmp_path):
    category, _ = loaded(SMALL.replace("min: 1}", "min: 010}"), tmp_path)
    assert category.field("pekerja").min == 10


def test_no_and_yes_are_words_and_not_flags(tmp_path):
    category, _ = loaded(SMALL.replace("title: Inovasi", "title: no"), tmp_path)
    assert category.indicators()[1][0].title.id == "no"


def test_one_slip_gives_one_problem(tmp_path):
    text = SMALL.replace("        weight: 60", "        weigth: 60")
    assert [line(problem) for problem in loaded(text, tmp_path)[1]] == [
        'contoh.yaml:20: Kunci "weigth" tidak dikenal. Mungkin maksudnya "weight"? [C003]'
    ]


def test_all_slips_are_told_at_once(tmp_path):
    text = SMALL.replace("weight: 60", "weight: banyak").replace("kind: yesno}", "kind: ya}").replace("desc", "turun")
    assert [(problem.code, problem.where.line) for problem in loaded(text, tmp_path)[1]] == [
        ("C004", 10), ("C004", 20), ("C004", 37)
    ]  # fmt: skip


def test_a_sum_that_only_seems_to_be_100_is_shown_in_full(tmp_path):
    text = SMALL.replace("weight: 60", "weight: 59.9999999999999")
    assert "adalah 99.9999999999999, seharusnya tepat 100" in words(text, tmp_path)[0]


def test_weights_may_be_fractions_and_are_shown_so(tmp_path):
    thirds = SMALL.replace("weight: 60", "weight: 1/3").replace("weight: 40", "weight: 2/3")
    assert loaded(thirds, tmp_path)[0] is not None
    assert "(1/3 + 40)" in words(SMALL.replace("weight: 60", "weight: 1/3"), tmp_path)[0]


@pytest.mark.parametrize(
    ("content", "code", "at"),
    [
        (b"", "C004", 1),
        (b"# hanya catatan\n", "C004", 1),
        (b"- a\n- b\n", "C004", 1),
        (b"kalimat saja\n", "C004", 1),
        (b"a: 1\n---\nb: 2\n", "C001", 2),
        (b"a: {b: [c\n", "C001", 1),
        (b"a: &x 1\nb: *x\n", "C010", 1),
        (b"a: 1\nb:\n  <<: *x\n", "C010", 3),
        (b"a: 1\na: 2\n", "C002", 2),
        (b"a: !!python/name:os.system x\n", "C010", 1),
        (b"{{ template }}: 1\n", "C004", 1),
        (b"a: 1\n? [b, c]\n: 2\n", "C004", 2),
        (b'a: 1\nb: "\\UFFFFFFFF"\n', "C001", 1),
        (b'a: 1\nb: "\\ud800"\n', "C001", 2),
        (b'a: 1\nb: "\\0"\n', "C001", 2),
        (b"a: 1\nb: \x07\n", "C001", 2),
        (b"a: 1\nb: caf\xe9\n", "C001", 2),
        (b"a: 1\nb: %c\n", "C001", 2),
        ("a: 1\nb: 2\n".encode("utf-16"), "C001", 1),
        ("a: 1\nb: 2\n".encode("utf-16-le"), "C001", 1),
        (b"[" * 100_000, "C001", 1),
        (b"a:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 200)), "C001", 41),
        (b"\0" * 50, "C001", 1),
    ],
)  # fmt: skip
def test_what_is_no_plain_yaml_is_one_problem_at_its_line(content, code, at, tmp_path):
    category, problems = loaded(content, tmp_path)
    assert category is None
    assert (problems[0].code, problems[0].where.line) == (code, at)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  - {id: pekerja,", "  -{id: pekerja,", "setelah tanda hubung (-) di awal baris tidak ada spasi"),
        ("title: Contoh", "title:\u00a0Contoh", "spasi tak putus"),
        ("  - id: isi", "\u00a0\u00a0- id: isi", "spasi tak putus"),
        ("    title: Isi", "    \u00a0title: Isi", "spasi tak putus"),
        ("    title: Isi", "    title: 'Isi", "tanda kutip tidak ditutup"),
        ("    title: Isi", '    title: "Isi', "tanda kutip tidak ditutup"),
        ("    title: Isi", "    title Isi", "setelah nama kunci tidak ada titik dua"),
        ("min: 1}", "min: 1", "kurung siku atau kurung kurawal tidak ditutup"),
        ("    title: Isi", "\ttitle: Isi", "tombol Tab"),
        ("    title: Isi", "    title: *isi", "Jangkar, alias, atau tag YAML"),
    ],
)  # fmt: skip
def test_a_slip_of_shape_is_one_problem_at_its_own_line(old, new, says, tmp_path):
    assert SMALL.count(old) == 1
    text = SMALL.replace(old, new)
    (problem,) = loaded(text, tmp_path)[1]
    assert problem.where.line == 1 + text[: text.index(new)].count("\n")
    assert says in line(problem)


def test_a_key_twice_tells_where_it_stands_first(tmp_path):
    text = SMALL.replace("    title: Isi\n", "    title: Isi\n    title: Lain\n")
    first = 1 + text[: text.index("    title: Isi")].count("\n")
    assert f"yang pertama di baris {first}" in line(loaded(text, tmp_path)[1][0])


def test_a_file_of_many_megabytes_is_not_even_read(tmp_path):
    assert "berkas terlalu besar" in words(b"#" * 2_000_001, tmp_path)[0]


def test_a_missing_file_is_a_problem_too(tmp_path):
    category, (problem,) = load_category(tmp_path / "tiada.yaml")
    assert category is None
    assert line(problem) == "tiada.yaml: Berkas tiada.yaml tidak ada. Periksa nama dan letak berkasnya. [C019]"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(ends, mark, tmp_path):
    category, problems = loaded(mark + SMALL.replace("\n", ends), tmp_path)
    assert category == loaded(SMALL, tmp_path)[0]
    assert problems == ()


def test_an_edition_with_its_dates_the_wrong_way_is_told_so(tmp_path):
    folder = tmp_path / "2025-provinsi"
    folder.mkdir()
    path = folder / "edition.yaml"
    path.write_text(EDITION.replace("2025-12-31", "31/12/2025"), encoding="utf-8")
    facts, (problem,) = load_edition_file(path)
    assert facts is None
    assert 'Isi period › end tidak sesuai: terbaca "31/12/2025". Tulis tanggal seperti 2025-12-31.' in line(problem)


ALPHABET = st.sampled_from(
    [*"abc:{}[]-#&*!|>%@`\"',? \n\t", "  ", "- ", ": ", "weight", "id", "\u200b", "é", "\x00", "\x85"]
)


@settings(max_examples=150)
@given(at=st.integers(0, len(SMALL)), inserted=st.lists(ALPHABET, max_size=6).map("".join), removed=st.integers(0, 8))
def test_a_slip_of_the_hand_anywhere_never_raises(tmp_path_factory, at, inserted, removed):
    loaded(SMALL[:at] + inserted + SMALL[at + removed :], tmp_path_factory.getbasetemp())
