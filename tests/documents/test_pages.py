"""The pages: everything is escaped, nothing is fetched, what is not public stays inside."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from small_contest import CONTEST, GROUPS, HOSTILE, contest, edition, entry, mixed, scored

from paritrana.documents import ranking_page
from paritrana.documents.index_pages import (
    Link,
    Summary,
    render_index_page,
    render_public_index,
    render_public_page,
)
from paritrana.documents.problems_page import render_problems_page
from paritrana.documents.ranking_model import RankingSheet
from paritrana.documents.ranking_page import render_ranking_page
from paritrana.documents.template_error import TemplateError
from paritrana.documents.view import ranking_sheet
from paritrana.problems import Problem, Where
from paritrana.scoring import Result

SHIPPED = Path(__file__).parents[2] / "templates"
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """A page taken apart: its text, its elements, its attributes; complains about tags that do not match."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(data.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


def sheet(result: Result, *, status: str = "rancangan", code: str | None = "7F3K-9QXM", **more: Any) -> RankingSheet:
    facts = {"public_scores": more.pop("public_scores", "false"), "status": status}
    return ranking_sheet(edition(result.category, **facts), result, code=code, **more)


def ranking(result: Result, **more: Any) -> Page:
    return Page(render_ranking_page(sheet(result, **more), [SHIPPED]))


def public(result: Result, **more: Any) -> Page:
    return Page(render_public_page(sheet(result, **more), [SHIPPED]))


def problems(*found: Problem, **more: Any) -> Page:
    return Page(render_problems_page("Uji", found, [SHIPPED], **more))


WRONG = Problem(
    "A003", Where("07.xlsx", "Formulir", "C7"), {"read": "x", "example": "1"}, candidate="07", category="uji"
)


def test_the_ranking_page_says_who_where_and_why() -> None:
    said = ranking(mixed(), problems=[WRONG]).text
    for words in (
        "Rekapitulasi Nilai dan Peringkat",
        "Score Summary and Ranking",
        "Periode penilaian 1 Januari–31 Desember 2025",
        "Kode Hasil 7F3K-9QXM",
        "4 diperingkat dari 8 kandidat",
        "Terbaik I",
        "66,67",
        "nilai sama; ditentukan oleh Regulasi",
        "90,00 persen",
        "○ 0,00",
        "Cakupan terlalu rendah (Pasal 4)",
        "Menunggak iuran",
        '07.xlsx › Formulir!C7: "x" bukan angka. [A003]',
        "1. Regulasi, yang lebih tinggi di depan",
        "≈66,6667%",
        "Data wilayah: idn-area-data",
        "cccccccccccc",
    ):
        assert words in said, words


def test_that_nothing_was_sent_is_said_once() -> None:
    assert ranking(mixed()).text.count("Tidak mengirim") == 1


def test_a_table_of_many_aspects_scrolls_in_a_box_and_is_split_on_paper() -> None:
    one = CONTEST["aspects"][1]
    many = [
        {**one, "id": f"a{at}", "weight": "1/7", "indicators": [{**one["indicators"][0], "id": f"i{at}"}]}
        for at in range(7)
    ]
    wide = render_ranking_page(
        sheet(scored([entry("01", "9", True)], contest(aspects=many, ranking=RANKING))), [SHIPPED]
    )
    assert b'<div class="scroll crowded split"' in wide
    assert b".split .part { display: none; }" in wide, "on paper the aspects stand in the tables of points"
    assert re.search(rb"\.scroll \.name \{[^}]*position: sticky; left: 0", wide), "the names stay in sight"
    assert b'class="scroll crowded' not in render_ranking_page(sheet(mixed()), [SHIPPED])


RANKING = {"style": "1-2-2-4", "still_tied": "share"}


def test_long_words_of_headings_break_between_syllables() -> None:
    title = {"id": "Pertanggungjawaban APBD", "en": "Accountability"}
    aspects = [CONTEST["aspects"][0], {**CONTEST["aspects"][1], "title": title}]
    words = ranking(scored([entry("01", "90", True)], contest(aspects=aspects))).text
    assert "Pertang\N{SOFT HYPHEN}gung\N{SOFT HYPHEN}ja\N{SOFT HYPHEN}wa\N{SOFT HYPHEN}ban APBD" in words


