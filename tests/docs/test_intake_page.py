"""docs/intake.md and docs/judging.md name every code of files, answers and judging once, with its level."""

from doc_pages import HOUSE, page, tables

from paritrana.catalogue import CATALOGUE

PAGES = (page("docs/intake.md"), page("docs/judging.md"))


def told() -> list[tuple[str, str]]:
    rows = [row for page in PAGES for rows in tables(page) if rows[0][:2] == ["code", "level"] for row in rows[1:]]
    return [(code, row[1]) for row in rows for code in row[0].split(", ")]


def test_every_code_of_files_answers_and_judging_stands_in_one_table_with_its_level() -> None:
    wanted = {code: level.value for code, level in CATALOGUE.items() if code[0] in "BAJ"}
    assert sorted(told()) == sorted(wanted.items())


def test_every_code_of_the_catalogue_is_issued_somewhere() -> None:
    files = [path for path in (HOUSE / "paritrana").rglob("*.py") if path.name != "catalogue.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert sorted(code for code in CATALOGUE if f'"{code}"' not in text) == []
