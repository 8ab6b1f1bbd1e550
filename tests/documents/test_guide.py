"""The technical guide: everything a committee signs stands on it, in words, safe, and the same bytes every time."""

import re
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from rich_contest import rich, titles_only
from small_contest import HOSTILE, contest, edition
from test_pages import Page

from paritrana.__main__ import main
from paritrana.criteria.load import load_edition
from paritrana.criteria.model import Parameter
from paritrana.documents.guide import technical_guide
from paritrana.documents.guide_render import (
    PDF_TEMPLATE,
    GuideGlyphsError,
    _values,
    render_guide_page,
    render_guide_pdf,
)
from paritrana.documents.guide_rules import rule_words
from paritrana.documents.guide_words import Reader
from paritrana.documents.typst_pdf import Typesetter
from paritrana.expressions import parse
from paritrana.rules import RULES
from paritrana.rules.base import BaseRule
from paritrana.text import LANGUAGES

HOUSE = Path(__file__).parents[2]
SHIPPED = HOUSE / "templates"
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
FOLDERS = sorted(path.parent for path in (HOUSE / "criteria").glob("*/edition.yaml"))

FIELDS = [
    {"id": "nilai", "ask": "Nilai", "kind": "number", "unit": "persen"},
    {"id": "lalu", "ask": "Nilai lalu", "kind": "number"},
    {"id": "perda", "ask": "Ada perda", "kind": "yesno", "evidence": "Salinan perda"},
    {
        "id": "ukuran",
        "ask": "Ukuran",
        "kind": "choice",
        "options": [{"code": "kecil", "label": "Usaha kecil"}, {"code": "besar", "label": "Usaha besar"}],
    },
    {"id": "marka", "ask": "Wawancara", "kind": "number", "min": "0", "max": "10", "filled_by": "panel"},
]


def with_rule(rule, **more):
    one = {"id": "skor", "title": "Skor", "weight": "100", "rule": rule, **more}
    aspects = [{"id": "aspek", "title": "Aspek", "weight": "100", "indicators": [one]}]
    return contest(
        fields=FIELDS, aspects=aspects, gates=[], checks=[], ranking={"style": "1-2-2-4", "still_tied": "lot"}
    )


def words_of(rule, **more):
    """The sentences and rows of one rule, as one list of strings."""
    category = with_rule(rule, **more)
    found = rule_words(category.indicators()[0][0].rule, Reader(category, "id"))
    return [*found.lines, *(" | ".join(row) for row in (found.grid.rows if found.grid else ()))]


def shown(category, **more):
    return technical_guide(edition(category), category, **more)