def test_a_page_stands_alone() -> None:
    page = ranking(mixed())
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not [value for name, value in page.attributes if name in ("src", "href") and value]
    assert ("lang", "id") in page.attributes


def test_the_english_page() -> None:
    page = ranking(mixed(), lang="en")
    assert ("lang", "en") in page.attributes
    assert "Score Summary and Ranking" in page.text
    assert "tied; decided by Regulation" in page.text
    assert "66.67" in page.text


def test_groups_are_sections_in_declared_order() -> None:
    entries = [entry("01", "90", True, group="kabupaten"), entry("02", "20", True, group="kota")]
    said = ranking(scored(entries, contest(groups=GROUPS))).text
    assert said.index("Kota 1 diperingkat dari 1") < said.index("Kabupaten 1 diperingkat dari 1")


def test_an_empty_category() -> None:
    assert "Belum ada kandidat" in ranking(scored([])).text
    assert "belum ditetapkan" in public(scored([])).text


@pytest.mark.parametrize(
    ("status", "code", "marks"),
    [
        ("rancangan", "7F3K-9QXM", []),
        ("contoh", "7F3K-9QXM", ["CONTOH – BUKAN DOKUMEN RESMI"]),
        ("contoh", None, ["CONTOH – BUKAN DOKUMEN RESMI", "DRAF"]),
    ],
)
def test_marks_go_across_every_page(status: str, code: str | None, marks: list[str]) -> None:
    own = sheet(mixed(), status=status, code=code)
    summary = Summary(own)
    drawn = [
        render_ranking_page(own, [SHIPPED]),
        render_public_page(own, [SHIPPED]),
        render_index_page(edition(mixed().category), [summary], [SHIPPED]),
        render_public_index(edition(mixed().category), [own], [SHIPPED]),
    ]
    for data in drawn:
        found = re.search(r'<div class="across" aria-hidden="true">(.*?)</div>', data.decode())
        assert (re.findall("<span>(.*?)</span>", found[1]) if found else []) == marks


def test_hostile_names_are_only_text() -> None:
    entries = [entry(f"{place:02}", "80", True, name) for place, name in enumerate(HOSTILE, start=1)]
    result = scored([*entries, entry("99", "1", True, HOSTILE[0], status="diskualifikasi", reason=HOSTILE[0])])
    own = sheet(result)
    links = [Link(HOSTILE[0], 'x"><script>.pdf')]
    wrong = [Problem("A003", Where(HOSTILE[0]), {"read": HOSTILE[0], "example": "1"}, candidate="01")]
    drawn = [
        render_ranking_page(own, [SHIPPED]),
        render_problems_page(HOSTILE[0], wrong, [SHIPPED], names={"01": HOSTILE[0]}),
        render_index_page(edition(result.category), [Summary(own, wrong, links, links)], [SHIPPED]),
    ]
    for data in drawn:
        page = Page(data)
        assert "script" not in page.tags
        assert "<script>alert(1)</script>" in page.text
    assert all(name in Page(drawn[0]).text for name in HOSTILE)
    assert "49" not in [word.strip() for word in Page(drawn[0]).words]


def test_links_are_relative_and_encoded() -> None:
    assert Link("", "a b/ü#1.pdf").href == "./a%20b/%C3%BC%231.pdf"
    assert Link("", "javascript:alert(1)").href.startswith("./")


def test_problems_are_grouped_and_the_gravest_come_first() -> None:
    info = Problem("A005", Where("07.xlsx", "Formulir", "C2"), {"read": "1 org", "value": "1"}, candidate="07")
    table = Problem("B029", Where("tabel.xlsx"), {"read": "tabel penilai"})
    page = problems(info, WRONG, table, names={"07": "Kabupaten Uji"})
    said = page.text
    assert (
        said.index("Kabupaten Uji")
        < said.index("bukan angka")
        < said.index("dibaca sebagai")
        < said.index("tabel.xlsx")
    )
    assert "2 Wajib diperbaiki" in said
    assert "1 Info" in said
    assert "Cara memperbaiki: Tulis angka seperti 1." in said


def test_a_group_with_errors_comes_before_one_with_remarks_only() -> None:
    info = Problem("A005", Where("01.xlsx", "Formulir", "C2"), {"read": "1 org", "value": "1"}, candidate="01")
    said = problems(info, WRONG).text
    assert said.index("bukan angka") < said.index("dibaca sebagai")


