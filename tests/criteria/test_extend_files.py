"""`extends:` between files: where they may lie, chains and circles, names, hashes, the shipped criteria extended."""

import os
import re
from pathlib import Path

import pytest

from paritrana.criteria.fingerprint import content_hash, structure_hash
from paritrana.criteria.load import load_category, load_edition, load_edition_file
from paritrana.text import line

CRITERIA = Path(__file__).parents[2] / "criteria"
SHIPPED = CRITERIA / "2025-provinsi"
SMALL = (Path(__file__).parents[1] / "cases" / "criteria" / "C005.yaml").read_text(encoding="utf-8")
SMALL = SMALL.replace("59.99", "60")


def write(root, **files):
    """Files by `folder__name` (dashes as in `f2024__contoh`), below `criteria`."""
    for name, text in files.items():
        folder, _, stem = name.partition("__")
        path = root / "criteria" / folder / f"{stem}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "criteria"


def told(problems):
    return [(problem.code, problem.where.file, problem.where.line) for problem in problems]


def test_a_file_that_only_extends_is_its_base(tmp_path):
    criteria = write(tmp_path, lama__contoh=SMALL, baru__contoh="extends: ../lama/contoh.yaml\n")
    category, problems = load_category(criteria / "baru" / "contoh.yaml", "baru/contoh.yaml")
    assert problems == ()
    assert category == load_category(criteria / "lama" / "contoh.yaml")[0]


@pytest.mark.parametrize(
    "written", ["../lama/contoh", "../lama/contoh.yaml", "..\\lama\\contoh", "../baru/../lama/./contoh"]
)
def test_ways_to_write_the_same_place(written, tmp_path):
    criteria = write(tmp_path, lama__contoh=SMALL, baru__contoh=f"extends: {written}\n")
    assert load_category(criteria / "baru" / "contoh.yaml")[1] == ()


OUTSIDE = (
    "../../luar",
    "/etc/passwd",
    "../../../../../../etc/passwd",
    "C:/luar",
    "C:\\luar.yaml",
    "\\\\server\\luar",
    "~/luar",
    "../../criteria2/lama/contoh",
    "https://contoh.id/a",
    "file:///etc/passwd",
    "../lama/",
    "a" * 500,
    '"\\u200b"',
    '"..\\ncontoh"',
)


@pytest.mark.parametrize("hostile", OUTSIDE)
def test_places_outside_of_the_criteria_folder_are_refused(hostile, tmp_path):
    (tmp_path / "luar.yaml").write_text(SMALL, encoding="utf-8")
    criteria = write(tmp_path, baru__contoh=f"extends: {hostile}\n")
    category, problems = load_category(criteria / "baru" / "contoh.yaml", "baru/contoh.yaml")
    assert category is None
    assert told(problems) == [("C032", "baru/contoh.yaml", 1)]
    assert str(tmp_path) not in line(problems[0])


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("target", ["luar.yaml", "criteria/baru/pintas.yaml"])
def test_links_that_lead_outside_or_in_circles_are_refused(target, tmp_path):
    (tmp_path / "luar.yaml").write_text(SMALL, encoding="utf-8")
    criteria = write(tmp_path, baru__contoh="extends: pintas\n")
    (criteria / "baru" / "pintas.yaml").symlink_to(tmp_path / target)
    category, problems = load_category(criteria / "baru" / "contoh.yaml")
    assert category is None
    assert problems[0].code in ("C032", "C019")


@pytest.mark.parametrize("read", ["tiada", "../lama/tiada.yaml", "..", "é" * 150])
def test_a_file_that_is_not_there_is_told_where_it_is_asked_for(read, tmp_path):
    criteria = write(tmp_path, baru__contoh=f"# catatan\nextends: {read}\n")
    assert told(load_category(criteria / "baru" / "contoh.yaml", "baru/contoh.yaml")[1]) == [
        ("C019", "baru/contoh.yaml", 2)
    ]