def text_of(guide):
    return Page(render_guide_page(guide, [SHIPPED])).text


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            {"kind": "choice", "field": "ukuran", "levels": {"kecil": "40", "besar": "100"}},
            ["Usaha kecil | 40", "Usaha besar | 100"],
        ),
        ({"kind": "yesno", "field": "perda", "yes": "100", "no": "12.5"}, ["Ya | 100", "Tidak | 12,5"]),
        (
            {"kind": "checklist", "items": [{"field": "perda", "points": "60"}]},
            [
                "Skor adalah jumlah skor butir yang dijawab Ya, paling tinggi 60. "
                "Butir yang kosong tidak mendapat skor.",
                "Ada perda | 60",
            ],
        ),
        (
            {
                "kind": "bands",
                "value": "nilai",
                "closed": "lower",
                "bands": [
                    {"to": "20", "points": "0"},
                    {"from": "20", "to": "35.5", "points": "50"},
                    {"from": "35.5", "to": "90", "points": "100"},
                ],
            },
            ["kurang dari 20 | 0", "20 sampai kurang dari 35,5 | 50", "35,5 sampai dengan 90 | 100"],
        ),
        (
            {
                "kind": "bands",
                "value": "nilai",
                "closed": "upper",
                "bands": [
                    {"from": "0", "to": "20", "points": "0"},
                    {"from": "20", "to": "35", "points": "50"},
                    {"from": "35", "points": "100"},
                ],
            },
            ["0 sampai dengan 20 | 0", "lebih dari 20 sampai dengan 35 | 50", "lebih dari 35 | 100"],
        ),
        (
            {"kind": "linear", "value": "nilai", "zero_at": "80", "full_at": "100"},
            [
                "Contoh: nilai 90 mendapat skor 50.",
                "80 atau kurang | 0",
                "lebih dari 80 dan kurang dari 100 | 100 × (nilai − 80) ÷ 20",
                "100 atau lebih | 100",
            ],
        ),
        (
            {"kind": "linear", "value": "nilai", "zero_at": "3", "full_at": "0"},
            [
                "Contoh: nilai 1,5 mendapat skor 50.",
                "0 atau kurang | 100",
                "lebih dari 0 dan kurang dari 3 | 100 × (3 − nilai) ÷ 3",
                "3 atau lebih | 0",
            ],
        ),
        (
            {"kind": "target", "value": "nilai", "target": "lalu", "better": "lower"},
            [
                "Target: Nilai lalu.",
                "sama dengan target atau lebih rendah | 100",
                "di atas target | 100 × target ÷ nilai",
            ],
        ),
        (
            {"kind": "panel", "field": "marka", "reduce": "median", "quorum": "3", "scale": ["0", "10"]},
            [
                "Skor adalah median (nilai tengah) nilai semua penilai.",
                "Skala penilai 0–10 dialihkan ke 0–100: 0 menjadi 0 dan 10 menjadi 100.",
                "Kuorum: sedikitnya 3 dari 9 penilai. Di bawah kuorum skor tidak dihitung.",
            ],
        ),
        (
            {
                "kind": "table",
                "closed": "lower",
                "rows": [
                    {"if": {"perda": "true", "nilai": {"from": "0", "to": "50"}}, "points": "60"},
                    {"if": {"perda": "true", "nilai": {"from": "50", "to": "100"}}, "points": "100"},
                ],
                "otherwise": "0",
            },
            [
                "Skor adalah skor baris yang semua syaratnya terpenuhi.",
                "1 | Ya | 0 sampai kurang dari 50 | 60",
                "2 | Ya | 50 sampai dengan 100 | 100",
                " | selain yang di atas |  | 0",
            ],
        ),
        (
            {"kind": "count", "value": "nilai", "each": "10", "most": "80"},
            ["Skor = 10 × nilai, paling tinggi 80."],
        ),
        (
            {"kind": "formula", "points": "if(ukuran = 'besar' and perda, 100, nilai / 2)", "cap": "true"},
            [
                "Skor = 100 bila ukuran = “Usaha besar” dan perda = Ya; selain itu nilai ÷ 2.",
                "Hasil di bawah 0 menjadi 0 dan di atas 100 menjadi 100.",
            ],
        ),
        (
            {"kind": "given", "value": "nilai", "out_of": "5"},
            ["Skor = 100 × nilai ÷ 5. Nilai di luar 0–5 tidak diterima."],
        ),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_a_rule_is_told_with_every_edge(rule, said):
    assert words_of(rule) == said


OTHERS = [
    {"kind": "growth", "value": "nilai", "before": "lalu", "zero_at": "-10", "full_at": "50"},
    {"kind": "log", "value": "nilai", "zero_at": "1", "full_at": "1000"},
    {"kind": "share", "value": "nilai", "zero_at": "0", "full_at": "30"},
    *(
        {"kind": "relative", "value": "nilai", "method": method, "better": "lower", "all_equal": "50"}
        for method in ("rank", "percentile", "minmax")
    ),
    {"kind": "relative", "value": "nilai", "method": "zscore", "better": "higher", "all_equal": "50"}
    | {"ddof": "1", "zero_at": "-2", "full_at": "2"},
]


@pytest.mark.parametrize("rule", OTHERS, ids=lambda rule: rule.get("method", rule["kind"]))
def test_every_other_rule_has_words_in_both_languages(rule):
    category = with_rule(rule)
    for lang in LANGUAGES:
        found = rule_words(category.indicators()[0][0].rule, Reader(category, lang))
        assert found.measured.startswith("Nilai")
        assert found.lines
    assert render_guide_pdf(shown(category), [SHIPPED], at=AT)


def test_every_rule_has_words_of_its_own():
    assert [rule.__name__ for rule in RULES if rule_words.dispatch(rule) is rule_words.dispatch(BaseRule)] == []


