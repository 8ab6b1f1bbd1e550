"""Whatever stands in a criteria file, loading it gives problems with a line and readable words, and never raises."""

import re
from pathlib import Path

import pytest
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


KEYS = tuple(sorted({found for found in re.findall(r"([a-z_]+):", SMALL) if found != "expect"}))


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
@pytest.mark.parametrize("value", ["33,33", "010x", "[]", "{}", "~", "''", "1_000", "no", "{{ x }}", "'\\'", "2025-13-01"])
def test_a_value_of_another_shape_never_raises_and_speaks_indonesian(key, value, tmp_path):
    text = re.sub(rf"(?<![\w.]){key}:( [^\n,}}]*)?", f"{key}: {value}", SMALL, count=1)
    _, problems = loaded(text, tmp_path)
    for problem in problems:
        said = re.sub(r'"[^"]*"|\b\w+:|filled_by.*|berjenis .*', "", line(problem))
        assert not ENGLISH.search(said.replace("contoh.yaml", "")), said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("weight: 60", "weight: 33,33", '"33,33" memakai koma desimal. Tulis dengan titik: 33.33. [C011]'),
        ("weight: 60", "weight: 1_000", 'Isi skor_cakupan › weight tidak sesuai: terbaca "1_000". Tulis angka seperti 33.33'),
        ("weight: 60", "weight: -60", 'terbaca "-60". Tulis bobot nol atau lebih, seperti 33.33 atau 1/3.'),
        ("weight: 60", "weight: 1/0", 'terbaca "1/0". Tulis angka seperti 33.33'),
        ("weight: 60", "weight: .inf", 'terbaca ".inf". Tulis angka'),
        ("weight: 60", f"weight: {'9' * 5000}", "Tulis angka seperti 33.33"),
        ("weight: 60", "weight: {}", 'terbaca "{}". Tulis angka'),
        ("kind: bands", "kind: band", '"bands" bila itu maksudnya; pilihannya: bands, checklist, choice'),
        ("kind: bands", "kind: persen", "Tulis salah satu dari: bands, checklist, choice, linear, panel, target, yesno."),
        ("          kind: bands\n", "", 'Kunci "kind" belum ada pada skor_cakupan › rule. Tambahkan kind: salah satu dari: bands'),
        ("kind: yesno}", "kind: ya_tidak}", "inovasi › kind tidak sesuai"),
        ("kind: yesno}", "kind: yes_no}", '"yesno" bila itu maksudnya; pilihannya: count, number'),
        ("closed: lower", "closed: low", '"lower" bila itu maksudnya; pilihannya: lower, upper'),
        ("points: 40}", "points: 140}", "skor_cakupan › rule › bands › #1 › points tidak sesuai"),
        ("points: 40}", "points: 140}", "Tulis angka paling besar 100."),
        ("yes: 100, ", "", 'Kunci "yes" belum ada pada skor_inovasi › rule. Tambahkan yes: poin untuk jawaban Ya.'),
        ("id: inovasi,", "id: Inovasi Daerah,", "Tulis id dari huruf kecil, angka, dan garis bawah"),
        ("id: inovasi,", "id: coalesce,", "Tulis id lain; kata ini dipakai dalam bahasa rumus."),
        ("missing: zero", "missing: no", "Tulis salah satu dari: zero, return."),
        ("kind: count, min: 1", "kind: count, min: 010", None),
        ("missing: zero", "missing: zero\nprecision: {points: 10}", "Tulis bilangan bulat dari 0 sampai 9, atau exact."),
        ("missing: zero", "missing: zero\nprecision: {points: 1_0}", "Tulis bilangan bulat dari 0 sampai 9, atau exact."),
        ("missing: zero", "missing: zero\npanel: {size: sembilan}", "Tulis bilangan bulat seperti 3."),
        ("still_tied: share", "still_tied: undi", "Tulis salah satu dari: share, lot."),
        ("category: contoh", "category: lain", 'Isi category tidak sesuai: terbaca "lain". Tulis contoh.'),
        ("kind: business, pattern: 'BU-[0-9]{4}'", "kind: business", 'Kunci "pattern" belum ada pada candidates.'),
        ("kind: business, pattern: 'BU-[0-9]{4}'", "kind: region", "Tambahkan levels: tingkat wilayah"),
        ("pattern: 'BU-[0-9]{4}'", "pattern: 'BU-('", "Tulis pola (regex) yang sah."),
        ("kind: yesno}", "kind: yesno, options: [{code: a, label: A}]}", "Tulis kind: choice, atau hapus options"),
        ("kind: yesno}", "kind: choice}", 'Kunci "options" belum ada pada inovasi.'),
        ("kind: yesno, field: inovasi, yes: 100, no: 0", "kind: panel, field: inovasi, quorum: 1, scale: [1]", "Tulis dua isi"),
        ("kind: yesno, field: inovasi, yes: 100, no: 0", "kind: panel, field: inovasi, quorum: 1, scale: [5, 5]", "[C023]"),
        ("kind: yesno, field: inovasi, yes: 100, no: 0", "kind: checklist, items: [{field: inovasi, points: 60}, {field: inovasi, points: 60}]", "berjumlah paling banyak 100"),
        ("title: Isi", "title: {en: Content}", 'Kunci "id" belum ada pada isi › title. Tambahkan id: kata-kata dalam bahasa Indonesia.'),
        ("title: Isi", "title: [Isi]", 'Isi isi › title tidak sesuai: terbaca "[Isi]". Tulis kunci dan isi'),
        ("fields:\n", "fields: satu\nbidang:\n", 'Isi fields tidak sesuai: terbaca "satu". Tulis daftar'),
        ("formula: 100 *", "formula: 33,3 *", '"33,3 * terlindungi / pekerja" memakai koma desimal.'),
        ("points: 40}", "points: 33,5}", '"33,5" memakai koma desimal. Tulis dengan titik: 33.5.'),
        ("ask: Ada inovasi,", "ask: Ada inovasi, atau program,", 'Kunci "atau program" tidak dikenal.'),
        ("formula: 100 *", "formula: 100 * max(1, 2) *", "Bila ini lanjutan isi yang memuat koma, beri tanda kutip"),
        ("formula: 100 *", "formula: 100 ^", "tanda ^ tidak dikenal dalam rumus; mungkin maksudnya pow(x, n)"),
        ("value: cakupan", "value: cakupan + inovasi = 'ya'", None),
    ],
)  # fmt: skip
def test_a_common_slip_is_told_with_its_cure(old, new, says, tmp_path):
    assert SMALL.count(old) == 1
    text = SMALL.replace(old, new)
    if says is None:
        loaded(text, tmp_path)
    else:
        assert says in " ".join(words(text, tmp_path))


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
        (b"a: {b: [c\n", "C001", 2),
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


ALPHABET = st.sampled_from([*'abc:{}[]-#&*!|>%@`"\',? \n\t', "  ", "- ", ": ", "weight", "id", "\u200b", "é", "\x00", "\x85"])


@settings(max_examples=150)
@given(at=st.integers(0, len(SMALL)), inserted=st.lists(ALPHABET, max_size=6).map("".join), removed=st.integers(0, 8))
def test_a_slip_of_the_hand_anywhere_never_raises(tmp_path_factory, at, inserted, removed):
    loaded(SMALL[:at] + inserted + SMALL[at + removed :], tmp_path_factory.getbasetemp())
