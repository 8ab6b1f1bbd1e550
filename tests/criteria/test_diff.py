"""What changed between criteria: sentences, what counts as changing the result, and the command."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from paritrana.cli.run import run
from paritrana.criteria.diff import compare, compare_editions
from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.load import load_category, load_edition
from paritrana.criteria.model import Category

CRITERIA = Path(__file__).parents[2] / "criteria"
EXAMPLE = (CRITERIA / "2025-provinsi" / "kabupaten-kota.yaml").read_text(encoding="utf-8")
FILES = tuple(sorted(path for path in CRITERIA.glob("*/*.yaml") if path.name != "edition.yaml"))


def category(text, folder, name="kabupaten-kota"):
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    found, problems = load_category(path)
    assert found is not None, problems
    return found


def changed(pairs):
    text = EXAMPLE
    for old, new in pairs:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


LADDER = "coverage (yang besar menang); cakupan (yang {} menang); regulasi (yang besar menang)"
LADDER += "; skor_wawancara (yang besar menang)"
OWN_TARGET = "kind: target, value: cakupan, target: target_ucj"
GOALPOSTS = "kind: linear, value: cakupan, zero_at: 0, full_at: 60"
BANDS = "…–20: 20; 20–35: 50; 35–50: {}; 50–…: 100"
GATE = "{id: aktif, condition: terlindungi > 0, message: Belum ada, article: Pasal 1}"
PARAMETER = "parameters: [{id: batas, title: Batas, values: [{from: 2024-01-01, value: 5}]}]"
PERDA = "{code: perda, label: {id: Peraturan Daerah, en: Regional regulation}}"
LAST_WEIGHT = "title: {id: Pemahaman (wawancara), en: Interview}\n    weight: 20"

RESULT = {
    "Bobot Coverage: 40% → 40,5% | Bobot Pemahaman (wawancara): 20% → 19,5%": [
        ("weight: 40", "weight: 40.5"),
        (LAST_WEIGHT, LAST_WEIGHT.replace("20", "19.5")),
    ],
    "Indikator Produk hukum › Peraturan Daerah: 100 → 90": [("levels: {perda: 100", "levels: {perda: 90")],
    "Indikator Anggaran pekerja rentan › skor 100 pada: 10.080 → 12.500,5": [("at: 10080", "at: 12500.5")],
    f"Indikator Cakupan kepesertaan › rentang: {BANDS.format(75)} → {BANDS.format(80)}": [
        ("to: 50, points: 75", "to: 50, points: 80")
    ],
    "Indikator Cakupan kepesertaan › batas rentang: masuk rentang yang dimulainya → masuk rentang yang diakhirinya": [
        ("closed: lower", "closed: upper")
    ],
    "Indikator Inovasi daerah › butir inovasi_layanan: 30 → (tidak ada)": [
        ("            - {field: inovasi_layanan, points: 30}\n", "")
    ],
    "Indikator Inovasi daerah › butir inovasi_desa › skor: 30 → 20": [
        ("{field: inovasi_desa, points: 30}", "{field: inovasi_desa, points: 20}")
    ],
    "Indikator Nilai wawancara › nilai penilai digabung: mean → median": [("reduce: mean", "reduce: median")],
    f"Indikator Capaian target UCJ › parameter penilaian: {OWN_TARGET}, better: higher → {GOALPOSTS}": [
        (OWN_TARGET, GOALPOSTS)
    ],
    "Isian target_ucj › batas bawah: 1 → 2,5": [("unit: persen\n    min: 1", "unit: persen\n    min: 2.5")],
    "Nilai hitungan Cakupan kepesertaan (UCJ) › rumus: 100 * terlindungi / pekerja → 99 * terlindungi / pekerja": [
        ("formula: 100 * terlindungi", "formula: 99 * terlindungi")
    ],
    "Syarat kelayakan aktif ditambahkan": [("gates: []", f"gates: [{GATE}]")],
    "Pemeriksaan rentan_wajar › syarat: pekerja_rentan <= terlindungi → pekerja_rentan < terlindungi": [
        ("condition: pekerja_rentan <= terlindungi", "condition: pekerja_rentan < terlindungi")
    ],
    f"Peringkat › penentu nilai sama: {LADDER.format('besar')} → {LADDER.format('kecil')}": [
        ("{by: cakupan, order: desc}", "{by: cakupan, order: asc}")
    ],
    "Peringkat › bila tetap sama: peringkat bersama → diundi": [("still_tied: share", "still_tied: lot")],
    "Peringkat › dihitung dari: nilai tercetak → nilai sebelum dibulatkan": [("rank_on: published", "rank_on: exact")],
    "Pembulatan › skor: 2 → tidak dibulatkan": [("points: 2, score: 2", "points: exact, score: 2")],
    "Tim Penilai › jumlah penilai: 9 → 7": [("panel: {size: 9}", "panel: {size: 7}")],
    "Bila kosong: skor 0 → formulir dikembalikan": [("missing: zero", "missing: return")],
    "Penghargaan › nilai akhir paling sedikit: 50 → (tidak ada)": [("  minimum_score: 50\n", "")],
    "Penghargaan › peringkat 3 dihapus": [("    - {rank: 3, title: {id: Terbaik III, en: Third}}\n", "")],
    "Penghargaan › peringkat 3 › sampai peringkat: (tidak ada) → 5": [("{rank: 3,", "{rank: 3, to: 5,")],
    "Kelompok Kota ditambahkan": [("missing: zero", "missing: zero\ngroups: [{id: kota, title: Kota, kinds: [kota]}]")],
    "Kandidat › tingkat: kabupaten, kota → kabupaten": [("levels: [kabupaten, kota]", "levels: [kabupaten]")],
    "Parameter Batas ditambahkan": [("missing: zero", f"missing: zero\n{PARAMETER}")],
}
WORDS = {
    'Judul: "Pemerintah Kabupaten/Kota" → "Pemda"': [("id: Pemerintah Kabupaten/Kota", "id: Pemda")],
    "Isian pekerja › sumber: BPS, Sakernas → BPS": [("source: BPS, Sakernas", "source: BPS")],
    'Isian kehadiran › petunjuk: "Menurut daftar hadir wawancara." → (tidak ada)': [
        ("    hint: Menurut daftar hadir wawancara.\n", "")
    ],
    "Nilai hitungan Cakupan kepesertaan (UCJ) › boleh diumumkan: ya → tidak": [
        ("    public: true\n    # Dasar hitung", "    # Dasar hitung")
    ],
    'Isian produk_hukum › pilihan Perda › kata yang dibaca: "Peraturan Daerah" → "Perda"': [
        (PERDA, PERDA.replace("Peraturan Daerah", "Perda"))
    ],
    'Penghargaan › peringkat 1 › judul: "Terbaik I" → "Juara I"': [("title: {id: Terbaik I,", "title: {id: Juara I,")],
}


@pytest.mark.parametrize("says", RESULT)
def test_what_can_change_the_result_is_said_in_plain_words(says, tmp_path):
    found = compare(category(EXAMPLE, tmp_path / "a"), category(changed(RESULT[says]), tmp_path / "b"))
    assert sorted(one.says for one in found.result) == sorted(says.split(" | "))
    assert found.words == ()


@pytest.mark.parametrize("says", WORDS)
def test_words_change_no_result(says, tmp_path):
    found = compare(category(EXAMPLE, tmp_path / "a"), category(changed(WORDS[says]), tmp_path / "b"))
    assert found.result == ()
    assert [one.says for one in found.words] == [says]


def test_an_indicator_that_moves_is_the_same_indicator(tmp_path):
    start = EXAMPLE.index("      - id: skor_kehadiran")
    end = EXAMPLE.index("      - id: skor_wawancara")
    moved, rest = EXAMPLE[start:end].replace("weight: 25", "weight: 10"), EXAMPLE[:start] + EXAMPLE[end:]
    rest = rest.replace("weight: 75\n        rule: {kind: panel", "weight: 100\n        rule: {kind: panel")
    at = rest.index("  - id: inovasi\n    title")
    rest = rest[:at] + moved + rest[at:]
    rest = rest.replace(
        "weight: 50\n        rule:\n          kind: bands", "weight: 40\n        rule:\n          kind: bands"
    )
    found = compare(category(EXAMPLE, tmp_path / "a"), category(rest, tmp_path / "b"), "id")
    assert [one.says for one in found.result] == [
        "Bobot Cakupan kepesertaan: 50% → 40%",
        "Indikator Kehadiran pimpinan dipindah dari Pemahaman (wawancara) ke Coverage",
        "Bobot Kehadiran pimpinan: 25% → 10%",
        "Bobot Nilai wawancara: 75% → 100%",
    ]
    assert found.words == ()


def test_an_indicator_removed_is_said_with_its_weight_in_english_too(tmp_path):
    start, end = EXAMPLE.index("      - id: skor_non_asn"), EXAMPLE.index("  - id: inovasi\n    title")
    after = (EXAMPLE[:start] + EXAMPLE[end:]).replace("weight: 15\n", "weight: 25\n")
    found = compare(category(EXAMPLE, tmp_path / "a"), category(after, tmp_path / "b"), "en")
    assert [one.says for one in found.result] == [
        "Weight of Vulnerable workers paid for: 15% → 25%",
        "Indicator Protection of non-civil-servants removed (weight 10%)",
    ]


def test_parameter_values_are_told_by_their_day(tmp_path):
    line = "missing: zero\nparameters: [{id: batas, title: Batas, values: [{from: 2024-01-01, value: 5}]}]"
    more = line.replace("value: 5}", "value: 6}, {from: 2026-01-01, value: 7.25, source: SK}")
    one, two = (EXAMPLE.replace("missing: zero", text) for text in (line, more))
    found = compare(category(one, tmp_path / "a"), category(two, tmp_path / "b"))
    assert [one.says for one in found.result] == [
        "Parameter Batas › nilai sejak 1 Januari 2024 › nilai: 5 → 6",
        "Parameter Batas › nilai sejak 1 Januari 2026: (tidak ada) → 7,25",
    ]


def test_an_order_that_changes_is_told(tmp_path):
    a, b = (
        "    - {rank: 1, title: {id: Terbaik I, en: First}}\n",
        "    - {rank: 2, title: {id: Terbaik II, en: Second}}\n",
    )
    found = compare(category(EXAMPLE, tmp_path / "a"), category(EXAMPLE.replace(a + b, b + a), tmp_path / "b"))
    assert [one.says for one in found.result] == ["Penghargaan › tempat › urutan: 1, 2, 3 → 2, 1, 3"]


def loaded(path):
    found, _ = load_category(path)
    assert found is not None
    return found


RICH = {
    "parameters": [{"id": "batas", "title": "Batas", "values": [{"from": "2024-01-01", "value": "5"}]}],
    "adjustments": [
        {"id": "tambah", "title": "Tambah", "kind": "bonus", "points": "pekerja", "most": "2", "article": "Pasal 1"}
    ],
    "caps": {"bonus": "3"},
    "classes": [
        {"from": "0", "to": "49.99", "title": "Kurang"},
        {"from": "50", "to": "100", "title": {"id": "Baik", "en": "Good"}},
    ],
    "groups": [{"id": "kota", "title": "Kota", "kinds": ["kota"]}, {"id": "kabupaten", "title": "Kabupaten"}],
}
AWARDS = {
    "cutoffs": [{"by": "coverage", "at_least": "50"}, {"by": "inovasi", "at_least": "10"}],
    "quota": {"by": "pekerja", "most": "2"},
    "predicates": [{"title": "Utama", "when": "score > 90"}, {"title": "Madya", "when": "score > 80", "article": "2"}],
    "best": [{"by": "coverage", "title": "Coverage"}, {"by": "inovasi", "title": "Inovasi"}],
}


def enriched(one):
    """A category with everything that the shipped ones do not have."""
    dump = one.model_dump(mode="json", by_alias=True)
    return Category.model_validate({**dump, **RICH, "awards": {**dump["awards"], **AWARDS}})


SHIPPED = tuple(loaded(path) for path in FILES)
CATEGORIES = (*SHIPPED, *(enriched(one) for one in SHIPPED if one.category == "kabupaten-kota"))


@pytest.mark.parametrize("one", CATEGORIES, ids=range(len(CATEGORIES)))
@pytest.mark.parametrize("two", CATEGORIES, ids=range(len(CATEGORIES)))
@pytest.mark.parametrize("lang", ["id", "en"])
def test_any_two_files_can_be_compared(one, two, lang):
    found = compare(one, two, lang)
    assert bool(found.result) == (structure_hash(one) != structure_hash(two))
    for change in (*found.result, *found.words):
        assert change.before != change.after
        assert "None" not in change.says
        assert "{'" not in change.says
        assert json.dumps([change.before, change.after])


def spots(value, path=()):
    """Every place of a plain value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield from spots(below, (*path, key))