def test_the_question_stands_beside_the_cell() -> None:
    asked = Problem("A003", Where("01.xlsx", "Formulir", "C2"), {"read": "x", "example": "1"}, "01", field="cakupan")
    assert "01.xlsx › Formulir!C2 Cakupan A003" in problems(asked, questions={"cakupan": "Cakupan"}).text
    assert "01.xlsx › Formulir!C2 A003" in problems(asked).text


def test_what_a_sentence_already_says_is_not_said_twice() -> None:
    said = problems(Problem("B021", Where("x.xlsx"), {"read": "desa", "expected": "kota"})).text
    assert said.count("desa") == said.count("kota") == 1


def test_no_problems_is_good_news() -> None:
    assert "Tidak ada catatan" in problems().text


def test_the_index_counts_and_says_what_comes_next() -> None:
    result = scored([entry("01", "90", True), entry("02", "90", True)])
    card = Summary(sheet(result, code=None), [WRONG], [Link("Peringkat", "uji/ranking.html")])
    page = Page(render_index_page(edition(result.category), [card], [SHIPPED]))
    assert "INTERNAL" in page.text
    assert "1 catatan wajib diperbaiki" in page.text
    assert "Bawa 2 kandidat" in page.text
    assert "paritrana seal uji" in page.text
    assert ("href", "./uji/ranking.html") in page.attributes
    sealed = Page(render_index_page(edition(result.category), [Summary(sheet(result))], [SHIPPED])).text
    assert "paritrana publish uji" in sealed


def test_the_public_page_has_winners_only_and_no_scores() -> None:
    said = public(mixed()).text
    assert "Terbaik I Kabupaten 01" in said
    assert "Kabupaten 02" in said
    for inside in ("Kabupaten 03", "Kabupaten 05", "100,00", "66,67", "INTERNAL", "Menunggak"):
        assert inside not in said, inside


def test_scores_are_public_where_declared() -> None:
    assert "66,67" in public(mixed(), public_scores="true").text


def test_an_undecided_award_is_public_without_names() -> None:
    said = public(scored([entry("01", "90", True), entry("02", "90", True)])).text
    assert "Terbaik I / Terbaik II: menunggu keputusan pleno" in said
    assert "Kabupaten 01" not in said


def test_the_name_on_the_certificate_is_the_public_name() -> None:
    said = public(scored([entry("01", "90", True, certificate_name="Pemerintah Kabupaten Satu")])).text
    assert "Pemerintah Kabupaten Satu" in said


def test_the_public_index_links_every_category() -> None:
    page = Page(render_public_index(edition(mixed().category), [sheet(mixed())], [SHIPPED]))
    assert ("href", "./uji.html") in page.attributes
    assert "2 penerima penghargaan" in page.text


def test_pages_are_the_same_twice() -> None:
    assert render_ranking_page(sheet(mixed()), [SHIPPED]) == render_ranking_page(sheet(mixed()), [SHIPPED])


def test_the_workspace_template_wins_and_is_escaped_too(tmp_path: Path) -> None:
    own = tmp_path / "public.html.j2"
    own.write_text("{% for group in groups %}{{ group.winners[0][1] }}{% endfor %}", encoding="utf-8")
    data = render_public_page(sheet(scored([entry("01", "90", True, HOSTILE[0])])), [tmp_path, SHIPPED])
    assert data == b"&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.mark.parametrize("broken", ["{{ nobody }}", "{% if %}", "{{ ''.__class__.__mro__ }}", "{% include '../x' %}"])
def test_a_broken_template_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "public.html.j2").write_text(broken, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render_public_page(sheet(mixed()), [tmp_path, SHIPPED])
    assert caught.value.details["file"].startswith("public.html.j2")


def test_a_long_group_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking_page, "LISTED", 2)
    page = ranking(mixed())
    assert "2 kandidat pertama dari 4" in page.text
    assert "Kabupaten 04" not in page.text


READ = {"read": "x", "example": "1"}


def test_a_file_that_is_the_heading_is_not_named_again() -> None:
    said = problems(
        Problem("B007", Where("07.xlsm"), READ), Problem("A003", Where("07.xlsm", "Formulir", "C7"), READ)
    ).text
    assert said.count("07.xlsm") == 1
    assert "Formulir!C7" in said