@pytest.mark.parametrize("read", ["[a, b]", "{a: b}", "''", "../lama/edition.yaml"])
def test_what_is_no_category_file_cannot_be_extended(read, tmp_path):
    criteria = write(tmp_path, lama__edition="edition: lama", baru__contoh=f"extends: {read}\n")
    assert told(load_category(criteria / "baru" / "contoh.yaml", "baru/contoh.yaml")[1]) == [
        ("C004", "baru/contoh.yaml", 1)
    ]


def test_a_circle_is_told_with_its_files(tmp_path):
    criteria = write(tmp_path, a__contoh="extends: ../b/contoh\n", b__contoh="\nextends: ../a/contoh\n")
    _, problems = load_category(criteria / "a" / "contoh.yaml", "a/contoh.yaml")
    assert line(problems[0]) == (
        "b/contoh.yaml:2: extends: tidak dapat diikuti: berkas saling memperluas "
        "(a/contoh.yaml → b/contoh.yaml → a/contoh.yaml). "
        "Tunjuk berkas terdahulu yang tidak kembali ke berkas ini. [C033]"
    )
    assert len(problems) == 1


def test_a_file_that_extends_itself_is_a_circle(tmp_path):
    criteria = write(tmp_path, a__contoh="extends: contoh\n")
    assert told(load_category(criteria / "a" / "contoh.yaml")[1]) == [("C033", "contoh.yaml", 1)]


@pytest.mark.parametrize(("before", "sound"), [(5, True), (6, False)])
def test_a_chain_has_at_most_five_files_before_a_file(before, sound, tmp_path):
    links = {f"t{n}__contoh": f"extends: ../t{n - 1}/contoh\npanel: {{size: {n}}}\n" for n in range(1, before + 1)}
    criteria = write(tmp_path, t0__contoh=SMALL, **links)
    category, problems = load_category(criteria / f"t{before}" / "contoh.yaml")
    assert told(problems) == ([] if sound else [("C033", "t1/contoh.yaml", 1)])
    assert category is None if not sound else category.panel.size == before


def test_problems_stand_where_the_offending_thing_stands(tmp_path):
    base = SMALL.replace("yes: 100, no: 0", "yes: 100, no: sedikit")
    child = "extends: ../lama/contoh\nprecision: {points: banyak}\nawards: {judul: x}\n"
    criteria = write(tmp_path, lama__contoh=base, baru__contoh=child)
    _, problems = load_category(criteria / "baru" / "contoh.yaml", "baru/contoh.yaml")
    at = 1 + base[: base.index("no: sedikit")].count("\n")
    assert sorted(told(problems)) == sorted([
        ("C004", "lama/contoh.yaml", at), ("C004", "baru/contoh.yaml", 2), ("C003", "baru/contoh.yaml", 3)
    ])  # fmt: skip


def test_weights_that_no_longer_sum_are_told_where_they_were_changed(tmp_path):
    child = "extends: ../lama/contoh\naspects:\n  - id: isi\n    indicators:\n      - {id: skor_inovasi, weight: 41}\n"
    criteria = write(tmp_path, lama__contoh=SMALL, baru__contoh=child)
    _, problems = load_category(criteria / "baru" / "contoh.yaml", "baru/contoh.yaml")
    assert ("C005", "baru/contoh.yaml", 3) in told(problems)


@pytest.mark.parametrize(
    ("broken", "code", "at"), [("a: [", "C001", 1), ("a: 1\na: 2\n", "C002", 2), ("- a\n", "C004", 1), ("", "C004", 1)]
)
def test_a_broken_base_is_told_with_its_own_name_and_line(broken, code, at, tmp_path):
    criteria = write(tmp_path, lama__contoh=broken, baru__contoh="extends: ../lama/contoh\n")
    category, problems = load_category(criteria / "baru" / "contoh.yaml", "baru/contoh.yaml")
    assert category is None
    assert (code, "lama/contoh.yaml", at) in told(problems)


