"""What a workspace's own template does wrong is told with its name and line; in a shipped one it is a bug of ours."""

import shutil
from pathlib import Path

import pytest
import typst
from small_contest import mixed
from test_certificate import AT, KLATEN, TEMPLATE, one
from test_pages import SHIPPED, sheet

from paritrana.documents.certificate import render_one
from paritrana.documents.index_pages import render_public_page
from paritrana.documents.template_error import TemplateError, is_own
from paritrana.documents.typst_pdf import Typesetter
from paritrana.problems import Problem
from paritrana.text import line

WRONG = [
    (b"\n{{ title / 2 }}", 2, "TypeError"),
    (b"\n\n{{ 1 // 0 }}", 3, "ZeroDivisionError"),
    (b"{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "RecursionError"),
    (b"\n{{ title | unheard_of }}", 2, "unheard_of"),
    (b"ok\n\xff\xfe", 2, "UTF-8"),
    (b"{{ range(10**9) }}", 1, "OverflowError"),
]


def refused(folder: Path, page: bool) -> dict[str, str]:
    with pytest.raises(TemplateError) as caught:
        if page:
            render_public_page(sheet(mixed()), [folder, SHIPPED])
        else:
            one(KLATEN, folder)
    assert caught.value.exit_code == 2
    return caught.value.details


@pytest.mark.parametrize(("template", "number", "reason"), WRONG)
@pytest.mark.parametrize("page", [True, False])
def test_whatever_a_template_raises_names_it_and_the_line(
    tmp_path: Path, template: bytes, number: int, reason: str, page: bool
) -> None:
    name = "public.html.j2" if page else TEMPLATE
    (tmp_path / name).write_bytes(template.replace(b"title", b"marks") if page else template)
    told = refused(tmp_path, page)
    assert told["file"] == f"{name}:{number}"
    assert reason in told["reason"]


def test_the_frame_is_named_where_the_fault_is_the_frame_s(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("\n{{ [] + 1 }}", encoding="utf-8")
    assert refused(tmp_path, page=True)["file"] == "page.html.j2:2"


@pytest.mark.parametrize("broken", [b"\n\n#let x = y\n", b"\n\n\xff"])
def test_a_broken_part_of_the_certificate_is_named(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "certificate").mkdir()
    (tmp_path / "certificate" / "layout.typ").write_bytes(broken)
    assert refused(tmp_path, page=False)["file"] == "certificate/layout.typ:3"


def test_the_words_of_missing_letters_hold_for_every_paper() -> None:
    said = line(Problem("T001", details={"read": "王", "name": "provinsi.yaml"}), "id")
    assert "piagam." not in said
    assert "berkas kriteria" in said


def test_a_bug_in_a_shipped_template_stays_a_bug(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    own.mkdir()
    shutil.copytree(SHIPPED, shipped)
    for name in ("public.html.j2", TEMPLATE):
        (shipped / name).write_text("\n{{ 1 // 0 }}", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        render_public_page(sheet(mixed()), [own, shipped])
    with Typesetter([own, shipped]) as typesetter, pytest.raises(ZeroDivisionError):
        render_one(typesetter, KLATEN, AT)
    (shipped / TEMPLATE).write_text("#let x = y\n", encoding="utf-8")
    with Typesetter([own, shipped]) as typesetter, pytest.raises(typst.TypstError):
        render_one(typesetter, KLATEN, AT)


def test_a_copy_of_a_shipped_template_is_as_good_as_the_shipped_one(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "page.html.j2", tmp_path)
    assert not is_own("page.html.j2", [tmp_path, SHIPPED])
    (tmp_path / "page.html.j2").write_text("{{ 1 }}", encoding="utf-8")
    assert is_own("page.html.j2", [tmp_path, SHIPPED])
    assert not is_own("page.html.j2", [SHIPPED])