def mutated(dump, path, way):
    """A copy with one place changed: another text, an item less, items turned round, a flag turned."""
    copied = copy.deepcopy(dump)
    *above, last = path
    holder = copied
    for step in above:
        holder = holder[step]
    held = holder[last]
    if isinstance(held, list):
        holder[last] = held[1:] if way % 2 else held[::-1]
    elif isinstance(held, bool):
        holder[last] = not held
    elif isinstance(held, str):
        holder[last] = ("7", f"{held}x", "3.5", "x")[way]
    elif isinstance(held, int):
        holder[last] = held + 1
    elif held is None:
        holder[last] = ("1", "x", None, "zero")[way]
    elif isinstance(held, dict):
        holder[last] = {**held, "note": "x"} if way == 1 else None
    return copied


DUMPS = tuple(one.model_dump(mode="json", by_alias=True) for one in CATEGORIES)
SPOTS = tuple(tuple(path for path in spots(dump) if path) for dump in DUMPS)


@settings(max_examples=400)
@given(data=st.data(), number=st.integers(0, len(DUMPS) - 1), way=st.integers(0, 3))
def test_the_result_can_change_exactly_where_the_structure_differs(data, number, way):
    path = data.draw(st.sampled_from(SPOTS[number]))
    one = CATEGORIES[number]
    try:
        two = Category.model_validate(mutated(DUMPS[number], path, way))
    except ValidationError:
        return
    ids = [node.id for node, _ in two.nodes()] if two.aspects else []
    if len(ids) != len(set(ids)):
        return
    found = compare(one, two)
    assert bool(found.result) == (structure_hash(one) != structure_hash(two))
    assert bool(found.result or found.words) == (
        one.model_dump(mode="json", by_alias=True) != two.model_dump(mode="json", by_alias=True)
    )