@pytest.mark.parametrize(("read", "code"), [(b"\xff", "C001"), (b"#" * 2_000_001, "C001")])
def test_a_base_that_cannot_be_read_is_told_too(read, code, tmp_path):
    criteria = write(tmp_path, lama__contoh="", baru__contoh="extends: ../lama/contoh\n")
    (criteria / "lama" / "contoh.yaml").write_bytes(read)
    assert told(load_category(criteria / "baru" / "contoh.yaml")[1]) == [(code, "lama/contoh.yaml", 1)]


def test_a_file_keeps_its_own_name(tmp_path):
    criteria = write(tmp_path, lama__contoh=SMALL, baru__lain="# satu\nextends: ../lama/contoh\n")
    _, (problem,) = load_category(criteria / "baru" / "lain.yaml", "baru/lain.yaml")
    assert line(problem) == 'baru/lain.yaml:2: Isi category tidak sesuai: terbaca "contoh". Tulis lain. [C004]'


@pytest.mark.parametrize("key", ["extend", "extnds", "Extends"])
def test_a_misspelt_extends_is_guessed(key, tmp_path):
    criteria = write(tmp_path, baru__contoh=f"{key}: ../lama/contoh\n{SMALL}")
    _, problems = load_category(criteria / "baru" / "contoh.yaml")
    assert 'Mungkin maksudnya "extends"?' in line(problems[0])


def test_extends_within_a_file_is_an_unknown_key(tmp_path):
    criteria = write(tmp_path, baru__contoh=SMALL.replace("ranking:", "ranking:\n  extends: x"))
    _, problems = load_category(criteria / "baru" / "contoh.yaml")
    assert [problem.code for problem in problems] == ["C003"]


def test_an_edition_extends_an_edition(tmp_path):
    lama = (SHIPPED / "edition.yaml").read_text(encoding="utf-8").replace("2025-provinsi", "lama")
    baru = (
        "extends: ../lama/edition.yaml\nedition: baru\nstatus: contoh\nperiod: {start: 2026-01-01, end: 2026-12-31}\n"
    )
    criteria = write(tmp_path, lama__edition=lama, baru__edition=baru, baru__contoh=SMALL)
    edition, problems = load_edition(criteria / "baru")
    assert problems == ()
    assert (edition.id, str(edition.facts.period.end), edition.facts.province) == ("baru", "2026-12-31", "33")
    (criteria / "baru" / "edition.yaml").write_text("extends: ../lama/edition\nstatus: contoh\n", encoding="utf-8")
    assert told(load_edition_file(criteria / "baru" / "edition.yaml", "baru/edition.yaml")[1]) == [
        ("C004", "baru/edition.yaml", 1)
    ]


def hashes(folder):
    edition, problems = load_edition(folder)
    assert edition is not None, [line(problem) for problem in problems]
    return edition.hashes


def test_the_content_hash_covers_the_whole_chain(tmp_path):
    edition = (SHIPPED / "edition.yaml").read_text(encoding="utf-8").replace("2025-provinsi", "c")
    links = {"b__contoh": "extends: ../a/contoh\n", "c__contoh": "extends: ../b/contoh\n"}
    criteria = write(tmp_path, a__contoh=SMALL, c__edition=edition, **links)
    first = hashes(criteria / "c")
    assert list(first) == ["contoh.yaml", "edition.yaml"]
    assert first["edition.yaml"] == content_hash(edition)
    seen = {first["contoh.yaml"], content_hash(links["c__contoh"])}
    for name in ("a", "b", "c"):
        path = criteria / name / "contoh.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", "\r\n").encode())
        assert hashes(criteria / "c") == first
        path.write_text(text + "# catatan\n", encoding="utf-8")
        seen.add(hashes(criteria / "c")["contoh.yaml"])
        path.write_text(text, encoding="utf-8")
    assert len(seen) == 5