def test_a_rule_without_words_is_shown_as_it_stands():
    category = with_rule({"kind": "yesno", "field": "perda", "yes": "100", "no": "0"})
    rule = category.indicators()[0][0].rule
    rows = dict(rule_words.dispatch(BaseRule)(rule, Reader(category, "id")).grid.rows)
    assert rows == {"kind": "yesno", "field": "perda", "yes": "100", "no": "0"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("100 * nilai / max(1, lalu)", "100 × nilai ÷ yang terbesar dari (1; lalu)"),
        ("(nilai + lalu) * -2.5", "(nilai + lalu) × −2,5"),
        (
            "if(nilai <= 1000000, 1, if(nilai > 2, 2, 3))",
            "1 bila nilai tidak lebih dari 1.000.000; 2 bila nilai lebih dari 2; selain itu 3",
        ),
        ("ukuran in ('kecil', 'besar')", "ukuran salah satu dari “Usaha kecil”, “Usaha besar”"),
        ("not (filled(nilai) or perda)", "tidak (nilai terisi atau perda = Ya)"),
        ("count(perda, nilai != 2) + 1", "banyaknya yang terpenuhi dari (perda = Ya; nilai bukan 2) + 1"),
        ("1 + if(perda, 2, 3)", "1 + (2 bila perda = Ya; selain itu 3)"),
    ],
)
def test_a_formula_is_written_as_people_write_it(source, said):
    assert Reader(with_rule(OTHERS[0]), "id").formula(parse(source)) == said


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guides_of_shipped_categories_hold_everything(folder, lang):
    found, _ = load_edition(folder)
    for category in found.categories.values():
        guide = technical_guide(found, category, lang=lang)
        page = text_of(guide)
        said = [field.ask(lang) for field in category.fields] + [field.id for field in category.fields]
        said += [node.title(lang) for node, _ in category.nodes()]
        said += [item.title(lang) for item in category.derived]
        said += [gate.article for gate in category.gates] + [check.message(lang) for check in category.checks]
        said += [place.title(lang) for place in category.awards.places]
        said += [field.evidence(lang) for field in category.fields if field.evidence]
        said += [item.value for item in guide.hashes]
        flat = page.replace("\n", " ")
        assert [words for words in said if re.sub(r"\s+", " ", words) not in flat] == []
        assert not re.search(r"\{[a-z_]+\}|Figure\(", flat)
        assert render_guide_pdf(guide, [SHIPPED], at=AT).startswith(b"%PDF")


def test_effective_weights_stand_only_where_all_above_is_a_weighted_mean():
    guide = shown(rich())
    rows = {row.id: row for chapter in guide.chapters for row in chapter.weights}
    assert rows["dasar"].cells == ("1.1", "Dasar", "400 poin", "40%", "Rata-rata geometrik berbobot")
    assert rows["skor_rasio"].cells[2:4] == ("240 poin", "–")
    assert rows["skor_urutan"].cells[2:4] == ("–", "–")
    assert rows["skor_tumbuh"].share.value == 20
    assert [bar.title for bar in guide.bars] == ["2.1 Pertumbuhan", "2.2 Nelayan", "2.3 Tabel"]
    assert [bar.extent for bar in guide.bars] == ["100.00", "50.00", "50.00"]


def test_everything_of_the_rich_contest_is_told():
    page = text_of(shown(rich()))
    for words in (
        "Nilai aspek Dasar adalah rata-rata geometrik berbobot dari bagian-bagiannya.",
        "Nilai akhir dinyatakan pada skala 0–1.000.",
        "Berlaku bila kapal = Ya (kapal: Ada nelayan). Bila tidak berlaku: bobotnya dibagi kepada sesamanya",
        "25 bila inovasi tidak kurang dari ambang; selain itu 0",
        "Semua pengurang bersama-sama paling banyak 40.",
        "0 sampai dengan 499,99",
        "Peraih harus mencapai Upaya sedikitnya 10",
        "Paling banyak 1 penghargaan bagi kandidat dengan kabupaten/kota yang sama",
        "score tidak kurang dari 600",
        "score = Nilai akhir",
        "Rp50.000.000",
        "Kepgub 1/2025",
    ):
        assert words in page


def test_a_contest_of_titles_has_no_chapters_of_points():
    guide = shown(titles_only())
    assert guide.bars == guide.indicators == ()
    assert [chapter.mark for chapter in guide.chapters] == list("ABCDE")
    assert "cakupan tidak kurang dari 80" in text_of(guide)
    assert render_guide_pdf(guide, [SHIPPED], at=AT)


def test_parameters_of_all_days_are_listed_and_the_one_that_counts_is_marked():
    values = [{"from": f"{year}-01-01", "value": str(year - 2000)} for year in (2024, 2025, 2026)]
    parameter = Parameter.model_validate({"id": "ambang", "title": "Ambang", "values": values, "source": "Kepgub"})
    guide = shown(rich(), parameters=[parameter])
    grids = [section.grid for chapter in guide.chapters for section in chapter.sections if section.grid]
    rows = next(grid.rows for grid in grids if grid.heads[0].title == "Parameter")
    assert [row[1:] for row in rows] == [
        ("1 Januari 2024", "24", "Kepgub"),
        ("1 Januari 2025\n(yang dipakai)", "25", "Kepgub"),
        ("1 Januari 2026", "26", "Kepgub"),
    ]


