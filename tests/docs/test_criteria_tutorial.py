"""docs/criteria.md, first part: files written, commands run, answers filled in, the ranking compared."""

from pathlib import Path

from doc_pages import Shell, blocks, commands, fill, fill_table, page, section, tables

TUTORIAL = section(page("docs/criteria.md"), "A category in ten minutes")
FILE, CONTINUED = "# file: ", "# file, continued: "


def write_files(root: Path) -> None:
    """The YAML of the page, each file put together from its pieces."""
    for block in blocks(TUTORIAL, "yaml"):
        continued = block.first.startswith(CONTINUED)
        path = root / block.first.removeprefix(CONTINUED).removeprefix(FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if continued else ""
        path.write_text(before + block.text, encoding="utf-8", newline="\n")


def answers() -> dict[str, dict[str, str]]:
    header, *rows = next(tables(TUTORIAL))
    names = [title.split(" ")[0] for title in header]
    return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in rows}


def fill_everything(root: Path) -> None:
    """What candidates and committee do between `form` and `check`."""
    forms, sent = root / "forms/contoh-2026/perlindungan", root / "submissions/contoh-2026"
    said = answers()
    for number, (code, row) in enumerate(said.items()):
        form = next(forms.glob(f"{code}_*.xlsx"))
        fill(form, sent / "inbox" / f"kiriman {number}.xlsx", {"produk_hukum": row["produk_hukum"]})
    counts = {code: {name: int(row[name]) for name in ("pekerja", "terlindungi")} for code, row in said.items()}
    fill_table(forms / "tabel_penyelenggara_perlindungan.xlsx", sent / "committee" / "data.xlsx", counts)
    marks = {
        code: {f"wawancara.{juror}": int(mark) for juror, mark in enumerate(row["wawancara"].split(", "), start=1)}
        for code, row in said.items()
    }
    fill_table(forms / "tabel_panel_perlindungan.xlsx", sent / "committee" / "nilai.xlsx", marks)


def test_the_ten_minutes_end_with_the_ranking_that_the_page_shows(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for command in commands(TUTORIAL):
        if command.words[1] == "check":
            fill_everything(shell.folder)
        shell.run(command)
        if command.words[1] == "init":
            write_files(tmp_path / "lomba")
    out = shell.folder / "out/contoh-2026/internal/perlindungan/ranking.csv"
    (shown,) = blocks(TUTORIAL, "csv")
    assert out.read_text(encoding="utf-8") == shown.text
