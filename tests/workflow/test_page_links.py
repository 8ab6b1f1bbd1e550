"""Every link on the pages of a finished edition leads to a file that is there."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from season_kit import paritrana, play

LINK = re.compile(r'href="([^"#][^"]*)"')


def links(page: Path) -> set[Path]:
    """The files that a page links to."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / unquote(unescape(link))).resolve() for link in found}


def test_every_link_of_a_published_edition_is_there(tmp_path: Path) -> None:
    root = play(tmp_path)
    assert paritrana(root, "score") == 0
    assert paritrana(root, "publish", "kota") == 0
    folder = root / "out" / "uji-2025"
    pages = tuple(folder.rglob("*.html"))
    linked = {target for page in pages for target in links(page)}
    assert [path for path in sorted(linked) if not path.is_file()] == []
    papers = {"ranking.html", "ranking.xlsx", "ranking.csv", "problems.html", "certificates.pdf"}
    index = links(folder / "internal" / "index.html")
    assert papers <= {path.name for path in index}
    assert set(folder.rglob("certificates/*.pdf")) <= index
    assert links(folder / "public" / "index.html") == {folder.resolve() / "public" / "kota.html"}