@pytest.mark.parametrize(
    ("facts", "banner", "marks"),
    [
        ({"status": "contoh"}, "CONTOH – BUKAN DOKUMEN RESMI", ("CONTOH – BUKAN DOKUMEN RESMI",)),
        ({"status": "rancangan"}, "RANCANGAN – BELUM DITETAPKAN", ()),
        (
            {"status": "ditetapkan", "decree": {"number": "400/12/2026", "date": "2026-03-12"}},
            "Kriteria ditetapkan dengan 400/12/2026 tanggal 12 Maret 2026.",
            (),
        ),
    ],
    ids=["contoh", "rancangan", "ditetapkan"],
)
def test_the_status_stands_on_top_and_an_example_says_so_across_every_page(facts, banner, marks):
    category = contest()
    guide = technical_guide(edition(category, **facts), category)
    assert (guide.banner, guide.marks) == (banner, marks)
    assert banner in text_of(guide)
    assert render_guide_pdf(guide, [SHIPPED], at=AT)


def test_hostile_words_are_words():
    fields = [{"id": f"isian{at}", "ask": words, "kind": "yesno", "hint": words} for at, words in enumerate(HOSTILE)]
    items = [{"field": f"isian{at}", "points": "1"} for at in range(len(HOSTILE))]
    rule = {"kind": "checklist", "items": items}
    one = {"id": "skor", "title": HOSTILE[0], "weight": "100", "rule": rule, "source": HOSTILE[4]}
    aspects = [{"id": "aspek", "title": "#panic() $x$ *b*", "weight": "100", "indicators": [one]}]
    guide = shown(
        contest(
            fields=fields,
            aspects=aspects,
            title='"#import"',
            gates=[],
            ranking={"style": "1-2-2-4", "still_tied": "lot"},
        )
    )
    page = Page(render_guide_page(guide, [SHIPPED]))
    assert "script" not in page.tags
    assert all(re.sub(r"\s+", " ", words) in page.text for words in HOSTILE)
    assert render_guide_pdf(guide, [SHIPPED], at=AT)


def test_nothing_is_fetched_and_no_script_runs():
    page = Page(render_guide_page(shown(rich()), [SHIPPED]))
    assert {name for name, _ in page.attributes} & {"src", "onclick", "onload"} == set()
    assert all(value and value.startswith("#") for name, value in page.attributes if name == "href")


def test_letters_that_no_font_has_are_named():
    category = contest(title="Kategori 漢")
    with pytest.raises(GuideGlyphsError) as found:
        render_guide_pdf(shown(category), [SHIPPED], at=AT)
    assert found.value.characters == ("漢",)
    assert found.value.exit_code == 4


def test_weights_are_exact_figures():
    guide = shown(contest())
    rows = {row.id: row for chapter in guide.chapters for row in chapter.weights}
    assert rows["coverage"].share.text == "≈66,6667%"
    assert rows["coverage"].share.value == Fraction(666667, 10000)


def test_the_command_writes_both_papers_and_the_same_bytes_again(tmp_path, capsys):
    (tmp_path / "criteria").symlink_to(HOUSE / "criteria")
    call = ["criteria", "show", "kabupaten-kota", "-e", "2025-provinsi", "-w", str(tmp_path)]
    assert main(call) == 0
    folder = tmp_path / "out/2025-provinsi/juknis"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(first) == ["kabupaten-kota.html", "kabupaten-kota.pdf"]
    assert str(folder / "kabupaten-kota.pdf") in capsys.readouterr().out
    assert main([*call, "-o", str(tmp_path / "lagi")]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "lagi").iterdir()} == first
    assert main([*call, "-o", str(tmp_path / "english"), "--lang", "en", "--at", "2026-03-12"]) == 0
    page = Page((tmp_path / "english/kabupaten-kota.html").read_bytes()).text
    assert "Technical Guide" in page
    assert "12 March 2026" in page


def test_a_category_that_does_not_exist_is_wrong_use(tmp_path, capsys):
    (tmp_path / "criteria").symlink_to(HOUSE / "criteria")
    assert main(["criteria", "show", "tiada", "-e", "2025-provinsi", "-w", str(tmp_path)]) == 2
    assert "badan-usaha" in capsys.readouterr().err


def test_the_tables_of_an_indicator_stay_together():
    guide = shown(contest())
    with Typesetter([SHIPPED]) as typesetter:
        source = typesetter.source(PDF_TEMPLATE, _values(guide))
    kept = re.findall(r"keep: true\)\n+#small\(", source)
    assert len(kept) == sum(
        bool(one.grid and one.data)
        for chapter in guide.chapters
        for aspect in chapter.aspects
        for one in aspect.indicators
    )
    assert kept