def editions(folder):
    """A workspace with the shipped edition and one that extends it."""
    criteria = folder / "criteria"
    old = criteria / "2025-provinsi"
    new = criteria / "2026-provinsi"
    for path in sorted((CRITERIA / "2025-provinsi").glob("*.yaml")):
        old.mkdir(parents=True, exist_ok=True)
        (old / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    new.mkdir()
    facts = "edition: 2026-provinsi\nlabel: '2026'\nperiod: {start: 2026-01-01, end: 2026-12-31}\n"
    (new / "edition.yaml").write_text(f"extends: ../2025-provinsi/edition\nstatus: contoh\n{facts}", encoding="utf-8")
    for path in old.glob("*.yaml"):
        if path.name not in ("edition.yaml", "badan-usaha.yaml"):
            (new / path.name).write_text(f"extends: ../2025-provinsi/{path.stem}\n", encoding="utf-8")
    return criteria


def test_editions_differ_in_their_facts_and_in_every_category(tmp_path):
    criteria = editions(tmp_path)
    found = compare_editions(*(load_edition(criteria / name)[0] for name in ("2025-provinsi", "2026-provinsi")))
    assert [one.says for one in found.result] == ["Kategori badan-usaha dihapus"]
    assert [one.says for one in found.words] == [
        "Penyelenggaraan: 2025-provinsi → 2026-provinsi",
        "Kata yang dibaca: 2025 → 2026",
        "Periode penilaian › awal: 1 Januari 2025 → 1 Januari 2026",
        "Periode penilaian › akhir: 31 Desember 2025 → 31 Desember 2026",
    ]


def test_another_province_has_other_candidates(tmp_path):
    criteria = editions(tmp_path)
    path = criteria / "2026-provinsi" / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "province: '34'\n", encoding="utf-8")
    found = compare_editions(*(load_edition(criteria / name)[0] for name in ("2025-provinsi", "2026-provinsi")))
    assert [one.says for one in found.result] == ["Provinsi: 33 → 34", "Kategori badan-usaha dihapus"]


