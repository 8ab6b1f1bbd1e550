"""Seeded mutants of the shipped criteria: each loads, or every error has a line, a cure and its code; none raises."""

import random
import re
from pathlib import Path

import pytest

from paritrana.criteria.load import EDITION_FILE, load_category, load_edition_file
from paritrana.problems import has_errors
from paritrana.text import cure, line

CRITERIA = Path(__file__).parents[2] / "criteria"
FILES = tuple(path for path in sorted(CRITERIA.glob("2*/*.yaml")) if "\nextends:" not in path.read_text("utf-8"))
"""Files that stand alone: a mutant of another is read beside a base that is a mutant too."""
SEEDS = range(24)
LEFT_OVER = re.compile(r"\{[a-z_]+\}|\bNone\b|<class|Traceback")


def some_line(dice, lines, pattern=r"\S"):
    fitting = [at for at, text in enumerate(lines) if re.search(pattern, text)]
    return dice.choice(fitting or range(len(lines)))


def changed(dice, lines, pattern, replace):
    at = some_line(dice, lines, pattern)
    return [*lines[:at], re.sub(pattern, replace, lines[at], count=1), *lines[at + 1 :]]


def delete(dice, lines):
    at = some_line(dice, lines)
    return [*lines[:at], *lines[at + 1 :]]


def double(dice, lines):
    at = some_line(dice, lines)
    return [*lines[: at + 1], *lines[at:]]


def swap(dice, lines):
    at = dice.randrange(len(lines) - 1)
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def misspelt(dice, lines):
    def twist(found):
        key = found[0]
        at = dice.randrange(len(key))
        return dice.choice((key[:at] + key[at + 1 :], key[:at] + key[at] + key[at:], key[:at] + "q" + key[at + 1 :]))

    return changed(dice, lines, r"[a-z_]+(?=:)", twist)


def words_for_a_number(dice, lines):
    return changed(dice, lines, r"(?<=: )\d+(\.\d+)?", dice.choice(("lima puluh", "Rp 50.000", "50%", "1.000.000")))


def odd_number(dice, lines):
    odd = ("08", "1_000", "1e3", ".5", "5.", "0o17", "0x1F", "+5", "33,33", "1/0", "∞", "٣", "-0", "1,000.5")
    return changed(dice, lines, r"(?<=: )\d+(\.\d+)?", dice.choice(odd))


def odd_word(dice, lines):
    odd = ("no", "yes", "on", "~", "null", "NO", "2025-13-45", "[]", "{}", '"', "'", "*x", "&x", "!!int 3", "@x", "%x")
    return changed(dice, lines, r"(?<=: )[^\s{\[].*$", dice.choice(odd))


def quote(dice, lines):
    return changed(dice, lines, r"(?<=: )\w", dice.choice(("'", '"')))


CHANGES = {
    "hapus baris": delete,
    "baris ganda": double,
    "tukar baris": swap,
    "salah eja": misspelt,
    "lekukan kurang": lambda dice, lines: changed(dice, lines, r"^ ", ""),
    "lekukan lebih": lambda dice, lines: changed(dice, lines, r"^(?=\S| )", " "),
    "tab": lambda dice, lines: changed(dice, lines, r"^  ", "\t"),
    "kata untuk angka": words_for_a_number,
    "angka aneh": odd_number,
    "kata aneh": odd_word,
    "kutip": quote,
    "kurung": lambda dice, lines: changed(dice, lines, r"[\]}]", ""),
    "titik dua": lambda dice, lines: changed(dice, lines, r": ", dice.choice((":", " ", " : : "))),
    "strip": lambda dice, lines: changed(dice, lines, r"- ", dice.choice(("-", "  "))),
    "spasi tak putus": lambda dice, lines: changed(dice, lines, r"(?<=\S) ", "\u00a0"),
    "lekukan tak putus": lambda dice, lines: changed(dice, lines, r"^  ", "\u00a0\u00a0"),
}


def mutants():
    for seed in SEEDS:
        for name, change in CHANGES.items():
            dice = random.Random(f"{seed} {name}")  # noqa: S311
            path = FILES[seed % len(FILES)]
            yield name, path, "\n".join(change(dice, path.read_text(encoding="utf-8").split("\n"))).encode()
        dice, path = random.Random(seed), FILES[seed % len(FILES)]  # noqa: S311
        data = path.read_bytes()
        yield "terpotong", path, data[: dice.randrange(len(data))]
        yield "Windows-1252", path, data[:600] + "\u2019".encode("cp1252") + data[600:]


MUTANTS = tuple(mutants())


def problems_of(path, data, folder):
    """What is said of a mutant under the name of the file it was made of."""
    home = folder / path.parent.name
    home.mkdir(parents=True, exist_ok=True)
    copy = home / path.name
    copy.write_bytes(data)
    load = load_edition_file if path.name == EDITION_FILE else load_category
    found, problems = load(copy)
    assert (found is None) == has_errors(problems)
    return problems


def assert_mendable(problems, data):
    for problem in problems:
        assert 1 <= (problem.where.line or 0) <= data.count(b"\n") + 1
        for lang in ("id", "en"):
            assert not LEFT_OVER.search(line(problem, lang)), line(problem, lang)
            assert len(cure(problem, lang)) > len("Tulis."), line(problem, lang)
            assert len(line(problem, lang)) < 900, line(problem, lang)


@pytest.mark.parametrize("kind", sorted({name for name, _, _ in MUTANTS}))
def test_a_mutant_loads_or_says_where_and_how_to_mend_it(kind, tmp_path):
    for name, path, data in MUTANTS:
        if name == kind:
            assert_mendable(problems_of(path, data, tmp_path), data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\xef\xbb\xbf",
        b"- a\n- b\n",
        b"a\n",
        b"category: x\n---\ncategory: y\n",
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        b"a: " + b"[" * 5000,
        b"a: " + b"{x: " * 500,
        b"".join(b" " * n + b"- a:\n" for n in range(0, 200, 2)),
        b"category: x\nfields: " + b"9" * 100_000 + b"\n",
        b"x" * 10_000_000,
    ],
    ids=lambda data: f"{len(data)} {data[:12]!r}",
)
def test_a_file_that_is_no_criteria_at_all_says_so(data, tmp_path):
    problems = problems_of(FILES[0], data, tmp_path)
    assert has_errors(problems)
    assert_mendable(problems, data)