OVERRIDES = """extends: ../2025-provinsi/kabupaten-kota
title: Kabupaten dan Kota
aspects:
  - {id: regulasi, weight: 25}
  - id: coverage
    weight: 35
    indicators:
      - {id: skor_rentan, rule: {full_at: 6}}
awards: {minimum_score: 60}
"""
BY_HAND = (
    (r"title:\n  id: Pemerintah Kabupaten/Kota\n  en: [^\n]*", "title: Kabupaten dan Kota"),
    (r"weight: 20(?=\n    source: contoh \(bobot\)\n    indicators:\n      - id: skor_produk_hukum)", "weight: 25"),
    (r"weight: 40(?=\n    source: contoh \(bobot\))", "weight: 35"),
    (r"full_at: 5\}", "full_at: 6}"),
    (r"minimum_score: 50", "minimum_score: 60"),
)


def test_the_shipped_file_extended_equals_the_file_merged_by_hand(tmp_path):
    text = (SHIPPED / "kabupaten-kota.yaml").read_text(encoding="utf-8")
    hand = text
    for old, new in BY_HAND:
        hand, count = re.subn(old, new, hand)
        assert count == 1, old
    criteria = write(tmp_path, **{"2025-provinsi__kabupaten-kota": text, "2026-provinsi__kabupaten-kota": OVERRIDES})
    write(tmp_path, **{"hand__kabupaten-kota": hand})
    extended, problems = load_category(criteria / "2026-provinsi" / "kabupaten-kota.yaml")
    merged, told_by_hand = load_category(criteria / "hand" / "kabupaten-kota.yaml")
    assert extended is not None, [line(problem) for problem in problems]
    assert extended == merged
    assert structure_hash(extended) == structure_hash(merged)
    assert [problem.code for problem in problems] == [problem.code for problem in told_by_hand]


EDITION = (SHIPPED / "edition.yaml").read_text(encoding="utf-8")
DECIDED = EDITION.replace("status: contoh", "status: ditetapkan\ndecree: {number: Nomor 1, date: 2024-01-02}")


def of_an_edition(tmp_path, base, own):
    criteria = write(tmp_path, lama__edition=base.replace("edition: 2025-provinsi", "edition: lama"), baru__edition=own)
    return load_edition_file(criteria / "baru" / "edition.yaml", "baru/edition.yaml")[1]


@pytest.mark.parametrize(
    ("base", "own", "keys"),
    [
        (EDITION, "", ["status"]),
        (DECIDED, "", ["status", "decree"]),
        (DECIDED, "status: ditetapkan\n", ["decree"]),
        (DECIDED, "status: contoh\n", []),
        (DECIDED, "status: ditetapkan\ndecree: {number: Nomor 2, date: 2025-01-02}\n", []),
    ],
)
def test_an_edition_says_for_itself_what_its_criteria_are_worth(base, own, keys, tmp_path):
    found = of_an_edition(tmp_path, base, f"extends: ../lama/edition\nedition: baru\n{own}")
    assert [(each.code, each.details["key"], str(each.where)) for each in found] == [
        ("C035", key, "baru/edition.yaml:1") for key in keys
    ]
    assert all("lama/edition.yaml" in line(each) for each in found)


@pytest.mark.parametrize(("status", "codes"), [("contoh", []), ("rancangan", ["C035"]), ("ditetapkan", ["C035"])])
def test_a_category_takes_no_decided_status_from_last_year(status, codes, tmp_path):
    base = SMALL.replace("category: contoh\n", f"category: contoh\nstatus: {status}\n")
    criteria = write(tmp_path, lama__contoh=base, baru__contoh="extends: ../lama/contoh\n")
    assert [each.code for each in load_category(criteria / "baru" / "contoh.yaml")[1]] == codes