def test_the_command_says_both_lists(tmp_path, capsys):
    criteria = editions(tmp_path)
    assert run(["criteria", "diff", "2025-provinsi", "2026-provinsi", "-w", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[:3] == [
        "Dapat mengubah skor, peringkat, atau penghargaan",
        "  - Kategori badan-usaha dihapus",
        "Tidak mengubah skor",
    ]
    assert said.err == "1 perubahan dapat mengubah skor, peringkat, atau penghargaan; 4 tidak.\n"
    old, new = (str(criteria / name / "kabupaten-kota.yaml") for name in ("2025-provinsi", "2026-provinsi"))
    assert run(["criteria", "diff", old, new, "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Can change scores, ranks or awards\n  - none\nChanges no score\n  - none\n"


def test_the_command_answers_in_json(tmp_path, capsys):
    criteria = editions(tmp_path)
    path = criteria / "2026-provinsi" / "kabupaten-kota.yaml"
    path.write_text("extends: ../2025-provinsi/kabupaten-kota\ntitle: Pemda\nmissing: return\n", encoding="utf-8")
    old, new = str(criteria / "2025-provinsi" / "kabupaten-kota.yaml"), str(path)
    assert run(["criteria", "diff", old, new, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "paritrana/criteria-diff/1"
    assert (answer["before"], answer["after"]) == (old, new)
    assert answer["result"] == [
        {"path": "missing", "before": "zero", "after": "return", "says": "Bila kosong: skor 0 → formulir dikembalikan"}
    ]
    assert [one["path"] for one in answer["words"]] == ["title"]
    assert answer["words"][0]["after"] == {"id": "Pemda", "en": ""}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("2025-provinsi", "2026-provinsi/kabupaten-kota.yaml", 2),
        ("2025-provinsi", "2099-provinsi", 2),
        ("2025-provinsi", "2026-provinsi", 1),
        ("2025-provinsi/edition.yaml", "2026-provinsi", 1),
        ("2026-provinsi", "2026-provinsi", 0),
        ("2025-provinsi/kabupaten-kota.yaml", "rusak.yaml", 4),
        ("2025-provinsi", "rusak", 4),
    ],
)
def test_exit_codes(before, after, code, tmp_path, monkeypatch, capsys):
    criteria = editions(tmp_path)
    (criteria / "rusak.yaml").write_text("category: rusak\n", encoding="utf-8")
    (criteria / "rusak").mkdir()
    (criteria / "rusak" / "edition.yaml").write_text("edition: rusak\n", encoding="utf-8")
    monkeypatch.chdir(criteria)
    assert run(["criteria", "diff", before, after]) == code
    assert "Traceback" not in capsys.readouterr().err
